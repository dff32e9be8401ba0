"""Where two readers differ, as a table: the words first, the figure last."""

from __future__ import annotations

from storykit.reliability import Agreement, compare_reviews
from storykit.review import Review
from storykit.views.markup import escape
from storykit.views.twin import CELL, HEAD, SMALL, TABLE, WORDS, face


class AgreementView:
    """An agreement that shows itself in Jupyter; `.agreement` has the figures."""

    def __init__(self, found: Agreement, where: tuple[int, ...]) -> None:
        self.agreement, self.where = found, where

    def __repr__(self) -> str:
        found = self.agreement
        alpha = "not defined" if found.alpha is None else f"{found.alpha:.2f}"
        return f"<agreement: {len(found.differences)} of {len(found.units)} marks differ, alpha {alpha}>"

    def _repr_html_(self) -> str:
        return face(self.html())

    def html(self) -> str:
        """A table of the differences, and the figure below it."""
        found = self.agreement
        paragraphs = dict(zip(found.units, self.where, strict=True))
        heads = "".join(
            f'<th scope="col" style="{HEAD}">{escape(name)}</th>' for name in ("¶", "The words", *found.readers)
        )
        rows = "".join(
            f'<tr><td style="{CELL}">{paragraphs[each] or "headline"}</td><td style="{CELL};{WORDS}">{escape(each.words)}</td>'
            f'<td style="{CELL}">{escape(each.first)}</td><td style="{CELL}">{escape(each.second)}</td></tr>'
            for each in found.differences
        )
        count = len(found.differences)
        title = f"{count} difference{'s' * (count != 1)} to talk about" if count else "No difference"
        table = f'<table style="{TABLE}"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>' if count else ""
        return (
            f'<section lang="en"><h3 style="margin:0 0 4px">{title}</h3>{table}'
            f'<p style="{SMALL}">{escape(found.line())} 1 is full agreement, 0 what chance would give.</p></section>'
        )


def agreement(first: Review, second: Review) -> AgreementView:
    """Compare two reviews of one story: the words on which the readers differ, and Krippendorff's alpha.

    Args:
        first: one reader's review, such as `reading.review`, or `storykit.Review.open(story, "ana.review.json", "Ana")`.
        second: the other's.

    Returns:
        A table that shows itself in Jupyter; `.agreement.differences` and `.agreement.alpha` are its content.

    Raises:
        StorykitError: the reviews are of two different texts.
    """
    found = compare_reviews(first, second)
    return AgreementView(found, tuple(first.machine.paragraph_of(unit.span) for unit in found.units))
