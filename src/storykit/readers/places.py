"""Puts the place names of an article on the map, and tells a place on the ground from the government it stands for.

Rules:
- `gazetteer`: a country, or the only place of that name
- `capital`: the capital, where its name has others too
- `context`: of several places of that name, the one in a country (or state) that the article names
- `most-people`: of several, the one that is far larger than all others
- `unresolved`: two candidates remain, or the gazetteer has none
- `dateline`: where the story was filed
Usage follows the grammar: a country or capital that acts, speaks or is dealt with is "associative" (Markert and Nissim
2002 on metonymy); one that something happens in, at or near is "literal".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Token

from storykit.gazetteer import Locality, country_code, demonym_code, localities, plain, seat_code
from storykit.parse import Parse
from storykit.story import Mention, Place, Span

FAR_LARGER = 5  # times as many people as the next candidate
ON_THE_GROUND = frozenset(
    [
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "into",
        "across",
        "throughout",
        "around",
        "within",
        "from",
        "to",
        "toward",
        "towards",
    ]
)
STAYING = frozenset(["be", "have", "lie", "remain", "sit", "border", "become", "belong"])
MOVING = frozenset(["leave", "depart", "head", "fly", "sail", "travel", "flight", "bind", "set"])


def find_places(parse: Parse, names: Sequence[Mention]) -> tuple[Place, ...]:
    """Each mention of a place, in the order of the text; coordinates None where it is not settled which one."""
    text = parse.article.text
    votes = _countries_named(text, names)
    found = [_dateline(parse, votes)] if parse.article.dateline else []
    for name in names:
        words = text[name.evidence.start : name.evidence.end]
        if name.kind == "place":
            behind = text[name.evidence.end : name.evidence.end + 40]
            locality, rule = _resolve(words, behind, votes)
            found.append(_place(name.evidence, words, locality, rule, _usage(parse, name.evidence, words)))
    return tuple(sorted((place for place in found if place), key=lambda place: place.evidence))


def _place(span: Span, words: str, locality: Locality | None, rule: str, usage: str) -> Place:
    if locality is None:
        return Place(evidence=span, rule=rule, name=words, country=None, latitude=None, longitude=None, usage=usage)
    name = locality.name if locality.kind == "country" else words
    return Place(
        evidence=span, rule=rule, name=name, country=locality.country, latitude=locality.latitude,
        longitude=locality.longitude, usage=usage,
    )  # fmt: skip


def _dateline(parse: Parse, votes: Counter[str]) -> Place | None:
    line = parse.article.dateline
    if line is None:
        return None
    behind = parse.article.text[line.evidence.end : line.evidence.end + 40]
    locality, _ = _resolve(line.place, behind, votes)
    return _place(line.evidence, line.place, locality, "dateline", "dateline")


def _countries_named(text: str, names: Sequence[Mention]) -> Counter[str]:
    """How often the article names each country or its people."""
    words = (text[name.evidence.start : name.evidence.end] for name in names)
    return Counter(code for each in words if (code := country_code(each) or demonym_code(each)))


def _resolve(words: str, behind: str, votes: Counter[str]) -> tuple[Locality | None, str]:
    candidates = localities(words)
    if not candidates:
        return None, "unresolved"
    if country_code(words) or len(candidates) == 1:
        return candidates[0], "gazetteer"
    if stated := _stated(candidates, behind):
        return stated, "context"
    if code := seat_code(words):
        capitals = [each for each in candidates if each.country == code and each.kind == "city"]
        if capitals:
            return capitals[0], "capital"
    near = [each for each in candidates if votes[each.country]]
    if (
        near
        and len({each.country for each in near}) == 1
        and near[0].population * FAR_LARGER > candidates[0].population
    ):
        return near[0], "context"
    if candidates[0].population > FAR_LARGER * candidates[1].population:
        return candidates[0], "most-people"
    return None, "unresolved"


def _stated(candidates: Sequence[Locality], behind: str) -> Locality | None:
    """The candidate in the state or country named right behind: "Paris, Texas"."""
    if not behind.startswith(", "):
        return None
    words = behind[2:].replace(",", " ").split()
    for length in (3, 2, 1):
        for around in localities(" ".join(words[:length]).rstrip(".")):
            for each in candidates:
                if around.kind != "city" and each.country == around.country and around.area in (None, each.area):
                    return each
    return None


def _usage(parse: Parse, span: Span, words: str) -> str:
    tokens = parse.tokens_in(span)
    if tokens is None or not (country_code(words) or seat_code(words)):
        return "literal"
    return "associative" if _acts(tokens.root) else "literal"


def _acts(token: Token) -> bool:
    """Whether a country or capital in this grammatical role stands for those who govern or represent it."""
    head, role = token.head, token.dep_
    if role == "conj":
        return _acts(head)
    if role == "nsubj":
        return head.lemma_ not in STAYING
    if role in ("dobj", "dative"):
        return head.lemma_ not in {*MOVING, "reach", "enter", "visit", "cross", "invade", "tour"}
    if role == "pobj":
        if head.lower_ in ("by", "with", "against", "between"):
            return True
        return head.lower_ == "for" and head.head.lemma_ not in MOVING
    if role == "poss":
        return head.lemma_ in (
            "government",
            "ministry",
            "administration",
            "president",
            "minister",
            "official",
            "leader",
        )
    return role in ("compound", "amod", "nmod") and head.pos_ in ("NOUN", "PROPN") and plain(token.text) != "latin"
