"""A folder of articles becomes one file, which goes on where it was stopped."""

import json
from pathlib import Path

import pytest

from storykit.__main__ import main
from storykit.corpus import COLUMNS
from storykit.story import Story

DAYS = ("2024-05-04", "2024-05-05", "2024-05-06")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles, and one that is none."""
    home = tmp_path / "archive"
    home.mkdir()
    for number, day in enumerate(DAYS):
        text = (
            f"Bridge {number} opens\n\nPeru backed Chile on Monday. The bridge may open soon, engineer Ann Lee said.\n"
        )
        (home / f"{day}-bridge.txt").write_text(text, "utf-8")
    (home / "2024-05-05-broken.txt").write_bytes(b"\xff\xfe\x00")
    return home


def lines(path: Path) -> list[dict]:
    """The stories in a file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def run(folder: Path, output: Path, *more: str) -> int:
    """The command, in this process."""
    return main(["corpus", str(folder), "-o", str(output), "--processes", "1", "--dated-names", *more])


def test_each_article_is_a_line_in_the_json_form(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the order of the names, each published on the day in its name; what cannot be read is named and left out."""
    assert run(folder, tmp_path / "out.jsonl") == 0
    said = capsys.readouterr()
    assert said.out.endswith("out.jsonl: 3 articles; 1 could not be read\n")
    assert "2024-05-05-broken.txt is left out" in said.err
    found = lines(tmp_path / "out.jsonl")
    assert [each["file"] for each in found] == [f"{day}-bridge.txt" for day in DAYS]
    assert [str(Story.from_dict(each).article.published) for each in found] == list(DAYS)


def test_a_run_that_was_stopped_goes_on(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whole lines stay as they are, half a line is read again, and the file is the same in the end."""
    out = tmp_path / "out.jsonl"
    run(folder, out)
    whole = out.read_bytes()
    first = whole.split(b"\n")[0] + b"\n"
    for kept in (first, first + whole[len(first) : len(first) + 40], whole[:50]):
        out.write_bytes(kept)
        assert run(folder, out) == 0
        assert out.read_bytes() == whole
    assert "3 articles, 1 of them before" in capsys.readouterr().out


@pytest.mark.parametrize(("content", "says"), [
    (b"my list\n", "something other than stories"),
    (b"my list", "something other than stories"),
    (b'{"a": 1}\n', "something other than stories"),
    (b'{"file": "x", "read_by": "older", "schema": 1}\n', "another version"),
])  # fmt: skip
def test_a_file_of_somebody_is_left_as_it_is(
    folder: Path, tmp_path: Path, content: bytes, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is no file of stories, or one of another version, is refused and not touched."""
    out = tmp_path / "out.jsonl"
    out.write_bytes(content)
    assert run(folder, out) == 2
    assert says in capsys.readouterr().err
    assert out.read_bytes() == content


def test_a_parquet_file_has_a_row_for_each_finding(folder: Path, tmp_path: Path) -> None:
    """With the words of each; the lines it was made from are gone, and it is never written over."""
    parquet = pytest.importorskip("pyarrow.parquet")
    out = tmp_path / "out.parquet"
    assert run(folder, out) == 0
    rows = parquet.read_table(out).to_pylist()
    assert set(rows[0]) == set(COLUMNS)
    stance = next(row for row in rows if row["finding"] == "stance")
    assert (stance["file"], stance["cue"], stance["holder"]) == (f"{DAYS[0]}-bridge.txt", "backed", "Peru")
    said = [row for row in rows if row["finding"] == "attribution"]
    assert [(row["file"], row["cue"]) for row in said] == [(f"{day}-bridge.txt", "said") for day in DAYS]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    before = out.read_bytes()
    assert run(folder, out) == 2 and out.read_bytes() == before


def test_another_ending_is_refused(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only .jsonl and .parquet are written."""
    assert run(folder, tmp_path / "out.csv") == 2
    assert "neither .jsonl nor .parquet" in capsys.readouterr().err
