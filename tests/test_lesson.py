"""Exercises: what is right, what is said to what is wrong, and that nothing is lost."""

import json
from datetime import date
from pathlib import Path

import pytest
from paths import DATA

import storykit
from storykit.lessons import KINDS, Exercise, Lesson, collect, lesson, lesson_for
from storykit.story import Story

STORY = storykit.read(DATA / "update.txt")
LESSON = DATA / "lesson.toml"


@pytest.fixture
def course() -> Lesson:
    """The lesson of the first story."""
    return lesson(STORY, LESSON)


def right_answer(each: Exercise) -> object:
    """An answer that is right."""
    return each.accept[0] if each.kind != "write" else "By public statements."


def test_the_first_lesson_has_ten_exercises_or_more_of_every_kind(course: Lesson) -> None:
    """Every kind of exercise is used, and each has its words and its reasons."""
    assert len(course) >= 10 and {each.kind for each in course} == set(KINDS)
    assert all(each.why for each in course)


def test_every_exercise_can_be_answered_right(course: Lesson) -> None:
    """The first accepted answer is right, and the feedback says so first, then why, then the words."""
    for each in course:
        found = course.check(each.id, right_answer(each))
        assert found.right is (None if each.kind == "write" else True), each.id
        assert found.lines[0] == each.why
        assert all(words in repr(found) for words in each.words)
    assert repr(course) == f"<lesson: {len(course)} exercises, {len(course) - 1} answered right>"


@pytest.mark.parametrize(
    ("name", "answer", "head", "words"),
    [
        ("E1", 2, "Not yet.", "counted “the official” twice"),
        ("E1", 3, "Not yet.", "Washington"),
        ("E1", "1", "Right.", "One: a U.S. official"),
        ("E1", None, "Not yet.", "It is stated"),
        ("E2", [1, 2, 3, 4], "Not yet.", "Read again: paragraph 1"),
        ("E3", "“believes”", "Right.", "hedge"),
        ("E3", "said", "Not yet.", "hands the words on"),
        ("E3", "believes that", "Not yet.", "too many words"),
        ("E3", "The U.S. government", "Not yet.", "a source"),
        ("E3", "thinks", "Not yet.", "does not stand in the text"),
        ("E4", "That it is a guess about what Moscow wants", "Right.", "guess"),
        ("E6", "2019-03-24/2019-03-23", "E6 wants", "first to a last day"),
        ("E6", "2019-03-24", "Not yet.", "You chose a part"),
        ("E6", date(2019, 3, 23), "Not yet.", "local media"),
        ("E6", "2019-03-22/2019-03-26", "Not yet.", "more closely"),
        ("E7", "2019-01-01/2019-01-31", "Right.", "January"),
        ("E9", ["named", "media", "institution", "named", "document"], "Not yet.", "Look again at 4"),
        ("E10", 2, "Right.", "names no country"),
        ("E11", "It did not elaborate.", "Right.", "not know"),
        ("E13", "not stated in the text", "Right.", "does not say"),
        ("E13", 0, "Not yet.", "does the story say so"),
    ],
)
def test_an_answer_gets_its_own_feedback(course: Lesson, name: str, answer: object, head: str, words: str) -> None:
    """Right or not comes first; then the words, and what went wrong."""
    found = course.check(name, answer)
    assert repr(found).startswith(head) and words in repr(found)


@pytest.mark.parametrize(
    ("name", "answer"),
    [("E1", "two"), ("E1", 1.5), ("E1", True), ("E2", [1, 2]), ("E2", "1234"), ("E2", [1, 1, 2, 3]), ("E3", 7), ("E3", ""),
     ("E4", 9), ("E4", []), ("E6", "Saturday"), ("E6", 23), ("E9", ["named"] * 4), ("E9", ["x"] * 5), ("E14", 3), ("E99", 1), ("E6", "a/b/c")],
)  # fmt: skip
def test_a_wrong_type_gets_a_sentence(course: Lesson, name: str, answer: object) -> None:
    """Never a traceback: what was wanted, and what was given; and it is no try."""
    found = course.check(name, answer)
    assert found.right is None and found.head.endswith(".")
    assert name not in course.answers


def test_progress_is_kept_in_the_file_the_student_chooses(tmp_path: Path) -> None:
    """Answers, tries and nothing else: no name, no time, no machine; reopened where it was left."""
    path = tmp_path / "my-answers.json"
    first = lesson(STORY, LESSON, answers=path)
    first.check("E1", 2)
    first.check("E1", 1)
    again = lesson(STORY, LESSON, answers=path)
    assert again.answers == {"E1": {"answer": 1, "right": True, "tries": 2}}
    assert set(json.loads(path.read_text("utf-8"))) == {"format", "answers"}
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_of_another_kind_is_left_as_it_is(tmp_path: Path) -> None:
    """Nothing of a user's is overwritten."""
    path = tmp_path / "diary.json"
    path.write_text('{"dear": "diary"}', "utf-8")
    with pytest.raises(storykit.StorykitError, match="no file of answers"):
        lesson(STORY, LESSON, answers=path)
    assert path.read_text("utf-8") == '{"dear": "diary"}'


def test_a_class_is_collected(tmp_path: Path) -> None:
    """Every file of answers is a row; other files are passed over; an empty folder is said."""
    with pytest.raises(storykit.StorykitError, match="no file of answers"):
        collect(tmp_path)
    for number, answer in enumerate((1, 2)):
        lesson(STORY, LESSON, answers=tmp_path / f"student-{number}.json").check("E1", answer)
    (tmp_path / "other.json").write_text("[]", "utf-8")
    names, rows = collect(tmp_path)
    assert names == ["E1"]
    assert [(name, answers["E1"]["right"]) for name, answers in rows] == [("student-0", True), ("student-1", False)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[exercise]]\nid = "E1"\nkind = "riddle"\nquestion = "?"\nwhy = "."', "kind 'riddle'"),
        ('[[exercise]]\nid = "E1"\nkind = "number"\nquestion = "?"', "needs why"),
        ('[[exercise]]\nid = "E1"\nkind = "number"\nquestion = "?"\nwhy = "."\nwords = ["gone"]', "not in the story"),
        ('[[exercise]]\nid = "E1"\nkind = "number"\nquestion = "?"\nwhy = "."\n' * 2, "two exercises"),
        ("[[exercise", "cannot be read"),
    ],
)
def test_a_broken_lesson_says_what_to_mend(tmp_path: Path, text: str, message: str) -> None:
    """The error names the exercise, the value and the next step."""
    path = tmp_path / "lesson.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(storykit.StorykitError, match=message):
        lesson(STORY, path)


@pytest.mark.parametrize("name", ["update.txt", "first-take.txt"])
def test_a_lesson_is_made_for_any_story(name: str) -> None:
    """From the marks alone: each exercise can be answered right by its own mark."""
    made = lesson_for(storykit.read(DATA / name))
    assert len(made) >= 6 and {each.kind for each in made} >= {"sort", "mark", "choose", "date", "place"}
    assert all(made.check(each.id, right_answer(each)).right for each in made)


def test_a_story_without_findings_makes_no_exercise() -> None:
    """Nothing is asked where nothing was found."""
    text = storykit.read("It rains.")
    assert isinstance(text, Story) and len(lesson_for(text)) == 0
