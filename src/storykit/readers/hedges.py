"""Finds words that lower the commitment to what is said, and whose doubt it is.

Rules:
- `modal`: "could", "may", "might", with an adverb beside it ("would likely")
- `adverb`: "reportedly", "probably"
- `verb`: a verb that holds back ("suggests", "is believed")
- `about-a-number`: an approximator before a number ("nearly 100")
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from storykit.lexicons import lexicon
from storykit.parse import Parse, span_of
from storykit.story import Attribution, Hedge, Span


def find_hedges(parse: Parse, attributions: Sequence[Attribution]) -> tuple[Hedge, ...]:
    """Every hedge in the order of the text; `whose` is the innermost attribution it stands in, None for the reporter."""
    found = [(span_of(tokens), kind, rule) for doc in parse.docs for tokens, kind, rule in _cues(doc)]
    return tuple(
        Hedge(evidence=span, rule=rule, kind=kind, whose=_whose(span, attributions))
        for span, kind, rule in sorted(found)
    )


def _cues(doc: Doc) -> Iterator[tuple[list[Token], str, str]]:
    words = lexicon("hedges")
    used: set[int] = set()
    for token in doc:
        if token.i in used:
            continue
        if number := _about_number(token):
            used |= {each.i for each in number}
            yield number, "approximator", "about-a-number"
        elif token.tag_ == "MD" and token.lower_ in words["shield_modals"]:
            yield [token], "shield", "modal"
        elif token.pos_ in ("ADV", "ADJ") and token.lower_ in words["shield_adverbs"]:
            modal = [each for each in doc[max(token.i - 1, 0) : token.i] if each.tag_ == "MD"]
            yield [*modal, token], "shield", "modal" if modal else "adverb"
        elif token.pos_ == "VERB" and token.lemma_ in words["shield_verbs"]:
            passive = [each for each in token.children if each.dep_ == "auxpass" and each.i == token.i - 1]
            yield [*passive, token], "shield", "verb"


@cache
def _approximators() -> dict[str, list[list[str]]]:
    """The approximators, as lists of words, by their first word."""
    found: dict[str, list[list[str]]] = {}
    for phrase in lexicon("hedges")["approximators"]:
        words = phrase.split()
        found.setdefault(words[0], []).append(words)
    return found


def _about_number(token: Token) -> list[Token]:
    """The approximator that begins here and has a number right behind it; nothing otherwise."""
    doc = token.doc
    for words in _approximators().get(token.lower_, ()):
        end = token.i + len(words)
        tokens = list(doc[token.i : end])
        if [each.lower_ for each in tokens] == words and end < len(doc) and _counts(doc[end]):
            return tokens
    return []


def _counts(token: Token) -> bool:
    """Whether a token is a number, or does a number's work."""
    return token.like_num or token.is_currency or token.lower_ in ("half", "all", "every", "dozens", "hundreds")


def _whose(span: Span, attributions: Sequence[Attribution]) -> Attribution | None:
    around = [each for each in attributions if each.cue.overlaps(span) or any(c.covers(span) for c in each.content)]
    return min(around, key=lambda each: each.evidence.end - each.evidence.start, default=None)
