"""Who does what to whom in a parsed sentence: subjects and objects through passives, relative clauses, participles and "to"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from storykit.lexicons import lexicon

SUBJECTS = ("nsubj", "nsubjpass")
RELATIVE = ("WP", "WDT")
MODIFIERS = ("poss", "compound", "amod", "nmod")
SIDES = (("backs", 1), ("against", -1))


class Found(NamedTuple):
    """A stance still in tokens."""

    holder: Token
    target: Token
    polarity: int
    cue: list[Token]
    act: bool
    rule: str


def arguments(verb: Token) -> Iterator[tuple[Token, Token, str]]:
    """(holder, target, rule) of a verb in the active, the passive, a relative clause or behind "to"."""
    if any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in verb.children):
        patient = patient_of(verb)
        if patient is not None:
            yield from ((agent, patient, "stance-verb") for agent in agents(verb))
        return
    holder = subject_of(verb)
    if holder is None:
        return
    for target in objects_of(verb):
        yield from ((each, target, "stance-verb") for each in (holder, *_joined_by(verb)))
        if holder.lower_ in ("those", "countries", "nations") and (outer := _among(holder)) is not None:
            yield outer, target, "among-those"


def with_subject(verb: Token, targets: Sequence[Token]) -> Iterator[tuple[Token, Token, str]]:
    holder = subject_of(verb)
    if holder is not None:
        yield from ((holder, target, "stance-verb") for target in targets)


def agents(verb: Token) -> list[Token]:
    return [each for by in verb.children if by.dep_ == "agent" for each in by.children if each.dep_ == "pobj"]


def patient_of(verb: Token) -> Token | None:
    """Who undergoes a passive, also through "and" and a participle: "Peru, backed by Chile"."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return verb.head if child.tag_ in RELATIVE and verb.dep_ == "relcl" else child
    if verb.dep_ == "acl":
        return verb.head
    if verb.dep_ in ("conj", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
        return patient_of(verb.head)
    return None


def objects_of(verb: Token) -> list[Token]:
    """What a verb acts on; in "the man whom Peru backs", the man."""
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    if verb.dep_ == "relcl":
        objects = [verb.head if each.tag_ in RELATIVE else each for each in objects]
        if not objects and not any(child.tag_ in RELATIVE for child in verb.children):
            return [verb.head]
    return objects


def subjects_in(verb: Token) -> list[Token]:
    """The subjects that hang on a verb, or on its auxiliary, as the parser has it at times ("Peru is opposed to it")."""
    words = (verb, *(child for child in verb.children if child.dep_ in ("aux", "auxpass")))
    return [child for word in words for child in word.children if child.dep_ in SUBJECTS]


def subject_of(verb: Token) -> Token | None:
    """Who does it, also through "to", "and", a participle and a relative clause."""
    subjects = subjects_in(verb)
    if advised(verb):
        return subject_of(verb.head)
    if subjects:  # of a description and a name side by side, the one next to the verb
        nearest = [each for each in subjects if each.i < verb.i][-1:] or subjects
        return verb.head if nearest[0].tag_ in RELATIVE and verb.dep_ == "relcl" else nearest[0]
    above = verb.head
    if verb.dep_ == "acl":
        return owner_of(above) if above.lemma_ in lexicon("stances")["clause"]["words"] or verb.tag_ == "VB" else above
    if verb.dep_ in ("advcl", "xcomp") and above.dep_ == "acl":
        return above.head  # "the group formed to pressure X"
    if verb.dep_ == "pcomp":
        return _of_gerund(above)
    if verb.dep_ == "xcomp" and above.lemma_ in lexicon("stances")["clause"]["control"]:
        return None  # "asked him to support": not the subject's own stance
    if verb.dep_ in ("conj", "xcomp", "advcl") and above.pos_ in ("VERB", "AUX"):
        return subject_of(above)
    if verb.dep_ == "xcomp" and above.dep_ in ("acomp", "attr"):
        return subject_of(above.head)
    return None


def advised(verb: Token) -> bool:
    """ "Urged voters to reject Lee": whoever urges is against Lee."""
    to = any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
    advice = lexicon("stances")["clause"]["advise"]
    return to and verb.dep_ in ("xcomp", "ccomp", "advcl") and verb.head.lemma_ in advice


def _of_gerund(preposition: Token) -> Token | None:
    """Who does it in "joined Peru in condemning" (the subject) and "praised Peru for supporting" (the object)."""
    above = preposition.head
    objects = [child for child in above.children if child.dep_ == "dobj"]
    if preposition.lower_ == "for" and objects:
        return objects[0]
    if above.pos_ in ("VERB", "AUX"):
        return subject_of(above)
    if above.dep_ == "acomp":  # "aggressive in attacking"
        return subject_of(above.head)
    return owner_of(above) if above.pos_ == "NOUN" else None


def _joined_by(verb: Token) -> list[Token]:
    """Peru in "Chile joined Peru in condemning"."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "in" and verb.head.head.lemma_ == "join":
        return [child for child in verb.head.head.children if child.dep_ == "dobj"]
    return []


def owner_of(noun: Token) -> Token | None:
    """Whose a statement or a step is: "Peru's letter", "the Peruvian move", "Peru issued a letter"."""
    for child in noun.children:
        if child.tag_ != "PRP$" and (child.dep_ == "poss" or child.dep_ in MODIFIERS and child.text[0].isupper()):
            return child
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    if above.pos_ in ("VERB", "AUX") and noun.dep_ in ("dobj", "attr", "pobj"):
        return subject_of(above)
    return owner_of(above) if noun.dep_ == "pobj" and above.pos_ == "NOUN" else None


def _among(token: Token) -> Token | None:
    """ "Russia is among those that …": from "those" to Russia."""
    if token.dep_ == "pobj" and token.head.lower_ == "among" and token.head.head.lemma_ == "be":
        return next((child for child in token.head.head.children if child.dep_ == "nsubj"), None)
    return None


def behind(words: Sequence[Token], prepositions: Sequence[str]) -> list[Token]:
    """The nouns behind a preposition, and behind one that is joined to it: "of Peru and of most others"."""
    found: list[Token] = []
    for child in (child for word in words for child in word.children):
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in prepositions:
            for preposition in (child, *child.conjuncts):
                found += [each for each in preposition.children if each.dep_ == "pobj"]
    return found


def negated(token: Token) -> bool:
    """Under "not", "never", "without", "no", "no longer"."""
    nothing = ("no", "without", "never", "neither")
    return any(
        child.dep_ == "neg" or child.lower_ in nothing or child.lower_ == "longer" and any(child.children)
        for child in token.children
    )


def unreal(token: Token) -> bool:
    """Under a modal: nobody has done it."""
    return any(
        child.dep_ == "aux" and child.lower_ in lexicon("stances")["clause"]["unreal"] for child in token.children
    )
