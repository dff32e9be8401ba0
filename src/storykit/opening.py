"""`read`: an article, or a story saved before, becomes a `Story` with its review.

A saved story is JSON, as `Story.to_dict` writes it. It is opened without a language model, so that it can be looked at where
none runs: in a browser, or on a computer without spaCy.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from storykit.bring import load, path_of
from storykit.kept import kept
from storykit.missing import needs
from storykit.review import Review, review_path
from storykit.story import Published, Story, StorykitError

SAVE = "storykit read ARTICLE --json > NAME.story.json"


def read(source: str | os.PathLike[str], published: Published = None, *, review: bool = True) -> Story:
    """Read an article, or open a saved story.

    What was read from a file is kept in a folder ".storykit" beside it, and taken from there as long as neither the text
    nor storykit nor its language model have changed. The folder can be deleted at any time.

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
    machine = _by_machine(load(source), published) if path is None else _of_file(path, published)
    found = Review.open(machine, review_path(path)) if path is not None and review else Review(machine)
    return found.attach().story


def _of_file(path: Path, published: Published) -> Story:
    """A saved story; else what was read of an article before, or a new reading, which is kept."""
    if path.suffix.lower() == ".json":
        return _saved(path)
    return kept(path, load(path), published, _by_machine)


def _by_machine(text: str, published: Published) -> Story:
    """A new reading; spaCy is loaded for it."""
    with needs("reading an article", f"save the story on a computer with '{SAVE}', and open that file here"):
        from storykit.pipeline import read_text
    return read_text(text, published)


def _saved(path: Path) -> Story:
    try:
        data = json.loads(load(path))
    except StorykitError:
        raise
    except (ValueError, RecursionError) as error:
        raise StorykitError(f"{path} is no saved story ({error}); save one with '{SAVE}'") from None
    return Story.from_dict(data)
