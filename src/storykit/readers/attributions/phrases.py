"""Attributions by another phrase than a verb: "according to", a view, an adjective, a noun, a colon, a dash."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from storykit.readers.attributions.grammar import cue_of, is_marked, phrase_of
from storykit.readers.attributions.paragraph import MARKS, Draft, Paragraph
from storykit.readers.attributions.speakers import owner_of, speaker_of
from storykit.readers.attributions.words import nouns_for, with_prepositions

GOALS = ("of", "about", "by", "over", "to", "with", "in")  # behind an adjective
CLAUSES = ("acl", "ccomp", "relcl", "xcomp")  # of a noun
COLON = 8  # tokens, in which a name before a colon or behind a dash must lie


def by_according_to(paragraph: Paragraph, word: Token) -> Iterator[Draft]:
    """ "According to the paper, …", "per Reuters": the rest of the sentence is the content."""
    behind = [token for token in paragraph.doc[word.i + 1 : word.i + 2] if token.lower_ == "to"]
    cue = [word] if word.lower_ == "per" else [word, *behind]
    source = next((child for child in cue[-1].children if child.dep_ == "pobj"), None)
    if source is None or (word.lower_ == "per" and source.pos_ != "PROPN") or (word.lower_ != "per" and not behind):
        return
    parts = paragraph.around(word.i, phrase_of(source)[-1].i, word.sent)
    if parts:
        yield paragraph.draft("according-to", word, source, cue, *parts)


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
        yield paragraph.draft("viewpoint", noun, owner, [noun], *parts)


def by_adjective(paragraph: Paragraph, word: Token) -> Iterator[Draft]:
    """ "Aides are worried that …", "they were proud of …": what the adjective or participle goes with."""
    verb = word.head if word.dep_ in ("acomp", "oprd") else word
    source = speaker_of(verb) or next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    goal = next((child for child in word.children if child.i > word.i and _is_goal(child)), None)
    if source is None or goal is None or source.pos_ == "PRON" and source.lower_ in ("it", "this", "that"):
        return
    first = goal.i + 1 if goal.dep_ in ("prep", "agent") else goal.left_edge.i
    content = paragraph.bare(max(first, word.i + 1), goal.right_edge.i)
    if content:
        cue = [*cue_of(verb), word] if verb is not word else cue_of(verb)
        yield paragraph.draft("adjective", word, source, cue, content)


def _is_goal(child: Token) -> bool:
    return child.dep_ in ("ccomp", "xcomp") or (child.dep_ in ("prep", "agent") and child.lower_ in GOALS)


def by_noun(paragraph: Paragraph, noun: Token) -> Iterator[Draft]:
    """ "The minister's claim that …", "their hopes of …": the clause of the noun, else what its preposition leads to."""
    source, words = owner_of(noun), next(_said_by(noun), None)
    content = paragraph.bare(words.left_edge.i, words.right_edge.i) if source is not None and words is not None else []
    if content:
        yield paragraph.draft("noun", noun, source, [noun], content)


def _said_by(noun: Token) -> Iterator[Token]:
    for child in noun.children:
        if child.i > noun.i and child.dep_ in CLAUSES and (is_marked(child, "that") or is_marked(child, "to")):
            yield child
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in with_prepositions("noun")[noun.lemma_]:
            yield from (each for each in child.children if each.dep_ in ("pobj", "pcomp"))


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
        yield paragraph.draft("colon", label.root, label.root, [colon], content)


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
            yield paragraph.draft("dash", label.root, label.root, [token], words)
            return


def _is_dash(token: Token) -> bool:
    return token.text in ("-", "--", "–", "—", "―")


def _is_name(label: DocSpan) -> bool:
    """Whether a few words name a source: a name, or a noun for those who speak."""
    nouns = nouns_for("anonymous", "document", "media")
    verbs = any(token.pos_ in ("VERB", "AUX") and token.tag_ != "VBG" for token in label)
    return not verbs and (label.root.lemma_.lower() in nouns or label.root.pos_ == "PROPN")
