"""The frames of a verb: which of its complements are what is said."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from spacy.tokens import Token

from storykit.readers.attributions.grammar import is_marked, object_of
from storykit.readers.attributions.words import listed, with_prepositions


def _clause(verb: Token) -> list[Token]:
    """The finite clause; also where the parser hangs it on the noun of "in a statement that …"."""
    if own := [child for child in verb.children if child.dep_ == "ccomp"]:
        return own[:1]
    inside = [noun for child in verb.children if child.dep_ == "prep" and child.i > verb.i for noun in child.children]
    return [
        child
        for noun in inside
        for child in noun.children
        if child.dep_ in ("acl", "relcl", "ccomp") and child.tag_ != "VBG" and is_marked(child, "that")
    ][:1]


def _infinitive(verb: Token) -> list[Token]:
    """What somebody hopes or promises to do."""
    return [child for child in verb.children if child.dep_ == "xcomp" and is_marked(child, "to")]


def _order(verb: Token) -> list[Token]:
    """An object and its infinitive, which the parser reads as one clause or as two complements."""
    clause = [child for child in verb.children if child.dep_ in ("ccomp", "xcomp") and is_marked(child, "to")]
    return [*object_of(verb), *clause] if clause else []


def _naming(verb: Token) -> list[Token]:
    """What stands behind the verb as a predicate, with the object it is said of."""
    predicate = [
        child for child in verb.children
        if child.i > verb.i and (child.dep_ in ("oprd", "ccomp", "xcomp") or (child.dep_ == "prep" and child.lower_ == "as"))
    ]  # fmt: skip
    return [*object_of(verb), *predicate] if predicate else []


def _charge(verb: Token) -> list[Token]:
    """Whom a verb accuses or praises, and of what."""
    charge = [child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("of", "for", "with")]
    charge += [
        each for child in object_of(verb) for each in child.children if each.dep_ == "prep" and each.lower_ == "of"
    ]
    return [*object_of(verb), *charge] if charge and object_of(verb) else []


def _about(verb: Token) -> list[Token]:
    """What stands behind the preposition that a verb goes with: "call for", "warn of"."""
    prepositions = with_prepositions("about").get(verb.lemma_, ())
    found = [child for child in verb.children if child.dep_ in ("prep", "agent") and child.lower_ in prepositions]
    return [each for child in found[:1] for each in child.children if each.dep_ in ("pobj", "pcomp")]


FRAMES: dict[str, Callable[[Token], list[Token]]] = {  # in the order in which they are tried
    "naming": _naming,
    "charge": _charge,
    "order": _order,
    "clause": _clause,
    "infinitive": _infinitive,
    "about": _about,
    "object": object_of,
}


def takes(verb: Token, frame: str) -> bool:
    """Whether a verb is in the list of a frame."""
    return verb.lemma_ in (with_prepositions(frame) if frame == "about" else listed(frame))


@cache
def any_cue() -> frozenset[str]:
    """Every word that an attribution can hang on; of verbs and nouns, the lemmas."""
    verbs = (listed(frame) for frame in FRAMES if frame != "about")
    others = (listed("adjective"), listed("passive"), listed("viewpoint"), ("according", "per"))
    return frozenset().union(*verbs, *others, with_prepositions("about"), with_prepositions("noun"))
