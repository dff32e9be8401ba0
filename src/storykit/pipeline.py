"""From a file or a text to a `Story`: what the machine reads, kept beside its file, with the review that is kept there too."""

from __future__ import annotations

import os
from datetime import date, datetime

from storykit.bring import load, path_of
from storykit.kept import kept
from storykit.review import Review, review_path
from storykit.story import Story


def read(
    source: str | os.PathLike[str], published: str | date | datetime | None = None, *, review: bool = True
) -> Story:
    """Read an article.

    What was read from a file is kept in a folder ".storykit" beside it, and taken from there as long as neither the text
    nor storykit nor its language model have changed. The folder can be deleted at any time.

    Args:
        source: the path of a text (UTF-8), HTML, .docx or .pdf file, or the text itself.
        published: the day, or the moment, of publication; by default what the text says.
        review: apply the review that is kept beside the file ("update.review.json"), and keep further steps there.

    Returns:
        The story: the article and all that was found in it, each mark a suggestion with the rule that made it, or judged
        by the person who reviewed it. `story.review` is the review.

    Raises:
        StorykitError: the source cannot be read, has no paragraph, `published` is no date, the text is not English, or the
            review beside the file is damaged.
    """
    path, text = path_of(source), load(source)
    machine = _by_machine(text, published) if path is None else kept(path, text, published, _by_machine)
    return under_review(machine, path if review else None)


def under_review(machine: Story, path: os.PathLike[str] | None) -> Story:
    """The story as the review beside its file makes it; with a new review, in memory, for a story without a file."""
    found = Review(machine) if path is None else Review.open(machine, review_path(path))
    return found.attach().story


def _by_machine(text: str, published: str | date | datetime | None) -> Story:
    """A new reading; spaCy is loaded for it."""
    from storykit.machine import read_text

    return read_text(text, published)
