"""The map: what it says of each place, where its names stand, and that it needs nothing from outside."""

import os
import re
import subprocess
import sys
from itertools import combinations

import pytest

from storykit.story import Article, Attribution, Dateline, Place, Span, Story, StorykitError
from storykit.views.labels import LEVELS, Box, Pin, Placed, _around, box_of, layout, project
from storykit.views.place_map import headline, place_map, spots, vague_word

TEXT = (
    "GENEVA, May 2 (Test) - Planes landed outside Caracas, local media said. "
    "Moscow would not wait. Venezuela and Peru were silent. <b>Paris</b> & `${x}` was \\ closed."
)
POINTS = {
    "Geneva": ("CH", 46.2, 6.15), "Caracas": ("VE", 10.49, -66.88), "Moscow": ("RU", 55.75, 37.62),
    "Venezuela": ("VE", 8.0, -66.0), "Peru": ("PE", -10.0, -76.0), "Paris": (None, None, None),
}  # fmt: skip
USAGES = {"Moscow": "associative", "Geneva": "dateline"}


def span(words: str) -> Span:
    """Where words stand in the text."""
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def place(name: str, words: str | None = None) -> Place:
    """A place at its words."""
    country, latitude, longitude = POINTS[name]
    usage = USAGES.get(name, "literal")
    at = span(words or name)
    return Place(
        evidence=at, rule="test", name=name, country=country, latitude=latitude, longitude=longitude, usage=usage
    )


def story(*names: str) -> Story:
    """A small story that names the places; all of them by default."""
    body = Span(TEXT.index("Planes"), len(TEXT))
    starts = [TEXT.index(words) for words in ("Planes", "Moscow", "Venezuela", "<b>")] + [len(TEXT) + 1]
    sentences = tuple(Span(a, b - 1) for a, b in zip(starts, starts[1:], strict=False))
    media = Attribution(
        evidence=span("local media said"), rule="test", source=span("local media"), cue=span("said"),
        content=(span("Planes landed outside Caracas"),), source_kind="media",
    )  # fmt: skip
    return Story(
        article=Article(text=TEXT, body=body, dateline=Dateline("GENEVA", None, span("GENEVA"))),
        paragraphs=(body,),
        sentences=sentences,
        attributions=(media,),
        places=tuple(place(name, "GENEVA" if name == "Geneva" else None) for name in names or POINTS),
    )


def test_the_table_holds_every_mention_with_its_words_and_its_source() -> None:
    """Each place stands in the table with what it stands for, its marked words and who says so."""
    html = place_map(story()).html()
    table = html[html.index("<table") :]
    assert re.search(r'>Caracas</th><td[^>]*>a&nbsp;place</td><td[^>]*><span data-key="place-1">1</span></td>', table)
    assert re.search(
        r"Planes landed <span[^>]*>outside Caracas</span>, local media said\.<div[^>]*>local media \(second", table
    )
    assert re.search(r">Moscow</th><td[^>]*>a&nbsp;government</td>", table)
    assert re.search(r"<span[^>]*>GENEVA</span>, May 2 \(Test\) - ?</td>", table)
    assert "Two countries named: Venezuela (¶1), Peru (¶1)" in table


def test_a_place_that_is_not_resolved_is_listed_and_not_drawn() -> None:
    """Where more than one place fits, the table says "not resolved" and the map has no marker."""
    view = place_map(story())
    assert repr(view) == "<place_map: 5 places, 1 not resolved>"
    assert view.html().count("(not resolved)") == 1
    assert view.page().count("L.marker(") == 5


def test_text_from_the_article_is_escaped_everywhere() -> None:
    """No tag and no JavaScript template of the article comes through, in the table or in a popup."""
    view = place_map(story("Peru", "Paris"))
    resolved = place_map(
        Story(
            article=Article(text=TEXT, body=Span(0, len(TEXT))),
            sentences=(span("<b>Paris</b> & `${x}` was \\ closed."),),
            places=(Place(evidence=span("Paris"), rule="", name="</script>", country=None, latitude=1, longitude=2, usage="literal"),),
        )
    )  # fmt: skip
    assert "&lt;b&gt;<span" in view.html() and "<b>Paris" not in view.html()
    page = resolved.page()
    assert "&#96;&#36;&#123;x&#125;&#96; was &#92; closed" in page
    assert "${x}" not in page and "</script>:" not in page


@pytest.mark.parametrize(
    ("before", "word"),
    [
        ("planes landed outside ", "outside"),
        ("a base north-east of the city of ", "north-east of"),
        ("close to the capital, ", "close to"),
        ("on the outskirts of ", "on the outskirts of"),
        ("in ", None),  # exact
        ("outside of ", "outside"),
        ("outside the bank in ", None),  # the vague word belongs to something else
    ],
)
def test_a_vague_word_is_seen_only_right_before_the_place(before: str, word: str | None) -> None:
    """ "outside", "near" and the like make a place vague when nothing stands between."""
    text = f"{before}Lyon today."
    lyon = Place(
        evidence=Span(len(before), len(before) + 4), rule="", name="Lyon", country="FR", latitude=45, longitude=4, usage="literal"
    )  # fmt: skip
    whole = Span(0, len(text))
    assert vague_word(Story(article=Article(text=text, body=whole), sentences=(whole,), places=(lyon,)), lyon) == word


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("Caracas", "Moscow"), "One place where something happens, one that speaks"),
        (("Caracas", "Peru"), "One place where something happens"),
        (("Moscow",), "One place that speaks, none where something happens"),
        (("Venezuela", "Peru"), "Two countries named, no single place where something happens"),
        (("Geneva",), "Filed from Geneva, no place where something happens"),
        (("Caracas", "Paris"), "One place where something happens"),  # one is not resolved
        (("Paris",), "One place named, not resolved: it is open where on the map"),
    ],
)
def test_the_headline_says_what_the_map_shows(names: tuple[str, ...], words: str) -> None:
    """The headline counts the places on the ground and those that speak."""
    assert headline(spots(story(*names))) == words


def test_marked_words_keep_the_colour_of_the_text() -> None:
    """JupyterLab's sanitiser drops `color:inherit`, and <mark> is then black on a dark page: it is not used."""
    assert "<mark" not in place_map(story()).html()


def test_one_spot_has_all_usages_of_a_place() -> None:
    """A capital that speaks and that the story is filed from is one marker."""
    found = story()
    both = Place(
        evidence=span("GENEVA"), rule="", name="GENEVA", country="RU", latitude=55.75, longitude=37.62, usage="dateline"
    )
    (spot,) = spots(Story(article=found.article, places=(both, place("Moscow"))))
    assert (spot.name, spot.usages) == ("Moscow", ("associative", "dateline"))
    page = place_map(Story(article=found.article, sentences=found.sentences, places=(both, place("Moscow")))).page()
    assert "a government speaks; filed from here" in page and page.count("L.marker(") == 1


def test_a_story_without_places_is_a_sentence() -> None:
    """No place, no empty box."""
    assert place_map(Story(article=Article(text="Hm.", body=Span(0, 3)))).html() == (
        "<p>This story names no place, so there is no map.</p>"
    )


def test_the_page_loads_nothing() -> None:
    """No address in the page is fetched, unless the street map is asked for, which the view then says."""
    page = place_map(story()).page()
    assert (
        re.findall(r"""(?:src|href)\s*=\s*["']?(?!#)[\w:/]""", re.sub(r"<script>.*?</script>", "", page, flags=re.S))
        == []
    )
    assert re.findall(r"url\((?!#)", page[: page.index("<script>")]) == []
    assert set(re.findall(r"https?://[\w./]+", page)) <= {"http://www.w3.org/2000/svg", "https://leafletjs.com"}
    tiled = place_map(story(), tiles=True)
    assert "tile.openstreetmap.org" in tiled.page() and "needs the internet" in tiled.html()


def test_borders_are_drawn_only_with_their_note() -> None:
    """Borders are off by default; drawn, they come with the note that they are a claim."""
    assert "itself a claim" not in place_map(story()).html()
    view = place_map(story(), borders=True)
    assert "itself a claim" in view.html() and "MultiLineString" in view.page()


def test_the_frame_can_be_zoomed_and_read_aloud() -> None:
    """The page has a language, a title and a viewport that allows zoom; the frame has a title."""
    page = place_map(story()).page()
    assert '<html lang="en">' in page and "<title>Map of the places in the story</title>" in page
    assert "user-scalable" not in page and "maximum-scale" not in page
    assert (
        '<iframe title="Map: One place where something happens, one that speaks" lang="en"'
        in place_map(story("Caracas", "Moscow")).html()
    )


def test_a_height_that_is_no_height_is_refused() -> None:
    """The message names the value and what was wanted."""
    with pytest.raises(StorykitError, match=r"height is 5, but must be a whole number from 200 to 2000"):
        place_map(story(), height=5)


def test_the_same_story_gives_the_same_html_in_every_process() -> None:
    """nbval compares the HTML as it stands: neither folium's random ids nor hash seeds may show."""
    code = (
        "import hashlib, test_place_map as t; print(hashlib.sha256(t.place_map(t.story()).html().encode()).hexdigest())"
    )
    path = os.pathsep.join([os.path.dirname(__file__), *sys.path])
    seen = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(seen) == 1
    view = place_map(story())
    assert view.html() == view.html() == place_map(story()).html()
    assert not re.search(r"_[0-9a-f]{32}", view.html())


def test_the_page_stays_small() -> None:
    """Beside Leaflet itself the page is a land outline and little more: a notebook with it stays below 400 KB."""
    assert len(place_map(story()).html()) < 400_000


def test_project_is_web_mercator() -> None:
    """Known points of the projection at zoom 0 and 1."""
    assert project(0, 180, 0) == pytest.approx((256, 128))
    assert project(85.0511, -180, 0) == pytest.approx((0, 0), abs=0.5)
    assert project(0, 0, 1) == pytest.approx((256, 256))


CROWDS = {
    "a capital inside its country": [
        Pin(10.49, -66.88, 14, "Caracas", "something happens outside it"), Pin(8, -66, 5, "Venezuela", quiet=True),
        Pin(4, -72, 5, "Colombia", quiet=True), Pin(21.5, -80, 5, "Cuba", quiet=True),
    ],
    "countries that lie close": [Pin(45 + i % 6, 5 + i, 5, f"Country {i}", quiet=True) for i in range(30)],
    "two cities in one spot": [Pin(48.85, 2.35, 11, "Paris", "a government speaks"), Pin(48.9, 2.4, 11, "Saint-Denis", "x")],
    "only one": [Pin(0, 0, 11, "Nowhere", "something happens here")],
    "wide letters": [Pin(35 + i, 139, 5, "東京都東京都", quiet=True) for i in range(5)],
}  # fmt: skip


@pytest.mark.parametrize("zoom", LEVELS)
@pytest.mark.parametrize("pins", CROWDS.values(), ids=CROWDS)
def test_no_name_touches_another_or_a_marker(pins: list[Pin], zoom: float) -> None:
    """At every zoom the boxes of all names, and of all markers but their own, are free of each other."""
    placed = layout(pins, zoom)
    names = [(i, box) for i, (pin, at) in enumerate(zip(pins, placed, strict=True)) if (box := box_of(pin, at, zoom))]
    assert not [pair for (_, a), (_, b) in combinations(names, 2) if a.overlaps(b) for pair in [(a, b)]]
    for i, pin in enumerate(pins):
        if placed[i].side != "0":
            x, y = project(pin.latitude, pin.longitude, zoom)
            around = _around((x + placed[i].x, y + placed[i].y), pin.radius)
            assert not [box for j, box in names if j != i and box.overlaps(around)]


def test_loud_places_are_always_drawn_and_quiet_ones_give_way() -> None:
    """A country under a capital is left out far away, stands beside it nearer by, and at its own point close up."""
    capital, country = CROWDS["a capital inside its country"][:2]
    far, near, close = (layout([capital, country], zoom) for zoom in (1, 2.5, 6))
    assert [each[0].side for each in (far, near, close)] == ["R"] * 3
    assert far[1] == Placed("0")
    assert near[1].side != "0" and near[1].y > 0
    assert (close[1].x, close[1].y) == (0, 0)


def test_a_name_at_the_edge_turns_inwards() -> None:
    """The name of the easternmost place stands at its left, where the map goes on."""
    west, east = layout([Pin(0, -80, 11, "West", "x"), Pin(0, 80, 11, "East", "x")], 2)
    assert (west.side, east.side) == ("R", "L")


def test_boxes_that_share_an_edge_do_not_overlap() -> None:
    """Touching is not overlapping."""
    assert not Box(0, 0, 2, 2).overlaps(Box(2, 0, 4, 2))
    assert Box(0, 0, 2, 2).overlaps(Box(1.9, 1.9, 4, 4))


def test_a_region_is_no_place_where_something_happens() -> None:
    """A part of the world with a middle but no country is listed with the countries, not drawn as a dot."""
    at = span("Peru")
    region = Place(
        evidence=at, rule="gazetteer", name="Andes", country=None, latitude=-10, longitude=-75, usage="literal"
    )
    view = place_map(Story(article=Article(text=TEXT, body=Span(0, len(TEXT))), sentences=(at,), places=(region,)))
    assert view.spots[0].is_country and "something happens here" not in view.page()
    assert ">a&nbsp;region</td>" in view.html()
