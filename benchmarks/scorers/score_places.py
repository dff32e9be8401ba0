"""Places: found in the text, and put where on the map? Geoparsing measures of Gritta, Pilehvar and Collier (2020).

A system is f(text, published, toponyms) -> [Guess]. A whole reader ignores `toponyms`; a resolver is given the gold
spans and only says where they are. Each gold toponym takes the guess that overlaps it most. Figures, in per cent:
  acc161        share of all gold toponyms put within 161 km (100 miles) of the gold point. For a resolver this is the
                usual Acc@161; for a reader a place not found counts as wrong: the figure to compare, each with its like
  acc161_found  the same among the gold toponyms that have a guess
  exact_id      share with the very GeoNames id, for systems that give one
  country       of the gold toponyms whose country is known, share with the right country: found and right
  found         share of the gold toponyms that have a guess, with or without a point
  precision     share of the guesses that overlap a gold toponym
The same GeoNames id counts as 0 km; so does the right country code for a toponym that is a whole country, since the
middle of a large country is a matter of taste. Every usage counts: literal, associative, adjectives ("Iraqi").
Data: LGL (Lieberman, Samet and Sankaranarayanan 2010), local news full of small places with famous names. The XML of
LGL, TR-News, GeoWebNews and GeoVirus is understood.
"""

import math
import xml.etree.ElementTree as xml
from collections import Counter
from functools import cache
from typing import NamedTuple

from common import HERE, Stopwatch, command_line, nearest, overlap, percent, ratio, storykit_reading

NEAR_KM = 161
EARTH_DIAMETER_KM = 12742


class Toponym(NamedTuple):
    start: int
    end: int
    name: str
    latitude: float
    longitude: float
    geonameid: int | None
    country: str | None


class Guess(NamedTuple):
    start: int
    end: int
    latitude: float | None
    longitude: float | None
    country: str | None
    geonameid: int | None = None


class Document(NamedTuple):
    text: str
    published: str | None
    toponyms: list[Toponym]


SYSTEMS = {
    "storykit": lambda text, published, toponyms: storykit_places(text, published),
    "most_populous": "peers.places:most_populous",
    "context": "peers.places:context",
    "spacy_context": "peers.places:spacy_context",
}


def storykit_places(text, published):
    reading = storykit_reading(text, published)
    located = [(reading.span(mention), place) for place in reading["places"] for mention in place["mentions"]]
    return [Guess(*span, place["latitude"], place["longitude"], place["country"]) for span, place in located if span]


# -- gold ------------------------------------------------------------------------------------------------------------


def load(path):
    files = [path] if path.is_file() else sorted(path.glob("*.xml"))
    documents = [parse(article) for file in files for article in xml.parse(file).iter("article")]
    return [document for document in documents if document.toponyms]


def parse(article):
    text = article.findtext("text")
    found = [*article.iter("toponym"), *article.iter("location")]
    return Document(
        text,
        (article.findtext("dltime") or "")[:10] or None,
        [toponym for element in found if (toponym := parse_toponym(element, text))],
    )


def parse_toponym(element, text):
    """A gold toponym with a known point, or None. The three dialects differ in the names of the elements."""
    if element.tag == "location":  # GeoVirus: offsets count from one, no GeoNames id
        return make_toponym(text, element, "name", element, None, shift=-1)
    gaztag = element.find("gaztag")
    if gaztag is not None:  # LGL, TR-News
        country = gaztag.find("country")
        return make_toponym(
            text,
            element,
            "phrase",
            gaztag,
            gaztag.get("geonameid"),
            country=country is not None and country.get("geonameid"),
        )
    if element.findtext("geonamesID") and element.findtext("type") in TOPONYM_TYPES:  # GeoWebNews
        return make_toponym(text, element, "extractedName", element, element.findtext("geonamesID"))
    return None


TOPONYM_TYPES = {
    "Literal",
    "Literal_Modifier",
    "Mixed",
    "Coercion",
    "Metonymic",
    "Embedded_Literal",
    "Non_Literal_Modifier",
}  # GeoWebNews also marks languages, demonyms and homonyms: not places


def make_toponym(text, element, name, point, geonameid, country=None, shift=0):
    latitude, longitude = (
        (point.findtext(long) or point.findtext(short)) for long, short in (("latitude", "lat"), ("longitude", "lon"))
    )
    if not latitude or not longitude:
        return None
    name, start, end = element.findtext(name), *(int(element.findtext(key)) + shift for key in ("start", "end"))
    if text[start:end].strip() != name.strip():  # some offsets are a few characters off
        start, end = nearest(text, name, start) or (start, end)
    geonameid = int(geonameid) if (geonameid or "").isdigit() else None
    return Toponym(
        start, end, name, float(latitude), float(longitude), geonameid, countries().get(int(country or geonameid or 0))
    )


@cache
def countries():
    """GeoNames id of each country -> its ISO code."""
    lines = (HERE / "data" / "places" / "countries.tsv").read_text(encoding="utf-8").splitlines()
    return {int(geonameid): code for geonameid, code, _ in (line.split("\t") for line in lines)}


# -- figures ---------------------------------------------------------------------------------------------------------


def score(documents, system):
    counts, system = Counter(), Stopwatch(system)
    for document in documents:
        count(document.toponyms, system(document.text, document.published, document.toponyms), counts)
    gold, found = counts["gold"], counts["found"]
    return {
        "docs": len(documents),
        "toponyms": gold,
        "guesses": counts["guesses"],
        "acc161": percent(ratio(counts["near"], gold)),
        "acc161_found": percent(ratio(counts["near"], found)),
        "exact_id": percent(ratio(counts["same_id"], counts["with_id"])) if counts["ids_given"] else None,
        "country": percent(ratio(counts["country_right"], counts["with_country"])) if counts["with_country"] else None,
        "found": percent(ratio(found, gold)),
        "precision": percent(ratio(counts["overlapping"], counts["guesses"])),
        "ms_per_600_words": system.ms_per_600_words,
    }


def count(gold, guesses, counts):
    """Add one document to the counts."""
    counts.update(gold=len(gold), guesses=len(guesses), ids_given=sum(guess.geonameid is not None for guess in guesses))
    counts["overlapping"] += sum(any(overlap(guess, toponym) > 0 for toponym in gold) for guess in guesses)
    for toponym in gold:
        counts.update(with_id=toponym.geonameid is not None, with_country=toponym.country is not None)
        guess = max(guesses, key=lambda guess: closeness(guess, toponym), default=None)
        if guess and overlap(guess, toponym) > 0:
            counts.update(
                found=1,
                near=distance_km(guess, toponym) <= NEAR_KM,
                same_id=toponym.geonameid is not None and guess.geonameid == toponym.geonameid,
                country_right=toponym.country is not None and guess.country == toponym.country,
            )


def closeness(guess, toponym):
    """Most overlap first; of those, the one that sticks out least."""
    return overlap(guess, toponym), guess.start - guess.end


def distance_km(guess, toponym):
    if guess.geonameid is not None and guess.geonameid == toponym.geonameid:
        return 0.0
    if toponym.geonameid in countries() and guess.country == countries()[toponym.geonameid]:
        return 0.0
    if guess.latitude is None or guess.longitude is None:
        return math.inf
    return great_circle_km(guess.latitude, guess.longitude, toponym.latitude, toponym.longitude)


def great_circle_km(latitude, longitude, other_latitude, other_longitude):
    """The haversine formula."""
    a, b = math.radians(latitude), math.radians(other_latitude)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    return EARTH_DIAMETER_KM * math.asin(min(1.0, math.sqrt(half)))


if __name__ == "__main__":
    command_line(__doc__, load, score, SYSTEMS, "places/lgl.xml")
