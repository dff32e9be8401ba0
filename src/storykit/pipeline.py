"""The whole reading on one screen: from a file or a text to a `Story`."""

from __future__ import annotations

import os
from datetime import date, datetime

from storykit.article import parse_article
from storykit.bring import load, path_of
from storykit.language import check_english
from storykit.parse import parse, span_of
from storykit.readers.attributions import find_attributions
from storykit.readers.entities import find_entities
from storykit.readers.events import find_events
from storykit.readers.hedges import find_hedges
from storykit.readers.names import find_names
from storykit.readers.passages import find_passages
from storykit.readers.places import find_places
from storykit.readers.quotations import find_quotations, find_quoted
from storykit.readers.stances import find_stances
from storykit.readers.times import find_times
from storykit.review import Review, review_path
from storykit.story import Story


def read(
    source: str | os.PathLike[str], published: str | date | datetime | None = None, *, review: bool = True
) -> Story:
    """Read an article.

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
    machine = _read(load(source), published)
    path = path_of(source) if review else None
    kept = Review(machine) if path is None else Review.open(machine, review_path(path))
    return kept.attach().story


def _read(text: str, published: str | date | datetime | None) -> Story:
    """The story as the machine reads it."""
    article, paragraphs = parse_article(text, published)
    check_english(text)
    parsed = parse(article, paragraphs)
    names = find_names(parsed)
    places = find_places(parsed, names)
    entities = find_entities(parsed, names, places)
    quoted = find_quoted(parsed)
    attributions = find_attributions(parsed, entities, quoted)
    times = find_times(parsed, article.day)
    stances = find_stances(parsed, entities, attributions)
    return Story(
        article=article,
        paragraphs=tuple(paragraphs),
        sentences=tuple(span_of(sentence) for sentence in parsed.sentences),
        entities=entities,
        attributions=attributions,
        quotations=find_quotations(parsed, quoted, attributions),
        hedges=find_hedges(parsed, attributions),
        times=times,
        events=find_events(parsed, times, attributions),
        places=places,
        stances=stances,
        passages=find_passages(parsed, attributions, times, stances, quoted),
    )
