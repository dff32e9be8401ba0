"""All views of one story in one notebook: linked, narrow, large, right-to-left, and quick; with a text that would like to be markup."""

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from lab import Server, open_notebook, poll, run_all
from paths import SCREENSHOTS
from playwright.sync_api import BrowserContext, Page

VIEWS = ("reading", "timeline", "place_map", "stance_chart", "sources")
STORY = (
    "Harbour 😀 closed, official says\n\nLISBON, March 5 (Test) - A port official said on Tuesday that <img src=x onerror=alert(1)> "
    'France backed the plan of Spain. \u202bמרים כהן\u202c said "the 😀 quay" might open in May.\n\n'
    "Madrid condemned Portugal on Monday. Ships near Porto waited </script><script>alert(2)</script> two weeks after the storm of 2017."
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture(scope="module")
def lab_page(server: Server, project: Path, browser: BrowserContext) -> Iterator[Page]:
    """A notebook with every view of one story, run once."""
    (project / "story.txt").write_text(STORY, "utf-8")
    cells = ['import storykit\nstory = storykit.read("story.txt", published="2019-03-05")\nstory']
    cells += [f"{name} = storykit.{name}(story)\n{name}" for name in VIEWS]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells], metadata=kernel)
    nbformat.write(notebook, project / "views.ipynb")
    page = browser.new_page()
    alarms: list[str] = []
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    page.set_viewport_size({"width": 1280, "height": 5200})
    open_notebook(page, server, "views.ipynb")
    assert run_all(page) == []
    page.wait_for_timeout(1000)
    page.alarms = alarms  # type: ignore[attr-defined]
    yield page
    page.close()


def pressed(page: Page, view: str) -> int:
    """How many things are shown as chosen in a view."""
    return page.locator(
        f".sk-{view} :is([aria-pressed=true][data-key], [aria-pressed=true][role=button], [aria-current])"
    ).count()


def python(page: Page, code: str) -> str:
    """What the kernel says to a line of code."""
    return str(
        page.evaluate(
            """async (code) => {
              const future = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute({ code });
              let said = "";
              future.onIOPub = (message) => { said += message.content?.data?.["text/plain"] ?? message.content?.text ?? ""; };
              await future.done;
              return said;
            }""",
            code,
        )
    )


def test_choosing_in_python_chooses_in_every_view(lab_page: Page) -> None:
    """A stance set from Python is pressed in the chart and lit in the reading; a place in the map's table, too."""
    assert "stance" in python(lab_page, "reading.selected = 'stance-0'; reading.selected")
    poll(lab_page, "() => document.querySelector('.sk-over [aria-pressed=true]')")
    assert pressed(lab_page, "reading") >= 1 and pressed(lab_page, "linked") >= 2
    python(lab_page, "stance_chart.selected = 'place-1'")
    poll(lab_page, "() => document.querySelector('.sk-linked .sk-chosen-row')")


def test_choosing_in_one_view_reaches_python_and_the_others(lab_page: Page) -> None:
    """A click on a source's box is seen by Python and marks the words in the reading; Escape lets it go everywhere."""
    lab_page.locator(".sk-sources button[data-key]").first.click()
    poll(lab_page, "() => document.querySelector('.sk-reading [role=button][aria-pressed=true]')")
    key = lab_page.locator(".sk-sources button[data-key]").first.get_attribute("data-key")
    assert key and key in python(lab_page, "timeline.selected")
    lab_page.locator(".sk-sources button[data-key]").first.press("Escape")
    poll(lab_page, "() => !document.querySelector('.sk-reading [role=button][aria-pressed=true]')")
    assert python(lab_page, "sources.selected") == "''"


def test_an_event_is_chosen_with_its_words(lab_page: Page) -> None:
    """The timeline's event chooses the words of its time in the reading."""
    lab_page.locator(".sk-time button").first.click()
    poll(lab_page, "() => document.querySelector('.sk-reading .sk-chosen .sk-T')")
    lab_page.locator(".sk-time button").first.press("Escape")
    poll(lab_page, "() => !document.querySelector('.sk-reading .sk-chosen')")


def test_a_marker_on_the_map_opens_its_sentences_and_chooses_them(lab_page: Page) -> None:
    """Enter on a marker opens the popup and marks the rows of the place."""
    frame = lab_page.frame_locator(".sk-linked iframe")
    frame.locator(".pin").first.focus()
    frame.locator(".pin").first.press("Enter")
    frame.locator(".leaflet-popup-content").wait_for()
    poll(lab_page, "() => document.querySelector('.sk-linked .sk-chosen-row')")
    assert python(lab_page, "place_map.selected").startswith("'place-")
    python(lab_page, "place_map.selected = ''")


def test_marks_keep_their_place_beside_an_emoji_and_a_right_to_left_name(lab_page: Page) -> None:
    """Offsets count code points: the words of the marks are the words Python has."""
    words = lab_page.locator(".sk-reading [role=button]").all_inner_texts()
    assert any(each == "official" or "official" in each for each in words) and "the 😀 quay" in words
    assert "מרים כהן" in lab_page.locator(".sk-reading .sk-text").inner_text()


def test_markup_in_the_article_stays_text(lab_page: Page) -> None:
    """No script of the article ran anywhere, and its words are there to be read."""
    assert lab_page.alarms == []  # type: ignore[attr-defined]
    shown = lab_page.locator(".sk-reading .sk-text").inner_text()
    assert "<img src=x onerror=alert(1)>" in shown and "</script><script>alert(2)</script>" in shown
    assert lab_page.locator(".sk-reading img").count() == 0


@pytest.mark.parametrize(("width", "zoom"), [(760, 1), (360, 1), (1280, 2)])
def test_nothing_runs_over_the_edge(lab_page: Page, width: int, zoom: int) -> None:
    """In a narrow notebook and at 200 % no view is wider than its place."""
    lab_page.set_viewport_size({"width": width, "height": 5200})
    lab_page.evaluate("(zoom) => document.body.style.zoom = zoom", zoom)
    lab_page.wait_for_timeout(700)
    wide = lab_page.locator(".sk").evaluate_all(
        "nodes => nodes.map(node => [node.scrollWidth - node.clientWidth, node.className])"
    )
    lab_page.evaluate("() => document.body.style.zoom = 1")
    lab_page.set_viewport_size({"width": 1280, "height": 5200})
    lab_page.wait_for_timeout(500)
    assert [each for each in wide if each[0] > 1] == []


@pytest.mark.parametrize("look", ["print", "black-and-white"])
def test_pictures_for_paper(lab_page: Page, look: str) -> None:
    """Saves how the views look on paper and without colour, for a person to look at."""
    lab_page.emulate_media(media="print" if look == "print" else "screen")
    lab_page.evaluate(
        "(grey) => document.documentElement.style.filter = grey", "grayscale(1)" if look != "print" else ""
    )
    lab_page.wait_for_timeout(300)
    saved = [SCREENSHOTS / f"{view}-{look}.png" for view in ("reading", "timeline", "sources")]
    for path, view in zip(saved, ("reading", "timeline", "sources"), strict=True):
        lab_page.locator(f".sk-{view}").screenshot(path=path)
    lab_page.emulate_media(media="screen")
    lab_page.evaluate("() => document.documentElement.style.filter = ''")
    assert all(path.stat().st_size > 5000 for path in saved)


def test_the_maps_frame_has_nothing_axe_complains_about(lab_page: Page) -> None:
    """The page inside the frame is held to the same rules as the views."""
    frame = next(each for each in lab_page.frames if each.locator(".leaflet-container").count())
    found = Axe().run(lab_page, ".sk", RULES).response["violations"]
    found += Axe().run(frame, None, RULES).response["violations"]  # type: ignore[arg-type]
    assert [(each["id"], [node["html"][:150] for node in each["nodes"]]) for each in found] == []


def test_a_click_shows_its_card_at_once(lab_page: Page) -> None:
    """From click to card in one frame or two: a wide limit, the figures are in benchmarks/."""
    took = lab_page.evaluate(
        """async () => {
          const marks = [...document.querySelectorAll('.sk-reading [role=button]')].slice(0, 9), times = [];
          for (let n = 0; n < marks.length; n++) {
            const mark = document.querySelectorAll('.sk-reading [role=button]')[n], start = performance.now();
            mark.click();
            document.querySelector('.sk-reading .sk-card').getBoundingClientRect();
            times.push(performance.now() - start);
            await new Promise((done) => setTimeout(done, 50));
          }
          return times.sort((a, b) => a - b)[times.length >> 1];
        }"""
    )
    assert took < 500


def test_the_projector_shows_one_large_paragraph(lab_page: Page) -> None:
    """One paragraph, 24 pixels or more, and the way to the next."""
    view = lab_page.locator(".sk-reading")
    view.get_by_role("button", name="Projector").click()
    poll(lab_page, "() => document.querySelector('.sk-projector')")
    assert view.locator(".sk-text p:visible").count() == 1
    assert view.locator(".sk-text p:visible").evaluate("node => parseFloat(getComputedStyle(node).fontSize)") >= 24
    first = view.locator(".sk-text p:visible").inner_text()
    view.get_by_role("button", name="Next").click()
    assert view.locator(".sk-text p:visible").inner_text() != first
    view.get_by_role("button", name="Projector").click()
    poll(lab_page, "() => !document.querySelector('.sk-projector')")


def test_words_are_found_in_the_text(lab_page: Page) -> None:
    """Typing in the search field counts what is found."""
    view = lab_page.locator(".sk-reading")
    view.get_by_role("searchbox").fill("said")
    assert view.locator(".sk-find output").inner_text() == "2 found"
    view.get_by_role("searchbox").fill("")
