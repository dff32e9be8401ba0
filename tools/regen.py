"""Runs every notebook and saves it with its outputs, without what changes from run to run.

A live view is saved by its static twin only: the twin shows where no kernel runs, and JupyterLab would show nothing for a
widget whose kernel is gone.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent
WIDGET = "application/vnd.jupyter.widget-view+json"
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def regen(path: Path) -> None:
    """Run one notebook from a fresh kernel and save it."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNEL, "language_info": {"name": "python"}})
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict({})
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET, None)
            if "metadata" in output:
                output.metadata = nbformat.from_dict({})
    nbformat.write(notebook, path)
    print(path.relative_to(ROOT))


for name in sys.argv[1:] or sorted(map(str, (ROOT / "notebooks").rglob("*.ipynb"))):
    if ".ipynb_checkpoints" not in name:
        regen(Path(name).resolve())
