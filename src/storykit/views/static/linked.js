// A picture and a table made by Python, in which each row, tile and marker can be chosen and shows what is chosen elsewhere.

function render({ model, el }) {
  const data = model.get("data");
  const root = h("section", { class: "sk sk-linked", lang: "en", "aria-label": data.label });
  root.innerHTML = data.html; // made by storykit, in which all words of the article are escaped
  const frame = root.querySelector("iframe"), image = root.querySelector("img");
  const choose = (key) => { model.set("selected", model.get("selected") === key ? "" : key); model.save_changes(); };

  for (const place of root.querySelectorAll("span[data-key]")) {
    const keys = place.dataset.key.split(" "), row = place.closest("tr");
    place.replaceWith(h("button", { type: "button", class: "sk-link", "data-key": place.dataset.key, "aria-label": `Choose the words of ${/\d/.test(place.textContent) ? "paragraph " : "the "}${place.textContent}`, onclick: () => choose(keys.find((key) => key === model.get("selected")) ?? keys[0]) }, place.textContent));
    row?.addEventListener("click", (event) => { if (!event.target.closest("button, a")) row.querySelector("button[data-key]")?.click(); });
  }

  if (image && data.tiles.length) {
    const over = h("div", { class: "sk-over", role: "group", "aria-label": "The tiles of the chart" });
    const box = h("div", { class: "sk-tiled" });
    image.replaceWith(box);
    box.append(image, over);
    over.append(...data.tiles.map(([key, name, left, top, wide, high]) => h("button", { type: "button", "data-key": key, "aria-label": name, title: name, style: `left: ${left}%; top: ${top}%; width: ${wide}%; height: ${high}%`, onclick: () => choose(key) })));
    roving([...over.children]);
    over.addEventListener("keydown", (event) => {
      const next = step([...over.children], event.target, event.key);
      if (!next) return;
      event.preventDefault();
      roving([...over.children], next);
      next.focus();
    });
  }

  function listen(event) {
    if (frame && event.source === frame.contentWindow && typeof event.data?.storykit === "string" && event.data.storykit !== model.get("selected")) choose(event.data.storykit);
  }
  root.addEventListener("keydown", (event) => { if (event.key === "Escape" && model.get("selected")) choose(model.get("selected")); });

  function draw() {
    const selected = model.get("selected");
    for (const each of root.querySelectorAll("[data-key]")) {
      const on = selected !== "" && each.dataset.key.split(" ").includes(selected);
      each.setAttribute("aria-pressed", String(on));
      each.closest("tr")?.classList.toggle("sk-chosen-row", on);
      if (on) each.closest("details")?.setAttribute("open", "");
    }
    if (frame) frame.contentWindow?.postMessage({ show: selected }, "*");
  }

  const fit = () => root.classList.toggle("sk-narrow", root.clientWidth > 0 && root.clientWidth < 520);
  const watcher = new ResizeObserver(fit);
  keepKeys(root);
  el.append(root);
  watcher.observe(root);
  window.addEventListener("message", listen);
  frame?.addEventListener("load", () => setTimeout(draw, 300)); // once the map has found its size
  model.on("change:selected", draw);
  draw();
  return () => { watcher.disconnect(); window.removeEventListener("message", listen); model.off("change:selected", draw); };
}

export default { render };
