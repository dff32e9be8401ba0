"""The handout: one HTML file that lives without Jupyter and prints in black and white, and the key in a file of its own.

With scripts the reading is live on the screen; without them, and on paper, the text stands there with its marks. No answer
is anywhere in a handout.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from storykit.lessons import Exercise, Lesson, lesson_for
from storykit.review import reviewed
from storykit.story import SOURCE_KINDS, Span, Story, StorykitError
from storykit.views.key import answer_key
from storykit.views.markup import escape
from storykit.views.palette import AT_FIRST, LAYERS, module, static, stylesheet
from storykit.views.reading import byline, reading
from storykit.views.segments import Mark, cut, marks_of
from storykit.views.voices import KINDS

LINES = {
    "write": 6,
    "mark": 2,
    "sort": 0,
    "order": 0,
    "choose": 0,
    "chart": 0,
    "place": 0,
    "number": 1,
    "date": 1,
}  # to write on
NOTE = "Marks are suggestions, not verdicts: a source without a name can be right, a named one can be wrong."


class Page(str):
    """One HTML page that needs nothing else; `save` writes it to a file."""

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the page, never over a file that is there.

        Raises:
            StorykitError: there is such a file already, or it cannot be written.
        """
        file = Path(path)
        try:
            with file.open("x", encoding="utf-8", newline="") as out:
                out.write(self)
        except FileExistsError:
            raise StorykitError(f"{str(file)!r} is there already and is left as it is; give another name") from None
        except OSError as error:
            raise StorykitError(f"{str(file)!r} cannot be written: {error.strerror}; give another name") from None
        return file

    def __repr__(self) -> str:
        return f"<page of {len(self.encode()) // 1000} kB; .save('NAME.html') writes it>"


def handout(story: Story, lesson: Lesson | None = None) -> Page:
    """A page for the class: the text with its marks, and the questions with room to write.

    Args:
        story: the story.
        lesson: its exercises; by default they are made from the story's marks.

    Returns:
        One HTML page that needs nothing else; `.save("handout.html")` writes it.
    """
    story = reviewed(story)
    lesson = lesson_for(story) if lesson is None else lesson
    marks = [mark for mark in marks_of(story) if LAYERS[mark.letter].group in AT_FIRST]
    title = story.article.title or "An annotated reading"
    head = story.article.headline
    heading = _marked(story, head, marks) if head else escape(title)
    paragraphs = "".join(f"<li>{_marked(story, span, marks)}</li>" for span in story.paragraphs)
    body = (
        f'<h1 class="sk-hidden">{escape(title)}</h1>'
        '<header class="name"><span>Name</span><span>Date</span></header>'
        f'<div id="live"></div><article class="paper"><h2 class="heading">{heading}</h2><p class="by">{escape(byline(story))}</p>'
        f'<p class="key">{_legend(marks)}</p><p class="by">{NOTE}</p><ol class="text">{paragraphs}</ol></article>'
        f"<h2>Questions</h2>{''.join(_question(each) for each in lesson)}"
    )
    return _page(title, body, _script(story))


def key_page(lesson: Lesson) -> Page:
    """The answers, for the teacher, as a page of its own."""
    title = f"Key: {lesson.story.article.title or 'an annotated reading'}"
    return _page(title, f"<h1>{escape(title)}</h1>{answer_key(lesson).html()}", "")


def _page(title: str, body: str, script: str) -> Page:
    style = f"{stylesheet('reading')}\n{static('handout.css')}"
    return Page(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style}</style></head>"
        f'<body><main class="sk">{body}</main>{script}</body></html>\n'
    )


def _script(story: Story) -> str:
    """The live reading with a stand-in for Jupyter's model; data that could end the script is escaped."""
    view = reading(story)
    state = {"data": {**view.data, "review": None}, "layers": view.layers, "selected": "", "projector": False}
    data = json.dumps(state, ensure_ascii=True).replace("<", "\\u003c")
    start = (
        'document.body.classList.add("live"); render({ model: new Model(STATE), el: document.getElementById("live") });'
    )
    source = module("review", "reading").replace("export default { render };", "")
    return f'<script type="module">{static("host.js")}{source}const STATE = {data};{start}</script>'


def _marked(story: Story, span: Span, marks: Sequence[Mark]) -> str:
    """Text with its marks as classes, the letter where a mark begins."""
    begun: set[Mark] = set()
    parts = []
    for segment in cut(span, marks):
        html = escape(story.quote(segment.span))
        for mark in reversed(segment.lines):
            letter = "" if mark.cue or mark in begun else f' data-l="{mark.letter}"'
            looks = f"{' sk-cue' if mark.cue else ''}{f' sk-is-{mark.status}' if mark.status else ''}"
            html = f'<span class="sk-m sk-{mark.letter}{looks}"{letter}>{html}</span>'
        begun |= set(segment.marks)
        parts.append(html)
    return "".join(parts)


def _legend(marks: Sequence[Mark]) -> str:
    used = [letter for letter in LAYERS if any(mark.letter == letter for mark in marks)]
    return " ".join(f'<span class="sk-m sk-{letter}" data-l="{letter}">{LAYERS[letter].name}</span>' for letter in used)


def _question(each: Exercise) -> str:
    """A question on paper: boxes to tick, blanks to number, or lines to write on."""
    box = {"order": "____", "sort": "________________"}.get(each.kind, "☐")
    options = "".join(f'<li><span class="box">{box}</span> {escape(option)}</li>' for option in each.options)
    kinds = f'<p class="by">{", ".join(KINDS[kind] for kind in SOURCE_KINDS)}</p>' if each.kind == "sort" else ""
    lines = '<div class="line"></div>' * LINES[each.kind]
    listed = f'<ul class="options">{options}</ul>' if options else ""
    return (
        f'<section class="question"><h3>{escape(each.id)}. {escape(each.question)}</h3>{kinds}{listed}{lines}</section>'
    )
