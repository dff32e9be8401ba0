"""Whatever in one paragraph or headline may be a name, the surest first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from storykit.gazetteer import localities
from storykit.readers.names.countries import countries
from storykit.readers.names.lists import listed_bodies
from storykit.readers.names.lone import has_an_age, is_a_first_name, is_city, is_free, is_lone_actor, with_first_names
from storykit.readers.names.model import joined, keeps_its_words, parts, trimmed, whole
from storykit.readers.names.name import LONGEST_LINE, Line, Name

KINDS = {
    "PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "organisation", "NORP": "group",
    "EVENT": "other", "PRODUCT": "other", "WORK_OF_ART": "other", "LAW": "other",
}  # fmt: skip
TEAM = r"([A-Z][^\W\d]+(?:[ -][A-Z][^\W\d]+){0,2})"
RESULT = re.compile(rf"{TEAM}\s\d{{1,3}},?\s+{TEAM}\s\d{{1,3}}\W*")  # "Lima 2 Cusco 1"
RANK = re.compile(rf"{TEAM}(?:\s[\d.-]+){{4,}}")  # "Lima 10 6 3 1"
FIXTURE = re.compile(rf"{TEAM} (?:at|AT|v|vs\.?) {TEAM}")  # "Lima at Cusco"
DATE = re.compile(r"\s(?:19|20)\d\d-\d\d")


def names_in(line: Line) -> Iterator[Name]:
    """The names of a paragraph or the headline, none overlapping another: the surest first."""
    taken: set[int] = set()
    for name in _candidates(line):
        places = {token.i for token in name.tokens}
        if places and not places & taken:
            taken |= places
            yield name


def _candidates(line: Line) -> Iterator[Name]:
    entities = [] if line.is_in_capitals else joined([each for each in line.doc.ents if each.label_ in KINDS])
    longer = {at for entity in entities if keeps_its_words(entity) for at in range(entity.start, entity.end)}
    for tokens, rule in countries(line):
        if not any(token.i in longer for token in tokens):
            yield Name(tokens, "place" if rule == "country-name" else "group", rule)
    if _is_filed_from(line):
        yield Name(line.tokens[:1], "place", "city")
    for tokens in _in_a_result(line):
        yield Name(tokens, "organisation", "result")
    for part, label in (pair for entity in entities for pair in parts(entity)):
        yield Name(whole(trimmed(part), label), KINDS[label], "name")
    for entity in entities:
        if entity.label_ == "ORG" and (short := _initials_behind(entity)) is not None:
            yield Name([short], "organisation", "name")
    for tokens in _known_bodies(line):
        yield Name(tokens, "organisation", "known-body")
    yield from _lone(line)


def _lone(line: Line) -> Iterator[Name]:
    """Names that the model says nothing of."""
    for token in line.tokens:
        if not is_free(token):
            continue
        if is_city(token):
            yield Name([token], "place", "city")
        elif line.is_in_capitals:
            continue
        elif is_lone_actor(token) or (token.is_title and len(token) > 1 and has_an_age(token)):
            yield Name(with_first_names(token), "person", "lone-name")
        elif is_a_first_name(token):
            yield Name([token, token.nbor(1)], "person", "lone-name")


def _in_a_result(line: Line) -> Iterator[list[Token]]:
    """Who played, in a line that gives a result, a rank or a fixture: "Lima 2 Cusco 1", "Lima 10 6 3 1", "Lima at Cusco"."""
    whole = line.doc.text if len(line.texts) <= LONGEST_LINE else ""
    text = whole.strip()
    found = RESULT.fullmatch(text) or RANK.fullmatch(text) or FIXTURE.fullmatch(text)
    if found is None or (found.re is FIXTURE and not all(localities(team) for team in found.groups())):
        return
    for team in range(1, found.re.groups + 1):
        start, end = found.span(team)
        span = line.doc.char_span(whole.index(text) + start, whole.index(text) + end)
        if span is not None:
            yield list(span)


def _initials_behind(entity: DocSpan) -> Token | None:
    """ "KDP" in "Kurdistan Democratic Party (KDP)"."""
    doc, end = entity.doc, entity.end
    if end + 2 >= len(doc) or doc[end].text != "(" or doc[end + 2].text != ")":
        return None
    short = doc[end + 1]
    return short if short.text == "".join(token.text[0] for token in entity if token.text[0].isupper()) else None


def _is_filed_from(line: Line) -> bool:
    """ "LIMA 1996-12-06": a city in capitals before a date."""
    if not line.texts or not line.texts[0].isupper() or not localities(line.texts[0]):
        return False
    return DATE.match(line.doc.text, len(line.texts[0])) is not None


def _known_bodies(line: Line) -> Iterator[list[Token]]:
    """Runs of up to three words that name a body of the list, the longest first."""
    first, whole = listed_bodies()["first"], listed_bodies()["whole"]
    for at in (at for at, text in enumerate(line.texts) if text in first):
        for end in (at + 3, at + 2, at + 1):
            tokens = line.tokens[at:end]
            if " ".join(line.texts[at:end]) in whole and tokens[-1].pos_ in ("PROPN", "NOUN"):
                yield tokens
                break
