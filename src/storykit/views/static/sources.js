// Who the story rests on: a row for each kind and each source, a tick for each statement, its words below.

function render({ model, el }) {
  const data = model.get("data");
  const root = h("section", { class: "sk sk-sources", lang: "en", "aria-label": "Sources" });
  if (!data.sources.length) {
    root.append(h("p", {}, "This story hands no words to any source: all is told in the reporter’s own voice."));
    el.append(root);
    return;
  }
  const choose = (key) => { model.set("selected", model.get("selected") === key ? "" : key); model.save_changes(); };
  const numbers = Array.from({ length: data.count }, (_, n) => n + 1);
  const strip = (cells) => h("span", { class: "sk-ticks", style: `--count: ${data.count}` }, cells);
  const label = (letter, name, notes = []) => h("div", { class: "sk-who" }, tag(letter), h("span", {}, name, notes.map((note) => h("small", {}, note))));
  const table = (heads, rows, name) => h("table", { "aria-label": name }, h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))), h("tbody", {}, rows));

  const kinds = data.kinds.map(([letter, name, count, on]) => h("tr", {},
    h("th", { scope: "row" }, label(letter, name)), h("td", { class: "sk-number" }, count === null ? "–" : String(count)),
    h("td", {}, strip(numbers.map((n) => h("i", { class: on.includes(n) ? `sk-tick-on sk-${letter}` : "" }, on.includes(n) ? String(n) : "")))),
    h("td", { class: "sk-number" }, h("b", {}, String(on.length)), h("span", { class: "sk-quiet" }, ` of ${data.count}`))));

  const sources = data.sources.map((each) => h("tr", {},
    h("th", { scope: "row" }, label(each.letter, each.name, each.notes)), h("td", {}, data.names[each.letter]), h("td", { class: "sk-number" }, String(each.ticks.length)),
    h("td", {}, strip(numbers.map((n) => {
      const here = each.ticks.filter(([number]) => number === n);
      return here.length ? h("span", { class: "sk-stack" }, here.map(([, key], place) => h("button", {
        type: "button", class: `sk-tick-on sk-${each.letter}`, "data-key": key, onclick: () => choose(key),
        "aria-label": `${each.name}, paragraph ${n}${here.length > 1 ? `, statement ${place + 1}` : ""}`,
      }, String(n)))) : h("i", {});
    })))));

  const note = h("div", { class: "sk-note" });
  const status = h("p", { class: "sk-hidden", role: "status" });
  root.append(h("h3", {}, data.title), h("p", { class: "sk-quiet" }, "Not better or worse: another way of being told."),
    h("h4", {}, "Paragraphs that rest on each kind"), table(["Kind", "Sources", "In which paragraphs", "Share"], kinds, "Paragraphs that rest on each kind"),
    h("p", { class: "sk-quiet" }, "A paragraph can rest on more than one kind. The headline is not counted: it repeats."),
    h("h4", {}, "Each source"), table(["Source, in the words of the story", "Kind", "Statements", `Paragraphs 1 to ${data.count}`], sources, "Each source"), note, status);

  const ticks = () => [...root.querySelectorAll("button[data-key]")];
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && model.get("selected")) choose(model.get("selected"));
    const next = event.target.dataset.key && step(ticks(), event.target, event.key);
    if (!next) return;
    event.preventDefault();
    roving(ticks(), next);
    next.focus();
  });

  function draw() {
    const key = model.get("selected"), card = data.cards[key];
    ticks().forEach((each) => each.setAttribute("aria-pressed", String(each.dataset.key === key)));
    roving(ticks(), ticks().find((each) => each.dataset.key === key) ?? ticks().find((each) => each.tabIndex === 0));
    if (card && data.sentences[key]) {
      const begun = new Set();
      note.replaceChildren(h("div", {}, h("p", { class: "sk-quiet" }, card.paragraph), h("p", { class: "sk-sentence" }, data.sentences[key].map(([text, marks]) => lined(text, marks.map((n) => data.marks[n]), begun)))),
        h("div", {}, chainList(card.chain, data.names), definitions(card.rows)));
    } else note.replaceChildren(h("p", { class: "sk-quiet" }, "Choose a numbered box for the words of that statement: click it, or press Tab, go with the arrow keys, Enter to choose."));
    status.textContent = card ? `${card.kind}: ${card.words}` : "";
  }

  const fit = () => root.classList.toggle("sk-narrow", root.clientWidth > 0 && root.clientWidth < 700);
  keepKeys(root);
  el.append(root);
  model.on("change:selected", draw);
  draw();
  fit();
  const watcher = new ResizeObserver(fit);
  watcher.observe(root);
  return () => { watcher.disconnect(); model.off("change:selected", draw); };
}

export default { render };
