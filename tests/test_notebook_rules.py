"""What a notebook of ours must be, beside running: short cells, saved outputs, nothing that changes from run to run."""

import ast
import re

import nbformat
import pytest
from paths import ROOT

NOTEBOOKS = sorted(path for path in (ROOT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> nbformat.NotebookNode:
    """Each notebook in turn."""
    return nbformat.read(request.param, as_version=4)


def test_a_notebook_says_what_you_will_do_learn_and_need(notebook: nbformat.NotebookNode) -> None:
    """It opens with what one will do, learn and need, and ends with something to do on one's own."""
    first, last = notebook.cells[0].source, notebook.cells[-1].source
    assert first.startswith("# ")
    for words in ("What you will do", "What you will learn", "What you need"):
        assert words in first
    assert last.startswith("## On your own")


def test_code_cells_are_short_and_end_in_one_value(notebook: nbformat.NotebookNode) -> None:
    """One to three lines beside a pasted text, the last of them a value, saved as one result; no function, no clock, no magic."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            tree = ast.parse(cell.source)
            code = re.sub(r'""".*?"""', "", cell.source, flags=re.DOTALL)
            assert len([line for line in code.splitlines() if line.strip()]) <= 3, cell.source
            assert isinstance(tree.body[-1], ast.Expr), cell.source
            assert not any(isinstance(node, (ast.FunctionDef, ast.ClassDef)) for node in ast.walk(tree))
            assert not re.search(r"\b(interact|Output|random|now|today|requests|urllib|display)\b", code)
            assert [output.output_type for output in cell.outputs] == ["execute_result"], cell.source


def test_a_notebook_is_saved_without_what_changes(notebook: nbformat.NotebookNode) -> None:
    """No widget state, no run times, no skipped comparison, no path of the machine it ran on."""
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    for cell in notebook.cells:
        assert not cell.metadata and "NBVAL" not in cell.source
        for output in cell.get("outputs", []):
            assert "application/vnd.jupyter.widget-view+json" not in output.data
            assert str(ROOT) not in str(output.data)


def test_every_view_has_a_twin_and_a_plain_line(notebook: nbformat.NotebookNode) -> None:
    """Where a view is shown, both its HTML and its line of text are saved."""
    shown = [output.data for cell in notebook.cells for output in cell.get("outputs", []) if "text/html" in output.data]
    assert shown
    for data in shown:
        assert re.fullmatch(
            r"<(reading|timeline|place_map|stance_chart|sources|exercise|comparison|answer_key|agreement).*>",
            data["text/plain"],
        )
