"""The project's own files agree with each other and keep their promises."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def wanted(lines: list[str]) -> dict[str, str]:
    """Packages and their versions from lines such as "folium>=0.20"."""
    return {canonicalize_name(each.name): str(each.specifier) for each in map(Requirement, lines)}


def test_environment_yml_says_the_same_as_pyproject() -> None:
    """Conda and pip users get the same packages in the same versions; conda's Python is one that pip users may have."""
    listed = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    pip = next(each["pip"] for each in listed if isinstance(each, dict))
    assert "-e ." in pip
    names = [each.replace("python=", "python==") for each in [*listed, *pip] if isinstance(each, str)]
    found = wanted([each for each in names if each not in ("pip", "-e .")])
    python = found.pop("python").removeprefix("==")
    assert re.fullmatch(r"3\.\d+", python) and SpecifierSet(PROJECT["project"]["requires-python"]).contains(python)
    assert found == wanted(PROJECT["project"]["dependencies"])


def test_repo2docker_takes_the_folder_as_it_is(tmp_path: Path) -> None:
    """It finds environment.yml, the Python in it, and that the project's own folder is installed too."""
    for name in ("environment.yml", "pyproject.toml", "README.md"):
        (tmp_path / name).write_text((ROOT / name).read_text("utf-8"), "utf-8")
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    dockerfile = run.stdout + run.stderr
    assert "Building conda environment for python=3.12" in dockerfile
    copied, installed = (
        dockerfile.index("COPY --chown=0:0 src/ ${REPO_DIR}/"),
        dockerfile.index('--file "environment.yml"'),
    )
    assert copied < installed  # the folder is there when "-e ." is installed


@pytest.mark.parametrize(
    ("lock", "asked"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]),
        ("requirements-lite.lock", PROJECT["dependency-groups"]["lite"]),
        ("requirements-browser.lock", PROJECT["dependency-groups"]["browser"]),
    ],
    ids=["development", "lite", "browser"],
)
def test_the_lock_holds_every_package_with_its_hashes_and_names_no_host(lock: str, asked: list[str]) -> None:
    """A lock has all that pyproject.toml asks for, each version with hashes, and no address."""
    text = (ROOT / lock).read_text("utf-8")
    locked = {canonicalize_name(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, flags=re.M)}
    assert set(wanted(asked)) <= locked
    assert text.count("--hash=sha256:") >= len(locked) and "://" not in text


def test_no_tracked_file_is_larger_than_a_saved_map() -> None:
    """A clone stays small: nothing above 700 kB is tracked but the packed list of places."""
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    large = [
        name
        for name in names
        if name and (ROOT / name).exists() and (ROOT / name).stat().st_size > 700_000 and not name.endswith(".xz")
    ]
    assert large == []
