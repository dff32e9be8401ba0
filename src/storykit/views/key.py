"""The answer key of a lesson, for the teacher: each right answer with its words, and what is said to common wrong ones."""

from __future__ import annotations

from typing import Any

from storykit.lessons import NOT_STATED, Exercise, Lesson
from storykit.views.markup import escape
from storykit.views.twin import CELL, HEAD, SMALL, TABLE, WORDS, face
from storykit.views.voices import KINDS


class AnswerKey:
    """The key of a lesson; it shows itself in Jupyter."""

    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson

    def html(self) -> str:
        """A table: the exercise, the right answer and why, what is said to wrong ones."""
        rows = "".join(_row(each) for each in self.lesson)
        heads = "".join(
            f'<th scope="col" style="{HEAD}">{name}</th>'
            for name in ("Exercise", "Right answer, and why", "To common wrong answers")
        )
        return f'<section lang="en"><table style="{TABLE}"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></section>'

    def __repr__(self) -> str:
        return f"<answer_key: {len(self.lesson)} exercises>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": face(self.html()), "text/plain": repr(self)}


def answer_key(lesson: Lesson) -> AnswerKey:
    """Show the answers of a lesson, for the teacher only.

    Args:
        lesson: the lesson.
    """
    return AnswerKey(lesson)


def answer_words(each: Exercise, answer: Any) -> str:
    """A right answer in words."""
    if answer in (None, NOT_STATED):
        return NOT_STATED
    if each.kind in ("choose", "chart", "place"):
        return f"{answer}. {each.options[answer - 1]}"
    if each.kind == "sort":
        return "; ".join(f"{number}. {KINDS[kind]}" for number, kind in enumerate(answer, 1))
    if each.kind == "order":
        return "; ".join(f"{place}. {each.options[number - 1]}" for place, number in enumerate(answer, 1))
    return f"“{answer}”" if each.kind == "mark" else str(answer)


def _row(each: Exercise) -> str:
    right = " or ".join(answer_words(each, answer) for answer in each.accept) or "a model answer:"
    words = "".join(f'<div style="{WORDS}">“{escape(words)}”</div>' for words in each.words)
    wrong = "".join(f"<li>{escape(given)}: {escape(said)}</li>" for given, said in each.wrong.items())
    return (
        f'<tr><th scope="row" style="{CELL};font-weight:600;width:30%">{each.id}. {escape(each.question)}<div style="{SMALL}">{each.kind}</div></th>'
        f'<td style="{CELL}"><b>{escape(right)}</b><br>{escape(each.why)}{words}</td>'
        f'<td style="{CELL};width:30%">{f"<ul>{wrong}</ul>" if wrong else "–"}</td></tr>'
    )
