"""Whom a demonym means: a country, some of its people, or nobody."""

from __future__ import annotations

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from storykit.lexicons import listed


def is_a_people(demonym: DocSpan | None) -> bool:
    """Whether a demonym is a noun for some of a people ("Peruvians", "a Peruvian"), not for the country ("the Peruvians")."""
    last = demonym[-1] if demonym is not None else None
    return last is not None and not _describes(last) and not any(child.lower_ == "the" for child in last.children)


def describes_people(demonym: DocSpan | None) -> bool:
    """Whether a demonym says where people come from who do not act for the country: "a Peruvian team", not "Peruvian troops".

    Such an adjective names nobody: Peru could not stand in its place, and does not take part in the story through it.
    """
    if demonym is None or not _describes(last := demonym[-1]):
        return False
    people = listed("sources", "nouns", "anonymous")
    described = {word.lemma_.lower() for word in last.doc[last.i + 1 : last.head.i + 1]}
    if not described.isdisjoint(listed("stances", "speaks_for", "state")):
        return False
    return last.head.ent_type_ == "PERSON" or not described.isdisjoint(people | listed("people", "no_state"))


def _describes(token: Token) -> bool:
    return token.dep_ in ("amod", "compound", "nmod") and token.head.i > token.i
