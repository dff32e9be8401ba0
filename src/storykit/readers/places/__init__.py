"""Puts the place names of an article on the map, and tells a place on the ground from the government it stands for.

Rules:
- `gazetteer`: the only place of that name ("Reykjavik")
- `capital`: the capital, where its name has others too ("Lima")
- `stated`: the one in the state or country named right behind it ("Paris, Texas")
- `context`: of several places of that name, the one that fits the article's other places ("Paris", beside "Dallas")
- `most-people`: of several, the one with far more people than all others ("London")
- `unresolved`: two candidates remain, or the gazetteer has none ("Springfield")
- `inside-name`: a place that gives its name to a body ("the Lima police")
- `demonym`: a word for a country's people or things, used as an adjective ("Peruvian troops")
- `dateline`: where the story was filed ("LIMA, March 3 -")
Which of several places is meant follows Leidner 2007, "Toponym resolution in text": one sense for a name in an article,
the state or country behind it, what else the article names, nearness, and people as the prior. Usage follows the
grammar: a country or capital that acts, speaks or is dealt with is "associative" (Markert and Nissim 2002 on
metonymy), so is a place inside the name of a body; one that something happens in, at or near is "literal".

The parts: `toponyms` (the words that may name a place), `resolver` (which place they mean), `usage` (on the ground, or for a
government).
"""

from __future__ import annotations

from collections.abc import Sequence

from storykit.gazetteer import Locality, localities
from storykit.lexicons import listed
from storykit.parse import Parse
from storykit.readers.places.resolver import Resolver
from storykit.readers.places.toponyms import Toponym, inside, is_too_small, named
from storykit.readers.places.usage import is_on_the_ground, usage_of
from storykit.story import Mention, Place, Span


def find_places(parse: Parse, names: Sequence[Mention]) -> tuple[Place, ...]:
    """Each mention of a place, in the order of the text; coordinates None where it is not settled which one.

    Args:
        parse: the parsed article.
        names: its proper names; those of kind "place" and the demonyms are put on the map.

    Returns:
        One finding a mention, offsets in the article's text, degrees in WGS 84.
    """
    toponyms = list(named(parse, names))
    toponyms += list(inside(parse, names, toponyms))
    resolver = Resolver((toponym.words, toponym.stated) for toponym in toponyms)
    found = []
    for toponym in toponyms:
        locality, rule = resolver.place(toponym.words, toponym.stated)
        if _is_a_place(parse, toponym, locality, resolver):
            usage = usage_of(parse, toponym, locality)
            found.append(_place(toponym.span, toponym.words, locality, toponym.rule or rule, usage))
    return tuple(sorted(found, key=lambda place: place.evidence))


def _place(span: Span, words: str, locality: Locality | None, rule: str, usage: str) -> Place:
    if locality is None:
        return Place(evidence=span, rule=rule, name=words, country=None, latitude=None, longitude=None, usage=usage)
    name = words if locality.kind in ("city", "county") else locality.name
    return Place(
        evidence=span, rule=rule, name=name, country=locality.country, latitude=locality.latitude,
        longitude=locality.longitude, usage=usage,
    )  # fmt: skip


def _is_a_place(parse: Parse, toponym: Toponym, locality: Locality | None, resolver: Resolver) -> bool:
    """Whether the words are enough like a place's name: in the list of places, or "in" or "near" before them."""
    if toponym.words.lower() in listed("toponyms", "not_places"):
        return False
    if toponym.rule == "dateline" or toponym.stated is not None:
        return True
    if locality is not None:
        return resolver.is_at_home(locality) or is_on_the_ground(parse, toponym.span)
    if toponym.rule is not None or is_too_small(toponym.words):
        return False
    if toponym.words.lower().split()[-1] in listed("toponyms", "natural"):
        return True
    return bool(localities(toponym.words)) or is_on_the_ground(parse, toponym.span)
