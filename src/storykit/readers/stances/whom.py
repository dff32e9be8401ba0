"""From a word of the grammar to the entities it names, or speaks and acts for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from storykit.lexicons import lexicon
from storykit.parse import place_of, span_of
from storykit.readers.stances.grammar import MODIFIERS, SUBJECTS, agents, behind, objects_of, owner_of
from storykit.story import Attribution, Entity, Span, SpanIndex

PARTS = ("of", "for", "from", "in", "at")  # "officials in Peru", "a spokesman for the union"
FIRST = ("i", "we")
THIRD = ("he", "she", "they", "it")
OBJECT = ("him", "her", "them", "it")
SPEAKS = {"person": ("persons",), "place": ("state", "titles")}  # by the kind of who is spoken for
BODY = ("persons", "members", "state", "titles")


class Mentions:
    """From a token to the entities it names, its conjuncts included; to parties without a name where no name is meant."""

    def __init__(
        self, entities: Sequence[Entity], attributions: Sequence[Attribution], parties: Sequence[Entity] = ()
    ) -> None:
        self.described = SpanIndex((mention.evidence, party) for party in parties for mention in party.mentions)
        self.measure: Entity | None = None  # the one that the last stance was about
        self.contents = SpanIndex((words, each) for each in attributions for words in each.content)
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
        found = [e for word in _with_joined(token) for e in (self.holder(word), *self.offices(word)) if e is not None]
        found = found or [e for word in _with_joined(token) if (e := self.party(word)) is not None]
        return list({entity.name: entity for entity in found if entity.kind != "other"}.values())

    def targets(self, token: Token) -> list[Entity]:
        """Whom a stance is about: what a noun names, or whose doing it is, and what is joined to it by "and"."""
        found = [each for word in _with_joined(token) if (each := self.target(word)) is not None]
        found = found or [
            e for word in _with_joined(token) if (e := self.party(word) or self.it_again(word)) is not None
        ]
        measures = [each for each in found if each.kind == "other"]
        self.measure = measures[0] if len(measures) == len(found) == 1 else None
        return list({entity.name: entity for entity in found if entity.name not in self.unnamed}.values())

    def holder(self, token: Token) -> Entity | None:
        found = self.named(token) or self.beside(token) or self.spoken_for(token)
        found = found or self.speaker(token) or self.author(token)
        return self.it(token) if found is None and token.lower_ == "it" else found

    def target(self, token: Token) -> Entity | None:
        found = self.named(token) or self.beside(token) or self.spoken_for(token)
        if found is None and token.lower_ in OBJECT:
            return self.before(token)
        if found is not None or token.pos_ not in ("NOUN", "PROPN", "VERB"):
            return found
        words, lemma = lexicon("stances")["speaks_for"], token.lemma_.lower()
        if lemma in words["not_theirs"] or lemma in words["members"] or _apart(token):
            return None
        return self.first([*_modifiers(token), *behind([token], ("of", "by", "from"))]) or self.doer(token)

    def party(self, token: Token) -> Entity | None:
        """The party without a name that a noun describes, not one that it is only about ("a ban on [cars]")."""
        inside = self.described.covering(span_of([token]))
        above = span_of([token.head])
        return next((party for span, party in inside if token.head == token or not span.covers(above)), None)

    def it_again(self, token: Token) -> Entity | None:
        """The measure that "it" takes up: the only one that the stance before was about."""
        return self.measure if token.lower_ == "it" else None

    def doer(self, token: Token) -> Entity | None:
        """Lee in "the plan offered by Lee's office", "the speed of Lee's answer" and "the way Lee answered"."""
        clauses = [child for child in token.children if child.dep_ in ("acl", "relcl")]
        doers = [each for clause in clauses for each in agents(clause)]
        doers += [*behind([token], ("of", "from")), *_modifiers(token)]
        doers += [each for clause in clauses for each in clause.children if each.dep_ == "nsubj"]
        return next((found for each in doers if (found := self.target(each)) is not None), None)

    def beside(self, token: Token) -> Entity | None:
        """The name in "the mayor, Ann Lee"."""
        return self.first(child for child in token.children if child.dep_ == "appos")

    def offices(self, token: Token) -> list[Entity]:
        """Whom a person acts for: "Peruvian President Ann Lee", "Ann Lee, the head of the union", "Ann Lee, a Republican"."""
        own = self.named(token)
        if token.pos_ != "PROPN" or own is not None and own.kind != "person" or _apart(token):
            return []
        roles = [child for child in token.children if child.dep_ in (*MODIFIERS, "appos") and not _apart(child)]
        found = [each for role in roles for each in self.of_role(role, _modifiers(token))]
        return [each for each in found if each is not own]

    def of_role(self, role: Token, beside: Sequence[Token]) -> list[Entity]:
        """Whom the holder of a role acts for; a role before the name shares what else stands there."""
        if (own := self.named(role)) is not None:
            return [own] if own.kind == "group" else []
        around = [*_modifiers(role), *behind([role], PARTS), *(beside if role.dep_ != "appos" else ())]
        found = (self.named(each) for each in around)
        return [each for each in found if each is not None and _speaks_for(role, each)]

    def spoken_for(self, token: Token) -> Entity | None:
        """Who is meant by "Swedish officials", "a spokesman for the union", "Lee's campaign" and "Kurdish villagers"."""
        if _apart(token):
            return None
        parts = [each for word in behind([token], PARTS) for each in (word, *word.conjuncts)]
        for each in [*_modifiers(token), *parts]:
            if (found := self.named(each)) is not None and _speaks_for(token, found):
                return found
        if token.lemma_.lower() not in lexicon("stances")["speaks_for"]["quantities"]:
            return None
        return next((found for each in parts if (found := self.spoken_for(each)) is not None), None)

    def author(self, token: Token) -> Entity | None:
        """Lee in "Lee wrote a letter that condemned Peru"."""
        if token.lemma_.lower() not in lexicon("stances")["clause"]["words"]:
            return None
        owner = owner_of(token)
        return None if owner is None else self.named(owner) or self.spoken_for(owner)

    def speaker(self, token: Token) -> Entity | None:
        """Whom "I" means in somebody's words, and "he" in "Lee said he …"."""
        third = token.lower_ in THIRD and token.dep_ in SUBJECTS
        if not third and token.lower_ not in FIRST:
            return None
        inner = self.voice(span_of([token]))
        return None if inner is None or third and inner.quote_type != "indirect" else inner.who

    def before(self, token: Token) -> Entity | None:
        """Lee in "praised Lee and thanked him": what the verb before acts on."""
        verb = token.head
        while verb.dep_ in ("prep", "xcomp"):
            verb = verb.head
        if verb.dep_ not in ("conj", "advcl") or verb.head.i > verb.i:
            return None
        objects = [each for each in objects_of(verb.head) if each.i < token.i]
        return self.target(objects[0]) if len(objects) == 1 else None

    def first(self, tokens: Iterable[Token]) -> Entity | None:
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

    def voice(self, place: Span) -> Attribution | None:
        """The attribution with the least content around a place."""
        return min((each for _, each in self.contents.covering(place)), key=_amount, default=None)

    def it(self, token: Token) -> Entity | None:
        """The one organisation, government or country that its sentence names before "it"."""
        start, end = place_of(token.sent[0]), place_of(token)
        bodies = {
            entity.name: entity
            for mention, entity in self.spans[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
            if mention.end <= end and (entity.kind == "organisation" or _governs(mention, entity))
        }  # fmt: skip
        return next(iter(bodies.values())) if len(bodies) == 1 else None


def _amount(attribution: Attribution) -> int:
    return sum(words.end - words.start for words in attribution.content)


def _speaks_for(token: Token, entity: Entity) -> bool:
    """Whether a noun means those through whom an entity of that kind speaks and acts."""
    words, lemma = lexicon("stances")["speaks_for"], token.lemma_.lower()
    if entity.kind == "group":
        return token.tag_ == "NNS" or lemma in words["members"] or lemma in words["state"]
    own = any(lemma in words[kind] for kind in SPEAKS.get(entity.kind, BODY))
    return own or lemma in lexicon("stances")["clause"]["words"]


def _modifiers(token: Token) -> list[Token]:
    return [child for child in token.children if child.dep_ in MODIFIERS]


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
