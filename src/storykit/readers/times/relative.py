"""Reads what counts from the day of publication, or from a time that the text named before."""

from __future__ import annotations

import re
from datetime import date, timedelta

from storykit.lexicons import lexicon
from storykit.readers.times.anchors import Anchors
from storykit.readers.times.calendar import Reading, day_of, part_of_day, quarter_of, week_of, whole
from storykit.readers.times.patterns import Parts
from storykit.readers.times.values import count_of, length_of, plain_pair, plain_unit

BACK = ("earlier", "before", "previously", "beforehand")


def read_weekday(p: Parts, at: Anchors) -> Reading | None:
    """A day of the week, the nearest that the tense allows ("Saturday")."""
    number = int(lexicon("times")["days"][p["day"]])
    if at.today is None:
        return Reading("DATE", f"XXXX-WXX-{number + 1}")
    near = p.get("near", "")
    step = lexicon("times")["near"].get(" ".join(near.split()), 0) or (0 if near in ("last", "past") else at.ahead)
    if step > 0:
        day = at.today + timedelta((number - at.today.weekday()) % 7 or (7 if near else 0))
    else:
        day = at.today - timedelta((at.today.weekday() - number) % 7 or (7 if near and step else 0))
    return part_of_day(day, p.get("part", ""))


def read_weekend(p: Parts, at: Anchors) -> Reading | None:
    """A weekend, the nearest that the tense allows ("next weekend")."""
    if at.today is None:
        return Reading("DATE", "XXXX-WXX-WE")
    near, day = p.get("near", ""), at.today.weekday()
    saturday = at.today + timedelta(5 - day)
    if near in ("next", "coming", "following"):
        saturday += timedelta(7 * (near == "next" or day > 4))
    elif near in ("last", "past", "this past", "previous"):
        saturday -= timedelta(7)
    elif near == "this":
        saturday -= timedelta(7 * (day < 3 and at.ahead <= 0))
    elif at.ahead <= 0 and day < 5:
        saturday -= timedelta(7)
    return Reading("DATE", f"{week_of(saturday)}-WE", saturday, saturday + timedelta(1))


def read_today(p: Parts, at: Anchors) -> Reading | None:
    """The day of publication and those around it ("yesterday", "last night")."""
    if at.today is None:
        return Reading("DATE", "XXXX-XX-XX")
    word = p.get("today", "")
    days = {"yesterday": -1, "tomorrow": 1}.get(word, 0) - ("lastnight" in p)
    if "beyond" in p:
        days = -2 if p["beyond"].startswith("before") else 2
    part = p.get("part") or p.get("part2") or p.get("lastnight") or ("night" if word == "tonight" else "")
    return part_of_day(at.today + timedelta(days), part)


def read_ago(p: Parts, at: Anchors) -> Reading | None:
    """So long before or after publication ("two months ago")."""
    number, unit = count_of(p), p["unit"]
    if number is None:
        return Reading("DATE", "FUTURE_REF" if "from" in p else "PAST_REF")
    if unit == "year" and number == 1 and at.quarter is not None and "from" not in p:
        return read_period({"near": "year-ago"}, at)
    return _away(at.today, unit, number if "from" in p else -number)


def _away(base: date | None, unit: str, number: float) -> Reading | None:
    """So many units from a day; a half counts for years alone."""
    unit, number = plain_unit(unit, number)
    if base is None:
        return Reading("DATE", "XXXX-XX-XX")
    if unit in ("second", "minute", "hour"):
        return Reading("DATE", "PAST_REF" if number < 0 else "FUTURE_REF")
    if number % 1:
        unit, number = {"year": ("month", number * 12)}.get(unit, (unit, number))
    return whole(base, unit, int(number))


def read_long_ago(p: Parts, at: Anchors) -> Reading | None:
    """A past that nobody counts ("years ago")."""
    return Reading("DATE", "PAST_REF")


def read_days_near(p: Parts, at: Anchors) -> Reading | None:
    """Days around publication ("recent weeks")."""
    return Reading("DATE", "FUTURE_REF" if p["near"] == "coming" else "PAST_REF")


def read_near(p: Parts, at: Anchors) -> Reading | None:
    """The period before, around or after publication; a length where it is counted back from it ("last week", "the past year")."""
    near, unit = " ".join(p["near"].split()), p["unit"]
    step = int(lexicon("times")["near"][near])
    if "the" in p and near in ("last", "past", "next", "coming") and "mod" not in p:
        return Reading("DURATION", length_of(*plain_pair(1, unit)))
    hung = unit == "day" and near != "this" or near in ("previous", "following")
    return _steps(unit, step, at.day if hung else at.today)


def read_this_one(p: Parts, at: Anchors) -> Reading | None:
    """The period of publication ("the end of the year")."""
    return _steps(p["unit"], 0, at.today)


def read_period(p: Parts, at: Anchors) -> Reading | None:
    """The quarter that the text tells of, or the same one a year before ("the year-ago period")."""
    near, base = p.get("near", ""), at.quarter
    if near.startswith("year"):
        if base is None or base.first is None:
            return _steps("year", -1, at.today) if at.today else None
        return quarter_of(int(base.value[:4]) - 1, int(base.value[-1]))
    if near == "current":
        return _steps("quarter", 0, at.today)
    return base or _steps("quarter", -1, at.today)


def _steps(unit: str, step: int, base: date | None) -> Reading | None:
    """The period so many steps from a day."""
    return Reading("DATE", "XXXX-XX-XX") if base is None else whole(base, unit, step)


# -- hung on a time that the text named before -----------------------------------------------------------------------


def read_step(p: Parts, at: Anchors) -> Reading | None:
    """The period beside a time that was named before ("the following day")."""
    step, unit = int(lexicon("times")["near"][" ".join(p["near"].split())]), p["unit"]
    base = at.day
    if base is None:
        return Reading("DATE", "XXXX-XX-XX")
    if unit in lexicon("times")["days"]:
        number = int(lexicon("times")["days"][unit])
        gap = (number - base.weekday()) % 7 if step > 0 else -((base.weekday() - number) % 7)
        return day_of(base + timedelta(gap or 7 * step))
    if unit.removeprefix("mid-") in lexicon("times")["parts"]:
        return part_of_day(base + timedelta(step), unit)
    return whole(base, unit, step)


def read_hung(p: Parts, at: Anchors) -> Reading | None:
    """So long before or after a time that was named before ("two months earlier")."""
    number, unit, way = count_of(p), p["unit"], p["way"]
    if number is None:
        return Reading("DATE", "PAST_REF") if way in BACK else Reading("DATE", "FUTURE_REF")
    if re.match(r"\s*than\b", at.behind):  # "two weeks earlier than in 1990" compares, and dates nothing
        return Reading("DURATION", length_of(*plain_pair(number, unit)))
    if way in ("after", "before") and re.match(r"\s*[\w“\"']", at.behind):
        return _beside(number, unit, 1 if way == "before" else -1, at)
    if unit == "year" and number == 1 and at.quarter is not None and way in BACK:
        return read_period({"near": "year-ago"}, at)
    if unit in ("second", "minute", "hour"):
        return Reading("DURATION", length_of(number, unit))
    base = at.day
    return _away(base, unit, -number if way in BACK else number)


def _beside(number: float, unit: str, way: int, at: Anchors) -> Reading:
    """ "Two months after X": how long, and when X was where the sentence dates what came after it."""
    length = length_of(*plain_pair(number, unit))
    same = at.last and at.last.first == at.last.last and at.tokens is not None and at.sentence == at.tokens.sent
    found = _away(at.last.first, unit, way * number) if at.last and same else None
    return Reading("DURATION", length, found.first if found else None, found.last if found else None)


WAYS = {
    "weekday": read_weekday,
    "weekend": read_weekend,
    "today": read_today,
    "ago": read_ago,
    "long_ago": read_long_ago,
    "days_near": read_days_near,
    "near": read_near,
    "this_one": read_this_one,
    "period": read_period,
    "step": read_step,
    "hung": read_hung,
}
