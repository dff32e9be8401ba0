"""Reads times of day, on the day that stands beside them, in their sentence or in their paragraph."""

from __future__ import annotations

import re
from datetime import date

from storykit.lexicons import lexicon
from storykit.readers.times.anchors import Anchors
from storykit.readers.times.calendar import Reading
from storykit.readers.times.dates import read_exact
from storykit.readers.times.patterns import Parts, any_of
from storykit.readers.times.relative import read_today, read_weekday
from storykit.readers.times.values import hour_and_minute


def read_clock(p: Parts, at: Anchors) -> Reading | None:
    """A time of day ("9 a.m. on Tuesday")."""
    day = _day_of_clock(p, at)
    hour, minute = hour_and_minute(p)
    if hour > 24 or minute > 59:
        return None
    return Reading("TIME", f"{day or 'XXXX-XX-XX'}T{hour:02}:{minute:02}", day, day)


def _day_of_clock(p: Parts, at: Anchors) -> date | None:
    """The day that stands with a time of day, else the one its sentence or its paragraph names, else today."""
    if "d2" in p:
        p = p | {"month": p["month2"], "d": p["d2"]}
    named = (
        read_exact(p, at)
        if "d" in p
        else read_weekday(p, at)
        if "day" in p
        else read_today(p, at)
        if "today" in p
        else None
    )
    if named is not None:
        return named.first
    if at.tokens is not None and (at.last is None or at.sentence != at.tokens.sent):
        behind = re.match(
            rf"[^.!?;]*?\b(?:on\s+)?(?P<day>{any_of(lexicon('times')['days'])})\b", at.behind, re.IGNORECASE
        )
        if behind is not None:
            found = read_weekday({"day": behind["day"].lower()}, at)
            return found.first if found else None
    return at.last.first if at.last and at.last.first == at.last.last else at.today


WAYS = {"clock": read_clock}
