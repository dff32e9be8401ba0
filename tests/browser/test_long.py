"""A text of 100,000 words, in JupyterLab as it comes: the reading opens, is chosen in and scrolled through."""

import json
import time
from pathlib import Path

import nbformat
from lab import Server, open_notebook, poll, run_all
from paths import SCREENSHOTS
from playwright.sync_api import Page

from storykit.story import Article, Attribution, Hedge, Span, Story

SAID = "Engineer {n} said that the bridge might open in May, and that nobody had told the fishermen of the harbour. "
MORE = (
    "The council met on the quay and looked at the water, which was high and brown, and went home before it was dark. "
)


def a_long_story(words: int) -> Story:
    """Paragraphs of about fifty words with a statement and a hedge each, made without a language model."""
    text, paragraphs, attributions, hedges = "", [], [], []
    for number in range(words // 42):
        start, said = len(text), SAID.format(n=number)
        text += (said + MORE).strip()
        paragraphs.append(Span(start, len(text)))
        cue = start + said.index("said")
        words_of = Span(cue + 5, start + len(said) - 2)
        attributions.append(Attribution(
            evidence=Span(start, words_of.end), rule="clause", source=Span(start, cue - 1), cue=Span(cue, cue + 4),
            content=(words_of,), source_kind="named", nested_source=("writer", f"Engineer {number}"),
        ))  # fmt: skip
        might = start + said.index("might")
        hedges.append(Hedge(evidence=Span(might, might + 5), rule="modal", kind="shield", whose=attributions[-1]))
        text += "\n\n"
    return Story(
        article=Article(text=text, body=Span(0, len(text))), paragraphs=tuple(paragraphs), sentences=tuple(paragraphs),
        attributions=tuple(attributions), hedges=tuple(hedges),
    )  # fmt: skip


def test_a_text_of_100000_words_opens_and_scrolls(
    page: Page, server: Server, project: Path, complaints: list[str]
) -> None:
    """Jupyter drops messages of many megabytes; the model comes packed, and the last paragraph is there with its card."""
    story, home = a_long_story(100_000), project / "long"
    home.mkdir()
    (home / "long.json").write_text(json.dumps(story.to_dict()), "utf-8")
    cells = [
        "import json, storykit\nwith open('long.json') as file:\n    story = storykit.Story.from_dict(json.load(file))\nstory",
        "storykit.reading(story)",
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells], metadata=kernel)
    nbformat.write(notebook, home / "long.ipynb")
    open_notebook(page, server, "long/long.ipynb")
    started = time.monotonic()
    assert run_all(page) == []
    last = len(story.paragraphs)
    poll(page, f"() => document.querySelector('.sk-reading [data-n=\"{last}\"]')")
    opened = time.monotonic() - started
    paragraph = page.locator(f'.sk-reading [data-n="{last}"]')
    paragraph.scroll_into_view_if_needed()
    paragraph.locator(".sk-mark").first.click()
    poll(page, "() => document.querySelector('.sk-card .sk-words')?.textContent.startsWith('Engineer')")
    page.screenshot(path=SCREENSHOTS / "long.png")
    print(f"\n{len(story.article.text.split()):,} words, open in the live reading after {opened:.1f} s")
    assert complaints == []
