"""The sources: each once, by kind, with the paragraphs that rest on it."""

from stories import a_story, empty

import storykit
from storykit.views.sources import own_voice, sources, sources_of


def test_a_source_under_several_names_is_one_source() -> None:
    """ "The official" again is the same person; a name and "he" are one; each statement keeps its paragraph."""
    text = (
        "An official said the dam was full.\n\nThe official, who asked not to be named, said water would rise.\n\n"
        "Mayor Ann Lee said nobody knew. She told residents that help was near.\n\nThe dam was built in 1970."
    )
    story = storykit.read(text)
    found = {source.name: source for source in sources_of(story)}
    assert set(found) == {"An official", "Ann Lee"}
    assert [story.paragraph_of(said.cue) for said in found["An official"].statements] == [1, 2]
    assert found["An official"].terms == ("who asked not to be named",)
    assert found["Ann Lee"].also == ("She",)
    assert own_voice(story) == (4,)


def test_the_three_faces_agree() -> None:
    """The line counts what the tables show; the twin has the sentence of each statement, escaped."""
    view = sources(a_story())
    assert repr(view) == "<sources: 2 sources, 2 statements>"
    assert view.data["title"] == "Two sources. People: none with a name, one without one"
    assert [(each["name"], each["letter"]) for each in view.data["sources"]] == [("A source", "A"), ("the mayor", "I")]
    assert view.data["sources"][1]["notes"] == ["told through A source"]
    html = view.html()
    assert html.count("&lt;script&gt;") == 2 and "<script" not in html
    assert "1 of 2" in html


def test_a_paragraph_without_statements_is_the_reporters_own_voice() -> None:
    """The second paragraph hands its words to nobody."""
    assert own_voice(a_story()) == (2,)
    assert view_kinds() == [("A", 1), ("I", 1), ("U", None)]


def view_kinds() -> list[tuple[str, int | None]]:
    """Letter and number of sources of each row of the first table."""
    return [(letter, count) for letter, _, count, _ in sources(a_story()).data["kinds"]]


def test_a_story_without_sources_says_so() -> None:
    """A sentence, not an empty table."""
    view = sources(empty())
    assert view.html() == "<p>This story hands no words to any source: all is told in the reporter’s own voice.</p>"
    assert repr(view) == "<sources: 0 sources, 0 statements>"
