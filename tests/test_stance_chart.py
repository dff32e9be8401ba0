"""The chart of stances: its groups, its fills, its words, and that nothing in it overlaps."""

import os
import re
import subprocess
import sys
import warnings
from collections import Counter
from itertools import combinations

import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from storykit.story import Article, Attribution, Entity, Span, Stance, Story
from storykit.views.stance_chart import columns, fill, groups, headline, in_a_sentence, panels, says_so, stance_chart

TEXT = (
    "Ann & <Co> recognised Bob.\nA source said Dan backs Bob.\nEve said she backs Bob.\n"
    "Most states and the Club, with Fay in it, oppose Bob. Ann backs Gus."
)
ENTITIES = {
    name: Entity(name=name, kind=kind)
    for name, kind in {
        "Ann & <Co>": "organisation", "Bob": "person", "Dan": "person", "Eve": "person", "Most states": "group",
        "Club": "organisation", "Fay": "person", "Gus": "person",
    }.items()
}  # fmt: skip


def span(words: str) -> Span:
    """Where words stand in the text."""
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def voice(source: str | None, content: str, who: str | None = None) -> Attribution:
    """An attribution of content to a source."""
    return Attribution(
        evidence=span(content), rule="", source=span(source) if source else None, cue=span("said"),
        content=(span(content),), who=ENTITIES[who] if who else None, source_kind="anonymous",
    )  # fmt: skip


SOURCE, EVE, NOBODY = (
    voice("A source", "Dan backs Bob"),
    voice("Eve", "she backs Bob", "Eve"),
    voice(None, "Dan backs Bob"),
)


def stance(
    holder: str,
    target: str,
    polarity: int,
    words: str,
    said: Attribution | None = None,
    act: bool = False,
    via: str | None = None,
) -> Stance:
    """A stance shown by words."""
    return Stance(
        evidence=span(words), rule="", holder=ENTITIES[holder], target=ENTITIES[target], polarity=polarity,
        cue=span(words), voice=said, act=act, via=ENTITIES[via] if via else None,
    )  # fmt: skip


STANCES = (
    stance("Ann & <Co>", "Bob", 1, "recognised Bob", act=True),
    stance("Dan", "Bob", 1, "Dan backs Bob", SOURCE),
    stance("Eve", "Bob", 1, "she backs Bob", EVE),
    stance("Most states", "Bob", -1, "oppose Bob"),
    stance("Club", "Bob", -1, "oppose Bob"),
    stance("Fay", "Bob", -1, "oppose Bob", via="Club"),
    stance("Ann & <Co>", "Gus", 1, "Ann backs Gus"),
)


def story(stances: tuple[Stance, ...] = STANCES) -> Story:
    """A small story with these stances."""
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", TEXT)]
    sentences = tuple(Span(m.start(), m.end()) for m in re.finditer(r"[^\n. ][^\n.]*\.", TEXT))
    return Story(
        article=Article(text=TEXT, body=Span(0, len(TEXT))), paragraphs=tuple(lines), sentences=sentences,
        entities=tuple(ENTITIES.values()), attributions=(SOURCE, EVE, NOBODY), stances=stances,
    )  # fmt: skip


def crowd(holders: int, targets: int = 2) -> Story:
    """Made-up holders, some with several sentences, long names, groups and members."""
    aims = [Entity(name=f"Target {i} of the rather long name"[: 9 + i * 6], kind="person") for i in range(targets)]
    club = Entity(name="Club", kind="organisation")
    found = [
        Stance(
            evidence=span(("recognised", "Dan backs", "she backs", "oppose")[(i + k) % 4]), rule="", cue=span("said"),
            holder=Entity(name=f"Country {i} and a name that is far too long to show"[: 12 + i * 3 % 40], kind="group" if i % 9 == 8 else "place"),
            target=aims[i % targets], polarity=-1 if i % 5 == 4 else 1, act=(i + k) % 3 == 0, via=club if (i + k) % 5 == 4 else None,
        )
        for i in range(holders)
        for k in range(9 if i == 0 else 1 + i % 3)
    ]  # fmt: skip
    return story(tuple(found))


def test_columns_are_the_stances_that_occur() -> None:
    """A target has a column for backing, against, or both, in the order of the text."""
    assert columns(story()) == [("Bob", 1), ("Bob", -1), ("Gus", 1)]


def test_holders_are_grouped_by_whom_they_back_and_members_stand_under_their_group() -> None:
    """Those who back somebody come first; a member follows its group, indented."""
    found = [(group.heading, [(row.name, row.member) for row in group.rows]) for group in groups(story())]
    assert found == [
        ("Back Bob and Gus", [("Ann & <Co>", False)]),
        ("Back Bob", [("Dan", False), ("Eve", False)]),
        ("Against Bob", [("Most states*", False), ("Club", False), ("Fay", True)]),
    ]


@pytest.mark.parametrize(
    ("stance", "filled", "words"),
    [
        (STANCES[0], "own", "its own act, told by the reporter"),
        (STANCES[1], "other", "A source"),
        (STANCES[2], "own", "Eve"),
        (STANCES[3], "other", "the reporter"),
        (STANCES[5], "group", "the reporter"),
        (stance("Dan", "Bob", 1, "Dan backs Bob", NOBODY), "other", "an anonymous source"),
    ],
)
def test_the_fill_and_the_words_say_whose_voice_it_is(stance: Stance, filled: str, words: str) -> None:
    """Solid where the holder says or does it, hatched where somebody else says so, dotted for a member."""
    assert (fill(stance), says_so(story(), stance)) == (filled, words)


def tiles(figure: Figure) -> list:
    """The tiles in a figure."""
    return [patch for axes in figure.axes for patch in axes.patches if (patch.get_gid() or "").startswith("tile")]


def test_the_picture_has_one_tile_for_each_stance_filled_by_its_voice() -> None:
    """Seven stances, seven tiles: two solid, four hatched, one dotted."""
    drawn = tiles(stance_chart(story()).figure)
    assert Counter(tile.get_gid() for tile in drawn) == {"tile own": 2, "tile other": 4, "tile group": 1}
    assert {bool(tile.get_hatch()) for tile in drawn if tile.get_gid() == "tile other"} == {True}
    assert {
        tile.get_linestyle() == "solid" or tile.get_linestyle() == "-" for tile in drawn if "group" in tile.get_gid()
    } == {False}


@pytest.mark.parametrize(("holders", "targets"), [(2, 1), (12, 2), (40, 2), (40, 5), (23, 3)])
def test_nothing_overlaps(holders: int, targets: int) -> None:
    """From 2 to 40 holders no tile touches a tile, no word a word, and all of it lies inside the picture."""
    figure = stance_chart(crowd(holders, targets)).figure
    canvas = FigureCanvasAgg(figure)
    boxes = [tile.get_window_extent(canvas.get_renderer()) for tile in tiles(figure)]
    words = [text.get_window_extent(canvas.get_renderer()) for axes in figure.axes for text in axes.texts]
    assert len(boxes) == len(crowd(holders, targets).stances)
    for kind in (boxes, words):
        assert not [1 for a, b in combinations(kind, 2) if a.overlaps(b)]
    width, height = canvas.get_width_height()
    assert min(min(box.x0, box.y0) for box in boxes + words) >= 0
    assert max(box.x1 for box in boxes + words) <= width and max(box.y1 for box in boxes + words) <= height


def test_past_22_rows_there_are_two_panels_of_nearly_the_same_height() -> None:
    """A group that is cut repeats its heading, and no holder is lost."""
    assert len(panels(groups(crowd(22)))) == 1
    left, right = panels(groups(crowd(40)))
    rows = [[row.name for group in panel for row in group.rows] for panel in (left, right)]
    assert abs(len(rows[0]) - len(rows[1])) <= 4
    assert sorted(rows[0] + rows[1]) == sorted(row.name for group in groups(crowd(40)) for row in group.rows)
    assert [group.heading for group in right if "continued" in group.heading] == [f"{left[-1].heading}, continued"]


def test_alt_text_and_headline_say_what_the_picture_shows() -> None:
    """The picture's facts are there in words: who, whom, in which paragraph, and in whose voice."""
    chart = stance_chart(story())
    assert headline(story()) == "3 back Bob, 1 backs Gus, 3 are against Bob"
    assert "Dan (someone else says so; ¶2)" in chart.alt
    assert "Most states (an unnamed group; someone else says so; ¶4)" in chart.alt
    assert "Fay (as a member of Club; ¶4) are against Bob." in chart.alt
    assert chart.alt.endswith("Only Ann & <Co> and Eve say or do it themselves; of the others someone else says so.")


def test_the_html_has_the_picture_and_every_sentence_escaped() -> None:
    """An image with alt text, and a table row for each sentence with the words marked."""
    html = stance_chart(story()).html()
    assert re.search(
        r'<img alt="Ann &amp; &lt;Co&gt;[^"]+" width="\d+" style="[^"]+" src="data:image/png;base64,iVBOR', html
    )
    assert re.search(r"Ann &amp; &lt;Co&gt; <span[^>]*>recognised Bob</span>\.", html)
    assert re.search(r">Most states\*, Club <span[^>]*>and so Fay</span></th>", html)
    assert "<Co>" not in html and html.count("<tr>") == 6


def test_the_star_is_explained_only_where_there_is_one() -> None:
    """An unnamed group is marked, with the note that the story does not say which."""

    def said(stances: tuple[Stance, ...]) -> str:
        return " ".join(text.get_text() for text in stance_chart(story(stances)).figure.axes[0].texts)

    assert "Most states*" in said(STANCES) and "it does not say which" in said(STANCES)
    assert "*" not in said(STANCES[:3])


def test_given_axes_are_drawn_into_and_fit() -> None:
    """With `axes` no figure is made, the others stay as they were, and every tile lies inside the axes."""
    figure = Figure(figsize=(10, 4))
    left, right = figure.subplots(1, 2)
    assert isinstance(left, Axes)
    chart = stance_chart(story(), axes=left)
    assert chart.figure is figure and len(right.patches) == 0
    box = left.get_window_extent()
    assert tiles(figure) and all(
        box.x0 <= t.get_window_extent().x0 and t.get_window_extent().y1 <= box.y1 for t in tiles(figure)
    )


def test_a_story_without_stances_is_a_sentence() -> None:
    """No stance, no empty picture."""
    chart = stance_chart(story(()))
    assert chart.html() == "<p>This story does not say who backs or opposes whom, so there is no chart.</p>"
    assert repr(chart) == "<stance_chart: 0 stances of 0 holders on 0 targets>" and chart.figure is None


def test_names_in_any_script_draw_without_a_warning() -> None:
    """A dollar sign is no formula, and a letter that the font lacks is no warning."""
    odd = Entity(name="東京 $x_$ ltd", kind="organisation")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        one = Stance(evidence=span("said"), rule="", holder=odd, target=odd, polarity=1, cue=span("said"))
        assert len(stance_chart(story((one,))).png()) > 5_000


def test_the_same_story_gives_the_same_html_in_every_process() -> None:
    """nbval compares the HTML: neither a second call nor another hash seed may change it."""
    code = "import hashlib, test_stance_chart as t; print(hashlib.sha256(t.stance_chart(t.story()).html().encode()).hexdigest())"
    path = os.pathsep.join([os.path.dirname(__file__), *sys.path])
    seen = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(seen) == 1
    assert stance_chart(story()).html() == stance_chart(story()).html()


@pytest.mark.parametrize(("name", "kind", "said"), [
    ("United States", "place", "the United States"),
    ("Norway", "place", "Norway"),
    ("county council", "organisation", "the county council"),
    ("residents", "group", "residents"),
])  # fmt: skip
def test_a_name_in_a_sentence_has_its_article(name: str, kind: str, said: str) -> None:
    """The headline reads as a sentence does."""
    assert in_a_sentence(Entity(name=name, kind=kind)) == said
