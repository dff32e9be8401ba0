"""Writes what is read in a folder of articles to one file, and goes on where it was stopped.

A ".jsonl" file has a line for each article: its story in the JSON form, with "file", the path of the article in the folder.
A ".parquet" file has a row for each finding, with the columns of `COLUMNS`; while it is being made, its lines are kept in a
hidden ".jsonl" file beside it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storykit.archive import outcomes
from storykit.kept import made_by
from storykit.rows import rows
from storykit.story import Published, Story, StorykitError

COLUMNS = {
    "file": str, "title": str, "published": str, "finding": str, "paragraph": int, "start": int, "end": int, "words": str,
    "rule": str, "status": str, "kind": str, "name": str, "country": str, "who": str, "cue": str, "verb": str,
    "source": str, "content": str, "quote": str, "chain": str, "voice": str, "value": str, "label": str, "first": str, "last": str,
    "latitude": float, "longitude": float, "holder": str, "target": str, "polarity": int, "note": str,
}  # fmt: skip
BEGINNING = b'{"file": '
GROUP = 5_000  # rows that are written at once


@dataclass(frozen=True, slots=True)
class Written:
    """How many articles are in the file, how many of them were there before, and how many could not be read."""

    articles: int
    before: int
    failed: int


def write_corpus(
    articles: Sequence[tuple[Path, Published]],
    output: str | os.PathLike[str],
    *,
    home: str | os.PathLike[str] = ".",
    processes: int | None = None,
    cluster: Any = None,
    failed: Callable[[str, str], object] = print,
    step: Callable[[], object] = lambda: None,
) -> Written:
    """Read articles and write what was found.

    Args:
        articles: paths, each with its day of publication (`storykit.archive.articles_in`).
        output: the file, ".jsonl" or ".parquet". Articles that a ".jsonl" file has already are not read again.
        home: the folder that the names in the file are relative to.
        processes, cluster: where it is read, as for `read_many`.
        failed: called with the name and the reason for each article that cannot be read; it is left out.
        step: called after each article, one that was there before too.

    Raises:
        StorykitError: the file is there and is not one that can be gone on with, its name ends otherwise, or it cannot be
            written.
    """
    path = Path(output)
    if path.suffix not in (".jsonl", ".parquet"):
        raise StorykitError(f"{path.name!r} ends in neither .jsonl nor .parquet; give such a name")
    if path.suffix == ".jsonl":
        return _write_lines(path, articles, Path(home), processes, cluster, failed, step)
    _arrow()
    if path.exists():
        raise StorykitError(f"{str(path)!r} is there already and is left as it is; give another name")
    lines = path.with_name(f".{path.name}.jsonl")
    written = _write_lines(lines, articles, Path(home), processes, cluster, failed, step)
    _write_table(path, lines)
    lines.unlink()
    return written


def _write_lines(
    path: Path, articles: Sequence[tuple[Path, Published]], home: Path, processes: int | None, cluster: Any,
    failed: Callable[[str, str], object], step: Callable[[], object],
) -> Written:  # fmt: skip
    done = _done(path)
    names = {str(each): each.relative_to(home).as_posix() for each, _ in articles}
    left = [(each, day) for each, day in articles if names[str(each)] not in done]
    for _ in range(before := len(articles) - len(left)):
        step()
    count = 0
    try:
        with path.open("a", encoding="utf-8", newline="\n") as out:
            for each in outcomes(left, processes=processes, cluster=cluster):
                if each.story is None:
                    failed(names[each.name], each.error)
                else:
                    line = {"file": names[each.name], "read_by": made_by(), **each.story.to_dict()}
                    out.write(json.dumps(line, ensure_ascii=False) + "\n")
                    out.flush()
                    count += 1
                step()
    except OSError as error:
        raise StorykitError(f"{str(path)!r} cannot be written: {error.strerror}; give another name") from None
    return Written(before + count, before, len(left) - count)


def _done(path: Path) -> set[str]:
    """The articles that a file has already; half a line at its end, left by a run that was killed, is cut off."""
    if not path.exists():
        return set()
    found, end = set(), 0
    with path.open("rb+") as file:
        for line in file:
            if not line.endswith(b"\n") and line.startswith(BEGINNING):
                break
            found.add(_line(line, path)["file"])
            end += len(line)
        file.truncate(end)
    return found


def _line(line: bytes, path: Path) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except ValueError:
        data = None
    if not isinstance(data, dict) or not {"file", "read_by", "schema"} <= set(data):
        raise StorykitError(f"{str(path)!r} is there and holds something other than stories; give another name")
    if data["read_by"] != made_by():
        raise StorykitError(f"{str(path)!r} was begun with another version of storykit or its model; give another name")
    return data


# -- parquet -----------------------------------------------------------------------------------------------------------


def _arrow() -> Any:
    try:
        import pyarrow.parquet
    except ImportError:
        raise StorykitError("a .parquet file needs pyarrow: run 'pip install pyarrow', or write .jsonl") from None
    return pyarrow


def _write_table(path: Path, lines: Path) -> None:
    """The rows of all lines as one Parquet file, whole or not at all."""
    arrow = _arrow()
    types = {str: arrow.string(), int: arrow.int64(), float: arrow.float64()}
    schema = arrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    part = path.with_name(f".{path.name}.part")
    with arrow.parquet.ParquetWriter(part, schema) as out:
        for group in _groups(lines):
            out.write_table(arrow.Table.from_pylist(group, schema=schema))
    part.replace(path)


def _groups(lines: Path) -> Iterator[list[dict[str, Any]]]:
    group: list[dict[str, Any]] = []
    with lines.open(encoding="utf-8") as file:
        for data in map(json.loads, file):
            story = Story.from_dict(data)
            about = {"file": data["file"], "title": story.article.title, "published": data["article"]["published"]}
            group += [{**about, "finding": kind.removesuffix("s"), **row} for kind, row in rows(story)]
            if len(group) > GROUP:
                yield group
                group = []
    yield group
