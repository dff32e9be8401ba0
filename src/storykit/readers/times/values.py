"""From the words of a time to its numbers, and to the TIMEX3 value of a length."""

from __future__ import annotations

import re

from storykit.lexicons import lexicon
from storykit.readers.times.patterns import Parts


def number_of(words: str) -> float:
    """The number of a number word.

    >>> number_of("a"), number_of("2 1/2"), number_of("twenty-four"), number_of("three hundred")
    (1, 2.5, 24, 300)
    """
    total: float = 0
    for word in re.split(r"[\s-]+", re.sub(r"and\s+a\s+half", "1/2", words.lower())):
        if word == "1/2":
            total += 0.5
        elif word[0].isdigit():
            total += float(word.replace(",", "")) if "." in word else int(word.replace(",", ""))
        elif word in ("hundred", "thousand", "dozen"):
            total = max(total, 1) * int(lexicon("times")["numbers"][word])
        elif word != "and":
            total += int(lexicon("times")["numbers"][word])
    return total


def ordinal_of(word: str) -> int:
    """The number of "3", "3rd" or "twenty-third"."""
    if word[0].isdigit():
        return int(re.sub(r"\D", "", word))
    *tens, unit = re.split(r"[\s-]+", word.lower())
    return sum(int(lexicon("times")["numbers"][each]) for each in tens) + int(lexicon("times")["ordinals"][unit])


def year_number(words: str) -> int:
    """The year of "1997" or "nineteen ninety-seven"."""
    if words.isdigit():
        return int(words)
    return 1900 + int(number_of(re.sub(r"^nineteen\s+", "", words.lower())))


def month_number(word: str) -> int:
    return int(lexicon("times")["months"][word.lower().rstrip(".")])


def part_code(word: str) -> str:
    return str(lexicon("times")["parts"][word.lower().removeprefix("mid-")])


def hour_and_minute(p: Parts) -> tuple[int, int]:
    """Hour (0 to 24) and minute of a time of day."""
    if "named" in p:
        return int(lexicon("times")["hours"][p["named"]]), 0
    hour, minute = int(p.get("hour") or p["hour24"]), int(p.get("minute") or p.get("minute24") or 0)
    if "half" not in p and "dayhalf" not in p:
        return hour, minute
    if hour > 12:
        return 99, 0
    return hour % 12 + 12 * (p.get("half") == "p" or p.get("dayhalf") in ("afternoon", "evening")), minute


def count_of(p: Parts) -> float | None:
    """How many: 2.5 for "two and a half" """
    if "lower" in p:
        return None
    return number_of(p["number"]) + (0.5 if "half" in p else 0)


def length_of(number: float | str, unit: str) -> str:
    """The TIMEX3 value of a length.

    >>> length_of(2, "week"), length_of("X", "decade"), length_of(2.5, "year"), length_of(5.5, "hour")
    ('P2W', 'PXDE', 'P2Y6M', 'PT5H30M')
    """
    time = "T" if unit in ("second", "minute", "hour") else ""
    letter = lexicon("times")["units"][unit]
    if isinstance(number, float) and number % 1 == 0.5 and unit in ("year", "hour", "minute"):
        half = {"year": "6M", "hour": "30M", "minute": "30S"}[unit]
        return f"P{time}{int(number) or ''}{letter if number > 1 else ''}{half}"
    return f"P{time}{int(number) if isinstance(number, float) and number == int(number) else number}{letter}"


def plain_unit(unit: str, number: float) -> tuple[str, float]:
    """Decades and centuries as years, fortnights as weeks."""
    unit = "century" if unit == "centurie" else unit
    factor = lexicon("times")["counted"].get(unit)
    return (unit, number) if factor is None else ("week" if unit == "fortnight" else "year", number * factor)


def plain_pair(number: float, unit: str) -> tuple[float, str]:
    unit, number = plain_unit(unit, number)
    return number, unit
