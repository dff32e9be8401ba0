"""Finds who backs or opposes whom, from verbs, nouns and adjectives of stance and their grammar.

Rules:
- `stance-verb`: "Russia, China and Cuba support Maduro"; also passive ("is backed by"), relative ("whom it has recognized")
- `among-those`: "Russia is among those that have supported Maduro"
- `stance-noun`: "Peru's support for the treaty", "imposed sanctions on Peru", "has the backing of most countries", "came under
  attack from Peru"
- `stance-adjective`: "Peru is critical of the treaty", "Peru-backed rebels"
- `supporter`: "Peru, an ally of Chile", "is one of Chile's critics", "emerged as a critic"
- `mutual`: "tensions between Peru and Chile", each against the other
- `refusal`: "Peru refused to recognise the treaty", "no longer supports"
- `naming`: "Lee called the mayor a liar", "described the plan as reckless"
- `judgment`: words attributed to Lee say that the mayor lied, is a hero, should resign
- `pressure`: "set up to put pressure on Maduro"
- `demand-to-leave`: "demands Maduro's departure", "demands that he step down"
- `group-member`: a member that the text lists, by the stance of its group
A negated cue gives no stance: not to support is not to oppose. Nor does one that nobody asserts: behind "if", "would" or
"denied that", or in a question. A body's people speak for it ("Swedish officials", "Ann Lee, the head of the union"),
whoever writes a letter says what it says, and what somebody does stands for who does it ("condemned Lee's decision"), as in
directed sentiment (Park, Pan and Joo 2021). "I" is whoever the words are attributed to, and so is "he" in indirect speech.

The parts: `grammar` (who does what to whom), `verbs` and `nouns` (the patterns), `asserted` (does anybody say so), `whom` (from
words to entities), `members` (of groups that the text lists).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from storykit.parse import Parse, span_of
from storykit.readers.stances.asserted import asserted, few
from storykit.readers.stances.grammar import Found
from storykit.readers.stances.members import of_members
from storykit.readers.stances.nouns import joined, mutual, noun_cues, of_adjective, of_noun, supporter
from storykit.readers.stances.verbs import judgments, naming, of_verb, pressure, verb_cues
from storykit.readers.stances.whom import Mentions
from storykit.story import Attribution, Entity, Stance


def find_stances(
    parse: Parse, entities: Sequence[Entity], attributions: Sequence[Attribution], parties: Sequence[Entity] = ()
) -> tuple[Stance, ...]:
    """Each stance once for every sentence that shows it, in the order of the text.

    Args:
        parse: the parsed article.
        entities: who may hold a stance or be its target.
        attributions: whose words a stance may stand in; the innermost becomes its `voice`.
        parties: those without a name who may, where no name is meant ("residents", "a ban on cars").

    Returns:
        Stances with half-open offsets into the article's text, evidence from holder to target.
    """
    whose = Mentions(entities, attributions, parties)
    found: dict[tuple[Any, ...], Stance] = {}
    for each in _in_tokens(parse, attributions):
        for holder in whose.holders(each.holder):
            for target in whose.targets(each.target):
                if holder is not target:
                    stance = _stance(each, holder, target, whose)
                    place = span_of([each.cue[0].sent[0]])
                    found.setdefault((holder.name, target.name, stance.polarity, place), stance)
    stances = [*found.values(), *of_members(parse, whose, list(found.values()))]
    return tuple(sorted(stances, key=lambda stance: stance.evidence))


def _stance(each: Found, holder: Entity, target: Entity, whose: Mentions) -> Stance:
    cue = span_of(each.cue)
    return Stance(
        evidence=span_of([each.holder, each.target, *each.cue]),
        rule=each.rule,
        holder=holder,
        target=target,
        polarity=each.polarity,
        cue=cue,
        voice=whose.voice(cue),
        act=each.act,
    )


def _in_tokens(parse: Parse, attributions: Sequence[Attribution]) -> Iterator[Found]:
    for sentence in parse.sentences:
        yield from _in_sentence(sentence)
    yield from judgments(parse, attributions)


def _in_sentence(sentence: DocSpan) -> Iterator[Found]:
    """Every asserted stance of one sentence; none where it is a question."""
    cues = _cues()
    tokens = [token for token in sentence if token.lower_ in cues or token.lemma_.lower() in cues]
    if not tokens or any(token.text == "?" for token in sentence[-2:]):
        return
    for token in tokens:
        for each in _by_word(token):
            if asserted(token, itself=each.rule != "refusal") and not few(each.holder):
                yield each


@cache
def _cues() -> frozenset[str]:
    """The words that a pattern may begin at; few words of a text are among them."""
    return verb_cues() | noun_cues()


def _by_word(token: Token) -> Iterator[Found]:
    if token.pos_ == "VERB" or any(child.dep_ == "aux" for child in token.children):  # "to pressure", tagged a noun
        yield from of_verb(token)
        yield from naming(token)
        yield from pressure(token)
    elif token.pos_ in ("NOUN", "PROPN"):
        yield from of_noun(token)
        yield from supporter(token)
        yield from mutual(token)
    if token.pos_ in ("ADJ", "VERB"):
        yield from of_adjective(token)
        yield from joined(token)
