"""Makes the README's pictures: screenshots of the views in a real JupyterLab, as `make lab` serves it."""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests" / "browser")]

from lab import make_lab, open_notebook, run_all, unfold  # noqa: E402

PICTURES = {  # picture -> notebook, view, what to click first
    "reading": ("notebooks/01-read.ipynb", ".sk-reading", "[role=button]:nth-of-type(4)"),
    "timeline": ("notebooks/02-timeline.ipynb", ".sk-timeline", ".sk-told button"),
    "map": ("notebooks/03-map.ipynb", ".jp-OutputArea-output section iframe", None),
    "stances": ("notebooks/04-stances.ipynb", ".jp-OutputArea-output section img", None),
}

with tempfile.TemporaryDirectory() as folder, make_lab(ROOT, Path(folder)) as server, sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    for name, (notebook, view, click) in PICTURES.items():
        page = browser.new_page(viewport={"width": 1240, "height": 1000}, device_scale_factor=1.5)
        open_notebook(page, server, notebook)
        assert run_all(page) == []
        unfold(page)
        found = page.locator(view).first
        if click:
            found.locator(click).first.click()
            page.wait_for_timeout(800)
        found.scroll_into_view_if_needed()
        box = found.bounding_box()
        assert box is not None
        clip = {"x": box["x"], "y": box["y"], "width": box["width"], "height": min(box["height"], 1060)}
        page.screenshot(path=ROOT / "docs" / f"{name}.png", clip=clip)
        page.close()
        print(f"docs/{name}.png")
