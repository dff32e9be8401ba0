"""Who a story rests on: each source once, its kind, its statements, its paragraphs.

A source that is called by several words ("a U.S. official", "the official") is one source. The headline is left out: it
repeats what a paragraph says. Paragraphs without any statement are the reporter's own voice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from storykit.review import reviewed
from storykit.story import Attribution, Story
from storykit.views.cards import cards
from storykit.views.live import LiveView
from storykit.views.markup import escape
from storykit.views.palette import LAYERS, module, stylesheet
from storykit.views.reading import marked
from storykit.views.segments import Mark, marks_of, models_of, pieces
from storykit.views.twin import CELL, HEAD, SMALL, TABLE, WORDS
from storykit.views.voices import LETTERS, chain, clean, voice_words

ORDER = "NAIDM"  # the kinds of source, in the order of the rows
SHOWN = frozenset("NAIDMHQ")  # the layers shown in a sentence
COUNTS = ("None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


@dataclass(frozen=True, slots=True)
class Source:
    """One source: its name, the letter of its kind, other words for it, its terms, and its statements."""

    name: str
    letter: str
    also: tuple[str, ...]
    terms: tuple[str, ...]
    statements: tuple[Attribution, ...]


class Sources(LiveView):
    """The sources of a story; `sources` has them as data."""

    _esm = module("sources")
    _css = stylesheet("sources")

    def __init__(self, story: Story) -> None:
        story = reviewed(story)
        self.sources = sources_of(story)
        super().__init__(story, _model(story, self.sources))

    def html(self) -> str:
        """The kinds and the sources as tables, with the words of each statement."""
        return _html(self.story, self.sources)

    def line(self) -> str:
        """The line of plain text."""
        said = sum(len(each.statements) for each in self.sources)
        return f"<sources: {len(self.sources)} source{'s' * (len(self.sources) != 1)}, {said} statement{'s' * (said != 1)}>"


def sources(story: Story) -> Sources:
    """Show who a story rests on.

    Args:
        story: the story to show.

    Returns:
        The view; it shows itself in Jupyter, `.sources` has each source with its statements.
    """
    return Sources(story)


def sources_of(story: Story) -> tuple[Source, ...]:
    """Each source once, by kind and then in the order of the text; statements of the headline are left out."""
    found: dict[str, list[Attribution]] = {}
    for each in story.attributions:
        if story.paragraph_of(each.cue):
            found.setdefault(_key(story, each), []).append(each)
    made = [_source(story, statements) for statements in found.values()]
    return tuple(sorted(made, key=lambda source: ORDER.index(source.letter)))


def _key(story: Story, each: Attribution) -> str:
    """What is the same for the same source: who is meant, else the words by which it first came up."""
    if each.who is not None:
        return f"who {each.who.name}"
    words = each.nested_source[-1] if len(each.nested_source) > 1 and each.source else voice_words(story, each)
    return re.sub(r"^(an?|the)\s+", "", words.lower())


def _source(story: Story, statements: Sequence[Attribution]) -> Source:
    first = statements[0]
    words = list(dict.fromkeys(voice_words(story, each) for each in statements if each.source))
    named = first.who.name if first.who is not None and first.source_kind == "named" else ""
    name = named or next((each for each in words if each.lower() not in ("it", "he", "she", "they", "who")), "")
    name = name or (first.who.name if first.who else words[0] if words else "nobody: the verb is in the passive")
    also = tuple(each for each in words if name.lower() not in each.lower())
    terms = dict.fromkeys(clean(story, each.terms) for each in statements if each.terms)
    return Source(name, LETTERS[first.source_kind], also, tuple(terms), tuple(statements))


def headline(found: Sequence[Source]) -> str:
    """How many sources there are, and how many of them are people with and without a name."""
    if not found:
        return "This story names no source"
    named, unnamed = (sum(each.letter == letter for each in found) for letter in "NA")
    people = f"{_count(named)} with a name, {_count(unnamed).lower()} without one"
    return f"{_count(len(found))} source{'s' * (len(found) != 1)}. People: {people[0].lower()}{people[1:]}"


def _count(number: int) -> str:
    return COUNTS[number] if number < len(COUNTS) else str(number)


def own_voice(story: Story) -> tuple[int, ...]:
    """The paragraphs in which nobody is given any words: all is told in the reporter's own voice."""
    told = {story.paragraph_of(part) for each in story.attributions for part in (each.cue, *each.content)}
    return tuple(number for number in range(1, len(story.paragraphs) + 1) if number not in told)


def _kinds(story: Story, found: Sequence[Source]) -> list[tuple[str, str, int | None, list[int]]]:
    """Each kind: its letter, its name, how many sources, and the paragraphs that rest on it."""
    rows: list[tuple[str, str, int | None, list[int]]] = []
    for letter in ORDER:
        own = [each for each in found if each.letter == letter]
        numbers = sorted({story.paragraph_of(said.cue) for each in own for said in each.statements})
        if own:
            rows.append((letter, LAYERS[letter].name, len(own), numbers))
    alone = list(own_voice(story))
    return rows + ([("U", "no source given", None, alone)] if alone else [])


# -- the model of the live face --------------------------------------------------------------------------------------


def _model(story: Story, found: Sequence[Source]) -> dict[str, Any]:
    marks = marks_of(story)
    own = {f"attribution-{number}" for number in range(len(story.attributions))}
    return {
        "title": headline(found),
        "count": len(story.paragraphs),
        "names": {letter: layer.name for letter, layer in LAYERS.items()},
        "marks": models_of(marks),
        "kinds": [[letter, name, count, numbers] for letter, name, count, numbers in _kinds(story, found)],
        "sources": [_row(story, each) for each in found],
        "cards": {key: card for key, card in cards(story, marks).items() if key in own},
        "sentences": {
            f"attribution-{n}": pieces(story, story.sentence_of(each.cue), marks, SHOWN)
            for n, each in enumerate(story.attributions)
        },
    }


def _row(story: Story, each: Source) -> dict[str, Any]:
    ticks = [[story.paragraph_of(said.cue), story.key_of(said)] for said in each.statements]
    return {"name": each.name, "letter": each.letter, "notes": _notes(story, each), "ticks": ticks}


def _notes(story: Story, each: Source) -> list[str]:
    """What is said about a source below its name and kind: other words, terms, and whom it was told through."""
    notes = ["also “" + "”, “".join(each.also) + "”: counted once"] if each.also else []
    if each.terms:
        notes.append("terms: “" + "”, “".join(each.terms) + "”")
    elif each.letter == "A" and each.statements[0].source:
        notes.append("no terms given")
    through = dict.fromkeys(link.who for said in each.statements for link in chain(story, said)[:-1])
    notes += [f"told through {who}" for who in through if who not in (each.name, *each.also)]
    return notes


# -- the static face -------------------------------------------------------------------------------------------------


def _html(story: Story, found: Sequence[Source]) -> str:
    if not found:
        return "<p>This story hands no words to any source: all is told in the reporter’s own voice.</p>"
    count = len(story.paragraphs)
    kinds = "".join(
        f'<tr><th scope="row" style="{CELL};font-weight:600">{escape(name)}</th><td style="{CELL}">{"–" if number is None else number}</td>'
        f'<td style="{CELL}">{_boxes(letter, numbers)}</td><td style="{CELL}">{len(numbers)} of {count}</td></tr>'
        for letter, name, number, numbers in _kinds(story, found)
    )
    marks = [mark for mark in marks_of(story) if mark.letter in SHOWN]
    each = "".join(_source_rows(story, source, marks) for source in found)
    return (
        f'<section lang="en"><h3 style="margin:0 0 4px">{escape(headline(found))}</h3>'
        '<p style="margin:0 0 8px;opacity:.8">Not better or worse: another way of being told.</p>'
        f"{_table(('Kind', 'Sources', 'In which paragraphs', 'Share'), kinds)}"
        '<p style="margin:4px 0 12px;opacity:.8">A paragraph can rest on more than one kind.</p>'
        f"{_table(('Source', 'Kind', '¶', 'The words'), each)}</section>"
    )


def _table(heads: Sequence[str], rows: str) -> str:
    titles = "".join(f'<th scope="col" style="{HEAD}">{title}</th>' for title in heads)
    return f'<table style="{TABLE}"><thead><tr>{titles}</tr></thead><tbody>{rows}</tbody></table>'


def _boxes(letter: str, numbers: Sequence[int]) -> str:
    side, _, line = LAYERS[letter].line.partition(":")
    edge = f"border:{line}" if side == "bottom" and ";" not in line else f"border-{side}:{line}"
    style = ";".join(f"{part} {LAYERS[letter].both}" for part in edge.split(";"))
    return " ".join(f'<span style="{style};padding:0 5px;white-space:nowrap">{number}</span>' for number in numbers)


def _source_rows(story: Story, source: Source, marks: Sequence[Mark]) -> str:
    rows = []
    for said in source.statements:
        sentence = marked(story, story.sentence_of(said.cue), marks)
        number = story.paragraph_of(said.cue)
        rows.append(f'<td style="{CELL}">{number}</td><td style="{CELL};{WORDS}">{sentence}</td>')
    notes = "".join(f'<div style="{SMALL}">{escape(note)}</div>' for note in _notes(story, source))
    span = f' rowspan="{len(rows)}"' if len(rows) > 1 else ""
    head = f'<th scope="rowgroup"{span} style="{CELL};font-weight:600">{escape(source.name)}{notes}</th>'
    kind = f'<td{span} style="{CELL}">{LAYERS[source.letter].name}</td>'
    return "".join(f"<tr>{head + kind if n == 0 else ''}{row}</tr>" for n, row in enumerate(rows))
