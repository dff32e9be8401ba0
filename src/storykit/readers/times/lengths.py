"""Reads how long something lasts and how often it happens, and times without a date."""

from __future__ import annotations

from storykit.lexicons import lexicon
from storykit.readers.times.anchors import Anchors
from storykit.readers.times.calendar import Reading
from storykit.readers.times.patterns import Parts
from storykit.readers.times.values import (
    count_of,
    length_of,
    month_number,
    number_of,
    part_code,
    plain_pair,
    plain_unit,
)


def read_lasting(p: Parts, at: Anchors) -> Reading | None:
    """A length ("two and a half years")."""
    if "halfof" in p:
        return Reading("DURATION", {"hour": "PT30M", "year": "P6M"}.get(p["halfof"], "P50Y"))
    unit = p.get("unit", "").rstrip("s")
    one = "one" in p or "whole" in p or "long" in p
    number = 1 if one else count_of(p) if "number" in p else None
    if number is None:
        return Reading("DURATION", length_of("X", plain_unit(unit, 1)[0] if unit == "centurie" else unit))
    return Reading("DURATION", length_of(*plain_pair(number, unit)))


def read_every(p: Parts, at: Anchors) -> Reading | None:
    """How often ("every Friday")."""
    if "day" in p:
        return Reading("SET", f"XXXX-WXX-{int(lexicon('times')['days'][p['day']]) + 1}")
    if "month" in p:
        return Reading("SET", f"XXXX-{month_number(p['month']):02}")
    if "part" in p:
        return Reading("SET", f"XXXX-XX-XXT{part_code(p['part'])}")
    number = 2 if p.get("number") == "other" else number_of(p["number"]) if "number" in p else 1
    return Reading("SET", length_of(*plain_pair(number, p["unit"])))


def read_rate(p: Parts, at: Anchors) -> Reading | None:
    """So much a year ("twice a year")."""
    return Reading("SET", length_of(1, p["unit"]))


def read_often(p: Parts, at: Anchors) -> Reading | None:
    """How often, in one word ("daily")."""
    return Reading("SET", lexicon("times")["sets"][p["often"]])


def read_vague(p: Parts, at: Anchors) -> Reading | None:
    """A time without a date ("recently")."""
    return Reading("DATE", lexicon("times")["vague"][" ".join(p["vague"].split())])


WAYS = {"lasting": read_lasting, "every": read_every, "rate": read_rate, "often": read_often, "vague": read_vague}
