"""Two versions of one report: which sentences came, went, or were firmed up or softened, and on whose word.

Sentences are paired by the words they share, best pairs first (the Dice coefficient on the words' counts, at least 0.4).
A sentence is firmer when it has fewer shields than its pair, or a cue that commits more; softer the other way round.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from storykit.story import Attribution, Span, Story

ALIKE = 0.4  # of the words, from which two sentences are versions of one
FIRMNESS = {"doubts": -1, "neutral": 0, "evaluates": 0, "commits": 1}
KINDS = ("added", "dropped", "firmer", "softer", "other source", "reworded", "kept")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a sentence: its span in the first and in the second story, None where it is not there."""

    kind: str
    first: Span | None
    second: Span | None
    first_voice: tuple[Attribution, ...] = ()
    second_voice: tuple[Attribution, ...] = ()


def changes(first: Story, second: Story) -> tuple[Change, ...]:
    """Every sentence of two stories, paired, in the order of the second; what was dropped stands where it was.

    Args:
        first: the earlier version.
        second: the later version.
    """
    pairs = _pairs(first, second)
    taken = set(pairs.values())
    found = [(number, _change(first, second, first.sentences[pairs[number]] if number in pairs else None, span))
             for number, span in enumerate(second.sentences)]  # fmt: skip
    back = {there: here for here, there in pairs.items()}
    for number, span in enumerate(first.sentences):
        if number not in taken:
            before = [back[n] for n in range(number) if n in back]
            found.append((max(before, default=-1), Change("dropped", span, None, voices(first, span))))
    return tuple(change for _, change in sorted(found, key=lambda pair: pair[0]))


def voices(story: Story, sentence: Span) -> tuple[Attribution, ...]:
    """The attributions of a sentence, the outermost first."""
    return tuple(each for each in story.attributions if sentence.covers(each.cue))


def _pairs(first: Story, second: Story) -> dict[int, int]:
    """From sentences of the second to those of the first, each used once."""
    left, right = ([_words(story.quote(span)) for span in story.sentences] for story in (first, second))
    alike = [(_dice(one, other), here, there) for here, other in enumerate(right) for there, one in enumerate(left)]
    found: dict[int, int] = {}
    for score, here, there in sorted(alike, key=lambda each: (-each[0], each[1], each[2])):
        if score >= ALIKE and here not in found and there not in found.values():
            found[here] = there
    return found


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _change(first: Story, second: Story, before: Span | None, after: Span) -> Change:
    told = voices(second, after)
    if before is None:
        return Change("added", None, after, (), told)
    was = voices(first, before)
    step = _firmness(second, after, told) - _firmness(first, before, was)
    same = _sources(first, was) == _sources(second, told)
    unchanged = _words(first.quote(before)) == _words(second.quote(after))
    kind = (
        "firmer"
        if step > 0
        else "softer"
        if step < 0
        else "other source"
        if not same
        else "kept"
        if unchanged
        else "reworded"
    )
    return Change(kind, before, after, was, told)


def _firmness(story: Story, sentence: Span, told: tuple[Attribution, ...]) -> int:
    """Higher is firmer: fewer shields, cues that commit more."""
    shields = sum(each.kind == "shield" and sentence.covers(each.evidence) for each in story.hedges)
    return sum(FIRMNESS[each.verb_kind] for each in told) - shields


def _sources(story: Story, told: tuple[Attribution, ...]) -> set[str]:
    return {each.who.name if each.who else story.quote(each.source).lower() if each.source else "" for each in told}
