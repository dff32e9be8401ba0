"""The annotated reading: the article with its layers of marks, and a note card for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape
from typing import Any

import traitlets

from storykit.story import Span, Story, StorykitError
from storykit.views.cards import cards, entity_card
from storykit.views.dates import span_words
from storykit.views.live import LiveView
from storykit.views.palette import AT_FIRST, GROUPS, LAYERS, module, stylesheet
from storykit.views.segments import Mark, cut, marks_of
from storykit.views.twin import CELL, HEAD, SERIF, TABLE


class Reading(LiveView):
    """An annotated reading; `layers` are the groups of layers that are switched on."""

    _esm = module("reading")
    _css = stylesheet("reading")
    layers = traitlets.List(traitlets.Unicode()).tag(sync=True)
    projector = traitlets.Bool(False).tag(sync=True)

    def __init__(self, story: Story, layers: Sequence[str], projector: bool) -> None:
        self.marks = marks_of(story)
        super().__init__(story, _model(story, self.marks), layers=list(layers), projector=projector)

    @traitlets.validate("layers")
    def _some_layers(self, proposal: dict[str, Any]) -> list[str]:
        return _checked(proposal["value"])

    def html(self) -> str:
        """The article with the marks of the switched-on layers, and all of them again as a table."""
        return _html(self.story, [mark for mark in self.marks if LAYERS[mark.letter].group in self.layers])

    def line(self) -> str:
        """The line of plain text: what was found, and how much of it."""
        story = self.story
        counts = (
            (len(story.paragraphs), "paragraph"), (len(story.attributions), "statement"), (len(story.hedges), "hedge"),
            (len(story.quotations), "quotation"),
        )  # fmt: skip
        said = [f"{count} {name}{'s' * (count != 1)}" for count, name in counts]
        return f"<reading: {', '.join(said)}>"


def reading(story: Story, layers: Iterable[str] = AT_FIRST, *, projector: bool = False) -> Reading:
    """Show an article with its marks: who says so, how sure, whose words, when, where, who backs whom.

    Args:
        story: the story to show.
        layers: the groups of layers to begin with, of "who", "sure", "words", "when", "where", "sides", "voice".
        projector: begin with one large paragraph at a time.

    Returns:
        The reading; it shows itself in Jupyter. `.selected` and `.layers` can be read and set.

    Raises:
        StorykitError: a group has another name.
    """
    return Reading(story, _checked(layers), projector)


def _checked(layers: Iterable[str]) -> list[str]:
    wanted = [layers] if isinstance(layers, str) else list(layers)
    for name in wanted:
        if name not in GROUPS:
            raise StorykitError(
                f"there is no group of layers {name!r}; use one or more of {', '.join(map(repr, GROUPS))}"
            )
    return [name for name in GROUPS if name in wanted]


def byline(story: Story) -> str:
    """Agency, place and day of publication, as far as the text gives them."""
    article = story.article
    parts = [article.agency or "", article.dateline.place if article.dateline else ""]
    if article.day is not None:
        parts.append(span_words(article.day, article.day))
    if isinstance(article.published, datetime):
        zone = article.published.tzname() or ""
        parts[-1] += f", {article.published:%H:%M} {zone.replace('UTC', 'GMT')}".rstrip()
    return " · ".join(part for part in parts if part)


# -- the model of the live face --------------------------------------------------------------------------------------


def _model(story: Story, marks: tuple[Mark, ...]) -> dict[str, Any]:
    used = {mark.letter for mark in marks}
    counts = {letter: len({mark.key for mark in marks if mark.letter == letter}) for letter in LAYERS}
    groups = {name: sum(counts[letter] for letter in LAYERS if LAYERS[letter].group == name) for name in GROUPS}
    return {
        "title": story.article.title or "",
        "by": byline(story),
        "head": _segments(story, story.article.headline, marks) if story.article.headline else [],
        "paragraphs": [_segments(story, span, marks) for span in story.paragraphs],
        "marks": [[mark.letter, mark.key, mark.cue] for mark in marks],
        "layers": {
            letter: [layer.name, layer.group, counts[letter]] for letter, layer in LAYERS.items() if letter in used
        },
        "groups": [[name, GROUPS[name], groups[name]] for name in GROUPS if groups[name]],
        "cards": cards(story, marks),
        "entities": [entity_card(story, entity) for entity in story.entities],
        "links": _links(story),
    }


def _segments(story: Story, span: Span, marks: tuple[Mark, ...]) -> list[list[Any]]:
    """Text, marks, entities and contents of each segment, all by their numbers."""
    numbers = {id(mark): number for number, mark in enumerate(marks)}
    mentions = [(m.evidence, number) for number, each in enumerate(story.entities) for m in each.mentions]
    contents = [(part, number) for number, each in enumerate(story.attributions) for part in each.content]
    on = [pair for pair in mentions if pair[0].overlaps(span)]
    said = [pair for pair in contents if pair[0].overlaps(span)]
    found = []
    for segment in cut(span, marks, [each for each, _ in [*on, *said]]):
        found.append(
            [
                story.quote(segment.span),
                [numbers[id(mark)] for mark in segment.marks],
                [number for each, number in on if each.covers(segment.span)],
                [number for each, number in said if each.covers(segment.span)],
            ]
        )
    return found


def _links(story: Story) -> dict[str, str]:
    """From findings without a mark of their own to the mark they stand on."""
    return {f"event-{n}": f"time-{story.times.index(event.time)}" for n, event in enumerate(story.events)}


# -- the static face -------------------------------------------------------------------------------------------------


def _html(story: Story, marks: Sequence[Mark]) -> str:
    if not story.paragraphs:
        return "<p>This story has no paragraph, so there is nothing to read.</p>"
    head = story.article.headline
    parts = [f'<p style="margin:0 0 10px">{_legend(marks)}</p>'] if marks else []
    if head is not None:
        parts.append(f'<h3 style="{SERIF};font-size:1.5em;margin:0 0 4px">{marked(story, head, marks)}</h3>')
    parts += [f'<p style="margin:0 0 10px;opacity:.8">{escape(byline(story))}</p>'] if byline(story) else []
    style = f"{SERIF};font-size:1.15em;line-height:2;max-width:42em;margin:0 0 10px"
    for number, span in enumerate(story.paragraphs, 1):
        count = f'<span style="font-family:sans-serif;font-size:.7em;opacity:.8">{number}&nbsp;&nbsp;</span>'
        parts.append(f'<p style="{style}">{count}{marked(story, span, marks)}</p>')
    return f'<article lang="en">{"".join(parts)}{_table(story, marks)}</article>'


def _legend(marks: Sequence[Mark]) -> str:
    """The layers that are on, each with its letter, line and count."""
    found = []
    for letter, layer in LAYERS.items():
        count = len({mark.key for mark in marks if mark.letter == letter})
        if count:
            found.append(f"{_drawn(escape(layer.name), letter, first=True)} {count}")
    return " &nbsp; ".join(found)


def marked(story: Story, span: Span, marks: Sequence[Mark]) -> str:
    """A span of the text as HTML with its marks as lines and letters; safe for any text."""
    begun: set[Mark] = set()
    parts = []
    for segment in cut(span, marks):
        html = escape(story.quote(segment.span)).replace("\n", " ")
        for mark in reversed(segment.marks):
            html = _drawn(html, mark.letter, first=mark not in begun and not mark.cue, cue=mark.cue)
        begun |= set(segment.marks)
        parts.append(html)
    return "".join(parts)


def _drawn(html: str, letter: str, *, first: bool, cue: bool = False) -> str:
    """Words under, over or beside a line, with the letter before them where a mark begins."""
    layer = LAYERS[letter]
    side, _, line = layer.line.partition(":")
    border = ("border-bottom:1px solid" if cue else f"border-{side}:{line}").replace(";", f" {layer.both};")
    sign = f'<sup style="font-family:monospace;font-size:.6em;font-weight:700;color:{layer.both}">{letter}</sup>'
    return f'{sign if first else ""}<span style="{border} {layer.both};padding-bottom:2px">{html}</span>'


def _table(story: Story, marks: Sequence[Mark]) -> str:
    """The same marks as a table, for those who do not see the lines."""
    rows, done = [], set()
    known = cards(story, tuple(marks))
    for mark in marks:
        if mark.key not in done:
            done.add(mark.key)
            rows.append(_row(mark, known[mark.key]))
    if not rows:
        return ""
    heads = "".join(
        f'<th scope="col" style="{HEAD}">{name}</th>' for name in ("Where", "What", "The words", "Who says so")
    )
    summary = f"The {len(rows)} marks in words" if len(rows) > 1 else "The mark in words"
    return (
        f'<details style="margin:8px 0"><summary>{summary}</summary>'
        f'<table style="{TABLE}"><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table></details>'
    )


def _row(mark: Mark, card: dict[str, Any]) -> str:
    told = " ← ".join(["the reporter", *(who for _, who, _ in card["chain"])])
    cells = (
        card["paragraph"],
        f"{mark.letter}&nbsp; {escape(LAYERS[mark.letter].name)}",
        escape(card["words"]),
        escape(told),
    )
    return "<tr>" + "".join(f'<td style="{CELL}">{cell}</td>' for cell in cells) + "</tr>"
