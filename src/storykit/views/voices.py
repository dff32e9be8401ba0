"""Who says so: the source of an attribution in words, its layer, and the chain from the reporter inwards."""

from __future__ import annotations

from dataclasses import dataclass

from storykit.story import Attribution, Span, Story
from storykit.views.palette import LAYERS

LETTERS = {"named": "N", "anonymous": "A", "institution": "I", "document": "D", "media": "M"}
KINDS = {kind: LAYERS[letter].name for kind, letter in LETTERS.items()}
REPORTER = "the reporter"


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain: a source in the words of the story, the letter of its layer, and its cue."""

    letter: str
    who: str
    cue: str


def voice_of(story: Story, span: Span) -> Attribution | None:
    """The attribution whose content holds a span, the innermost if there are several; None for the reporter's own."""
    around = [
        (part.end - part.start, voice) for voice in story.attributions for part in voice.content if part.covers(span)
    ]
    return min(around, key=lambda each: each[0])[1] if around else None


def voice_words(story: Story, voice: Attribution | None) -> str:
    """The source in the words of the story, else by its name, else by its kind; "the reporter" for None."""
    if voice is None:
        return REPORTER
    if voice.source is not None:
        return clean(story, voice.source)
    return (
        voice.who.name if voice.who else f"{'an' if voice.source_kind[0] in 'ai' else 'a'} {KINDS[voice.source_kind]}"
    )


def chain(story: Story, voice: Attribution | None) -> tuple[Link, ...]:
    """The links between the reporter and the words of an attribution, the outermost first; empty for the reporter."""
    if voice is None:
        return ()
    outer = [
        (part.end - part.start, each) for each in story.attributions if each != voice
        for part in each.content if part.covers(voice.cue)
    ]  # fmt: skip
    around = [each for _, each in sorted(outer, key=lambda pair: -pair[0])]
    return tuple(
        Link(LETTERS[each.source_kind], voice_words(story, each), clean(story, each.cue)) for each in [*around, voice]
    )


def clean(story: Story, span: Span) -> str:
    """The words of a span with single blanks."""
    return " ".join(story.quote(span).split())
