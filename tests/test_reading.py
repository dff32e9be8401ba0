"""The annotated reading: what its three faces show, and what it refuses."""

import json
import re
import zlib
from html import unescape

import pytest
from stories import FIRST, HEADLINE, SECOND, a_story, empty

import storykit
from storykit.views.reading import Reading, byline, reading


@pytest.fixture
def view() -> Reading:
    """A reading with all its layers on."""
    return reading(a_story(), ["who", "sure", "words", "when", "where", "sides", "voice"])


def text_of(html: str) -> str:
    """The words that a reader sees, without the letters of the marks."""
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"<sup.*?</sup>", "", html)))


def test_the_live_face_holds_the_text_unchanged(view: Reading) -> None:
    """The segments of each paragraph join back to its very words, whatever signs stand in them."""
    joined = ["".join(words for words, *_ in each) for each in [view.data["head"], *view.data["paragraphs"]]]
    assert joined == [HEADLINE, FIRST, SECOND]


def test_the_static_face_holds_the_text_escaped(view: Reading) -> None:
    """The twin shows every word, and no markup of the article's comes through."""
    html = view.html()
    for words in (HEADLINE, FIRST, SECOND):
        assert words in text_of(html)
    assert "<script" not in html and "<b>" not in html


def test_the_twin_uses_only_what_an_untrusted_notebook_keeps(view: Reading) -> None:
    """No script, picture, link, input, id or class: only semantic tags and inline style."""
    tags = set(re.findall(r"<(\w+)", view.html()))
    assert tags <= {
        "article",
        "p",
        "h3",
        "span",
        "sup",
        "details",
        "summary",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert not re.search(r"\s(id|class|on\w+|href|src)=", view.html())


def test_switched_off_layers_are_not_in_the_twin() -> None:
    """The twin has the layers that are on, in the text, the legend and the table."""
    html = reading(a_story(), ["when"]).html()
    assert ">T</sup>" in html and ">A</sup>" not in html and "anonymous" not in html


def test_a_card_tells_the_words_the_chain_and_the_rule(view: Reading) -> None:
    """The note of an inner source has the whole way from the reporter, and the rule in words."""
    card = view.data["cards"]["attribution-1"]
    assert (card["kind"], card["words"], card["paragraph"]) == ("Institution", "the mayor", "paragraph 1")
    assert card["chain"] == [["A", "A source", "said"], ["I", "the mayor", "believes"]]
    assert dict(card["rows"])["Found by"].startswith("a verb of saying or thinking")
    assert view.data["cards"]["place-0"]["paragraph"] == "dateline"
    assert dict(view.data["cards"]["place-2"]["rows"])["On the map"].startswith("not resolved")


def test_an_event_is_shown_at_its_words_of_time(view: Reading) -> None:
    """Events have no mark of their own; choosing one chooses the mark of its time."""
    assert view.data["links"] == {"event-0": "time-0", "event-1": "time-1"}


def test_views_of_one_story_share_what_is_chosen() -> None:
    """Choosing in one view chooses in all views of the story, and in no view of another."""
    story = a_story()
    one, other, stranger = storykit.reading(story), storykit.timeline(story), storykit.reading(a_story())
    one.selected = "event-1"
    assert (other.selected, other.index, stranger.selected) == ("event-1", 0, "")
    other.index = 1
    assert one.selected == "event-0"
    one.selected = "time-0"
    assert other.index == 1
    one.selected = ""
    assert other.index == -1


def test_what_is_not_there_cannot_be_chosen(view: Reading) -> None:
    """An unknown mark or layer is refused with the value, what was wanted and what to do."""
    with pytest.raises(storykit.StorykitError, match=r'selected is \'hedge-7\'.*"hedge-0"'):
        view.selected = "hedge-7"
    with pytest.raises(storykit.StorykitError, match="no group of layers 'colour'.*'who'"):
        reading(a_story(), ["colour"])
    with pytest.raises(storykit.StorykitError, match="no group of layers"):
        view.layers = ["colour"]


def test_a_story_without_findings_is_still_read() -> None:
    """No marks: the text stands there, without a legend and without a table."""
    view = reading(empty())
    assert repr(view) == "<reading: 1 paragraph, 0 statements, 0 hedges, 0 quotations>"
    assert "It rains." in view.html() and "<table" not in view.html()


def test_in_jupyter_all_three_faces_are_there(view: Reading) -> None:
    """The bundle has the widget, its twin and its line."""
    data, _ = view._repr_mimebundle_()
    assert {"text/html", "text/plain"} <= set(data)
    assert data["text/plain"] == "<reading: 2 paragraphs, 2 statements, 1 hedge, 1 quotation>"


def test_the_byline_says_what_the_text_gives() -> None:
    """Agency, place and day; nothing where there is nothing."""
    assert byline(a_story()) == "Test · OSLO · Tuesday 5 March 2019"
    assert byline(empty()) == ""


def test_a_long_text_is_sent_packed_and_shown_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """The live model is compressed where it is large, the same when unpacked; the static face says what it leaves out."""
    view = reading(a_story())
    assert view.get_state("data")["data"] == view.data
    monkeypatch.setattr("storykit.views.reading.LARGE", 100)
    packed = view.get_state("data")["data"]["packed"]
    assert json.loads(zlib.decompress(packed)) == json.loads(json.dumps(view.data))
    monkeypatch.setattr("storykit.views.reading.MOST", 1)
    html = view.html()
    assert "These are 1 of 2 paragraphs" in html and SECOND not in text_of(html)
