"""The annotated reading: the article with its layers of marks, and a note card for each."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import traitlets

from storykit.notes import FAMILIES, Note
from storykit.review import Review, kind_of, review_of
from storykit.story import Span, Story, StorykitError
from storykit.views.cards import cards, entity_card, paragraph_words
from storykit.views.dates import span_words
from storykit.views.live import LiveView
from storykit.views.markup import escape
from storykit.views.palette import AT_FIRST, GROUPS, LAYERS, module, stylesheet
from storykit.views.segments import Mark, cut, marks_of, models_of
from storykit.views.selection import keys_of
from storykit.views.twin import CELL, HEAD, SERIF, SMALL, TABLE

GROUP_OF = {
    "attribution": "who", "hedge": "sure", "quotation": "words", "time": "when", "place": "where", "stance": "sides",
    "passage": "voice",
}  # fmt: skip


LARGE = 400_000  # characters of the model; Jupyter drops messages of a few million
MOST = 300  # paragraphs in the static face


def _packed(data: dict[str, Any], _view: object) -> dict[str, Any]:
    """The model as it is sent: as it is, or, for a long text, compressed."""
    text = json.dumps(data)
    return data if len(text) < LARGE else {"packed": zlib.compress(text.encode())}


class Reading(LiveView):
    """An annotated reading; `layers` are the groups of layers that are switched on."""

    data = traitlets.Dict().tag(sync=True, to_json=_packed)

    _esm = module("review", "reading")
    _css = stylesheet("reading")
    layers = traitlets.List(traitlets.Unicode()).tag(sync=True)
    projector = traitlets.Bool(False).tag(sync=True)
    reviewing = traitlets.Bool(False).tag(sync=True)

    def __init__(self, story: Story, layers: Sequence[str], projector: bool, reviewing: bool) -> None:
        self.review = review_of(story)
        story = self.review.story
        self.marks = marks_of(story)
        super().__init__(
            story, _model(story, self.marks, self.review), layers=list(layers), projector=projector, reviewing=reviewing
        )
        self.review.observe(self._reviewed)
        self.on_msg(self._stepped)

    @traitlets.validate("layers")
    def _some_layers(self, proposal: dict[str, Any]) -> list[str]:
        return _checked(proposal["value"])

    def _reviewed(self, review: Review) -> None:
        """Show the story as the review makes it now; what is chosen stays, or the mark behind it is chosen."""
        before = self.story, self.selected
        self.marks = marks_of(review.story)
        chosen = _still(*before, review.story, self.marks, self.layers)
        self._renew(review.story, _model(review.story, self.marks, review), chosen)

    def _stepped(self, _widget: object, content: Any, _buffers: object) -> None:
        """Take a step of the review that the page sent; what is no step is ignored."""
        if isinstance(content, dict) and isinstance(content.get("step"), str):
            try:
                self._step(**content)
            except (StorykitError, TypeError) as error:
                self.send({"said": str(error)})

    def _step(
        self, step: str, by: str = "", key: str = "", kind: str = "", text: str = "", at: Sequence[int] = (),
        holder: str = "", target: str = "", id: str = "",
    ) -> None:  # fmt: skip
        review = self.review
        review.by = by or review.by
        if step in ("confirm", "reject"):
            getattr(review, step)(key)
        elif step == "change":
            review.change(key, kind)
        elif step == "add":
            review.add(self._words(at), kind, holder=holder, target=target)
            self.layers = _checked([*self.layers, GROUP_OF[FAMILIES[kind][0]]])
        elif step == "comment":
            review.comment(review.finding(key) if key else self._words(at), text)
        elif step == "take back":
            review.take_back(next((note for note in review.notes if note.id == id), key))
        elif step == "undo":
            review.undo()

    def _words(self, at: Sequence[int]) -> Span:
        """Words of a paragraph, 0 for the headline, from and to these of its characters."""
        number, start, end = at
        spans = [self.story.article.headline, *self.story.paragraphs]
        span = spans[number] if 0 <= number < len(spans) else None
        if span is None or not 0 <= start < end <= span.end - span.start:
            raise StorykitError(f"there are no words {start} to {end} in paragraph {number}; choose them again")
        return Span(span.start + start, span.start + end)

    def html(self) -> str:
        """The article with the marks of the switched-on layers, and all of them again as a table."""
        shown = [mark for mark in self.marks if LAYERS[mark.letter].group in self.layers]
        return _html(self.story, shown) + _notes_html(self.story, self.review)

    def line(self) -> str:
        """The line of plain text: what was found, and how much of it."""
        story = self.story
        counts = (
            (len(story.paragraphs), "paragraph"), (len(story.attributions), "statement"), (len(story.hedges), "hedge"),
            (len(story.quotations), "quotation"),
        )  # fmt: skip
        said = [f"{count} {name}{'s' * (count != 1)}" for count, name in counts]
        return f"<reading: {', '.join(said)}>"


def reading(
    story: Story, layers: Iterable[str] = AT_FIRST, *, projector: bool = False, review: bool = False
) -> Reading:
    """Show an article with its marks: who says so, how sure, whose words, when, where, who backs whom.

    In the review mode each mark can be confirmed, rejected or changed, words can be marked and notes written; every step
    is kept in the review of the story, beside its file where it has one (`storykit.review`).

    Args:
        story: the story to show.
        layers: the groups of layers to begin with, of "who", "sure", "words", "when", "where", "sides", "voice".
        projector: begin with one large paragraph at a time.
        review: begin in the review mode.

    Returns:
        The reading; it shows itself in Jupyter. `.selected` and `.layers` can be read and set; `.review` is the review.

    Raises:
        StorykitError: a group has another name.
    """
    return Reading(story, _checked(layers), projector, review)


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


def _model(story: Story, marks: tuple[Mark, ...], review: Review) -> dict[str, Any]:
    used = {mark.letter for mark in marks}
    counts = {letter: len({mark.key for mark in marks if mark.letter == letter}) for letter in LAYERS}
    lying = _Lying(story, marks, review)
    groups = {name: sum(counts[letter] for letter in LAYERS if LAYERS[letter].group == name) for name in GROUPS}
    return {
        "title": story.article.title or "",
        "by": byline(story),
        "head": lying.segments(story.article.headline) if story.article.headline else [],
        "paragraphs": [lying.segments(span) for span in story.paragraphs],
        "marks": models_of(marks),
        "layers": {
            letter: [layer.name, layer.group, counts[letter]] for letter, layer in LAYERS.items() if letter in used
        },
        "groups": [[name, GROUPS[name], groups[name]] for name in GROUPS if groups[name]],
        "cards": _judged_cards(story, marks, review),
        "entities": [entity_card(story, entity) for entity in story.entities],
        "links": _links(story),
        "review": {
            "by": review.by,
            "line": review.line(),
            "undo": review.can_undo,
            "kinds": list(_kinds_by_family().items()),
            "notes": [_note(story, note) for note in review.notes if note not in review.lost],
            "lost": [_note(story, note) for note in review.lost],
        },
    }


def _kinds_by_family() -> dict[str, list[str]]:
    """The kinds of marks, in the groups of the layers they belong to."""
    found: dict[str, list[str]] = {}
    for kind, (family, _) in FAMILIES.items():
        found.setdefault(GROUPS[GROUP_OF[family]], []).append(kind)
    return found


def _judged_cards(story: Story, marks: tuple[Mark, ...], review: Review) -> dict[str, Any]:
    """The cards, each with what a person said about its mark, and the notes on its words."""
    found = cards(story, marks)
    notes = story.by_paragraph((span, note) for span, note in review.comments if span is not None)
    for mark in marks:
        card = found[mark.key]
        if "name" in card:
            continue
        finding = review.finding(mark.key)
        card["name"] = kind_of(finding)
        judged = review.about(finding)
        card["judged"] = _judged(judged[-1]) if judged and finding.status != "suggested" else ""
        here = notes.get(story.paragraph_of(mark.span), ())
        card["notes"] = [[note.text, note.by] for span, note in here if span.overlaps(mark.span)]
    return found


def _judged(note: Note) -> str:
    """What a note did to its mark, and who wrote it."""
    what = f"changed from {note.was}" if note.verdict == "changed" else note.verdict or "added"
    return f"{what} by {note.by or 'a reader'}"


def _note(story: Story, note: Note) -> dict[str, str]:
    """A note for the list of all notes."""
    what = note.verdict or ("added" if note.kind else "note")
    kind = f"{note.was} to {note.kind}" if note.verdict == "changed" else note.kind
    where = "" if not note.anchors else paragraph_words(story, Span(note.anchors[0].start, note.anchors[0].end))
    return {
        "id": note.id, "what": f"{what}: {kind}" if kind else ", ".join(["note", *note.tags]), "words": note.words,
        "text": note.text, "by": note.by, "where": where,
    }  # fmt: skip


def _still(before: Story, selected: str, story: Story, marks: Sequence[Mark], layers: Sequence[str]) -> str:
    """The key of what was chosen, in a story that has changed; of the next mark where it is gone; "" for none."""
    name, _, number = selected.rpartition("-")
    if not name or name in ("entity", "event"):
        return selected if selected in keys_of(story) else ""
    span = next(mark.span for mark in marks_of(before) if mark.key == selected)
    same = [mark for mark in marks if mark.span == span]
    own = [mark for mark in same if mark.key.startswith(f"{name}-")]
    after = [mark for mark in marks if mark.span.start >= span.start and LAYERS[mark.letter].group in layers]
    return next((mark.key for mark in [*own, *same, *after]), "")


class _Lying:
    """What lies on each paragraph: marks, mentions, contents and notes, by their numbers."""

    def __init__(self, story: Story, marks: Sequence[Mark], review: Review) -> None:
        self.story = story
        self.numbers = {id(mark): number for number, mark in enumerate(marks)}
        self.marks = story.by_paragraph((mark.span, mark) for mark in marks)
        self.mentions = story.by_paragraph(
            (mention.evidence, number) for number, each in enumerate(story.entities) for mention in each.mentions
        )
        self.contents = story.by_paragraph(
            (part, number) for number, each in enumerate(story.attributions) for part in each.content
        )
        self.notes = story.by_paragraph((span, 0) for span, _ in review.comments if span is not None)

    def segments(self, span: Span) -> list[list[Any]]:
        """Text, marks, entities and contents of each segment of a paragraph, and whether a note is on it."""
        story, number = self.story, self.story.paragraph_of(span)
        mentions, contents, notes = (
            [pair for pair in each.get(number, ()) if pair[0].overlaps(span)]
            for each in (self.mentions, self.contents, self.notes)
        )
        marks = [mark for _, mark in self.marks.get(number, ())]
        found = []
        for segment in cut(span, marks, [each for each, _ in [*mentions, *contents, *notes]]):
            on = [[what for each, what in pairs if each.covers(segment.span)] for pairs in (mentions, contents, notes)]
            lines = [self.numbers[id(mark)] for mark in segment.marks]
            found.append([story.quote(segment.span), lines, on[0], on[1], bool(on[2])])
        return found


def _links(story: Story) -> dict[str, str]:
    """From findings without a mark of their own to the mark they stand on."""
    return {f"event-{n}": story.key_of(event.time) for n, event in enumerate(story.events)}


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
    by_number = story.by_paragraph((mark.span, mark) for mark in marks)
    for number, span in enumerate(story.paragraphs[:MOST], 1):
        here = [mark for _, mark in by_number.get(number, ())]
        count = f'<span style="font-family:sans-serif;font-size:.7em;opacity:.8">{number}&nbsp;&nbsp;</span>'
        parts.append(f'<p style="{style}">{count}{marked(story, span, here)}</p>')
    if len(story.paragraphs) > MOST:
        parts.append(f"<p>These are {MOST} of {len(story.paragraphs)} paragraphs; the live view has them all.</p>")
        marks = [mark for mark in marks if story.paragraph_of(mark.span) <= MOST]
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
        for mark in reversed(segment.lines):
            html = _drawn(html, mark.letter, first=mark not in begun and not mark.cue, cue=mark.cue, status=mark.status)
        begun |= set(segment.marks)
        parts.append(html)
    return "".join(parts)


def _drawn(html: str, letter: str, *, first: bool, cue: bool = False, status: str = "") -> str:
    """Words under, over or beside a line, with the letter before them where a mark begins, boxed by its status."""
    layer = LAYERS[letter]
    side, _, line = layer.line.partition(":")
    border = ("border-bottom:1px solid" if cue else f"border-{side}:{line}").replace(";", f" {layer.both};")
    box = {"suggested": ";border:1px dashed", "confirmed": ";border:1px solid", "added": ";border:1px solid"}.get(
        status, ""
    )
    text = f"{letter}+" if status == "added" else letter
    sign = f'<sup style="font-family:monospace;font-size:.6em;font-weight:700;color:{layer.both}{box}">{text}</sup>'
    return f'{sign if first else ""}<span style="{border} {layer.both};padding-bottom:2px">{html}</span>'


def _notes_html(story: Story, review: Review) -> str:
    """The review in words: what was judged, added and said, and what is lost."""
    lost = [_note(story, note) for note in review.lost]
    kept = [_note(story, note) for note in review.notes if note not in review.lost]
    parts = []
    if kept:
        parts.append(f'<h4 style="margin:8px 0 2px">The review: {escape(review.line())}</h4>{_note_list(kept)}')
    if lost:
        said = f"{len(lost)} of {len(kept) + len(lost)} notes lost: their words are not in the text any more"
        parts.append(f'<h4 style="margin:8px 0 2px">{said}</h4>{_note_list(lost)}')
    return "".join(parts)


def _note_list(notes: Sequence[dict[str, str]]) -> str:
    items = []
    for each in notes:
        words = f"“{escape(each['words'])}”" if each["words"] else "on the whole text"
        text = f": <i>{escape(each['text'])}</i>" if each["text"] else ""
        about = ", ".join(filter(None, (each["by"], each["where"])))
        items.append(f'<li>{escape(each["what"])} {words}{text} <span style="{SMALL}">{escape(about)}</span></li>')
    return f'<ul style="margin:2px 0">{"".join(items)}</ul>'


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
