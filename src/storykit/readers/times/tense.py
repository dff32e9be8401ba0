"""Which way the verb over a time looks: into the past or ahead."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from storykit.lexicons import lexicon

MODALS = frozenset("will 'll wo shall would 'd may might could can should must".split())
PAST = frozenset("had did was were has have 've".split())
PRESENT = frozenset("is are am 's 're 'm does do".split())
PLANNING = frozenset("schedule plan slate postpone adjourn".split())  # past tense, but what they name lies ahead


def tense(tokens: DocSpan) -> int:
    """Where the verb over a time puts it: -1 in the past, 2 ahead, 1 ahead by its present tense, 0 where it does not say."""
    words = [token.lower_ for token in tokens.doc[max(0, tokens.start - 2) : tokens.start]]
    if words[-1:] == ["since"]:
        return -1
    if words in (["early", "as"], ["soon", "as"]):
        return 2
    over = next((way for above in _governors(tokens.root) if (way := _way(above))), 0)
    if over == 1 and tokens.root.dep_ in ("poss", "compound", "nmod"):  # "opposes Wednesday's ruling"
        return 0
    return 2 if words[-1:] in (["until"], ["by"], ["through"]) and over >= 0 else over


def _governors(token: Token) -> Iterator[Token]:
    """What governs a token, from near to far, up to the first finite verb."""
    for above in token.ancestors:
        yield above
        if above.tag_ in ("VBD", "VBP", "VBZ"):
            return


def _way(token: Token) -> int:
    """Where one word puts what hangs on it: -1, 1 and 2 as for `tense`, 0 where it leaves that to what is above it."""
    forward = token.lower_ in listed("forward") or token.lemma_.lower() in listed("forward")
    if token.pos_ not in ("VERB", "AUX"):
        return 2 * forward
    helpers = {child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")}
    if helpers & MODALS:
        return -1 if helpers & {"have", "'ve"} else 2
    if token.tag_ == "VBD" or helpers & PAST:
        return 2 if token.lemma_ in PLANNING else -1
    if forward or _is_to(token):
        return 2
    if token.tag_ in ("VBP", "VBZ") or helpers & PRESENT:
        return int(token.lemma_ not in listed("reporting"))
    return -1 if token.tag_ == "VBN" and not helpers else 0


def _is_to(token: Token) -> bool:
    """Whether it is the "is" of "is to meet"."""
    return token.lemma_ == "be" and any(child.dep_ == "xcomp" and child.tag_ == "VB" for child in token.children)


@cache
def listed(name: str) -> frozenset[str]:
    return frozenset(lexicon("times")["words"][name])
