"""Word lists as data: each TOML file says where its words come from."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The tables of `<name>.toml` in this folder, read once."""
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text("utf-8"))


@cache
def listed(name: str, *tables: str) -> frozenset[str]:
    """The words of one list of `<name>.toml`, to ask whether a word is among them: `listed("people", "titles")`."""
    words: Any = lexicon(name)
    for table in tables:
        words = words[table]
    return frozenset(words.split() if isinstance(words, str) else words)
