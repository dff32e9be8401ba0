"""Whether what a pattern matches is a time: not "may" the verb, a flight's number, or part of a name."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from storykit.lexicons import lexicon
from storykit.parse import Parse, text_of
from storykit.readers.times.patterns import LONG_MONTHS, Found, words_of
from storykit.readers.times.tense import listed, tense

NAMES = ("ORG", "PERSON", "WORK_OF_ART", "PRODUCT", "FAC", "EVENT", "LAW")
CAPITALS = ("month", "month2", "day", "day2", "holiday")  # parts that are written with a capital
WRITTEN_SMALL = frozenset(
    "near lasting today clock step this_one every often vague rate weekend".split()
)  # ways without one
BEFORE_MONTH = frozenset("in since by until from during last next this early late through and or".split())


def is_time(found: Found, tokens: DocSpan, people: frozenset[str]) -> bool:
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


def surnames(parse: Parse) -> frozenset[str]:
    """The months that are a surname in the text: "Theresa May"."""
    names = lexicon("times")["months"]
    docs = (doc for doc in parse.docs if not words_of(text_of(doc)).isdisjoint(names))
    months = [token for doc in docs for token in doc if token.lower_ in names and token.i]
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
    if found.before in listed("numbered") or before in ("$", "£", "€", "#"):
        return False
    if (
        year.dep_ == "nummod"
        and year.head.tag_ == "NNS"
        and not any(child.dep_ == "det" for child in year.head.children)
    ):
        return False
    return year.ent_type_ == "DATE" or year.ent_type_ == "" and year.dep_ != "nummod"


def _is_weekday(found: Found, tokens: DocSpan) -> bool:
    return found.before not in listed("named_days")


def _is_season(found: Found, tokens: DocSpan) -> bool:
    return "year" in found.parts or tokens[-1].pos_ in ("NOUN", "PROPN")


def _is_of_money(found: Found, tokens: DocSpan) -> bool:
    """Whether a quarter is one of a year: its words say so, or the paragraph tells of money, not of a match."""
    if not {"year", "q", "fiscal"}.isdisjoint(found.parts):
        return True
    return not listed("money").isdisjoint(re.findall(r"[a-z]+", found.match.string.lower()))


def _is_length(found: Found, tokens: DocSpan) -> bool:
    """Whether a number and a unit are a length: not "a second time", "three-quarters of it", "will one day"."""
    unit, words = found.parts.get("unit"), found.match.group().lower()
    if unit == "second" and not words.endswith("seconds") or unit == "quarter" and not words.endswith("quarters"):
        return False
    if unit == "quarter" and re.match(r"\s+of\b", found.behind):
        return False
    return words != "one day" or tense(tokens) <= 0


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
}  # fmt: skip  # fmt: skip
