"""Which of several places of a name an article means."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from storykit.gazetteer import Locality, country, demonym_code, localities, plain, seat_code

FAR_LARGER = 5  # times as many people as the next candidate
WELL_KNOWN = 150_000  # people of a city whose name is recognised inside the name of a body
SAME_PLACE_KM = 60
NEAR_KM = 100
LEAST_LEAD = 0.2  # by how much the best candidate must lead, in powers of ten of its people
Area = tuple[str | None, str | None]  # a country, and a first-level area of it or None
COUNTRY_COMPANY, AREA_COMPANY, LARGE_AREA_COMPANY = 0.6, 1.0, 0.3  # what each doubling of votes adds
METROPOLIS = 1_000_000  # people
UNSURE_VOTE = 0.3  # of a name that may mean several places
SECOND_VOTE = 1.0  # of each place as it looks before the others are known
NEIGHBOUR, MOST_NEIGHBOURS = 0.5, 2.0
KIND = {"country": 2.5, "region": 2.0, "area": 1.0, "county": 0.0, "city": 0.0}
AROUND_ITS_CITY = 2.0  # what it costs a state that it has a city of its name
ALIAS = 0.7  # what another name than the usual one costs


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
        self.neighbours: dict[str, Locality] = {}
        self.likely: Counter[Area] = Counter()
        names = {plain(words): words for words, _ in self.mentions}
        self.neighbours = {key: best for key, name in names.items() if (best := self._best(name))}
        self.likely.update(area for place in self.neighbours.values() for area in _areas_of(place))
        self.chosen = {key: self._choose(name) for key, name in names.items()}

    def place(self, words: str, stated: Locality | None = None) -> tuple[Locality | None, str]:
        """The place that one mention means, and the rule that says so; None where two candidates remain."""
        return (stated, "stated") if stated else self.chosen[plain(words)]

    def is_at_home(self, place: Locality) -> bool:
        """Whether a place is large, or the article names another place in its country."""
        return place.kind != "city" or place.population > WELL_KNOWN or self.votes.get((place.country, None), 0) > 1

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
            nearer = AREA_COMPANY if each.kind in ("city", "county") else LARGE_AREA_COMPANY
            company += nearer * math.log2(1 + self._votes_for(key, each.country, each.area))
        known = KIND[each.kind] - (0 if plain(each.name).startswith(key) else ALIAS)
        if each.kind == "area" and any(_is_city_of(each, other) for other in localities(key)):
            known -= AROUND_ITS_CITY
        return math.log10(each.population + 10) + company + known + self._nearness(key, each)

    def _votes_for(self, key: str, code: str | None, area: str | None) -> float:
        """The votes for a country or a state, those of the other names' likely places among them."""
        own = self.neighbours.get(key)
        likely = self.likely[code, area] - (own is not None and (code, area) in _areas_of(own))
        return self.votes.get((code, area), 0.0) + SECOND_VOTE * likely

    def _nearness(self, key: str, each: Locality) -> float:
        """Up to two for the article's other places close by."""
        if each.kind not in ("city", "county"):
            return 0.0
        others = (other for name, other in self.neighbours.items() if name != key and other.kind in ("city", "county"))
        return min(MOST_NEIGHBOURS, sum(NEIGHBOUR for other in others if _is_near(each, other)))

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


def _is_plain_case(candidates: Sequence[Locality]) -> bool:
    """Whether the largest candidate is so large that hardly another can be meant: "Peru", but not "Georgia"."""
    large = {each.country for each in candidates if each.kind in ("country", "area", "region")}
    if large:
        return len(large) == 1 and candidates[0].country in large
    return bool(candidates) and candidates[0].population > METROPOLIS


def _is_city_of(area: Locality, city: Locality) -> bool:
    return city.kind == "city" and (city.country, city.area) == (area.country, area.area)


def _areas_of(place: Locality) -> set[Area]:
    return {(place.country, None), (place.country, place.area)}


def _is_near(one: Locality, other: Locality) -> bool:
    """Whether two places are neighbours; most are not by their latitudes alone, a degree of which is 111 km."""
    return abs(one.latitude - other.latitude) < 1 and distance_km(one, other) < NEAR_KM


def distance_km(one: Locality, other: Locality) -> float:
    """The way between two points along the globe, by the haversine formula."""
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))
