"""`read`: an article, or a story saved before, becomes a `Story` with its review.

A saved story is JSON, as `Story.to_dict` writes it. It is opened without a language model, so that it can be looked at where
none runs: in a browser, or on a computer without spaCy.
"""

from __future__ import annotations

import json
import os
from datetime import date, datetime

from storykit.bring import load, path_of
from storykit.missing import needs
from storykit.review import Review, review_path
from storykit.story import Story, StorykitError

SAVE = "storykit read ARTICLE --json > NAME.story.json"


def read(
    source: str | os.PathLike[str], published: str | date | datetime | None = None, *, review: bool = True
) -> Story:
    """Read an article, or open a saved story.

    Args:
        source: the path of a text (UTF-8), HTML, .docx or .pdf file, or the text itself; or of a saved story, a .json file.
        published: the day, or the moment, of publication; by default what the text says. A saved story knows its own.
        review: apply the review that is kept beside the file ("update.review.json"), and keep further steps there.

    Returns:
        The story: the article and all that was found in it, each mark a suggestion with the rule that made it, or judged
        by the person who reviewed it. `story.review` is the review.

    Raises:
        StorykitError: the source cannot be read, has no paragraph, `published` is no date, the text is not English, the
            review beside the file is damaged, or the file holds no saved story.
    """
    path = path_of(source)
    saved = path is not None and path.suffix.lower() == ".json"
    machine = _saved(source) if saved else _article(source, published)
    kept = Review(machine) if path is None or not review else Review.open(machine, review_path(path))
    return kept.attach().story


def _article(source: str | os.PathLike[str], published: str | date | datetime | None) -> Story:
    """The story as the machine reads it."""
    with needs("reading an article", f"save the story on a computer with '{SAVE}', and open that file here"):
        from storykit.pipeline import read_text
    return read_text(load(source), published)


def _saved(source: str | os.PathLike[str]) -> Story:
    try:
        data = json.loads(load(source))
    except StorykitError:
        raise
    except (ValueError, RecursionError) as error:
        raise StorykitError(f"{source} is no saved story ({error}); save one with '{SAVE}'") from None
    return Story.from_dict(data)
