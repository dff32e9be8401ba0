"""Makes an event of each clause that says when, labelled in the article's own words.

Rules:
- `dated-clause`: the verb that the time hangs on, with its subject and object ("two planes landed outside Caracas")
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from storykit.parse import Parse, span_of
from storykit.story import Attribution, Event, Span, TimeExpression

NEAR_LEFT = frozenset(["det", "compound", "amod", "nummod", "poss", "neg", "nmod", "quantmod"])
OBJECTS = ("dobj", "attr", "oprd", "dative", "prep", "agent", "acomp", "xcomp")


def find_events(
    parse: Parse, times: Sequence[TimeExpression], attributions: Sequence[Attribution]
) -> tuple[Event, ...]:
    """An event for each dated time of the paragraphs whose clause has a verb, in the order of the text."""
    found = []
    for time in times:
        tokens = parse.tokens_in(time.evidence) if time.first is not None else None
        verb = _verb_over(tokens.root) if tokens is not None and tokens.doc is not parse.headline else None
        if tokens is not None and verb is not None:
            words = _clause(verb, {token.i for token in tokens})
            label = " ".join(token.text for token in words).replace(" 's", "'s").replace(" ,", ",")
            evidence = span_of([*words, *tokens])
            voice = _voice(time.evidence, span_of([verb]), attributions)
            found.append(Event(evidence=evidence, rule="dated-clause", label=label, time=time, voice=voice))
    return tuple(sorted(found, key=lambda event: event.evidence))


def _verb_over(token: Token) -> Token | None:
    """The nearest verb that governs a token."""
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            return above
    return None


def _clause(verb: Token, time: set[int]) -> list[Token]:
    """Subject, verb and object in the order of the text, each without what hangs on it behind."""
    subject = _subject(verb)
    words = [*(_phrase(subject) if subject is not None else []), verb]
    words += [child for child in verb.children if child.dep_ in ("aux", "auxpass", "neg", "prt")]
    for child in verb.children:
        if child.dep_ in OBJECTS and not time & {token.i for token in child.subtree}:
            words += _phrase(child)
            if child.dep_ != "dative":
                break
    return sorted({token.i: token for token in words if token.i not in time}.values(), key=lambda token: token.i)


def _subject(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            relative = child.tag_ in ("WDT", "WP") and verb.dep_ == "relcl"
            return verb.head if relative else child
    if verb.dep_ == "conj":
        return _subject(verb.head)
    return verb.head if verb.dep_ == "acl" else None


def _phrase(head: Token) -> list[Token]:
    """A noun with what stands before it, a preposition with its noun, an infinitive with its object."""
    words = [head]
    for child in head.children:
        if (
            child.i < head.i
            and child.dep_ in NEAR_LEFT
            or child.dep_ == "aux"
            or child.dep_ in ("pobj", "case", "dobj", "pcomp", "prt")
        ):
            words += _phrase(child)
    return words


def _voice(time: Span, verb: Span, attributions: Sequence[Attribution]) -> Attribution | None:
    """The innermost attribution whose content holds both the time and the verb."""
    around = [
        each for each in attributions
        if any(c.covers(time) and c.covers(verb) for c in each.content) and not each.cue.overlaps(verb)
    ]  # fmt: skip
    return min(around, key=lambda each: sum(c.end - c.start for c in each.content), default=None)
