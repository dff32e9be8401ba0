"""The command line."""

import json
from pathlib import Path

import pytest
from paths import DATA

from storykit.__main__ import main


def test_the_summary_names_the_source_of_each_statement(capsys: pytest.CaptureFixture[str]) -> None:
    """`storykit read FILE` prints who says what, with paragraphs."""
    assert main(["read", str(DATA / "update.txt")]) == 0
    assert "¶3 Local media [media] have reported: that nearly 100" in capsys.readouterr().out


def test_json_follows_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` prints one object of schema 1."""
    assert main(["read", str(DATA / "first-take.txt"), "--published", "2019-03-26", "--json"]) == 0
    story = json.loads(capsys.readouterr().out)
    assert story["schema"] == 1
    assert {"article", "paragraphs", "entities", "attributions", "times", "places", "stances"} <= story.keys()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read", "missing.txt"], "there is no file missing.txt"),
        (["read", "."], "is a folder"),
        (["read", str(DATA / "update.txt"), "--published", "2019-13-01"], "'2019-13-01' is no date"),
    ],
)
def test_bad_input_is_one_line_and_status_2(
    arguments: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Bad input prints one clear line on standard error and ends with status 2."""
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert error.startswith("storykit: ") and words in error and error.count("\n") == 1
