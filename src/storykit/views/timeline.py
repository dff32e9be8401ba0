"""The timeline: events in the order of time beside the order of the telling, each with its words and who says so.

The axis has one column for each stretch of days that some event needs; what lies between is left out, and said so. A day
is a full bar, a vague time ("at the weekend", "in 2017") a dashed one over all the days it may mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import traitlets

from storykit.review import reviewed
from storykit.story import Event, Story
from storykit.views.cards import paragraph_words, rule_words
from storykit.views.dates import ONE, cell_words, length_words, short_words, span_words
from storykit.views.live import LiveView
from storykit.views.markup import escape
from storykit.views.palette import LAYERS, module, stylesheet
from storykit.views.reading import marked
from storykit.views.segments import Mark, marks_of, models_of, pieces
from storykit.views.twin import CELL, HEAD, SERIF, TABLE
from storykit.views.voices import LETTERS, chain, clean, voice_words

LONG_STEP = 28  # days back in time, from which a step is drawn strongly
SHOWN = frozenset("NAIDMHT")  # the layers shown in a sentence under the timeline


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of the axis: a stretch of days, both included, or a gap whose days are not drawn."""

    first: date
    last: date
    gap: bool = False


class Timeline(LiveView):
    """A timeline; `index` is the place of the chosen event in time, -1 for none."""

    _esm = module("timeline")
    _css = stylesheet("timeline")
    index = traitlets.Int(-1).tag(sync=True)

    def __init__(self, story: Story) -> None:
        story = reviewed(story)
        self.events = in_time(story)
        self._at = {story.key_of(event): place for place, event in enumerate(self.events)}
        self._at |= {story.key_of(event.time): place for place, event in enumerate(self.events)}
        super().__init__(story, _model(story, self.events), index=-1)

    @traitlets.validate("index")
    def _an_event(self, proposal: dict[str, Any]) -> int:
        return max(-1, min(int(proposal["value"]), len(self.events) - 1))

    @traitlets.observe("index")
    def _choose(self, change: dict[str, Any]) -> None:
        here = self._at.get(self.selected, -1)
        if change["new"] != here:
            self.selected = next((key for key, place in self._at.items() if place == change["new"]), "")

    @traitlets.observe("selected")
    def _follow(self, change: dict[str, Any]) -> None:
        self.index = self._at.get(change["new"], -1)

    def html(self) -> str:
        """The axis and its events as a table, with the sentence of each."""
        return _html(self.story, self.events)

    def line(self) -> str:
        """The line of plain text."""
        count = len(self.events)
        if not count:
            return "<timeline: no dated event>"
        ends = [day for event in self.events for day in (event.time.first, event.time.last) if day]
        return f"<timeline: {count} event{'s' * (count != 1)}, {min(ends)} to {max(ends)}>"


def timeline(story: Story) -> Timeline:
    """Show what happened when, in the order of time and not of the telling, and who says so.

    Args:
        story: the story to show.

    Returns:
        The timeline; it shows itself in Jupyter. `.index` and `.selected` can be read and set, `.events` are in the
        order of time.
    """
    return Timeline(story)


def in_time(story: Story) -> tuple[Event, ...]:
    """The dated events by their first day, then their last, then as the text tells them."""
    dated = [event for event in story.events if event.time.first or event.time.last]
    return tuple(sorted(dated, key=lambda event: (*_ends(event), event.evidence)))


def axis(events: Sequence[Event]) -> tuple[Cell, ...]:
    """The columns that the events need, and the gaps between them.

    Every event covers whole columns: they are cut wherever an event begins or ends.
    """
    ends = [_ends(event) for event in events]
    edges = sorted({edge for first, last in ends for edge in (first, last + ONE)})
    found = []
    for start, end in zip(edges, edges[1:], strict=False):
        last = end - ONE
        found.append(Cell(start, last, gap=not any(a <= start and last <= b for a, b in ends)))
    return tuple(found)


def _ends(event: Event) -> tuple[date, date]:
    """First and last day; the known one for both where the other is open."""
    first, last = event.time.first, event.time.last
    known = first or last
    assert known is not None
    return first or known, last or known


def _columns(event: Event, cells: Sequence[Cell]) -> tuple[int, int]:
    """The first column of an event, and the one after its last."""
    first, last = _ends(event)
    on = [number for number, cell in enumerate(cells) if first <= cell.first and cell.last <= last]
    return on[0], on[-1] + 1


# -- the model of the live face --------------------------------------------------------------------------------------


def _model(story: Story, events: Sequence[Event]) -> dict[str, Any]:
    marks, cells = marks_of(story), axis(events)
    told = sorted(events, key=lambda event: event.evidence)
    day = story.article.day
    return {
        "title": headline(story, events),
        "marks": models_of(marks),
        "names": {letter: layer.name for letter, layer in LAYERS.items()},
        "axis": [_cell(cell) for cell in cells],
        "published": f"published {span_words(day, day)}" if day else "",
        "events": [_event(story, event, events, cells, marks) for event in events],
        "told": [events.index(event) for event in told],
        "back": _steps_back(told, events),
    }


def _cell(cell: Cell) -> list[Any]:
    if cell.gap:
        return ["", f"{length_words((cell.last - cell.first).days + 1)} not drawn", True]
    return [*cell_words(cell.first, cell.last), False]


def _event(
    story: Story, event: Event, events: Sequence[Event], cells: Sequence[Cell], marks: Sequence[Mark]
) -> dict[str, Any]:
    first, end = _columns(event, cells)
    return {
        "key": story.key_of(event),
        "label": event.label,
        "when": short_words(event.time.first, event.time.last),
        "words": clean(story, event.time.evidence),
        "paragraph": story.paragraph_of(event.evidence),
        "letter": LETTERS[event.voice.source_kind] if event.voice else "",
        "who": voice_words(story, event.voice),
        "columns": [first, end],
        "vague": event.time.first != event.time.last,
        "sentence": pieces(story, story.sentence_of(event.evidence), marks, SHOWN),
        "where": paragraph_words(story, event.evidence),
        "chain": [[link.letter, link.who, link.cue] for link in chain(story, event.voice)],
        "rows": _rows(story, event, events),
    }


def _rows(story: Story, event: Event, events: Sequence[Event]) -> list[list[str]]:
    rows = [
        ["When", span_words(event.time.first, event.time.last)],
        ["Worked out", f"“{clean(story, event.time.evidence)}”: {rule_words(event.time.rule)}"],
    ]
    others = [
        f"¶{story.paragraph_of(each.evidence)} “{each.label}”, {_says(story, each)}" for each in _beside(event, events)
    ]
    return rows + ([["At the same time", "; ".join(others)]] if others else [])


def _beside(event: Event, events: Sequence[Event]) -> list[Event]:
    """Other events whose days overlap those of a vague one, or equal those of a precise one."""
    (first, last), found = _ends(event), []
    for each in events:
        other_first, other_last = _ends(each)
        if (
            each != event
            and other_first <= last
            and first <= other_last
            and (other_last - other_first).days < LONG_STEP
        ):
            found.append(each)
    return found


def _says(story: Story, event: Event) -> str:
    return f"says {voice_words(story, event.voice)}"


def _steps_back(told: Sequence[Event], events: Sequence[Event]) -> list[int]:
    """The events before which the telling steps back far in time, by their place in time."""
    found = []
    for before, event in zip(told, told[1:], strict=False):
        if (_ends(before)[0] - _ends(event)[1]).days >= LONG_STEP:
            found.append(events.index(event))
    return found


def headline(story: Story, events: Sequence[Event]) -> str:
    """What the timeline shows, without a full stop."""
    told = sorted(events, key=lambda event: event.evidence)
    back = [events[number] for number in _steps_back(told, events)]
    if len(events) == 1:
        return "One event with a date"
    if not back:
        return (
            f"{len(events)} events, told nearly in the order in which they happened"
            if list(told) == list(events)
            else f"{len(events)} events, told in another order than they happened"
        )
    farthest = min(back, key=_ends)
    return f"The story jumps, time does not: paragraph {story.paragraph_of(farthest.evidence)} goes back to “{clean(story, farthest.time.evidence)}”"


# -- the static face -------------------------------------------------------------------------------------------------


def _html(story: Story, events: Sequence[Event]) -> str:
    if not events:
        return "<p>This story dates no event, so there is no timeline.</p>"
    cells, marks = axis(events), [mark for mark in marks_of(story) if mark.letter in SHOWN]
    titles = ("When", "What, in which words, and who says so")
    heads = [f'<th scope="col" style="{HEAD}">{title}</th>' for title in titles]
    heads += [_head(cell) for cell in cells]
    rows = "".join(_row(story, event, cells, marks) for event in events)
    return (
        f'<section lang="en"><h3 style="margin:0 0 4px">{escape(headline(story, events))}</h3>'
        '<p style="margin:0 0 8px;opacity:.8">In the order of time. A full bar is one day, a dashed one lies somewhere in its span.</p>'
        f'<table style="{TABLE}"><thead><tr>{"".join(heads)}</tr></thead><tbody>{rows}</tbody></table></section>'
    )


def _head(cell: Cell) -> str:
    style = "text-align:center;vertical-align:bottom;padding:4px 2px;font-size:.8em;font-weight:400;white-space:nowrap;border-bottom:1px solid #8886"
    if cell.gap:
        length = length_words((cell.last - cell.first).days + 1)
        return f'<td style="{style};opacity:.8">//<br>{length}<br>not drawn</td>'
    return f'<th scope="col" style="{style}">{"<br>".join(filter(None, cell_words(cell.first, cell.last)))}</th>'


def _row(story: Story, event: Event, cells: Sequence[Cell], marks: Sequence[Mark]) -> str:
    first, end = _columns(event, cells)
    colour = LAYERS["T"].both
    vague = event.time.first != event.time.last
    bar = f"border:2px dashed {colour};border-radius:7px" if vague else f"background:{colour};border:2px solid {colour}"
    line = "border-bottom:1px solid #8886;padding:6px 2px"
    spoken = "somewhere here" if vague else "here"
    empty = f'<td style="{line}"></td>'
    drawn = f'<td colspan="{end - first}" style="{line};vertical-align:top"><div title="{spoken}" style="{bar};height:10px;margin-top:5px"></div></td>'
    who = " ← ".join(["the reporter", *(link.who for link in chain(story, event.voice))])
    sentence = marked(story, story.sentence_of(event.evidence), marks)
    what = (
        f'<b>{escape(event.label)}</b><div style="{SERIF};font-size:1.05em;line-height:1.8">{sentence}</div>'
        f'<div style="font-size:.85em;opacity:.8">{paragraph_words(story, event.evidence)} · {escape(who)}</div>'
    )
    when = escape(short_words(event.time.first, event.time.last))
    head = f'<th scope="row" style="{CELL};font-weight:600;min-width:6em">{when}</th><td style="{CELL};min-width:20em">{what}</td>'
    return f"<tr>{head}{empty * first}{drawn}{empty * (len(cells) - end)}</tr>"
