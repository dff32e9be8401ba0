"""Reviewing a story in the reading, by the mouse and by the keyboard alone, and what of it is in the file."""

import json
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from lab import Server, open_notebook, poll, run_all
from paths import SCREENSHOTS
from playwright.sync_api import BrowserContext, Page

STORY = (
    "Harbour 😀 will close, official says\n\nLISBON, March 5 (Test) - A port official said on Tuesday that the quay might "
    "close in May, and that nobody had told the fishermen.\n\nMadrid condemned the plan on Monday. The sleepy ferry "
    "company, owned by a brother of the mayor, would not comment."
)


@pytest.fixture(scope="module")
def review_page(server: Server, project: Path, browser: BrowserContext) -> Iterator[Page]:
    """A notebook with one reading in the review mode, run once."""
    folder = project / "own"
    folder.mkdir()
    (folder / "harbour.txt").write_text(STORY, "utf-8")
    cells = ['import storykit\nstory = storykit.read("harbour.txt", published="2019-03-05")\nstory',
             "view = storykit.reading(story, review=True)\nview"]  # fmt: skip
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells], metadata=kernel)
    nbformat.write(notebook, folder / "review.ipynb")
    page = browser.new_page()
    page.set_viewport_size({"width": 1280, "height": 1500})
    open_notebook(page, server, "own/review.ipynb")
    assert run_all(page) == []

    page.file = folder / "harbour.review.json"  # type: ignore[attr-defined]
    yield page
    page.close()


def kept(page: Page) -> list[dict]:
    """The notes in the file beside the article."""
    file: Path = page.file  # type: ignore[attr-defined]
    return json.loads(file.read_text("utf-8"))["items"] if file.exists() else []


def values(note: dict) -> list[str]:
    """What a note says, body by body."""
    return [body["value"] for body in note["body"]]


def said(page: Page, words: str) -> None:
    """Wait until the review says these words."""
    poll(page, f"() => document.querySelector('.sk-review output').textContent.includes({words!r})")


def test_a_mark_is_confirmed_changed_and_rejected_by_keyboard(review_page: Page) -> None:
    """C, K and R act on the chosen mark, U takes the step back; each step is in the file before the next."""
    page = review_page
    official = page.locator(".sk-mark", has_text="A port official").first
    official.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("c")
    said(page, "1 confirmed")

    assert values(kept(page)[0]) == ["confirmed", "anonymous source"]
    assert (
        page.locator(".sk-m.sk-is-confirmed").count() >= 1
        and page.locator(".sk-judged").inner_text() == "confirmed by a reader"
    )
    page.keyboard.press("k")
    page.keyboard.press("n")  # the first kind whose name begins so
    page.keyboard.press("Tab")
    said(page, "1 changed")
    assert values(kept(page)[0]) == ["changed", "named source"]
    page.screenshot(path=SCREENSHOTS / "review-changed.png")
    page.locator(".sk-mark.sk-chosen").first.focus()
    page.keyboard.press("u")
    said(page, "1 confirmed")
    page.locator(".sk-mark", has_text="might").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("r")
    said(page, "1 rejected")
    assert page.locator(".sk-mark .sk-H", has_text="might").count() == 0
    page.keyboard.press("Control+z")
    said(page, "1 note: 1 confirmed")


def test_words_are_marked_and_noted_by_keyboard(review_page: Page) -> None:
    """W, arrows, Shift with arrows and Enter choose words; a kind marks them, and a note is kept with them."""
    page = review_page
    page.locator(".sk-review button", has_text="Choose words").click()
    page.keyboard.press("ArrowDown")
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    assert page.locator(".sk-card .sk-words").inner_text() == "sleepy"
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowLeft")
    assert page.locator(".sk-card .sk-words").inner_text() == "sleepy"
    page.screenshot(path=SCREENSHOTS / "review-words.png")
    page.keyboard.press("Enter")
    page.keyboard.press("l")  # loaded word
    page.keyboard.press("Tab")
    page.keyboard.type("Says who? <b>bold</b>")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    said(page, "1 added")
    poll(page, "() => document.querySelector('.sk-review output').textContent.includes('1 in words')")
    added, note = kept(page)[-2:]
    assert values(added) == ["loaded word"] and values(note) == ["Says who? <b>bold</b>"]
    assert [t["selector"][0]["exact"] for t in (added["target"][0], note["target"][0])] == ["sleepy"] * 2
    assert page.locator(".sk-notes b", has_text="bold").count() == 0


def test_words_behind_an_emoji_are_marked_by_the_mouse(review_page: Page) -> None:
    """A drag over the headline marks the very words, though the emoji before them counts twice in a browser."""
    page = review_page
    page.evaluate(
        """() => { const head = document.querySelector('.sk-text h3'), walker = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
                   while (walker.nextNode()) { const at = walker.currentNode.data.indexOf('will close'); if (at < 0) continue;
                     const range = document.createRange(); range.setStart(walker.currentNode, at); range.setEnd(walker.currentNode, at + 10);
                     getSelection().removeAllRanges(); getSelection().addRange(range); }
                   head.dispatchEvent(new PointerEvent('pointerup', { bubbles: true })); }"""
    )
    page.locator(".sk-card select").first.wait_for()
    assert page.locator(".sk-card .sk-words").inner_text() == "will close"
    page.locator(".sk-card select").first.select_option("unattributed assertion")
    page.locator(".sk-card button[type=submit]").click()
    said(page, "2 added")
    target = kept(page)[-1]["target"][0]["selector"]
    assert target[0]["exact"] == "will close" and STORY[target[1]["start"] : target[1]["end"]] == "will close"


def test_a_wrong_step_is_answered_in_words(review_page: Page) -> None:
    """A note without words is not kept, and the review says so."""
    page = review_page
    before = kept(page)
    page.locator(".sk-mark").first.click()
    page.locator("[data-do=note]").click()
    page.locator(".sk-judge button[type=submit]").click()
    said(page, "the note is empty")
    assert kept(page) == before


def test_what_was_reviewed_is_there_again(review_page: Page) -> None:
    """Run again from the top, the story has its marks and its notes; a look for a person."""
    page = review_page
    assert run_all(page) == []
    said(page, "2 added")
    page.locator(".sk-switch[data-group=voice]").click()
    page.locator(".sk-mark", has_text="sleepy").first.click()
    page.evaluate("() => document.querySelectorAll('.sk-notes details').forEach((each) => (each.open = true))")
    page.wait_for_timeout(400)
    page.screenshot(path=SCREENSHOTS / "review-again.png")
    assert page.locator(".sk-notes li").count() == 4
