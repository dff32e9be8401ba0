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

from collections.abc import Iterator
from datetime import date

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from storykit.parse import Parse, text_of
from storykit.readers.times import clock, dates, lengths, ranges, relative
from storykit.readers.times.anchors import Anchors
from storykit.readers.times.calendar import Reading
from storykit.readers.times.checks import is_time, surnames
from storykit.readers.times.patterns import Found, matches
from storykit.story import Span, TimeExpression

WAYS = dates.WAYS | ranges.WAYS | relative.WAYS | lengths.WAYS | clock.WAYS  # by their names in the grammar


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
    anchors, people = Anchors(published), surnames(parse)
    for doc in parse.docs:
        anchors.begin()
        start = int(doc.user_data["start"])
        for found, reading in _times_of(doc, anchors, people):
            evidence = Span(start + found.start, start + found.end)
            times.append(TimeExpression(evidence=evidence, rule=found.rule, **reading._asdict()))
    return tuple(sorted(times, key=lambda time: time.evidence))


def _times_of(doc: Doc, anchors: Anchors, people: frozenset[str]) -> Iterator[tuple[Found, Reading]]:
    """The times of a paragraph, none of which overlap."""
    end = 0
    for found in matches(text_of(doc)):
        tokens = doc.char_span(found.start, found.end, alignment_mode="expand") if found.start >= end else None
        if tokens is not None and is_time(found, tokens, people):
            reading = _read(found, tokens, anchors)
            if reading is not None:
                end = found.end
                yield found, reading


def _read(found: Found, tokens: DocSpan, anchors: Anchors) -> Reading | None:
    """What words say; None where there is no such day, or they say nothing."""
    anchors.come_to(found, tokens)
    try:
        reading = WAYS[found.way](found.parts, anchors)
    except (ValueError, OverflowError):  # no such day: 31 June
        return None
    if reading is not None:
        anchors.remember(found, tokens, reading)
    return reading
