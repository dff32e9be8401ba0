// The review mode of the reading: judge a mark, choose words and mark them, write notes; each step goes to Python, which keeps it.

function reviewing({ model, data, memory, root, text, card, status, paragraphs, names, marked, drawCard, buttons }) {
  const mine = data.review;
  if (!mine) return { button: null, bar: null, list: null, key: () => false, picked: () => null, verdict: suggestion, drawn() {}, stop() {} };

  const on = () => model.get("reviewing");
  const step = (name, more = {}) => model.send({ step: name, by: pen.value, ...more });
  const chosen = () => (data.cards[marked(model.get("selected"))] ? marked(model.get("selected")) : "");
  let pick = null; // { n, start, end }: the words chosen, in UTF-16 units of their paragraph

  // -- the bar, and the list of notes -------------------------------------------------------------------------------
  const button = h("button", { type: "button", class: "sk-button", onclick: () => { model.set("reviewing", !on()); model.save_changes(); } }, "Review");
  const pen = h("input", { value: mine.by, maxlength: 60, size: 12 });
  const undo = h("button", { type: "button", class: "sk-button", disabled: !mine.undo, onclick: () => step("undo") }, "Undo");
  const choose = h("button", { type: "button", class: "sk-button", "aria-pressed": "false", onclick: () => (choose.getAttribute("aria-pressed") === "true" ? leave() : enter()) }, "Choose words");
  const said = h("output", { class: "sk-quiet" }, mine.line);
  const keys = h("p", { class: "sk-quiet" }, ...["C confirm", "R reject", "K change the kind", "N write a note", "W choose words", "U undo"].map((each) => h("span", {}, h("kbd", {}, each[0]), each.slice(1))));
  const bar = h("div", { class: "sk-review", role: "group", "aria-label": "Review" }, h("label", {}, "Pen name ", pen), choose, undo, said, keys);
  const notes = mine.notes.map((each) => h("li", {}, h("b", {}, each.what), each.words ? h("span", { class: "sk-cited" }, ` “${each.words}”`) : " on the whole text", each.text ? h("q", {}, each.text) : null,
    h("span", { class: "sk-quiet" }, ` ${[each.by, each.where].filter(Boolean).join(", ")}`), " ",
    h("button", { type: "button", class: "sk-link", "aria-label": `Take back: ${each.what} ${each.words}`, onclick: () => step("take back", { id: each.id }) }, "Take back")));
  const lost = mine.lost.map((each) => h("li", {}, h("b", {}, each.what), h("span", { class: "sk-cited" }, ` “${each.words}”`), each.text ? h("q", {}, each.text) : null, h("span", { class: "sk-quiet" }, ` ${each.by}`)));
  const list = h("div", { class: "sk-notes" },
    notes.length ? h("details", { open: memory.open, ontoggle: (event) => (memory.open = event.target.open) }, h("summary", {}, `The review in words (${notes.length})`), h("ul", {}, notes)) : null,
    lost.length ? h("details", { open: true }, h("summary", {}, `${lost.length} of ${notes.length + lost.length} notes lost: their words are not in the text any more. They stay in the file.`), h("ul", {}, lost)) : null);

  // -- on the card --------------------------------------------------------------------------------------------------
  const option = (kind) => h("option", { value: kind }, kind);
  const stance = (kind) => kind === "backs" || kind === "opposes";
  const groups = (kinds) => mine.kinds.map(([label, all]) => [label, all.filter((kind) => kinds(kind))]).filter(([, all]) => all.length).map(([label, all]) => h("optgroup", { label }, all.map(option)));

  function suggestion(each) {
    return each.status === "suggested" ? h("p", { class: "sk-quiet sk-suggested" }, "A suggestion by the machine. Is it right?") : null;
  }

  function verdict(each, key) {
    const judged = each.judged ? h("p", { class: "sk-quiet sk-judged" }, each.judged) : suggestion(each);
    const remarks = each.notes.map(([words, by]) => h("p", { class: "sk-remark" }, words, h("span", { class: "sk-quiet" }, ` ${by}`)));
    if (!on()) return h("div", {}, judged, remarks);
    const kind = h("select", { "aria-label": "Change the kind", "data-do": "kind", onchange: () => kind.value && step("change", { key, kind: kind.value }) },
      h("option", { value: "" }, "Change to …"), groups((name) => name !== each.name && stance(name) === stance(each.name)));
    const act = (name, label, sign, press) => h("button", { type: "button", class: "sk-button", "data-do": name, "aria-keyshortcuts": name[0].toUpperCase(), onclick: press }, h("span", { "aria-hidden": "true" }, `${sign} `), label);
    const words = h("textarea", { rows: 3, "aria-label": "Your note" });
    const form = h("form", { hidden: true, onsubmit: (event) => { event.preventDefault(); step("comment", { key, text: words.value }); } }, words, h("button", { type: "submit", class: "sk-button" }, "Keep the note"));
    return h("div", { class: "sk-judge", role: "group", "aria-label": "Is it right?" }, judged, remarks,
      h("div", { class: "sk-acts" }, each.status === "suggested" ? act("confirm", "Confirm", "✓", () => step("confirm", { key })) : act("take", "Take back", "↺", () => step("take back", { key })),
        act("reject", "Reject", "✗", () => step("reject", { key })), kind, act("note", "Note", "✎", () => { form.hidden = !form.hidden; if (!form.hidden) words.focus(); })), form);
  }

  // -- words chosen by the mouse or by the keyboard -----------------------------------------------------------------
  const raw = (n) => paragraphs[n].map(([words]) => words).join("");
  const wordsOf = (n) => [...raw(n).matchAll(/\S+/g)].map((match) => [match.index, match.index + match[0].length]);
  const shownAs = () => raw(pick.n).slice(pick.start, pick.end);

  function walk(paragraph) {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT, (node) => (node.parentNode.closest(".sk-n") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT)), found = [];
    let at = 0;
    while (walker.nextNode()) {
      const node = walker.currentNode, code = node.parentNode.closest(".sk-code"), length = code ? +code.dataset.length : node.length;
      found.push({ node, at, length, code });
      at += length;
    }
    return found;
  }

  function offset(paragraph, node, inside) {
    if (node.nodeType !== Node.TEXT_NODE) {
      const after = node.childNodes[inside];
      const next = walk(paragraph).find((each) => (after ? after.contains(each.node) || after.compareDocumentPosition(each.node) & Node.DOCUMENT_POSITION_FOLLOWING : node.compareDocumentPosition(each.node) === Node.DOCUMENT_POSITION_FOLLOWING));
      return next ? next.at : raw(+paragraph.dataset.n).length;
    }
    const found = walk(paragraph).find((each) => each.node === node);
    return found ? found.at + (found.code ? (inside ? found.length : 0) : inside) : 0;
  }

  function highlight() {
    if (!window.Highlight || !CSS.highlights) return;
    const paragraph = pick && text.querySelector(`[data-n="${pick.n}"]`), range = document.createRange();
    if (!paragraph) return void CSS.highlights.delete("sk-pick");
    for (const { node, at, length, code } of walk(paragraph)) {
      if (pick.start >= at && pick.start < at + length) range.setStart(node, code ? 0 : pick.start - at);
      if (pick.end > at && pick.end <= at + length) range.setEnd(node, code ? node.length : pick.end - at);
    }
    CSS.highlights.set("sk-pick", new Highlight(range));
    range.startContainer.parentNode?.closest?.("[data-n]")?.scrollIntoView({ block: "nearest" });
  }

  function take(n, start, end) {
    const words = raw(n).slice(start, end), from = start + words.length - words.trimStart().length;
    pick = words.trim() ? { n, start: from, end: from + words.trim().length } : null;
    highlight();
    drawCard();
    status.textContent = pick ? `Chosen: ${shownAs()}` : "";
  }

  function selected() {
    const range = on() && getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
    if (!range || range.collapsed || !text.contains(range.startContainer)) return;
    const paragraph = (range.startContainer.nodeType === Node.TEXT_NODE ? range.startContainer.parentNode : range.startContainer).closest("[data-n]");
    if (!paragraph) return;
    const end = paragraph.contains(range.endContainer) ? offset(paragraph, range.endContainer, range.endOffset) : raw(+paragraph.dataset.n).length;
    take(+paragraph.dataset.n, offset(paragraph, range.startContainer, range.startOffset), end);
  }

  function enter() {
    const first = [...text.querySelectorAll(".sk-chosen")][0]?.closest("[data-n]"), n = first ? +first.dataset.n : 1;
    choose.setAttribute("aria-pressed", "true");
    text.tabIndex = 0;
    text.setAttribute("role", "application");
    text.setAttribute("aria-label", "Choose words: the arrow keys move, with Shift they widen, Enter takes the words, Escape leaves");
    text.focus({ preventScroll: true });
    take(n, ...(wordsOf(n)[0] ?? [0, 0]));
  }

  function leave() {
    choose.setAttribute("aria-pressed", "false");
    for (const name of ["tabindex", "role", "aria-label"]) text.removeAttribute(name);
    pick = null;
    getSelection().removeAllRanges();
    highlight();
    drawCard();
  }

  function move(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key], down = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") card.querySelector("select")?.focus();
    else if (by) {
      const words = wordsOf(pick.n), last = words.findIndex(([, end]) => end >= pick.end), to = words[Math.max(0, Math.min(words.length - 1, last + by))];
      if (!event.shiftKey) take(pick.n, ...to);
      else if (to[1] > pick.start) take(pick.n, pick.start, to[1]);
    } else if (down) {
      let n = pick.n + down;
      while (paragraphs[n] && !wordsOf(n).length) n += down;
      if (paragraphs[n]) take(n, ...wordsOf(n)[0]);
    } else return false;
    event.preventDefault();
    return true;
  }

  function picked() {
    if (!pick || !on()) return null;
    const points = (at) => [...raw(pick.n).slice(0, at)].length, at = () => [pick.n, points(pick.start), points(pick.end)];
    const kind = h("select", { "aria-label": "Kind of mark", onchange: () => (sides.hidden = !stance(kind.value)) }, h("option", { value: "" }, "Mark them as …"), groups(() => true));
    const entity = (label) => h("select", { "aria-label": label }, h("option", { value: "" }, `${label} …`), data.entities.map((each) => option(each.name)));
    const holder = entity("Who"), target = entity("Whom or what"), sides = h("div", { class: "sk-acts", hidden: true }, holder, target);
    const words = h("textarea", { rows: 3, "aria-label": "Your note", placeholder: "or write a note on them" });
    const form = h("form", { onsubmit: (event) => {
      event.preventDefault();
      if (kind.value) step("add", { at: at(), kind: kind.value, holder: holder.value, target: target.value });
      if (words.value.trim() || !kind.value) step("comment", { at: at(), text: words.value });
    } }, h("div", { class: "sk-acts" }, kind), sides, words, h("div", { class: "sk-acts" }, h("button", { type: "submit", class: "sk-button" }, "Keep"), h("button", { type: "button", class: "sk-button", onclick: leave }, "Cancel")));
    return [h("header", {}, h("div", {}, h("div", { class: "sk-kind" }, "Your words"), h("div", { class: "sk-words" }, shownAs()))), form];
  }

  // -- keys, and what Python says -----------------------------------------------------------------------------------
  function key(event) {
    if (!on() || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return false;
    if (pick && event.key === "Escape") return leave(), true;
    if (pick && event.target === text) return move(event);
    const press = { c: "confirm", r: "reject", k: "kind", n: "note", t: "take" }[event.key.toLowerCase()];
    const found = press && card.querySelector(`[data-do=${press}]`);
    if (found) press === "kind" ? found.focus() : found.click();
    else if (event.key.toLowerCase() === "u" && mine.undo) step("undo");
    else if (event.key.toLowerCase() === "w") enter();
    else return false;
    if (press) memory.focus = chosen();
    event.preventDefault();
    return true;
  }

  function heard(message) {
    if (typeof message?.said === "string") {
      said.replaceChildren(message.said);
      status.textContent = message.said;
    }
  }

  function draw() {
    button.setAttribute("aria-pressed", String(on()));
    root.classList.toggle("sk-reviewing", on());
    bar.hidden = !on();
    if (!on() && pick) leave();
    drawCard();
  }

  root.addEventListener("keydown", (event) => {
    if (on() && (event.ctrlKey || event.metaKey) && event.key === "z" && !event.target.closest("input, textarea") && mine.undo) { step("undo"); event.preventDefault(); }
  });
  text.addEventListener("pointerup", () => setTimeout(selected));
  root.addEventListener("focusin", (event) => (memory.focused = event.target.dataset?.do || (event.target.closest(".sk-mark") ? "mark" : "")));
  model.on("change:reviewing", draw);
  model.on("msg:custom", heard);

  return {
    button, bar, list, key, picked, verdict,
    drawn() { // after a step, the focus is where it was: on the mark, or on the same button of its card
      draw();
      const again = memory.focused === "mark" || memory.focused === "kind" || !memory.focused ? null : card.querySelector(`[data-do=${memory.focused}], [data-do=take]`);
      const place = again ?? (memory.focused === undefined ? null : text.querySelector(".sk-chosen"));
      if (place && memory.stepped) place.focus({ preventScroll: true });
      memory.stepped = true;
    },
    stop() { model.off("change:reviewing", draw); model.off("msg:custom", heard); if (window.CSS?.highlights) CSS.highlights.delete("sk-pick"); },
  };
}
