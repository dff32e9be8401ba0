"""The marks of a story, and its text cut once at all their ends, so that overlapping marks never need to nest.

A segment is a stretch of text in which nothing begins or ends; the segments of a span always join back to its text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from storykit.story import Attribution, Finding, Span, Stance, Story
from storykit.views.palette import LAYERS
from storykit.views.voices import LETTERS


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text in one layer; `key` names its finding: "attribution-3" is `story.attributions[3]`.

    The cue of an attribution has the same key as its source, and a thinner line. `status` is that of its finding in a
    story that a person has begun to review, else "".
    """

    span: Span
    letter: str
    key: str
    cue: bool = False
    status: str = ""


OWN_VOICE = {"unattributed": "U", "inference": "R", "loaded": "L", "background": "B", "gap": "G"}
LETTER_OF: dict[str, Callable[[Any], str]] = {
    "attribution": lambda each: LETTERS[each.source_kind], "quotation": lambda _: "Q", "hedge": lambda _: "H",
    "time": lambda _: "T", "place": lambda _: "P", "stance": lambda _: "S", "passage": lambda each: OWN_VOICE[each.layer],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text with the marks that lie on all of it."""

    span: Span
    marks: tuple[Mark, ...]

    @property
    def lines(self) -> tuple[Mark, ...]:
        """The marks to draw: of several of one layer on the very same words, one line and one letter."""
        return tuple({(mark.span, mark.letter, mark.cue): mark for mark in self.marks}.values())


def marks_of(story: Story) -> tuple[Mark, ...]:
    """Every mark of a story, in the order of the text."""
    reviewed = bool(story.review)
    found = []
    for name, letter_of in LETTER_OF.items():
        for number, each in enumerate(getattr(story, f"{name}s")):
            key, status = f"{name}-{number}", each.status if reviewed else ""
            spans = (
                [(each.source, False), (each.cue, True)] if isinstance(each, Attribution) else [(_shown(each), False)]
            )
            if isinstance(each, Attribution) and each.source == each.cue:
                spans.pop()
            found += [Mark(span, letter_of(each), key, cue, status) for span, cue in spans if span is not None]
    order = list(LAYERS)
    return tuple(sorted(found, key=lambda mark: (mark.span, order.index(mark.letter), mark.key)))


def models_of(marks: Sequence[Mark]) -> list[list[object]]:
    """Marks in their order for a live view: layer, key, cue, status, and whether the one before looks just the same."""
    same = [(mark.span, mark.letter, mark.cue) for mark in marks]
    return [
        [mark.letter, mark.key, mark.cue, mark.status, bool(at) and same[at] == same[at - 1]]
        for at, mark in enumerate(marks)
    ]


def _shown(finding: Finding) -> Span:
    """The words of a finding that are marked."""
    return finding.cue if isinstance(finding, Stance) else finding.evidence


def cut(span: Span, marks: Sequence[Mark], more: Iterable[Span] = ()) -> tuple[Segment, ...]:
    """The segments of a span.

    Args:
        span: what to cut.
        marks: the marks that may lie on it, in any order.
        more: further spans at whose ends to cut.

    Returns:
        Segments in order, which together are the span.
    """
    on = [mark for mark in marks if mark.span.overlaps(span)]
    edges = {span.start, span.end}
    for each in [*(mark.span for mark in on), *more]:
        edges |= {edge for edge in (each.start, each.end) if span.start < edge < span.end}
    ends = sorted(edges)
    lying: list[list[Mark]] = [[] for _ in ends]
    for mark in on:
        first = bisect_left(ends, max(mark.span.start, span.start))
        for at in range(first, bisect_left(ends, min(mark.span.end, span.end))):
            lying[at].append(mark)
    pieces = zip(ends, ends[1:], strict=False)
    return tuple(Segment(Span(*piece), tuple(lying[at])) for at, piece in enumerate(pieces))


def pieces(story: Story, span: Span, marks: Sequence[Mark], shown: Container[str]) -> list[list[object]]:
    """A span for a live view: each segment's text with the numbers of its marks, of the layers that are shown."""
    numbers = {mark: number for number, mark in enumerate(marks)}
    found = cut(span, [mark for mark in marks if mark.letter in shown])
    return [[story.quote(each.span), [numbers[mark] for mark in each.marks]] for each in found]
