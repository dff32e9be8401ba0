"""The words of an article that may name a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from storykit.gazetteer import Locality, country_code, demonym_code, localities, plain
from storykit.lexicons import lexicon, listed
from storykit.parse import Parse, place_of, span_of
from storykit.story import Mention, Span

WELL_KNOWN = 150_000  # people of a city whose name is recognised inside the name of a body
LONGEST = 4  # words of a place inside another name
# "Cass and Clay counties"
COUNTIES = re.compile(r"(?:(?:,|,? and|,? or)\s+[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)*\s+counties\b")
LISTED = re.compile(r"(?:,\s+[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)*,?\s+(?:and|or)\s+[A-Z]")  # "Peru, Chile and Cuba"
STATED = re.compile(r"['’]?s?,\s+((?:[A-Z][\w.'’-]*)(?:\s(?:and\s)?[A-Z][\w.'’-]*){0,2})|\s\(([A-Z][\w.]+)\)")


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that may name a place: where, the rule where it is settled already, and the place stated behind them."""

    span: Span
    words: str
    rule: str | None = None
    stated: Locality | None = None


def named(parse: Parse, names: Sequence[Mention]) -> Iterator[Toponym]:
    """The dateline, the names of places, and demonyms as adjectives."""
    text, line = parse.article.text, parse.article.dateline
    if line is not None:
        yield Toponym(line.evidence, line.place, "dateline", _stated(text, line.evidence, line.place))
    for name in names:
        span, words = name.evidence, text[name.evidence.start : name.evidence.end]
        if name.rule == "demonym":
            if _is_adjective(parse, span):
                yield Toponym(span, words, "demonym")
        elif name.kind == "place" and not (line and line.evidence.overlaps(span)):
            words = re.sub(r"['’]s?$", "", words)
            if COUNTIES.match(text, span.end) and localities(f"{words} County"):
                words = f"{words} County"
            yield Toponym(span, words, None, _stated(text, span, words))


def _is_adjective(parse: Parse, span: Span) -> bool:
    tokens = parse.tokens_in(span)
    return tokens is not None and (tokens.root.pos_ == "ADJ" or tokens.root.dep_ in ("amod", "compound", "nmod"))


def _stated(text: str, span: Span, words: str) -> Locality | None:
    """The candidate in the state or country named right behind: "Paris, Texas", "Washington state"."""
    candidates = localities(words)
    if text.startswith((" state ", " state's", " state,", " state."), span.end):
        return next((each for each in candidates if each.kind == "area"), None)
    behind = STATED.match(text, span.end)
    if not candidates or not behind or (_is_large(words) and LISTED.match(text, behind.end())):
        return None
    around = (behind[1] or behind[2]).split()
    for length in range(len(around), 0, -1):
        for larger in _larger(" ".join(around[:length])):
            of_a_country = larger.kind == "country" and country_code(words) is not None
            for each in candidates:
                if _within(each, larger) and not (of_a_country and each.kind == "city"):
                    return each
    return None


def _larger(words: str) -> tuple[Locality, ...]:
    """What lies around a place, by the words behind it; a dot may be theirs ("Ga.") or the sentence's."""
    name = re.sub(r"['’]s$|,$", "", words)
    return localities(name) or localities(name.rstrip("."))


def _is_large(words: str) -> bool:
    return any(each.kind in ("country", "area") for each in localities(words))


def _within(place: Locality, larger: Locality) -> bool:
    """Whether the one lies in the other, which is a country or a state."""
    if larger.kind not in ("country", "area") or place.kind == larger.kind or place.kind == "country":
        return False
    return place.country == larger.country and larger.area in (None, place.area)


def inside(parse: Parse, names: Sequence[Mention], toponyms: Sequence[Toponym]) -> Iterator[Toponym]:
    """Places in the names of bodies and before words for bodies: "[Lima] University", "the [Lima] police"."""
    known = {plain(toponym.words) for toponym in toponyms if localities(toponym.words)}
    whole = [name.evidence for name in names if name.kind == "person" or name.rule == "demonym"]
    whole += [toponym.span for toponym in toponyms if localities(toponym.words) or not is_too_small(toponym.words)]
    taken = {at for span in whole for at in range(span.start, span.end)}
    for doc in parse.docs:
        start, end = int(doc.user_data["start"]), 0
        for at, token in enumerate(doc):
            if at < end or not token.text[0].isupper() or start + token.idx in taken:
                continue
            if found := _place_at(_run(doc, at, taken), known):
                end = found.end
                yield Toponym(span_of(found), found.text, "inside-name")


def _run(doc: Doc, at: int, taken: set[int]) -> DocSpan:
    """The longest run of words from a token on that none of the names has taken."""
    end = at + 1
    while end < min(at + LONGEST, len(doc)) and place_of(doc[end]) not in taken:
        end += 1
    return doc[at:end]


def _place_at(run: DocSpan, known: set[str]) -> DocSpan | None:
    """The most of a run's first words that name a place inside another name."""
    for length in range(len(run), 0, -1):
        if not run[length - 1].text[0].isupper():
            continue
        words = run[:length]
        if plain(words.text) in known and not _is_of_a_person(words):
            return words
        if _names_a_body(words) and (_is_well_known(words.text) or demonym_code(words.text)):
            return words
        if is_home(words[-1]) and words.root.pos_ == "PROPN" and localities(words.text):
            return words
    return None


def is_home(last: Token) -> bool:
    """Whether somebody at home there follows: "a [Lima] man"."""
    return last.i + 1 < len(last.doc) and last.nbor(1).lower_ in listed("toponyms", "at_home")


def _is_well_known(words: str) -> bool:
    found = localities(words)
    return any(each.kind in ("country", "area", "county") or each.population >= WELL_KNOWN for each in found)


def _is_of_a_person(words: DocSpan) -> bool:
    """Whether the words are part of a longer person's name, or of a street's."""
    doc, end = words.doc, words.end
    if any(token.ent_type_ == "PERSON" for token in doc[max(words.start - 1, 0) : end + 1]):
        return True
    return end < len(doc) and doc[end].lower_ in _streets()


@cache
def _streets() -> frozenset[str]:
    return frozenset(lexicon("toponyms")["too_small"][:20])


def _names_a_body(words: DocSpan) -> bool:
    """Whether a word for a body follows, or the words stand in the name of one: "University of [Lima]"."""
    doc, at, end = words.doc, words.start, words.end
    follows = end < len(doc) and doc[end].lower_ in listed("toponyms", "institutions")
    if not (follows or at > 1 and doc[at - 1].lower_ in ("of", "-")):
        return False
    if any(token.ent_type_ == "PERSON" for token in words):
        return False
    if follows:
        return doc[end].text[0].isupper() or doc[at].pos_ == "PROPN"
    return doc[at].ent_type_ in ("ORG", "GPE")


def is_too_small(words: str) -> bool:
    return words.split()[-1].lower() in listed("toponyms", "too_small") or any(c.isdigit() for c in words)
