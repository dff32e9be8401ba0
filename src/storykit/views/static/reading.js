// The annotated reading: layers to switch, marks to choose, a note card beside the chosen one.

function draw(model, el, memory, data) {
  const names = Object.fromEntries(Object.entries(data.layers).map(([letter, [name]]) => [letter, name]));
  const paragraphs = [data.head, ...data.paragraphs];
  const root = h("section", { class: data.paragraphs.length > 200 ? "sk sk-reading sk-long" : "sk sk-reading", lang: "en", "aria-label": "Annotated reading" });
  const text = h("div", { class: "sk-text" });
  const card = h("aside", { class: "sk-card", "aria-label": "Note" });
  const status = h("p", { class: "sk-hidden", role: "status" });
  let at = 1; // the paragraph that the projector shows

  const set = (name, value) => { model.set(name, value); model.save_changes(); };
  const choose = (key) => set("selected", model.get("selected") === key ? "" : key);
  const marked = (key) => data.links[key] ?? key;

  // -- above the text ---------------------------------------------------------------------------------------------
  const switches = data.groups.map(([name, label, count]) => h("button", { type: "button", class: "sk-switch", "data-group": name, onclick() {
    const on = model.get("layers");
    set("layers", data.groups.map(([each]) => each).filter((each) => on.includes(each) !== (each === name)));
  } }, h("span", { class: "sk-tick", "aria-hidden": "true" }), label, " ", h("span", { class: "sk-count" }, String(count))));
  const kinds = h("ul", { class: "sk-kinds", "aria-label": "The layers that are on" });
  const find = h("input", { type: "search", placeholder: "Find words", "aria-label": "Find words in the text", oninput: search });
  const found = h("output", { class: "sk-quiet" });
  const who = h("select", { "aria-label": "Show all mentions of", onchange: () => set("selected", who.value) },
    h("option", { value: "" }, "All mentions of …"),
    data.entities.map((each, number) => [each, number]).sort((a, b) => b[0].count - a[0].count)
      .map(([each, number]) => h("option", { value: `entity-${number}` }, `${each.name} (${each.count})`)));
  const room = h("button", { type: "button", class: "sk-button", onclick: () => set("projector", !model.get("projector")) }, "Projector");
  const review = reviewing({ model, data, memory, root, text, card, status, paragraphs, names, marked, drawCard, buttons: () => buttons() });
  const turn = h("div", { class: "sk-turn" },
    h("button", { type: "button", class: "sk-button", onclick: () => show(at - 1) }, "← Back"), h("output", {}),
    h("button", { type: "button", class: "sk-button", onclick: () => show(at + 1) }, "Next →"));
  root.append(h("div", { class: "sk-bar", role: "group", "aria-label": "Layers" }, switches),
    h("div", { class: "sk-tools" }, kinds, h("span", { class: "sk-find" }, find, found), data.entities.length ? who : null, room, review.button),
    review.bar, turn, h("div", { class: "sk-columns" }, text, card), review.list, status);

  // -- the text ---------------------------------------------------------------------------------------------------
  const nodes = []; // by paragraph, the headline first; null where there is none
  const where = new Map(); // from what can be chosen to the paragraphs it lights up
  const lights = (key, number) => where.set(key, (where.get(key) ?? new Set()).add(number));
  paragraphs.forEach((segments, number) => segments.forEach(([, marks, entities, contents]) => {
    marks.forEach((mark) => lights(data.marks[mark][1], number));
    entities.forEach((entity) => lights(`entity-${entity}`, number));
    contents.forEach((content) => lights(`attribution-${content}`, number));
  }));

  function paragraph(segments, number) {
    const on = model.get("layers"), chosen = marked(model.get("selected")), begun = new Set(), runs = [];
    const visible = (mark) => on.includes(data.layers[data.marks[mark][0]][1]) || data.marks[mark][1] === chosen;
    for (const segment of segments) {
      const marks = segment[1].filter(visible), last = runs.at(-1);
      if (last && String(last.marks) === String(marks)) last.segments.push(segment);
      else runs.push({ marks, segments: [segment] });
    }
    const inside = runs.map(({ marks, segments }, place) => run(marks, segments, `${number}.${place}`, chosen, begun));
    if (!number) return segments.length ? h("h3", { "data-n": 0 }, inside) : null;
    return h("p", { "data-n": number }, h("span", { class: "sk-n" }, h("span", { class: "sk-hidden" }, "Paragraph "), String(number)), inside);
  }

  function drawText() {
    paragraphs.forEach((segments, number) => (nodes[number] = paragraph(segments, number)));
    text.replaceChildren(...[nodes[0], data.by ? h("p", { class: "sk-by" }, data.by) : null, ...nodes.slice(1)].filter(Boolean));
    roving(buttons());
  }

  // Only the paragraphs that a choice lights up, or did, are drawn again; the focus stays where it was.
  function drawChoice(before) {
    const focused = text.contains(document.activeElement) && document.activeElement.dataset.at;
    for (const number of new Set([...(where.get(marked(before)) ?? []), ...(where.get(marked(model.get("selected"))) ?? [])])) {
      const drawn = paragraph(paragraphs[number], number);
      drawn.hidden = nodes[number].hidden;
      nodes[number].replaceWith(drawn);
      nodes[number] = drawn;
    }
    const same = focused && text.querySelector(`[data-at="${focused}"]`);
    roving(buttons(), same || text.querySelector(".sk-chosen"));
    if (same) same.focus({ preventScroll: true });
  }

  function run(numbers, segments, place, chosen, begun) {
    const pieces = segments.flatMap(([words, , entities, contents, noted]) => {
      const said = contents.some((each) => `attribution-${each}` === chosen), meant = entities.some((each) => `entity-${each}` === chosen);
      const kinds = [said && "sk-said", meant && "sk-entity", noted && "sk-noted"].filter(Boolean).join(" ");
      return kinds ? [h("span", { class: kinds }, words)] : seen(words);
    });
    if (!numbers.length) return pieces;
    const marks = numbers.map((number) => data.marks[number]);
    const kinds = marks.map(([letter, , cue]) => (cue ? `reporting verb, ${names[letter]}` : names[letter]));
    const inner = document.createDocumentFragment();
    inner.append(...pieces);
    return h("span", {
      role: "button", tabindex: -1, "data-at": place, "data-keys": marks.map(([, key]) => key).join(" "), "aria-description": kinds.join(", "),
      "aria-pressed": String(marks.some(([, key]) => key === chosen)), class: marks.some(([, key]) => key === chosen) ? "sk-mark sk-chosen" : "sk-mark",
      onclick: () => choose(marks.find(([, key]) => key === chosen)?.[1] ?? marks[0][1]),
    }, lined(inner, marks, begun));
  }

  const buttons = () => [...text.querySelectorAll("[role=button]")].filter((each) => !each.closest("[hidden]"));

  text.addEventListener("keydown", (event) => {
    if (!event.target.matches("[role=button]")) return;
    const next = step(buttons(), event.target, event.key);
    if (next) {
      roving(buttons(), next);
      next.focus();
    } else if (event.key === "Enter" || event.key === " ") event.target.click();
    else return;
    event.preventDefault();
  });
  root.addEventListener("keydown", (event) => {
    if (!review.key(event) && event.key === "Escape" && model.get("selected")) set("selected", "");
  });

  // -- the card ---------------------------------------------------------------------------------------------------
  function drawCard() {
    const selected = model.get("selected"), chosen = marked(selected);
    const entity = selected.startsWith("entity-") && data.entities[+selected.slice(7)];
    const others = new Set([...text.querySelectorAll(".sk-chosen")].flatMap((each) => each.dataset.keys.split(" ")).filter((key) => key !== chosen));
    who.value = entity ? selected : "";
    const picked = review.picked();
    if (picked) card.replaceChildren(...picked);
    else if (entity) card.replaceChildren(...entityNote(entity));
    else if (data.cards[chosen]) card.replaceChildren(...note(data.cards[chosen], chosen), ...[...others].map(also));
    else card.replaceChildren(h("p", { class: "sk-quiet" }, "Choose a marked word for its note: click it, or press Tab to the text, go with the arrow keys, Enter to choose."));
    const called = entity ? `${entity.name}, ${entity.count} mentions` : data.cards[chosen] ? `${data.cards[chosen].kind}: ${data.cards[chosen].words}` : "";
    if (status.textContent !== called) status.textContent = called;
    place();
  }

  function note(each, key) {
    return [
      h("header", {}, tag(each.letter), h("div", {}, h("div", { class: "sk-kind" }, each.kind, h("span", { class: "sk-quiet" }, ` ${each.paragraph}`)), h("div", { class: "sk-words" }, each.words))),
      h("p", {}, each.meaning), model.get("reviewing") ? review.verdict(each, key) : null, h("h4", {}, "How it reached you"), chainList(each.chain, names), definitions(each.rows), links(each.links),
      model.get("reviewing") ? null : review.verdict(each, key),
    ].filter(Boolean);
  }

  function links(found) {
    if (!found.length) return null;
    const buttons = found.map(([letter, key, words]) => h("li", {}, h("button", { type: "button", class: "sk-link", onclick: () => set("selected", key) }, tag(letter), words, h("span", { class: "sk-hidden" }, `, ${names[letter]}`))));
    return h("div", { class: "sk-links" }, h("h4", {}, "In the same sentence"), h("ul", {}, buttons));
  }

  function also(key) {
    const each = data.cards[key];
    return h("p", {}, "Also here: ", h("button", { type: "button", class: "sk-link", onclick: () => set("selected", key) }, `${each.kind}, ${each.words}`));
  }

  function entityNote(each) {
    const strip = data.paragraphs.map((_, n) => h("li", { class: each.paragraphs[n + 1] ? "sk-on" : "" }, String(n + 1), h("span", { class: "sk-hidden" }, `: ${each.paragraphs[n + 1] ?? 0}`)));
    return [h("header", {}, h("div", {}, h("div", { class: "sk-kind" }, each.kind, h("span", { class: "sk-quiet" }, each.country ? ` ${each.country}` : "")), h("div", { class: "sk-words" }, each.name))),
      h("p", {}, `${each.count} mention${each.count === 1 ? "" : "s"}. ${each.meaning}`), h("ol", { class: "sk-strip", "aria-label": "Mentions by paragraph" }, strip)];
  }

  // Beside the chosen words; below their paragraph where there is no room beside.
  function place() {
    const words = text.querySelector(".sk-chosen, .sk-entity"), paragraph = words?.closest("[data-n]");
    root.classList.toggle("sk-narrow", root.clientWidth < 760 && root.clientWidth > 0);
    if (root.classList.contains("sk-narrow") && paragraph) paragraph.after(card);
    else if (card.parentNode !== text.parentNode) text.after(card);
    const wide = !root.classList.contains("sk-narrow") && paragraph && !model.get("projector");
    card.style.marginTop = wide ? `${Math.max(0, paragraph.offsetTop - text.offsetTop)}px` : "";
  }

  // -- finding, projecting, drawing -------------------------------------------------------------------------------
  function search() {
    const wanted = find.value.trim().toLowerCase(), ranges = [];
    for (const paragraph of wanted ? text.querySelectorAll("[data-n]") : []) {
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT, (node) => (node.parentNode.closest(".sk-n") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT)), nodes = [];
      while (walker.nextNode()) nodes.push(walker.currentNode);
      const whole = nodes.map((node) => node.data).join("").toLowerCase();
      for (let from = whole.indexOf(wanted); from >= 0; from = whole.indexOf(wanted, from + wanted.length)) ranges.push(rangeOf(nodes, from, from + wanted.length));
    }
    found.textContent = wanted ? `${ranges.length} found` : "";
    if (window.Highlight && CSS.highlights) CSS.highlights.set("sk-find", new Highlight(...ranges));
    const first = ranges[0]?.startContainer.parentNode.closest("[data-n]");
    if (first && model.get("projector")) show(+first.dataset.n || 1);
    else first?.scrollIntoView({ block: "nearest" });
  }

  function rangeOf(nodes, from, to) {
    const range = document.createRange();
    let before = 0;
    for (const node of nodes) {
      if (from >= before && from < before + node.length) range.setStart(node, from - before);
      if (to > before && to <= before + node.length) range.setEnd(node, to - before);
      before += node.length;
    }
    return range;
  }

  function show(number) {
    at = Math.max(1, Math.min(data.paragraphs.length, number));
    const on = model.get("projector");
    root.classList.toggle("sk-projector", on);
    room.setAttribute("aria-pressed", String(on));
    text.querySelectorAll("[data-n], .sk-by").forEach((each) => (each.hidden = on && +each.dataset.n !== at));
    const [back, output, next] = turn.children; // of the projector
    output.textContent = `Paragraph ${at} of ${data.paragraphs.length}`;
    [back.disabled, next.disabled] = [at === 1, at === data.paragraphs.length];
    roving(buttons(), buttons().find((each) => each.matches(".sk-chosen")));
    place();
  }

  let before = "";
  function drawLayers() {
    const on = model.get("layers");
    switches.forEach((each) => each.setAttribute("aria-pressed", String(on.includes(each.dataset.group))));
    kinds.replaceChildren(...Object.entries(data.layers).filter(([, [, group]]) => on.includes(group))
      .map(([letter, [name, , count]]) => h("li", {}, h("span", { class: `sk-m sk-${letter}`, "data-l": letter }, name), ` ${count}`)));
    drawText();
    drawSelected();
    show(at);
    search();
  }

  function drawSelected() {
    drawChoice(before);
    before = model.get("selected");
    drawCard();
    const words = text.querySelector(".sk-chosen, .sk-entity")?.closest("[data-n]");
    if (model.get("projector")) show(words ? +words.dataset.n || 1 : at);
    if (find.value) search();
  }

  const events = { "change:layers": drawLayers, "change:selected": drawSelected, "change:projector": () => show(at) };
  for (const [name, draw] of Object.entries(events)) model.on(name, draw);
  keepKeys(root);
  el.append(root);
  drawLayers();
  review.drawn();
  const watcher = new ResizeObserver(place);
  watcher.observe(root);
  return () => {
    watcher.disconnect();
    review.stop();
    for (const [name, draw] of Object.entries(events)) model.off(name, draw);
  };
}

const render = live(draw);
export default { render };
