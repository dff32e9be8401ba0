"""Finds the proper names of an article and settles, over the whole article, what kind each name is.

Rules:
- `country-name`: a country by one of its names ("the U.S.")
- `demonym`: a word for a country's people ("Russian troops")
- `name`: a name found by the language model ("Lima Group"); its kind is what most speaks for in the article
- `repeated-name`: a name that the model found elsewhere in the article ("Lima Group")
- `city`: a large city that the model missed ("Lima")
- `surname`: the last name of somebody named in full elsewhere ("Pompeo")
- `lone-name`: a name the model says nothing of, where it acts, has an age or a first name ("Ostrander praised the plan")
- `dateline`: the place and the news agency before the story's first words ("LIMA (Reuters) -")
- `result`: who played, in a line that is a result, a rank or a fixture ("Lima 2 Cusco 1")
- `known-body`: a body of the list of well-known ones that the model missed ("NATO")
A line in capitals tells the model little: there only what is known from the lists or the rest of the article is a name.

The parts: `candidates` (what may be a name), of it `countries`, `model` (what the language model found) and `lone` (what it
missed); `article` and `kinds` (what the whole article says); `name` and `lists` serve them all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from storykit.gazetteer import localities
from storykit.parse import Parse, span_of
from storykit.readers.names.article import missed, surnames_of, without_common_words
from storykit.readers.names.candidates import names_in
from storykit.readers.names.kinds import Votes, kinds_of
from storykit.readers.names.name import Line, Name
from storykit.story import Article, Mention, Span


def find_names(parse: Parse) -> tuple[Mention, ...]:
    """Every proper name in the headline and the paragraphs, in the order of the text, none overlapping another.

    Args:
        parse: the parsed article.

    Returns:
        One mention a name, offsets in the article's text; its kind is the one the whole article gives it.
    """
    lines = [Line(doc) for doc in parse.docs]
    found = without_common_words(lines, [name for line in lines for name in names_in(line)])
    votes: Votes = defaultdict(lambda: defaultdict(float))
    kinds = kinds_of(found, votes)
    surnames = surnames_of(name.words for name in found if kinds[name.key] == "person")
    again = list(missed(lines, surnames, found))
    kinds = kinds_of(again, votes)
    mentions = [_settled(name, surnames, kinds) for name in [*found, *again]]
    return tuple(sorted([*mentions, *_in_the_dateline(parse.article)], key=lambda mention: mention.evidence))


def _in_the_dateline(article: Article) -> Iterator[Mention]:
    """ "LIMA" and "Reuters" in "LIMA (Reuters) -", which stand before the paragraphs."""
    if article.dateline is None or not localities(article.dateline.place.split(",")[0]):
        return  # "SOCCER - Peru won"
    place = article.dateline.evidence
    yield Mention(evidence=place, rule="dateline", kind="place")
    at = article.text.find(article.agency, place.end, article.body.start) if article.agency else -1
    if article.agency and at >= 0:
        yield Mention(evidence=Span(at, at + len(article.agency)), rule="dateline", kind="organisation")


def _settled(name: Name, surnames: set[str], kinds: dict[str, str]) -> Mention:
    """The mention with the kind that the article as a whole gives it."""
    rule, kind = name.rule, name.kind
    if rule in ("name", "repeated-name", "lone-name"):
        kind = kinds[name.key]
        if len(name.words) == 1 and name.words[0] in surnames:
            rule, kind = "surname", "person"
    return Mention(evidence=span_of(name.tokens), rule=rule, kind=kind)
