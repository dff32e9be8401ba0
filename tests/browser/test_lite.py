"""The site for the browser, served by nothing but a file server: Python runs in the page, and no other server is asked."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from lab import DONE, ERRORS, FLAGS, READY, poll
from paths import DATA, ROOT, SCREENSHOTS
from playwright.sync_api import BrowserContext, Page, Playwright, ProxySettings

from storykit import lesson, read

SITE = ROOT / "build" / "lite"
PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden)"
NEW_CELL = """async (code) => {
  const { commands, shell } = window.jupyterapp, notebook = shell.currentWidget.content;
  notebook.activeCellIndex = notebook.widgets.length - 1;
  await commands.execute("notebook:insert-cell-below");
  const cell = notebook.activeCell.model;
  cell.sharedModel.setSource(code);
  await commands.execute("notebook:run-cell");
  return cell.outputs.toJSON();
}"""


class Files(SimpleHTTPRequestHandler):
    """A server of files, as any web space is."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Elsewhere(BaseHTTPRequestHandler):
    """Stands for every other server: keeps what it is asked for, and refuses it."""

    asked: list[str] = []

    def do_GET(self) -> None:
        """Whatever is asked."""
        self.asked.append(self.path)
        self.send_error(403)

    do_CONNECT = do_HEAD = do_OPTIONS = do_POST = do_GET

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """Serve on this machine; gives the address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of the site, in a folder of its server; built where CI=true, else used where `make lite` built it."""
    if os.environ.get("CI") == "true" and not SITE.exists():
        subprocess.run(["make", f"--old-file={sys.prefix}/ready", "lite", f"VENV={sys.prefix}"], cwd=ROOT, check=True)
    if not SITE.exists():
        pytest.skip("build/lite is not built; make lite builds it")
    with serving(partial(Files, directory=SITE.parent)) as address:
        yield f"http://{address}/lite"


@pytest.fixture(scope="module")
def visitor(site: str, chromium: str, playwright: Playwright) -> Iterator[BrowserContext]:
    """A browser that has not been here before; what its pages and workers ask of any other machine goes to `Elsewhere`."""
    with serving(Elsewhere) as elsewhere:
        launched = playwright.chromium.launch(
            executable_path=chromium, args=[*FLAGS, "--disable-features=AutofillServerCommunication"]
        )
        proxy: ProxySettings = {"server": f"http://{elsewhere}", "bypass": "127.0.0.1"}
        yield launched.new_context(proxy=proxy, viewport={"width": 1280, "height": 1400})
        launched.close()


def visit(visitor: BrowserContext, site: str, link: str, notebook: str) -> Page:
    """Open a notebook by its link on the first page and run it; says how long it took until there was something to see."""
    page = visitor.new_page()
    page.goto(f"{site}/")
    started = time.monotonic()
    page.get_by_role("link", name=link).click()
    page.locator(f"{PANEL} .jp-OutputArea-output article").first.wait_for(timeout=60_000)
    saved = time.monotonic() - started
    poll(page, READY.replace("PATH", repr(notebook)))
    page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
    page.evaluate("() => void window.jupyterapp.commands.execute('notebook:run-all-cells')")
    poll(page, "() => document.querySelector('.sk-reading [role=button]') !== null")
    print(f"\n{notebook}: {saved:.1f} s to the saved reading, {time.monotonic() - started:.1f} s to the live one")
    poll(page, DONE)
    assert page.evaluate(ERRORS) == []
    return page


@pytest.fixture(scope="module")
def reading_page(visitor: BrowserContext, site: str) -> Iterator[Page]:
    """The first notebook, run once."""
    page = visit(visitor, site, "Read a story", "read-in-the-browser.ipynb")
    yield page
    page.close()


@pytest.fixture(scope="module")
def lesson_page(visitor: BrowserContext, site: str) -> Iterator[Page]:
    """The lesson, run once."""
    page = visit(visitor, site, "Take the lesson", "lesson-in-the-browser.ipynb")
    yield page
    page.close()


def shot(page: Page, name: str) -> None:
    """Save a screenshot for a person to look at."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


def run(page: Page, code: str) -> list[dict[str, Any]]:
    """Run a new cell at the end; returns its outputs."""
    return list(page.evaluate(NEW_CELL, code))


def test_a_mark_of_the_reading_shows_its_note(reading_page: Page) -> None:
    """Click a mark: its card shows the words."""
    view = reading_page.locator(".sk-reading").first
    mark = view.locator("[role=button]").nth(3)
    words = mark.inner_text()
    mark.click()
    poll(reading_page, "() => document.querySelector('.sk-reading [role=button][aria-pressed=true]') !== null")
    assert words in view.locator(".sk-card").inner_text()
    shot(reading_page, "lite-reading")


def test_the_timeline_is_used_by_keyboard(reading_page: Page) -> None:
    """Later chooses the first event, an arrow key the next, and its sentence stands below."""
    view = reading_page.locator(".sk-timeline").first
    view.scroll_into_view_if_needed()
    view.get_by_role("button", name="Later").press("Enter")
    poll(reading_page, "() => document.querySelector('.sk-time [aria-current]') !== null")
    view.locator(".sk-time [aria-current]").focus()
    reading_page.keyboard.press("ArrowDown")
    poll(reading_page, "() => document.querySelectorAll('.sk-time button')[1].hasAttribute('aria-current')")
    assert view.locator(".sk-sentence").count() == 1
    shot(reading_page, "lite-timeline")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ('storykit.read("The bridge is open, Ann Lee said.")', "reading an article needs spacy"),
        ("storykit.place_map(story)", "storykit.place_map needs folium"),
        ("storykit.stance_chart(story)", "storykit.stance_chart needs matplotlib"),
    ],
)
def test_what_cannot_run_says_so_in_one_sentence(reading_page: Page, code: str, words: str) -> None:
    """An error of one line: what needs which package, that it does not run in a browser, and what to do."""
    (output,) = run(reading_page, code)
    assert output["output_type"] == "error"
    (line,) = output["traceback"]
    assert line.startswith(f"StorykitError: {words}, which storykit in the browser does not have; ")
    shot(reading_page, "lite-missing")


def test_a_review_is_kept_in_the_browser(reading_page: Page) -> None:
    """What is decided on a mark is saved beside the story, and found again."""
    decide = "story.review.reject(story.attributions[0])\nlen(storykit.read('update.story.json').attributions)"
    (output,) = run(reading_page, decide)
    assert output["data"]["text/plain"] == str(len(read(DATA / "update.txt", review=False).attributions) - 1)


def test_an_exercise_is_checked_in_the_browser(lesson_page: Page) -> None:
    """The right answer is found right, and kept in the file that can be handed in."""
    exercise = lesson(read(DATA / "update.txt", review=False), DATA / "lesson.toml").exercises["E1"]
    assert exercise.kind == "number"
    form = lesson_page.locator(".sk-exercise[aria-label='Exercise E1']")
    form.locator("input[type=number]").fill(str(exercise.accept[0]))
    form.locator("button[type=submit]").press("Enter")
    form.locator(".sk-feedback").get_by_text("Right.", exact=True).wait_for()
    shot(lesson_page, "lite-lesson")
    kept = "import json\n\njson.load(open('my-answers.json'))['answers']['E1']['right']"
    assert run(lesson_page, kept)[0]["data"]["text/plain"] == "True"
    listed = "async () => (await window.jupyterapp.serviceManager.contents.get('')).content.map((file) => file.name)"
    assert "my-answers.json" in lesson_page.evaluate(listed)


def test_nothing_is_asked_of_another_server(reading_page: Page, lesson_page: Page) -> None:
    """After all this, the first address elsewhere that the browser asks for is the one that we ask for."""
    reading_page.evaluate("() => fetch('http://elsewhere.example/').catch(() => null)")
    assert Elsewhere.asked == ["http://elsewhere.example/"]
