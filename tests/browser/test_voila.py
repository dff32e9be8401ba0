"""A notebook served by Voilà, as a school's hub may do: the views live, without the code, and without the internet."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from lab import PATIENCE, free_port, poll
from paths import SCREENSHOTS
from playwright.sync_api import Page


@pytest.fixture
def address(project: Path, tmp_path: Path) -> Iterator[str]:
    """Where Voilà serves the timeline."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "voila",
        "02-timeline.ipynb",
        "--no-browser",
        f"--port={port}",
        "--Voila.ip=127.0.0.1",
    ]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=project / "notebooks", stdout=log, stderr=log, start_new_session=True)
        try:
            started = time.monotonic()
            while not serves(port):
                if process.poll() is not None or time.monotonic() - started > PATIENCE:
                    raise RuntimeError((tmp_path / "log").read_text())
                time.sleep(0.2)
            yield f"http://127.0.0.1:{port}/"
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(15)


def serves(port: int) -> bool:
    """Whether something answers at a port; the answer itself would start a kernel."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/voila/static/voila.js", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def test_voila_serves_a_notebook_with_live_views(page: Page, address: str, offsite: list[str]) -> None:
    """The timeline goes on with the arrow key; what Voilà asks of a CDN are style sheets for icons, and it works without."""
    page.goto(address, wait_until="domcontentloaded")
    poll(page, "() => document.querySelector('.sk-timeline .sk-event')")
    page.wait_for_timeout(1000)
    page.screenshot(path=SCREENSHOTS / "voila.png", full_page=True)
    page.locator(".sk-timeline .sk-event").first.click()
    current = page.locator(".sk-timeline [aria-current=true]").first
    before = current.inner_text()
    page.keyboard.press("ArrowDown")
    poll(page, f"() => document.querySelector('.sk-timeline [aria-current=true]').innerText !== {before!r}")
    assert "import storykit" not in page.inner_text("body")
    assert all("fontawesome" in request for request in offsite)
