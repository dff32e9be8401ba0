"""Finds when, how long and how often, with TIMEX3 types and values and the calendar days they cover.

Rules (after TimeML 1.2.1 and HeidelTime's way to anchor):
- `date`: a date that names its year, or takes it from the day of publication ("March 26", "2017", "May 2011")
- `weekday`: the weekday nearest the day of publication, before it unless the words or the tense point ahead ("on Tuesday")
- `weekend`: the last weekend, this one or the next
- `relative`: counted from the day of publication ("yesterday", "last week", "two months ago")
- `hung-on`: counted from the last dated time before it in the text, else from publication ("two months earlier", "two months after")
- `duration`: how long ("for three years")
- `set`: how often ("every Monday")
- `vague`: a time without days ("recently")
Weeks begin on Monday (ISO 8601). Without a day of publication, weekdays and relative times have no days.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from dateutil.relativedelta import relativedelta
from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from storykit.lexicons import lexicon
from storykit.parse import Parse
from storykit.story import Span, TimeExpression

MONTHS = "january february march april may june july august september october november december".split()
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTH = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
DAY = r"(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
NUMBER = r"(?P<number>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)"
UNIT = r"(?P<unit>second|minute|hour|day|week|month|year|decade)"
NEAR = r"(?P<near>last|this|next|past|previous|following|coming)"
PART = r"(?P<part>morning|afternoon|evening|night)"
ISO_TODAY = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
Days = tuple[date, date]
Reading = tuple[str, str, date | None, date | None]


@cache
def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """The grammar, in the order in which it is tried; of overlapping matches the one that begins first, then the longer, wins."""
    vague, sets = ("|".join(map(re.escape, lexicon("times")[name])) for name in ("vague", "sets"))
    rows = [
        ("date", rf"(?:{DAY},?\s+)?{MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>[12]\d{{3}}))?(?![\d%:])"),
        ("date", rf"(?:{DAY},?\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+{MONTH}(?:,?\s+(?P<year>[12]\d{{3}}))?\b"),
        ("date", rf"(?P<mod>early|late|mid)?[\s-]?{MONTH},?\s+(?:of\s+)?(?P<year>[12]\d{{3}})\b"),
        ("date", r"(?P<year>[12]\d{3})-(?P<m>\d\d)-(?P<d>\d\d)\b"),
        ("date", r"(?P<year>[12]\d{3})\s*[-–]\s*(?P<until>[12]\d{3})\b"),
        ("date", r"(?:the\s+)?(?P<season>spring|summer|autumn|fall|winter)(?:\s+of)?\s+(?P<year>[12]\d{3})\b"),
        ("date", r"(?:the\s+)?(?P<quarter>first|second|third|fourth)[\s-]quarter(?:\s+of)?\s+(?P<year>[12]\d{3})\b"),
        ("date", r"(?:the\s+)?(?P<decade>1[5-9]\d0|20[0-2]0)s\b"),
        ("date", r"(?:(?P<mod>early|late|mid)[\s-])?(?P<year>1[6-9]\d\d|20[0-4]\d)(?![\d,.]\d|[-\w%])"),
        ("weekday", rf"{NEAR}?\s?{DAY}(?:\s+{PART})?\b"),
        ("weekend", rf"(?:the\s+)?(?:{NEAR}\s+)?weekend\b"),
        ("relative", rf"(?:(?P<today>today|tonight|yesterday|tomorrow)(?:\s+{PART})?|this\s+(?P<part2>morning|afternoon|evening))\b"),
        ("relative", rf"{NUMBER}\s+{UNIT}s?\s+ago\b"),
        ("hung", rf"(?:about\s+|nearly\s+)?{NUMBER}\s+{UNIT}s?\s+(?P<way>earlier|later|before|after|afterwards?|previously)\b"),
        ("hung", rf"the\s+(?P<nextto>previous|following|next|preceding)\s+{UNIT}\b"),
        ("relative", rf"(?:the\s+)?{NEAR}\s+(?P<unit>week|month|year|quarter|decade)\b"),
        ("relative", rf"{NEAR}\s+(?P<season>spring|summer|autumn|fall|winter)\b"),
        ("month", rf"(?:(?P<mod>early|late|mid|last|next|this)[\s-])?{MONTH}(?!\s+\d)\b"),
        ("set", rf"every\s+(?:{UNIT}|{DAY})\b|(?P<often>{sets})\b|(?:once|twice)\s+an?\s+(?P<unit2>day|week|month|year)\b|each\s+(?P<unit3>day|week|month|year)\b"),
        ("duration", rf"(?:the\s+)?(?:(?:last|past|next|first|more\s+than|at\s+least|nearly|about|almost|over)\s+)*{NUMBER}[\s-]+(?:more\s+)?{UNIT}s?\b(?!\s+old|-old)"),
        ("duration", rf"(?:several|many|a\s+few|a\s+couple\s+of|recent)\s+{UNIT}s\b|(?P<plural>decades|years|months|weeks|hours)\b(?!\s+of\s+age)"),
        ("vague", rf"(?P<vague>{vague})\b"),
        ("clock", r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?\s*(?P<half>[ap])\.?m\b\.?|(?P<noon>noon|midnight)\b"),
    ]  # fmt: skip
    return [(rule, re.compile(r"(?<![\w$€£/-])" + pattern, re.IGNORECASE)) for rule, pattern in rows]


def find_times(parse: Parse, published: date | None) -> tuple[TimeExpression, ...]:
    """Every time expression in the headline and the paragraphs, in the order of the text.

    Args:
        parse: the parsed article.
        published: the day that relative times are counted from; None leaves them without days.
    """
    found: list[TimeExpression] = []
    for doc in parse.docs:
        last: date | None = None
        for rule, match in _matches(doc.text):
            tokens = doc.char_span(match.start(), match.end(), alignment_mode="expand")
            if tokens is None or not _is_time(rule, match, tokens):
                continue
            reading = _Anchor(published, last, _ahead(tokens.root)).read(rule, match)
            if reading is not None:
                kind, value, first, end = reading
                start = int(doc.user_data["start"])
                name = {"hung": "hung-on", "month": "date", "clock": "relative"}.get(rule, rule)
                span = Span(start + match.start(), start + match.end())
                found.append(TimeExpression(evidence=span, rule=name, type=kind, value=value, first=first, last=end))
                last = first if first and first == end else last
    return tuple(sorted(found, key=lambda time: time.evidence))


def _matches(text: str) -> list[tuple[str, re.Match[str]]]:
    every = [(rule, match) for rule, pattern in patterns() for match in pattern.finditer(text)]
    every.sort(key=lambda each: (each[1].start(), -each[1].end()))
    kept: list[tuple[str, re.Match[str]]] = []
    for rule, match in every:
        if not kept or match.start() >= kept[-1][1].end():
            kept.append((rule, match))
    return kept


def _is_time(rule: str, match: re.Match[str], tokens: DocSpan) -> bool:
    """Not "may" the verb, "march" the walk, "second" the ordinal, a bare number that counts, or part of a name."""
    words = match.group()
    if (
        any(token.ent_type_ in ("ORG", "PERSON", "WORK_OF_ART", "PRODUCT", "FAC") for token in tokens)
        and rule != "date"
    ):
        return False
    if rule == "month":
        month = match["month"]
        return (
            month[0].isupper() and (len(month) > 3 or month[-1] == ".") and tokens[-1].pos_ in ("PROPN", "NOUN", "ADJ")
        )
    if rule == "weekday":
        return match["day"][0].isupper()
    if rule == "date" and words.isdigit():
        return (
            tokens[0].ent_type_ in ("DATE", "") and tokens[0].dep_ not in ("nummod",) or tokens[0].ent_type_ == "DATE"
        )
    if rule == "date" and "month" in match.re.groupindex:
        return match["month"][0].isupper()
    return not (rule == "duration" and words.lower() in ("a second", "one second", "one day"))


def _ahead(token: Token) -> bool:
    """Whether the verb that governs a token looks forward: "will", "is to", "plans to"."""
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            modal = any(
                child.lower_ in ("will", "'ll", "shall") or child.lower_ == "to" and child.dep_ == "aux"
                for child in above.children
            )
            return modal or above.tag_ in ("VBP", "VBZ") and above.lemma_ in ("plan", "begin", "start", "open", "face")
    return False


class _Anchor:
    """Reads one expression: from the day of publication, or from the last day that the paragraph named."""

    def __init__(self, published: date | None, last: date | None, ahead: bool) -> None:
        self.today, self.last, self.ahead = published, last, ahead

    def read(self, rule: str, match: re.Match[str]) -> Reading | None:
        parts = {name: value for name, value in match.groupdict().items() if value}
        readers: dict[str, Callable[[dict[str, str]], Reading | None]] = {
            "date": self.date, "month": self.month, "weekday": self.weekday, "weekend": self.weekend, "relative": self.relative,
            "hung": self.hung, "set": self.set, "duration": self.duration, "vague": self.vague, "clock": self.clock,
        }  # fmt: skip
        try:
            return readers[rule](parts)
        except (ValueError, OverflowError):  # no such day: 31 June
            return None

    def date(self, p: dict[str, str]) -> Reading | None:
        if "decade" in p:
            return "DATE", p["decade"][:3], date(int(p["decade"]), 1, 1), date(int(p["decade"]) + 9, 12, 31)
        year = int(p["year"]) if "year" in p else None
        if "until" in p:
            return (
                "DURATION",
                f"P{int(p['until']) - int(p['year'])}Y",
                date(int(p["year"]), 1, 1),
                date(int(p["until"]), 12, 31),
            )
        if "d" in p:
            month = int(p["m"]) if "m" in p else _month(p["month"])
            return self.exact(year, month, int(p["d"]))
        if year is None:
            return None
        if "season" in p:
            return (
                "DATE",
                f"{year}-{lexicon('times')['seasons'][p['season'].lower()]}",
                *_season(year, p["season"].lower()),
            )
        if "quarter" in p:
            quarter = ["first", "second", "third", "fourth"].index(p["quarter"].lower()) + 1
            return "DATE", f"{year}-Q{quarter}", date(year, quarter * 3 - 2, 1), _month_end(year, quarter * 3)
        if "month" in p:
            return (
                "DATE",
                f"{year}-{_month(p['month']):02}",
                date(year, _month(p["month"]), 1),
                _month_end(year, _month(p["month"])),
            )
        return "DATE", f"{year}", date(year, 1, 1), date(year, 12, 31)

    def exact(self, year: int | None, month: int, day: int) -> Reading | None:
        if year is None and self.today is None:
            return "DATE", f"XXXX-{month:02}-{day:02}", None, None
        if year is None and self.today is not None:
            years = (self.today.year - 1, self.today.year, self.today.year + 1)
            year = min(years, key=lambda each: abs((date(each, month, min(day, 28)) - (self.today or date.min)).days))
        found = date(year or 1, month, day)
        return "DATE", found.isoformat(), found, found

    def month(self, p: dict[str, str]) -> Reading | None:
        month = _month(p["month"])
        if self.today is None:
            return "DATE", f"XXXX-{month:02}", None, None
        year = (
            self.today.year - (month > self.today.month and not self.ahead) + (month < self.today.month and self.ahead)
        )
        return "DATE", f"{year}-{month:02}", date(year, month, 1), _month_end(year, month)

    def weekday(self, p: dict[str, str]) -> Reading | None:
        number = DAYS.index(p["day"].lower())
        if self.today is None:
            return "DATE", f"XXXX-WXX-{number + 1}", None, None
        near = p.get("near", "").lower()
        ahead = near in ("next", "coming", "following") or (self.ahead and near not in ("last", "past", "previous"))
        if ahead:
            day = self.today + timedelta((number - self.today.weekday()) % 7 or (7 if near else 0))
        else:
            day = self.today - timedelta((self.today.weekday() - number) % 7 or (7 if near == "last" else 0))
        part = lexicon("times")["parts"].get(p.get("part", "").lower())
        return ("TIME", f"{day}T{part}", day, day) if part else ("DATE", day.isoformat(), day, day)

    def weekend(self, p: dict[str, str]) -> Reading | None:
        if self.today is None:
            return "DATE", "XXXX-WXX-WE", None, None
        saturday = self.today + timedelta(5 - self.today.weekday())
        near = p.get("near", "").lower()
        if near in ("next", "coming", "following"):
            saturday += timedelta(7 * (near == "next" or self.today.weekday() > 4))
        elif (
            near != "this"
            and not self.ahead
            and self.today.weekday() < 5
            or near == "last"
            and self.today.weekday() > 4
            or near == "this"
            and self.today.weekday() < 3
            and not self.ahead
        ):
            saturday -= timedelta(7)
        return "DATE", f"{_week(saturday)}-WE", saturday, saturday + timedelta(1)

    def relative(self, p: dict[str, str]) -> Reading | None:
        if self.today is None:
            return "DATE", "XXXX-XX-XX", None, None
        if "today" in p or "part2" in p:
            day = self.today + timedelta(ISO_TODAY[p.get("today", "today").lower()])
            word = p.get("part", p.get("part2", "night" if p.get("today", "").lower() == "tonight" else "")).lower()
            part = lexicon("times")["parts"].get(word)
            return ("TIME", f"{day}T{part}", day, day) if part else ("DATE", day.isoformat(), day, day)
        if "number" in p:
            return _whole(self.today, p["unit"].lower(), -_number(p["number"]))
        step = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1, "following": 1}[
            p["near"].lower()
        ]
        if "season" in p:
            year = self.today.year + step
            year += step == -1 and _season(self.today.year, p["season"].lower())[1] < self.today
            return (
                "DATE",
                f"{year}-{lexicon('times')['seasons'][p['season'].lower()]}",
                *_season(year, p["season"].lower()),
            )
        return _whole(self.today, p["unit"].lower(), step)

    def hung(self, p: dict[str, str]) -> Reading | None:
        base = self.last or self.today
        if base is None:
            return "DATE", "XXXX-XX-XX", None, None
        if "nextto" in p:
            return _whole(base, p["unit"].lower(), -1 if p["nextto"].lower() in ("previous", "preceding") else 1)
        back = p["way"].lower() in ("earlier", "before", "previously")
        if p["way"].lower() == "after":  # "landed on Saturday, two months after X": X lies before
            back = self.last is not None
        return _whole(base, p["unit"].lower(), -_number(p["number"]) if back else _number(p["number"]))

    def set(self, p: dict[str, str]) -> Reading | None:
        if "day" in p:
            return "SET", f"XXXX-WXX-{DAYS.index(p['day'].lower()) + 1}", None, None
        if "often" in p:
            return "SET", lexicon("times")["sets"][p["often"].lower()], None, None
        unit = p.get("unit") or p.get("unit2") or p.get("unit3") or "day"
        return "SET", _length(1, unit.lower()), None, None

    def duration(self, p: dict[str, str]) -> Reading | None:
        unit = p.get("unit", p.get("plural", "").lower().removesuffix("s")).lower()
        if "number" not in p:
            return "DURATION", _length("X", unit), None, None
        return "DURATION", _length(_number(p["number"]), unit), None, None

    def vague(self, p: dict[str, str]) -> Reading | None:
        return "DATE", lexicon("times")["vague"][p["vague"].lower()], None, None

    def clock(self, p: dict[str, str]) -> Reading | None:
        day = self.last or self.today
        if "noon" in p:
            hour, minute = (12 if p["noon"].lower() == "noon" else 24), "00"
        else:
            hour, minute = int(p["hour"]) % 12 + 12 * (p["half"].lower() == "p"), p.get("minute", "00")
        return "TIME", f"{day or 'XXXX-XX-XX'}T{hour:02}:{minute}", day, day


def _number(word: str) -> int:
    return int(word) if word.isdigit() else int(lexicon("times")["numbers"][word.lower()])


def _month(word: str) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(word.lower().rstrip(".")[:3]))


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _season(year: int, name: str) -> Days:
    """Meteorological seasons of the north; winter begins in December of its year."""
    month = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[name]
    end = date(year, month, 1) + relativedelta(months=3) - timedelta(1)
    return date(year, month, 1), end


def _length(number: int | str, unit: str) -> str:
    if unit in ("second", "minute", "hour"):
        return f"PT{number}{unit[0].upper()}"
    return f"P{number}{ {'decade': 'DE', 'century': 'CE'}.get(unit, unit[0].upper()) }"


def _whole(base: date, unit: str, steps: int) -> Reading | None:
    """The day, week, month, quarter, year or decade so many steps away, as precise as its unit."""
    if unit == "day":
        day = base + timedelta(steps)
        return "DATE", day.isoformat(), day, day
    if unit == "week":
        monday = base + timedelta(7 * steps - base.weekday())
        return "DATE", _week(monday), monday, monday + timedelta(6)
    if unit == "month":
        first = (base + relativedelta(months=steps)).replace(day=1)
        return "DATE", f"{first:%Y-%m}", first, _month_end(first.year, first.month)
    if unit == "quarter":
        first = (base + relativedelta(months=3 * steps)).replace(day=1)
        quarter = (first.month + 2) // 3
        return (
            "DATE",
            f"{first.year}-Q{quarter}",
            date(first.year, quarter * 3 - 2, 1),
            _month_end(first.year, quarter * 3),
        )
    if unit == "year":
        return "DATE", f"{base.year + steps}", date(base.year + steps, 1, 1), date(base.year + steps, 12, 31)
    if unit == "decade":
        first_year = (base.year + 10 * steps) // 10 * 10
        return "DATE", f"{first_year // 10}", date(first_year, 1, 1), date(first_year + 9, 12, 31)
    return "DATE", "PAST_REF" if steps < 0 else "FUTURE_REF", None, None
