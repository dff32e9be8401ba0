"""One exercise as a form: it sends the answer to Python, which checks it; no answer is ever in the page."""

from __future__ import annotations

from typing import Any

import traitlets

from storykit.lessons import Exercise, Lesson
from storykit.story import SOURCE_KINDS, Story
from storykit.views.live import LiveView
from storykit.views.markup import escape
from storykit.views.palette import module, stylesheet
from storykit.views.voices import KINDS

HOW = {
    "choose": "Choose one.", "chart": "Choose the one mark that its words do not support.", "place": "Choose one.",
    "sort": "Choose a kind for each.", "order": "Put them in order.", "number": "A whole number.",
    "mark": "Choose the first and the last of the words.", "date": "The first and the last day; the same day twice for one day.",
    "write": "In your own words.",
}  # fmt: skip
MAY_BE_OPEN = ("number", "date", "mark")  # kinds in which "not stated in the text" can be chosen


class ExerciseView(LiveView):
    """An exercise; `feedback` is what was said to the last answer, empty before the first."""

    _esm = module("exercise")
    _css = stylesheet("exercise")
    feedback = traitlets.Dict().tag(sync=True)

    def __init__(self, lesson: Lesson, name: str) -> None:
        self.lesson, self.exercise = lesson, lesson[name]
        super().__init__(lesson.story, _model(lesson.story, self.exercise), feedback=_kept(lesson, name))
        self.on_msg(self._answered)

    def _answered(self, _widget: object, content: Any, _buffers: object) -> None:
        """Check what the form sent; what is no answer is ignored."""
        if isinstance(content, dict) and "answer" in content:
            self.answer(content["answer"])

    def answer(self, answer: object) -> None:
        """Check an answer, as the form does, and show the feedback."""
        found = self.lesson.check(self.exercise.id, answer)
        self.feedback = {"right": found.right, "head": found.head, "lines": list(found.lines)}

    def html(self) -> str:
        """The question and its options, and how to answer in code."""
        return _html(self.lesson.story, self.exercise)

    def line(self) -> str:
        """The line of plain text."""
        return f"<exercise {self.exercise.id}: {self.exercise.kind}>"


def exercise(lesson: Lesson, name: str) -> ExerciseView:
    """Show one exercise of a lesson as a form.

    Args:
        lesson: the lesson.
        name: the exercise, such as "E3".

    Raises:
        StorykitError: the lesson has no such exercise.
    """
    return ExerciseView(lesson, name)


def _kept(lesson: Lesson, name: str) -> dict[str, Any]:
    """What a reopened notebook says of an answer given before."""
    before = lesson.answers.get(name)
    if before is None:
        return {}
    said = {True: "you had it right", False: "not yet right", None: "kept"}[before["right"]]
    return {"right": None, "head": f"Your last answer: {before['answer']} ({said}).", "lines": []}


def _model(story: Story, each: Exercise) -> dict[str, Any]:
    return {
        "id": each.id,
        "kind": each.kind,
        "question": each.question,
        "how": HOW[each.kind],
        "options": list(each.options),
        "kinds": [[kind, KINDS[kind]] for kind in SOURCE_KINDS],
        "open": each.kind in MAY_BE_OPEN,
        "words": [story.quote(story.paragraphs[n - 1]).split() for n in _shown(story, each)],
    }


def _shown(story: Story, each: Exercise) -> list[int]:
    """The paragraphs to mark words in: those of the exercise, else all."""
    if each.kind != "mark":
        return []
    return list(each.paragraphs) or list(range(1, len(story.paragraphs) + 1))


def _html(story: Story, each: Exercise) -> str:
    options = "".join(f"<li>{escape(option)}</li>" for option in each.options)
    shown = "".join(f"<blockquote>{escape(story.quote(story.paragraphs[n - 1]))}</blockquote>" for n in each.paragraphs)
    return (
        f'<section lang="en"><h3 style="margin:0 0 4px">{each.id}. {escape(each.question)}</h3>{shown}'
        f"{f'<ol>{options}</ol>' if options else ''}"
        f'<p style="opacity:.8">{HOW[each.kind]} Run the cell for a form, or write <code>lesson.check("{each.id}", …)</code>.</p></section>'
    )
