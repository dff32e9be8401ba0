"""Builds the site for the browser in build/lite: JupyterLite with storykit, saved stories and notebooks.

The site asks nothing of any other server. `make lite` has put the builder into build/lite-venv, and the wheels of
requirements-browser.lock into build/lite-wheels. Pyodide, which is Python for the browser, comes from npm; its own list of
packages points at a server elsewhere, so the site gets a list of what it carries itself.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import storykit

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "build"
SITE, SOURCE, WHEELS, VENV = BUILD / "lite", BUILD / "lite-source", BUILD / "lite-wheels", BUILD / "lite-venv"
FILES, RUNTIME = SOURCE / "files", SOURCE / "static" / "pyodide"
KERNEL = VENV / "share" / "jupyter" / "labextensions" / "@jupyterlite" / "pyodide-kernel-extension" / "static"
PYODIDE = "314.0.6"  # the version that the kernel asks for, and npm's checksum of it
CHECKSUM = "sha512-BKDTJyIqFxC4BExLqeRS3f5xvXZIjOt8C3zGLN/Cc7tFxSwvKVhVkchQQ2AGLOtR4YrVOIFxbV8poyDOOmWwxQ=="
PARTS = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
FOR_THE_PAGE = ("anywidget", "jupyterlab_widgets")  # wheels with a part that runs in the page and not in Python
UNUSED = (  # parts of wheels that serve packages and views which the site does not carry
    "jedi/third_party/typeshed/stubs/", "jedi/third_party/django-stubs/", "storykit/lexicons/places.tsv.xz",
    "storykit/views/static/borders-110m.geojson", "storykit/views/static/land-110m.geojson",
)  # fmt: skip
DATA = ROOT / "data" / "venezuela-2019"


def main() -> None:
    """Gather all parts in build/lite-source, and build the site from them."""
    shutil.rmtree(SOURCE, ignore_errors=True)
    shutil.rmtree(SITE, ignore_errors=True)
    RUNTIME.mkdir(parents=True)
    unpack(fetch_pyodide())
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", SOURCE)
    packages = carry([*WHEELS.glob("*.whl"), *SOURCE.glob("*.whl"), *(KERNEL / "pypi").glob("*.whl")])
    configure(packages)
    gather_files()
    build()


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    """Run a command quietly; what it said is shown where it fails."""
    done = subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}")


def fetch_pyodide() -> Path:
    """Pyodide as npm packs it, fetched once and checked."""
    if f"/v{PYODIDE}/" not in (KERNEL / "schema" / "kernel.v0.schema.json").read_text("utf-8"):
        sys.exit(
            f"the kernel of requirements-lite.lock asks for another Pyodide than {PYODIDE}; change it in {__file__}"
        )
    packed = BUILD / f"pyodide-{PYODIDE}.tgz"
    if not packed.exists():
        npm = shutil.which("npm")
        if npm is None:
            sys.exit(
                "make lite needs npm (it comes with Node.js) to fetch Pyodide: install it, and run make lite again"
            )
        run(npm, "pack", "--silent", f"pyodide@{PYODIDE}", cwd=BUILD)
    found = f"sha512-{b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode()}"
    if found != CHECKSUM:
        packed.unlink()
        sys.exit(f"{packed.name} had the checksum {found}, not {CHECKSUM}, and was deleted; run make lite again")
    return packed


def unpack(packed: Path) -> None:
    """Put the parts of Pyodide that the site needs where JupyterLite looks for them."""
    with tarfile.open(packed) as archive:
        for name in PARTS:
            part = archive.extractfile(f"package/{name}")
            assert part is not None
            (RUNTIME / name).write_bytes(part.read())


def carry(wheels: Iterable[Path]) -> list[str]:
    """Put the wheels beside Pyodide and make them the packages that it knows; returns their names."""
    lock = RUNTIME / "pyodide-lock.json"
    listed = json.loads(lock.read_text("utf-8"))
    listed["packages"] = packages = {}
    for wheel in wheels:
        name, version = wheel.name.split("-")[:2]
        name = name.replace("_", "-").lower()
        packages[name] = {
            "name": name, "version": version, "file_name": wheel.name, "install_dir": "site", "package_type": "package",
            "sha256": hashlib.sha256(slim(wheel).read_bytes()).hexdigest(), "imports": [], "depends": [],
            "unvendored_tests": False,
        }  # fmt: skip
    lock.write_text(json.dumps(listed), "utf-8")
    return sorted(packages)


def slim(wheel: Path) -> Path:
    """A copy of a wheel without files that no one needs here: the browser unpacks all of them whenever Python starts."""
    copy = RUNTIME / wheel.name
    with ZipFile(wheel) as whole, ZipFile(copy, "w", ZIP_DEFLATED) as packed:
        for part in whole.infolist():
            if not part.filename.startswith(UNUSED):
                packed.writestr(part, whole.read(part))
    return copy


def configure(packages: list[str]) -> None:
    """The settings of the site: all its packages are loaded with the kernel, and nothing is looked for elsewhere."""
    kernel = {"disablePyPIFallback": True, "loadPyodideOptions": {"packages": packages}}
    data = {
        "appName": "storykit",
        "exposeAppInBrowser": True,  # for the tests
        "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": kernel},
    }
    site = {"jupyter-lite-schema-version": 0, "jupyter-config-data": data}
    (SOURCE / "jupyter-lite.json").write_text(json.dumps(site), "utf-8")
    shutil.copy2(ROOT / "tools" / "overrides.json", SOURCE)


def gather_files() -> None:
    """The files on the site: what lies in lite/, the stories as they are read here, and the notebooks with their outputs."""
    shutil.copytree(ROOT / "lite", FILES, ignore=shutil.ignore_patterns("index.html", ".*"))
    shutil.copy2(DATA / "lesson.toml", FILES)
    for name in ("update", "first-take"):
        story = storykit.read(DATA / f"{name}.txt", review=False)
        (FILES / f"{name}.story.json").write_text(json.dumps(story.to_dict(), ensure_ascii=False), "utf-8")
    for path in FILES.glob("*.ipynb"):
        run(sys.executable, ROOT / "tools" / "regen.py", path)
        notebook = json.loads(path.read_text("utf-8"))
        notebook["metadata"]["kernelspec"] = {
            "display_name": "Python (Pyodide)",
            "language": "python",
            "name": "python",
        }
        path.write_text(json.dumps(notebook), "utf-8")


def build() -> None:
    """Build the site, and say how large it is."""
    parts = [wheel for name in FOR_THE_PAGE for wheel in WHEELS.glob(f"{name}-*.whl")]
    run(
        VENV / "bin" / "jupyter", "lite", "build", "--lite-dir", SOURCE, "--output-dir", SITE, "--contents", FILES,
        "--apps", "lab", "--no-sourcemaps", "--no-unused-shared-packages",
        *(f"--LiteBuildConfig.federated_extensions={part}" for part in parts), cwd=SOURCE,
    )  # fmt: skip
    shutil.copy2(ROOT / "lite" / "index.html", SITE)
    size = sum(path.stat().st_size for path in SITE.rglob("*") if path.is_file())
    print(
        f"{SITE.relative_to(ROOT)}: {size / 1e6:.0f} MB; copy it to any web space, or look at it with: make lite-serve"
    )


main()
