"""A match report, a court story and a science story, each brought as a teacher would, reviewed, and printed for the class."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from paths import ROOT
from pypdf import PdfReader

import storykit
from storykit.__main__ import main
from storykit.lessons import lesson_for
from storykit.story import Story

ARTICLES = ROOT / "tests" / "articles"
KINDS = {"match": "match.txt", "court": "court.html", "science": "science.txt"}


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Story]]:
    """Each article in a folder of its own, read."""
    home = tmp_path_factory.mktemp("own")
    found = {}
    for name, file in KINDS.items():
        path = storykit.new(name, ARTICLES / file, folder=home).parent / "article.txt"
        found[name] = path, storykit.read(path)
    return found


@pytest.mark.parametrize(("name", "title", "day", "byline"), [
    ("match", "Late header sends Harborough past Redmoor and up to second", date(2023, 10, 14), ("Tessa Vaughan",)),
    ("court", "Builder jailed over collapse of school roof", date(2022, 3, 9), ("Priya Nandakumar",)),
    ("science", "Seabirds nest two weeks earlier than in 1990, study finds", date(2024, 5, 2), ("Amara Diallo", "Jon Lindqvist")),
])  # fmt: skip
def test_its_parts_are_told_apart(stories: dict, name: str, title: str, day: date, byline: tuple[str, ...]) -> None:
    """Headline, byline and day are found in a paste, a saved page and a wire report; the page's furniture is not."""
    article = stories[name][1].article
    assert (article.title, article.day, article.byline) == (title, day, byline)
    assert "Most read" not in article.text and "Subscribe" not in article.text


@pytest.mark.parametrize(("name", "cue", "source", "kind"), [
    ("match", "told", "Amsel", "named"),
    ("match", "said", "a person close to the board", "anonymous"),
    ("court", "showed", "A letter from the council", "document"),
    ("court", "said", "one mother", "anonymous"),
    ("science", "said", "Ingrid Solheim", "named"),
    ("science", "said", "An official there", "anonymous"),
])  # fmt: skip
def test_who_says_what_is_right(stories: dict, name: str, cue: str, source: str, kind: str) -> None:
    """The sources a class would look for first are there with their kind."""
    story = stories[name][1]
    said = [
        (story.quote(each.cue), story.quote(each.source), each.source_kind)
        for each in story.attributions
        if each.source
    ]
    assert any(c == cue and s.startswith(source) and k == kind for c, s, k in said), said


def test_days_are_counted_from_the_day_of_publication(stories: dict) -> None:
    """What is near publication falls on the right days in each kind of article."""
    wanted = {
        ("match", "next Saturday"): "2023-10-21",
        ("court", "Wednesday"): "2022-03-09",
        ("science", "Thursday"): "2024-05-02",
    }
    for (name, words), day in wanted.items():
        story = stories[name][1]
        assert str(next(each.first for each in story.times if story.quote(each.evidence) == words)) == day


@pytest.mark.parametrize("name", KINDS)
def test_from_paste_to_a_reviewed_printed_handout(
    stories: dict, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Review a mark, and the handout has it so: no question is asked twice, and the paper has no page of one line."""
    path, story = stories[name]
    story.review.reject(story.hedges[0])
    story.review.confirm(story.attributions[0])
    again = storykit.read(path)
    assert len(again.hedges) == len(story.hedges) - 1 and again.attributions[0].status == "confirmed"
    questions = [each.question for each in lesson_for(again)]
    assert len(questions) == len(set(questions)) >= 6
    out = tmp_path / "handout.html"
    assert main(["handout", str(path), "-o", str(out), "--pdf"]) == 0
    assert main(["handout", str(path), "-o", str(tmp_path / "key.html"), "--key"]) == 0
    if shutil.which("chromium"):
        pages = [page.extract_text() for page in PdfReader(out.with_suffix(".pdf")).pages]
        assert 2 <= len(pages) <= 4 and all(len(page.split()) > 15 for page in pages)
    assert "exercises" in capsys.readouterr().out
