"""Who says so, in a few words: the source of an attribution, or the reporter."""

from __future__ import annotations

from storykit.story import Attribution, Span, Story

KINDS = {
    "named": "named source", "anonymous": "anonymous source", "institution": "institution", "document": "document",
    "media": "second-hand report",
}  # fmt: skip
REPORTER = "the reporter"


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
        return " ".join(story.quote(voice.source).split())
    return (
        voice.who.name if voice.who else f"{'an' if voice.source_kind[0] in 'ai' else 'a'} {KINDS[voice.source_kind]}"
    )
