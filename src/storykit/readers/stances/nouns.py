"""Stances from nouns and adjectives: "support for", "a critic of", "loyal to", "tensions between"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Token

from storykit.lexicons import lexicon
from storykit.readers.stances.grammar import MODIFIERS, SIDES, Found, behind, subject_of, subjects_in


@cache
def noun_cues() -> frozenset[str]:
    """The nouns and adjectives that the patterns below begin at."""
    words, kinds = lexicon("stances"), ("nouns", "people", "adjectives", "joined")
    lists = [*(words[side][kind] for side, _ in SIDES for kind in kinds), *words["mutual"].values()]
    return frozenset(word for each in lists for word in each)


def of_noun(noun: Token) -> Iterator[Found]:
    """ "Y's support for X", "Y voiced support for X", "X has the backing of Y", "spoke in support of X"."""
    for side, polarity in SIDES:
        prepositions = lexicon("stances")[side]["nouns"].get(noun.lemma_.lower())
        if prepositions is None:
            continue
        targets = behind([noun], prepositions)
        for owner in _modifiers(noun):
            yield from (Found(owner, each, polarity, [noun], False, "stance-noun") for each in targets)
        for holder, target in _carried(noun, targets, prepositions):
            yield Found(holder, target, polarity, [noun], False, "stance-noun")


def _carrier(noun: Token) -> Token:
    """The verb a noun hangs on, through "in support of" and "called for sanctions on"."""
    return noun.head.head if noun.head.lower_ in ("in", "for", "under") else noun.head


def _carried(noun: Token, targets: list[Token], prepositions: Sequence[str]) -> Iterator[tuple[Token, Token]]:
    """(holder, target) of a noun that a verb carries from one to the other."""
    verb, words = _carrier(noun), lexicon("stances")["carry"]
    subject = subject_of(verb) if verb.pos_ == "VERB" else None
    if subject is None:
        return
    inside = noun.head.lower_ == "in" and noun.lemma_ in words["inside"]
    inside = inside or noun.head.lower_ == "for" and verb.lemma_ in lexicon("stances")["clause"]["push"]
    under = noun.head.lower_ == "under"  # "came under fire from"
    got = under or noun.dep_ == "dobj" and verb.lemma_ in words["get"]
    owners = behind([noun, verb], ("of", "from", "by")) if got else []
    if owners:
        yield from ((owner, subject) for owner in owners)
    elif inside or noun.dep_ == "dobj" and verb.lemma_ in words["give"]:
        given = [child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"]
        beside = [] if inside else behind([verb], [each for each in prepositions if each not in ("in", "of")])
        yield from ((subject, target) for target in [*(targets or beside), *given])


def _modifiers(noun: Token) -> list[Token]:
    """Whose a noun is: "Peru's support", "Peruvian support", "support by Peru", "support from Peru"."""
    named = [
        child
        for child in noun.children
        if child.dep_ in MODIFIERS and (child.dep_ == "poss" or child.text[0].isupper())
    ]
    return named + behind([noun], ("by", "from"))


def supporter(noun: Token) -> Iterator[Found]:
    """ "Y is an ally of X", "Y, a critic of X", "X's ally Y", "the X critic Y"."""
    for side, polarity in SIDES:
        if noun.lemma_.lower() not in lexicon("stances")[side]["people"]:
            continue
        targets = [child for child in noun.children if child.dep_ in ("poss", "compound") and child.text[0].isupper()]
        targets += behind([noun], ("of", "to"))
        for holder in _bearers(noun):
            yield from (Found(holder, each, polarity, [noun], False, "supporter") for each in targets if each != holder)


def _bearers(noun: Token) -> list[Token]:
    """Who is called by a noun: its subject, what it stands beside, the name behind it."""
    one = noun.head.head  # "is one of X's critics", "emerged as a critic of X"
    if (
        noun.dep_ == "pobj"
        and noun.head.lower_ == "of"
        and one.lemma_ in ("one", "some", "many")
        or one.lower_ == "among"
    ):
        return _bearers(one)
    if noun.dep_ == "pobj" and noun.head.lower_ in ("as", "among") and one.pos_ in ("VERB", "AUX"):
        return [each for each in (subject_of(one),) if each is not None]
    if noun.dep_ == "attr":
        return [each for each in (subject_of(noun.head),) if each is not None]
    found = [noun.head] if noun.dep_ == "appos" else []
    return found + [child for child in noun.children if child.dep_ == "appos" and child.pos_ == "PROPN"]


def mutual(noun: Token) -> Iterator[Found]:
    """ "Tensions between X and Y", each against the other."""
    for side, polarity in SIDES:
        if noun.lemma_.lower() in lexicon("stances")["mutual"][side]:
            for first in behind([noun], ("between",)):
                for second in first.conjuncts:
                    yield Found(first, second, polarity, [noun], False, "mutual")
                    yield Found(second, first, polarity, [noun], False, "mutual")


def of_adjective(word: Token) -> Iterator[Found]:
    """ "Y is critical of X"; "Y, loyal to X"."""
    for side, polarity in SIDES:
        prepositions = lexicon("stances")[side]["adjectives"].get(word.lower_)
        if prepositions is None:
            continue
        for holder in _described(word):
            for target in behind([word], prepositions):
                yield Found(holder, target, polarity, [word], False, "stance-adjective")


def _described(word: Token) -> list[Token]:
    """Who an adjective is said of."""
    if word.dep_ in ("acomp", "attr", "oprd") and (subject := subject_of(word.head)) is not None:
        return [subject]
    if word.dep_ in ("amod", "acl", "appos") and word.i > word.head.i:
        return [word.head]
    return subjects_in(word)


def joined(word: Token) -> Iterator[Found]:
    """ "Y-backed X"."""
    for side, polarity in SIDES:
        if (
            word.lower_ in lexicon("stances")[side]["joined"]
            and word.i > word.sent.start + 1
            and word.nbor(-1).text == "-"
        ):
            holder, target = word.nbor(-2), word
            while target.pos_ not in ("NOUN", "PROPN") and target.head != target:
                target = target.head
            if target.i > word.i:
                yield Found(holder, target, polarity, [word], False, "stance-adjective")
