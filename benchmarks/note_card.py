"""How long from the click on a mark to its card: the live reading in Chromium, for the first story and for 20,000 words.

    .venv/bin/python benchmarks/note_card.py

The time runs from before the click until the browser has laid out the page with the card; medians of 30 marks, in ms.
"""

import json
import shutil
import statistics
from pathlib import Path

from playwright.sync_api import sync_playwright

import storykit

UPDATE = Path(__file__).parent.parent / "data" / "venezuela-2019" / "update.txt"
HOST = """
class Model {
  constructor(state) { this.state = state; this.heard = {}; }
  get(name) { return this.state[name]; }
  set(name, value) { this.state[name] = value; (this.heard["change:" + name] ?? []).forEach((call) => call()); }
  on(name, call) { (this.heard[name] ??= []).push(call); }
  off() {}
  save_changes() {}
}
"""
MEASURE = """async () => {
  const times = [], count = document.querySelectorAll("[role=button]").length;
  for (let n = 0; n < 30; n++) {
    const mark = document.querySelectorAll("[role=button]")[Math.floor((n * count) / 30)], start = performance.now();
    mark.click();
    document.querySelector(".sk-card").getBoundingClientRect();
    times.push(performance.now() - start);
    await new Promise((done) => setTimeout(done, 20));
  }
  return [times, count];
}"""


def page_of(text: str) -> str:
    """A page with the live reading of a text and a stand-in for Jupyter's model."""
    view = storykit.reading(storykit.read(text))
    state = {"data": view.data, "layers": view.layers, "selected": "", "projector": False}
    data = json.dumps(state).replace("</", "<\\/")
    script = view._esm.replace("export default { render };", "")
    start = f'render({{ model: new Model({data}), el: document.getElementById("here") }});'
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><style>{view._css}</style><div id="here"></div>'
        f'<script type="module">{HOST}{script}{start}</script>'
    )


def main() -> None:
    """Print one line for each text."""
    story = UPDATE.read_text("utf-8")
    long = "\n\n".join(story.split("\n\n")[5:-2] * 63)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, text in (("first story", story), ("long text", long)):
            page = browser.new_page(viewport={"width": 1200, "height": 900})
            page.set_content(page_of(text))
            page.wait_for_selector("[role=button]")
            times, count = page.evaluate(MEASURE)
            words = len(text.split())
            print(
                f"{name}: {words} words, {count} marks, median {statistics.median(times):.1f} ms, worst {max(times):.1f} ms"
            )


if __name__ == "__main__":
    main()
