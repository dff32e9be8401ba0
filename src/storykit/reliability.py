"""Where two reviews of one story differ: first of all the words, then one figure, Krippendorff's alpha.

A unit is a mark that both readers have judged, or words that at least one of them marked. A reader's value for it is the
kind of mark that reader left on the words, or "no mark": a mark that only one of them added has "no mark" for the other,
as long as the other has judged or added anything at all. Marks of the machine that only one reader has judged are not
compared. Alpha is for nominal data (Krippendorff, Content Analysis, 4th edition, 2019, section 12.3): 1 is full agreement,
0 what chance would give, below 0 less than that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storykit.review import Identity, Review
from storykit.story import Span, StorykitError

NO_MARK = "no mark"


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that two readers have judged, and what each of them left on the words."""

    span: Span
    words: str
    first: str
    second: str

    @property
    def same(self) -> bool:
        """Whether both say the same."""
        return self.first == self.second


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two readers say of one story; `alpha` is None where nothing, or only one kind of thing, was compared."""

    readers: tuple[str, str]
    units: tuple[Unit, ...]
    alpha: float | None

    @property
    def differences(self) -> tuple[Unit, ...]:
        """The units on which the two differ, in the order of the text."""
        return tuple(unit for unit in self.units if not unit.same)

    def line(self) -> str:
        """The result in one sentence."""
        if not self.units:
            return "The two have judged no words that can be compared."
        alpha = "not defined, both use one value only" if self.alpha is None else f"{self.alpha:.2f}"
        differ = len(self.differences)
        return f"They differ on {differ} of {len(self.units)} marks; Krippendorff’s alpha is {alpha}."

    def __repr__(self) -> str:
        rows = [f"  “{unit.words}”: {unit.first} / {unit.second}" for unit in self.differences]
        return "\n".join([f"<agreement of {' and '.join(self.readers)}>", *rows, self.line()])


def compare_reviews(first: Review, second: Review) -> Agreement:
    """Compare two reviews of one story.

    Args:
        first: one reader's review.
        second: the other's.

    Returns:
        The words on which they differ, and Krippendorff's alpha; `storykit.agreement` shows it as a table.

    Raises:
        StorykitError: the reviews are of two different texts.
    """
    if first.machine.article.text != second.machine.article.text:
        raise StorykitError("the two reviews are of different texts; read both with the same article")
    one, other = first.values(), second.values()
    both = [each for each in {**one, **other} if _compared(each, one, other)]
    text = first.machine.article.text
    units = []
    for identity in sorted(both, key=lambda each: (each[2][0], each[0])):
        span = identity[2][0]
        values = (one.get(identity, (NO_MARK,))[0], other.get(identity, (NO_MARK,))[0])
        units.append(Unit(span, " ".join(text[span.start : span.end].split()), *values))
    pairs = [(unit.first, unit.second) for unit in units]
    return Agreement((first.by, second.by), tuple(units), krippendorff_alpha(pairs))


Values = dict[Identity, tuple[str, bool]]


def _compared(identity: Identity, one: Values, other: Values) -> bool:
    """Whether both have judged it, or one has added it and the other has judged anything."""
    if identity in one and identity in other:
        return True
    mine, others = (one, other) if identity in one else (other, one)
    return bool(others) and mine[identity][1]


def krippendorff_alpha(units: Iterable[Sequence[str | None]]) -> float | None:
    """Krippendorff's alpha for nominal data.

    Args:
        units: for each unit the values of all readers; None where a reader gave none.

    Returns:
        Alpha; None where fewer than two values can be paired, or all are the same.

    >>> krippendorff_alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")])
    0.5333333333333333
    """
    paired = [[value for value in unit if value is not None] for unit in units]
    coincidences: Counter[tuple[str, str]] = Counter()
    for values in paired:
        for at, one in enumerate(values):
            for place, other in enumerate(values):
                if at != place:
                    coincidences[one, other] += 1 / (len(values) - 1)  # type: ignore[assignment]
    totals: Counter[str] = Counter()
    for (one, _), count in coincidences.items():
        totals[one] += count
    n = totals.total()
    expected = sum(totals[one] * totals[other] for one in totals for other in totals if one != other)
    if n < 2 or not expected:
        return None
    observed = sum(count for (one, other), count in coincidences.items() if one != other)
    return float(1 - (n - 1) * observed / expected)
