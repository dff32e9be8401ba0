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
    around = _around(story, span)
    return around[0] if around else None


def _around(story: Story, span: Span) -> list[Attribution]:
    """The attributions whose content holds a span, the innermost first."""
    contents = story.once("contents", _contents).get(story.paragraph_of(span), ())
    held = [
        (part.end - part.start, number, voice) for number, (part, voice) in enumerate(contents) if part.covers(span)
    ]
    return [voice for _, _, voice in sorted(held, key=lambda each: each[:2])]


def _contents(story: Story) -> dict[int, list[tuple[Span, Attribution]]]:
    return story.by_paragraph((part, voice) for voice in story.attributions for part in voice.content)


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
    around = [each for each in reversed(_around(story, voice.cue)) if each != voice]
    return tuple(
        Link(LETTERS[each.source_kind], voice_words(story, each), clean(story, each.cue)) for each in [*around, voice]
    )


def clean(story: Story, span: Span) -> str:
    """The words of a span with single blanks."""
    return " ".join(story.quote(span).split())
