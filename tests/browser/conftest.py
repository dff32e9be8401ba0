"""One JupyterLab, started by `make lab` in a copy of the project, and one browser for all tests here."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lab import FLAGS, Server, make_lab
from paths import ROOT, SCREENSHOTS
from playwright.sync_api import BrowserContext, Page, Playwright, Route, sync_playwright

HERE = ("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:", "about:", "file:")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; required where CI=true."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs a chromium: apt-get install chromium")
        pytest.skip("no chromium found; install one to run the browser tests")
    return found


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what `make lab` needs, so that no test can change a notebook."""
    copy = tmp_path_factory.mktemp("copy") / "storykit"
    copy.mkdir()
    for name in ("notebooks", "data", "tools"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy2(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="session")
def server(chromium: str, project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """JupyterLab as `make lab` serves it."""
    with make_lab(project, tmp_path_factory.mktemp("private")) as running:
        yield running


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives the browsers; there can be only one."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(
    chromium: str, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """A browser that reaches this machine only."""
    context = playwright.chromium.launch_persistent_context(
        tmp_path_factory.mktemp("profile"), executable_path=chromium, headless=True, args=FLAGS,
        viewport={"width": 1280, "height": 1400},
    )  # fmt: skip
    yield context
    context.close()


@pytest.fixture
def offsite() -> list[str]:
    """The addresses outside this machine that a page asked for."""
    return []


@pytest.fixture
def complaints() -> list[str]:
    """The errors on a page's console."""
    return []


@pytest.fixture
def page(browser: BrowserContext, offsite: list[str], complaints: list[str]) -> Iterator[Page]:
    """A new page, which may reach nothing outside this machine."""

    def gate(route: Route) -> None:
        if route.request.url.startswith(HERE):
            route.continue_()
        else:
            offsite.append(route.request.url)
            route.abort()

    opened = browser.new_page()
    opened.route("**/*", gate)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield opened
    opened.close()


@pytest.fixture
def shot(page: Page) -> object:
    """Saves a screenshot for a person to look at."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    return lambda name: page.screenshot(path=SCREENSHOTS / f"{name}.png")
