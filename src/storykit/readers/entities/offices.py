"""Whom a person acts for, by an office beside the name."""

from __future__ import annotations

import re
from functools import cache

from storykit.lexicons import listed
from storykit.story import Span

FAR = 60  # characters between a person and the country of their office
BEFORE_NAME = re.compile(r"(?:['’]s)?((?:\s[\w.'’-]+)+?)(?:\s?,)?\s")  # "Peru['s finance minister, ]Ann Lee"
OFFICE_OF = re.compile(
    r"\s?,?(?:\sas)?((?:\s[\w.'’-]+)+?)\s(?:of|for)(?:\sthe)?\s"
)  # "Ann Lee[, the president of ]Peru"
OWN_OFFICE = re.compile(r"(?:['’]s)?((?:\s[a-z-]+){1,3}?)\s?[,.;]")  # "Ann Lee, Peru['s finance minister,]"


def acts_for(text: str, land: Span, person: Span) -> bool:
    """Whether a person has an office of a country: "U.S. Senator Ann Lee", "Ann Lee, president of Peru"."""
    if 0 < person.start - land.end < FAR:
        title = BEFORE_NAME.fullmatch(text, land.end, person.start)
        return title is not None and _is_office(title[1])
    if not 0 < land.start - person.end < FAR:
        return False
    between, behind = text[person.end : land.start], OWN_OFFICE.match(text, land.end)
    if _in_office().fullmatch(between):
        return True
    if between in (", ", ", the ") and behind is not None:
        return _is_office(behind[1])
    office = OFFICE_OF.fullmatch(between)
    return office is not None and _is_office(office[1])


@cache
def _in_office() -> re.Pattern[str]:
    """ "Lee['s administration in ]Peru"."""
    return re.compile(rf"['’]s ({'|'.join(listed('people', 'governing'))}) in( the)? *")


def _is_office(words: str) -> bool:
    """Whether words are a title or an office and nothing else: "finance minister"."""
    known = listed("people", "titles") | listed("people", "offices") | {"a", "an"}
    each = words.lower().split()
    return known.issuperset(each) and each[-1] not in ("of", "the", "and", "for")
