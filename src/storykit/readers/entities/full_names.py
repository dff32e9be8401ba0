"""Which full name a short one can stand for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from storykit.gazetteer import plain, seat_code
from storykit.lexicons import listed


def _full_people(names: Sequence[str]) -> dict[str, str]:
    """Short name -> full name: "lee" and "ann b. lee" -> "ann lee", where only one person is called so."""
    whole = {" ".join(words): words for name in names if len(words := plain(name).split()) > 1}
    same = {(words[0], words[-1]): name for name, words in sorted(whole.items(), key=lambda pair: -len(pair[0]))}
    full = {name: same[words[0], words[-1]] for name, words in whole.items()}
    called: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for (first, last), name in same.items():
        called[last][0].add(name)
        called[first][1].add(name)
    for short, places in called.items():
        found = places[0] or places[1]  # a last name before a first name
        if len(found) == 1:
            full.setdefault(short, next(iter(found)))
    return full


def _full_bodies(names: Sequence[str]) -> dict[str, str]:
    """Short name -> full name: "who" -> "world health organization", "state department" -> "u.s. state department"."""
    whole = {plain(name): name for name in names}
    longer: dict[str, set[str]] = defaultdict(set)
    for key, name in whole.items():
        words = key.split()
        if len(words) > 1 and not seat_code(key):  # "the House" is not the White House
            for short in {_initials(name), *_ends(words)} - {key}:
                longer[short].add(key)
    return {short: next(iter(found)) for short, found in longer.items() if len(found) == 1 and short in whole}


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]+", name) if word[0].isupper()).lower()


def _ends(words: Sequence[str]) -> Iterator[str]:
    """What is left of a body's name when it is named again."""
    bodies, marks = listed("people", "bodies"), listed("bodies", "marks")
    if words[-1] in bodies:
        yield from (" ".join(words[start:]) for start in range(1, len(words)))
    if words[-1] in listed("people", "firms") or words[-1] in marks:
        yield " ".join(words[:-1])
    if words[0] in marks:
        yield " ".join(words[1:])
    if "of" in words[2:] or (words[0] in bodies and words[1] == "of"):
        yield " ".join(words[: words.index("of")])


FULL_NAMES = {"person": _full_people, "organisation": _full_bodies}
