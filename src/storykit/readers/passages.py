"""Finds where the reporter's own voice is heard: what is judged, inferred, left without a source, old, or said to be unknown.

Rules:
- `not-given`: the text says that something is not known or not given ("did not elaborate", "it was unclear")
- `thing-that-speaks`: a thing, not a person, suggests or shows something: the reporter reads it ("The silence suggests that …")
- `loaded-word`: a word that judges beyond describing ("a notorious firm")
- `past-perfect`: what had happened before this story ("The council had closed two schools.")
- `long-before`: what happened more than a month before the story was published ("The bridge was built in 1970.")
- `no-source`: a cause, a judgement, a superlative or somebody's stance, in the reporter's own words ("It is the worst plan.")
Each is a question to the reader, not a verdict: whose words are these, and how could one know?
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from storykit.lexicons import lexicon
from storykit.parse import Parse, place_of, span_of
from storykit.story import Attribution, Passage, Span, Stance, TimeExpression

LONG_BEFORE = timedelta(days=31)
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
PEOPLE = ("PERSON", "ORG", "GPE", "NORP")
NOT_GIVEN = re.compile(
    r"""
    \b(?:
      (?:did|does|do|has|have|had|would)\ (?:not|n't)\ (?:immediately\ |yet\ )?   # what was not said
        (?:elaborate|elaborated|respond|responded|reply|replied|comment|commented|specify|specified|disclose|disclosed
          |explain|explained|identify|identified|give\ (?:a\ reason|details)|provide\ details|return\ (?:calls?|messages?|an?\ \w+))
    | (?:did|does|do)n't\ (?:immediately\ )?(?:elaborate|respond|reply|comment|specify|disclose)
    | (?:declin|refus)(?:ed|es|ing)\ to\ (?:comment|elaborate|say|identify|name|disclose|give|provide|discuss)
    | (?:gave|gives|given|provided|provides|offered|offers)\ no\ (?:\w+\ )?(?:details?|reasons?|explanations?|evidence|figures?|information|timetable|names?|comment)
    | without\ (?:elaborating|(?:giving|providing|offering)\ (?:\w+\ )?(?:details?|evidence|reasons?))
    | no\ (?:immediate|further|other|official)\ (?:details?|comments?|word|information|explanations?|response)
    | (?:is|was|are|were|remains?|remained)\ (?:still\ |yet\ )?(?:unclear|unknown|uncertain|not\ (?:immediately\ |yet\ |entirely\ )?(?:clear|known))
    | could\ not\ (?:immediately\ |independently\ )?be\ (?:immediately\ |independently\ )?(?:verified|confirmed|reached|established|determined)
    | (?:was|were|is|are)\ not\ (?:immediately\ )?available\ for\ comment
    | (?:nobody|no\ one)\b[^.;]{0,60}?\bavailable\ for\ comment
    )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def find_passages(
    parse: Parse,
    attributions: Sequence[Attribution],
    times: Sequence[TimeExpression],
    stances: Sequence[Stance],
    quoted: Sequence[Span],
) -> tuple[Passage, ...]:
    """Every passage of the paragraphs, in the order of the text; what is quoted is nobody's but the speaker's.

    Args:
        parse: the parsed article.
        attributions: whose words are whose; what they hand to a source is not the reporter's.
        times: the times, of which those long before publication make background.
        stances: who backs whom; those that the reporter ascribes have no source.
        quoted: the stretches between quotation marks.
    """
    voice = _Voice(attributions, quoted)
    found: list[Passage] = []
    for sentence in parse.sentences:
        loaded = list(_loaded(sentence, voice))
        found += [*_not_given(sentence, voice), *_inferences(sentence, voice), *loaded]
        if voice.is_free(span_of(sentence)):
            found += _background(sentence, times, parse.article.day) or _unsourced(sentence, loaded, stances)
    return tuple(sorted(found, key=lambda passage: passage.evidence))


class _Voice:
    """Who speaks where."""

    def __init__(self, attributions: Sequence[Attribution], quoted: Sequence[Span]) -> None:
        self.attributions, self.quoted = attributions, quoted

    def is_quoted(self, span: Span) -> bool:
        return any(each.overlaps(span) for each in self.quoted)

    def of(self, span: Span) -> Attribution | None:
        """The innermost attribution whose content holds a span."""
        around = [(c.end - c.start, each) for each in self.attributions for c in each.content if c.covers(span)]
        return min(around, key=lambda pair: pair[0])[1] if around else None

    def is_free(self, sentence: Span) -> bool:
        """Whether a sentence hands no words to anybody."""
        return not any(sentence.overlaps(part) for each in self.attributions for part in (each.cue, *each.content))


def _passage(layer: str, rule: str, span: Span, note: str) -> Passage:
    return Passage(evidence=span, rule=rule, layer=layer, note=note)


def _not_given(sentence: DocSpan, voice: _Voice) -> Iterator[Passage]:
    start = place_of(sentence[0])
    for match in NOT_GIVEN.finditer(sentence.text):
        span = Span(start + match.start(), start + match.end())
        if not voice.is_quoted(span):
            yield _passage("gap", "not-given", span, "What is missing here, and who could fill the gap?")


def _inferences(sentence: DocSpan, voice: _Voice) -> Iterator[Passage]:
    words = lexicon("passages")["inference"]
    note = "A conclusion in the reporter’s voice: what does it rest on?"
    for token in sentence:
        if token.pos_ == "VERB" and token.lemma_ in words["verbs"].split() and _has_thing(token):
            span = span_of([token])
            if voice.of(span) is None and not any(each.cue.covers(span) for each in voice.attributions):
                yield _passage("inference", "thing-that-speaks", span, note)
    for span in _phrases(sentence, words["phrases"]):
        if voice.of(span) is None and not voice.is_quoted(span):
            yield _passage("inference", "thing-that-speaks", span, note)


def _has_thing(verb: Token) -> bool:
    """Whether the subject of a verb is a clause or a thing: no name, no pronoun for a person, no noun for people."""
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    if subject is None or subject.dep_.startswith("csubj"):
        return subject is not None
    people = {
        word
        for kind in ("anonymous", "institution", "document", "media")
        for word in lexicon("sources")["nouns"][kind].split()
    }
    known = subject.ent_type_ in PEOPLE or subject.pos_ in ("PROPN", "PRON") or subject.lemma_ in people
    return not known


def _loaded(sentence: DocSpan, voice: _Voice) -> Iterator[Passage]:
    kinds = _loaded_words()
    spans = [
        span_of([token])
        for token in sentence
        if token.lower_ in kinds.get(token.pos_, ()) or token.lemma_ in kinds.get(token.pos_, ())
    ]
    for span in [*spans, *_phrases(sentence, lexicon("passages")["loaded"]["phrases"])]:
        if not voice.is_quoted(span):
            whose = "a source’s word, in the reporter’s wording" if voice.of(span) else "the reporter’s own word"
            yield _passage("loaded", "loaded-word", span, f"{whose}: which plainer word would do?".capitalize())


@cache
def _loaded_words() -> dict[str, frozenset[str]]:
    words = lexicon("passages")["loaded"]
    return {
        "ADJ": frozenset(words["adjectives"].split()),
        "ADV": frozenset(words["adverbs"].split()),
        "NOUN": frozenset(words["nouns"].split()),
    }


def _phrases(sentence: DocSpan, phrases: Sequence[str]) -> Iterator[Span]:
    start, text = place_of(sentence[0]), sentence.text.lower()
    for phrase in phrases:
        for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text):
            yield Span(start + match.start(), start + match.end())


def _background(sentence: DocSpan, times: Sequence[TimeExpression], published: date | None) -> list[Passage]:
    """The sentence, where its main verb is in the past perfect, or hangs on a time long before the story."""
    span, root = span_of(sentence), sentence.root
    perfect = root.tag_ == "VBN" and any(
        child.dep_ == "aux" and child.lower_ in ("had", "'d") for child in root.children
    )
    if perfect:
        return [_passage("background", "past-perfect", span, "It had happened before: why is it told here?")]
    ends = [time.last for time in times if time.last is not None and span.covers(time.evidence)]
    if published is not None and ends and max(ends) < published - LONG_BEFORE:
        return [_passage("background", "long-before", span, "It is not new: why is it told here?")]
    return []


def _unsourced(sentence: DocSpan, loaded: Sequence[Passage], stances: Sequence[Stance]) -> list[Passage]:
    """The sentence, where it claims what could be disputed and hands it to nobody."""
    span = span_of(sentence)
    ascribed = any(not each.own and each.voice is None and span.covers(each.cue) for each in stances)
    if ascribed or loaded or _claims_cause(sentence) or any(_ranks(token) for token in sentence):
        return [_passage("unattributed", "no-source", span, "Nobody is named for this: how could the reporter know?")]
    return []


def _claims_cause(sentence: DocSpan) -> bool:
    words = lexicon("passages")["causes"]
    conjunction = any(token.lower_ in words["conjunctions"] and token.dep_ == "mark" for token in sentence)
    return conjunction or next(_phrases(sentence, words["phrases"]), None) is not None


def _ranks(token: Token) -> bool:
    """A superlative that judges: "the worst plan"; not "most of them", "at least", or what can be counted out."""
    plain = ("most", "least", "latest", "oldest", "youngest", "nearest", "earliest", "eldest", "first", "last")
    return token.tag_ in ("JJS", "RBS") and token.lower_ not in plain
