"""Exercises on a story: questions as data, answers checked with the very words they stand on, progress kept in one file.

An exercise is one of nine kinds. What a good answer looks like in Python:

| kind | answer |
|---|---|
| `choose` | the number of an option, counted from 1 |
| `chart` | the same: the mark that its words do not support |
| `place` | the same: place or government |
| `sort` | a list with a kind of source for each statement |
| `order` | the numbers of the options in order |
| `number` | a whole number |
| `mark` | the words, as they stand in the text |
| `date` | a day, or first and last day: "2024-03-05", "2024-03-04/2024-03-05" |
| `write` | your own words; there is a model answer, no right one |

`None` always means "not stated in the text".
"""

from __future__ import annotations

import json
import os
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from storykit.story import SOURCE_KINDS, Hedge, Span, Story, StorykitError

T = TypeVar("T")

KINDS = ("choose", "chart", "place", "sort", "order", "number", "mark", "date", "write")
NOT_STATED = "not stated in the text"
FORMAT = "storykit answers 1"
WANTED = {
    "choose": "the number of an option, such as 2", "chart": "the number of a mark, such as 2",
    "place": "the number of an option, such as 1", "sort": "a list of kinds, such as ['named', 'document']",
    "order": "the numbers in order, such as [2, 1, 3]", "number": "a whole number, such as 2",
    "mark": "words from the text in quotation marks", "date": "a day such as '2024-03-05', or two: '2024-03-04/2024-03-05'",
    "write": "a sentence of your own in quotation marks",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Exercise:
    """One question; `accept` holds the answers that are right, `wrong` what to say to the common ones that are not."""

    id: str
    kind: str
    question: str
    why: str
    words: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    accept: tuple[Any, ...] = ()
    wrong: Mapping[str, str] = field(default_factory=dict)
    layer: str = ""
    paragraphs: tuple[int, ...] = ()

    def __repr__(self) -> str:
        listed = "".join(f"\n  {number}. {option}" for number, option in enumerate(self.options, 1))
        return f"{self.id} ({self.kind}): {self.question}{listed}"


@dataclass(frozen=True, slots=True)
class Feedback:
    """What is said to an answer: `right` is True, False, or None where there is no right and wrong."""

    right: bool | None
    head: str
    lines: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "\n".join([self.head, *self.lines])


class Lesson:
    """The exercises of a story, in order; `check` says whether an answer is right, and why.

    `answers` keeps the last answer to each exercise, whether it was right and how many tries it took.
    """

    def __init__(
        self, story: Story, exercises: Sequence[Exercise], answers: str | os.PathLike[str] | None = None
    ) -> None:
        self.story = story
        self.exercises = {each.id: each for each in exercises}
        self.path = Path(answers) if answers is not None else None
        self.answers: dict[str, dict[str, Any]] = _loaded(self.path) if self.path and self.path.exists() else {}

    def __getitem__(self, name: str) -> Exercise:
        if name not in self.exercises:
            raise StorykitError(f"there is no exercise {name!r}; this lesson has {', '.join(self.exercises) or 'none'}")
        return self.exercises[name]

    def __iter__(self) -> Iterator[Exercise]:
        return iter(self.exercises.values())

    def __len__(self) -> int:
        return len(self.exercises)

    def __repr__(self) -> str:
        done = sum(bool(each["right"]) for each in self.answers.values())
        return f"<lesson: {len(self)} exercises, {done} answered right>"

    def check(self, name: str, answer: object) -> Feedback:
        """Say first whether an answer is right, then the words and why; never a traceback for a wrong type.

        Args:
            name: the exercise, such as "E3".
            answer: what the kind wants (see the module's table); None or "not stated in the text" where it is not stated.
        """
        if name not in self.exercises:
            return Feedback(
                None, f"There is no exercise {name!r}. This lesson has {', '.join(self.exercises) or 'none'}."
            )
        exercise = self.exercises[name]
        given, problem = _given(exercise, answer)
        if problem:
            return Feedback(None, f"{name} wants {WANTED[exercise.kind]}; {problem}.")
        found = _CHECKS.get(exercise.kind, _check_plain)(self.story, exercise, given)
        tries = self.answers.get(name, {}).get("tries", 0) + 1
        self.answers[name] = {"answer": _plain(given), "right": found.right, "tries": tries}
        if self.path is not None:
            _save(self.path, self.answers)
        return found


def lesson(story: Story, path: str | os.PathLike[str], answers: str | os.PathLike[str] | None = None) -> Lesson:
    """Make a lesson from a file of exercises.

    Args:
        story: the story the exercises are about.
        path: a TOML file with `[[exercise]]` tables; README and `data/venezuela-2019/lesson.toml` show how.
        answers: a file to keep the answers in; it is made when first needed, and read when the lesson is opened again.

    Raises:
        StorykitError: a file cannot be read, or an exercise asks for words that the story does not have.
    """
    try:
        tables = tomllib.loads(Path(path).read_text("utf-8")).get("exercise", [])
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise StorykitError(f"the lesson {os.fspath(path)!r} cannot be read: {error}") from None
    made = [_exercise(story, table) for table in tables]
    names = [each.id for each in made]
    if len(set(names)) < len(names):
        raise StorykitError(
            f"two exercises have the id {next(n for n in names if names.count(n) > 1)!r}; give each its own"
        )
    return Lesson(story, made, answers)


def lesson_for(story: Story) -> Lesson:
    """Make the exercises that can be made from a story's findings alone: sources, hedges, quotations, dates, places.

    A teacher should look at the marks first: an exercise is only as right as the mark it is made from.
    """
    made = [
        *_about_sources(story),
        *_about_hedges(story),
        *_about_quotations(story),
        *_about_dates(story),
        *_about_places(story),
    ]
    return Lesson(story, [replace(each, id=f"E{number}") for number, each in enumerate(made, 1)])


# -- reading the file ------------------------------------------------------------------------------------------------


def _exercise(story: Story, table: Mapping[str, Any]) -> Exercise:
    name = str(table.get("id", ""))
    for needed in ("id", "kind", "question", "why"):
        if not isinstance(table.get(needed), str):
            raise StorykitError(f"exercise {name!r} needs {needed} as text; add it to the file")
    if table["kind"] not in KINDS:
        raise StorykitError(f"exercise {name} has the kind {table['kind']!r}; use one of {', '.join(KINDS)}")
    words = tuple(table.get("words", ()))
    for each in words:
        if each not in story.article.text:
            raise StorykitError(
                f"exercise {name} stands on the words {each!r}, but they are not in the story; copy them from it"
            )
    several = table.get("answer", []) if table.get("several") or "answer" not in table else [table["answer"]]
    return Exercise(
        id=name, kind=table["kind"], question=table["question"], why=table["why"], words=words,
        options=tuple(table.get("options", ())), accept=tuple(several), wrong=dict(table.get("wrong", {})),
        layer=str(table.get("layer", "")), paragraphs=tuple(table.get("paragraphs", ())),
    )  # fmt: skip


# -- answers ---------------------------------------------------------------------------------------------------------


def _given(exercise: Exercise, answer: object) -> tuple[Any, str]:
    """The answer in the form its kind wants, or what is wrong with it."""
    if answer is None or (isinstance(answer, str) and answer.strip().lower() == NOT_STATED):
        return None, ""
    kind = exercise.kind
    if kind in ("choose", "chart", "place"):
        return _option(exercise, answer)
    if kind == "number":
        whole = isinstance(answer, int) and not isinstance(answer, bool)
        text = isinstance(answer, str) and answer.strip().isdigit()
        return (int(str(answer)), "") if whole or text else (None, f"{answer!r} is none")
    if kind in ("sort", "order"):
        return _list(exercise, answer)
    if not isinstance(answer, (str, date)) or not str(answer).strip():
        return None, f"{answer!r} is none"
    return _days(answer) if kind == "date" else (str(answer), "")


def _option(exercise: Exercise, answer: object) -> tuple[Any, str]:
    if isinstance(answer, str):
        same = [n for n, option in enumerate(exercise.options, 1) if option.lower() == answer.strip().lower()]
        answer = same[0] if same else int(answer) if answer.strip().isdigit() else answer
    if not isinstance(answer, int) or isinstance(answer, bool):
        return None, f"{answer!r} is none of them"
    if not 1 <= answer <= len(exercise.options):
        return None, f"there are {len(exercise.options)} options, and {answer} is none of them"
    return answer, ""


def _list(exercise: Exercise, answer: object) -> tuple[Any, str]:
    if isinstance(answer, str) or not isinstance(answer, Sequence):
        return None, f"{answer!r} is no list"
    if len(answer) != len(exercise.options):
        return None, f"there are {len(exercise.options)} to put in place, and you gave {len(answer)}"
    if exercise.kind == "sort":
        unknown = [each for each in answer if each not in SOURCE_KINDS]
        return list(answer), f"{unknown[0]!r} is no kind of source: use {', '.join(SOURCE_KINDS)}" if unknown else ""
    numbers = sorted(each for each in answer if isinstance(each, int))
    return list(answer), "" if numbers == list(
        range(1, len(exercise.options) + 1)
    ) else "each number must be there once"


def _days(answer: object) -> tuple[Any, str]:
    try:
        ends = [date.fromisoformat(part.strip()) for part in str(answer).split("/")]
    except ValueError:
        return None, f"{answer!r} is none"
    if len(ends) > 2 or ends[0] > ends[-1]:
        return None, f"{answer!r} does not run from a first to a last day"
    return (ends[0], ends[-1]), ""


def _plain(given: Any) -> Any:
    """An answer as JSON can keep it."""
    return "/".join(dict.fromkeys(each.isoformat() for each in given)) if isinstance(given, tuple) else given


def _accepted(exercise: Exercise) -> list[Any]:
    """The right answers, in the same form as `_given` makes."""
    wanted = [None if each == NOT_STATED else each for each in exercise.accept]
    return [_days(each)[0] if exercise.kind == "date" and each is not None else each for each in wanted]


# -- checking --------------------------------------------------------------------------------------------------------


def _check_plain(story: Story, exercise: Exercise, given: Any) -> Feedback:
    if given in _accepted(exercise):
        return _right(story, exercise)
    hint = exercise.wrong.get(NOT_STATED if given is None else str(_plain(given)), "")
    if exercise.kind == "sort" and given is not None:
        wrong = [n for n, (one, right) in enumerate(zip(given, exercise.accept[0], strict=True), 1) if one != right]
        hint = hint or f"Look again at {_numbers(wrong)}: who says so there, and could you name them?"
    if exercise.kind == "date" and given is not None:
        hint = hint or _date_hint(exercise, given)
    return _wrong(story, exercise, hint)


def _date_hint(exercise: Exercise, given: tuple[date, date]) -> str:
    """For days that overlap the right ones: too narrow or too wide."""
    for right in _accepted(exercise):
        if right is not None and given[0] <= right[1] and right[0] <= given[1]:
            narrow = right[0] <= given[0] and given[1] <= right[1]
            return (
                "You chose a part of it: the words leave more days open."
                if narrow
                else "The words fix it more closely than that."
            )
    return ""


def _check_mark(story: Story, exercise: Exercise, given: Any) -> Feedback:
    """Exact, overlapping, right words in a wrong layer, or not in the text."""
    if given is None:
        return (
            _wrong(story, exercise, "It is stated: read once more.")
            if None not in _accepted(exercise)
            else _right(story, exercise)
        )
    wanted = [_key(each) for each in exercise.accept]
    mine = _key(given)
    if mine in wanted:
        return _right(story, exercise)
    if mine not in _key(story.article.text):
        return _wrong(story, exercise, f"“{given.strip()}” does not stand in the text: copy the words as they are.")
    if any(mine in each for each in wanted):
        return _wrong(story, exercise, "Nearly: there are a few words more to it.")
    if any(each in mine for each in wanted):
        return _wrong(story, exercise, "Nearly: you took too many words; which of them do the work?")
    layer = _layer_of(story, given)
    what = f"those words are another thing: {layer}." if layer else "those words do something else."
    return _wrong(story, exercise, exercise.wrong.get(given.strip(), f"They stand in the text, but {what}"))


def _layer_of(story: Story, words: str) -> str:
    """What the machine has marked these words as, if anything."""
    key = _key(words)
    found: list[tuple[Span, str]] = [(each.cue, "a reporting verb") for each in story.attributions]
    found += [(each.source, "a source") for each in story.attributions if each.source is not None]
    found += [(each.evidence, "a hedge") for each in story.hedges]
    found += [(each.evidence, "a quotation") for each in story.quotations]
    found += [(each.evidence, "words of time") for each in story.times]
    found += [(each.evidence, "a place name") for each in story.places]
    return next((name for span, name in found if _key(story.quote(span)) == key), "")


def _check_write(story: Story, exercise: Exercise, given: Any) -> Feedback:
    return Feedback(
        None,
        "There is no single right answer. Compare yours with this one:",
        (exercise.why, *_evidence(story, exercise)),
    )


_CHECKS = {"mark": _check_mark, "write": _check_write}


def _right(story: Story, exercise: Exercise) -> Feedback:
    return Feedback(True, "Right.", (exercise.why, *_evidence(story, exercise)))


def _wrong(story: Story, exercise: Exercise, hint: str) -> Feedback:
    where = dict.fromkeys(_where(story, each) for each in exercise.words)
    again = f"Read again: {', '.join(where)}." if where else "Read the text again."
    return Feedback(False, "Not yet.", tuple(line for line in (hint, again) if line))


def _evidence(story: Story, exercise: Exercise) -> list[str]:
    return [f"{_where(story, each)}: “{each}”" for each in exercise.words]


def _where(story: Story, words: str) -> str:
    at = story.article.text.index(words)
    number = story.paragraph_of(Span(at, at + len(words)))
    return f"paragraph {number}" if number else "the headline"


def _key(words: str) -> str:
    """Words for comparing: one blank between them, straight marks, small letters, no full stop at the end."""
    plain = " ".join(words.replace("’", "'").replace("“", '"').replace("”", '"').split()).lower()
    return plain.strip('".,;: ')


def _numbers(numbers: Sequence[int]) -> str:
    return " and ".join(filter(None, [", ".join(map(str, numbers[:-1])), str(numbers[-1])])) if numbers else ""


# -- the file of answers ---------------------------------------------------------------------------------------------


def _loaded(path: Path) -> dict[str, dict[str, Any]]:
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["format"] != FORMAT or not isinstance(data["answers"], dict):
            raise ValueError
        return {
            str(name): {"answer": each["answer"], "right": each["right"], "tries": int(each["tries"])}
            for name, each in data["answers"].items()
        }
    except (OSError, ValueError, KeyError, TypeError):
        raise StorykitError(f"{str(path)!r} is no file of answers; choose another name, it is left as it is") from None


def _save(path: Path, answers: Mapping[str, Any]) -> None:
    """Write all or nothing: into a file beside it, then in its place."""
    text = json.dumps({"format": FORMAT, "answers": answers}, ensure_ascii=False, indent=1)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False, suffix=".part") as part:
        part.write(text)
    os.replace(part.name, path)


def collect(folder: str | os.PathLike[str]) -> tuple[list[str], list[tuple[str, dict[str, dict[str, Any]]]]]:
    """The answers of a class: the exercises in order, and for each file its name and answers; other files are left alone.

    Raises:
        StorykitError: the folder is missing or holds no file of answers.
    """
    place = Path(folder)
    found = []
    for path in sorted(place.glob("*.json")):
        try:
            found.append((path.stem, _loaded(path)))
        except StorykitError:
            continue
    if not found:
        raise StorykitError(f"{str(folder)!r} holds no file of answers; put the files that students handed in there")
    names = dict.fromkeys(name for _, answers in found for name in answers)
    return sorted(names, key=lambda name: (len(name), name)), found


# -- exercises from findings -----------------------------------------------------------------------------------------


def _several(found: Iterable[T], kind: Callable[[T], object], most: int = 2) -> list[T]:
    """A few of some findings, of as many kinds as there are, in their order."""
    ordered = list(found)
    firsts = list({kind(each): each for each in reversed(ordered)}.values())[::-1]
    chosen = [*firsts, *(each for each in ordered if not any(each is other for other in firsts))][:most]
    return [each for each in ordered if any(each is other for other in chosen)]


def _about_sources(story: Story) -> Iterator[Exercise]:
    """Sort statements by the kind of their source: one for each kind the story has."""
    said = [each for each in story.attributions if each.source and story.paragraph_of(each.cue)]
    statements = Counter(story.sentence_of(each.cue) for each in said)
    clear = [each for each in said if statements[story.sentence_of(each.cue)] == 1]
    firsts = {each.source_kind: each for each in [*reversed(said), *reversed(clear)]}
    chosen = sorted(firsts.values(), key=lambda each: each.cue)
    if len(chosen) > 1:
        words = tuple(story.quote(story.sentence_of(each.cue)) for each in chosen)
        yield Exercise(
            "", "sort", "Who says so? Give each sentence the kind of its source: " + ", ".join(SOURCE_KINDS) + ".",
            "The kind says how we are told, not how good it is.", words, words, ([each.source_kind for each in chosen],),
        )  # fmt: skip


def _about_hedges(story: Story) -> Iterator[Exercise]:
    by_sentence: dict[Span, list[Hedge]] = {}
    for hedge in story.hedges:
        if story.paragraph_of(hedge.evidence):
            by_sentence.setdefault(story.sentence_of(hedge.evidence), []).append(hedge)
    for place, hedges in _several(by_sentence.items(), lambda each: each[1][0].kind):
        sentence, words = story.quote(place), tuple(story.quote(each.evidence) for each in hedges)
        yield Exercise(
            "", "mark", f"Which words make this sentence claim less? “{sentence}”", "Without them it would claim more.",
            (sentence,), (), words, {}, "hedge", (story.paragraph_of(place),),
        )  # fmt: skip


def _about_quotations(story: Story) -> Iterator[Exercise]:
    kinds = (
        "a full clause in the speaker’s own words",
        "a few words picked out by the reporter",
        "words that are nobody’s in this sentence",
    )
    inside = (each for each in story.quotations if story.paragraph_of(each.evidence))
    for each in _several(inside, lambda quotation: quotation.kind):
        words = story.quote(each.evidence)
        yield Exercise(
            "", "choose", f"“{words}”: what stands in the quotation marks?", "The marks say whose wording it is.", (words,), kinds,
            (("direct", "partial", "scare").index(each.kind) + 1,),
        )  # fmt: skip


def _about_dates(story: Story) -> Iterator[Exercise]:
    dated = (each for each in story.events if each.time.first and each.time.last)
    for event in _several(dated, lambda each: each.time.rule):
        ends = dict.fromkeys(str(day) for day in (event.time.first, event.time.last))
        yield Exercise(
            "", "date", f"“{event.label}”: on which day or days, as exactly as the words say?",
            "Worked out from the words of time and the day of publication.",
            (story.quote(event.evidence),), (), ("/".join(ends),),
        )  # fmt: skip


def _about_places(story: Story) -> Iterator[Exercise]:
    seen = set()
    for each in story.places:
        number = story.paragraph_of(each.evidence)
        if number and each.rule != "demonym" and each.usage in ("literal", "associative") and each.usage not in seen:
            seen.add(each.usage)
            sentence = story.quote(story.sentence_of(each.evidence))
            yield Exercise(
                "", "place", f"“{story.quote(each.evidence)}” in “{sentence}”: is it a place, or those who speak for it?",
                "A capital that speaks is not a place on the ground.", (sentence,), ("a place", "a government or its people"),
                (1 if each.usage == "literal" else 2,),
            )  # fmt: skip
