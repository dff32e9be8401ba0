"""Makes the patterns of the grammar out of its lists of words, and finds in a paragraph what may be a time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from storykit.lexicons import lexicon
from storykit.readers.times.grammar import CLOCK, GRAMMAR

LONG_MONTHS = ("may", "june", "july")
Parts = dict[str, str]


class Found(NamedTuple):
    """A place where a pattern of the grammar matches."""

    rule: str
    way: str
    match: re.Match[str]

    @property
    def start(self) -> int:
        """Where the mark begins in the paragraph: with the match, unless a part of it is named "mark"."""
        return self.match.start("mark" if "mark" in self.match.re.groupindex else 0)

    @property
    def end(self) -> int:
        """Where the mark ends."""
        return self.match.end("mark" if "mark" in self.match.re.groupindex else 0)

    @property
    def parts(self) -> Parts:
        """The named parts, in small letters."""
        return {name: value.lower() for name, value in self.match.groupdict().items() if value is not None}

    @property
    def before(self) -> str:
        """The word before it, in small letters."""
        return next(iter(self.match.string[: self.match.start()].lower().rstrip(" .").split()[-1:]), "")

    @property
    def behind(self) -> str:
        """The text behind it."""
        return self.match.string[self.match.end() :]


def matches(text: str) -> list[Found]:
    """What may be a time, in the order of the text, of two that begin together the longer first."""
    words = words_of(text)
    ways = {way for way, gates in _gates().items() if not any(map(words.isdisjoint, gates))}
    found = [
        Found(rule, way, match) for rule, way, pattern in _grammar() if way in ways for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda each: (each.start, -each.match.end()))


def words_of(text: str) -> frozenset[str]:
    """The words of a text in small letters, each of them once; each digit is a word."""
    return frozenset(re.findall(r"[a-z]+|\d", text.lower()))


@cache
def _gates() -> dict[str, list[frozenset[str]]]:
    """For each way to read, lists of which a paragraph has a word each where the way is worth trying; a digit is a word, too."""
    lists = lexicon("times")
    gates = {way: [frozenset(words)] for way, words in lists["gates"].items()}
    for way in ("ago", "long_ago", "hung", "near", "rate"):
        gates[way] += gates["lasting"]
    months, days, seasons = ([frozenset(lists[name])] for name in ("months", "days", "seasons"))
    digits = [frozenset("0123456789")]
    return gates | {
        "exact": months, "month": months, "range": months, "weekday": days, "weekdays": days, "season": seasons,
        "iso": digits, "years": digits, "year": [digits[0] | {"nineteen", "thousand"}],
        "decade": [digits[0].union(lists["decades"])], "clock": [digits[0].union(lists["hours"])],
        "holiday": [frozenset(re.split(r"\W", name)[0] for name in lists["holidays"])],
        "vague": [frozenset(words.split()[-1] for words in lists["vague"])],
    }  # fmt: skip


@cache
def _grammar() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    words = _fragments()
    return tuple(
        (rule, way, re.compile(r"(?<![\w$€£/-])" + pattern.format(**words), re.IGNORECASE | re.VERBOSE))
        for rule, way, pattern in GRAMMAR
    )


def _fragments() -> dict[str, str]:
    """The lists of words in the grammar, as patterns."""
    lists = lexicon("times")
    long = [name for name in lists["months"] if len(name) > 4 or name in LONG_MONTHS]
    short = [name for name in lists["months"] if name not in long]
    units = any_of(set(lists["units"]) - {"weekend"} | {"centurie"})  # and its s
    return _numbers() | {name.upper(): any_of(lists[name]) for name in ("days", "sets", "vague")} | {
        "MONTH": rf"(?:{any_of(long)}|{any_of(short)}\b\.?)",
        "D": r"(?:3[01]|[0-2]?\d)(?:st|nd|rd|th)?",
        "YEAR": r"(?:1[5-9]\d\d|20\d\d)",
        "DECADE": any_of(lists["decades"]),
        "SEASON": any_of(lists["seasons"]),
        "HOLIDAY": any_of(lists["holidays"]),
        "PART": rf"(?:mid-)?{any_of(lists['parts'])}",
        "PART_OF": any_of(lists["words"]["part_of"]),
        "NEAR": any_of(set(lists["near"]) - {"same", "that", "that same", "preceding"}),
        "PERIOD": "(?:day|week|month|quarter|year|decade|century)",
        "UNIT": rf"(?P<unit>{units})s?\b",
        "ABOUT": rf"(?:{any_of(lists['words']['about'])}\s+)?",
        "KIND": any_of(lists["words"]["kinds"]),
        "SOME": any_of(lists["words"]["some"]),
        "FROM": r"(?:from|between)\s+",
        "TO": "(?:to|and|until|till|through)",
        "CLOCK": CLOCK,
        "ZONE": r"(?:\s*\(?(?-i:GMT|UTC|BST|CES?T|[ECMP][SD]?T)\b\)?|\s+local\s+time\b)?",
    }  # fmt: skip


def _numbers() -> dict[str, str]:
    """Numbers in digits and in words, as patterns."""
    lists = lexicon("times")
    word = any_of(set(lists["numbers"]) - {"a", "an"})
    digits = r"\d[\d,]*(?:\.\d+)?(?:\s+1/2)?"
    words = rf"an?(?:\s+(?:hundred|dozen|thousand))?|{word}(?:[\s-](?:and[\s-])?{word})*(?:\s+and\s+a\s+half)?"
    tens = any_of(name for name, number in lists["numbers"].items() if 20 <= number < 100)
    kinds = any_of(lists["words"]["kinds"])
    return {
        "NUMBER": rf"(?:{digits}|{word})",
        "COUNT": rf"(?:(?P<lower>{digits}|{word})\s+(?:to|or)\s+)?(?P<number>{digits}|{words})[\s-]+(?:{kinds}\s+)?",
        "ORDINAL": rf"(?:(?:twenty|thirty)[\s-])?{any_of(lists['ordinals'])}",
        "YEARWORDS": rf"nineteen\s+{tens}(?:[\s-]{word})?",
    }


def any_of(words: Iterable[str]) -> str:
    """One of some words, the longest first, with any blanks between their parts."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered) + ")"
