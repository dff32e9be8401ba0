"""Questions to the grammar of a clause: its voice, its mood, its complements, and the words that make up its verb."""

from __future__ import annotations

from spacy.tokens import Token

CUE_PARTS = ("aux", "auxpass", "neg", "prt", "advmod")


def is_marked(verb: Token, word: str) -> bool:
    return any(child.lower_ == word and child.dep_ in ("aux", "mark") for child in verb.children)


def object_of(verb: Token) -> list[Token]:
    return [
        child for child in verb.children if child.dep_ in ("dobj", "obj") and child.i > verb.i and child.tag_ != "WP"
    ][:1]


def is_passive(verb: Token) -> bool:
    return any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)


def is_state(verb: Token) -> bool:
    """Whether a participle tells a state: "is worried", not "has worried"."""
    return verb.tag_ == "VBN" and not any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)


def is_denied(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


def is_supposed(verb: Token) -> bool:
    """Whether it only may be said: "would say", "could argue"."""
    return any(
        child.dep_ == "aux" and child.tag_ == "MD" and child.lower_ not in ("will", "'ll") for child in verb.children
    )


def is_said_of(child: Token) -> bool:
    """Whether a complement of a passive is what is said: "to be abroad"."""
    return child.dep_ in ("xcomp", "ccomp", "oprd") or (
        child.dep_ == "advcl" and is_marked(child, "by") and is_marked(child, "to")
    )


def has_more(verb: Token) -> bool:
    """Whether a verb has a complement or clause of its own that is no content."""
    return any(child.dep_ in ("dobj", "xcomp", "ccomp", "conj", "advcl", "acomp", "attr") for child in verb.children)


def cue_of(verb: Token) -> list[Token]:
    """The verb with the auxiliaries and adverbs that stand directly before it, and its particle."""
    parts = {child.i for child in verb.children if child.dep_ in CUE_PARTS}
    first = last = verb.i
    while first - 1 in parts:
        first -= 1
    while last + 1 in parts and verb.doc[last + 1].dep_ == "prt":
        last += 1
    return list(verb.doc[first : last + 1])


def phrase_of(head: Token) -> list[Token]:
    """A source: the head with all that belongs to it, up to a verb's own words."""
    tokens = list(head.doc[head.left_edge.i : head.right_edge.i + 1])
    while len(tokens) > 1 and (tokens[-1].is_space or tokens[-1].is_punct and tokens[-1].text not in ")"):
        tokens.pop()
    while len(tokens) > 1 and (tokens[0].is_space or tokens[0].is_punct and tokens[0].text != "("):
        tokens.pop(0)
    return tokens
