"""Puts the place names of an article on the map, and tells a place on the ground from the government it stands for.

Rules:
- `gazetteer`: the only place of that name ("Reykjavik")
- `capital`: the capital, where its name has others too ("Lima")
- `stated`: the one in the state or country named right behind it ("Paris, Texas")
- `context`: of several places of that name, the one that fits the article's other places ("Paris", beside "Dallas")
- `most-people`: of several, the one with far more people than all others ("London")
- `unresolved`: two candidates remain, or the gazetteer has none ("Springfield")
- `inside-name`: a place that gives its name to a body ("the Lima police")
- `demonym`: a word for a country's people or things, used as an adjective ("Peruvian troops")
- `dateline`: where the story was filed ("LIMA, March 3 -")
Which of several places is meant follows Leidner 2007, "Toponym resolution in text": one sense for a name in an article,
the state or country behind it, what else the article names, nearness, and people as the prior. Usage follows the
grammar: a country or capital that acts, speaks or is dealt with is "associative" (Markert and Nissim 2002 on
metonymy), so is a place inside the name of a body; one that something happens in, at or near is "literal".
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from storykit.gazetteer import Locality, country, country_code, demonym_code, localities, plain, seat_code
from storykit.lexicons import lexicon
from storykit.parse import Parse, place_of, span_of
from storykit.story import Mention, Place, Span

FAR_LARGER = 5  # times as many people as the next candidate
WELL_KNOWN = 150_000  # people of a city whose name is recognised inside the name of a body
SAME_PLACE_KM = 60
NEAR_KM = 100
NEAR_DEGREES = 1.0  # of latitude, a little more than that
TOWNS = ("city", "county")
LEAST_LEAD = 0.2  # by how much the best candidate must lead, in powers of ten of its people
Area = tuple[str | None, str | None]  # a country, and a first-level area of it or None
LONGEST = 4  # words of a place inside another name
COUNTRY_COMPANY, AREA_COMPANY, LARGE_AREA_COMPANY = 0.6, 1.0, 0.3  # what each doubling of votes adds
METROPOLIS = 1_000_000  # people
UNSURE_VOTE = 0.3  # of a name that may mean several places
SECOND_VOTE = 1.0  # of each place as it looks before the others are known
NEIGHBOUR, MOST_NEIGHBOURS = 0.5, 2.0
KIND = {"country": 2.5, "region": 2.0, "area": 1.0, "county": 0.0, "city": 0.0}
AROUND_ITS_CITY = 2.0  # what it costs a state that it has a city of its name
ALIAS = 0.7  # what another name than the usual one costs
# "Cass and Clay counties"
COUNTIES = re.compile(r"(?:(?:,|,? and|,? or)\s+[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)*\s+counties\b")
LISTED = re.compile(r"(?:,\s+[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)*,?\s+(?:and|or)\s+[A-Z]")  # "Peru, Chile and Cuba"
STATED = re.compile(r"['’]?s?,\s+((?:[A-Z][\w.'’-]*)(?:\s(?:and\s)?[A-Z][\w.'’-]*){0,2})|\s\(([A-Z][\w.]+)\)")


@dataclass(frozen=True, slots=True)
class _Toponym:
    """Words that may name a place: where, the rule where it is settled already, and the place stated behind them."""

    span: Span
    words: str
    rule: str | None = None
    stated: Locality | None = None


def find_places(parse: Parse, names: Sequence[Mention]) -> tuple[Place, ...]:
    """Each mention of a place, in the order of the text; coordinates None where it is not settled which one.

    Args:
        parse: the parsed article.
        names: its proper names; those of kind "place" and the demonyms are put on the map.

    Returns:
        One finding a mention, offsets in the article's text, degrees in WGS 84.
    """
    named = list(_named(parse, names))
    inside = list(_inside(parse, names, named))
    resolver = Resolver((toponym.words, toponym.stated) for toponym in (*named, *inside))
    found = []
    for toponym in (*named, *inside):
        locality, rule = resolver.place(toponym.words, toponym.stated)
        if _is_a_place(parse, toponym, locality, resolver):
            usage = _usage(parse, toponym, locality)
            found.append(_place(toponym.span, toponym.words, locality, toponym.rule or rule, usage))
    return tuple(sorted(found, key=lambda place: place.evidence))


def _place(span: Span, words: str, locality: Locality | None, rule: str, usage: str) -> Place:
    if locality is None:
        return Place(evidence=span, rule=rule, name=words, country=None, latitude=None, longitude=None, usage=usage)
    name = words if locality.kind in ("city", "county") else locality.name
    return Place(
        evidence=span, rule=rule, name=name, country=locality.country, latitude=locality.latitude,
        longitude=locality.longitude, usage=usage,
    )  # fmt: skip


def _is_a_place(parse: Parse, toponym: _Toponym, locality: Locality | None, resolver: Resolver) -> bool:
    """Whether the words are enough like a place's name: in the list of places, or "in" or "near" before them."""
    if toponym.words.lower() in lexicon("toponyms")["not_places"]:
        return False
    if toponym.rule == "dateline" or toponym.stated is not None:
        return True
    if locality is not None:
        return resolver.is_at_home(locality) or _on_the_ground(parse, toponym.span)
    if toponym.rule is not None or _too_small(toponym.words):
        return False
    if toponym.words.lower().split()[-1] in lexicon("toponyms")["natural"]:
        return True
    return bool(localities(toponym.words)) or _on_the_ground(parse, toponym.span)


def _on_the_ground(parse: Parse, span: Span) -> bool:
    tokens = parse.tokens_in(span)
    if tokens is None:
        return False
    first = tokens[0].nbor(-1) if tokens.start and tokens[0].nbor(-1).lower_ == "the" else tokens[0]
    return bool(first.i) and first.nbor(-1).lower_ in lexicon("toponyms")["on_the_ground"]


# -- the words that may name a place ---------------------------------------------------------------------------------


def _named(parse: Parse, names: Sequence[Mention]) -> Iterator[_Toponym]:
    """The dateline, the names of places, and demonyms as adjectives."""
    text, line = parse.article.text, parse.article.dateline
    if line is not None:
        yield _Toponym(line.evidence, line.place, "dateline", _stated(text, line.evidence, line.place))
    for name in names:
        span, words = name.evidence, text[name.evidence.start : name.evidence.end]
        if name.rule == "demonym":
            if _is_adjective(parse, span):
                yield _Toponym(span, words, "demonym")
        elif name.kind == "place" and not (line and line.evidence.overlaps(span)):
            words = re.sub(r"['’]s?$", "", words)
            if COUNTIES.match(text, span.end) and localities(f"{words} County"):
                words = f"{words} County"
            yield _Toponym(span, words, None, _stated(text, span, words))


def _is_adjective(parse: Parse, span: Span) -> bool:
    tokens = parse.tokens_in(span)
    return tokens is not None and (tokens.root.pos_ == "ADJ" or tokens.root.dep_ in ("amod", "compound", "nmod"))


def _stated(text: str, span: Span, words: str) -> Locality | None:
    """The candidate in the state or country named right behind: "Paris, Texas", "Washington state"."""
    candidates = localities(words)
    if text.startswith((" state ", " state's", " state,", " state."), span.end):
        return next((each for each in candidates if each.kind == "area"), None)
    behind = STATED.match(text, span.end)
    if not candidates or not behind or (_is_large(words) and LISTED.match(text, behind.end())):
        return None
    around = (behind[1] or behind[2]).split()
    for length in range(len(around), 0, -1):
        for larger in _larger(" ".join(around[:length])):
            of_a_country = larger.kind == "country" and country_code(words) is not None
            for each in candidates:
                if _within(each, larger) and not (of_a_country and each.kind == "city"):
                    return each
    return None


def _larger(words: str) -> tuple[Locality, ...]:
    """What lies around a place, by the words behind it; a dot may be theirs ("Ga.") or the sentence's."""
    name = re.sub(r"['’]s$|,$", "", words)
    return localities(name) or localities(name.rstrip("."))


def _is_large(words: str) -> bool:
    return any(each.kind in ("country", "area") for each in localities(words))


def _within(place: Locality, larger: Locality) -> bool:
    """Whether the one lies in the other, which is a country or a state."""
    if larger.kind not in ("country", "area") or place.kind == larger.kind or place.kind == "country":
        return False
    return place.country == larger.country and larger.area in (None, place.area)


def _inside(parse: Parse, names: Sequence[Mention], named: Sequence[_Toponym]) -> Iterator[_Toponym]:
    """Places in the names of bodies and before words for bodies: "[Lima] University", "the [Lima] police"."""
    known = {plain(toponym.words) for toponym in named if localities(toponym.words)}
    whole = [name.evidence for name in names if name.kind == "person" or name.rule == "demonym"]
    whole += [toponym.span for toponym in named if localities(toponym.words) or not _too_small(toponym.words)]
    taken = {at for span in whole for at in range(span.start, span.end)}
    for doc in parse.docs:
        end = 0
        for token in doc:
            if token.i >= end and token.text[0].isupper() and place_of(token) not in taken:
                end = token.i + _place_at(doc, token.i, known, taken)
                if end > token.i:
                    yield _Toponym(span_of(doc[token.i : end]), doc[token.i : end].text, "inside-name")


def _place_at(doc: Doc, at: int, known: set[str], taken: set[int]) -> int:
    """How many words from here on name a place inside another name; 0 for none."""
    free = next((n for n, token in enumerate(doc[at : at + LONGEST]) if place_of(token) in taken), LONGEST)
    for length in range(min(free, len(doc) - at), 0, -1):
        last = doc[at + length - 1]
        if not last.text[0].isupper():
            continue
        tokens = doc[at : at + length]
        if plain(tokens.text) in known and not _of_a_person(doc, at, length):
            return length
        if _names_a_body(doc, at, length) and (_is_well_known(tokens.text) or demonym_code(tokens.text)):
            return length
        if _is_home(last) and tokens.root.pos_ == "PROPN" and localities(tokens.text):
            return length
    return 0


def _is_home(last: Token) -> bool:
    """Whether somebody at home there follows: "a [Lima] man"."""
    return last.i + 1 < len(last.doc) and last.nbor(1).lower_ in lexicon("toponyms")["at_home"]


def _is_well_known(words: str) -> bool:
    found = localities(words)
    return any(each.kind in ("country", "area", "county") or each.population >= WELL_KNOWN for each in found)


def _of_a_person(doc: Doc, at: int, length: int) -> bool:
    """Whether the words are part of a longer person's name, or of a street's."""
    end = at + length
    beside = [doc[i] for i in (at - 1, end) if 0 <= i < len(doc)]
    person = any(token.ent_type_ == "PERSON" for token in [*doc[at:end], *beside])
    return person or (end < len(doc) and doc[end].lower_ in lexicon("toponyms")["too_small"][:20])


def _names_a_body(doc: Doc, at: int, length: int) -> bool:
    """Whether a word for a body follows, or the words stand in the name of one: "University of [Lima]"."""
    end = at + length
    if any(token.ent_type_ == "PERSON" for token in doc[at:end]):
        return False
    if end < len(doc) and doc[end].lower_ in lexicon("toponyms")["institutions"]:
        return doc[end].text[0].isupper() or doc[at].pos_ == "PROPN"
    return at > 1 and doc[at - 1].lower_ in ("of", "-") and doc[at].ent_type_ in ("ORG", "GPE")


def _too_small(words: str) -> bool:
    return words.split()[-1].lower() in lexicon("toponyms")["too_small"] or any(c.isdigit() for c in words)


# -- which place it is -----------------------------------------------------------------------------------------------


class Resolver:
    """Chooses for each place name of an article which place it means, all names together."""

    def __init__(self, toponyms: Iterator[tuple[str, Locality | None]]) -> None:
        """Takes each mention's words, and the place stated by what follows them (or None)."""
        self.mentions = list(toponyms)
        self.stated: dict[str, Locality] = {}
        for words, stated in self.mentions:
            if stated is not None:
                self.stated.setdefault(plain(words), stated)
        self.votes = self._count_votes()
        names = {plain(words): words for words, _ in self.mentions}
        self._settle({})
        self._settle({key: best for key, name in names.items() if (best := self._best(name))})
        self.chosen = {key: self._choose(name) for key, name in names.items()}

    def place(self, words: str, stated: Locality | None = None) -> tuple[Locality | None, str]:
        """The place that one mention means, and the rule that says so; None where two candidates remain."""
        return (stated, "stated") if stated else self.chosen[plain(words)]

    def is_at_home(self, place: Locality) -> bool:
        """Whether a place is large, or the article names another place in its country."""
        return place.kind != "city" or place.population > WELL_KNOWN or self.votes.get((place.country, None), 0) > 1

    def _settle(self, neighbours: dict[str, Locality]) -> None:
        """Take the place that each name is likely to mean as the neighbours of the others."""
        self.neighbours = neighbours
        self.likely = Counter(area for place in neighbours.values() for area in _areas(place))
        towns = [(place.latitude, key) for key, place in neighbours.items() if place.kind in TOWNS]
        self.towns = sorted(towns)

    def _count_votes(self) -> dict[Area, float]:
        """How often the article names each country and state; a name with several places shares a small vote."""
        votes: dict[Area, float] = defaultdict(float)
        for words, _ in self.mentions:
            candidates = self._candidates(words)
            top = candidates[:1] if _is_plain_case(candidates) else []
            for each in top or candidates:
                weight = 1.0 if top else UNSURE_VOTE / len(candidates)
                votes[each.country, None] += weight
                votes[each.country, each.area] += weight if each.area else 0
        for each in self.stated.values():
            votes[each.country, None] += 1
            votes[each.country, each.area] += 2 if each.area else 0
        return votes

    def _candidates(self, words: str) -> tuple[Locality, ...]:
        code = demonym_code(words)
        return (country(code),) if code else localities(words)

    def _best(self, words: str) -> Locality | None:
        return max(self._candidates(words), key=lambda each: self._weight(plain(words), each), default=None)

    def _weight(self, key: str, each: Locality) -> float:
        """How well a candidate fits, in powers of ten of people."""
        company = COUNTRY_COMPANY * math.log2(1 + self._votes_for(key, each.country, None))
        if each.area:
            nearer = AREA_COMPANY if each.kind in TOWNS else LARGE_AREA_COMPANY
            company += nearer * math.log2(1 + self._votes_for(key, each.country, each.area))
        known = KIND[each.kind] - (0 if plain(each.name).startswith(key) else ALIAS)
        if each.kind == "area" and any(_is_city_of(each, other) for other in localities(key)):
            known -= AROUND_ITS_CITY
        return math.log10(each.population + 10) + company + known + self._nearness(key, each)

    def _votes_for(self, key: str, code: str | None, area: str | None) -> float:
        """The votes for a country or a state, those of the other names' likely places among them."""
        own = self.neighbours.get(key)
        likely = self.likely[code, area] - (own is not None and (code, area) in _areas(own))
        return self.votes.get((code, area), 0.0) + SECOND_VOTE * likely

    def _nearness(self, key: str, each: Locality) -> float:
        """Up to two for the article's other places close by."""
        if each.kind not in TOWNS:
            return 0.0
        first, end = (bisect_left(self.towns, (each.latitude + way,)) for way in (-NEAR_DEGREES, NEAR_DEGREES))
        others = (name for _, name in self.towns[first:end] if name != key)
        near = (distance_km(each, self.neighbours[name]) < NEAR_KM for name in others)
        return min(MOST_NEIGHBOURS, NEIGHBOUR * sum(near))

    def _choose(self, words: str) -> tuple[Locality | None, str]:
        key, candidates = plain(words), self._candidates(words)
        if key in self.stated:
            return self.stated[key], "stated"
        if not candidates:
            return None, "unresolved"
        if len(candidates) == 1:
            return candidates[0], "gazetteer"
        weights = sorted(((self._weight(key, each), each) for each in candidates), key=lambda pair: -pair[0])
        lead, best = weights[0]
        rivals = [weight for weight, each in weights[1:] if distance_km(each, best) > SAME_PLACE_KM]
        if rivals and lead - rivals[0] < LEAST_LEAD:
            return None, "unresolved"
        if seat_code(words) == best.country:
            capitals = [each for each in candidates if each.country == best.country and each.kind == "city"]
            return (capitals[0], "capital") if capitals else (best, "gazetteer")
        return best, self._rule(best, candidates)

    def _rule(self, best: Locality, candidates: Sequence[Locality]) -> str:
        if best.kind == "country":
            return "gazetteer"
        others = [each.population for each in candidates if distance_km(each, best) > SAME_PLACE_KM]
        return "most-people" if best.population > FAR_LARGER * max(others, default=0) else "context"


def _areas(place: Locality) -> set[Area]:
    """The country of a place, and its area."""
    return {(place.country, None), (place.country, place.area)}


def _is_plain_case(candidates: Sequence[Locality]) -> bool:
    """Whether the largest candidate is so large that hardly another can be meant: "Peru", but not "Georgia"."""
    large = {each.country for each in candidates if each.kind in ("country", "area", "region")}
    if large:
        return len(large) == 1 and candidates[0].country in large
    return bool(candidates) and candidates[0].population > METROPOLIS


def _is_city_of(area: Locality, city: Locality) -> bool:
    return city.kind == "city" and (city.country, city.area) == (area.country, area.area)


def distance_km(one: Locality, other: Locality) -> float:
    """The way between two points along the globe, by the haversine formula."""
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))


# -- on the ground, or standing for its government -------------------------------------------------------------------


def _usage(parse: Parse, toponym: _Toponym, locality: Locality | None) -> str:
    if toponym.rule == "dateline":
        return "dateline"
    tokens = parse.tokens_in(toponym.span)
    if toponym.rule == "demonym":
        return "associative"
    if toponym.rule == "inside-name":
        return "literal" if tokens is not None and _is_home(tokens[-1]) else "associative"
    governs = country_code(toponym.words) or seat_code(toponym.words)
    elsewhere = locality is not None and (locality.country != governs or locality.kind not in ("country", "city"))
    if tokens is None or not governs or elsewhere:
        return "literal"
    return "associative" if _acts(tokens.root) else "literal"


def _acts(token: Token) -> bool:
    """Whether a country or capital in this grammatical role stands for those who govern or represent it."""
    head, role, words = token.head, token.dep_, lexicon("toponyms")
    if role == "conj":
        return _acts(head)
    if role == "nsubj":
        return head.lemma_ not in words["staying"]
    if role in ("dobj", "dative"):
        return head.lemma_ not in (*words["moving"], *words["reaching"])
    if role == "pobj":
        if head.lower_ in ("by", "with", "against", "between"):
            return True
        return head.lower_ == "for" and head.head.lemma_ not in words["moving"]
    if role == "poss":
        return head.lemma_ in words["governing"]
    return role in ("compound", "amod", "nmod") and head.pos_ in ("NOUN", "PROPN") and plain(token.text) != "latin"
