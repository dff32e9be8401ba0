"""A review: steps on marks, what they make of the story, and a file that nothing can break or drop."""

import json
import os
import random
import signal
import time
from pathlib import Path

import pytest
from stories import TEXT, a_story, span

import storykit
from storykit.files import write_safely
from storykit.notes import KINDS, notes_of
from storykit.review import Review, kind_of, review_of, review_path
from storykit.story import Finding, Span, Story, StorykitError

ARTICLE = (
    "Harbour will close, official says\n\nLISBON, March 5 (Test) - A port official said on Tuesday that the quay might close in "
    "May.\n\nMadrid condemned the plan on Monday."
)


def marks(story: Story) -> list[Finding]:
    """Every finding that can be reviewed."""
    names = ("attributions", "quotations", "hedges", "times", "places", "stances", "passages")
    return [each for name in names for each in getattr(story, name)]


@pytest.mark.parametrize("number", range(12))
def test_each_kind_of_mark_is_confirmed_rejected_and_taken_back(number: int) -> None:
    """Confirmed it stays with that status, rejected it is gone and nothing points at it, taken back it is as it was."""
    story = a_story()
    review, each = Review(story), marks(story)[number]
    review.confirm(each)
    now = [
        found for found in marks(review.story) if found.evidence == each.evidence and kind_of(found) == kind_of(each)
    ]
    assert "confirmed" in {found.status for found in now} and len(marks(review.story)) == 12
    review.reject(each)
    assert len(marks(review.story)) == 11 and each not in marks(review.story) and review.line() == "1 note: 1 rejected"
    for found in (*review.story.quotations, *review.story.hedges, *review.story.events, *review.story.stances):
        for name in ("attribution", "whose", "voice"):
            assert getattr(found, name, None) is None or getattr(found, name) in review.story.attributions
    assert all(event.time in review.story.times for event in review.story.events)
    assert Story.from_dict(json.loads(json.dumps(review.story.to_dict()))) == review.story
    review.undo()
    review.undo()
    assert review.story == story and not review.can_undo


def test_every_kind_can_become_every_other_of_its_sort() -> None:
    """A changed mark has the new kind on the same words; a stance only turns round."""
    story = a_story()
    for each in marks(story):
        for kind in KINDS:
            review = Review(story)
            if (kind in ("backs", "opposes")) != (kind_of(each) in ("backs", "opposes")):
                with pytest.raises(StorykitError, match="cannot become"):
                    review.change(each, kind)
                continue
            review.change(each, kind)
            judged = [found for found in marks(review.story) if found.status == "confirmed"]
            assert [kind_of(found) for found in judged] == [kind]
            assert review.about(judged[0]) == review.notes
            review.reject(judged[0])
            assert all(found.status == "suggested" for found in marks(review.story)) and len(review.notes) == 1


def test_marks_are_added_and_noted() -> None:
    """Words become a mark that is "added", by whom its rule says; a comment stands beside, a stance has its two sides."""
    review = Review(a_story(), by="Ana")
    review.add("opposed it", "loaded word")
    review.add(span("the mayor"), "named source")
    stance = review.add(span("the plan"), "backs", holder="Bergen", target="the plan")
    review.comment(span("Oslo"), " Which Oslo? ")
    review.comment(None, "A short report.")
    added = [each for each in marks(review.story) if each.status == "added"]
    assert sorted(kind_of(each) for each in added) == ["backs", "loaded word"]  # the mayor was a source before
    assert kind_of(review.story.attributions[1]) == "named source" and {each.rule for each in added} == {"added by Ana"}
    assert [(note.text, span and review.story.quote(span)) for span, note in review.comments] == [
        ("Which Oslo?", "Oslo"), ("A short report.", None)]  # fmt: skip
    review.reject(next(each for each in added if kind_of(each) == "backs"))
    assert stance not in review.notes and review.line() == "4 notes: 1 changed, 1 added, 2 in words"


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (lambda review: review.confirm("hedge-9"), "no mark 'hedge-9'"),
        (lambda review: review.confirm("entity-0"), "no mark 'entity-0'"),
        (lambda review: review.confirm(review.story.events[0]), "mentions and events are not reviewed"),
        (lambda review: review.change("hedge-0", "hedgehog"), "no kind of mark 'hedgehog'"),
        (lambda review: review.add("e", "shield"), "stands 20 times"),
        (lambda review: review.add("zebra", "shield"), "stands 0 times"),
        (lambda review: review.add(Span(5, 9999), "shield"), "lies behind the text"),
        (
            lambda review: review.add("opposed it", "backs", holder="Nobody", target="Oslo"),
            "no entity is named 'Nobody'",
        ),
        (lambda review: review.comment("Oslo", "  "), "the note is empty"),
        (lambda review: review.take_back("hedge-0"), "nothing to take back"),
        (lambda review: review.undo(), "nothing to undo"),
        (lambda review: review.save(), "has no file yet"),
        (lambda review: setattr(review, "by", "a\nb"), "not one line"),
    ],
)
def test_a_step_that_cannot_be_taken_says_why(step, words: str) -> None:  # type: ignore[no-untyped-def]
    """The error names the value and what was wanted, and nothing has changed."""
    review = Review(a_story())
    with pytest.raises(StorykitError) as error:
        step(review)
    assert words in str(error.value).replace(f"{TEXT.count('e')} times", "20 times")
    assert review.notes == ()


def test_read_applies_the_review_beside_the_file(tmp_path: Path) -> None:
    """A step is in the file at once; read again, the story has it, and the views too."""
    file = tmp_path / "harbour.txt"
    file.write_text(ARTICLE, "utf-8")
    story = storykit.read(file, "2019-03-05")
    review = review_of(story)
    assert review.path == review_path(file) == tmp_path / "harbour.review.json" and not review.path.exists()
    review.by = "Ana"
    review.reject(story.hedges[0])
    review.confirm(story.attributions[0])
    again = storykit.read(file, "2019-03-05")
    assert len(again.hedges) == len(story.hedges) - 1 and again.attributions[0].status == "confirmed"
    assert len(storykit.read(file, "2019-03-05", review=False).hedges) == len(story.hedges)
    for view in (storykit.reading(story), storykit.timeline(again), storykit.sources(story)):
        assert "border:1px solid" in view.html() or "border:1px dashed" in view.html()
    assert "1 confirmed, 1 rejected" in storykit.reading(story).html()


def test_what_is_lost_is_listed_and_stays_in_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After an edit of the article the notes on gone words are named, and still there when the words come back."""
    from storykit.__main__ import main

    file = tmp_path / "harbour.txt"
    file.write_text(ARTICLE, "utf-8")
    review = review_of(storykit.read(file, "2019-03-05"))
    review.comment("condemned", "Strong.")
    review.confirm("hedge-0")
    file.write_text("An early version.\n\n" + ARTICLE.replace("condemned", "liked"), "utf-8")
    later = review_of(storykit.read(file, "2019-03-05"))
    assert [note.words for note in later.lost] == ["condemned"] and later.line().endswith("1 of 2 notes lost")
    assert any(hedge.status == "confirmed" for hedge in later.story.hedges)
    assert "1 of 2 notes lost" in storykit.reading(later.story).html()
    assert main(["read", str(file), "--published", "2019-03-05"]) == 0
    assert "1 of 2 notes lost" in (said := capsys.readouterr().err) and "“condemned”" in said
    later.confirm(later.story.attributions[0])
    file.write_text(ARTICLE, "utf-8")
    back = review_of(storykit.read(file, "2019-03-05"))
    assert back.lost == () and len(back) == 3 and back.comments[0][1].text == "Strong."


def test_two_who_write_one_file_lose_nothing(tmp_path: Path) -> None:
    """Each saves what the other added; what one took back is not brought back by the other."""
    path = tmp_path / "x.review.json"
    one, other = Review.open(a_story(), path, "Ana"), Review.open(a_story(), path, "Ben")
    one.confirm("hedge-0")
    other.reject("place-0")
    assert other.line() == "2 notes: 1 confirmed, 1 rejected"
    one.comment(None, "Hello.")
    assert one.line() == "3 notes: 1 confirmed, 1 rejected, 1 in words"
    one.take_back("hedge-0")
    other.confirm("time-0")
    assert sorted(note.verdict or "" for note in other.notes) == ["", "confirmed", "rejected"]
    assert {note.by for note in Review.open(a_story(), path).notes} == {"Ana", "Ben"}


def test_a_file_that_is_no_review_is_left_alone(tmp_path: Path) -> None:
    """Saving over another file is refused, and so is reading one."""
    path = tmp_path / "x.review.json"
    path.write_text("my shopping list", "utf-8")
    for act in (lambda: Review.open(a_story(), path), lambda: Review(a_story()).save(path)):
        with pytest.raises(StorykitError, match="is not JSON"):
            act()
    assert path.read_text("utf-8") == "my shopping list"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the processes to kill are forked")
def test_a_save_that_is_killed_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    """A thousand processes are killed while they save: the file is whole each time, and nothing else is left for good."""
    path = tmp_path / "x.review.json"
    Review(a_story(), path=path).confirm("hedge-0")
    chance, texts, left = random.Random(7), set(), 0
    for number in range(1000):
        begun, begins = os.pipe()
        child = os.fork()
        if not child:
            try:
                for step in range(10_000):
                    review = Review(a_story())
                    review.comment(None, f"{number} {step} " + "x" * chance.randrange(90_000))
                    os.write(begins, b".")
                    write_safely(path, json.dumps(review.page()))
            finally:
                os._exit(0)
        os.read(begun, 1)  # the first save begins now
        time.sleep(0.01 * chance.random())
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(begun), os.close(begins)
        text = path.read_text("utf-8")
        assert len(notes_of(json.loads(text), path.name)) == 1
        texts.add(text)
        left += len(list(tmp_path.glob(".*.part"))) > left
    assert len(texts) > 20 and left > 20  # kills fell between saves, and in the middle of them
    for part in tmp_path.glob(".*.part"):
        os.utime(part, (0, 0))
    Review.open(a_story(), path).comment(None, "The end.")
    assert list(tmp_path.iterdir()) == [path]
