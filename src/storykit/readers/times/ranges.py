"""Reads a time that runs from one date to another: days, months, years, days of the week."""

from __future__ import annotations

from datetime import date, timedelta

from storykit.readers.times.anchors import Anchors
from storykit.readers.times.calendar import Reading
from storykit.readers.times.dates import read_exact, read_month
from storykit.readers.times.patterns import Parts
from storykit.readers.times.relative import read_weekday


def read_range(p: Parts, at: Anchors) -> Reading | None:
    """From one day or month to another; what the first leaves out it takes from the second, and the other way."""
    month2 = p.get("month2") or p["month"]
    end = part_code(month2, p.get("d2"), p.get("year2") or p.get("year"), at)
    begin = part_code(p.get("month") or month2, p.get("d"), p.get("year") or end.value[:4], at)
    if begin.first is None or end.first is None or begin.last is None or end.last is None:
        return None
    if begin.first > end.first:  # from November to February
        begin = part_code(p.get("month") or month2, p.get("d"), str(end.first.year - 1), at)
    assert begin.first is not None
    if "d" in p:
        return Reading("DURATION", f"P{(end.last - begin.first).days}D", begin.first, end.last)
    months = 12 * (end.first.year - begin.first.year) + end.first.month - begin.first.month
    return Reading("DURATION", f"P{months}M", begin.first, end.last)


def part_code(month: str, day: str | None, year: str | None, at: Anchors) -> Reading:
    """A day or a month."""
    parts = {"month": month} | ({"year": year} if year and year.isdigit() else {}) | ({"d": day} if day else {})
    found = read_exact(parts, at) if day else read_month(parts, at)
    if found is None:
        raise ValueError(f"no such day: {day} {month} {year}")
    return found


def read_years(p: Parts, at: Anchors) -> Reading | None:
    """From one year to another, which may be written with its last two digits."""
    first = int(p["year"])
    last = int(p["year2"]) if len(p["year2"]) == 4 else first // 100 * 100 + int(p["year2"])
    return Reading("DURATION", f"P{last - first}Y", date(first, 1, 1), date(last, 12, 31)) if first < last else None


def read_weekdays(p: Parts, at: Anchors) -> Reading | None:
    """From one day of the week to another ("from Monday to Friday")."""
    begin, end = read_weekday({"day": p["day"]}, at), read_weekday({"day": p["day2"]}, at)
    if begin is None or end is None or begin.first is None or end.last is None:
        return None
    days = (end.last - begin.first).days % 7
    first = end.last - timedelta(days) if at.ahead <= 0 else begin.first
    return Reading("DURATION", f"P{days}D", first, first + timedelta(days))


WAYS = {"range": read_range, "years": read_years, "weekdays": read_weekdays}
