"""Attributions by another phrase than a verb: "according to", a view, an adjective, a noun, a colon, a dash."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from storykit.parse import span_of
from storykit.readers.attributions.grammar import cue_of, is_marked, phrase_of
from storykit.readers.attributions.paragraph import MARKS, Draft, Paragraph
from storykit.readers.attributions.speakers import owner_of, speaker_of
from storykit.readers.attributions.words import nouns_for, with_prepositions

COLON = 8  # tokens, in which a name before a colon or behind a dash must lie


def by_according_to(paragraph: Paragraph, word: Token) -> Iterator[Draft]:
    to = (
        word
        if word.lower_ == "per"
        else next((t for t in paragraph.doc[word.i + 1 : word.i + 2] if t.lower_ == "to"), None)
    )
    source = next((child for child in to.children if child.dep_ == "pobj"), None) if to is not None else None
    if to is None or source is None or (word is to and source.pos_ != "PROPN"):
        return
    phrase = phrase_of(source)
    parts = paragraph.around(word.i, phrase[-1].i, word.sent)
    if parts:
        yield Draft(
            "according-to",
            word,
            source,
            [word] if word is to else [word, to],
            [paragraph.widened(span_of(part)) for part in parts],
        )


def by_viewpoint(paragraph: Paragraph, noun: Token) -> Iterator[Draft]:
    """ "In the U.S. reading, …": the rest of the sentence is the content."""
    owner = next(
        (c for c in noun.children if c.dep_ in ("poss", "compound", "nmod") or c.ent_type_ in ("GPE", "NORP")), None
    )
    if owner is None or owner.lower_ in ("other", "its"):
        return
    last = noun.right_edge.i if noun.right_edge.i - noun.i < 6 else noun.i
    parts = paragraph.around(noun.head.i, last, noun.sent)
    if parts:
        yield Draft("viewpoint", noun, owner, [noun], [paragraph.widened(span_of(part)) for part in parts])


def by_adjective(paragraph: Paragraph, word: Token) -> Iterator[Draft]:
    verb = word.head if word.dep_ in ("acomp", "oprd") else word
    source = speaker_of(verb) or next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    goals = [
        c
        for c in word.children
        if c.i > word.i
        and (
            c.dep_ in ("ccomp", "xcomp")
            or (c.dep_ in ("prep", "agent") and c.lower_ in ("of", "about", "by", "over", "to", "with", "in"))
        )
    ]
    if source is None or not goals or source.pos_ == "PRON" and source.lower_ in ("it", "this", "that"):
        return
    goal = goals[0]
    first = goal.i + 1 if goal.dep_ in ("prep", "agent") else goal.left_edge.i
    content = paragraph.bare(max(first, word.i + 1), goal.right_edge.i)
    if content:
        yield Draft(
            "adjective",
            word,
            source,
            [*cue_of(verb), word] if verb is not word else cue_of(verb),
            [paragraph.widened(span_of(content))],
        )


def by_noun(paragraph: Paragraph, noun: Token) -> Iterator[Draft]:
    prepositions = with_prepositions("noun")[noun.lemma_]
    clause = [
        c
        for c in noun.children
        if c.i > noun.i
        and (c.dep_ in ("acl", "ccomp", "relcl", "xcomp") and (is_marked(c, "that") or (is_marked(c, "to"))))
    ]
    about = [
        e
        for c in noun.children
        if c.dep_ == "prep" and c.lower_ in prepositions
        for e in c.children
        if e.dep_ in ("pobj", "pcomp")
    ]
    parts = clause or about
    source = owner_of(noun)
    if not parts or source is None:
        return
    content = paragraph.bare(parts[0].left_edge.i, parts[0].right_edge.i)
    if content:
        yield Draft("noun", noun, source, [noun], [paragraph.widened(span_of(content))])


# -- marks -----------------------------------------------------------------------------------------------------------


def by_colon(paragraph: Paragraph) -> Iterator[Draft]:
    """ "Poll: most want rain" in a headline, "Lee: "It rained."" anywhere."""
    colon = next((token for token in paragraph.doc[:COLON] if token.text == ":"), None)
    if colon is None or colon.i == 0 or colon.i + 1 >= len(paragraph.doc):
        return
    content = paragraph.bare(colon.i + 1, len(paragraph.doc) - 1)
    quoted = bool(content) and (content[0].text in MARKS or paragraph.inside[content[0].i] is not None)
    label = paragraph.doc[: colon.i]
    if content and (paragraph.headline or quoted) and _is_name(label):
        yield Draft("colon", label.root, label.root, [colon], [paragraph.widened(span_of(content))])


def by_dash(paragraph: Paragraph) -> Iterator[Draft]:
    """A paragraph that ends in a dash and a name behind quoted words, or a headline that does: "… -official"."""
    for token in reversed(paragraph.doc[-COLON:]):
        name = _is_dash(token) and paragraph.bare(token.i + 1, len(paragraph.doc) - 1)
        words = paragraph.bare(0, token.i - 1) if name else []
        if not name or not words:
            continue
        quoted = paragraph.inside[next((t.i for t in reversed(words) if t.text not in MARKS), 0)] is not None
        spaced = paragraph.doc[token.i - 1].whitespace_ or words[-1].text in MARKS
        label = paragraph.doc[name[0].i : name[-1].i + 1]
        if spaced and (quoted or (paragraph.headline and not token.whitespace_)) and _is_name(label):
            yield Draft("dash", label.root, label.root, [token], [paragraph.widened(span_of(words))])
            return


def _is_dash(token: Token) -> bool:
    return token.text in ("-", "--", "–", "—", "―")


def _is_name(label: DocSpan) -> bool:
    """Whether a few words name a source: a name, or a noun for those who speak."""
    nouns = nouns_for("anonymous") | nouns_for("document") | nouns_for("media")
    verbs = any(token.pos_ in ("VERB", "AUX") and token.tag_ != "VBG" for token in label)
    return not verbs and (label.root.lemma_.lower() in nouns or label.root.pos_ == "PROPN")
