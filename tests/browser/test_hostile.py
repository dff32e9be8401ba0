"""More than a hundred payloads in every field that carries text: none runs, none is lost, in any face of any view."""

import re
from pathlib import Path

import nbformat
import pytest
from hostile import BIDI, PAYLOADS, hostile_lesson, hostile_review
from lab import Server, open_notebook, poll, run_all
from paths import ROOT
from playwright.sync_api import Page

import storykit
from storykit.review import Review
from storykit.views.handout import handout, key_page

VIEWS = ("reading", "timeline", "place_map", "stance_chart", "sources")
LAYERS = ["who", "sure", "words", "when", "where", "sides", "voice"]


def flat(text: str) -> str:
    """A text without blanks, in which the letters of marks do not matter."""
    return re.sub(r"\s+", "", text)


@pytest.fixture
def alarms(page: Page) -> list[str]:
    """The dialogs a page opened."""
    found: list[str] = []
    page.on("dialog", lambda dialog: (found.append(dialog.message), dialog.dismiss()))
    return found


def ran(page: Page) -> list[bool]:
    """For each frame of a page whether a payload has run in it."""
    return [bool(frame.evaluate("() => window.pwned !== undefined")) for frame in page.frames]


def shown(page: Page, place: str) -> str:
    """All text of a place, of its attributes that are read out too."""
    return flat(
        page.evaluate(
            "(place) => [...document.querySelectorAll(place)].map((each) => each.textContent).join(' ')", place
        )
    )


def test_there_are_enough_payloads() -> None:
    """At least a hundred, all different."""
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 100


def test_no_payload_runs_in_the_static_twins_and_in_the_handout(
    page: Page, alarms: list[str], tmp_path: Path, chromium: str
) -> None:
    """Each view's static face, the tables, the handout live and on paper, and the key: quiet, with every word of every payload."""
    review = hostile_review()
    story, lesson = review.story, hostile_lesson(review.story)
    faces = {name: getattr(storykit, name)(story) for name in VIEWS[1:]} | {"reading": storykit.reading(story, LAYERS)}
    pages = {name: view.html() for name, view in faces.items()}
    pages |= {
        "exercises": "".join(storykit.exercise(lesson, each.id).html() for each in lesson),
        "key": key_page(lesson), "handout": handout(story, lesson), "agreement": storykit.agreement(review, other(review))._repr_html_(),
        "compare": storykit.compare(story, review.machine).html(),
    }  # fmt: skip
    for name, html in pages.items():
        file = tmp_path / f"{name}.html"
        file.write_text(html if html.startswith("<!doctype") else f"<!doctype html><meta charset=utf-8>{html}", "utf-8")
        page.goto(file.as_uri())
        page.wait_for_timeout(300)
        assert ran(page) == [False] * len(page.frames) and alarms == [], name
        if name not in ("agreement",):
            text = shown(page, "body")
            assert [payload for payload in PAYLOADS if flat(payload) not in text] == [], name
        assert "\u202e" not in page.content() and "\u0007" not in page.content(), name


def other(review: Review) -> Review:
    """Another reader's review of the same story."""
    found = Review(review.machine, by="<b>Ben</b>")
    found.add(review.machine.paragraphs[0], "gap")
    return found


def test_no_payload_runs_in_jupyterlab(page: Page, alarms: list[str], server: Server, project: Path) -> None:
    """Live views and what a notebook saved of them: the payloads stay text, with notes on cards and formulas too."""
    home = project / "hostile"
    home.mkdir()
    for name in ("hostile.py", "payloads.txt"):
        (home / name).write_text((ROOT / "tests" / name).read_text("utf-8"), "utf-8")
    cells = [
        "import storykit\nfrom hostile import hostile_lesson, hostile_review\nreview = hostile_review()\nstory = review.story\nstory"
    ]
    cells += [f"reading = storykit.reading(story, {LAYERS}, review=True)\nreading"]
    cells += [f"{name} = storykit.{name}(story)\n{name}" for name in VIEWS[1:]]
    cells += [
        "storykit.exercise(hostile_lesson(story), 'E1')",
        "storykit.exercise(hostile_lesson(story), 'E0')",
        "storykit.answer_key(hostile_lesson(story))",
    ]
    cells += [
        'from IPython.display import HTML\nHTML("".join(view._repr_mimebundle_()[0]["text/html"] for view in (reading, timeline, sources)))',
        "story.attributions[13], story.entities",
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells], metadata=kernel)
    nbformat.write(notebook, home / "hostile.ipynb")
    page.set_viewport_size({"width": 1280, "height": 60_000})
    open_notebook(page, server, "hostile/hostile.ipynb")
    assert run_all(page) == []
    page.wait_for_timeout(3000)
    text = shown(page, ".sk-reading .sk-text")
    assert [payload for payload in PAYLOADS if flat(payload) not in text] == []
    assert "⟨U+202E⟩" in text and "⟨U+0007⟩" in text and flat(BIDI) not in text
    for kind in (
        "attribution-0",
        "attribution-13",
        "hedge-22",
        "time-3",
        "place-50",
        "stance-60",
        "passage-99",
        "entity-80",
    ):
        page.evaluate(
            """async (key) => { const code = `reading.selected = ${JSON.stringify(key)}`;
                              await window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute({ code }).done; }""",
            kind,
        )
        page.wait_for_timeout(150)
    poll(page, "() => document.querySelector('.sk-reading .sk-entity')")
    twins = flat(" ".join(page.locator(".jp-RenderedHTML").all_text_contents()))
    assert [payload for payload in PAYLOADS if flat(payload) not in twins] == []
    assert ran(page) == [False] * len(page.frames) and alarms == []
