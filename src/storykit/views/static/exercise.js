// One exercise as a form. The answer goes to Python and the feedback comes back: the page itself knows no answer.

function render({ model, el }) {
  const data = model.get("data"), name = `sk-${data.id}-${Math.random().toString(36).slice(2)}`;
  const OPEN = "not stated in the text";
  const root = h("section", { class: "sk sk-exercise", lang: "en", "aria-label": `Exercise ${data.id}` });
  const form = h("form", { onsubmit: (event) => { event.preventDefault(); model.send({ answer: read() }); } });
  const said = h("div", { class: "sk-feedback", role: "status", "aria-live": "polite" });
  const open = h("input", { type: "checkbox" });
  let read = () => null;

  const radios = (options) => h("div", { class: "sk-options" }, options.map((option, n) => h("label", {}, h("input", { type: "radio", name, value: n + 1 }), h("span", {}, option))));
  const forms = {
    choose() { read = () => +(form.querySelector(":checked")?.value ?? 0) || ""; return radios(data.options); },
    number() {
      const input = h("input", { type: "number", step: 1, min: 0, "aria-label": "Your number" });
      read = () => (open.checked ? OPEN : input.value === "" ? "" : +input.value);
      return input;
    },
    date() {
      const ends = ["First day", "Last day"].map((label) => h("input", { type: "date", "aria-label": label }));
      read = () => (open.checked ? OPEN : [...new Set(ends.map((end) => end.value).filter(Boolean))].join("/"));
      return h("div", { class: "sk-row" }, h("label", {}, "First day ", ends[0]), h("label", {}, "Last day ", ends[1]));
    },
    write() {
      const input = h("textarea", { rows: 4, "aria-label": "Your answer" });
      read = () => input.value;
      return input;
    },
    sort() {
      const rows = data.options.map((words, n) => [words, h("select", { "aria-label": `Kind of source of sentence ${n + 1}` }, h("option", { value: "" }, "Kind …"), data.kinds.map(([kind, label]) => h("option", { value: kind }, label)))]);
      read = () => rows.map(([, select]) => select.value);
      return h("ol", { class: "sk-sort" }, rows.map(([words, select]) => h("li", {}, h("span", { class: "sk-serif" }, words), select)));
    },
    order() {
      const list = h("ol", { class: "sk-order" }, data.options.map((words, n) => h("li", { "data-n": n + 1 }, h("span", {}, words),
        h("button", { type: "button", class: "sk-button", "aria-label": `Move up: ${words}`, onclick: (event) => move(event.target, -1) }, "↑"),
        h("button", { type: "button", class: "sk-button", "aria-label": `Move down: ${words}`, onclick: (event) => move(event.target, 1) }, "↓"))));
      const move = (button, by) => {
        const item = button.closest("li");
        if (by < 0) item.previousElementSibling?.before(item);
        else item.nextElementSibling?.after(item);
        button.focus();
      };
      read = () => [...list.children].map((item) => +item.dataset.n);
      return list;
    },
    mark() {
      let from = null, to = null;
      const texts = data.words.map((words) => h("p", { class: "sk-serif" }, words.flatMap((word) => [h("span", { role: "button", tabindex: -1, "aria-pressed": "false", class: "sk-word" }, word), " "])));
      const words = texts.flatMap((text) => [...text.querySelectorAll(".sk-word")]);
      const chosen = h("output", { class: "sk-quiet" });
      const draw = () => {
        words.forEach((word, n) => word.setAttribute("aria-pressed", String(from !== null && n >= from && n <= to)));
        chosen.textContent = from === null ? "No words chosen yet." : `Your words: “${text()}”`;
      };
      const text = () => words.slice(from, to + 1).map((word) => word.textContent).join(" ");
      const pick = (n) => {
        if (from === null || from !== to || n < from) [from, to] = [n, n];
        else to = n;
        draw();
      };
      const body = h("div", {}, texts, chosen);
      words.forEach((word, n) => word.addEventListener("click", () => pick(n)));
      body.addEventListener("keydown", (event) => {
        const at = words.indexOf(event.target), next = at >= 0 && step(words, event.target, event.key);
        if (next) { roving(words, next); next.focus(); }
        else if (at >= 0 && (event.key === "Enter" || event.key === " ")) pick(at);
        else return;
        event.preventDefault();
      });
      roving(words);
      draw();
      read = () => (open.checked ? OPEN : from === null ? "" : text());
      return body;
    },
  };
  forms.chart = forms.place = forms.choose;

  const not = data.open ? h("label", { class: "sk-open" }, open, " It is not stated in the text") : null;
  form.append(h("fieldset", {}, h("legend", {}, h("b", {}, `${data.id}. `), data.question), h("p", { class: "sk-quiet" }, data.how), forms[data.kind](), not), h("button", { type: "submit", class: "sk-button" }, data.kind === "write" ? "Show a model answer" : "Check"));

  function draw() {
    const found = model.get("feedback");
    said.replaceChildren(...(found.head ? [h("p", { class: found.right === true ? "sk-yes" : found.right === false ? "sk-not-yet" : "" }, found.right === true ? "✓ " : found.right === false ? "→ " : "", h("b", {}, found.head)), ...found.lines.map((line) => h("p", {}, line))] : []));
  }

  keepKeys(root);
  root.append(form, said);
  el.append(root);
  model.on("change:feedback", draw);
  draw();
  return () => model.off("change:feedback", draw);
}

export default { render };
