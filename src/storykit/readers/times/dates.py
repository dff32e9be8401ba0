"""Reads days, months, seasons, quarters, years and what is longer; what the words leave out, the tense decides."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from storykit.lexicons import lexicon
from storykit.readers.times.anchors import Anchors
from storykit.readers.times.calendar import (
    Reading,
    day_of,
    decade_of,
    feast,
    month_of,
    quarter_of,
    season_days,
    season_of,
    year_of,
)
from storykit.readers.times.patterns import Parts
from storykit.readers.times.values import month_number, ordinal_of, year_number

DAYS_AHEAD = {-1: 45, 0: 65, 1: 120, 2: 320}  # how far ahead a date without its year may lie, by the tense over it
MONTHS_AHEAD = {-1: 1, 0: 2, 1: 5, 2: 11}  # and a month; beyond that it is the one before


def read_exact(p: Parts, at: Anchors) -> Reading | None:
    """A day: what it leaves out is nearest to publication ("March 26")."""
    month = int(p["m"]) if "m" in p else month_number(p["month"])
    day = ordinal_of(p["d"])
    if "year" not in p and at.today is None:
        date(2000, month, day)  # raises where there is no such day
        return Reading("DATE", f"XXXX-{month:02}-{day:02}")
    return day_of(date(int(p["year"]), month, day) if "year" in p else _nearest(month, day, p.get("near", ""), at))


def _nearest(month: int, day: int, near: str, at: Anchors) -> date:
    """The day of that month on the side of publication that the words or the tense point to."""
    assert at.today is not None
    ahead = {"last": -1, "this": 60, "next": 365}.get(near) or DAYS_AHEAD[at.ahead]
    latest = at.today + timedelta(ahead)
    for year in range(latest.year, latest.year - 9, -1):
        if day <= monthrange(year, month)[1] and date(year, month, day) <= latest:
            return date(year, month, day)
    raise ValueError(f"no day {month}-{day}")


def read_month(p: Parts, at: Anchors) -> Reading | None:
    """A month, of the nearest year that the tense allows ("March")."""
    month = month_number(p["month"])
    if "year" in p:
        return month_of(year_number(p["year"]), month)
    if at.today is None:
        return Reading("DATE", f"XXXX-{month:02}")
    if "yearnear" in p:
        return month_of(at.today.year + lexicon("times")["near"][p["yearnear"]], month)
    near, now = p.get("near", ""), at.today.month
    if near in ("this", "current"):
        return month_of(at.today.year, month)
    if near in ("next", "coming"):
        return month_of(at.today.year + (month <= now), month)
    if near:
        return month_of(at.today.year - (month >= now), month)
    latest = at.today + relativedelta(months=MONTHS_AHEAD[at.ahead])
    return month_of(latest.year - (month > latest.month), month)


def read_season(p: Parts, at: Anchors) -> Reading | None:
    """A season, of the nearest year that the tense allows ("the spring")."""
    name = p["season"]
    if "year" in p:
        return season_of(year_number(p["year"]), name)
    if at.today is None:
        return Reading("DATE", f"XXXX-{lexicon('times')['seasons'][name]}")
    near = p.get("near", "")
    year = at.today.year
    if near in ("next", "coming") or not near and at.ahead > 0:
        return season_of(year + (season_days(year, name)[1] < at.today), name)
    if near in ("this", "current", "this coming"):
        return season_of(year, name)
    return season_of(year - (season_days(year, name)[0] > at.today), name)


def read_quarter(p: Parts, at: Anchors) -> Reading | None:
    """A quarter of a year ("the third quarter")."""
    number = ordinal_of(p["quarter"].replace("final", "fourth")) if "quarter" in p else int(p.get("q") or p["q2"])
    if "year" in p:
        return quarter_of(int(p["year"]), number, "fiscal" in p)
    if at.today is None:
        return Reading("DATE", f"XXXX-Q{number}")
    if "yearnear" in p:
        return quarter_of(at.today.year + lexicon("times")["near"][p["yearnear"]], number, "fiscal" in p)
    year, begun = at.today.year, (at.today.month + 2) // 3
    year += (number < begun - 1 and at.ahead > 0) - (number > begun and at.ahead <= 0)
    return quarter_of(year, number, "fiscal" in p)


def read_decade(p: Parts, at: Anchors) -> Reading | None:
    """A decade ("the 1990s", "the sixties")."""
    if "decade" in p:
        return decade_of(int(p["decade"]))
    tens = int(p["short"]) if "short" in p else int(lexicon("times")["decades"][p["word"]])
    latest = at.today.year if at.today else 2000
    return decade_of(next(year for year in range(latest // 10 * 10, 0, -10) if year % 100 == tens))


def read_century(p: Parts, at: Anchors) -> Reading | None:
    """A century ("the 19th century")."""
    number = 21 if p["century"] == "twenty-first" else ordinal_of(p["century"])
    return Reading("DATE", f"{number - 1:02}", date(100 * number - 99, 1, 1), date(100 * number, 12, 31))


def read_half(p: Parts, at: Anchors) -> Reading | None:
    """Half of a year ("the first half of 2019")."""
    if "year" not in p and at.today is None:
        return None
    year = int(p["year"]) if "year" in p else at.now.year + int(lexicon("times")["near"][p.get("near", "this")])
    if p["half"] == "first":
        return Reading("DATE", f"{year}-H1", date(year, 1, 1), date(year, 6, 30))
    return Reading("DATE", f"{year}-H2", date(year, 7, 1), date(year, 12, 31))


def read_year(p: Parts, at: Anchors) -> Reading | None:
    """A year; a fiscal one has no days ("2019")."""
    year = year_number(p.get("year", "2000"))
    return Reading("DATE", f"{year}") if "fiscal" in p else year_of(year)


def read_holiday(p: Parts, at: Anchors) -> Reading | None:
    """A day with a name, the nearest that the tense allows ("Christmas Eve")."""
    rule = lexicon("times")["holidays"][" ".join(p["holiday"].replace("’", "'").split())]
    if at.today is None:
        return None
    near = p.get("near", "")
    latest = at.today + timedelta(365 if near == "next" or at.ahead > 0 else -1 if near == "last" else 0)
    day = next(day for year in (latest.year, latest.year - 1) if (day := feast(rule, year)) <= latest)
    return day_of(day)


WAYS = {
    "exact": read_exact,
    "iso": read_exact,
    "month": read_month,
    "season": read_season,
    "quarter": read_quarter,
    "decade": read_decade,
    "century": read_century,
    "half": read_half,
    "year": read_year,
    "holiday": read_holiday,
}
