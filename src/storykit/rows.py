"""Findings as rows: one table for each kind, plain values only, as pandas and spreadsheets take them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from storykit.story import Attribution, Finding, Story

KINDS = ("mentions", "attributions", "quotations", "hedges", "times", "events", "places", "stances", "passages")
Row = dict[str, Any]


def tables(stories: Story | Iterable[Story]) -> dict[str, list[Row]]:
    """The findings of some stories, a table for each kind: `pandas.DataFrame(tables(story)["stances"])`.

    Args:
        stories: a story, or some.

    Returns:
        Kind -> rows. Each row has `story` (its number, from 0), `paragraph` (from 1; 0 for the headline), `start` and `end`
        (half-open offsets into the article's text), `words`, `rule` and `status`, then what its kind has. Days are ISO
        dates, None where open; coordinates are degrees.
    """
    found: dict[str, list[Row]] = {kind: [] for kind in KINDS}
    for number, story in enumerate([stories] if isinstance(stories, Story) else stories):
        for kind, row in rows(story):
            found[kind].append({"story": number, **row})
    return found


def rows(story: Story) -> Iterator[tuple[str, Row]]:
    """Each finding of a story as its kind and a row."""
    for entity in story.entities:
        for mention in entity.mentions:
            yield (
                "mentions",
                {**_base(story, mention), "name": entity.name, "kind": entity.kind, "country": entity.country},
            )
    for said in story.attributions:
        source = None if said.source is None else story.quote(said.source)
        who, chain = said.who and said.who.name, " > ".join(said.nested_source)
        content = " … ".join(story.quote(part) for part in said.content)
        yield (
            "attributions",
            {**_base(story, said), "source": source, "who": who, "kind": said.source_kind, "cue": story.quote(said.cue),
             "verb": said.verb_kind, "content": content, "quote": said.quote_type, "chain": chain},
        )  # fmt: skip
    for quotation in story.quotations:
        yield "quotations", {**_base(story, quotation), "kind": quotation.kind, **_voice(quotation.attribution)}
    for hedge in story.hedges:
        yield "hedges", {**_base(story, hedge), "kind": hedge.kind, **_voice(hedge.whose)}
    for time in story.times:
        yield "times", {**_base(story, time), "kind": time.type, "value": time.value, **_days(time)}
    for event in story.events:
        yield "events", {**_base(story, event), "label": event.label, **_days(event.time), **_voice(event.voice)}
    for place in story.places:
        point = {"latitude": place.latitude, "longitude": place.longitude}
        yield (
            "places",
            {**_base(story, place), "name": place.name, "kind": place.usage, "country": place.country, **point},
        )
    for stance in story.stances:
        sides = {"holder": stance.holder.name, "target": stance.target.name, "polarity": stance.polarity}
        yield "stances", {**_base(story, stance), **sides, "cue": story.quote(stance.cue), **_voice(stance.voice)}
    for passage in story.passages:
        yield "passages", {**_base(story, passage), "kind": passage.layer, "note": passage.note}


def _base(story: Story, finding: Finding) -> Row:
    span = finding.evidence
    return {
        "paragraph": story.paragraph_of(span), "start": span.start, "end": span.end, "words": story.quote(span),
        "rule": finding.rule, "status": finding.status,
    }  # fmt: skip


def _voice(said: Attribution | None) -> Row:
    return {"voice": None if said is None else " > ".join(said.nested_source)}


def _days(time: Any) -> Row:
    return {
        name: None if day is None else day.isoformat() for name, day in (("first", time.first), ("last", time.last))
    }
