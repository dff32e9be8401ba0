"""Stances from verbs: of backing and opposing, of naming and judging, of pressure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from spacy.tokens import Token

from storykit.lexicons import lexicon
from storykit.parse import Parse
from storykit.readers.stances.asserted import asserted, says_no
from storykit.readers.stances.grammar import (
    SIDES,
    SUBJECTS,
    Found,
    arguments,
    behind,
    negated,
    subject_of,
    unreal,
    with_subject,
)
from storykit.story import Attribution


class _Frame(NamedTuple):
    """What a verb of the lexicon needs around it, and what it then says."""

    words: tuple[str, ...]  # "lash out at": "out"
    preposition: str  # "at"; the empty string before a bare object
    bare: bool  # the target is the object even so: "charge … with"
    polarity: int
    act: bool


@cache
def _frames() -> dict[str, list[_Frame]]:
    """The frames of each verb of the lexicon, those with a preposition first: "blame the fire on Lee" is not "blame Lee"."""
    found: dict[str, list[_Frame]] = {}
    for side, polarity in SIDES:
        for manner in ("act", "state"):
            for phrase in lexicon("stances")[side][manner]:
                verb, *rest = phrase.split()
                preposition = rest.pop() if rest else ""
                bare = not preposition or "…" in rest
                words = tuple(word for word in rest if word != "…")
                found.setdefault(verb, []).append(_Frame(words, preposition, bare, polarity, manner == "act"))
    return {verb: sorted(frames, key=lambda frame: not frame.preposition) for verb, frames in found.items()}


@cache
def verb_cues() -> frozenset[str]:
    """The verbs that the patterns below begin at."""
    words = lexicon("stances")
    lists = (
        words["against"]["that"],
        words["naming"]["verbs"],
        words["pressure"]["verbs"],
        words["pressure"]["demands"],
    )
    return frozenset(["put", *_frames(), *(word for each in lists for word in each)])


def of_verb(verb: Token) -> Iterator[Found]:
    for frame in _frames().get(verb.lemma_.lower(), ()):
        words = _words(verb, frame.words)
        targets = behind([verb, *words], (frame.preposition,))
        if (
            len(words) < len(frame.words)
            or frame.preposition
            and not targets
            and not (frame.bare and _preposition(verb, frame.preposition))
        ):
            continue
        for holder, target, rule in arguments(verb) if frame.bare else with_subject(verb, targets):
            yield from _turned(verb, Found(holder, target, frame.polarity, [verb, *words], frame.act, rule))
        if frame.preposition:
            return
    if verb.lemma_ in lexicon("stances")["against"]["that"]:
        targets = [
            each for child in verb.children if child.dep_ == "ccomp" for each in child.children if each.dep_ == "nsubj"
        ]
        yield from (Found(holder, each, -1, [verb], True, rule) for holder, each, rule in with_subject(verb, targets))


def _turned(verb: Token, found: Found) -> Iterator[Found]:
    """The stance itself, or behind "refused to" its opposite, and nothing where to refuse says little."""
    refused = verb.dep_ == "xcomp" and verb.head.lemma_ in lexicon("stances")["clause"]["refuse"]
    if refused or says_no(verb):
        if found.polarity > 0:
            cue = [verb.head, verb] if refused else [verb, *(c for c in verb.children if c.dep_ in ("aux", "neg"))]
            yield found._replace(polarity=-1, cue=cue, act=True, rule="refusal")
    else:
        yield found


def _words(verb: Token, words: Sequence[str]) -> list[Token]:
    """The verb's particles or objects that a phrase asks for."""
    return [child for child in verb.children if child.lower_ in words or child.lemma_ in words][: len(words)]


def _preposition(verb: Token, preposition: str) -> bool:
    return any(child.lower_ == preposition for child in verb.children)


def naming(verb: Token) -> Iterator[Found]:
    """ "called him a liar", "described the plan as reckless"."""
    words, holder = lexicon("stances")["naming"], None
    if verb.lemma_ not in words["verbs"] or (holder := subject_of(verb)) is None:
        return
    for target, name in _named_as(verb):
        if (side := _side(name)) is not None and not negated(name):
            yield Found(holder, target, side, [verb, name], True, "naming")


def _side(name: Token) -> int | None:
    """For or against whom a name is given: by the name itself, or by what describes it, "a corrupt mayor"."""
    words = lexicon("stances")["naming"]
    for word in (name, *(child for child in name.children if child.dep_ in ("amod", "compound", "conj"))):
        for side, polarity in SIDES:
            if word.lemma_.lower() in words[side]:
                return polarity
    return None


def _named_as(verb: Token) -> Iterator[tuple[Token, Token]]:
    """(who, what) of a verb of naming, as an object and a predicate or as a small clause."""
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    for child in verb.children:
        names = [child] if child.dep_ in ("oprd", "ccomp", "xcomp", "acomp") else []
        for word in (child, *child.children):
            if word.lower_ == "as" and word.dep_ == "prep":
                names += [each for each in word.children if each.dep_ in ("pobj", "amod", "acomp", "pcomp")]
        inside = [each for each in child.children if each.dep_ == "nsubj"]
        for name in names:
            yield from ((target, name) for target in objects or inside)


def judgments(parse: Parse, attributions: Sequence[Attribution]) -> Iterator[Found]:
    """ "Said that X had lied", ""X is a hero," she tweeted", "argued that X should resign"."""
    for attribution in attributions:
        source = None if attribution.source is None else parse.tokens_in(attribution.source)
        if source is None:
            continue
        for content in map(parse.tokens_in, attribution.content):
            for clause in content if content is not None and content.doc is source.doc else ():
                target = _judged(clause)
                verdict = None if target is None else _verdict(clause)
                if target is not None and verdict is not None and asserted(clause, itself=False):
                    yield Found(source.root, target, verdict[0], [verdict[1]], True, "judgment")


def _judged(clause: Token) -> Token | None:
    """The subject of a clause of its own that a verdict may be in."""
    if clause.lemma_.lower() not in _judging() or clause.dep_ in ("relcl", "acl"):
        return None
    return next((child for child in clause.children if child.dep_ in SUBJECTS), None)


@cache
def _judging() -> frozenset[str]:
    return frozenset(["be", *(word for words in lexicon("stances")["judging"].values() for word in words)])


def _verdict(clause: Token) -> tuple[int, Token] | None:
    """For or against the subject of a clause, and the word that says so; None where nothing does."""
    words = lexicon("stances")["judging"]
    auxiliaries = {child.lower_ for child in clause.children if child.dep_ == "aux"}
    passive = any(child.dep_ == "nsubjpass" for child in clause.children)
    if auxiliaries & {"should", "must"} and not negated(clause):
        return (-1, clause) if clause.lemma_ in words["punished" if passive else "should"] else None
    if passive or unreal(clause) and clause.lemma_ != "be":
        return None
    predicates = (
        [child for child in clause.children if child.dep_ in ("acomp", "attr")] if clause.lemma_ == "be" else [clause]
    )
    for word in predicates:
        if negated(clause):
            return (-1, word) if word.lemma_.lower() in words["lacking"] else None
        if word == clause:
            for side, polarity in SIDES:
                if word.lemma_.lower() in words[side]:
                    return polarity, word
        elif (found := _side(word)) is not None:
            return found, word
    return None


def pressure(verb: Token) -> Iterator[Found]:
    words = lexicon("stances")["pressure"]
    if verb.lemma_ in words["verbs"]:
        for holder, target, _ in arguments(verb):
            yield Found(holder, target, -1, [verb], False, "pressure")
    if verb.lemma_ == "put":
        yield from _put_pressure(verb)
    if verb.lemma_ in words["demands"]:
        yield from _demand(verb)


def _put_pressure(verb: Token) -> Iterator[Found]:
    pressure = next((child for child in verb.children if child.dep_ == "dobj" and child.lower_ == "pressure"), None)
    holder = subject_of(verb)
    if pressure is not None and holder is not None:
        for target in behind([pressure, verb], ("on",)):
            yield Found(holder, target, -1, [verb, pressure], False, "pressure")


def _demand(verb: Token) -> Iterator[Found]:
    """ "demands Lee's departure", "demands that Lee step down", "called for Lee to resign", "urged Lee to resign"."""
    holder = subject_of(verb)
    if holder is None:
        return
    goals = [child for child in verb.children if child.dep_ in ("dobj", "ccomp", "xcomp")] + behind([verb], ("for",))
    for goal in goals:
        for target in _who_is_to_go(verb, goal):
            yield Found(holder, target, -1, [verb, goal], True, "demand-to-leave")


def _who_is_to_go(verb: Token, goal: Token) -> list[Token]:
    words = lexicon("stances")["pressure"]
    if goal.lemma_ in words["leaving"]:
        return [child for child in goal.children if child.dep_ == "poss"]
    if (
        goal.lemma_ not in words["leave"]
        or goal.lemma_ == "step"
        and not any(c.lower_ == "down" for c in goal.children)
    ):
        return []
    if goal.pos_ == "NOUN":  # "demanded that Lee resign", where the parser takes "Lee resign" for a name
        clause = any(child.dep_ == "mark" for child in goal.children)
        return [child for child in goal.children if clause and child.dep_ == "compound"]
    inside = [child for child in goal.children if child.dep_ == "nsubj"]
    return inside or [child for child in verb.children if child.dep_ == "dobj" and goal.dep_ == "xcomp"]
