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
from storykit.parse import Parse, span_of, text_of
from storykit.story import Attribution, Passage, Span, SpanIndex, Stance, TimeExpression

LONG_BEFORE = timedelta(days=31)
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
LOADED = {"ADJ": "adjectives", "ADV": "adverbs", "NOUN": "nouns"}  # parts of speech and their lists of loaded words
PLAIN_SUPERLATIVES = "most least latest oldest youngest nearest earliest eldest first last".split()
PEOPLE = ("PERSON", "ORG", "GPE", "NORP")
NOT_GIVEN_GATE = re.compile(
    r"n't|no[ tb]|unknown|unclear|uncertain|without|declin|refus"
)  # one of these in each of the next
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
    ends = SpanIndex((time.evidence, time.last) for time in times if time.last is not None)
    ascribed = SpanIndex((each.cue, None) for each in stances if each.voice is None and not each.own)
    found: list[Passage] = []
    for sentence in parse.sentences:
        loaded = list(_loaded(sentence, voice))
        found += [*_not_given(sentence, voice), *_inferences(sentence, voice), *loaded]
        if voice.is_free(span_of(sentence)):
            found += _background(sentence, ends, parse.article.day) or _unsourced(sentence, loaded, ascribed)
    return tuple(sorted(found, key=lambda passage: passage.evidence))


class _Voice:
    """Who speaks where."""

    def __init__(self, attributions: Sequence[Attribution], quoted: Sequence[Span]) -> None:
        self.quoted = SpanIndex((span, None) for span in quoted)
        self.cues = SpanIndex((each.cue, None) for each in attributions)
        self.contents = SpanIndex((content, None) for each in attributions for content in each.content)

    def is_quoted(self, span: Span) -> bool:
        return bool(self.quoted.overlapping(span))

    def is_of_a_source(self, span: Span) -> bool:
        """Whether a span stands in the content of an attribution."""
        return bool(self.contents.covering(span))

    def is_cue(self, span: Span) -> bool:
        """Whether a span stands in the cue of an attribution."""
        return bool(self.cues.covering(span))

    def is_free(self, sentence: Span) -> bool:
        """Whether a sentence hands no words to anybody."""
        return not self.cues.overlapping(sentence) and not self.contents.overlapping(sentence)


def _passage(layer: str, rule: str, span: Span, note: str) -> Passage:
    return Passage(evidence=span, rule=rule, layer=layer, note=note)


def _not_given(sentence: DocSpan, voice: _Voice) -> Iterator[Passage]:
    start, text = span_of(sentence).start, _text(sentence)
    for match in NOT_GIVEN.finditer(text) if NOT_GIVEN_GATE.search(text.lower()) else ():
        span = Span(start + match.start(), start + match.end())
        if not voice.is_quoted(span):
            yield _passage("gap", "not-given", span, "What is missing here, and who could fill the gap?")


def _inferences(sentence: DocSpan, voice: _Voice) -> Iterator[Passage]:
    note = "A conclusion in the reporter’s voice: what does it rest on?"
    for token in sentence:
        if token.lemma_ in _words("inference", "verbs") and token.pos_ == "VERB" and _has_thing(token):
            span = span_of([token])
            if not voice.is_of_a_source(span) and not voice.is_cue(span):
                yield _passage("inference", "thing-that-speaks", span, note)
    for span in _phrases(sentence, "inference"):
        if not voice.is_of_a_source(span) and not voice.is_quoted(span):
            yield _passage("inference", "thing-that-speaks", span, note)


def _has_thing(verb: Token) -> bool:
    """Whether the subject of a verb is a clause or a thing: no name, no pronoun for a person, no noun for people."""
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    if subject is None or subject.dep_.startswith("csubj"):
        return subject is not None
    return not (subject.ent_type_ in PEOPLE or subject.pos_ in ("PROPN", "PRON") or subject.lemma_ in _people())


@cache
def _people() -> frozenset[str]:
    nouns = lexicon("sources")["nouns"]
    return frozenset(" ".join(nouns[kind] for kind in ("anonymous", "institution", "document", "media")).split())


def _loaded(sentence: DocSpan, voice: _Voice) -> Iterator[Passage]:
    spans = [span_of([token]) for token in sentence if token.pos_ in LOADED and _is_loaded(token)]
    for span in [*spans, *_phrases(sentence, "loaded")]:
        if not voice.is_quoted(span):
            told = voice.is_of_a_source(span)
            whose = "a source’s word, in the reporter’s wording" if told else "the reporter’s own word"
            yield _passage("loaded", "loaded-word", span, f"{whose}: which plainer word would do?".capitalize())


def _is_loaded(token: Token) -> bool:
    words = _words("loaded", LOADED[token.pos_])
    return token.lower_ in words or token.lemma_ in words


@cache
def _words(table: str, name: str) -> frozenset[str]:
    return frozenset(lexicon("passages")[table][name].split())


def _phrases(sentence: DocSpan, table: str) -> Iterator[Span]:
    """Where the phrases of a table stand in a sentence, those that overlap included."""
    any_of_them, each_of_them = _patterns(table)
    start, text = span_of(sentence).start, _text(sentence).lower()
    for pattern in each_of_them if any_of_them.search(text) else ():
        for match in pattern.finditer(text):
            yield Span(start + match.start(), start + match.end())


@cache
def _patterns(table: str) -> tuple[re.Pattern[str], list[re.Pattern[str]]]:
    """A pattern for whether any phrase of a table stands in a text, and one for each of them."""
    phrases = [re.escape(phrase) for phrase in lexicon("passages")[table]["phrases"]]
    return re.compile("|".join(phrases)), [re.compile(rf"(?<!\w){phrase}(?!\w)") for phrase in phrases]


def _text(sentence: DocSpan) -> str:
    return text_of(sentence.doc)[sentence.start_char : sentence.end_char]


def _background(sentence: DocSpan, ends: SpanIndex[date], published: date | None) -> list[Passage]:
    """The sentence, where its main verb is in the past perfect, or hangs on a time long before the story."""
    span, root = span_of(sentence), sentence.root
    perfect = root.tag_ == "VBN" and any(
        child.dep_ == "aux" and child.lower_ in ("had", "'d") for child in root.children
    )
    if perfect:
        return [_passage("background", "past-perfect", span, "It had happened before: why is it told here?")]
    days = [day for _, day in ends.within(span)]
    if published is not None and days and max(days) < published - LONG_BEFORE:
        return [_passage("background", "long-before", span, "It is not new: why is it told here?")]
    return []


def _unsourced(sentence: DocSpan, loaded: Sequence[Passage], ascribed: SpanIndex[None]) -> list[Passage]:
    """The sentence, where it claims what could be disputed and hands it to nobody."""
    span = span_of(sentence)
    if loaded or ascribed.within(span) or _claims_cause(sentence) or any(map(_ranks, sentence)):
        return [_passage("unattributed", "no-source", span, "Nobody is named for this: how could the reporter know?")]
    return []


def _claims_cause(sentence: DocSpan) -> bool:
    conjunctions = lexicon("passages")["causes"]["conjunctions"]
    joined = any(token.lower_ in conjunctions and token.dep_ == "mark" for token in sentence)
    return joined or next(_phrases(sentence, "causes"), None) is not None


def _ranks(token: Token) -> bool:
    """A superlative that judges: "the worst plan"; not "most of them", "at least", or what can be counted out."""
    return token.tag_ in ("JJS", "RBS") and token.lower_ not in PLAIN_SUPERLATIVES
