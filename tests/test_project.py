"""The project's own files agree with each other and keep their promises."""

import re
import subprocess
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def wanted(lines: list[str]) -> dict[str, str]:
    """Packages and their versions from lines such as "folium>=0.20"."""
    return {canonicalize_name(each.name): str(each.specifier) for each in map(Requirement, lines)}


def test_environment_yml_says_the_same_as_pyproject() -> None:
    """Conda and pip users get the same packages in the same versions, and the same Pythons."""
    listed = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    pip = next(each["pip"] for each in listed if isinstance(each, dict))
    assert "-e ." in pip
    found = wanted([each for each in [*listed, *pip] if isinstance(each, str) and each not in ("pip", "-e .")])
    assert str(Requirement(f"x{PROJECT['project']['requires-python']}").specifier) == found.pop("python")
    assert found == wanted(PROJECT["project"]["dependencies"])


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
