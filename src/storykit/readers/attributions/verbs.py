"""Attributions by a verb: [the mayor] {said} «that it was late», «the team» {is believed} [by the police] «to be abroad»."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from storykit.readers.attributions.frames import FRAMES, takes
from storykit.readers.attributions.grammar import (
    cue_of,
    has_more,
    is_denied,
    is_passive,
    is_said_of,
    is_supposed,
    phrase_of,
)
from storykit.readers.attributions.paragraph import MARKS, Draft, Paragraph
from storykit.readers.attributions.speakers import RELATIVE, agent_of, can_speak
from storykit.readers.attributions.terms import names_terms
from storykit.readers.attributions.words import listed

DEEDS = ("infinitive", "object", "order", "charge")  # nothing is left of these where they are denied


def by_verb(paragraph: Paragraph, verb: Token) -> Iterator[Draft]:
    """By the first frame that the verb takes and that has words here; else by the sentence around "…, she said, …"."""
    if is_passive(verb):
        yield from _by_passive(paragraph, verb)
        return
    source = paragraph.speaker(verb)
    if source is None or is_supposed(verb) or (verb.lemma_ in listed("evidence") and not can_speak(source)):
        return
    for name, frame in FRAMES.items():
        parts = frame(verb) if takes(verb, name) and not (is_denied(verb) and name in DEEDS) else []
        content = _content(paragraph, verb, source, parts) if parts else []
        if content and not names_terms(verb):
            yield paragraph.draft(name, verb, source, cue_of(verb), *content)
            return
    if takes(verb, "clause") and (around := _beside(paragraph, verb, source)):
        yield paragraph.draft("clause", verb, source, cue_of(verb), *around)


def _by_passive(paragraph: Paragraph, verb: Token) -> Iterator[Draft]:
    """ "is believed by the police to be abroad"; without an agent for some verbs only."""
    agent = agent_of(verb)
    subject = next((child for child in verb.children if child.dep_ in ("nsubjpass", "nsubj")), None)
    clause = next((child for child in verb.children if is_said_of(child)), None)
    if subject is None or (agent is None and (clause is None or verb.lemma_ not in listed("passive"))):
        return
    if agent is not None and not any(takes(verb, frame) for frame in FRAMES):
        return
    before = [] if subject.lower_ in ("it", *RELATIVE) else paragraph.bare(subject.left_edge.i, subject.right_edge.i)
    taken = agent.right_edge.i if agent is not None and clause is not None and agent.i < clause.i else verb.i
    behind = paragraph.bare(max(clause.left_edge.i, taken + 1), clause.right_edge.i) if clause is not None else []
    parts = [part for part in (before, behind) if part]
    if parts:
        yield paragraph.draft("passive", verb, agent, cue_of(verb), *parts)


def _content(paragraph: Paragraph, verb: Token, source: Token, parts: list[Token]) -> list[list[Token]]:
    """From the first to the last of the complements behind the verb, else the clause before it and what goes on."""
    phrase = phrase_of(source)
    taken = {token.i for token in phrase} | {token.i for token in cue_of(verb)}
    first, last = min(part.left_edge.i for part in parts), max(part.right_edge.i for part in parts)
    if all(part.i > verb.i for part in parts):
        first = max(first, verb.i + 1)
        if source.i > verb.i and source.i < parts[0].i:
            first = max(first, phrase[-1].i + 1)
        elif source.i > verb.i:
            last = min(last, phrase[0].i - 1) if phrase[0].i > parts[0].i else last
        return [part for part in [paragraph.bare(first, last)] if part]
    edge = min(taken)
    before = _only_quoted(paragraph, paragraph.bare(paragraph.opening(verb, first), edge - 1))
    behind = paragraph.bare(max(taken) + 1, last) if last > max(taken) else []
    return [part for part in (before, behind) if part]


def _only_quoted(paragraph: Paragraph, tokens: list[Token]) -> list[Token]:
    """The last quotation of some tokens, where they end in one that is a sentence of its own."""
    number = next((paragraph.inside[t.i] for t in reversed(tokens) if t.text not in MARKS), None)
    if number is None:
        return tokens
    quoted = [token for token in tokens if paragraph.inside[token.i] == number]
    before = paragraph.doc[: quoted[0].i].text.rstrip("\"“'` ")
    return quoted if before[-1:] in ("", ".", "?", "!", ":", "”", "'", '"') else tokens


def _beside(paragraph: Paragraph, verb: Token, source: Token) -> list[list[Token]]:
    """The sentence around a reporting verb set off by commas: "the plan, she said, is late"."""
    taken = sorted([token.i for token in phrase_of(source)] + [token.i for token in cue_of(verb)])
    first, last, sentence = taken[0], taken[-1], verb.sent
    for child in verb.children:
        if child.i > last and child.dep_ in ("npadvmod", "prep", "advmod", "dobj"):
            last = max(last, child.right_edge.i)
    follows = paragraph.doc[last + 1].text if last + 1 < sentence.end else "."
    while first > sentence.start and paragraph.doc[first - 1].text in MARKS:
        first -= 1
    if first <= sentence.start or paragraph.doc[first - 1].text != "," or follows not in (",", ".") or has_more(verb):
        return []
    before = paragraph.bare(paragraph.opening(sentence.root, sentence.start), first - 1)
    behind = paragraph.bare(last + 1, sentence.end - 1) if follows == "," else []
    parts = [part for part in (before, behind) if len(part) > 1]
    return parts if any(token.dep_ in ("nsubj", "nsubjpass") for part in parts for token in part) else []
