"""Gathers the names of an article into those they refer to: one entity for "Nicolas Maduro", "Maduro" and "he".

Rules (of a mention; a name keeps the rule it was found by):
- `government`: a body that governs, as its country ("the Venezuelan government", "Washington" where it acts)
- `definite-description`: "the group" behind the only organisation whose name ends so, "the judge" behind the only person called so
- `unnamed-group`: several who are not named, kept as one ("most Western countries")
- `pronoun`: "he" or "she" where only one person can be meant
A demonym names its country where the country could stand instead ("Peruvian troops"), a group where it is a noun for
some of its people ("Peruvians"), and nobody where it only says where somebody comes from ("a Peruvian team").
A short name goes with the only full name it can stand for: a last or first name, the initials of a body ("WHO"), the
end of its name ("State Department"). Pronouns follow the subject, the sentence before, and what first names and titles
say of "he" and "she" (after Hobbs 1978 and the multi-pass sieve of Lee et al. 2013).

The parts: `full_names` (of short ones), `demonyms`, `offices` (whom a person acts for), `unnamed` (governments, descriptions,
groups), `pronouns`.
"""

from __future__ import annotations

import re
import string
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from storykit.gazetteer import country, country_code, demonym_code, plain, seat_code
from storykit.lexicons import listed
from storykit.parse import Parse, span_of
from storykit.readers.entities.demonyms import describes_people, is_a_people
from storykit.readers.entities.full_names import FULL_NAMES
from storykit.readers.entities.offices import FAR, acts_for
from storykit.readers.entities.pronouns import Pronouns, called
from storykit.readers.entities.unnamed import Key, Meant, Words, descriptions, governments, groups, people, words_of
from storykit.story import Entity, Mention, Place, Span

SHORTEST = 3  # letters of a place in capitals; a shorter one is short for something: "LA"


def find_entities(parse: Parse, names: Sequence[Mention], places: Sequence[Place]) -> tuple[Entity, ...]:
    """Every entity in the order of its first mention; two persons of one surname leave a bare surname to neither.

    Args:
        parse: the parsed article.
        names: its proper names.
        places: where its places are, and which of them stand for a government.

    Returns:
        The entities, each of one name, their mentions with offsets in the article's text.
    """
    return _Gathering(parse, names, places).entities()


@dataclass(slots=True)
class _Gathering:
    """The mentions on their way to entities."""

    parse: Parse
    names: Sequence[Mention]
    places: Sequence[Place]
    mentions: dict[Key, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    countries: dict[Key, str] = field(default_factory=dict)  # whom a person or body acts for
    placed: dict[Span, Place] = field(default_factory=dict)
    full: dict[str, dict[str, str]] = field(default_factory=dict)  # kind -> short name -> full name
    keys: dict[Span, Key] = field(default_factory=dict)

    def entities(self) -> tuple[Entity, ...]:
        self.names = [name for name in self.names if not self.is_an_origin(name)]
        self.placed = {place.evidence: place for place in self.places}
        self.full = {kind: full_names(self.of_kind(kind)) for kind, full_names in FULL_NAMES.items()}
        self.full["organisation"] |= self.in_brackets()
        for name in self.names:
            self.keys[name.evidence] = self.key(name)
            self.mentions[self.keys[name.evidence]].append(name)
        self.learn_countries()
        for mention, key in self.beyond_names(words_of(self.parse.paragraphs)):
            self.mentions[key].append(mention)
        found = [self.entity(key, mentions) for key, mentions in self.mentions.items()]
        return tuple(sorted(_unique(found), key=lambda entity: entity.mentions[0].evidence))

    def is_an_origin(self, name: Mention) -> bool:
        return name.rule == "demonym" and describes_people(self.parse.tokens_in(name.evidence))

    def of_kind(self, kind: str) -> list[str]:
        """The names of one kind, as written, "'s" left out."""
        words = (self.words(name.evidence) for name in self.names if name.kind == kind)
        return [re.sub(r"['’]s?$", "", " ".join(each.split())) for each in words]

    def words(self, span: Span) -> str:
        return self.parse.article.text[span.start : span.end]

    def in_brackets(self) -> dict[str, str]:
        """Short name -> full name of bodies: "European Union (EU)"."""
        text, found = self.parse.article.text, {}
        for full, short in pairwise(self.names):
            between = text[full.evidence.end : short.evidence.start]
            if full.kind == "organisation" and between.strip() == "(" and self.words(short.evidence).isupper():
                key = plain(self.words(full.evidence))
                found[plain(self.words(short.evidence))] = self.full["organisation"].get(key, key)
        return found

    def key(self, name: Mention) -> Key:
        words = self.words(name.evidence)
        place = self.placed.get(name.evidence)
        code = (country_code(words) or demonym_code(words)) if name.rule in ("country-name", "demonym") else None
        if code and name.rule == "demonym" and is_a_people(self.parse.tokens_in(name.evidence)):
            return "group", code
        if code and (place is None or place.name == country(code).name):
            return "country", code
        if name.kind == "place" and seat_code(words) and place is not None and place.usage == "associative":
            return "country", seat_code(words) or words
        if code or name.kind == "place":
            spot = place and place.latitude is not None and f"{place.latitude} {place.longitude}"
            return "place", spot or plain(words)
        short = plain(words)
        if short in self.full["organisation"] and words.isupper():
            return "organisation", self.full["organisation"][short]
        full = self.full.get(name.kind, {}).get(short, short)
        return name.kind, short if self.is_another(name.evidence, full) else full

    def is_another(self, span: Span, full: str) -> bool:
        """Whether a title before a short name speaks against the full one: "Mr Lee" is not Ann Lee."""
        first, *rest = full.split()
        said = called(self.parse.article.text, span) if rest else None
        return said is not None and first in listed("given_names", "she" if said == "he" else "he")

    def learn_countries(self) -> None:
        """ "U.S. Senator Ann Lee", "Ann Lee, president of Peru", "Lee's administration in Peru"."""
        text = self.parse.article.text
        lands = [(name.evidence, key[1]) for name in self.names if (key := self.keys[name.evidence])[0] == "country"]
        starts = [span.start for span, _ in lands]
        for person in (name for name in self.names if name.kind == "person"):
            first = bisect_left(starts, person.evidence.start - FAR)
            last = bisect_left(starts, person.evidence.end + FAR)
            for land, code in lands[first:last]:
                if acts_for(text, land, person.evidence):
                    self.countries.setdefault(self.keys[person.evidence], code)

    def beyond_names(self, words: Words) -> Iterator[Meant]:
        """Mentions that are no names."""
        keyed = [(name.evidence, self.keys[name.evidence]) for name in self.names]
        codes = ((span, key[1] if key[0] == "country" else self.countries.get(key)) for span, key in keyed)
        yield from governments(self.parse, words, ((span, code) for span, code in codes if code))
        bodies = [pair for pair, name in zip(keyed, self.names, strict=True) if name.kind == "organisation"]
        yield from descriptions(words, bodies, {span.start for span, _ in keyed})
        yield from groups(self.parse.article.text, words)
        persons = [pair for pair, name in zip(keyed, self.names, strict=True) if name.kind == "person"]
        yield from people(self.parse, words, persons)
        for token, key in Pronouns(self.parse, words, persons).resolved():
            yield Mention(evidence=span_of([token]), rule="pronoun", kind="person"), key

    def entity(self, key: Key, mentions: list[Mention]) -> Entity:
        ordered = tuple(sorted({each.evidence: each for each in mentions}.values(), key=lambda each: each.evidence))
        if key[0] == "country":
            return Entity(name=country(key[1]).name, kind="place", country=key[1], mentions=ordered)
        named = [each for each in ordered if each.rule not in ("pronoun", "definite-description")]
        name = max(
            (self.words(each.evidence) for each in named), key=lambda words: (words != words.upper(), len(words))
        )
        name = " ".join(re.sub(r"['’]s$", "", name).split())
        code = key[1] if key[0] == "group" and key[1].isupper() else self.countries.get(key)
        if key[0] == "place" and (place := self.placed.get(ordered[0].evidence)):
            code = place.country
        if key[0] == "organisation":
            code = code or seat_code(name)  # "the White House" acts for its country
        if key[0] == "place" and name.isupper() and len(name) > SHORTEST:
            name = string.capwords(name)
        return Entity(name=name, kind=key[0], country=code, mentions=ordered)


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
