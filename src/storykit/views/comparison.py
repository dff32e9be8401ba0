"""Two versions of one report side by side: what came, what went, what was firmed up or softened, and on whose word."""

from __future__ import annotations

from collections import Counter

from storykit.story import Attribution, Span, Story
from storykit.versions import KINDS, Change, changes
from storykit.views.markup import escape
from storykit.views.reading import marked
from storykit.views.segments import marks_of
from storykit.views.twin import CELL, HEAD, SMALL, TABLE, WORDS, face
from storykit.views.voices import REPORTER, voice_words

NAMES = {
    "added": "new", "dropped": "gone", "firmer": "firmer", "softer": "softer", "other source": "another source",
    "reworded": "reworded", "kept": "the same",
}  # fmt: skip
SHOWN = frozenset("NAIDMHQ")


class Comparison:
    """Two versions side by side; `changes` has each sentence with what became of it. It shows itself in Jupyter."""

    def __init__(self, first: Story, second: Story) -> None:
        self.first, self.second = first, second
        self.changes = changes(first, second)

    def html(self) -> str:
        """A table: what changed, the first words, the second words, each with its sources."""
        return _html(self)

    def __repr__(self) -> str:
        counts = Counter(change.kind for change in self.changes)
        said = ", ".join(f"{counts[kind]} {NAMES[kind]}" for kind in KINDS if counts[kind])
        return f"<comparison: {said or 'nothing to compare'}>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": face(self.html()), "text/plain": repr(self)}


def compare(first: Story, second: Story) -> Comparison:
    """Show two versions of one report side by side.

    Args:
        first: the earlier version.
        second: the later version.

    Returns:
        The comparison; `.changes` has each sentence, with its kind: added, dropped, firmer, softer, other source,
        reworded or kept.
    """
    return Comparison(first, second)


def headline(view: Comparison) -> str:
    """What happened between the versions, without a full stop."""
    counts = Counter(change.kind for change in view.changes)
    moved = counts["firmer"] + counts["softer"] + counts["other source"]
    return f"{counts['added']} sentences are new, {counts['dropped']} are gone, {moved} stand on firmer, softer or other words than before"


def _html(view: Comparison) -> str:
    if not view.changes:
        return "<p>Neither version has a sentence, so there is nothing to compare.</p>"
    heads = "".join(
        f'<th scope="col" style="{HEAD}">{title}</th>' for title in ("What changed", "First version", "Second version")
    )
    rows = "".join(_row(view, change) for change in view.changes)
    return (
        f'<section lang="en"><h3 style="margin:0 0 4px">{headline(view)}</h3>'
        '<p style="margin:0 0 8px;opacity:.8">Firmer: fewer words that hold back, or a verb that commits more. It does not mean truer.</p>'
        f'<table style="{TABLE}"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></section>'
    )


def _row(view: Comparison, change: Change) -> str:
    name = NAMES[change.kind].replace(" ", "&nbsp;")
    strong = change.kind not in ("kept", "reworded")
    head = f'<th scope="row" style="{CELL};font-weight:{600 if strong else 400}">{name}</th>'
    cells = _cell(view.first, change.first, change.first_voice) + _cell(view.second, change.second, change.second_voice)
    return f"<tr>{head}{cells}</tr>"


def _cell(story: Story, span: Span | None, told: tuple[Attribution, ...]) -> str:
    if span is None:
        return f'<td style="{CELL}">–</td>'
    marks = [mark for mark in marks_of(story) if mark.letter in SHOWN]
    sources = " ← ".join(dict.fromkeys(voice_words(story, each) for each in told)) or REPORTER
    return (
        f'<td style="{CELL};width:42%"><div style="{WORDS}">{marked(story, span, marks)}</div>'
        f'<div style="{SMALL}">¶{story.paragraph_of(span)} · {escape(sources)}</div></td>'
    )
