"""Gives each quotation that no verb holds yet to the words beside it, else to whoever spoke before."""

from __future__ import annotations

from spacy.tokens import Token

from storykit.parse import span_of
from storykit.readers.attributions.frames import takes
from storykit.readers.attributions.grammar import cue_of, is_passive
from storykit.readers.attributions.paragraph import MARKS, Draft, Paragraph
from storykit.readers.attributions.terms import names_terms
from storykit.story import Span

SPEECH = 4  # words, from which a quotation is taken for somebody's speech
REACH = 25  # tokens between a quotation and the verb that introduces it
QUOTING = ("quote", "clause", "colon")


def hand_out_quotes(paragraph: Paragraph, found: list[Draft]) -> None:
    """Give each quotation that no content holds yet to the words that introduce it, else to whoever spoke before."""
    for quote in paragraph.quotes:
        if any(content.overlaps(quote) for draft in found for content in draft.content):
            continue
        if tokens := list(paragraph.tokens_of(quote)):
            _hand_out(paragraph, paragraph.widened(quote), tokens, found)


def _hand_out(paragraph: Paragraph, whole: Span, tokens: list[Token], found: list[Draft]) -> None:
    """Give one quotation to the attribution of the verb beside it, to a new one, or to whoever spoke before."""
    verb = _tag_behind(paragraph, tokens) or _lead_in(paragraph, tokens)
    known = next((draft for draft in found if draft.word == verb), None)
    begins = paragraph.begins_sentence(tokens[0])
    if known is not None:
        known.content.append(whole)
    elif verb is not None:
        first = paragraph.bare(paragraph.opening(tokens[0].sent.root, tokens[0].sent.start), tokens[-1].i)
        before = not begins and verb.i > tokens[-1].i and first
        content = paragraph.widened(span_of(first)) if before else whole
        found.append(Draft("quote", verb, _tag_source(paragraph, verb), cue_of(verb), [content]))
    elif begins and len(tokens) >= SPEECH:
        _carry_over(paragraph, whole, tokens[0], found)


def _tag_behind(paragraph: Paragraph, tokens: list[Token]) -> Token | None:
    """The verb of "…," she said / said the mayor: directly behind the quotation, but for its subject."""
    last = tokens[-1].i
    begin = last + 1
    while begin < len(paragraph.doc) and (paragraph.doc[begin].text in MARKS or paragraph.doc[begin].text == ","):
        begin += 1
    pause = (
        paragraph.doc[last].text in (",", "?", "!", "-", "—", "–", "...", "…") or paragraph.doc[begin - 1].text == ","
    )
    for token in paragraph.doc[begin : begin + REACH]:
        ended = token.text in (".", ";", ":") or token.i >= token.doc[begin].sent.end
        if ended or paragraph.inside[token.i] is not None:
            return None
        if token.pos_ == "VERB" or token.lemma_ in ("say", "go"):
            subject = paragraph.speaker(token)
            near = token.i == begin or (
                subject.left_edge.i <= begin <= token.i if subject is not None else token.i - begin < 4
            )
            tagged = _introduces(token) or (token.tag_ in ("VBD", "VBZ") and paragraph.begins_sentence(tokens[0]))
            return token if pause and near and tagged else None
    return None


def _lead_in(paragraph: Paragraph, tokens: list[Token]) -> Token | None:
    """The verb of she said: "…"; further off only before a comma or a colon."""
    first = tokens[0].i
    end = first
    while end > 0 and (paragraph.doc[end - 1].text in MARKS or paragraph.doc[end - 1].is_space):
        end -= 1
    pause = end > 0 and paragraph.doc[end - 1].text in (",", ":")
    for token in reversed(paragraph.doc[max(end - REACH, 0) : end]):
        if paragraph.inside[token.i] is not None or token.text in (".", ";", "?", "!"):
            return None
        if token.pos_ == "VERB":
            if (
                _introduces(token)
                and (pause or end - token.i < 3)
                and (paragraph.speaker(token) is not None or token.is_sent_start)
            ):
                return token
            if not pause:
                return None
    return None


def _introduces(verb: Token) -> bool:
    return (takes(verb, "clause") or takes(verb, "quote")) and not is_passive(verb) and not names_terms(verb)


def _tag_source(paragraph: Paragraph, verb: Token) -> Token | None:
    """The subject of a verb beside a quotation, else the nearest noun phrase outside the marks."""
    near = [
        chunk.root
        for chunk in paragraph.doc.noun_chunks
        if paragraph.inside[chunk.root.i] is None and abs(chunk.root.i - verb.i) < 6
    ]
    return paragraph.speaker(verb) or min(near, key=lambda root: abs(root.i - verb.i), default=None)


def _carry_over(paragraph: Paragraph, whole: Span, token: Token, found: list[Draft]) -> None:
    """To whoever spoke in the sentence before, or in the paragraph before where this one begins with a mark."""
    spoken = [d for d in found if d.rule in QUOTING and any(c.end <= whole.start for c in d.content)]
    if spoken:
        max(spoken, key=lambda draft: max(draft.content)).content.append(whole)
    elif paragraph.before is not None and paragraph.doc[: token.i].text.strip() in ("", *MARKS):
        draft = _left_open(paragraph.before)
        if draft is not None:
            draft.content.append(whole)
            found += [draft] if draft not in paragraph.before.found else []


def _left_open(paragraph: Paragraph) -> Draft | None:
    """The speech that the next paragraph can go on with: quoted words at the end, or "she said:"."""
    if paragraph.text.rstrip().endswith(":"):
        verbs = (t for t in reversed(paragraph.doc) if t.pos_ == "VERB" and paragraph.inside[t.i] is None)
        verb = next(filter(_introduces, verbs), None)
        return None if verb is None else Draft("quote", verb, _tag_source(paragraph, verb), cue_of(verb), [])
    end = paragraph.start + len(paragraph.text.rstrip())
    for draft in paragraph.found if paragraph.quotes else ():
        last = max(draft.content)
        if draft.rule in QUOTING and last.end >= end and last.overlaps(paragraph.quotes[-1]):
            return draft
    return None
