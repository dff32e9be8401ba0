"""The word lists of reporting as sets: verbs by what they take, nouns for those who speak, names of media."""

from __future__ import annotations

from functools import cache

from storykit.lexicons import lexicon


@cache
def listed(name: str) -> frozenset[str]:
    """The verbs, nouns or adjectives of one frame."""
    return frozenset(lexicon("reporting_verbs")["frames"][name].split())


@cache
def with_prepositions(name: str) -> dict[str, frozenset[str]]:
    """ "argue:for,against" as {"argue": {"for", "against"}}."""
    pairs = (entry.partition(":") for entry in lexicon("reporting_verbs")["frames"][name].split())
    return {word: frozenset(prepositions.split(",")) for word, _, prepositions in pairs}


@cache
def nouns_for(*kinds: str) -> frozenset[str]:
    """The nouns for some kinds of sources ("anonymous", "document"), or the endings of nouns for people ("endings")."""
    return frozenset(noun for kind in kinds for noun in lexicon("sources")["nouns"][kind].split())


@cache
def media_names() -> frozenset[str]:
    """Newspapers, agencies and broadcasters by their names."""
    return frozenset(each.strip() for each in lexicon("sources")["media"]["names"].split("|"))
