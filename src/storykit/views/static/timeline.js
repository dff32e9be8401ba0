// The timeline: the order of the telling on the left, the order of time on the right, the chosen event's words below.

function render({ model, el }) {
  const data = model.get("data"), events = data.events;
  const root = h("section", { class: "sk sk-timeline", lang: "en", "aria-label": "Timeline" });
  if (!events.length) {
    root.append(h("p", {}, "This story dates no event, so there is no timeline."));
    el.append(root);
    return;
  }
  const rows = events.length;
  const go = (index) => { model.set("index", Math.max(0, Math.min(rows - 1, index))); model.save_changes(); };
  let playing = null;

  // -- the picture --------------------------------------------------------------------------------------------------
  const button = (index, inner) => h("button", { type: "button", class: "sk-event", "data-index": index, onclick: () => go(index) }, inner);
  const told = h("ol", { class: "sk-told", "aria-label": "As the story tells it" }, data.told.map((index, place) => {
    const each = events[index], again = place && events[data.told[place - 1]].paragraph === each.paragraph;
    return h("li", {}, button(index, [h("span", { class: "sk-p" }, again ? "" : String(each.paragraph)), each.letter ? tag(each.letter) : h("span", { class: "sk-tag sk-none", "aria-hidden": "true" }, "–"),
      h("span", { class: "sk-label" }, h("b", {}, each.label), h("small", {}, `“${each.words}”`, h("span", { class: "sk-hidden" }, `, says ${each.who}`)))]));
  }));
  const time = h("ol", { class: "sk-time", "aria-label": "As it happened" }, events.map((each, index) =>
    h("li", {}, button(index, [h("span", { class: "sk-label" }, h("b", {}, each.when), h("small", {}, `¶${each.paragraph} ${each.label}`)),
      h("span", { class: "sk-track", "aria-hidden": "true" }, h("span", { class: each.vague ? "sk-span" : "sk-day", style: `grid-column: ${each.columns[0] + 1} / ${each.columns[1] + 1}` }))]))));
  const columns = data.axis.map(([, , gap]) => (gap ? "minmax(14px, 0.35fr)" : "minmax(22px, 1fr)")).join(" ");
  const head = h("div", { class: "sk-axis", "aria-hidden": "true" }, data.axis.map(([fine, coarse, gap], place) =>
    gap ? h("span", { class: "sk-gap" }, "//") : h("span", { class: "sk-cell" }, h("b", {}, fine), coarse && coarse !== data.axis[place - 1]?.[1] ? h("small", {}, coarse) : null)));
  const gaps = data.axis.filter(([, , gap]) => gap).map(([, words]) => words);
  const slopes = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  slopes.setAttribute("aria-hidden", "true");
  slopes.setAttribute("viewBox", `0 0 100 ${rows * 10}`);
  slopes.setAttribute("preserveAspectRatio", "none");
  slopes.setAttribute("class", "sk-slopes");
  data.told.forEach((index, place) => {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path"), from = place * 10 + 5, to = index * 10 + 5;
    path.setAttribute("d", `M0 ${from}C50 ${from} 50 ${to} 100 ${to}`);
    path.setAttribute("data-index", index);
    path.setAttribute("class", data.back.includes(index) ? "sk-back" : "");
    slopes.append(path);
  });
  const picture = h("div", { class: "sk-picture", style: `--columns: ${columns}; --rows: ${rows}` },
    h("div", { class: "sk-head sk-left" }, h("h4", {}, "As the story tells it"), h("small", {}, "paragraph, and who says so")),
    h("div", { class: "sk-head sk-right" }, h("div", {}, h("h4", {}, "As it happened"), h("small", {}, "how exactly the words date it")), head),
    told, slopes, time);

  // -- the key, the buttons, the words --------------------------------------------------------------------------------
  const key = (class_, words) => h("span", {}, h("i", { class: class_, "aria-hidden": "true" }), words);
  const keys = h("p", { class: "sk-key" }, events.some((each) => !each.vague) ? key("sk-day", "one day") : null, events.some((each) => each.vague) ? key("sk-span", "somewhere in this span") : null,
    data.back.length ? key("sk-line", "a long step back in time") : null, h("span", {}, h("span", { class: "sk-tag sk-none", "aria-hidden": "true" }, "–"), "the reporter’s own voice, no source given"),
    gaps.length ? h("span", {}, `// ${gaps.join(", ")}`) : null, data.published ? h("span", {}, data.published) : null);
  const play = h("button", { type: "button", class: "sk-button", onclick: () => (playing ? stop() : start()) }, "Play");
  const earlier = h("button", { type: "button", class: "sk-button", onclick: () => go(model.get("index") - 1) }, "← Earlier");
  const later = h("button", { type: "button", class: "sk-button", onclick: () => go(model.get("index") + 1) }, "Later →");
  const place = h("span", { class: "sk-quiet", role: "status" });
  const note = h("div", { class: "sk-note" });
  root.append(h("h3", {}, data.title), picture, keys, h("div", { class: "sk-turn" }, earlier, later, play, place), note);

  function start() {
    if (model.get("index") >= rows - 1) model.set("index", -1);
    playing = setInterval(() => (model.get("index") >= rows - 1 ? stop() : go(model.get("index") + 1)), 2500);
    play.textContent = "Stop";
    go(model.get("index") + 1);
  }
  function stop() {
    clearInterval(playing);
    playing = null;
    play.textContent = "Play";
  }

  root.addEventListener("keydown", (event) => {
    const list = event.target.closest(".sk-told, .sk-time");
    if (event.key === "Escape") { stop(); model.set("index", -1); model.save_changes(); }
    if (!list) return;
    const nodes = [...list.querySelectorAll("button")], next = step(nodes, event.target, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
    go(+next.dataset.index);
  });

  function drawNote(each) {
    if (!each) return [h("p", { class: "sk-quiet" }, "Choose an event for its words: click it, or go with Earlier and Later or the arrow keys.")];
    const begun = new Set();
    const words = each.sentence.map(([text, marks]) => lined(text, marks.map((number) => data.marks[number]), begun));
    return [h("div", {}, h("p", { class: "sk-quiet" }, each.where), h("p", { class: "sk-sentence" }, words)), h("div", {}, chainList(each.chain, data.names), definitions(each.rows))];
  }

  function draw() {
    const index = model.get("index"), each = events[index];
    for (const list of [told, time]) {
      const nodes = [...list.querySelectorAll("button")];
      nodes.forEach((node) => (+node.dataset.index === index ? node.setAttribute("aria-current", "true") : node.removeAttribute("aria-current")));
      roving(nodes, nodes.find((node) => +node.dataset.index === index));
    }
    slopes.querySelectorAll("path").forEach((path) => path.classList.toggle("sk-chosen", +path.dataset.index === index));
    slopes.append(...slopes.querySelectorAll(".sk-back"), ...slopes.querySelectorAll(".sk-chosen"));
    earlier.disabled = index <= 0;
    later.disabled = index >= rows - 1;
    place.textContent = each ? `Event ${index + 1} of ${rows} in time, ${data.told.indexOf(index) + 1} of ${rows} in the telling: ${each.when}, ${each.label}` : `${rows} events`;
    note.replaceChildren(...drawNote(each));
  }

  const fit = () => root.classList.toggle("sk-narrow", root.clientWidth > 0 && root.clientWidth < 700);
  keepKeys(root);
  el.append(root);
  model.on("change:index", draw);
  draw();
  fit();
  const watcher = new ResizeObserver(fit);
  watcher.observe(root);
  return () => { stop(); watcher.disconnect(); model.off("change:index", draw); };
}

export default { render };
