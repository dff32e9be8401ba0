"""The handout and its key: self-contained, escaped, without answers where students look."""

import json
import re
from pathlib import Path

import nbformat
import pytest
from paths import DATA, ROOT
from stories import a_story

import storykit
from storykit.__main__ import main
from storykit.lessons import lesson, lesson_for
from storykit.views.handout import handout, key_page
from storykit.views.key import answer_words

STORY = storykit.read(DATA / "update.txt")
LESSON = lesson(STORY, DATA / "lesson.toml")
SECRETS = [each.why for each in LESSON] + [said for each in LESSON for said in each.wrong.values()]


def test_a_handout_needs_nothing_from_outside() -> None:
    """No address, no picture, no sheet of others; the text and every question are there."""
    page = handout(STORY, LESSON)
    assert not re.search(r"(src|href)=|url\(|@import|https?://", page)
    assert all(each.question.split("“")[0][:40] in page for each in LESSON)
    assert page.count('<section class="question">') == len(LESSON)


def test_a_handout_holds_no_answer() -> None:
    """Neither the reasons nor the feedback to wrong answers are anywhere in the file."""
    page = handout(STORY, LESSON)
    assert [secret for secret in SECRETS if secret in page or json.dumps(secret)[1:-1] in page] == []


def test_the_students_notebook_holds_no_answer() -> None:
    """Outputs, metadata and widget state are searched."""
    text = (ROOT / "notebooks" / "06-lesson.ipynb").read_text("utf-8")
    assert [secret for secret in SECRETS if secret in text or json.dumps(secret)[1:-1] in text] == []
    assert "widgets" not in nbformat.reads(text, 4).metadata


def test_the_widget_knows_no_answer() -> None:
    """What is sent to the browser with an exercise has neither the answer nor the reasons."""
    for each in LESSON:
        view = storykit.exercise(LESSON, each.id)
        sent = json.dumps([view.data, view.feedback], ensure_ascii=False)
        assert each.why not in sent and "accept" not in sent


def test_the_key_has_every_answer() -> None:
    """Right answers, reasons, words and what is said to wrong ones."""
    page = key_page(LESSON)
    for each in LESSON:
        assert all(
            answer_words(each, answer).replace('"', "&quot;").replace("'", "&#x27;") in page for answer in each.accept
        )
        assert each.why.replace("'", "&#x27;").replace('"', "&quot;") in page


def test_markup_in_an_article_stays_text() -> None:
    """Nothing of the article can end a script or begin a tag."""
    story = a_story()
    for page in (handout(story, lesson_for(story)), key_page(lesson_for(story))):
        assert "<script>alert" not in page and "<b>late" not in page
        assert page.count("<script") == page.count("</script>") <= 1


def test_the_command_writes_a_handout_and_a_key_and_overwrites_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that is there is left as it is."""
    page = tmp_path / "handout.html"
    assert main(["handout", str(DATA / "update.txt"), "-o", str(page), "--lesson", str(DATA / "lesson.toml")]) == 0
    assert f"{len(LESSON)} exercises" in capsys.readouterr().out
    before = page.read_text("utf-8")
    assert main(["handout", str(DATA / "update.txt"), "-o", str(page), "--key"]) == 2
    assert "is left as it is" in capsys.readouterr().err and page.read_text("utf-8") == before
    assert main(["handout", str(DATA / "update.txt"), "-o", str(tmp_path / "key.html"), "--key"]) == 0
    assert main(["handout", str(DATA / "update.txt"), "-o", str(tmp_path / "no" / "x.html")]) == 2


def test_a_class_is_shown_as_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A row for each student's file, a column for each exercise, and how many have it right."""
    first = lesson(STORY, DATA / "lesson.toml", answers=tmp_path / "one.json")
    first.check("E1", 2)
    first.check("E1", 1)
    lesson(STORY, DATA / "lesson.toml", answers=tmp_path / "two.json").check("E1", 3)
    assert main(["collect", str(tmp_path)]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows[1].split() == ["one", "right", "2"] and rows[2].split() == ["two", "not", "yet", "1"]
    assert rows[3].split() == ["right", "1"]
    assert main(["collect", str(tmp_path / "nobody")]) == 2
