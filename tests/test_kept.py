"""What was read is kept beside its article, and never trusted when it is stale."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from paths import ROOT

import storykit
from storykit import kept

TEXT = "Bridge opens\n\nLIMA, May 5 (Test) - The bridge may open on Monday, engineer Ann Lee said."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An article that was read once."""
    path = tmp_path / "bridge.txt"
    path.write_text(TEXT, "utf-8")
    storykit.read(path, "2024-05-05")
    return path


def store(file: Path) -> Path:
    """Where its story is kept."""
    return file.parent / ".storykit" / "bridge.txt.json"


def reads(file: Path, monkeypatch: pytest.MonkeyPatch, published: str = "2024-05-05") -> int:
    """How often the machine reads when the file is read."""
    from storykit import pipeline

    calls = []
    once = pipeline.read_text
    monkeypatch.setattr(pipeline, "read_text", lambda *given: (calls.append(given), once(*given))[1])
    storykit.read(file, published)
    return len(calls)


def test_a_second_reading_is_taken_from_the_folder(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same story comes back without the machine, and git does not see the folder."""
    assert reads(file, monkeypatch) == 0
    assert storykit.read(file, "2024-05-05") == storykit.read(TEXT, "2024-05-05")
    assert (store(file).parent / ".gitignore").read_text() == "*\n"


def test_a_changed_text_day_or_program_is_read_anew(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a reading depends on is part of the key."""
    assert reads(file, monkeypatch, "2024-05-06") == 1
    file.write_text(TEXT.replace("Monday", "Friday"), "utf-8")
    assert reads(file, monkeypatch, "2024-05-06") == 1
    monkeypatch.setattr(kept, "made_by", lambda: "another version")
    assert reads(file, monkeypatch, "2024-05-06") == 1
    assert reads(file, monkeypatch, "2024-05-06") == 0


def test_a_changed_rule_or_word_list_changes_the_key(tmp_path: Path) -> None:
    """The key is made from the package's own files: readers, word lists, the list of places."""
    found = set()
    for number, name in enumerate(("", "readers/times/__init__.py", "lexicons/hedges.toml", "lexicons/places.tsv.xz")):
        home = tmp_path / str(number) / "storykit"
        for part in (
            "kept.py",
            "files.py",
            "story.py",
            "readers/times/__init__.py",
            "lexicons/hedges.toml",
            "lexicons/places.tsv.xz",
        ):
            (home / part).parent.mkdir(parents=True, exist_ok=True)
            (home / part).write_bytes((ROOT / "src" / "storykit" / part).read_bytes() + b"\n" * (part == name))
        code = "from storykit.kept import made_by; print(made_by())"
        (home / "__init__.py").touch()
        environment = {**os.environ, "PYTHONPATH": str(home.parent)}
        run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        found.add(run.stdout)
    assert len(found) == 4


@pytest.mark.parametrize("damage", ["", "{", "[]", "null", '{"key": 1}', "same key"])
def test_what_is_damaged_is_read_anew(file: Path, monkeypatch: pytest.MonkeyPatch, damage: str) -> None:
    """Half a file, something else, or a story of another text is no error and is not shown."""
    data = json.loads(store(file).read_text("utf-8"))
    data["story"]["article"]["text"] = TEXT.replace("Lee", "Low")
    store(file).write_text(json.dumps(data) if damage == "same key" else damage, "utf-8")
    assert reads(file, monkeypatch) == 1
    assert reads(file, monkeypatch) == 0


@pytest.mark.skipif(
    os.name == "nt", reason="a file stands where the folder would be made on any system, but errors differ"
)
def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be written the article is read all the same."""
    (tmp_path / "bridge.txt").write_text(TEXT, "utf-8")
    (tmp_path / ".storykit").write_text("mine", "utf-8")
    assert storykit.read(tmp_path / "bridge.txt").article.title == "Bridge opens"
    assert (tmp_path / ".storykit").read_text("utf-8") == "mine"


def test_reading_again_loads_no_language_model(file: Path) -> None:
    """A kept story is opened and shown without spaCy."""
    code = (
        f"import sys, storykit; story = storykit.read({str(file)!r}, '2024-05-05'); storykit.reading(story).html(); "
        "print(story.article.title, 'spacy' in sys.modules, 'numpy' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "Bridge opens False False"
