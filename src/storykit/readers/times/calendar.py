"""What times say as TIMEX3 values, with the calendar days that they cover."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from storykit.lexicons import lexicon
from storykit.readers.times.values import part_code


class Reading(NamedTuple):
    """What a time says: TIMEX3 type and value, and its calendar days, both included, None where they are not fixed."""

    type: str
    value: str
    first: date | None = None
    last: date | None = None


def day_of(day: date) -> Reading:
    return Reading("DATE", day.isoformat(), day, day)


def part_of_day(day: date, part: str) -> Reading:
    return Reading("TIME", f"{day}T{part_code(part)}", day, day) if part else day_of(day)


def week_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def month_of(year: int, month: int) -> Reading:
    return Reading("DATE", f"{year}-{month:02}", date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def quarter_of(year: int, number: int, fiscal: bool = False) -> Reading:
    """A quarter; of a fiscal year, which begins when the company likes, the days are open."""
    if fiscal:
        return Reading("DATE", f"{year}-Q{number}")
    last = 3 * number
    return Reading("DATE", f"{year}-Q{number}", date(year, last - 2, 1), date(year, last, monthrange(year, last)[1]))


def season_of(year: int, name: str) -> Reading:
    return Reading("DATE", f"{year}-{lexicon('times')['seasons'][name]}", *season_days(year, name))


def season_days(year: int, name: str) -> tuple[date, date]:
    """Meteorological seasons of the north; winter begins in December of its year."""
    first = date(year, {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[name], 1)
    return first, first + relativedelta(months=3) - timedelta(1)


def year_of(year: int) -> Reading:
    return Reading("DATE", f"{year}", date(year, 1, 1), date(year, 12, 31))


def decade_of(year: int) -> Reading:
    first = year // 10 * 10
    return Reading("DATE", f"{first // 10}", date(first, 1, 1), date(first + 9, 12, 31))


def feast(rule: str, year: int) -> date:
    """The day of a feast: "12-25", "easter -2", or "11 4 3", the fourth Thursday of November."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(int(rule.split()[1]))
    if "-" in rule:
        month, day = map(int, rule.split("-"))
        return date(year, month, day)
    month, which, weekday = map(int, rule.split())
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (which - 1))


def whole(base: date, unit: str, steps: int) -> Reading | None:
    """The day, week, month, quarter, year, decade or century so many steps away, as precise as its unit."""
    if unit == "day":
        return day_of(base + timedelta(steps))
    if unit == "week":
        monday = base + timedelta(7 * steps - base.weekday())
        return Reading("DATE", week_of(monday), monday, monday + timedelta(6))
    if unit in ("month", "quarter"):
        there = base + relativedelta(months=steps * (3 if unit == "quarter" else 1))
        return month_of(there.year, there.month) if unit == "month" else quarter_of(there.year, (there.month + 2) // 3)
    if unit == "year":
        return year_of(base.year + steps)
    if unit == "decade":
        return decade_of(base.year + 10 * steps)
    if unit == "century":
        number = (base.year + 99) // 100 + steps
        return Reading("DATE", f"{number - 1:02}", date(100 * number - 99, 1, 1), date(100 * number, 12, 31))
    return Reading("DATE", "PAST_REF" if steps < 0 else "FUTURE_REF")
