"""Gathers the names of an article into those they refer to: one entity for "Nicolas Maduro", "Maduro" and "he".

Rules (of a mention; a name keeps the rule it was found by):
- `government`: a body that governs, as its country ("the Venezuelan government", "Washington" where it acts)
- `definite-description`: "the group" behind the only organisation whose name ends so
- `unnamed-group`: several who are not named, kept as one ("most Western countries")
- `pronoun`: "he" or "she" where only one person can be meant
A demonym names its country where the country could stand instead ("Peruvian troops"), a group where it is a noun for
some of its people ("Peruvians"), and nobody where it only says where somebody comes from ("a Peruvian team").
A short name goes with the only full name it can stand for: a last or first name, the initials of a body ("WHO"), the
end of its name ("State Department"). Pronouns follow the subject, the sentence before, and what first names and titles
say of "he" and "she" (after Hobbs 1978 and the multi-pass sieve of Lee et al. 2013).
"""

from __future__ import annotations

import re
import string
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from storykit.gazetteer import country, country_code, demonym_code, plain, seat_code
from storykit.lexicons import lexicon
from storykit.parse import Parse, place_of, span_of
from storykit.story import Entity, Mention, Place, Span

FAR = 60  # characters between a person and the country of their office
SHORTEST = 3  # letters of a place in capitals; a shorter one is short for something: "LA"
BEFORE_NAME = re.compile(r"(?:['’]s)?((?:\s[\w.'’-]+)+?)(?:\s?,)?\s")  # "Peru['s finance minister, ]Ann Lee"
OFFICE_OF = re.compile(
    r"\s?,?(?:\sas)?((?:\s[\w.'’-]+)+?)\s(?:of|for)(?:\sthe)?\s"
)  # "Ann Lee[, the president of ]Peru"
OWN_OFFICE = re.compile(r"(?:['’]s)?((?:\s[a-z-]+){1,3}?)\s?[,.;]")  # "Ann Lee, Peru['s finance minister,]"
Key = tuple[str, str]  # ("country", "US"), ("person", "ann lee")


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
        for mention, key in [*self.governments(), *self.descriptions(), *self.groups(), *self.pronouns()]:
            self.mentions[key].append(mention)
        found = [self.entity(key, mentions) for key, mentions in self.mentions.items()]
        return tuple(sorted(_unique(found), key=lambda entity: entity.mentions[0].evidence))

    def is_an_origin(self, name: Mention) -> bool:
        return name.rule == "demonym" and _describes_people(self.parse.tokens_in(name.evidence))

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
        if code and name.rule == "demonym" and _is_a_people(self.parse.tokens_in(name.evidence)):
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
        called = _called(self.parse.article.text, span) if rest else None
        return called is not None and first in lexicon("given_names")["she" if called == "he" else "he"]

    # -- whom somebody acts for --------------------------------------------------------------------------------------

    def learn_countries(self) -> None:
        """ "U.S. Senator Ann Lee", "Ann Lee, president of Peru", "Lee's administration in Peru"."""
        lands = [(name.evidence, key[1]) for name in self.names if (key := self.keys[name.evidence])[0] == "country"]
        starts = [span.start for span, _ in lands]
        for person in (name for name in self.names if name.kind == "person"):
            first = bisect_left(starts, person.evidence.start - FAR)
            last = bisect_left(starts, person.evidence.end + FAR)
            for land, code in lands[first:last]:
                if self.linked(land, person.evidence):
                    self.countries.setdefault(self.keys[person.evidence], code)

    def linked(self, land: Span, person: Span) -> bool:
        text = self.parse.article.text
        if 0 < person.start - land.end < FAR:
            title = BEFORE_NAME.fullmatch(text, land.end, person.start)
            return title is not None and _is_office(title[1])
        if not 0 < land.start - person.end < FAR:
            return False
        between, behind = text[person.end : land.start], OWN_OFFICE.match(text, land.end)
        bodies = "|".join(lexicon("people")["governing"])
        if re.fullmatch(rf"['’]s ({bodies}) in( the)? *", between):
            return True
        if between in (", ", ", the ") and behind is not None:
            return _is_office(behind[1])
        office = OFFICE_OF.fullmatch(between)
        return office is not None and _is_office(office[1])

    # -- mentions beyond names ---------------------------------------------------------------------------------------

    def governments(self) -> Iterator[tuple[Mention, Key]]:
        """A country or its leader with a word for the body that governs, and what lies between."""
        bodies = lexicon("people")["governing"]
        for name in self.names:
            key = self.keys[name.evidence]
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
        """ "The group" for the only organisation before it whose name ends in that word."""
        taken = {name.evidence.start for name in self.names}
        ends: dict[str, list[tuple[int, Key]]] = defaultdict(list)
        for name in self.names:
            words = self.keys[name.evidence][1].split()
            if name.kind == "organisation" and len(words) > 1:
                ends[words[-1]].append((name.evidence.end, self.keys[name.evidence]))
        for doc in self.parse.paragraphs:
            for token in doc[1:]:
                if token.lower_ not in ends or token.pos_ != "NOUN" or token.nbor(-1).lower_ != "the":
                    continue
                span = span_of([token.nbor(-1), token])
                fits = {key for end, key in ends[token.lower_] if end < span.start}
                if len(fits) == 1 and taken.isdisjoint((span.start, place_of(token))):
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
        people = [(name.evidence, self.keys[name.evidence]) for name in self.names if name.kind == "person"]
        for token, key in _Pronouns(self.parse, people).resolved():
            yield Mention(evidence=span_of([token]), rule="pronoun", kind="person"), key

    # -- entities ----------------------------------------------------------------------------------------------------

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


def _is_office(words: str) -> bool:
    """Whether words are a title or an office and nothing else: "finance minister"."""
    known = {*lexicon("people")["titles"], *lexicon("people")["offices"], "a", "an"}
    return all(word in known for word in words.lower().split()) and words.split()[-1].lower() not in (
        "of",
        "the",
        "and",
        "for",
    )


def _is_a_people(demonym: DocSpan | None) -> bool:
    """Whether a demonym is a noun for some of a people ("Peruvians", "a Peruvian"), not for the country ("the Peruvians")."""
    last = demonym[-1] if demonym is not None else None
    return last is not None and not _describes(last) and not any(child.lower_ == "the" for child in last.children)


def _describes_people(demonym: DocSpan | None) -> bool:
    """Whether a demonym says where people come from who do not act for the country: "a Peruvian team", not "Peruvian troops".

    Such an adjective names nobody: Peru could not stand in its place, and does not take part in the story through it.
    """
    if demonym is None or not _describes(last := demonym[-1]):
        return False
    described = {word.lemma_.lower() for word in last.doc[last.i + 1 : last.head.i + 1]}
    if not described.isdisjoint(lexicon("stances")["speaks_for"]["state"]):
        return False
    return last.head.ent_type_ == "PERSON" or bool(described & _no_state())


@cache
def _no_state() -> frozenset[str]:
    """Nouns for people, and for teams and the like."""
    return frozenset([*lexicon("sources")["nouns"]["anonymous"].split(), *lexicon("people")["no_state"]])


def _describes(token: Token) -> bool:
    return token.dep_ in ("amod", "compound", "nmod") and token.head.i > token.i


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


# -- short names and full names --------------------------------------------------------------------------------------


def _full_people(names: Sequence[str]) -> dict[str, str]:
    """Short name -> full name: "lee" and "ann b. lee" -> "ann lee", where only one person is called so."""
    whole = {" ".join(words): words for name in names if len(words := plain(name).split()) > 1}
    same = {(words[0], words[-1]): name for name, words in sorted(whole.items(), key=lambda pair: -len(pair[0]))}
    full = {name: same[words[0], words[-1]] for name, words in whole.items()}
    called: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for (first, last), name in same.items():
        called[last][0].add(name)
        called[first][1].add(name)
    for short, places in called.items():
        found = places[0] or places[1]  # a last name before a first name
        if len(found) == 1:
            full.setdefault(short, next(iter(found)))
    return full


def _full_bodies(names: Sequence[str]) -> dict[str, str]:
    """Short name -> full name: "who" -> "world health organization", "state department" -> "u.s. state department"."""
    whole = {plain(name): name for name in names}
    longer: dict[str, set[str]] = defaultdict(set)
    for key, name in whole.items():
        words = key.split()
        if len(words) > 1 and not seat_code(key):  # "the House" is not the White House
            for short in {_initials(name), *_ends(words)} - {key}:
                longer[short].add(key)
    return {short: next(iter(found)) for short, found in longer.items() if len(found) == 1 and short in whole}


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]+", name) if word[0].isupper()).lower()


def _ends(words: Sequence[str]) -> Iterator[str]:
    """What is left of a body's name when it is named again."""
    bodies = lexicon("people")["bodies"]
    if words[-1] in bodies:
        yield from (" ".join(words[start:]) for start in range(1, len(words)))
    if words[-1] in (*lexicon("people")["firms"], *lexicon("bodies")["marks"]):
        yield " ".join(words[:-1])
    if words[0] in lexicon("bodies")["marks"]:
        yield " ".join(words[1:])
    if "of" in words[2:] or (words[0] in bodies and words[1] == "of"):
        yield " ".join(words[: words.index("of")])


FULL_NAMES = {"person": _full_people, "organisation": _full_bodies}


# -- he and she ------------------------------------------------------------------------------------------------------


class _Pronouns:
    """Whom "he" and "she" mean: one person who was named shortly before and can be called so."""

    def __init__(self, parse: Parse, people: Sequence[tuple[Span, Key]]) -> None:
        self.parse = parse
        self.people = people
        self.starts = [span.start for span, _ in people]
        self.sex = {key: sex for span, key in reversed(people) if (sex := self.sex_of(span, key))}
        self.quoted = {place_of(token) for doc in parse.paragraphs for token in _quoted(doc)}

    def resolved(self) -> Iterator[tuple[Token, Key]]:
        """Each pronoun that one person fits, in the order of the text."""
        before: list[tuple[Token, Key]] = []
        for sentence in self.parse.sentences:
            here = self.named_in(sentence)
            told: list[tuple[Token, Key]] = []
            for token in sentence:
                told += [pair for pair in here if pair[0] == token]
                if (sex := _sex(token)) and (key := self.meant(token, sex, told, before)):
                    told.append((token, key))
                    yield token, key
            before = told or [pair for pair in before if pair[0].doc == sentence.doc]

    def named_in(self, sentence: DocSpan) -> list[tuple[Token, Key]]:
        """The last tokens of the people's names in a sentence."""
        start, end = place_of(sentence[0]), place_of(sentence[-1]) + len(sentence[-1])
        found = []
        for span, key in self.people[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
            tokens = sentence.doc.char_span(
                span.start - start + sentence[0].idx, span.end - start + sentence[0].idx, alignment_mode="expand"
            )
            if tokens is not None:
                found.append((tokens[-1], key))
        return found

    def meant(
        self, token: Token, sex: str, told: Sequence[tuple[Token, Key]], before: Sequence[tuple[Token, Key]]
    ) -> Key | None:
        """The one person that a pronoun fits: in its own sentence, else in the one before."""
        for named in (told, before):
            fits = [pair for pair in named if self.sex.get(pair[1], sex) == sex and not self.excluded(token, pair[0])]
            sure = [pair for pair in fits if self.sex.get(pair[1]) == sex]
            for some in (fits, sure, [pair for pair in sure or fits if _is_subject(pair[0])]):
                if len({key for _, key in some}) == 1:
                    return some[0][1]
            if fits:
                return None
        return None

    def excluded(self, token: Token, name: Token) -> bool:
        """Nobody speaks of themselves as "she", and "Lee met him" are two people."""
        if place_of(token) in self.quoted and place_of(name) not in self.quoted:
            return _speaks(name)
        same_verb = token.doc == name.doc and _above(token) == _above(name)
        return token.dep_ in ("dobj", "dative") and same_verb and token.lower_ not in ("himself", "herself")

    def sex_of(self, span: Span, key: Key) -> str | None:
        """What a title or a first name says: "he", "she" or nothing."""
        if called := _called(self.parse.article.text, span):
            return called
        first, *rest = key[1].split()
        return next((sex for sex in ("he", "she") if rest and first in lexicon("given_names")[sex]), None)


def _called(text: str, span: Span) -> str | None:
    """What the title right before a name says: "he", "she" or nothing."""
    before = text[max(0, span.start - 40) : span.start].lower().split()[-1:]
    return next((sex for sex in ("he", "she") if before and before[0] in lexicon("people")[f"called_{sex}"]), None)


def _sex(token: Token) -> str | None:
    if token.pos_ != "PRON":
        return None
    return next((sex for sex in ("he", "she") if token.lower_ in lexicon("people")[sex]), None)


def _quoted(doc: Doc) -> Iterator[Token]:
    """The tokens between quotation marks; a mark that is never closed runs to the end of its paragraph."""
    inside = False
    for token in doc:
        if token.text in ('"', "“", "”", "``", "''"):
            inside = token.text in ("“", "``") or (token.text == '"' and not inside)
        elif inside:
            yield token


def _is_subject(token: Token) -> bool:
    """Whether a name is a subject, alone or beside another: "Lee and Stern argued"."""
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass") or (token.dep_ == "appos" and token.head.dep_ == "nsubj")


def _speaks(token: Token) -> bool:
    return _is_subject(token) and token.head.lemma_ in lexicon("people")["speaks"]


def _above(token: Token) -> Token:
    """The verb a noun hangs on."""
    return token.head
