// Shared by all live views: elements made from text, never from markup; marked text; moving about with the arrow keys.

function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child != null).flatMap((child) => (typeof child === "string" ? seen(child) : [child])));
  return node;
}

// Text for the page; a character that nobody sees, or that turns the writing round, is shown by its code point.
const UNSEEN = /([\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ufff9-\ufffb]|\udb40[\udc00-\udc7f])/;
function seen(text) {
  return text.split(UNSEEN).map((part, n) => (n % 2 ? h("span", { class: "sk-code", "data-length": part.length }, `⟨U+${part.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`) : part)).filter(Boolean);
}

// Text inside its lines, one element a layer; `begun` holds the marks whose letter has been shown. Of several marks of one layer on
// the very same words one is drawn.
function lined(text, marks, begun) {
  let node = text;
  for (const mark of [...marks].reverse()) {
    const [letter, , cue, status, again] = mark;
    if (again) continue;
    const first = !cue && !begun.has(mark);
    begun.add(mark);
    node = h("span", { class: `sk-m sk-${letter}${cue ? " sk-cue" : ""}${status ? ` sk-is-${status}` : ""}`, "data-l": first && letter }, node);
  }
  return typeof node === "string" ? seen(node) : node;
}

function tag(letter) {
  return letter ? h("span", { class: `sk-tag sk-${letter}`, "aria-hidden": "true" }, letter) : h("span", { class: "sk-dot", "aria-hidden": "true" });
}

// The way from the reporter to the source, one link a line.
function chainList(links, names) {
  const items = links.map(([letter, who, cue]) =>
    h("li", {}, tag(letter), h("div", {}, h("b", {}, who), " ", h("span", { class: `sk-m sk-cue sk-${letter}` }, cue), h("span", { class: "sk-quiet" }, ` ${names[letter] ?? ""}`))));
  return h("ol", { class: "sk-chain" }, h("li", {}, tag(""), h("div", {}, h("b", {}, "The reporter"), h("span", { class: "sk-quiet" }, links.length ? " writes it down" : " says so, no source given"))), items);
}

function definitions(rows) {
  return h("dl", {}, rows.flatMap(([term, text]) => [h("dt", {}, term), h("dd", {}, text)]));
}

// A view that is drawn anew when its data change; the data of a long text come packed.
function live(draw) {
  return ({ model, el }) => {
    const memory = {}; // what a view wants to know of itself when it is drawn again
    let stop, turn = 0;
    async function again() {
      const mine = ++turn, packed = model.get("data").packed, data = packed ? await unpacked(packed) : model.get("data");
      if (mine !== turn) return; // newer data came meanwhile
      stop?.();
      el.replaceChildren();
      stop = draw(model, el, memory, data);
    }
    model.on("change:data", again);
    again();
    return () => { turn++; model.off("change:data", again); stop?.(); };
  };
}

function unpacked(bytes) {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
}

// One tab stop for a list of nodes: the current one, else the first.
function roving(nodes, current) {
  nodes.forEach((node) => node.tabIndex === 0 && (node.tabIndex = -1));
  const at = nodes.includes(current) ? current : nodes[0];
  if (at) at.tabIndex = 0;
}

function step(nodes, current, key) {
  const at = nodes.indexOf(current);
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
  if (by) return nodes[Math.max(0, Math.min(nodes.length - 1, at + by))];
  return { Home: nodes[0], End: nodes[nodes.length - 1] }[key];
}

// Keys pressed in a view are the view's: the notebook around it must not act on them.
function keepKeys(root) {
  for (const type of ["keydown", "keypress", "keyup"]) root.addEventListener(type, (event) => event.stopPropagation());
}
