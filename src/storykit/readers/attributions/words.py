"""The word lists of reporting as sets: verbs by what they take, nouns for those who speak, names of media."""

from __future__ import annotations

from functools import cache

from storykit.lexicons import lexicon


@cache
def listed(name: str, file: str = "reporting_verbs", table: str = "frames") -> frozenset[str]:
    return frozenset(lexicon(file)[table][name].split())


@cache
def with_prepositions(name: str) -> dict[str, frozenset[str]]:
    """ "argue:for,against" as {"argue": {"for", "against"}}."""
    pairs = (entry.partition(":") for entry in lexicon("reporting_verbs")["frames"][name].split())
    return {word: frozenset(prepositions.split(",")) for word, _, prepositions in pairs}


def nouns_for(kind: str) -> frozenset[str]:
    return listed(kind, "sources", "nouns")


@cache
def media_names() -> frozenset[str]:
    return frozenset(each.strip() for each in lexicon("sources")["media"]["names"].split("|"))
