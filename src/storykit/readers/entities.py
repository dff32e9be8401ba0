"""Gathers the names of an article into those they refer to: one entity for "Nicolas Maduro", "Maduro" and "he".

Rules (of a mention; a name keeps the rule it was found by):
- `government`: a body that governs, as its country ("the Venezuelan government", "Washington" where it acts)
- `definite-description`: "the group" behind the only organisation whose name ends so
- `unnamed-group`: several who are not named, kept as one ("most Western countries")
- `pronoun`: "he" or "she" where only one person can be meant
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from storykit.gazetteer import country, country_code, demonym_code, plain, seat_code
from storykit.lexicons import lexicon
from storykit.parse import Parse, place_of, span_of
from storykit.story import Entity, Mention, Place, Span

Key = tuple[str, str]  # ("country", "US"), ("person", "ann lee")


def find_entities(parse: Parse, names: Sequence[Mention], places: Sequence[Place]) -> tuple[Entity, ...]:
    """Every entity in the order of its first mention; two persons of one surname leave a bare surname to neither."""
    return _Gathering(parse, names, places).entities()


@dataclass(slots=True)
class _Gathering:
    """The mentions on their way to entities."""

    parse: Parse
    names: Sequence[Mention]
    places: Sequence[Place]
    mentions: dict[Key, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    countries: dict[Key, str] = field(default_factory=dict)  # whom a person or body acts for

    def entities(self) -> tuple[Entity, ...]:
        people = self.full_names()
        for name in self.names:
            self.mentions[self.key(name, people)].append(name)
        self.learn_countries(people)
        for mention, key in [*self.governments(people), *self.descriptions(), *self.groups(), *self.pronouns()]:
            self.mentions[key].append(mention)
        found = [self.entity(key, mentions) for key, mentions in self.mentions.items()]
        return tuple(sorted(_unique(found), key=lambda entity: entity.mentions[0].evidence))

    def words(self, span: Span) -> str:
        return self.parse.article.text[span.start : span.end]

    def full_names(self) -> dict[str, set[str]]:
        """Surname -> the full names that end so."""
        found: dict[str, set[str]] = defaultdict(set)
        for name in self.names:
            words = plain(self.words(name.evidence)).split()
            if name.kind == "person" and len(words) > 1:
                found[words[-1]].add(" ".join(words))
        return found

    def key(self, name: Mention, people: dict[str, set[str]]) -> Key:
        words = self.words(name.evidence)
        if name.rule in ("country-name", "demonym"):
            return "country", country_code(words) or demonym_code(words) or words
        if name.kind == "place" and seat_code(words) and self.acts(name.evidence):
            return "country", seat_code(words) or words
        known = people.get(plain(words), set())
        return name.kind, next(iter(known)) if name.kind == "person" and len(known) == 1 else plain(words)

    def acts(self, span: Span) -> bool:
        return any(place.evidence == span and place.usage == "associative" for place in self.places)

    # -- whom somebody acts for --------------------------------------------------------------------------------------

    def learn_countries(self, people: dict[str, set[str]]) -> None:
        """ "U.S. Senator Ann Lee", "Ann Lee, president of Peru", "Lee's administration in Peru"."""
        countries = [name for name in self.names if name.rule in ("country-name", "demonym")]
        for person in (name for name in self.names if name.kind == "person"):
            for land in countries:
                if self.linked(land.evidence, person.evidence):
                    self.countries.setdefault(self.key(person, people), self.key(land, people)[1])

    def linked(self, land: Span, person: Span) -> bool:
        text = self.parse.article.text
        if 0 < person.start - land.end < 60:
            between = text[land.end : person.start].lower().split()
            return bool(between) and all(word in lexicon("people")["titles"] for word in between)
        if 0 < land.start - person.end < 60:
            offices = "|".join(lexicon("people")["offices"])
            bodies = "|".join(lexicon("people")["governing"])
            pattern = rf"(,? (as )?(the )?({offices}) of|['’]s ({bodies}) in)( the)? *"
            return re.fullmatch(pattern, text[person.end : land.start]) is not None
        return False

    # -- mentions beyond names ---------------------------------------------------------------------------------------

    def governments(self, people: dict[str, set[str]]) -> Iterator[tuple[Mention, Key]]:
        """A country or its leader with a word for the body that governs, and what lies between."""
        bodies = lexicon("people")["governing"]
        for name in self.names:
            key = self.key(name, people)
            code = key[1] if key[0] == "country" else self.countries.get(key)
            tokens = self.parse.tokens_in(name.evidence)
            if code is None or tokens is None:
                continue
            last = tokens[-1]
            after = [token for token in last.doc[last.i + 1 : last.i + 3] if token.tag_ != "POS"][:1]
            if after and after[0].lower_ in bodies:
                start = tokens[0].nbor(-1) if tokens.start and tokens[0].nbor(-1).lower_ == "the" else tokens[0]
                span = Span(place_of(start), place_of(after[0]) + len(after[0]))
                yield Mention(evidence=span, rule="government", kind="organisation"), ("country", code)
            for body in (above for above in tokens.root.ancestors if above.lower_ in bodies):
                if body.i < tokens.start and tokens.root in body.subtree and tokens.start - body.i < 6:
                    yield Mention(evidence=span_of([body]), rule="government", kind="organisation"), ("country", code)
                break

    def descriptions(self) -> Iterator[tuple[Mention, Key]]:
        """ "The group" for the nearest organisation before it whose name ends in that word."""
        taken = [name.evidence for name in self.names]
        organisations = [(name, self.key(name, {})) for name in self.names if name.kind == "organisation"]
        for doc in self.parse.paragraphs:
            for token in doc[1:]:
                if token.pos_ != "NOUN" or token.nbor(-1).lower_ != "the":
                    continue
                span = span_of([token.nbor(-1), token])
                fits = {
                    key for name, key in organisations
                    if name.evidence.end < span.start and key[1].split()[-1] == token.lower_ and len(key[1].split()) > 1
                }  # fmt: skip
                if len(fits) == 1 and not any(span.overlaps(other) for other in taken):
                    yield Mention(evidence=span, rule="definite-description", kind="organisation"), fits.pop()

    def groups(self) -> Iterator[tuple[Mention, Key]]:
        words = lexicon("people")
        for doc in self.parse.paragraphs:
            for token in doc:
                if token.lower_ in words["unnamed"]:
                    before = [
                        each for each in token.lefts if each.dep_ in ("amod", "det", "nmod", "compound", "nummod")
                    ]
                    if before and before[0].lower_ in words["some"]:
                        span = span_of([*before, token])
                        yield (
                            Mention(evidence=span, rule="unnamed-group", kind="group"),
                            ("group", plain(self.words(span))),
                        )

    def pronouns(self) -> Iterator[tuple[Mention, Key]]:
        """He or she, where one person alone is named in this sentence before it, or else in the one before."""
        people = self.full_names()
        named = [(name.evidence.start, self.key(name, people)) for name in self.names if name.kind == "person"]
        forms = {*lexicon("people")["he"], *lexicon("people")["she"]}
        previous_start, subjects = 0, set[Key]()
        for sentence in self.parse.sentences:
            start = place_of(sentence[0])
            for token in sentence:
                if token.lower_ in forms and token.pos_ == "PRON":
                    here = {key for at, key in named if start <= at < place_of(token)}
                    before = {key for at, key in named if previous_start <= at < start}
                    fits = here or before
                    if len(fits) > 1 and not here and token.dep_ == "nsubj":
                        fits = subjects & before  # a subject takes up the subject before it
                    if len(fits) == 1 and not _object_of_same(token, here):
                        yield Mention(evidence=span_of([token]), rule="pronoun", kind="person"), fits.pop()
            previous_start = start
            roots = [child for child in sentence.root.children if child.dep_ == "nsubj"]
            ends = [place_of(child) + len(child) for child in roots]
            subjects = {key for at, key in named if any(at < end <= at + 40 for end in ends) and at >= start}

    # -- entities ----------------------------------------------------------------------------------------------------

    def entity(self, key: Key, mentions: list[Mention]) -> Entity:
        ordered = tuple(sorted({each.evidence: each for each in mentions}.values(), key=lambda each: each.evidence))
        if key[0] == "country":
            return Entity(name=country(key[1]).name, kind="place", country=key[1], mentions=ordered)
        named = [each for each in ordered if each.rule not in ("pronoun", "definite-description")]
        name = max((self.words(each.evidence) for each in named), key=len)
        name = " ".join(re.sub(r"['’]s$", "", name).split())
        code = self.countries.get(key)
        if key[0] == "place":
            code = next((place.country for place in self.places if place.evidence == ordered[0].evidence), None)
        return Entity(name=name, kind=key[0], country=code, mentions=ordered)


def _object_of_same(token: Token, here: set[Key]) -> bool:
    """ "Lee met him": the object of a verb is not its subject."""
    return (
        bool(here)
        and token.dep_ in ("dobj", "dative")
        and any(child.dep_ == "nsubj" and child.ent_type_ == "PERSON" for child in token.head.children)
    )


def _unique(entities: list[Entity]) -> list[Entity]:
    """Entities that came out under one name are one, of the kind with most mentions."""
    by_name: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        by_name[entity.name].append(entity)
    merged = []
    for name, same in by_name.items():
        first = max(same, key=lambda entity: len(entity.mentions))
        mentions = sorted((m for entity in same for m in entity.mentions), key=lambda m: m.evidence)
        merged.append(Entity(name=name, kind=first.kind, country=first.country, mentions=tuple(mentions)))
    return merged
