"""Finds when, how long and how often, with TIMEX3 types and values and the calendar days they cover.

Rules:
- `date`: a date, a month, a season, a year or a decade; what it leaves out is nearest to publication, as the tense allows ("March 26")
- `range`: from one date to another ("from May to July")
- `quarter`: a quarter of a year, in a paragraph about money ("the third quarter")
- `holiday`: a day of the calendar that has a name ("Christmas Eve")
- `weekday`: a day of the week, the nearest one that the verb's tense allows ("Saturday")
- `weekend`: a weekend, the nearest one that the verb's tense allows ("the weekend")
- `relative`: words that count from the day the story was published ("two months ago")
- `hung-on`: words that count from another time in the story ("two months earlier")
- `clock`: a time of day, on the day that its sentence names ("9 a.m. on Tuesday")
- `duration`: how long something lasts ("three weeks")
- `set`: how often something happens ("every Friday")
- `vague`: a time without a calendar date ("recently")
Types and values follow TimeML 1.2.1, the way to anchor follows HeidelTime (Strötgen and Gertz 2013). A range is one mark, since
it is one stretch on a timeline; a part of a period ("early 2011") has the days of the whole. "Two months after X" is a length,
and has days where the sentence dates what came after X. Weeks begin on Monday (ISO 8601). Without a day of publication, weekdays and relative times have no days.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta
from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from storykit.lexicons import lexicon
from storykit.parse import Parse, text_of
from storykit.story import Span, TimeExpression

# What a rule looks for: its name, the way to read it, and a verbose pattern. {NAMES} stand for lists of words, see `_fragments`.
# Of overlapping matches the one that begins first wins, then the longer one.
GRAMMAR: tuple[tuple[str, str, str], ...] = (
    ("date", "exact", r"""
        (?:(?:{NEAR}\s+)?{DAYS},?\s+)?                 # Monday,
        (?:{PART_OF}[\s-]+)?                          # early
        (?:(?P<near>last|next|this)\s+)?              # last
        (?P<month>{MONTH})\s+(?P<d>{D}|{ORDINAL})\b   # March 26, March 26th, March eighth
        (?:(?:,\s*|\s+)(?P<year>{YEAR})\b)?           # 2019
        (?!\d|[.:]\d|\s?%|[-–]\d)
    """),
    ("date", "exact", r"""
        (?:{DAYS},?\s+)?(?:the\s+)?                    # Monday the
        (?P<d>{D}|{ORDINAL})(?:\s+of)?\s+             # 26, 26th of
        (?P<month>{MONTH})(?:,?\s+(?P<year>{YEAR}))?\b
    """),
    ("date", "iso", r"(?P<year>{YEAR})-(?P<m>\d\d)-(?P<d>\d\d)\b"),
    ("date", "exact", r"""
        (?P<month>{MONTH})\s+{D}\s+and\s+             # "March 3 and", which stands on its own
        (?P<mark>(?P<d>{D}))\b(?!\s*[\w%$])           # 5
    """),
    ("range", "range", r"""
        (?:from\s+|between\s+)?(?P<d>{D})             # from 3
        \s*(?:[-–—]|\bto\b|\band\b|\buntil\b)\s*      # to
        (?P<d2>{D})\s+(?P<month2>{MONTH})             # 5 March
        (?:,?\s+(?P<year2>{YEAR}))?\b
    """),
    ("range", "range", r"""
        (?P<month>{MONTH})\s+(?P<d>{D})               # March 3
        \s*(?:[-–—]|\bto\b|\bthrough\b|\buntil\b)\s*  # to
        (?:(?P<month2>{MONTH})\s+)?(?P<d2>{D})\b      # March 5
        (?:,?\s+(?P<year2>{YEAR}))?\b(?!\d|[.:]\d|\s?%)
    """),
    ("range", "range", r"""
        {FROM}(?P<month>{MONTH})(?:\s+(?P<d>{D}))?    # from March 30
        (?:,?\s+(?P<year>{YEAR}))?,?\s+{TO}\s+        # 2019 to
        (?P<month2>{MONTH})(?:\s+(?P<d2>{D}))?\b      # May 2
        (?:,?\s+(?P<year2>{YEAR}))?\b
    """),
    ("range", "range", r"""
        {FROM}(?P<d>{D})\s+(?P<month>{MONTH})         # from 30 March
        (?:,?\s+(?P<year>{YEAR}))?,?\s+{TO}\s+        # 2019 to
        (?P<d2>{D})\s+(?P<month2>{MONTH})             # 2 May
        (?:,?\s+(?P<year2>{YEAR}))?\b
    """),
    ("range", "range", r"""
        (?P<month>{MONTH})\s?[-–—]\s?                 # May-
        (?P<month2>{MONTH})\b                         # July
        (?:,?\s+(?P<year2>{YEAR}))?
    """),
    ("range", "years", r"{FROM}(?P<year>{YEAR})\s+{TO}\s+(?P<year2>{YEAR})\b"),
    ("range", "years", r"(?P<year>{YEAR})\s?[-–—/]\s?(?P<year2>{YEAR}|\d\d)(?![\d\w-])"),
    ("range", "weekdays", r"{FROM}(?P<day>{DAYS})\s+{TO}\s+(?P<day2>{DAYS})\b"),
    ("date", "month", r"""
        (?:(?P<mod>{PART_OF})[\s-]+)?                 # early, mid-, the end of
        (?:(?P<near>{NEAR})\s+)?                      # last
        (?P<month>{MONTH})
        (?:,?\s+(?:of\s+)?(?:(?P<year>{YEAR}|{YEARWORDS})|(?P<yearnear>last|this|next)\s+year))?
        (?!\s+\d)\b
    """),
    ("date", "season", r"""
        (?:the\s+)?(?:(?P<mod>{PART_OF})[\s-]+)?      # the early
        (?:the\s+)?(?P<season>{SEASON})(?:\s+of)?\s+(?P<year>{YEAR}|{YEARWORDS})\b
    """),
    ("date", "season", r"(?:(?P<mod>{PART_OF})[\s-]+)?(?:the\s+)?(?P<near>{NEAR})\s+(?P<season>{SEASON})\b"),
    ("date", "season", r"""
        (?:in|into|over|during|by|until|since|through)\s+  # a preposition, which is not marked
        (?P<mark>(?:the\s+)?(?:{PART_OF}\s+)?(?P<season>{SEASON}))\b
        (?!\s+(?:of|in)\b)                            # not "in the fall in prices"
    """),
    ("quarter", "quarter", r"""
        (?:the\s+|its\s+)?(?P<fiscal>fiscal[\s-])?    # the fiscal
        (?P<quarter>first|second|third|fourth|final)[\s-]quarter
        (?:,?\s+(?:of\s+)?(?:fiscal\s+)?(?:(?P<year>{YEAR})|(?P<yearnear>last|this|next)\s+year))?\b
    """),
    ("quarter", "quarter", r"""
        (?:the\s+)?(?:(?P<year>{YEAR})(?:'s)?|(?P<yearnear>last|this|next)\s+year's)\s+
        (?P<fiscal>fiscal[\s-])?(?P<quarter>first|second|third|fourth|final)[\s-]quarter\b
    """),
    ("quarter", "quarter", r"(?:Q(?P<q>[1-4])|(?P<q2>[1-4])Q)(?:\s+(?:of\s+)?(?P<year>{YEAR}))?\b"),
    ("quarter", "period", r"the\s+(?:(?P<near>latest|current|same)\s+(?:quarter|period)|quarter)\b(?!\s+of)"),
    ("quarter", "period", r"(?:the\s+)?(?P<near>year[\s-](?:ago|earlier))(?:\s+(?:(?:fiscal\s+)?(?:first|second|third|fourth)[\s-])?(?:quarter|period))?\b"),
    ("date", "decade", r"(?:the\s+)?(?:(?P<mod>{PART_OF})[\s-]+)?(?:the\s+)?(?:(?P<decade>1[5-9]\d0|20\d0)'?s|['’](?P<short>\d0)s)\b"),
    ("date", "decade", r"the\s+(?:(?:early|mid|late)[\s-])?(?P<word>{DECADE})\b"),
    ("date", "century", r"(?:the\s+)?(?:(?P<mod>{PART_OF})[\s-]+)?(?:the\s+)?(?P<century>\d\d?(?:st|nd|rd|th)|{ORDINAL}|twenty-first)[\s-]century\b"),
    ("date", "half", r"(?:the\s+)?(?P<half>first|second|last|latter)\s+half\s+of\s+(?:(?P<year>{YEAR})|(?P<near>last|this|next)\s+year|the\s+year)\b"),
    ("date", "year", r"""
        (?:(?:the\s+)?(?P<mod>{PART_OF})[\s-]+)?      # the end of
        (?:(?:the\s+)?(?P<fiscal>fiscal)\s+(?:year\s+)?|the\s+year\s+)?
        (?P<year>{YEAR})(?![\d,.]\d|[-–\w%])
    """),
    ("date", "year", r"(?:the\s+year\s+two\s+thousand|(?P<year>{YEARWORDS}))\b"),
    ("holiday", "holiday", r"(?:(?P<near>{NEAR})\s+)?(?P<holiday>{HOLIDAY})\b"),
    ("weekday", "weekday", r"""
        (?:(?:early|earlier|late|later)\s+)?          # late
        (?:(?:the\s+)?(?P<near>{NEAR})\s+)?           # last
        (?P<day>{DAYS})                               # Tuesday
        (?:\s+(?P<part>{PART}))?\b(?!s\b)             # night
    """),
    ("weekend", "weekend", r"(?:the\s+)?(?:(?P<near>{NEAR})\s+)?weekend\b(?!\s+of\b)"),
    ("relative", "today", r"""
        (?:(?:early|earlier|late|later)\s+)?
        (?:(?P<today>today|tonight|yesterday|tomorrow)(?:\s+(?P<part>{PART}))?
          |this\s+(?P<part2>{PART})|last\s+(?P<lastnight>night)
          |the\s+day\s+(?P<beyond>before\s+yesterday|after\s+tomorrow))\b
    """),
    ("relative", "ago", r"""
        {ABOUT}{COUNT}{UNIT}                          # nearly four years
        (?P<half>\s+and\s+a\s+half)?(?:\s+or\s+(?:so|more|two))?
        \s+(?:ago\b|from\s+(?P<from>now)\b)
    """),
    ("relative", "ago", r"in\s+(?P<mark>{ABOUT}{COUNT}{UNIT}['’](?:s)?\s+(?P<from>time))\b"),
    ("vague", "long_ago", r"(?:(?:{SOME}|{ABOUT})\s*)?(?:years|months|weeks|days|decades|centuries|hours)\s+ago\b"),
    ("vague", "days_near", r"(?:the\s+)?(?P<near>recent|coming|past)\s+(?:years|months|weeks|days|decades)(?:\s+and\s+(?:years|months|weeks|days))?\b"),
    ("hung-on", "hung", r"""
        {ABOUT}{COUNT}{UNIT}(?:\s+and\s+a\s+half)?\s+
        (?P<way>earlier|later|before|after|afterwards?|previously|beforehand|on(?=\s*[,.]))\b
    """),
    ("hung-on", "step", r"the\s+(?P<near>previous|following|next|preceding|same)\s+(?P<unit>{PERIOD}|{PART}|{DAYS})\b(?!\s+\d)"),
    ("hung-on", "step", r"(?:(?:earlier|later)\s+)?(?P<near>that(?:\s+same)?)\s+(?P<unit>day|week|month|year)\b"),
    ("relative", "near", r"""
        (?:(?P<mod>{PART_OF})\s+)?                    # early, the end of
        (?P<the>the\s+)?(?P<near>{NEAR})\s+           # last
        (?:fiscal\s+)?(?P<unit>{PERIOD})\b(?!\s+\d)   # week
    """),
    ("relative", "this_one", r"(?:the\s+)?(?:{PART_OF})\s+(?P<the>the)\s+(?P<unit>day|week|month|quarter|year|decade|century)\b"),
    ("relative", "this_one", r"(?:for|during|in)\s+(?P<mark>(?P<the>the)\s+(?:full\s+)?(?P<unit>year))\b(?=\s*[,.;]|\s+[a-z]+s\b)"),
    ("relative", "this_one", r"(?:days|weeks|months|quarters|half|rest)\s+of\s+(?P<mark>(?P<the>the)\s+(?P<unit>year))\b"),
    ("relative", "this_one", r"(?P<the>the)\s+(?:full\s+|current\s+)?fiscal\s+(?P<unit>year)\b(?!\s+(?:ended|ending|to|through|\d))"),
    ("duration", "lasting", r"the\s+(?:fiscal\s+)?(?P<whole>)(?P<unit>year)(?=\s+(?:ended|ending|to|through)\b)"),
    ("relative", "this_one", r"(?P<unit>year)(?:'s)?[\s-]end\b"),
    ("set", "every", r"""
        (?:every|each)\s+                             # every
        (?:(?P<number>other|{NUMBER})\s+)?            # two
        (?:(?P<unit>{PERIOD}|hour|minute)s?|(?P<day>{DAYS})|(?P<part>{PART})|(?P<month>{MONTH}))\b
    """),
    ("set", "every", r"(?:once|twice|{NUMBER}\s+times)\s+(?:an?|per|each|every)\s+(?P<unit>day|week|month|year|hour)\b"),
    ("set", "every", r"(?:on\s+)?(?P<mark>(?P<day>{DAYS})s)\b(?!['’])"),
    ("set", "often", r"(?P<often>{SETS})\b"),
    ("set", "rate", r"(?<=\w\s)(?P<mark>(?:an?|per|each)\s+(?P<unit>hour|day|week|month|year))\b(?!\s+(?:and|or)\s|[\s-](?:ago|earlier|later|before|after|old|long))"),
    ("duration", "lasting", r"""
        (?:the\s+|each\s+of\s+the\s+)?                # the
        (?:(?:last|past|next|first|coming|final|another|an\s+additional)\s+)?{ABOUT}
        (?:{COUNT}|(?P<one>one\s+)){UNIT}             # three years, two-week
        (?P<half>\s+and\s+a\s+half)?(?!\s+old|-old|\s+of\s+age|\w)
    """),
    ("duration", "lasting", r"(?:the\s+)?(?:last|past|next|first|coming)\s+(?:{SOME}\s+)?(?P<unit>second|minute|hour|{PERIOD})s\b"),
    ("duration", "lasting", r"(?:{SOME})\s+(?:{KIND}\s+)?(?P<unit>second|minute|hour|{PERIOD})s\b(?!\s+(?:old|of\s+age)\b)"),
    ("duration", "lasting", r"(?:for|after|over|in|within|of)\s+(?P<mark>(?P<unit>day|week|month|year|decade|hour|minute)s)\b(?!\s+(?:old|of\s+age)\b)"),
    ("duration", "lasting", r"(?:the\s+)?(?P<whole>last|past)\s+(?P<unit>decade|century)\b"),
    ("duration", "lasting", r"half\s+an?\s+(?P<halfof>hour|year|century)\b"),
    ("duration", "lasting", r"(?P<unit>hour|day|week|month|year|decade)(?:s|(?P<long>))-long\b"),
    ("vague", "vague", r"(?:(?<=in\s)|(?<=into\s)|\b)(?P<vague>{VAGUE})\b(?!\s+(?:\d|{NUMBER}\b|few\b|several\b|{PERIOD}))"),
    ("clock", "clock", r"""
        {ABOUT}{CLOCK}                                # 9:30 a.m.
        {ZONE}                                        # GMT
        (?:,?\s+(?:on\s+)?(?:(?P<near>last|next|this)\s+)?(?:
           (?P<day>{DAYS})\b,?(?:\s+(?P<month>{MONTH})\s+(?P<d>{D})\b)?   # on Tuesday, March 26
          |(?P<month2>{MONTH})\s+(?P<d2>{D})\b                            # on March 26
          |(?P<today>today|tomorrow|yesterday)\b))?
    """),
)  # fmt: skip
CLOCK = r"""(?:
    (?P<hour>\d\d?)(?:
       (?:[:.](?P<minute>\d\d))?\s*(?P<half>[ap])\.?m\b\.?                                  # 9 a.m., 9:30pm
      |\s+(?:o['’]clock\s+)?in\s+the\s+(?P<dayhalf>morning|afternoon|evening)              # 9 in the morning
      |\s+o['’]clock)                                                                       # 9 o'clock
   |(?:(?<=at\s)|(?<=by\s)|(?<=until\s)|(?<=since\s)|(?<=around\s)|(?<=from\s))           # at, which is not marked
    (?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?!\d)                                 # 14:30
   |(?P<named>noon|midday|midnight)\b)"""
NAMES = ("ORG", "PERSON", "WORK_OF_ART", "PRODUCT", "FAC", "EVENT", "LAW")
CAPITALS = ("month", "month2", "day", "day2", "holiday")  # parts that are written with a capital
WRITTEN_SMALL = frozenset(
    "near lasting today clock step this_one every often vague rate weekend".split()
)  # and ways that are not
MODALS = frozenset("will 'll wo shall would 'd may might could can should must".split())
PAST = frozenset("had did was were has have 've".split())
PRESENT = frozenset("is are am 's 're 'm does do".split())
PLANNING = frozenset("schedule plan slate postpone adjourn".split())  # past tense, but what they name lies ahead
LONG_MONTHS = ("may", "june", "july")
BACK = ("earlier", "before", "previously", "beforehand")
BEFORE_MONTH = frozenset("in since by until from during last next this early late through and or".split())
DAYS_AHEAD = {-1: 45, 0: 65, 1: 120, 2: 320}  # how far ahead a date without its year may lie, by the tense over it
MONTHS_AHEAD = {-1: 1, 0: 2, 1: 5, 2: 11}  # and a month; beyond that it is the one before
STEPS = frozenset(
    "exact iso weekday clock today period hung ago".split()
)  # after these a quarter is still the one in question
Parts = dict[str, str]


class Reading(NamedTuple):
    """What a time says: TIMEX3 type and value, and its calendar days, both included, None where they are not fixed."""

    type: str
    value: str
    first: date | None = None
    last: date | None = None


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


def find_times(parse: Parse, published: date | None) -> tuple[TimeExpression, ...]:
    """Every time expression in the headline and the paragraphs, in the order of the text.

    Args:
        parse: the parsed article.
        published: the day that relative times are counted from; None leaves them without days.

    Returns:
        The times, each with half-open offsets into the article's text; `first` and `last` are calendar days, both
        included, None where the words do not fix them.
    """
    times: list[TimeExpression] = []
    reader, people = _Reader(published), _surnames(parse)
    for doc in parse.docs:
        reader.begin()
        start = int(doc.user_data["start"])
        for found, reading in _times_of(doc, reader, people):
            evidence = Span(start + found.start, start + found.end)
            times.append(TimeExpression(evidence=evidence, rule=found.rule, **reading._asdict()))
    return tuple(sorted(times, key=lambda time: time.evidence))


def _times_of(doc: Doc, reader: _Reader, people: frozenset[str]) -> Iterator[tuple[Found, Reading]]:
    """The times of a paragraph, none of which overlap."""
    end = 0
    for found in _matches(text_of(doc)):
        tokens = doc.char_span(found.start, found.end, alignment_mode="expand") if found.start >= end else None
        if tokens is not None and _is_time(found, tokens, people):
            reading = reader.read(found, tokens)
            if reading is not None:
                end = found.end
                yield found, reading


def _matches(text: str) -> list[Found]:
    """What may be a time, in the order of the text, of two that begin together the longer first."""
    words = frozenset(re.findall(r"[a-z]+|\d", text.lower()))
    ways = {way for way, gates in _gates().items() if not any(map(words.isdisjoint, gates))}
    found = [
        Found(rule, way, match) for rule, way, pattern in _grammar() if way in ways for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda each: (each.start, -each.match.end()))


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
    units = _any(set(lists["units"]) - {"weekend"} | {"centurie"})  # and its s
    return _numbers() | {name.upper(): _any(lists[name]) for name in ("days", "sets", "vague")} | {
        "MONTH": rf"(?:{_any(long)}|{_any(short)}\b\.?)",
        "D": r"(?:3[01]|[0-2]?\d)(?:st|nd|rd|th)?",
        "YEAR": r"(?:1[5-9]\d\d|20\d\d)",
        "DECADE": _any(lists["decades"]),
        "SEASON": _any(lists["seasons"]),
        "HOLIDAY": _any(lists["holidays"]),
        "PART": rf"(?:mid-)?{_any(lists['parts'])}",
        "PART_OF": _any(lists["words"]["part_of"]),
        "NEAR": _any(set(lists["near"]) - {"same", "that", "that same", "preceding"}),
        "PERIOD": "(?:day|week|month|quarter|year|decade|century)",
        "UNIT": rf"(?P<unit>{units})s?\b",
        "ABOUT": rf"(?:{_any(lists['words']['about'])}\s+)?",
        "KIND": _any(lists["words"]["kinds"]),
        "SOME": _any(lists["words"]["some"]),
        "FROM": r"(?:from|between)\s+",
        "TO": "(?:to|and|until|till|through)",
        "CLOCK": CLOCK,
        "ZONE": r"(?:\s*\(?(?-i:GMT|UTC|BST|CES?T|[ECMP][SD]?T)\b\)?|\s+local\s+time\b)?",
    }  # fmt: skip


def _numbers() -> dict[str, str]:
    """Numbers in digits and in words, as patterns."""
    lists = lexicon("times")
    word = _any(set(lists["numbers"]) - {"a", "an"})
    digits = r"\d[\d,]*(?:\.\d+)?(?:\s+1/2)?"
    words = rf"an?(?:\s+(?:hundred|dozen|thousand))?|{word}(?:[\s-](?:and[\s-])?{word})*(?:\s+and\s+a\s+half)?"
    tens = _any(name for name, number in lists["numbers"].items() if 20 <= number < 100)
    kinds = _any(lists["words"]["kinds"])
    return {
        "NUMBER": rf"(?:{digits}|{word})",
        "COUNT": rf"(?:(?P<lower>{digits}|{word})\s+(?:to|or)\s+)?(?P<number>{digits}|{words})[\s-]+(?:{kinds}\s+)?",
        "ORDINAL": rf"(?:(?:twenty|thirty)[\s-])?{_any(lists['ordinals'])}",
        "YEARWORDS": rf"nineteen\s+{tens}(?:[\s-]{word})?",
    }


def _any(words: Iterable[str]) -> str:
    """One of some words, the longest first, with any blanks between their parts."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered) + ")"


# -- is it a time? ---------------------------------------------------------------------------------------------------


def _is_time(found: Found, tokens: DocSpan, people: frozenset[str]) -> bool:
    """Not "may" the verb, "march" the walk, "second" the ordinal, a bare number that counts, or part of a name."""
    parts = found.match.groupdict()
    if any(parts.get(name) and not parts[name][0].isupper() for name in CAPITALS):
        return False
    if _goes_on(tokens) or found.way in WRITTEN_SMALL and _is_name(tokens):
        return False
    if found.way == "month" and set(found.parts) == {"month"}:
        return _is_month(found, tokens, people)
    return found.way not in TESTS or TESTS[found.way](found, tokens)


def _goes_on(tokens: DocSpan) -> bool:
    """Whether a name goes on behind the words: "Sunday Times"."""
    final = tokens[-1]
    following = final.nbor() if final.i + 1 < len(final.doc) else final
    inside = following.ent_iob_ == "I" and following.ent_type_ in NAMES and final.ent_type_ in NAMES
    return inside and following.text[0].isupper()


def _is_name(tokens: DocSpan) -> bool:
    """Whether words that are written small begin with a capital: "60 Minutes"."""
    final = tokens[-1]
    if not final.text[0].isupper() or final.lower_ in lexicon("times")["days"] or _titled(final.sent):
        return False
    return len(tokens) > 1 or any(token.is_alpha for token in tokens.doc[final.sent.start : tokens.start][-2:])


def _titled(sentence: DocSpan) -> bool:
    """Whether most words begin with a capital, as in some headlines."""
    words = [token for token in sentence if token.is_alpha]
    return sum(token.text[0].isupper() for token in words) > len(words) / 2


def _surnames(parse: Parse) -> frozenset[str]:
    """The months that are a surname in the text: "Theresa May"."""
    names = lexicon("times")["months"]
    months = [token for doc in parse.docs for token in doc if token.lower_ in names and token.i]
    return frozenset(month.text for month in months if month.nbor(-1).pos_ == "PROPN" and _is_surname(month))


def _is_surname(month: Token) -> bool:
    first = month.nbor(-1)
    return first.head == month and first.dep_ == "compound" or month.ent_type_ == "PERSON"


def _is_month(found: Found, tokens: DocSpan, people: frozenset[str]) -> bool:
    """Whether a month that stands alone is one: not "May" the surname, "Jan" the given name, "the March for Life"."""
    month = found.match["month"]
    if month.rstrip(".") in people or len(month) <= 4 and month.lower() not in LONG_MONTHS and month[-1] != ".":
        return False
    if found.before in BEFORE_MONTH:
        return True
    if month in ("May", "March") and re.match(r"\s+(?:for|on|of)\s+[A-Z]", found.behind):
        return False
    return tokens[-1].pos_ in ("PROPN", "NOUN", "ADJ") and tokens[-1].ent_type_ in ("DATE", "")


def _is_year(found: Found, tokens: DocSpan) -> bool:
    """Whether four digits are a year: not a price, a flight, 2012 fans."""
    if not found.match.group().isdigit():
        return True
    year, before = tokens[0], tokens[0].nbor(-1).lower_ if tokens[0].i else ""
    if found.before in _words("numbered") or before in ("$", "£", "€", "#"):
        return False
    if (
        year.dep_ == "nummod"
        and year.head.tag_ == "NNS"
        and not any(child.dep_ == "det" for child in year.head.children)
    ):
        return False
    return year.ent_type_ == "DATE" or year.ent_type_ == "" and year.dep_ != "nummod"


def _is_weekday(found: Found, tokens: DocSpan) -> bool:
    return found.before not in _words("named_days")


def _is_season(found: Found, tokens: DocSpan) -> bool:
    return "year" in found.parts or tokens[-1].pos_ in ("NOUN", "PROPN")


def _is_of_money(found: Found, tokens: DocSpan) -> bool:
    """Whether a quarter is one of a year: its words say so, or the paragraph tells of money, not of a match."""
    if not {"year", "q", "fiscal"}.isdisjoint(found.parts):
        return True
    return not _words("money").isdisjoint(re.findall(r"[a-z]+", found.match.string.lower()))


def _is_length(found: Found, tokens: DocSpan) -> bool:
    """Whether a number and a unit are a length: not "a second time", "three-quarters of it", "will one day"."""
    unit, words = found.parts.get("unit"), found.match.group().lower()
    if unit == "second" and not words.endswith("seconds") or unit == "quarter" and not words.endswith("quarters"):
        return False
    if unit == "quarter" and re.match(r"\s+of\b", found.behind):
        return False
    return words != "one day" or _tense(tokens) <= 0


def _is_rate(found: Found, tokens: DocSpan) -> bool:
    """Whether "a year" is so much a year: it stands behind a noun or a number."""
    before = tokens[0].nbor(-1) if tokens[0].i else tokens[0]
    return before.pos_ in ("NOUN", "NUM", "PROPN", "SYM")


def _is_near(found: Found, tokens: DocSpan) -> bool:
    """Not "the last day of the trial", "this day", "past week"."""
    near, the = found.parts["near"], "the" in found.parts
    if the and re.match(r"\s+of\b", found.behind) or found.match.group().lower() == "this day":
        return False
    return the or near not in ("past", "previous", "coming", "following")


def _is_vague(found: Found, tokens: DocSpan) -> bool:
    """Not the current of a river, nor a current account."""
    if found.parts["vague"] != "current":
        return True
    return tokens[-1].pos_ == "ADJ" and not re.match(r"\s+(?:of|account)\b", found.behind)


TESTS: dict[str, Callable[[Found, DocSpan], bool]] = {
    "year": _is_year, "weekday": _is_weekday, "season": _is_season, "quarter": _is_of_money, "period": _is_of_money,
    "lasting": _is_length, "ago": _is_length, "hung": _is_length, "rate": _is_rate, "near": _is_near, "vague": _is_vague,
}  # fmt: skip


# -- which way does the verb look? -----------------------------------------------------------------------------------


def _tense(tokens: DocSpan) -> int:
    """Where the verb over a time puts it: -1 in the past, 2 ahead, 1 ahead by its present tense, 0 where it does not say."""
    words = [token.lower_ for token in tokens.doc[max(0, tokens.start - 2) : tokens.start]]
    if words[-1:] == ["since"]:
        return -1
    if words in (["early", "as"], ["soon", "as"]):
        return 2
    over = next((way for above in _governors(tokens.root) if (way := _way(above))), 0)
    if over == 1 and tokens.root.dep_ in ("poss", "compound", "nmod"):  # "opposes Wednesday's ruling"
        return 0
    return 2 if words[-1:] in (["until"], ["by"], ["through"]) and over >= 0 else over


def _governors(token: Token) -> Iterator[Token]:
    """What governs a token, from near to far, up to the first finite verb."""
    for above in token.ancestors:
        yield above
        if above.tag_ in ("VBD", "VBP", "VBZ"):
            return


def _way(token: Token) -> int:
    """Where one word puts what hangs on it: -1, 1 and 2 as for `_tense`, 0 where it leaves that to what is above it."""
    forward = token.lower_ in _words("forward") or token.lemma_.lower() in _words("forward")
    if token.pos_ not in ("VERB", "AUX"):
        return 2 * forward
    helpers = {child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")}
    if helpers & MODALS:
        return -1 if helpers & {"have", "'ve"} else 2
    if token.tag_ == "VBD" or helpers & PAST:
        return 2 if token.lemma_ in PLANNING else -1
    if forward or _is_to(token):
        return 2
    if token.tag_ in ("VBP", "VBZ") or helpers & PRESENT:
        return int(token.lemma_ not in _words("reporting"))
    return -1 if token.tag_ == "VBN" and not helpers else 0


def _is_to(token: Token) -> bool:
    """Whether it is the "is" of "is to meet"."""
    return token.lemma_ == "be" and any(child.dep_ == "xcomp" and child.tag_ == "VB" for child in token.children)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon("times")["words"][name])


# -- what does it say? -----------------------------------------------------------------------------------------------


class _Reader:
    """Reads one time after the other, and remembers what later ones hang on."""

    def __init__(self, today: date | None) -> None:
        self.today = today
        self.quarter: Reading | None = None  # the last quarter that the text named
        self.begin()

    def begin(self) -> None:
        """Begin a paragraph: what hangs on a day looks for it in its own paragraph."""
        self.last: Reading | None = None
        self.sentence: DocSpan | None = None
        self.found: Found | None = None
        self.tokens: DocSpan | None = None

    def read(self, found: Found, tokens: DocSpan) -> Reading | None:
        """What words say; None where there is no such day, or they say nothing."""
        self.found, self.tokens = found, tokens
        try:
            reading: Reading | None = getattr(self, f"_{found.way}")(found.parts)
        except (ValueError, OverflowError):  # no such day: 31 June
            return None
        if reading is not None and reading.first is not None and reading.type != "DURATION":
            self.last, self.sentence = reading, tokens.sent
            self.quarter = reading if found.way == "quarter" else self.quarter if found.way in STEPS else None
        return reading

    @property
    def ahead(self) -> int:
        """The tense over the words, as `_tense` tells it."""
        return _tense(self.tokens) if self.tokens is not None else 0

    @property
    def behind(self) -> str:
        """The text behind the words."""
        return self.found.behind if self.found is not None else ""

    @property
    def day(self) -> date | None:
        """The day that words hang on: the first of the last time that the paragraph dates, else that of publication."""
        return self.last.first if self.last else self.today

    # dates

    def _exact(self, p: Parts) -> Reading | None:
        month = int(p["m"]) if "m" in p else _month(p["month"])
        day = _ordinal(p["d"])
        if "year" not in p and self.today is None:
            date(2000, month, day)  # raises where there is no such day
            return Reading("DATE", f"XXXX-{month:02}-{day:02}")
        return _day(date(int(p["year"]), month, day) if "year" in p else self._nearest(month, day, p.get("near", "")))

    _iso = _exact

    def _nearest(self, month: int, day: int, near: str) -> date:
        """The day of that month on the side of publication that the words or the tense point to."""
        assert self.today is not None
        ahead = {"last": -1, "this": 60, "next": 365}.get(near) or DAYS_AHEAD[self.ahead]
        latest = self.today + timedelta(ahead)
        for year in range(latest.year, latest.year - 9, -1):
            if day <= monthrange(year, month)[1] and date(year, month, day) <= latest:
                return date(year, month, day)
        raise ValueError(f"no day {month}-{day}")

    def _month(self, p: Parts) -> Reading | None:
        month = _month(p["month"])
        if "year" in p:
            return _month_of(_year(p["year"]), month)
        if self.today is None:
            return Reading("DATE", f"XXXX-{month:02}")
        if "yearnear" in p:
            return _month_of(self.today.year + lexicon("times")["near"][p["yearnear"]], month)
        near, now = p.get("near", ""), self.today.month
        if near in ("this", "current"):
            return _month_of(self.today.year, month)
        if near in ("next", "coming"):
            return _month_of(self.today.year + (month <= now), month)
        if near:
            return _month_of(self.today.year - (month >= now), month)
        latest = self.today + relativedelta(months=MONTHS_AHEAD[self.ahead])
        return _month_of(latest.year - (month > latest.month), month)

    def _season(self, p: Parts) -> Reading | None:
        name = p["season"]
        if "year" in p:
            return _season_of(_year(p["year"]), name)
        if self.today is None:
            return Reading("DATE", f"XXXX-{lexicon('times')['seasons'][name]}")
        near = p.get("near", "")
        year = self.today.year
        if near in ("next", "coming") or not near and self.ahead > 0:
            return _season_of(year + (_season_days(year, name)[1] < self.today), name)
        if near in ("this", "current", "this coming"):
            return _season_of(year, name)
        return _season_of(year - (_season_days(year, name)[0] > self.today), name)

    def _quarter(self, p: Parts) -> Reading | None:
        number = _ordinal(p["quarter"].replace("final", "fourth")) if "quarter" in p else int(p.get("q") or p["q2"])
        if "year" in p:
            return _quarter_of(int(p["year"]), number, "fiscal" in p)
        if self.today is None:
            return Reading("DATE", f"XXXX-Q{number}")
        if "yearnear" in p:
            return _quarter_of(self.today.year + lexicon("times")["near"][p["yearnear"]], number, "fiscal" in p)
        year, begun = self.today.year, (self.today.month + 2) // 3
        year += (number < begun - 1 and self.ahead > 0) - (number > begun and self.ahead <= 0)
        return _quarter_of(year, number, "fiscal" in p)

    def _period(self, p: Parts) -> Reading | None:
        near, base = p.get("near", ""), self.quarter
        if near.startswith("year"):
            if base is None or base.first is None:
                return self._steps("year", -1) if self.today else None
            return _quarter_of(int(base.value[:4]) - 1, int(base.value[-1]))
        if near == "current":
            return self._steps("quarter", 0)
        return base or self._steps("quarter", -1)

    def _decade(self, p: Parts) -> Reading | None:
        if "decade" in p:
            return _decade_of(int(p["decade"]))
        tens = int(p["short"]) if "short" in p else int(lexicon("times")["decades"][p["word"]])
        latest = self.today.year if self.today else 2000
        return _decade_of(next(year for year in range(latest // 10 * 10, 0, -10) if year % 100 == tens))

    def _century(self, p: Parts) -> Reading | None:
        number = 21 if p["century"] == "twenty-first" else _ordinal(p["century"])
        return Reading("DATE", f"{number - 1:02}", date(100 * number - 99, 1, 1), date(100 * number, 12, 31))

    def _half(self, p: Parts) -> Reading | None:
        if "year" not in p and self.today is None:
            return None
        year = (
            int(p["year"]) if "year" in p else self._now().year + int(lexicon("times")["near"][p.get("near", "this")])
        )
        if p["half"] == "first":
            return Reading("DATE", f"{year}-H1", date(year, 1, 1), date(year, 6, 30))
        return Reading("DATE", f"{year}-H2", date(year, 7, 1), date(year, 12, 31))

    def _year(self, p: Parts) -> Reading | None:
        year = _year(p.get("year", "2000"))
        return Reading("DATE", f"{year}") if "fiscal" in p else _year_of(year)

    def _holiday(self, p: Parts) -> Reading | None:
        rule = lexicon("times")["holidays"][" ".join(p["holiday"].replace("’", "'").split())]
        if self.today is None:
            return None
        near = p.get("near", "")
        latest = self.today + timedelta(365 if near == "next" or self.ahead > 0 else -1 if near == "last" else 0)
        day = next(day for year in (latest.year, latest.year - 1) if (day := _feast(rule, year)) <= latest)
        return _day(day)

    # from one to another

    def _range(self, p: Parts) -> Reading | None:
        """From one day or month to another; what the first leaves out it takes from the second, and the other way."""
        month2 = p.get("month2") or p["month"]
        end = self._part(month2, p.get("d2"), p.get("year2") or p.get("year"))
        begin = self._part(p.get("month") or month2, p.get("d"), p.get("year") or end.value[:4])
        if begin.first is None or end.first is None or begin.last is None or end.last is None:
            return None
        if begin.first > end.first:  # from November to February
            begin = self._part(p.get("month") or month2, p.get("d"), str(end.first.year - 1))
        assert begin.first is not None
        if "d" in p:
            return Reading("DURATION", f"P{(end.last - begin.first).days}D", begin.first, end.last)
        months = 12 * (end.first.year - begin.first.year) + end.first.month - begin.first.month
        return Reading("DURATION", f"P{months}M", begin.first, end.last)

    def _years(self, p: Parts) -> Reading | None:
        """From one year to another, which may be written with its last two digits."""
        first = int(p["year"])
        last = int(p["year2"]) if len(p["year2"]) == 4 else first // 100 * 100 + int(p["year2"])
        return Reading("DURATION", f"P{last - first}Y", date(first, 1, 1), date(last, 12, 31)) if first < last else None

    def _part(self, month: str, day: str | None, year: str | None) -> Reading:
        parts = {"month": month} | ({"year": year} if year and year.isdigit() else {}) | ({"d": day} if day else {})
        found = self._exact(parts) if day else self._month(parts)
        if found is None:
            raise ValueError(f"no such day: {day} {month} {year}")
        return found

    def _weekdays(self, p: Parts) -> Reading | None:
        begin, end = self._weekday({"day": p["day"]}), self._weekday({"day": p["day2"]})
        if begin is None or end is None or begin.first is None or end.last is None:
            return None
        days = (end.last - begin.first).days % 7
        first = end.last - timedelta(days) if self.ahead <= 0 else begin.first
        return Reading("DURATION", f"P{days}D", first, first + timedelta(days))

    # counted from the day of publication

    def _now(self) -> date:
        assert self.today is not None
        return self.today

    def _weekday(self, p: Parts) -> Reading | None:
        number = int(lexicon("times")["days"][p["day"]])
        if self.today is None:
            return Reading("DATE", f"XXXX-WXX-{number + 1}")
        near = p.get("near", "")
        step = lexicon("times")["near"].get(" ".join(near.split()), 0) or (
            0 if near in ("last", "past") else self.ahead
        )
        if step > 0:
            day = self.today + timedelta((number - self.today.weekday()) % 7 or (7 if near else 0))
        else:
            day = self.today - timedelta((self.today.weekday() - number) % 7 or (7 if near and step else 0))
        return _part_of_day(day, p.get("part", ""))

    def _weekend(self, p: Parts) -> Reading | None:
        if self.today is None:
            return Reading("DATE", "XXXX-WXX-WE")
        near, day = p.get("near", ""), self.today.weekday()
        saturday = self.today + timedelta(5 - day)
        if near in ("next", "coming", "following"):
            saturday += timedelta(7 * (near == "next" or day > 4))
        elif near in ("last", "past", "this past", "previous"):
            saturday -= timedelta(7)
        elif near == "this":
            saturday -= timedelta(7 * (day < 3 and self.ahead <= 0))
        elif self.ahead <= 0 and day < 5:
            saturday -= timedelta(7)
        return Reading("DATE", f"{_week(saturday)}-WE", saturday, saturday + timedelta(1))

    def _today(self, p: Parts) -> Reading | None:
        if self.today is None:
            return Reading("DATE", "XXXX-XX-XX")
        word = p.get("today", "")
        days = {"yesterday": -1, "tomorrow": 1}.get(word, 0) - ("lastnight" in p)
        if "beyond" in p:
            days = -2 if p["beyond"].startswith("before") else 2
        part = p.get("part") or p.get("part2") or p.get("lastnight") or ("night" if word == "tonight" else "")
        return _part_of_day(self.today + timedelta(days), part)

    def _ago(self, p: Parts) -> Reading | None:
        number, unit = self._count(p), p["unit"]
        if number is None:
            return Reading("DATE", "FUTURE_REF" if "from" in p else "PAST_REF")
        if unit == "year" and number == 1 and self.quarter is not None and "from" not in p:
            return self._period({"near": "year-ago"})
        return self._away(self.today, unit, number if "from" in p else -number)

    def _away(self, base: date | None, unit: str, number: float) -> Reading | None:
        """So many units from a day; a half counts for years alone."""
        unit, number = _plain(unit, number)
        if base is None:
            return Reading("DATE", "XXXX-XX-XX")
        if unit in ("second", "minute", "hour"):
            return Reading("DATE", "PAST_REF" if number < 0 else "FUTURE_REF")
        if number % 1:
            unit, number = {"year": ("month", number * 12)}.get(unit, (unit, number))
        return _whole(base, unit, int(number))

    def _count(self, p: Parts) -> float | None:
        """How many: 2.5 for "two and a half" """
        if "lower" in p:
            return None
        return _number(p["number"]) + (0.5 if "half" in p else 0)

    def _long_ago(self, p: Parts) -> Reading | None:
        return Reading("DATE", "PAST_REF")

    def _days_near(self, p: Parts) -> Reading | None:
        return Reading("DATE", "FUTURE_REF" if p["near"] == "coming" else "PAST_REF")

    def _near(self, p: Parts) -> Reading | None:
        near, unit = " ".join(p["near"].split()), p["unit"]
        step = int(lexicon("times")["near"][near])
        if "the" in p and near in ("last", "past", "next", "coming") and "mod" not in p:
            return Reading("DURATION", _length(*_plain_pair(1, unit)))
        if unit == "day" and near != "this" or near in ("previous", "following"):
            return self._steps(unit, step, hung=True)
        return self._steps(unit, step)

    def _this_one(self, p: Parts) -> Reading | None:
        return self._steps(p["unit"], 0)

    def _steps(self, unit: str, step: int, hung: bool = False) -> Reading | None:
        base = self.day if hung else self.today
        return Reading("DATE", "XXXX-XX-XX") if base is None else _whole(base, unit, step)

    # hung on a time that the text named before

    def _step(self, p: Parts) -> Reading | None:
        step, unit = int(lexicon("times")["near"][" ".join(p["near"].split())]), p["unit"]
        base = self.day
        if base is None:
            return Reading("DATE", "XXXX-XX-XX")
        if unit in lexicon("times")["days"]:
            number = int(lexicon("times")["days"][unit])
            gap = (number - base.weekday()) % 7 if step > 0 else -((base.weekday() - number) % 7)
            return _day(base + timedelta(gap or 7 * step))
        if unit.removeprefix("mid-") in lexicon("times")["parts"]:
            return _part_of_day(base + timedelta(step), unit)
        return _whole(base, unit, step)

    def _hung(self, p: Parts) -> Reading | None:
        number, unit, way = self._count(p), p["unit"], p["way"]
        if number is None:
            return Reading("DATE", "PAST_REF") if way in BACK else Reading("DATE", "FUTURE_REF")
        if way in ("after", "before") and re.match(r"\s*[\w“\"']", self.behind):
            return self._beside(number, unit, 1 if way == "before" else -1)
        if unit == "year" and number == 1 and self.quarter is not None and way in BACK:
            return self._period({"near": "year-ago"})
        if unit in ("second", "minute", "hour"):
            return Reading("DURATION", _length(number, unit))
        base = self.day
        return self._away(base, unit, -number if way in BACK else number)

    def _beside(self, number: float, unit: str, way: int) -> Reading:
        """ "Two months after X": how long, and when X was where the sentence dates what came after it."""
        length = _length(*_plain_pair(number, unit))
        same = (
            self.last
            and self.last.first == self.last.last
            and self.tokens is not None
            and self.sentence == self.tokens.sent
        )
        found = self._away(self.last.first, unit, way * number) if self.last and same else None
        return Reading("DURATION", length, found.first if found else None, found.last if found else None)

    # how long, how often

    def _lasting(self, p: Parts) -> Reading | None:
        if "halfof" in p:
            return Reading("DURATION", {"hour": "PT30M", "year": "P6M"}.get(p["halfof"], "P50Y"))
        unit = p.get("unit", "").rstrip("s")
        one = "one" in p or "whole" in p or "long" in p
        number = 1 if one else self._count(p) if "number" in p else None
        if number is None:
            return Reading("DURATION", _length("X", _plain(unit, 1)[0] if unit == "centurie" else unit))
        return Reading("DURATION", _length(*_plain_pair(number, unit)))

    def _every(self, p: Parts) -> Reading | None:
        if "day" in p:
            return Reading("SET", f"XXXX-WXX-{int(lexicon('times')['days'][p['day']]) + 1}")
        if "month" in p:
            return Reading("SET", f"XXXX-{_month(p['month']):02}")
        if "part" in p:
            return Reading("SET", f"XXXX-XX-XXT{_part(p['part'])}")
        number = 2 if p.get("number") == "other" else _number(p["number"]) if "number" in p else 1
        return Reading("SET", _length(*_plain_pair(number, p["unit"])))

    def _rate(self, p: Parts) -> Reading | None:
        return Reading("SET", _length(1, p["unit"]))

    def _often(self, p: Parts) -> Reading | None:
        return Reading("SET", lexicon("times")["sets"][p["often"]])

    def _vague(self, p: Parts) -> Reading | None:
        return Reading("DATE", lexicon("times")["vague"][" ".join(p["vague"].split())])

    # times of day

    def _clock(self, p: Parts) -> Reading | None:
        day = self._day_of_clock(p)
        hour, minute = _hour(p)
        if hour > 24 or minute > 59:
            return None
        return Reading("TIME", f"{day or 'XXXX-XX-XX'}T{hour:02}:{minute:02}", day, day)

    def _day_of_clock(self, p: Parts) -> date | None:
        """The day that stands with a time of day, else the one its sentence or its paragraph names, else today."""
        if "d2" in p:
            p = p | {"month": p["month2"], "d": p["d2"]}
        named = (
            self._exact(p) if "d" in p else self._weekday(p) if "day" in p else self._today(p) if "today" in p else None
        )
        if named is not None:
            return named.first
        if self.tokens is not None and (self.last is None or self.sentence != self.tokens.sent):
            behind = re.match(
                rf"[^.!?;]*?\b(?:on\s+)?(?P<day>{_any(lexicon('times')['days'])})\b", self.behind, re.IGNORECASE
            )
            if behind is not None:
                found = self._weekday({"day": behind["day"].lower()})
                return found.first if found else None
        return self.last.first if self.last and self.last.first == self.last.last else self.today


# -- values and calendar days ----------------------------------------------------------------------------------------


def _number(words: str) -> float:
    """The number of a number word.

    >>> _number("a"), _number("2 1/2"), _number("twenty-four"), _number("three hundred")
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


def _ordinal(word: str) -> int:
    """The number of "3", "3rd" or "twenty-third"."""
    if word[0].isdigit():
        return int(re.sub(r"\D", "", word))
    *tens, unit = re.split(r"[\s-]+", word.lower())
    return sum(int(lexicon("times")["numbers"][each]) for each in tens) + int(lexicon("times")["ordinals"][unit])


def _year(words: str) -> int:
    """The year of "1997" or "nineteen ninety-seven"."""
    if words.isdigit():
        return int(words)
    return 1900 + int(_number(re.sub(r"^nineteen\s+", "", words.lower())))


def _month(word: str) -> int:
    return int(lexicon("times")["months"][word.lower().rstrip(".")])


def _part(word: str) -> str:
    return str(lexicon("times")["parts"][word.lower().removeprefix("mid-")])


def _hour(p: Parts) -> tuple[int, int]:
    """Hour (0 to 24) and minute of a time of day."""
    if "named" in p:
        return int(lexicon("times")["hours"][p["named"]]), 0
    hour, minute = int(p.get("hour") or p["hour24"]), int(p.get("minute") or p.get("minute24") or 0)
    if "half" not in p and "dayhalf" not in p:
        return hour, minute
    if hour > 12:
        return 99, 0
    return hour % 12 + 12 * (p.get("half") == "p" or p.get("dayhalf") in ("afternoon", "evening")), minute


def _length(number: float | str, unit: str) -> str:
    """The TIMEX3 value of a length.

    >>> _length(2, "week"), _length("X", "decade"), _length(2.5, "year"), _length(5.5, "hour")
    ('P2W', 'PXDE', 'P2Y6M', 'PT5H30M')
    """
    time = "T" if unit in ("second", "minute", "hour") else ""
    letter = lexicon("times")["units"][unit]
    if isinstance(number, float) and number % 1 == 0.5 and unit in ("year", "hour", "minute"):
        half = {"year": "6M", "hour": "30M", "minute": "30S"}[unit]
        return f"P{time}{int(number) or ''}{letter if number > 1 else ''}{half}"
    return f"P{time}{int(number) if isinstance(number, float) and number == int(number) else number}{letter}"


def _plain(unit: str, number: float) -> tuple[str, float]:
    """Decades and centuries as years, fortnights as weeks."""
    unit = "century" if unit == "centurie" else unit
    factor = lexicon("times")["counted"].get(unit)
    return (unit, number) if factor is None else ("week" if unit == "fortnight" else "year", number * factor)


def _plain_pair(number: float, unit: str) -> tuple[float, str]:
    unit, number = _plain(unit, number)
    return number, unit


def _day(day: date) -> Reading:
    return Reading("DATE", day.isoformat(), day, day)


def _part_of_day(day: date, part: str) -> Reading:
    return Reading("TIME", f"{day}T{_part(part)}", day, day) if part else _day(day)


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _month_of(year: int, month: int) -> Reading:
    return Reading("DATE", f"{year}-{month:02}", date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _quarter_of(year: int, number: int, fiscal: bool = False) -> Reading:
    """A quarter; of a fiscal year, which begins when the company likes, the days are open."""
    if fiscal:
        return Reading("DATE", f"{year}-Q{number}")
    last = 3 * number
    return Reading("DATE", f"{year}-Q{number}", date(year, last - 2, 1), date(year, last, monthrange(year, last)[1]))


def _season_of(year: int, name: str) -> Reading:
    return Reading("DATE", f"{year}-{lexicon('times')['seasons'][name]}", *_season_days(year, name))


def _season_days(year: int, name: str) -> tuple[date, date]:
    """Meteorological seasons of the north; winter begins in December of its year."""
    first = date(year, {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[name], 1)
    return first, first + relativedelta(months=3) - timedelta(1)


def _year_of(year: int) -> Reading:
    return Reading("DATE", f"{year}", date(year, 1, 1), date(year, 12, 31))


def _decade_of(year: int) -> Reading:
    first = year // 10 * 10
    return Reading("DATE", f"{first // 10}", date(first, 1, 1), date(first + 9, 12, 31))


def _feast(rule: str, year: int) -> date:
    """The day of a feast: "12-25", "easter -2", or "11 4 3", the fourth Thursday of November."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(int(rule.split()[1]))
    if "-" in rule:
        month, day = map(int, rule.split("-"))
        return date(year, month, day)
    month, which, weekday = map(int, rule.split())
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (which - 1))


def _whole(base: date, unit: str, steps: int) -> Reading | None:
    """The day, week, month, quarter, year, decade or century so many steps away, as precise as its unit."""
    if unit == "day":
        return _day(base + timedelta(steps))
    if unit == "week":
        monday = base + timedelta(7 * steps - base.weekday())
        return Reading("DATE", _week(monday), monday, monday + timedelta(6))
    if unit in ("month", "quarter"):
        there = base + relativedelta(months=steps * (3 if unit == "quarter" else 1))
        return (
            _month_of(there.year, there.month) if unit == "month" else _quarter_of(there.year, (there.month + 2) // 3)
        )
    if unit == "year":
        return _year_of(base.year + steps)
    if unit == "decade":
        return _decade_of(base.year + 10 * steps)
    if unit == "century":
        number = (base.year + 99) // 100 + steps
        return Reading("DATE", f"{number - 1:02}", date(100 * number - 99, 1, 1), date(100 * number, 12, 31))
    return Reading("DATE", "PAST_REF" if steps < 0 else "FUTURE_REF")
