"""The whole reading on one screen: from a text to a `Story`."""

from __future__ import annotations

from storykit.article import parse_article
from storykit.language import check_english
from storykit.parse import parse, span_of
from storykit.readers.attributions import find_attributions
from storykit.readers.entities import find_entities
from storykit.readers.events import find_events
from storykit.readers.hedges import find_hedges
from storykit.readers.names import find_names
from storykit.readers.parties import find_parties
from storykit.readers.passages import find_passages
from storykit.readers.places import find_places
from storykit.readers.quotations import find_quotations, find_quoted
from storykit.readers.stances import find_stances
from storykit.readers.times import find_times
from storykit.story import Published, Story


def read_text(text: str, published: Published = None) -> Story:
    """Read the text of an article.

    Args:
        text: the text.
        published: the day, or the moment, of publication; by default what the text says.

    Returns:
        The story as the machine reads it: each mark a suggestion with the rule that made it.

    Raises:
        StorykitError: the text has no paragraph or is not English, or `published` is no date.
    """
    article, paragraphs = parse_article(text, published)
    check_english(text)
    parsed = parse(article, paragraphs)
    names = find_names(parsed)
    places = find_places(parsed, names)
    entities = find_entities(parsed, names, places)
    quoted = find_quoted(parsed)
    attributions = find_attributions(parsed, entities, quoted)
    times = find_times(parsed, article.day)
    parties = find_parties(parsed, entities)
    stances = find_stances(parsed, entities, attributions, parties)
    sides = {id(side) for stance in stances for side in (stance.holder, stance.target)}
    entities = (*entities, *(party for party in parties if id(party) in sides))
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
