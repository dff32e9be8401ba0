"""The word lists that the parts of this reader share."""

from __future__ import annotations

from functools import cache

from storykit.lexicons import lexicon, listed

HUMAN_ENDINGS = tuple(listed("sources", "nouns", "endings"))


@cache
def given_names() -> frozenset[str]:
    return listed("given_names", "he") | listed("given_names", "she")


@cache
def listed_bodies() -> dict[str, frozenset[str]]:
    """The names of well-known bodies, clubs and media, and the first words of them."""
    lists = (*(lexicon("bodies")[kind] for kind in ("well_known", "clubs")), _sure_media())
    whole = frozenset(name.strip() for names in lists for name in names.split("|"))
    return {"whole": whole, "first": frozenset(name.split()[0] for name in whole if name)}


def _sure_media() -> str:
    """The media whose names are no common words: of two words or more, or in capitals."""
    names = (name.strip() for name in lexicon("sources")["media"]["names"].split("|"))
    return "|".join(name for name in names if " " in name or (len(name) > 2 and name.isupper()))
