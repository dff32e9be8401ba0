"""Every notebook in a real JupyterLab: it runs, shows its views, needs no network, and can be used without a mouse."""

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from lab import Server, close, open_notebook, poll, run_all, theme, unfold
from paths import ROOT
from playwright.sync_api import Page

NOTEBOOKS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "notebooks").rglob("*.ipynb")
    if ".ipynb_checkpoints" not in path.parts
)
OUTPUTS = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell-outputArea"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
HARMLESS = ("favicon", "ResizeObserver loop", "Unrecognized feature")  # of JupyterLab itself
Shot = Callable[[str], None]


def violations(page: Page, where: str) -> list[str]:
    """What axe finds wrong in a part of the page."""
    return [
        f"{each['id']}: {[node['html'][:200] for node in each['nodes'][:3]]}"
        for each in Axe().run(page, where, RULES).response["violations"]
    ]


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_a_notebook_runs_and_shows_its_views(
    path: str, server: Server, page: Page, offsite: list[str], complaints: list[str], shot: Shot
) -> None:
    """Run all: no error, no warning, nothing asked of the network, nothing axe complains about, in light and dark."""
    name = Path(path).stem
    open_notebook(page, server, path)
    assert run_all(page) == []
    unfold(page)
    for mode in ("Light", "Dark"):
        theme(page, f"JupyterLab {mode}")
        shot(f"{name}-{mode.lower()}")
        assert violations(page, OUTPUTS) == []
    assert offsite == []
    assert [each for each in complaints if not any(harmless in each for harmless in HARMLESS)] == []
    theme(page, "JupyterLab Light")
    close(page)


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_a_saved_notebook_can_be_looked_at_untrusted(
    path: str, server: Server, page: Page, offsite: list[str], project: Path, shot: Shot
) -> None:
    """Without trust and without running a cell, the static twin of every view shows its words."""
    stranger = project / path.replace(".ipynb", "-untrusted.ipynb")
    notebook = nbformat.read(project / path, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell("1"))  # another file than the trusted one
    nbformat.write(notebook, stranger)
    open_notebook(page, server, stranger.relative_to(project).as_posix())
    assert page.evaluate("() => window.jupyterapp.shell.currentWidget.content.model.cells.get(1).trusted") is False
    unfold(page)
    shot(f"{Path(path).stem}-untrusted")
    shown = " ".join(page.locator(OUTPUTS).all_inner_texts())
    assert "widget" not in shown.lower()
    twins = [
        output["data"]["text/html"] for cell in notebook.cells if cell.cell_type == "code"
        for output in cell.outputs if "text/html" in output.get("data", {})
    ]  # fmt: skip
    assert twins and page.locator(f"{OUTPUTS} :is(article, section, table)").count() >= len(twins)
    assert violations(page, OUTPUTS) == []
    assert offsite == []
    close(page)


def test_the_reading_is_used_by_keyboard(server: Server, page: Page) -> None:
    """Tab to the first mark, arrows to another, Enter for its note, Escape to let it go."""
    open_notebook(page, server, "notebooks/01-read.ipynb")
    assert run_all(page) == []
    view = page.locator(".sk-reading").first
    marks = view.locator("[role=button]")
    assert marks.evaluate_all("nodes => nodes.filter(node => node.tabIndex === 0).length") == 1
    marks.first.focus()
    page.keyboard.press("End")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    chosen = view.locator("[role=button][aria-pressed=true]")
    assert chosen.count() >= 1
    assert (
        chosen.first.inner_text() in view.locator(".sk-card").inner_text()
        or view.locator(".sk-card .sk-chain").count() == 1
    )
    assert page.evaluate("() => document.activeElement.getAttribute('role')") == "button"
    page.keyboard.press("Escape")
    poll(page, "() => !document.querySelector('.sk-reading [aria-pressed=true][role=button]')")
    assert page.evaluate("() => window.jupyterapp.shell.currentWidget.content.mode") in ("command", "edit")
    close(page)


def test_the_timeline_is_used_by_keyboard(server: Server, page: Page) -> None:
    """Later chooses the first event, the arrow keys the next, and the sentence stands below."""
    open_notebook(page, server, "notebooks/02-timeline.ipynb")
    assert run_all(page) == []
    view = page.locator(".sk-timeline").first
    view.get_by_role("button", name="Later").press("Enter")
    poll(page, "() => document.querySelector('.sk-time [aria-current]')")
    view.locator(".sk-time [aria-current]").focus()
    page.keyboard.press("ArrowDown")
    poll(page, "() => document.querySelectorAll('.sk-time button')[1].hasAttribute('aria-current')")
    words = view.locator(".sk-time [aria-current]").inner_text()
    assert view.locator(".sk-sentence").count() == 1 and words
    close(page)
