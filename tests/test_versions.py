"""Two versions of a report: what came, went, firmed up or softened, and on whose word."""

import pytest
from paths import DATA
from stories import a_story, empty

import storykit
from storykit.versions import changes


@pytest.mark.parametrize(
    ("first", "second", "kinds"),
    [
        ("The bridge is closed.", "The bridge is closed.", ["kept"]),
        ("The bridge may be closed for a year.", "The bridge will be closed for a year.", ["firmer"]),
        ("The bridge will be closed for a year.", "The bridge may be closed for a year.", ["softer"]),
        ("The firm claimed that the bridge was safe.", "The firm confirmed that the bridge was safe.", ["firmer"]),
        ("The mayor said the bridge was safe.", "The firm said the bridge was safe.", ["other source"]),
        ("The bridge is closed.", "The bridge is closed.\n\nNobody was hurt in the storm.", ["kept", "added"]),
        ("The bridge is closed.\n\nNobody was hurt in the storm.", "The bridge is closed.", ["kept", "dropped"]),
        ("The old bridge is closed today.", "The old bridge is shut today.", ["reworded"]),
    ],
)
def test_each_sentence_has_its_change(first: str, second: str, kinds: list[str]) -> None:
    """A sentence is paired with its version and the change is named; what has none is new or gone."""
    assert [change.kind for change in changes(storykit.read(first), storykit.read(second))] == kinds


def test_the_two_takes_of_the_first_story_are_compared() -> None:
    """The update adds sentences, and every sentence of both is there once."""
    first, second = storykit.read(DATA / "first-take.txt"), storykit.read(DATA / "update.txt")
    view = storykit.compare(first, second)
    assert sorted(change.first for change in view.changes if change.first) == list(first.sentences)
    assert sorted(change.second for change in view.changes if change.second) == list(second.sentences)
    assert sum(change.kind == "added" for change in view.changes) >= 5
    assert repr(view).startswith("<comparison: ") and "another&nbsp;source" in view.html()


def test_words_are_escaped_and_empty_stories_say_so() -> None:
    """No markup of an article comes through; two stories without sentences give a sentence."""
    html = storykit.compare(empty(), a_story()).html()
    assert "&lt;script&gt;" in html and "<script" not in html
    nothing = storykit.Story(article=empty().article)
    assert "nothing to compare" in storykit.compare(nothing, nothing).html()
