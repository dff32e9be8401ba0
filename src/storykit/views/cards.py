"""The note card of a mark: the words, what it is, how it reached the reader, and by which rule it was made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from storykit.lexicons import lexicon
from storykit.story import (
    Attribution,
    Entity,
    Finding,
    Hedge,
    Passage,
    Place,
    Quotation,
    Span,
    Stance,
    Story,
    TimeExpression,
)
from storykit.views.dates import span_words
from storykit.views.palette import LAYERS
from storykit.views.segments import Mark
from storykit.views.voices import REPORTER, chain, clean, voice_of, voice_words

VERBS = {
    "neutral": "a neutral verb, it only hands the words on",
    "commits": "the verb takes the words for true",
    "doubts": "the verb keeps a distance from the words",
    "evaluates": "the verb judges, feels or wants",
}
SPEECH = {
    "direct": "direct speech: the source’s own words",
    "partial": "partly quoted: only what stands in marks is the source’s own wording",
    "indirect": "indirect speech: the wording is the reporter’s",
}
QUOTES = {
    "direct": "A full clause in quotation marks: the speaker’s own words.",
    "partial": "A few words in quotation marks: the reporter chose where to begin and where to stop.",
    "scare": "Words in quotation marks, and nobody near whose words they could be. Why are the marks there? Ask.",
}
HEDGES = {
    "shield": "Words that claim less. Leave them out, and the sentence says more than the source did.",
    "approximator": "A word that makes a figure or a time less exact.",
}
USAGES = {
    "literal": "a place on the ground",
    "associative": "stands for its government or its people",
    "dateline": "where the story was filed",
}

MOST_AGAIN = 12  # further statements of one source that a card names
LINKED = "TPS"  # the layers that a card links to, within its sentence

Card = dict[str, Any]


def cards(story: Story, marks: tuple[Mark, ...]) -> dict[str, Card]:
    """A card for each marked finding, by its key."""
    found: dict[str, Card] = {}
    for mark in marks:
        if mark.key not in found:
            name, _, number = mark.key.rpartition("-")
            finding = getattr(story, f"{name}s")[int(number)]
            found[mark.key] = _card(story, mark.letter, finding)
    beside = _by_sentence(story, marks)
    for mark in marks:
        here = [each for each in beside[story.sentence_of(mark.span)] if each.key != mark.key]
        found[mark.key]["links"] = [[each.letter, each.key, clean(story, each.span)] for each in here]
    return found


def _by_sentence(story: Story, marks: tuple[Mark, ...]) -> dict[Span, list[Mark]]:
    """The times, places and stances of each sentence, each word once."""
    found: dict[Span, list[Mark]] = defaultdict(list)
    for mark in marks:
        here = found[story.sentence_of(mark.span)]
        if mark.letter in LINKED and all((each.letter, each.span) != (mark.letter, mark.span) for each in here):
            here.append(mark)
    return found


def _card(story: Story, letter: str, finding: Finding) -> Card:
    words, voice = _words(story, finding), _voice(story, finding)
    meaning, rows = _told(story, finding)
    rows = [*rows, ("Found by", rule_words(finding.rule))]
    return {
        "letter": letter,
        "kind": _capital(LAYERS[letter].name),
        "words": words,
        "paragraph": paragraph_words(story, finding.evidence),
        "meaning": meaning or LAYERS[letter].meaning,
        "chain": [[link.letter, link.who, link.cue] for link in chain(story, voice)],
        "rows": [[term, text] for term, text in rows],
        "status": finding.status,
    }


def paragraph_words(story: Story, span: Span) -> str:
    """Where a span stands: "paragraph 3", or "headline"."""
    number = story.paragraph_of(span)
    if not number and story.article.headline and not story.article.headline.overlaps(span):
        return "dateline"
    return f"paragraph {number}" if number else "headline"


def rule_words(rule: str) -> str:
    """A rule in words, with its example; the rule's own name where the table has none."""
    for table in lexicon("rules").values():
        if rule in table:
            words, example = table[rule]
            return f"{words}, as in: {example}"
    return rule


def _words(story: Story, finding: Finding) -> str:
    if isinstance(finding, Attribution):
        return clean(story, finding.source or finding.cue)
    if isinstance(finding, Stance):
        return f"{finding.holder.name} {'backs' if finding.polarity > 0 else 'is against'} {finding.target.name}"
    return clean(story, finding.evidence)


def _voice(story: Story, finding: Finding) -> Attribution | None:
    if isinstance(finding, Attribution):
        return finding
    if isinstance(finding, Quotation):
        return finding.attribution
    if isinstance(finding, Hedge):
        return finding.whose
    return finding.voice if isinstance(finding, Stance) else voice_of(story, finding.evidence)


def _told(story: Story, finding: Finding) -> tuple[str, list[tuple[str, str]]]:
    """What the card says about this finding, and its rows; no meaning of its own where the layer's is enough."""
    match finding:
        case Attribution():
            return "", list(_source_rows(story, finding))
        case Quotation():
            return QUOTES[finding.kind], [("Whose words", _of(story, finding.attribution, "not given"))]
        case Hedge():
            return HEDGES[finding.kind], [("Whose doubt", _of(story, finding.whose, REPORTER))]
        case TimeExpression():
            return "", list(_time_rows(finding))
        case Place():
            return "", list(_place_rows(finding))
        case Stance():
            return "", list(_stance_rows(story, finding))
        case Passage():
            return "", [("Note", finding.note)] if finding.note else []
    return "", []


def _source_rows(story: Story, each: Attribution) -> Iterator[tuple[str, str]]:
    yield "Cue", f"“{clean(story, each.cue)}”: {VERBS[each.verb_kind]}"
    yield "Wording", SPEECH[each.quote_type]
    if each.terms is not None:
        yield "On what terms", f"“{clean(story, each.terms)}”"
    if each.who is not None and each.who.name != voice_words(story, each):
        yield "Who is meant", each.who.name
    same = story.once("sources", _by_source)[_source_of(each)]
    if len(same) > 1 and each.nested_source:
        again = (other for other in same if other is not each)
        where = dict.fromkeys(paragraph_words(story, other.cue) for other in islice(again, MOST_AGAIN))
        more = len(same) - 1 - MOST_AGAIN
        yield "The same again", f"{', '.join(where)}{f' and {more} more times' * (more > 0)}: counted once"


def _by_source(story: Story) -> dict[Any, list[Attribution]]:
    """The attributions of each source."""
    found: dict[Any, list[Attribution]] = defaultdict(list)
    for each in story.attributions:
        found[_source_of(each)].append(each)
    return found


def _source_of(each: Attribution) -> Any:
    """What is the same for one source: who is meant, else its words; each attribution for itself without either."""
    return each.who.name if each.who is not None else (each.nested_source[-1:] or id(each),)


def _time_rows(each: TimeExpression) -> Iterator[tuple[str, str]]:
    kinds = {"DURATION": "how long it lasts", "SET": "how often it happens"}
    if each.type in kinds:
        yield "Tells", kinds[each.type]
    elif each.first or each.last:
        yield "When", span_words(each.first, each.last)
    else:
        yield "When", "the words do not say on which days"
    yield "Value", f"{each.value} (TIMEX3 {each.type})"


def _place_rows(each: Place) -> Iterator[tuple[str, str]]:
    yield "Used as", USAGES[each.usage]
    if each.latitude is None or each.longitude is None:
        yield "On the map", "not resolved: more than one place fits, or none is known"
    else:
        ns, ew = "NS"[each.latitude < 0], "EW"[each.longitude < 0]
        yield "On the map", f"{abs(each.latitude):.1f}° {ns}, {abs(each.longitude):.1f}° {ew} ({each.country or '–'})"


def _stance_rows(story: Story, each: Stance) -> Iterator[tuple[str, str]]:
    yield "The words", f"“{clean(story, each.evidence)}”"
    yield "Shown by", "the holder says or does it" if each.own else "someone else says so"
    if each.via is not None:
        yield "As a member of", each.via.name


def _of(story: Story, voice: Attribution | None, otherwise: str) -> str:
    return otherwise if voice is None else voice_words(story, voice)


def entity_card(story: Story, entity: Entity) -> Card:
    """What is known of an entity: its mentions by paragraph, and how many statements it is the source of."""
    said = len(story.once("sources", _by_source).get(entity.name, ()))
    counts: dict[int, int] = {}
    for mention in entity.mentions:
        number = story.paragraph_of(mention.evidence)
        counts[number] = counts.get(number, 0) + 1
    statements = f"the source of {said} statement{'s' * (said != 1)}" if said else "the source of nothing in this story"
    return {
        "name": entity.name,
        "kind": _capital(entity.kind),
        "country": entity.country or "",
        "count": len(entity.mentions),
        "paragraphs": counts,
        "meaning": f"{_capital(statements)}.",
    }


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
