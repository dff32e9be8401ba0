"""Days and stretches of time in words, the same on every computer."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip
ONE = timedelta(days=1)


def span_words(first: date | None, last: date | None) -> str:
    """A stretch of days, both included and None where open, in full.

    >>> span_words(date(2019, 3, 26), date(2019, 3, 26)), span_words(date(2019, 1, 1), date(2019, 1, 31))
    ('Tuesday 26 March 2019', 'January 2019')
    >>> span_words(date(2019, 3, 23), date(2019, 3, 24)), span_words(date(2019, 1, 1), None)
    ('Saturday 23 or Sunday 24 March 2019', 'from 1 January 2019 on')
    """
    if first is None or last is None:
        return f"from {_date(first)} on" if first else f"until {_date(last)}" if last else "not dated"
    if first == last:
        return f"{DAYS[first.weekday()]} {_date(first)}"
    if whole := _whole(first, last):
        return whole
    if last - first == ONE:
        same = first.month == last.month
        return f"{DAYS[first.weekday()]} {first.day if same else _date(first)} or {DAYS[last.weekday()]} {_date(last)}"
    if first.year != last.year:
        return f"{_date(first)} – {_date(last)}"
    return f"{first.day}{'' if first.month == last.month else ' ' + MONTHS[first.month - 1]} – {_date(last)}"


def short_words(first: date | None, last: date | None) -> str:
    """The same, as short as can be understood beside the others.

    >>> short_words(date(2019, 3, 26), date(2019, 3, 26)), short_words(date(2019, 3, 23), date(2019, 3, 24))
    ('Tue 26 Mar 2019', 'Sat 23 – Sun 24 Mar 2019')
    """
    if first is None or last is None:
        return span_words(first, last)
    if first == last:
        return f"{_name(first)} {_month(first)}"
    if whole := _whole(first, last):
        return whole
    if last - first == ONE and first.month == last.month:
        return f"{_name(first)} – {_name(last)} {_month(last)}"
    return f"{first.day} {_month(first)} – {last.day} {_month(last)}"


def cell_words(first: date, last: date) -> tuple[str, str]:
    """A column of the axis in two short lines: the finer unit, and what it is part of.

    >>> cell_words(date(2019, 3, 26), date(2019, 3, 26)), cell_words(date(2017, 1, 1), date(2017, 12, 31))
    (('Tue 26', 'Mar 2019'), ('2017', ''))
    """
    if first == last:
        return _name(first), _month(first)
    if (first.day, last) == (1, _end_of_month(last)):
        if (first.month, last.month) == (1, 12):
            return (str(first.year), "") if first.year == last.year else (f"{first.year} –", str(last.year))
        if first.year == last.year:
            months = dict.fromkeys((MONTHS[first.month - 1][:3], MONTHS[last.month - 1][:3]))
            return "–".join(months), str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day}", _month(first)
    return f"{first.day} {_month(first)} –", f"{last.day} {_month(last)}"


def length_words(days: int) -> str:
    """A number of days in the unit that fits.

    >>> length_words(1), length_words(20), length_words(49), length_words(380), length_words(1100)
    ('1 day', '20 days', '7 weeks', '12 months', '3 years')
    """
    for unit, size, least in (("year", 365.25, 730), ("month", 30.44, 84), ("week", 7, 28)):
        if days >= least:
            return f"{round(days / size)} {unit}s"
    return f"{days} day{'s' * (days != 1)}"


def _whole(first: date, last: date) -> str:
    """A year, a month, or a run of them; nothing for any other stretch."""
    if first.day != 1 or last != _end_of_month(last):
        return ""
    if (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year} – {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month - 1]} {first.year}"
    year = f" {first.year}" if first.year != last.year else ""
    return f"{MONTHS[first.month - 1]}{year} – {MONTHS[last.month - 1]} {last.year}"


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _name(day: date) -> str:
    return f"{DAYS[day.weekday()][:3]} {day.day}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1][:3]} {day.year}"
