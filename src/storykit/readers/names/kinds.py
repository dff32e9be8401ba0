"""What kind each name is, by all that speaks for it in the whole article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from spacy.tokens import Token

from storykit.gazetteer import country_code, localities, plain
from storykit.lexicons import listed
from storykit.readers.names.lists import given_names, listed_bodies
from storykit.readers.names.lone import has_an_age, is_human_noun
from storykit.readers.names.name import SCORE, Name

TOWN = 5_000  # people of a place that "in" before its name speaks for
Votes = defaultdict[str, defaultdict[str, float]]  # key of a name -> kind -> what speaks for it


def kinds_of(names: Iterable[Name], votes: Votes) -> dict[str, str]:
    """By its key: the kind of each name that most speaks for in the whole article, once these names have voted too."""
    for name in names:
        for kind, weight in _evidence(name):
            votes[name.key][kind] += weight
    return {key: max(each, key=each.__getitem__) for key, each in votes.items()}


def _evidence(name: Name) -> Iterator[tuple[str, float]]:
    """What speaks for which kind: the model's own word, the words of the name, and those around it."""
    yield name.kind, 1.0
    first, whole = name.tokens[0], " ".join(name.words)
    if name.key in listed("people", "creeds") or (len(name.tokens) == 1 and any(map(str.isdigit, first.text))):
        yield "other", 9.0
    if name.key in listed("people", "peoples"):
        yield "group", 9.0
    before = first.nbor(-1).lower_ if first.i else ""
    if whole in listed_bodies()["whole"]:
        yield "organisation", 4.0
    elif _names_a_body(name):
        yield "organisation", 3.0
    elif before in listed("people", "before_a_name") or _is_a_human(name):
        yield "person", 3.0
    elif before in listed("people", "before_a_thing"):
        yield "other", 2.0
    elif before in listed("people", "before_a_body") or _is_a_club(name):
        yield "organisation", 2.0
    elif len(name.words) > 1 and name.tokens[-1].lower_ in listed("toponyms", "too_small"):
        yield "place", 2.5
    elif _stands_as_a_place(name, before) and any(each.population > TOWN for each in localities(whole)):
        yield "place", 2.0
    elif name.kind != "group" and _is_area(name):
        yield "place", 1.5


def _is_area(name: Name) -> bool:
    """Whether a name of one word is that of a state or province, and no first name: "Tuscany", not "Victoria"."""
    if len(name.words) > 1 or name.key in given_names():
        return False
    found = localities(name.words[0])
    return bool(found) and found[0].kind == "area" and plain(found[0].name) == name.key


def _names_a_body(name: Name) -> bool:
    """By a word for a body at its end, or before "of" or "for" inside: "Bank of Peru"."""
    bodies = listed("people", "bodies")
    if name.tokens[-1].lower_ in bodies:
        return True
    inside = pairwise(token.lower_ for token in name.tokens)
    return any(word in bodies and small in ("of", "for") for word, small in inside)


def _is_a_human(name: Name) -> bool:
    """By a first name, a noun for humans before it ("author Ann Lee") or behind a comma, or an age: "Ann Lee, 32,"."""
    first, last = name.tokens[0], name.tokens[-1]
    if 1 < len(name.words) < 4 and first.lower_ in given_names() and all(word[0].isupper() for word in name.words):
        return True
    if has_an_age(last):
        return True
    if name.kind == "place" and localities(" ".join(name.words)):
        return False
    before = first.nbor(-1) if first.i and len(name.words) > 1 else None
    if before is not None and before.pos_ == "NOUN" and before.tag_ == "NN" and is_human_noun(before):
        return True
    return any(child.dep_ == "appos" and child.pos_ == "NOUN" and is_human_noun(child) for child in last.children)


def _is_a_club(name: Name) -> bool:
    """Whether a city's name is its club's: "Lima beat Cusco 3-1"; a country's team is its country."""
    last = name.tokens[-1]
    if name.kind != "place" or country_code(" ".join(name.words)):
        return False
    return _plays(last) and SCORE.search(last.sent.text) is not None


def _plays(token: Token) -> bool:
    """Whether a name is who plays, or against whom: the subject or object of "beat", "to" behind "lost"."""
    against = token.dep_ == "pobj" and token.head.lower_ in ("to", "against", "with", "by")
    verb = token.head.head if against else token.head
    while verb.dep_ == "conj" and verb.pos_ != "VERB":
        verb = verb.head
    return verb.lemma_ in listed("bodies", "plays") and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "conj")


def _stands_as_a_place(name: Name, before: str) -> bool:
    """ "In [Lima]", "the town of [Lima]", "Ann Lee, 32, of [Lima]", "a [Lima] man"."""
    first, last = name.tokens[0], name.tokens[-1]
    if before in ("in", "near", "downtown"):
        return True
    if last.i + 1 < len(last.doc) and last.nbor(1).lower_ in listed("toponyms", "at_home"):
        return True
    outer = first.nbor(-2).lower_ if before == "of" and first.i > 1 else ""
    return outer == "," or outer in listed("people", "before_a_place")
