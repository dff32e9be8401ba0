"""Members that the text lists stand where their group stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from storykit.parse import Parse, span_of
from storykit.readers.stances.grammar import subject_of
from storykit.readers.stances.whom import Mentions
from storykit.story import Entity, Span, Stance


def of_members(parse: Parse, whose: Mentions, stances: Sequence[Stance]) -> Iterator[Stance]:
    """For each stance of a group whose members the text lists, one for each member."""
    for group, member, words in _members(parse, whose):
        for stance in stances:
            if stance.holder is group and member is not stance.target:
                yield Stance(
                    evidence=words, rule="group-member", holder=member, target=stance.target, polarity=stance.polarity,
                    cue=stance.cue, voice=stance.voice, via=group,
                )  # fmt: skip


def _members(parse: Parse, whose: Mentions) -> Iterator[tuple[Entity, Entity, Span]]:
    """ "The group, which includes A and B"; "the group has A and B among its members"."""
    verbs = (token for doc in parse.paragraphs for token in doc if token.lemma_ in ("include", "comprise", "have"))
    for verb in verbs:
        if verb.lemma_ == "have" and not any(token.lower_ == "members" for token in verb.subtree):
            continue
        subject = subject_of(verb)
        group = None if subject is None else whose.named(_back(subject, whose))
        if subject is None or group is None or group.kind != "organisation":
            continue
        for head in (child for child in verb.children if child.dep_ in ("dobj", "nsubj") and child != subject):
            for word in (head, *head.conjuncts):
                member = whose.named(word)
                if member is not None and member.kind == "place":
                    yield group, member, span_of([subject, verb, head, *head.conjuncts])


def _back(token: Token, whose: Mentions) -> Token:
    """From the word before a relative clause to the body it describes: "the group formed to pressure X, which …"."""
    above = token
    while True:
        entity = whose.named(above)
        if entity is not None and entity.kind == "organisation":
            return above
        subject = subject_of(above) if above.pos_ == "VERB" else None
        if subject is not None and (entity := whose.named(subject)) is not None and entity.kind == "organisation":
            return subject
        if above.head == above:
            return token
        above = above.head
