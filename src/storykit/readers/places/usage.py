"""Whether a place stands on the ground, or for those who govern or represent it."""

from __future__ import annotations

from spacy.tokens import Token

from storykit.gazetteer import Locality, country_code, plain, seat_code
from storykit.lexicons import listed
from storykit.parse import Parse
from storykit.readers.places.toponyms import Toponym, is_home
from storykit.story import Span


def usage_of(parse: Parse, toponym: Toponym, locality: Locality | None) -> str:
    if toponym.rule == "dateline":
        return "dateline"
    if toponym.rule == "demonym":
        return "associative"
    if toponym.rule == "inside-name":
        tokens = parse.tokens_in(toponym.span)
        return "literal" if tokens is not None and is_home(tokens[-1]) else "associative"
    governs = country_code(toponym.words) or seat_code(toponym.words)
    elsewhere = locality is not None and (locality.country != governs or locality.kind not in ("country", "city"))
    tokens = None if not governs or elsewhere else parse.tokens_in(toponym.span)
    return "literal" if tokens is None or not _acts(tokens.root) else "associative"


def is_on_the_ground(parse: Parse, span: Span) -> bool:
    tokens = parse.tokens_in(span)
    if tokens is None:
        return False
    first = tokens[0].nbor(-1) if tokens.start and tokens[0].nbor(-1).lower_ == "the" else tokens[0]
    return bool(first.i) and first.nbor(-1).lower_ in listed("toponyms", "on_the_ground")


def _acts(token: Token) -> bool:
    """Whether a country or capital in this grammatical role stands for those who govern or represent it."""
    head, role = token.head, token.dep_
    if role == "conj":
        return _acts(head)
    if role == "nsubj":
        return head.lemma_ not in listed("toponyms", "staying")
    if role in ("dobj", "dative"):
        return head.lemma_ not in listed("toponyms", "moving") | listed("toponyms", "reaching")
    if role == "pobj":
        if head.lower_ in ("by", "with", "against", "between"):
            return True
        return head.lower_ == "for" and head.head.lemma_ not in listed("toponyms", "moving")
    if role == "poss":
        return head.lemma_ in listed("toponyms", "governing")
    return role in ("compound", "amod", "nmod") and head.pos_ in ("NOUN", "PROPN") and plain(token.text) != "latin"
