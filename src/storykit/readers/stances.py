"""Finds who backs or opposes whom, from verbs, nouns and adjectives of stance and their grammar.

Rules:
- `stance-verb`: "Russia, China and Cuba support Maduro"; also passive ("is backed by"), relative ("whom it has recognized")
- `among-those`: "Russia is among those that have supported Maduro"
- `stance-noun`: "Peru's support for the treaty", "imposed sanctions on Peru", "has the backing of most countries"
- `stance-adjective`: "Peru is critical of the treaty", "Peru-backed rebels"
- `supporter`: "Peru, an ally of Chile"
- `mutual`: "tensions between Peru and Chile", each against the other
- `refusal`: "Peru refused to recognise the treaty"
- `naming`: "Lee called the mayor a liar"
- `judgment`: "Lee said that the mayor had lied"
- `pressure`: "set up to put pressure on Maduro"
- `demand-to-leave`: "demands Maduro's departure", "demands that he step down"
- `group-member`: a member that the text lists, by the stance of its group
A negated cue gives no stance: not to support is not to oppose. Nor does one that nobody asserts: behind "if", "would" or
"denied that", or in a question. A body's people speak for it ("Swedish officials"), and what somebody does stands for who
does it ("condemned Lee's decision"), as in directed sentiment (Park, Pan and Joo 2021).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from spacy.tokens import Token

from storykit.lexicons import lexicon
from storykit.parse import Parse, place_of, span_of
from storykit.story import Attribution, Entity, Span, Stance

SUBJECTS = ("nsubj", "nsubjpass")
RELATIVE = ("WP", "WDT")
MODIFIERS = ("poss", "compound", "amod", "nmod")
PARTS = ("of", "for", "from", "in", "at")  # "officials in Peru", "a spokesman for the union"
REFUSING = ("will", "wo", "would", "can", "ca", "could", "longer")  # with "not", "never", "no"
SIDES = (("backs", 1), ("against", -1))


class _Found(NamedTuple):
    """A stance still in tokens."""

    holder: Token
    target: Token
    polarity: int
    cue: list[Token]
    act: bool
    rule: str


class _Frame(NamedTuple):
    """What a verb of the lexicon needs around it, and what it then says."""

    words: tuple[str, ...]  # "lash out at": "out"
    preposition: str  # "at"; the empty string before a bare object
    bare: bool  # the target is the object even so: "charge … with"
    polarity: int
    act: bool


def find_stances(parse: Parse, entities: Sequence[Entity], attributions: Sequence[Attribution]) -> tuple[Stance, ...]:
    """Each stance once for every sentence that shows it, in the order of the text.

    Args:
        parse: the parsed article.
        entities: who may hold a stance or be its target.
        attributions: whose words a stance may stand in; the innermost becomes its `voice`.

    Returns:
        Stances with half-open offsets into the article's text, evidence from holder to target.
    """
    whose = _Mentions(entities)
    found: dict[tuple[Any, ...], Stance] = {}
    for sentence in parse.sentences:
        for each in _in_sentence(list(sentence)):
            for holder in whose.holders(each.holder):
                for target in whose.targets(each.target):
                    if holder is not target:
                        stance = _stance(each, holder, target, attributions)
                        found.setdefault((holder.name, target.name, stance.polarity, span_of(sentence)), stance)
    stances = [*found.values(), *_of_members(parse, whose, list(found.values()))]
    return tuple(sorted(stances, key=lambda stance: stance.evidence))


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


def _in_sentence(sentence: list[Token]) -> Iterator[_Found]:
    """Every asserted stance of one sentence; none where it is a question."""
    if any(token.text == "?" for token in sentence[-2:]):
        return
    for token in sentence:
        for each in _by_word(token):
            refusing = each.rule == "refusal"
            if _asserted(token, refusing=refusing) and not _few(each.holder):
                yield each


def _by_word(token: Token) -> Iterator[_Found]:
    if token.pos_ == "VERB" or any(child.dep_ == "aux" for child in token.children):  # "to pressure", tagged a noun
        yield from _verb(token)
        yield from _naming(token)
        yield from _judging(token)
        yield from _pressure(token)
    elif token.pos_ in ("NOUN", "PROPN"):
        yield from _noun(token)
        yield from _supporter(token)
        yield from _mutual(token)
    if token.pos_ in ("ADJ", "VERB"):
        yield from _adjective(token)
        yield from _joined(token)


# -- verbs -----------------------------------------------------------------------------------------------------------


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


def _verb(verb: Token) -> Iterator[_Found]:
    for frame in _frames().get(verb.lemma_.lower(), ()):
        words = _words(verb, frame.words)
        behind = _behind([verb, *words], (frame.preposition,))
        if (
            len(words) < len(frame.words)
            or frame.preposition
            and not behind
            and not (frame.bare and _preposition(verb, frame.preposition))
        ):
            continue
        for holder, target, rule in _arguments(verb) if frame.bare else _with_subject(verb, behind):
            yield from _turned(verb, _Found(holder, target, frame.polarity, [verb, *words], frame.act, rule))
        if frame.preposition:
            return
    if verb.lemma_ in lexicon("stances")["against"]["that"]:
        targets = [
            each for child in verb.children if child.dep_ == "ccomp" for each in child.children if each.dep_ == "nsubj"
        ]
        yield from (_Found(holder, each, -1, [verb], True, rule) for holder, each, rule in _with_subject(verb, targets))


def _turned(verb: Token, found: _Found) -> Iterator[_Found]:
    """The stance itself, or behind "refused to" its opposite, and nothing where to refuse says little."""
    refused = verb.dep_ == "xcomp" and verb.head.lemma_ in lexicon("stances")["clause"]["refuse"]
    if refused or _says_no(verb):
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


def _with_subject(verb: Token, targets: Sequence[Token]) -> Iterator[tuple[Token, Token, str]]:
    holder = _subject(verb)
    if holder is not None:
        yield from ((holder, target, "stance-verb") for target in targets)


def _arguments(verb: Token) -> Iterator[tuple[Token, Token, str]]:
    """(holder, target, rule) of a verb in the active, the passive, a relative clause or behind "to"."""
    if any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in verb.children):
        patient = _patient(verb)
        if patient is not None:
            yield from ((agent, patient, "stance-verb") for agent in _agents(verb))
        return
    holder = _subject(verb)
    if holder is None:
        return
    for target in _objects(verb):
        yield from ((each, target, "stance-verb") for each in (holder, *_joined_by(verb)))
        if holder.lower_ in ("those", "countries", "nations") and (outer := _among(holder)) is not None:
            yield outer, target, "among-those"


def _agents(verb: Token) -> list[Token]:
    return [each for by in verb.children if by.dep_ == "agent" for each in by.children if each.dep_ == "pobj"]


def _patient(verb: Token) -> Token | None:
    """Who undergoes a passive, also through "and" and a participle: "Peru, backed by Chile"."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return verb.head if child.tag_ in RELATIVE and verb.dep_ == "relcl" else child
    if verb.dep_ == "acl":
        return verb.head
    if verb.dep_ in ("conj", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
        return _patient(verb.head)
    return None


def _objects(verb: Token) -> list[Token]:
    """What a verb acts on; in "the man whom Peru backs", the man."""
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    if verb.dep_ == "relcl":
        objects = [verb.head if each.tag_ in RELATIVE else each for each in objects]
        if not objects and not any(child.tag_ in RELATIVE for child in verb.children):
            return [verb.head]
    return objects


def _subject(verb: Token) -> Token | None:
    """Who does it, also through "to", "and", a participle and a relative clause."""
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
    if _advised(verb):
        return _subject(verb.head)
    if subjects:  # of a description and a name side by side, the one next to the verb
        nearest = [each for each in subjects if each.i < verb.i][-1:] or subjects
        return verb.head if nearest[0].tag_ in RELATIVE and verb.dep_ == "relcl" else nearest[0]
    above = verb.head
    if verb.dep_ == "acl":
        return _owner(above) if above.lemma_ in lexicon("stances")["clause"]["words"] or verb.tag_ == "VB" else above
    if verb.dep_ in ("advcl", "xcomp") and above.dep_ == "acl":
        return above.head  # "the group formed to pressure X"
    if verb.dep_ == "pcomp" and above.head.pos_ in ("VERB", "AUX"):
        return _of_gerund(above)
    if verb.dep_ == "xcomp" and any(child.dep_ == "dobj" for child in above.children) and not _advised(verb):
        return None  # "asked him to support": not the subject's own stance
    if verb.dep_ in ("conj", "xcomp", "advcl") and above.pos_ in ("VERB", "AUX"):
        return _subject(above)
    if verb.dep_ == "xcomp" and above.lemma_ in lexicon("stances")["clause"]["ready"]:
        return _subject(above.head)
    return None


def _advised(verb: Token) -> bool:
    """ "Urged voters to reject Lee": whoever urges is against Lee."""
    to = any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
    advice = lexicon("stances")["clause"]["advise"]
    return to and verb.dep_ in ("xcomp", "ccomp", "advcl") and verb.head.lemma_ in advice


def _of_gerund(preposition: Token) -> Token | None:
    """Who does it in "joined Peru in condemning" (the subject) and "praised Peru for supporting" (the object)."""
    objects = [child for child in preposition.head.children if child.dep_ == "dobj"]
    if preposition.lower_ == "for" and objects:
        return objects[0]
    return _subject(preposition.head)


def _joined_by(verb: Token) -> list[Token]:
    """Peru in "Chile joined Peru in condemning"."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "in" and verb.head.head.lemma_ == "join":
        return [child for child in verb.head.head.children if child.dep_ == "dobj"]
    return []


def _owner(noun: Token) -> Token | None:
    """Whose a statement or a step is: "Peru's letter", "the Peruvian move", "Peru issued a letter"."""
    for child in noun.children:
        if child.dep_ == "poss" or child.dep_ in MODIFIERS and child.text[0].isupper():
            return child
    return _subject(noun.head) if noun.dep_ == "dobj" else None


def _among(token: Token) -> Token | None:
    """ "Russia is among those that …": from "those" to Russia."""
    if token.dep_ == "pobj" and token.head.lower_ == "among" and token.head.head.lemma_ == "be":
        return next((child for child in token.head.head.children if child.dep_ == "nsubj"), None)
    return None


def _naming(verb: Token) -> Iterator[_Found]:
    """ "called him a liar", "described the plan as reckless"."""
    words, holder = lexicon("stances")["naming"], None
    if verb.lemma_ not in words["verbs"] or (holder := _subject(verb)) is None:
        return
    for target, name in _named_as(verb):
        for side, polarity in SIDES:
            if name.lemma_.lower() in words[side] and not _negated(name):
                yield _Found(holder, target, polarity, [verb, name], True, "naming")


def _named_as(verb: Token) -> Iterator[tuple[Token, Token]]:
    """(who, what) of a verb of naming, as an object and a predicate or as a small clause."""
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    for child in verb.children:
        names = [child] if child.dep_ in ("oprd", "ccomp", "xcomp") else []
        names += [each for each in child.children if child.lower_ == "as"]
        inside = [each for each in child.children if each.dep_ == "nsubj"]
        for name in names:
            yield from ((target, name) for target in objects or inside)


def _judging(verb: Token) -> Iterator[_Found]:
    """ "Said that X had lied", "tweeted that X was a hero", "argued that X should resign"."""
    if verb.lemma_ not in lexicon("stances")["judging"]["verbs"] or (holder := _subject(verb)) is None:
        return
    for clause in (child for child in verb.children if child.dep_ == "ccomp"):
        for judged in (clause, *(each for each in clause.conjuncts if each.head == clause)):
            target = next((child for child in judged.children if child.dep_ in SUBJECTS), None)
            if target is not None and (verdict := _verdict(judged)) is not None:
                yield _Found(holder, target, verdict[0], [verdict[1]], True, "judgment")


def _verdict(clause: Token) -> tuple[int, Token] | None:
    """For or against the subject of a clause, and the word that says so; None where nothing does."""
    words, names = lexicon("stances")["judging"], lexicon("stances")["naming"]
    auxiliaries = {child.lower_ for child in clause.children if child.dep_ == "aux"}
    passive = any(child.dep_ == "nsubjpass" for child in clause.children)
    if auxiliaries & {"should", "must"} and not _negated(clause):
        return (-1, clause) if clause.lemma_ in words["punished" if passive else "should"] else None
    if passive or _unreal(clause):
        return None
    predicates = (
        [child for child in clause.children if child.dep_ in ("acomp", "attr")] if clause.lemma_ == "be" else [clause]
    )
    for word in predicates:
        if _negated(clause):
            return (-1, word) if word.lemma_.lower() in words["lacking"] else None
        for side, polarity in SIDES:
            if word.lemma_.lower() in (words[side] if word == clause else names[side]):
                return polarity, word
    return None


# -- nouns and adjectives --------------------------------------------------------------------------------------------


def _noun(noun: Token) -> Iterator[_Found]:
    """ "Y's support for X", "Y voiced support for X", "X has the backing of Y", "spoke in support of X"."""
    for side, polarity in SIDES:
        prepositions = lexicon("stances")[side]["nouns"].get(noun.lemma_.lower())
        if prepositions is None:
            continue
        targets = _behind([noun], prepositions)
        for owner in _modifiers(noun):
            yield from (_Found(owner, each, polarity, [noun], False, "stance-noun") for each in targets)
        for holder, target in _carried(noun, targets, prepositions):
            yield _Found(holder, target, polarity, [noun], False, "stance-noun")


def _carrier(noun: Token) -> Token:
    """The verb a noun hangs on, through "in support of" and "called for sanctions on"."""
    return noun.head.head if noun.head.lower_ in ("in", "for") else noun.head


def _carried(noun: Token, targets: list[Token], prepositions: Sequence[str]) -> Iterator[tuple[Token, Token]]:
    """(holder, target) of a noun that a verb carries from one to the other."""
    verb, words = _carrier(noun), lexicon("stances")["carry"]
    subject = _subject(verb) if verb.pos_ == "VERB" else None
    if subject is None:
        return
    inside = noun.head.lower_ == "in" and noun.lemma_ in words["inside"]
    inside = inside or noun.head.lower_ == "for" and verb.lemma_ in lexicon("stances")["clause"]["push"]
    owners = _behind([noun, verb], ("of", "from")) if noun.dep_ == "dobj" and verb.lemma_ in words["get"] else []
    if owners:
        yield from ((owner, subject) for owner in owners)
    elif inside or noun.dep_ == "dobj" and verb.lemma_ in words["give"]:
        given = [child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"]
        behind = [] if inside else _behind([verb], [each for each in prepositions if each not in ("in", "of")])
        yield from ((subject, target) for target in [*(targets or behind), *given])


def _modifiers(noun: Token) -> list[Token]:
    """Whose a noun is: "Peru's support", "Peruvian support", "support by Peru", "support from Peru"."""
    named = [
        child
        for child in noun.children
        if child.dep_ in MODIFIERS and (child.dep_ == "poss" or child.text[0].isupper())
    ]
    return named + _behind([noun], ("by", "from"))


def _behind(words: Sequence[Token], prepositions: Sequence[str]) -> list[Token]:
    """The nouns behind a preposition, and behind one that is joined to it: "of Peru and of most others"."""
    found: list[Token] = []
    for child in (child for word in words for child in word.children):
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in prepositions:
            for preposition in (child, *child.conjuncts):
                found += [each for each in preposition.children if each.dep_ == "pobj"]
    return found


def _supporter(noun: Token) -> Iterator[_Found]:
    """ "Y is an ally of X", "Y, a critic of X", "X's ally Y", "the X critic Y"."""
    for side, polarity in SIDES:
        if noun.lemma_.lower() not in lexicon("stances")[side]["people"]:
            continue
        targets = [child for child in noun.children if child.dep_ in ("poss", "compound") and child.text[0].isupper()]
        targets += _behind([noun], ("of", "to"))
        for holder in _bearers(noun):
            yield from (
                _Found(holder, each, polarity, [noun], False, "supporter") for each in targets if each != holder
            )


def _bearers(noun: Token) -> list[Token]:
    """Who is called by a noun: its subject, what it stands beside, the name behind it."""
    if noun.dep_ == "attr":
        return [child for child in noun.head.children if child.dep_ == "nsubj"]
    found = [noun.head] if noun.dep_ == "appos" else []
    return found + [child for child in noun.children if child.dep_ == "appos" and child.pos_ == "PROPN"]


def _mutual(noun: Token) -> Iterator[_Found]:
    """ "Tensions between X and Y", each against the other."""
    for side, polarity in SIDES:
        if noun.lemma_.lower() in lexicon("stances")["mutual"][side]:
            for first in _behind([noun], ("between",)):
                for second in first.conjuncts:
                    yield _Found(first, second, polarity, [noun], False, "mutual")
                    yield _Found(second, first, polarity, [noun], False, "mutual")


def _adjective(word: Token) -> Iterator[_Found]:
    """ "Y is critical of X"; "Y, loyal to X"."""
    for side, polarity in SIDES:
        prepositions = lexicon("stances")[side]["adjectives"].get(word.lower_)
        if prepositions is None:
            continue
        for holder in _described(word):
            for target in _behind([word], prepositions):
                yield _Found(holder, target, polarity, [word], False, "stance-adjective")


def _described(word: Token) -> list[Token]:
    """Who an adjective is said of."""
    if word.dep_ in ("acomp", "attr", "oprd") and (subject := _subject(word.head)) is not None:
        return [subject]
    if word.dep_ in ("amod", "acl", "appos") and word.i > word.head.i:
        return [word.head]
    return [child for child in word.children if child.dep_ in SUBJECTS]


def _joined(word: Token) -> Iterator[_Found]:
    """ "Y-backed X"."""
    for side, polarity in SIDES:
        if (
            word.lower_ in lexicon("stances")[side]["joined"]
            and word.i > word.sent.start + 1
            and word.nbor(-1).text == "-"
        ):
            holder, target = word.nbor(-2), word
            while target.pos_ not in ("NOUN", "PROPN") and target.head != target:
                target = target.head
            if target.i > word.i:
                yield _Found(holder, target, polarity, [word], False, "stance-adjective")


# -- pressure --------------------------------------------------------------------------------------------------------


def _pressure(verb: Token) -> Iterator[_Found]:
    words = lexicon("stances")["pressure"]
    if verb.lemma_ in words["verbs"]:
        for holder, target, _ in _arguments(verb):
            yield _Found(holder, target, -1, [verb], False, "pressure")
    if verb.lemma_ == "put":
        yield from _put_pressure(verb)
    if verb.lemma_ in words["demands"]:
        yield from _demand(verb)


def _put_pressure(verb: Token) -> Iterator[_Found]:
    pressure = next((child for child in verb.children if child.dep_ == "dobj" and child.lower_ == "pressure"), None)
    holder = _subject(verb)
    if pressure is not None and holder is not None:
        for target in _behind([pressure, verb], ("on",)):
            yield _Found(holder, target, -1, [verb, pressure], False, "pressure")


def _demand(verb: Token) -> Iterator[_Found]:
    """ "demands Lee's departure", "demands that Lee step down", "called for Lee to resign", "urged Lee to resign"."""
    holder = _subject(verb)
    if holder is None:
        return
    goals = [child for child in verb.children if child.dep_ in ("dobj", "ccomp", "xcomp")] + _behind([verb], ("for",))
    for goal in goals:
        for target in _who_is_to_go(verb, goal):
            yield _Found(holder, target, -1, [verb, goal], True, "demand-to-leave")


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


# -- whether anybody says so -----------------------------------------------------------------------------------------


def _asserted(token: Token, *, refusing: bool = False) -> bool:
    """Whether a cue is told as a fact: no negation, modal, condition or denial stands above it."""
    words = lexicon("stances")["clause"]
    if not refusing and (_negated(token) or _unreal(token)):
        return False
    for below in (token, *token.ancestors):
        above = below.head
        if any(child.dep_ == "mark" and child.lower_ in words["marks"] for child in below.children):
            return False
        if below == above:
            break
        if below == token and below.dep_ == "dobj" and (_negated(above) or _unreal(above)):
            return False
        if below.dep_ in ("xcomp", "ccomp", "conj", "advcl", "prep") and not _free(below, above):
            return False
        if below.dep_ == "pcomp" and above.lower_ in words["instead"]:
            return False
        if below.dep_ == "acl" and below.tag_ == "VB" and above.lemma_ not in words["goals"]:
            return False
    return True


def _free(below: Token, above: Token) -> bool:
    """Whether a clause keeps what it says under the word above it."""
    untold = above.pos_ in ("VERB", "AUX") and (_negated(above) or _unreal(above))
    if below.dep_ in ("conj", "advcl") and any(
        child.dep_ in (*SUBJECTS, "aux") and child.lower_ != "to" for child in below.children
    ):
        return True
    to = any(child.dep_ == "aux" and child.lower_ == "to" for child in below.children)
    if (below.dep_ in ("xcomp", "ccomp") or to) and above.lemma_ in lexicon("stances")["clause"]["unsaid"]:
        return False
    return not untold and (below.dep_ != "ccomp" or not to or _advised(below))


def _says_no(token: Token) -> bool:
    """ "Peru will never recognise it", "Peru no longer recognises it": a refusal declared."""
    words = [child.lower_ for child in token.children if child.dep_ in ("aux", "advmod")]
    reverse = token.lemma_ in lexicon("stances")["clause"]["reverse"]
    return _negated(token) and (reverse or any(word in REFUSING for word in words))


def _negated(token: Token) -> bool:
    return any(child.dep_ == "neg" or child.lower_ in ("no", "without", "never", "neither") for child in token.children)


def _few(holder: Token) -> bool:
    """ "Few senators", "no senator", "not many senators"."""
    words = [holder, *holder.children, *(below for child in holder.lefts for below in child.children)]
    return any(word.lower_ in lexicon("stances")["carry"]["few"] for word in words)


def _unreal(token: Token) -> bool:
    """Under a modal: nobody has done it."""
    return any(
        child.dep_ == "aux" and child.lower_ in lexicon("stances")["clause"]["unreal"] for child in token.children
    )


# -- from words to entities ------------------------------------------------------------------------------------------


class _Mentions:
    """From a token to the entities it names, its conjuncts included."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self.spans = sorted(
            ((mention.evidence, entity) for entity in entities for mention in entity.mentions), key=lambda each: each[0]
        )
        self.starts = [span.start for span, _ in self.spans]
        self.longest = max((span.end - span.start for span, _ in self.spans), default=0)
        self.unnamed = {
            entity.name for entity in entities if all(mention.rule == "unnamed-group" for mention in entity.mentions)
        }

    def holders(self, token: Token) -> list[Entity]:
        """Who holds a stance: what a noun names, whoever it speaks for, and what is joined to it by "and"."""
        found = [e for word in _with_joined(token) for e in (self.holder(word), self.office(word)) if e is not None]
        return list({entity.name: entity for entity in found if entity.kind != "other"}.values())

    def targets(self, token: Token) -> list[Entity]:
        """Whom a stance is about: what a noun names, or whose doing it is, and what is joined to it by "and"."""
        found = [each for word in _with_joined(token) if (each := self.target(word)) is not None]
        return list({entity.name: entity for entity in found if entity.name not in self.unnamed}.values())

    def holder(self, token: Token) -> Entity | None:
        if token.lower_ == "it":
            return self.it(token)
        return self.named(token) or self.beside(token) or self.spoken_for(token)

    def target(self, token: Token) -> Entity | None:
        found = self.named(token) or self.beside(token) or self.spoken_for(token)
        if found is not None or token.pos_ not in ("NOUN", "PROPN", "VERB"):
            return found
        words, lemma = lexicon("stances")["speaks_for"], token.lemma_.lower()
        if lemma in words["not_theirs"] or lemma in words["members"] or _apart(token):
            return None
        return self.first([*self.modifiers(token), *_behind([token], ("of", "by", "from"))]) or self.doer(token)

    def doer(self, token: Token) -> Entity | None:
        """Lee in "the plan offered by Lee's office", "the speed of Lee's answer" and "the way Lee answered"."""
        clauses = [child for child in token.children if child.dep_ in ("acl", "relcl")]
        doers = [each for clause in clauses for each in _agents(clause)]
        doers += [*_behind([token], ("of", "from")), *self.modifiers(token)]
        doers += [each for clause in clauses for each in clause.children if each.dep_ == "nsubj"]
        return next((found for each in doers if (found := self.target(each)) is not None), None)

    def beside(self, token: Token) -> Entity | None:
        """The name in "the mayor, Ann Lee"."""
        return self.first([child for child in token.children if child.dep_ == "appos"])

    def office(self, token: Token) -> Entity | None:
        """The state or body of "Peruvian President Ann Lee" and of "Ann Lee, the president of Peru"."""
        titles, own = lexicon("stances")["speaks_for"]["titles"], self.named(token)
        if own is None or own.kind != "person" or _apart(token):
            return None
        posts = [child for child in token.children if child.dep_ in (*MODIFIERS, "appos") and child.lower_ in titles]
        beside = self.modifiers(token) if any(post.dep_ != "appos" for post in posts) else []
        for post in (post for post in posts if not _apart(post)):
            beside += [*self.modifiers(post), *_behind([post], PARTS)]
        found = (self.named(each) for each in beside)
        return next((each for each in found if each is not None and each is not own and each.kind != "person"), None)

    def spoken_for(self, token: Token) -> Entity | None:
        """Who is meant by "Swedish officials", "a spokesman for the union", "Lee's campaign" and "Kurdish villagers"."""
        if _apart(token):
            return None
        behind = [each for word in _behind([token], PARTS) for each in (word, *word.conjuncts)]
        for each in [*self.modifiers(token), *behind]:
            if (found := self.named(each)) is not None and _speaks_for(token, found):
                return found
        if token.lemma_.lower() not in lexicon("stances")["speaks_for"]["quantities"]:
            return None
        return next((found for each in behind if (found := self.spoken_for(each)) is not None), None)

    def modifiers(self, token: Token) -> list[Token]:
        return [child for child in token.children if child.dep_ in MODIFIERS]

    def first(self, tokens: Sequence[Token]) -> Entity | None:
        return next((found for each in tokens if (found := self.named(each)) is not None), None)

    def named(self, token: Token) -> Entity | None:
        """The entity one of whose mentions covers this very word, the longest mention first."""
        start, end = place_of(token), place_of(token) + len(token)
        at, best, length = bisect_right(self.starts, start), None, 0
        while at and start - self.starts[at - 1] <= self.longest:
            at -= 1
            span, entity = self.spans[at]
            if span.end >= end and span.end - span.start > length:
                best, length = entity, span.end - span.start
        return best

    def it(self, token: Token) -> Entity | None:
        """The one organisation, government or country that its sentence names before "it"."""
        start, end = place_of(token.sent[0]), place_of(token)
        bodies = {
            entity.name: entity for mention, entity in self.spans
            if start <= mention.start and mention.end <= end and (entity.kind == "organisation" or _governs(mention, entity))
        }  # fmt: skip
        return next(iter(bodies.values())) if len(bodies) == 1 else None


def _speaks_for(token: Token, entity: Entity) -> bool:
    """Whether a noun means those through whom an entity of that kind speaks and acts."""
    words, lemma = lexicon("stances"), token.lemma_.lower()
    if entity.kind == "group":
        return token.tag_ == "NNS" or lemma in words["speaks_for"]["members"]
    if entity.kind == "person":
        return lemma in words["speaks_for"]["persons"] or lemma in words["clause"]["words"]
    own = lemma in words["speaks_for"]["state"] or lemma in words["clause"]["words"]
    return own or entity.kind != "place" and lemma in words["speaks_for"]["members"]


def _apart(token: Token) -> bool:
    """ "The Peruvian opposition leader", "the former minister": nobody's voice but their own."""
    return any(child.lower_ in lexicon("stances")["speaks_for"]["apart"] for child in token.children)


def _with_joined(token: Token) -> list[Token]:
    """A noun and what "and" joins to it; in "President Lee and union leaders", which hang on one word, both."""
    beside = [child for child in token.children if child.dep_ == "nmod" and any(child.conjuncts)]
    listed = [each for child in token.children if child.dep_ == "appos" for each in child.conjuncts]
    return [*beside, token, *token.conjuncts, *listed]


def _governs(span: Span, entity: Entity) -> bool:
    return any(mention.evidence == span and mention.rule == "government" for mention in entity.mentions)


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
            if verb.lemma_ == "have" and not any(token.lower_ == "members" for token in verb.subtree):
                continue
            subject = _subject(verb)
            group = None if subject is None else whose.named(_back(subject, whose))
            if subject is None or group is None or group.kind != "organisation":
                continue
            for head in (child for child in verb.children if child.dep_ in ("dobj", "nsubj") and child != subject):
                for word in (head, *head.conjuncts):
                    member = whose.named(word)
                    if member is not None and member.kind == "place":
                        yield group, member, span_of([subject, verb, head, *head.conjuncts])


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
