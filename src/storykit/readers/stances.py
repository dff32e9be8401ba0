"""Finds who backs or opposes whom, from verbs, nouns and adjectives of stance and their grammar.

Rules:
- `stance-verb`: "Russia, China and Cuba support Maduro"; also passive ("is backed by"), relative ("whom it has recognized")
- `among-those`: "Russia is among those that have supported Maduro"
- `stance-noun`: "has the backing of most countries"
- `pressure`: "set up to put pressure on Maduro"
- `demand-to-leave`: "demands Maduro's departure", "demands that he step down"
- `group-member`: a member that the text lists, by the stance of its group
A negated cue gives no stance: not to support is not to oppose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from spacy.tokens import Token

from storykit.lexicons import lexicon
from storykit.parse import Parse, span_of
from storykit.story import Attribution, Entity, Span, Stance

SUBJECTS = ("nsubj",)
UNREAL = ("if", "unless", "whether")


class _Found(NamedTuple):
    """A stance still in tokens."""

    holder: Token
    target: Token
    polarity: int
    cue: list[Token]
    act: bool
    rule: str


def find_stances(parse: Parse, entities: Sequence[Entity], attributions: Sequence[Attribution]) -> tuple[Stance, ...]:
    """Each stance once for every sentence that shows it, in the order of the text."""
    whose = _Mentions(entities)
    found: dict[tuple[Any, ...], Stance] = {}
    for sentence in parse.sentences:
        for each in _in_sentence(list(sentence)):
            for holder in whose.meant(each.holder, pronoun=True):
                for target in whose.meant(each.target, pronoun=False)[:1]:
                    if holder is not target and holder.kind != "other" and target.kind != "group":
                        stance = _stance(each, holder, target, attributions)
                        found.setdefault((holder.name, target.name, stance.polarity, span_of(sentence)), stance)
    stances = [*found.values(), *_of_members(parse, whose, list(found.values()))]
    return tuple(sorted(stances, key=lambda stance: stance.evidence))


class _Mentions:
    """From a token to the entities it names, its conjuncts included."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self.spans = sorted(
            ((mention.evidence, entity) for entity in entities for mention in entity.mentions), key=lambda each: each[0]
        )

    def meant(self, token: Token, *, pronoun: bool) -> list[Entity]:
        """The entities of a noun and of what is joined to it by "and"; of "it", the only body before it."""
        found = [self.named(each) for each in (token, *token.conjuncts)]
        if found[0] is None and pronoun and token.lower_ == "it":
            found[0] = self.it(token)
        if found[0] is None and token.dep_ != "conj":
            return [entity for entity in found[1:] if entity] if token.lower_ not in ("it", "they") else []
        return list({entity.name: entity for entity in found if entity}.values())

    def named(self, token: Token) -> Entity | None:
        """The entity one of whose mentions covers this very word, the longest mention first."""
        span = span_of([token])
        around = [(mention.end - mention.start, entity) for mention, entity in self.spans if mention.covers(span)]
        if around:
            return max(around, key=lambda each: each[0])[1]
        return None

    def it(self, token: Token) -> Entity | None:
        """The one organisation, government or country that its sentence names before "it"."""
        sentence = token.sent
        before = Span(span_of([sentence[0]]).start, span_of([token]).start + 1)
        bodies = {
            entity.name: entity for mention, entity in self.spans
            if before.covers(mention) and (entity.kind == "organisation" or mention.start >= 0 and _governs(mention, self.spans))
        }  # fmt: skip
        return next(iter(bodies.values())) if len(bodies) == 1 else None


def _governs(span: Span, spans: Sequence[tuple[Span, Entity]]) -> bool:
    return any(m == span and any(x.evidence == span and x.rule == "government" for x in e.mentions) for m, e in spans)


def _in_sentence(sentence: list[Token]) -> Iterator[_Found]:
    for token in sentence:
        if _negated(token) or _unreal(token):
            continue
        if token.pos_ == "VERB" or any(child.dep_ == "aux" for child in token.children):  # "to pressure", tagged a noun
            yield from _verb(token)
        elif token.pos_ == "NOUN":
            yield from _noun(token)


def _verb(verb: Token) -> Iterator[_Found]:
    words = lexicon("stances")
    for polarity, side in ((1, words["backs"]), (-1, words["against"])):
        if verb.lemma_ in side["act"] or verb.lemma_ in side["state"]:
            for holder, target, rule in _arguments(verb):
                yield _Found(holder, target, polarity, [verb], verb.lemma_ in side["act"], rule)
    if verb.lemma_ in words["pressure"]["verbs"]:
        for holder, target, _ in _arguments(verb):
            yield _Found(holder, target, -1, [verb], False, "pressure")
    if verb.lemma_ == "put":
        yield from _put_pressure(verb)
    if verb.lemma_ in words["pressure"]["demands"]:
        yield from _demand(verb)


def _arguments(verb: Token) -> Iterator[tuple[Token, Token, str]]:
    """(holder, target, rule) of a verb in the active, the passive, a relative clause or behind "to"."""
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    agents = [
        each for child in verb.children if child.dep_ == "agent" for each in child.children if each.dep_ == "pobj"
    ]
    if agents:
        passive = [child for child in verb.children if child.dep_ == "nsubjpass"]
        passive = passive or ([verb.head] if verb.dep_ == "acl" else [])
        for agent in agents:
            yield from ((agent, target, "stance-verb") for target in passive)
        return
    for target in objects:
        target = verb.head if target.tag_ in ("WP", "WDT") and verb.dep_ == "relcl" else target
        holder = _subject(verb)
        if holder is not None:
            yield holder, target, "stance-verb"
            if holder.lower_ in ("those", "countries", "nations") and (outer := _among(holder)) is not None:
                yield outer, target, "among-those"


def _subject(verb: Token) -> Token | None:
    """Who does it, also through "to", "and" and a relative clause."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return verb.head if child.tag_ in ("WP", "WDT") and verb.dep_ == "relcl" else child
    if verb.dep_ in ("conj", "xcomp") and verb.head.pos_ in ("VERB", "AUX"):
        if any(child.dep_ == "dobj" for child in verb.head.children) and verb.dep_ == "xcomp":
            return None  # "urged him to support": not the subject's own stance
        return _subject(verb.head)
    if verb.dep_ in ("advcl", "xcomp") and verb.head.dep_ == "acl":
        return verb.head.head  # "the group formed to pressure X"
    if verb.dep_ == "advcl" and any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children):
        return _subject(verb.head)
    return None


def _among(token: Token) -> Token | None:
    """ "Russia is among those that …": from "those" to Russia."""
    if token.dep_ == "pobj" and token.head.lower_ == "among" and token.head.head.lemma_ == "be":
        return next((child for child in token.head.head.children if child.dep_ == "nsubj"), None)
    return None


def _noun(noun: Token) -> Iterator[_Found]:
    """ "X has the backing of Y"; "Y's support for X"."""
    words = lexicon("stances")
    for polarity, side in ((1, words["backs"]), (-1, words["against"])):
        if noun.lemma_ not in side["nouns"] and noun.lower_ not in side["nouns"]:
            continue
        owners = _behind(noun, ("of", "from"))
        if noun.dep_ == "dobj" and noun.head.lemma_ in ("have", "enjoy", "win", "gain", "receive", "get") and owners:
            target = _subject(noun.head)
            if target is not None:
                for owner in owners:
                    yield _Found(owner, target, polarity, [noun.head, noun], False, "stance-noun")
        for owner in (child for child in noun.children if child.dep_ == "poss"):
            for target in _behind(noun, ("for", "to", "of")):
                yield _Found(owner, target, polarity, [noun], False, "stance-noun")


def _behind(noun: Token, prepositions: Sequence[str]) -> list[Token]:
    """The nouns behind a preposition, and behind one that is joined to it: "of Peru and of most others"."""
    found: list[Token] = []
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in prepositions:
            for preposition in (child, *child.conjuncts):
                found += [each for each in preposition.children if each.dep_ == "pobj"]
    return found


def _put_pressure(verb: Token) -> Iterator[_Found]:
    pressure = next((child for child in verb.children if child.dep_ == "dobj" and child.lower_ == "pressure"), None)
    holder = _subject(verb)
    if pressure is not None and holder is not None:
        for parent in (pressure, verb):
            for target in _behind(parent, ("on",)):
                yield _Found(holder, target, -1, [verb, pressure], False, "pressure")


def _demand(verb: Token) -> Iterator[_Found]:
    """ "demands Lee's departure", "demands that Lee step down", "called for Lee to resign"."""
    words, holder = lexicon("stances")["pressure"], _subject(verb)
    if holder is None:
        return
    goals = [child for child in verb.children if child.dep_ in ("dobj", "ccomp", "xcomp")] + _behind(verb, ("for",))
    for goal in goals:
        if goal.lemma_ in words["leaving"]:
            targets = [child for child in goal.children if child.dep_ == "poss"]
        elif goal.lemma_ in words["leave"] and (
            goal.lemma_ != "step" or any(c.lower_ == "down" for c in goal.children)
        ):
            targets = [child for child in goal.children if child.dep_ == "nsubj"]
        else:
            continue
        for target in targets:
            yield _Found(holder, target, -1, [verb, goal], True, "demand-to-leave")


def _negated(token: Token) -> bool:
    return any(child.dep_ == "neg" or child.lower_ in ("no", "without", "never") for child in token.children) or (
        token.dep_ == "xcomp" and _negated(token.head)
    )


def _unreal(token: Token) -> bool:
    """In a clause behind "if" or "whether": nobody has done it."""
    clause = [token, *token.ancestors]
    return any(child.dep_ == "mark" and child.lower_ in UNREAL for each in clause for child in each.children)


def _stance(each: _Found, holder: Entity, target: Entity, attributions: Sequence[Attribution]) -> Stance:
    cue = span_of(each.cue)
    around = [a for a in attributions if any(c.covers(cue) for c in a.content)]
    return Stance(
        evidence=span_of([each.holder, each.target, *each.cue]),
        rule=each.rule,
        holder=holder,
        target=target,
        polarity=each.polarity,
        cue=cue,
        voice=min(around, key=lambda a: sum(c.end - c.start for c in a.content), default=None),
        act=each.act,
    )


# -- members ---------------------------------------------------------------------------------------------------------


def _of_members(parse: Parse, whose: _Mentions, stances: Sequence[Stance]) -> Iterator[Stance]:
    """For each stance of a group whose members the text lists, one for each member."""
    for group, member, words in _members(parse, whose):
        for stance in stances:
            if stance.holder is group and member is not stance.target:
                yield Stance(
                    evidence=words, rule="group-member", holder=member, target=stance.target, polarity=stance.polarity,
                    cue=stance.cue, voice=stance.voice, via=group,
                )  # fmt: skip


def _members(parse: Parse, whose: _Mentions) -> Iterator[tuple[Entity, Entity, Span]]:
    """ "The group, which includes A and B"; "the group has A and B among its members"."""
    for sentence in parse.sentences:
        for verb in sentence:
            if verb.lemma_ not in ("include", "comprise", "have"):
                continue
            subject = _subject(verb)
            listed = [child for child in verb.children if child.dep_ in ("dobj", "nsubj") and child != subject]
            if verb.lemma_ == "have" and not any(token.lower_ == "members" for token in verb.subtree):
                continue
            subjects = [child for child in verb.children if child.dep_ == "nsubj"] if subject is None else [subject]
            for group_word in subjects:
                for group in whose.meant(_back(group_word, whose), pronoun=False)[:1]:
                    for head in listed:
                        for member in whose.meant(head, pronoun=False):
                            if group.kind == "organisation" and member.kind == "place":
                                yield group, member, span_of([group_word, verb, head, *head.conjuncts])


def _back(token: Token, whose: _Mentions) -> Token:
    """From the word before a relative clause to the body it describes: "the group formed to pressure X, which …"."""
    above = token
    while True:
        entity = whose.named(above)
        if entity is not None and entity.kind == "organisation":
            return above
        subject = _subject(above) if above.pos_ == "VERB" else None
        if subject is not None and (entity := whose.named(subject)) is not None and entity.kind == "organisation":
            return subject
        if above.head == above:
            return token
        above = above.head
