"""Finds who is given which words: source, cue and content, as PARC 3 and PolNeAR count them.

Rules, each with an example ([source] {cue} «content»):
- `clause`: [the mayor] {said} «that it was late»; «it was late», [she] {said}
- `quote`: «"It is late,"» {said} [the mayor]
- `infinitive`: [the team] {hopes} «to win»
- `order`: [she] {urged} «them to wait»
- `naming`: [the union] {called} «it a mistake»
- `charge`: [the paper] {accused} «him of lying»
- `object`: [the minister] {condemned} «the attack»
- `about`: [he] {called for} «calm»
- `adjective`: [aides] {are worried} «that it will rain»
- `passive`: «the team» {is believed} [by the police] «to be abroad»
- `according-to`: «it rained», {according to} [the paper]
- `viewpoint`: {in} [the minister's] {view}, «it is late»; {for} [the union], «it is late»
- `noun`: [the minister's] {claim} «that it rained»
- `colon`: [Poll]{:} «most want rain», in a headline or before quoted words
- `dash`: «Rain is coming» {-}[official], in a headline
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from storykit.parse import Parse, span_of
from storykit.readers.attributions.frames import any_cue
from storykit.readers.attributions.grammar import is_state
from storykit.readers.attributions.paragraph import Draft, Paragraph
from storykit.readers.attributions.phrases import (
    by_according_to,
    by_adjective,
    by_colon,
    by_dash,
    by_noun,
    by_viewpoint,
)
from storykit.readers.attributions.quotes import hand_out_quotes
from storykit.readers.attributions.sources import Sources
from storykit.readers.attributions.verbs import by_verb
from storykit.readers.attributions.words import listed, with_prepositions
from storykit.story import Attribution, Entity, Span, SpanIndex

INNER = ("clause", "according-to", "naming", "passive", "adjective")  # found inside what another source says, too


def find_attributions(parse: Parse, entities: Sequence[Entity], quoted: Sequence[Span]) -> tuple[Attribution, ...]:
    """Every attribution in the order of the text, nested ones included, each with its chain from the writer inwards.

    Args:
        parse: the parsed article.
        entities: who may be meant by a source; a pronoun is tied to whoever mentions it.
        quoted: the stretches between quotation marks, the marks left out.

    Returns:
        Attributions with half-open offsets into the article's text.
    """
    marks = SpanIndex((span, None) for span in quoted)
    drafts: list[Draft] = []
    before: Paragraph | None = None
    for doc in parse.docs:
        before = Paragraph(doc, marks, doc is parse.headline, before)
        drafts += _drafts(before)
    sources = Sources(parse, entities)
    drafts.sort(key=lambda draft: draft.content[0])
    found = sorted((sources.attribution(each, marks) for each in drafts), key=lambda each: (each.evidence, each.cue))
    contents = SpanIndex((content, each) for each in found for content in each.content)
    return tuple(replace(each, nested_source=_chain(each, contents)) for each in found)


def _chain(each: Attribution, contents: SpanIndex[Attribution]) -> tuple[str, ...]:
    """The writer, then whoever's content holds this cue, the widest first, then its own source."""
    outer = list({id(o): o for _, o in contents.covering(each.cue) if o is not each}.values())
    outer.sort(key=lambda o: -sum(c.end - c.start for c in o.content))
    return ("writer", *(o.nested_source[0] for o in [*outer, each] if o.nested_source))


def _drafts(paragraph: Paragraph) -> list[Draft]:
    """By verb, adjective, noun and phrase first; then the quotations that are left over."""
    words = any_cue()
    for token in paragraph.doc:
        if (token.lemma_ in words or token.lower_ in words) and paragraph.inside[token.i] is None:
            paragraph.found += _at(paragraph, token)
    paragraph.found += by_colon(paragraph)
    paragraph.found += by_dash(paragraph)
    hand_out_quotes(paragraph, paragraph.found)
    paragraph.found = [draft for draft in paragraph.found if not _is_inner(draft, paragraph.found)]
    return paragraph.found


def _at(paragraph: Paragraph, token: Token) -> Iterator[Draft]:
    """What hangs on one word."""
    if token.lower_ in ("according", "per"):
        yield from by_according_to(paragraph, token)
    elif token.lower_ in listed("adjective") and (token.pos_ == "ADJ" or is_state(token)):
        yield from by_adjective(paragraph, token)
    elif token.pos_ in ("VERB", "AUX"):
        yield from by_verb(paragraph, token)
    elif token.pos_ == "NOUN" and token.lemma_ in with_prepositions("noun"):
        yield from by_noun(paragraph, token)
    if token.lower_ in listed("viewpoint") and token.dep_ == "pobj" and token.head.lower_ in ("in", "to"):
        yield from by_viewpoint(paragraph, token)


def _is_inner(draft: Draft, found: list[Draft]) -> bool:
    """Whether a draft lies in what another source says, and is not plainly somebody else's saying."""
    cue = span_of(draft.cue)
    nested = any(other is not draft and any(c.covers(cue) for c in other.content) for other in found)
    return nested and (draft.rule not in INNER or draft.source is None or draft.source.pos_ == "PRON")
