"""Every exercise of the lesson by keyboard, once wrong and once right; the handout on the screen; axe on all of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lab import Server, open_notebook, run_all
from paths import DATA
from playwright.sync_api import BrowserContext, Locator, Page

import storykit
from storykit.lessons import lesson
from storykit.views.handout import handout, key_page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
STORY = storykit.read(DATA / "update.txt")
LESSON = lesson(STORY, DATA / "lesson.toml")


@pytest.fixture(scope="module")
def lesson_page(server: Server, browser: BrowserContext) -> Iterator[Page]:
    """The lesson's notebook, run once."""
    page = browser.new_page()
    page.set_viewport_size({"width": 1280, "height": 9000})
    open_notebook(page, server, "notebooks/06-lesson.ipynb")
    assert run_all(page) == []
    yield page
    page.close()


def choose(form: Locator, number: int) -> None:
    """Radio buttons: focus, then Space."""
    form.locator("input[type=radio]").nth(number - 1).focus()
    form.page.keyboard.press("Space")


def order(form: Locator, wanted: list[int]) -> None:
    """Move each item up by its button until it is in its place."""
    for place, number in enumerate(wanted):
        item = form.locator(f".sk-order li[data-n='{number}']")
        while item.evaluate("node => [...node.parentNode.children].indexOf(node)") > place:
            item.get_by_role("button", name="Move up").press("Enter")


def sort(form: Locator, kinds: list[str]) -> None:
    """Choose a kind in each list."""
    for number, kind in enumerate(kinds):
        form.locator("select").nth(number).select_option(kind)


def mark(form: Locator, words: str) -> None:
    """Go to the first word with the arrow keys, Enter, and to the last, Enter."""
    texts = form.locator(".sk-word").all_inner_texts()
    count = len(words.split())
    at = next(
        n
        for n in range(len(texts))
        if [each.strip('.,"') for each in texts[n : n + count]] == [each.strip('.,"') for each in words.split()]
    )
    form.locator(".sk-word").nth(at).focus()
    form.page.keyboard.press("Enter")
    for _ in range(count - 1):
        form.page.keyboard.press("ArrowRight")
    if count > 1:
        form.page.keyboard.press("Enter")


def date(form: Locator, value: str) -> None:
    """Fill in the first and the last day."""
    ends = value.split("/")
    for field, day in zip(form.locator("input[type=date]").all(), (ends[0], ends[-1]), strict=True):
        field.fill(day)


def number(form: Locator, value: object) -> None:
    """A number, or the box for "not stated"."""
    if isinstance(value, str):
        form.locator("input[type=checkbox]").focus()
        form.page.keyboard.press("Space")
    else:
        form.locator("input[type=number]").fill(str(value))


GIVE = {
    "choose": choose,
    "chart": choose,
    "place": choose,
    "order": order,
    "sort": sort,
    "mark": mark,
    "date": date,
    "number": number,
}
WRONG = {
    "E1": 2, "E2": [1, 2, 3, 4], "E3": "The U.S. government", "E4": 1, "E5": 4, "E6": "2019-03-26", "E7": "2019-03-01/2019-03-31",
    "E8": 1, "E9": ["named"] * 5, "E10": 1, "E11": "Local media", "E12": 1, "E13": 0,
}  # fmt: skip


@pytest.mark.parametrize("name", list(LESSON.exercises))
def test_an_exercise_is_done_by_keyboard(lesson_page: Page, name: str) -> None:
    """A wrong answer gets "Not yet." and a hint, a right one "Right." and the words; nothing needs a mouse."""
    form, each = lesson_page.locator(f".sk-exercise[aria-label='Exercise {name}']"), LESSON[name]
    said = form.locator(".sk-feedback")
    if each.kind == "write":
        form.locator("textarea").fill("Governments say so in public.")
        form.locator("button[type=submit]").press("Enter")
        said.get_by_text("no single right answer").wait_for()
        return
    GIVE[each.kind](form, WRONG[name])
    form.locator("button[type=submit]").press("Enter")
    said.get_by_text("Not yet.").wait_for()
    assert said.locator("p").count() >= 2
    GIVE[each.kind](form, each.accept[0])
    form.locator("button[type=submit]").press("Enter")
    said.get_by_text("Right.", exact=True).wait_for()
    assert each.why in said.inner_text()


def test_axe_has_nothing_to_say_about_the_exercises(lesson_page: Page) -> None:
    """After all answers are given, with their feedback."""
    found = Axe().run(lesson_page, ".sk-exercise", RULES).response["violations"]
    assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found] == []


def test_progress_is_kept_when_the_notebook_is_opened_again(lesson_page: Page, project: Path) -> None:
    """The file beside the notebook has the answers, and no name."""
    kept = (project / "notebooks" / "my-answers.json").read_text("utf-8")
    assert '"E1"' in kept and '"name"' not in kept


@pytest.mark.parametrize("which", ["handout", "key"])
def test_the_handout_is_used_without_jupyter(browser: BrowserContext, which: str, tmp_path: Path) -> None:
    """The file opens alone: the reading is live, axe finds nothing, nothing is asked of the network."""
    path = tmp_path / f"{which}.html"
    path.write_text(handout(STORY, LESSON) if which == "handout" else key_page(LESSON), "utf-8")
    page, asked = browser.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_timeout(500)
    if which == "handout":
        page.locator(".sk-reading [role=button]").first.click()
        assert page.locator(".sk-reading .sk-chain").count() == 1
    assert [each["id"] for each in Axe().run(page, None, RULES).response["violations"]] == []
    assert all(each.startswith("file:") for each in asked)
    page.close()


def test_the_handout_is_read_without_scripts(browser: BrowserContext, tmp_path: Path) -> None:
    """With scripts off the text and the questions stand there."""
    path = tmp_path / "handout.html"
    path.write_text(handout(STORY, LESSON).replace("<script", "<noscript").replace("</script>", "</noscript>"), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.locator(".paper .text li:visible").count() == len(STORY.paragraphs)
    assert page.locator(".question:visible").count() == len(LESSON)
    page.close()
