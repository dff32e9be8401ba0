"""A person's review of a story: marks confirmed, rejected, changed or added, and notes on words, kept beside the article.

The machine's marks are suggestions. A review never touches them: it holds notes (`storykit.notes`), and `story` is what
the notes make of the machine's story. Every step can be undone, and is saved at once where the review has a file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any
from weakref import WeakMethod

from storykit.files import write_safely
from storykit.notes import FAMILIES, KINDS, Anchor, Finder, Note, load_page, new_note, notes_of, page_of
from storykit.story import (
    Attribution,
    Entity,
    Event,
    Finding,
    Hedge,
    Passage,
    Place,
    Quotation,
    Span,
    Stance,
    Story,
    StorykitError,
    TimeExpression,
)

NAMES: dict[type[Finding], str] = {
    Attribution: "attribution", Hedge: "hedge", Quotation: "quotation", TimeExpression: "time", Place: "place",
    Stance: "stance", Passage: "passage",
}  # fmt: skip
KIND_NAMES = {family: kind for kind, family in FAMILIES.items()}
LONGEST_NAME = 60  # characters of a pen name

Identity = tuple[Any, ...]


def kind_of(finding: Finding) -> str:
    """What a note calls a finding: "anonymous source", "loaded word", "backs" …

    Raises:
        StorykitError: the finding is a mention or an event, which are not reviewed.
    """
    match finding:
        case Attribution():
            return KIND_NAMES["attribution", finding.source_kind]
        case Hedge() | Quotation():
            return KIND_NAMES[NAMES[type(finding)], finding.kind]
        case Stance():
            return KIND_NAMES["stance", str(finding.polarity)]
        case Passage():
            return KIND_NAMES["passage", finding.layer]
        case TimeExpression() | Place():
            return NAMES[type(finding)]
    raise StorykitError("mentions and events are not reviewed; choose a mark of the reading")


def review_path(article: str | os.PathLike[str]) -> Path:
    """Where the review of an article's file is kept: beside it, "update.txt" as "update.review.json"."""
    return Path(article).with_suffix(".review.json")


class Review:
    """The notes on one story, and the story as they make it.

    `by` is the pen name that new notes carry. `lost` are the notes whose words are not in the text any more; they stay
    in the file. A method that takes a finding takes one of `story`, or its key ("hedge-0" is `story.hedges[0]`).
    """

    def __init__(
        self, story: Story, notes: Iterable[Note] = (), path: str | os.PathLike[str] | None = None, by: str = "a reader"
    ) -> None:
        """Review a story.

        Args:
            story: the story as the machine read it.
            notes: the notes to begin with; they are looked for in the text, wherever they stood before.
            path: the file to save every step in; None to keep the review in memory.
            by: a pen name.
        """
        self.machine: Story = story.review.machine if isinstance(story.review, Review) else story
        self.path = None if path is None else Path(path)
        self.by = by
        self._past: list[tuple[Note, ...]] = []
        self._watchers: list[WeakMethod[Callable[[Review], None]]] = []
        self._saved: tuple[Note, ...] = ()
        self._set(tuple(notes))

    @classmethod
    def open(cls, story: Story, path: str | os.PathLike[str], by: str = "a reader") -> Review:
        """The review that a file keeps, empty where there is none yet.

        Raises:
            StorykitError: the file holds no notes, or cannot be read; the message names the place.
        """
        review = cls(story, _load(Path(path)), path, by)
        review._saved = review.notes
        return review

    def attach(self) -> Review:
        """Make this the review that views of the story show."""
        object.__setattr__(self.machine, "review", self)
        return self

    # -- what there is -------------------------------------------------------------------------------------------------

    @property
    def by(self) -> str:
        """The pen name of new notes."""
        return self._by

    @by.setter
    def by(self, name: str) -> None:
        if not isinstance(name, str) or not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
            raise StorykitError(
                f"the pen name {name!r} is not one line of 1 to {LONGEST_NAME} characters; choose another"
            )
        self._by = name.strip()

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.machine.article.text)

    @property
    def notes(self) -> tuple[Note, ...]:
        """Every note, those that are lost too."""
        return self._notes

    @property
    def lost(self) -> tuple[Note, ...]:
        """The notes whose words, or some of them, are not in the text any more."""
        return self._lost

    @property
    def story(self) -> Story:
        """The machine's story with the notes applied; the same object until a note comes or goes."""
        return self._story

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return bool(self._past)

    @property
    def comments(self) -> tuple[tuple[Span | None, Note], ...]:
        """The notes with text of their own, each with its place; None for a note on the whole text."""
        return tuple(
            (self._spans[note.id][0] if note.anchors else None, note)
            for note in self._notes
            if (note.text or not note.kind) and note.id in self._spans
        )

    def about(self, finding: Finding | str) -> tuple[Note, ...]:
        """The notes that judge or made a finding."""
        return tuple(self._about.get(_identity(self.finding(finding)), ()))

    def finding(self, finding: Finding | str) -> Finding:
        """The finding of `story` with a key such as "hedge-0".

        Raises:
            StorykitError: there is none.
        """
        if isinstance(finding, Finding):
            kind_of(finding)
            return finding
        name, _, number = finding.rpartition("-")
        if name in NAMES.values() and number.isdigit() and int(number) < len(found := getattr(self._story, f"{name}s")):
            return found[int(number)]  # type: ignore[no-any-return]
        raise StorykitError(f"there is no mark {finding!r}; give one such as 'hedge-0', or a finding of review.story")

    def values(self) -> dict[Identity, tuple[str, bool]]:
        """For each mark that was judged or added, the kind it was left with, "no mark" for none, and whether it was added."""
        found: dict[Identity, tuple[str, bool]] = {}
        machine = {_identity(each) for name in NAMES.values() for each in getattr(self.machine, f"{name}s")}
        for note in self._notes:
            if note.kind and note.anchors and note.id in self._spans:
                identity = _judges(note, self._spans[note.id])
                found[identity] = (
                    "no mark" if note.verdict == "rejected" else note.kind or "",
                    identity not in machine,
                )
        return found

    def __len__(self) -> int:
        return len(self._notes)

    def __repr__(self) -> str:
        return f"<Review by {self.by}: {self.line()}>"

    def line(self) -> str:
        """What the review holds: "12 notes: 8 confirmed, 2 rejected, 1 changed, 1 added"."""
        counts = dict.fromkeys(("confirmed", "rejected", "changed", "added", "in words"), 0)
        for note in self._notes:
            counts[note.verdict or ("added" if note.kind else "in words")] += 1
        said = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
        lost = f"; {len(self._lost)} of {len(self._notes)} notes lost" if self._lost else ""
        return f"{len(self._notes)} note{'s' * (len(self._notes) != 1)}{': ' * bool(said)}{said}{lost}"

    # -- steps ---------------------------------------------------------------------------------------------------------

    def confirm(self, *findings: Finding | str) -> None:
        """Say that marks are right."""
        for each in [self.finding(each) for each in findings]:
            self._judge(each, "confirmed")

    def reject(self, *findings: Finding | str) -> None:
        """Say that marks are wrong; a mark that a person added is taken back instead."""
        for each in [self.finding(each) for each in findings]:
            if each.status == "added":
                self.take_back(each)
            else:
                self._judge(each, "rejected")

    def change(self, finding: Finding | str, kind: str) -> Note:
        """Say that a mark is of another kind, one of `storykit.notes.KINDS`.

        Raises:
            StorykitError: there is no such kind, or a stance would become something else, or something else a stance.
        """
        each = self.finding(finding)
        _check_kind(kind)
        was = kind_of(each)
        if (FAMILIES[was][0] == "stance") != (FAMILIES[kind][0] == "stance"):
            raise StorykitError(
                f"{was!r} cannot become {kind!r}: a stance has a holder and a target; reject it and add a mark"
            )
        if each.status == "added":
            made = self._new("tagging", self._anchors(each), kind=kind, names=_names(each))
            self._do(tuple(note for note in self._notes if note not in self.about(each)) + (made,))
            return made
        return self._judge(each, "changed", kind)

    def add(self, words: str | Span, kind: str, *, holder: str = "", target: str = "") -> Note:
        """Add a mark that the machine did not make; where it made one on these words, say that it is of this kind.

        Args:
            words: a span of the text, or words that stand in it once.
            kind: one of `storykit.notes.KINDS`.
            holder, target: the names of entities, for "backs" and "opposes" only.

        Raises:
            StorykitError: the words are not in the text or stand in it more than once, or the kind is not known.
        """
        _check_kind(kind)
        names: tuple[str, ...] = ()
        if FAMILIES[kind][0] == "stance":
            names = (self.machine.entity(holder).name, self.machine.entity(target).name)
        anchor, family = self._anchor(words), FAMILIES[kind][0]
        span = Span(anchor.start, anchor.end)
        for each in getattr(self._story, f"{family}s") if family != "stance" else ():
            if _parts(each)[0][1] == span:
                return self.change(each, kind)
        made = self._new("tagging", (anchor,), kind=kind, names=names)
        self._do((*self._notes, made))
        return made

    def comment(self, on: Finding | str | Span | None, text: str) -> Note:
        """Write a note on a finding, on words, or, for None, on the whole text.

        Raises:
            StorykitError: the note is empty, or its words are not to be found.
        """
        if not text.strip():
            raise StorykitError("the note is empty; write what you want to say")
        if isinstance(on, Finding):
            anchors: tuple[Anchor, ...] = self._anchors(on)[:1]
        else:
            anchors = () if on is None else (self._anchor(on),)
        made = self._new("commenting", anchors, text=text.strip())
        self._do((*self._notes, made))
        return made

    def join(self, notes: Iterable[Note]) -> None:
        """Take in notes from elsewhere (`storykit.exchange`, another review); those that are here already stay as they are."""
        known = {note.id for note in self._notes}
        if new := tuple(note for note in notes if note.id not in known):
            self._do((*self._notes, *new))

    def take_back(self, what: Finding | Note | str) -> None:
        """Remove a note, or every judgement on a finding; `undo` brings them back.

        Raises:
            StorykitError: there is nothing to take back.
        """
        gone = (what,) if isinstance(what, Note) else self.about(what)
        kept = tuple(note for note in self._notes if note not in gone)
        if len(kept) == len(self._notes):
            raise StorykitError("there is nothing to take back: nobody has judged this mark")
        self._do(kept)

    def undo(self) -> None:
        """Take the last step back.

        Raises:
            StorykitError: there is none.
        """
        if not self._past:
            raise StorykitError("there is nothing to undo")
        self._set(self._past.pop())
        self._keep()

    # -- the file ------------------------------------------------------------------------------------------------------

    def page(self) -> dict[str, Any]:
        """The notes as a W3C AnnotationPage: plain JSON values."""
        return page_of(self._notes, self.machine.article.text)

    def save(self, path: str | os.PathLike[str] | None = None) -> Path:
        """Write the notes, all at once or not at all, and keep what somebody else wrote to the file meanwhile.

        Args:
            path: the file; by default the one the review was opened with. A file with other notes gets these as well.

        Raises:
            StorykitError: there is no file to save to, it cannot be written, or it holds something other than notes.
        """
        chosen = self.path if path is None else Path(path)
        if chosen is None:
            raise StorykitError("this review has no file yet; name one: review.save('NAME.review.json')")
        theirs = {note.id: note for note in _load(chosen)}
        base = {note.id for note in self._saved} if chosen == self.path else set()
        mine = {note.id for note in self._notes}
        new = [note for note in theirs.values() if note.id not in base | mine]
        kept = [
            note
            for note in self._notes
            if note.id not in base or note.id in theirs or chosen != self.path or not theirs
        ]
        if new or len(kept) < len(self._notes):
            self._set((*kept, *new))
        try:
            write_safely(chosen, json.dumps(self.page(), ensure_ascii=False, indent=1) + "\n")
        except OSError as error:
            raise StorykitError(f"{str(chosen)!r} cannot be written: {error.strerror}; save it elsewhere") from None
        self.path, self._saved = chosen, self._notes
        return chosen

    # -- inside --------------------------------------------------------------------------------------------------------

    def _do(self, notes: tuple[Note, ...]) -> None:
        self._past.append(self._notes)
        self._set(notes)
        self._keep()

    def observe(self, call: Callable[[Review], None]) -> None:
        """Call a bound method after every step, for as long as its object lives."""
        self._watchers.append(WeakMethod(call))

    def _keep(self) -> None:
        if self.path is not None:
            self.save()
        for watcher in self._watchers:
            if (call := watcher()) is not None:
                call(self)

    def _set(self, notes: tuple[Note, ...]) -> None:
        """Find every note in the text, and apply those that are found."""
        text, source = self.machine.article.text, self.source
        self._spans: dict[str, tuple[Span, ...]] = {}
        found, lost = [], []
        for note in notes:
            spans = [self._finder.find(anchor) for anchor in note.anchors]
            whole = [span for span in spans if span is not None]
            if len(whole) < len(spans):
                lost.append(note)
            else:
                self._spans[note.id] = tuple(whole)
                if any((a.start, a.end) != (s.start, s.end) for a, s in zip(note.anchors, whole, strict=True)):
                    pairs = zip(whole, note.anchors, strict=True)
                    note = note.moved([Anchor.of(text, span, anchor.role) for span, anchor in pairs], source)
            found.append(note)
        self._notes, self._lost = tuple(found), tuple(lost)
        judging = [note for note in found if note.kind and note.id in self._spans and note.anchors]
        self._about: dict[Identity, list[Note]] = {}
        for note in judging:
            for identity in {_judges(note, self._spans[note.id]), _makes(note, self._spans[note.id])}:
                self._about.setdefault(identity, []).append(note)
        self._story = self.machine
        if judging:
            story = _apply(self.machine, [(note, self._spans[note.id]) for note in judging])
            self._story = replace(story, review=self)

    @property
    def source(self) -> str:
        """The name that notes call the text by."""
        return "article" if self.path is None else self.path.name.removesuffix(".review.json") + ".txt"

    def _judge(self, finding: Finding | str, verdict: str, kind: str | None = None) -> Note:
        each = self.finding(finding)
        if each.status == "added":  # whoever added a mark holds it right
            return self.about(each)[0]
        before = [note for note in self.about(each) if note.verdict]
        first = before[0] if before else None
        was = (first and first.was) or kind_of(each)
        now = was if verdict == "rejected" else kind or kind_of(each)
        made = self._new(
            "assessing",
            first.anchors if first else self._anchors(each),
            verdict=verdict if verdict == "rejected" else "confirmed" if now == was else "changed",
            kind=now,
            was=None if now == was else was,
            names=first.names if first else _names(each),
            rule=each.rule,
        )
        self._do(tuple(note for note in self._notes if note not in before) + (made,))
        return made

    def _new(self, motivation: str, anchors: Sequence[Anchor], **parts: Any) -> Note:
        return new_note(motivation, anchors, self.source, by=self.by, **parts)

    def _anchors(self, finding: Finding) -> tuple[Anchor, ...]:
        text = self.machine.article.text
        return tuple(Anchor.of(text, span, role) for role, span in _parts(finding))

    def _anchor(self, words: str | Span) -> Anchor:
        text = self.machine.article.text
        if isinstance(words, Span):
            if words.end > len(text):
                raise StorykitError(f"{words} lies behind the text's {len(text)} characters")
            return Anchor.of(text, words)
        count = text.count(words) if words else 0
        if count != 1:
            raise StorykitError(
                f"{words!r} stands {count} times in the text; give words that stand there once, or a Span"
            )
        return Anchor.of(text, Span(text.index(words), text.index(words) + len(words)))


def review_of(story: Story) -> Review:
    """The review a story is seen through; a new one, in memory, for a story without."""
    if not isinstance(story.review, Review):
        Review(story).attach()
    assert isinstance(story.review, Review)
    return story.review


def reviewed(story: Story) -> Story:
    """A story as its review makes it now."""
    return story.review.story if isinstance(story.review, Review) else story


# -- what a note is about ----------------------------------------------------------------------------------------------


def _parts(finding: Finding) -> tuple[tuple[str, Span], ...]:
    """The spans that make a finding, each with its role; the first is shown."""
    if isinstance(finding, Attribution):
        source = [("source", finding.source)] if finding.source else []
        return (*source, ("cue", finding.cue), *(("content", part) for part in finding.content))
    if isinstance(finding, Stance):
        return (("cue", finding.cue), ("evidence", finding.evidence))
    return (("words", finding.evidence),)


def _names(finding: Finding) -> tuple[str, ...]:
    return (finding.holder.name, finding.target.name) if isinstance(finding, Stance) else ()


def _identity(finding: Finding) -> Identity:
    """What tells a finding from every other one of its story: what it is, and the words that make it."""
    layer = finding.layer if isinstance(finding, Passage) else ""
    held = [span for role, span in _parts(finding) if role not in ("content", "evidence")]
    return (NAMES[type(finding)] + layer, _names(finding), tuple(dict.fromkeys(held)))


def _judges(note: Note, spans: Sequence[Span]) -> Identity:
    """The identity of the machine's finding that a note judges, or would confirm."""
    return _named(note.was or note.kind or "", note, spans)


def _makes(note: Note, spans: Sequence[Span]) -> Identity:
    """The identity of the finding that a note leads to."""
    return _named(note.kind or "", note, spans if FAMILIES[note.kind or ""][0] == "attribution" else spans[:1])


def _named(name: str, note: Note, spans: Sequence[Span]) -> Identity:
    family, kind = FAMILIES.get(name, (name, ""))
    held = [s for a, s in zip(note.anchors, spans, strict=False) if a.role not in ("content", "evidence")]
    return (family + (kind if family == "passage" else ""), note.names, tuple(dict.fromkeys(held)))


# -- a story with its notes --------------------------------------------------------------------------------------------


def _apply(machine: Story, notes: Sequence[tuple[Note, tuple[Span, ...]]]) -> Story:
    """The machine's story as notes make it; of several notes on one mark the last counts."""
    judged = {_judges(note, spans): (note, spans) for note, spans in notes}
    made: list[Finding | None] = []
    kept: dict[int, Finding | None] = {}
    for name in NAMES.values():
        for each in getattr(machine, f"{name}s"):
            note, spans = judged.pop(_identity(each), (None, ()))
            if note is None or (note.verdict is None and note.kind == kind_of(each)):
                kept[id(each)] = replace(each, status="confirmed") if note else each
            elif note.verdict == "rejected":
                kept[id(each)] = None
            else:
                kept[id(each)] = _changed(each, note)
                if kept[id(each)] is None:
                    made.append(_made(machine, note, spans))
    made += [_made(machine, note, spans) for note, spans in judged.values() if note.verdict != "rejected"]
    return _rebuilt(machine, kept, [each for each in made if each is not None])


def _changed(finding: Finding, note: Note) -> Finding | None:
    """A finding confirmed, or of another kind in its own family; None where the kind belongs to another family."""
    family, kind = FAMILIES[note.kind or ""]
    if NAMES[type(finding)] != family:
        return None
    match finding:
        case Attribution():
            return replace(finding, status="confirmed", source_kind=kind)
        case Hedge() | Quotation():
            return replace(finding, status="confirmed", kind=kind)
        case Stance():
            return replace(finding, status="confirmed", polarity=int(kind))
        case Passage():
            return replace(finding, status="confirmed", layer=kind)
    return replace(finding, status="confirmed")


def _made(machine: Story, note: Note, spans: Sequence[Span]) -> Finding | None:
    """The finding that a note alone makes; None for a stance whose holder or target the story does not have."""
    family, kind = FAMILIES[note.kind or ""]
    by_role: dict[str, list[Span]] = {}
    for anchor, span in zip(note.anchors, spans, strict=True):
        by_role.setdefault(anchor.role, []).append(span)
    first = spans[0]
    base: dict[str, Any] = {
        "evidence": first, "rule": f"added by {note.by or 'a reader'}", "status": "confirmed" if note.verdict else "added",
    }  # fmt: skip
    match family:
        case "attribution":
            source = by_role.get("source", [None if "cue" in by_role else first])[0]
            words = "" if source is None else " ".join(machine.quote(source).split())
            return Attribution(
                **base, source=source, cue=by_role.get("cue", [first])[0], content=tuple(by_role.get("content", ())),
                who=_entity_in(machine, source), source_kind=kind, nested_source=("writer", words) if words else ("writer",),
            )  # fmt: skip
        case "hedge":
            return Hedge(**base, kind=kind)
        case "quotation":
            return Quotation(**base, kind=kind)
        case "time":
            return TimeExpression(**base, type="DATE", value="XXXX-XX-XX")
        case "place":
            name = " ".join(machine.quote(first).split())
            return Place(**base, name=name, country=None, latitude=None, longitude=None, usage="literal")
        case "passage":
            return Passage(**base, layer=kind, note=note.text)
    named = {entity.name: entity for entity in machine.entities}
    if len(note.names) != 2 or not set(note.names) <= set(named):
        return None
    return Stance(**base, holder=named[note.names[0]], target=named[note.names[1]], polarity=int(kind), cue=first)


def _entity_in(machine: Story, source: Span | None) -> Entity | None:
    """The one entity that is mentioned in the words of a source."""
    if source is None:
        return None
    found = [each for each in machine.entities if any(source.covers(m.evidence) for m in each.mentions)]
    return found[0] if len(found) == 1 else None


def _rebuilt(machine: Story, kept: dict[int, Finding | None], made: Sequence[Finding]) -> Story:
    """A story of what was kept and what was made, in which findings point at the ones that are there."""

    def now(finding: Any) -> Any:
        return None if finding is None else kept.get(id(finding), finding)

    points: dict[str, Callable[[Any], Any]] = {
        "quotation": lambda each: replace(each, attribution=now(each.attribution)),
        "hedge": lambda each: replace(each, whose=now(each.whose)),
        "stance": lambda each: replace(each, voice=now(each.voice)),
    }
    found: dict[str, Any] = {}
    for kind, name in NAMES.items():
        old = [kept[id(each)] for each in getattr(machine, f"{name}s")]
        same = [points[name](each) if name in points else each for each in old if each is not None]
        new = [each for each in made if isinstance(each, kind)]
        found[f"{name}s"] = tuple(sorted([*same, *new], key=lambda each: each.evidence) if new else same)
    events: list[Event] = [
        replace(each, time=now(each.time), voice=now(each.voice))
        for each in machine.events
        if now(each.time) is not None
    ]
    return replace(machine, **found, events=tuple(events))


def _check_kind(kind: str) -> None:
    if kind not in FAMILIES:
        raise StorykitError(f"there is no kind of mark {kind!r}; use one of {', '.join(map(repr, KINDS))}")


# -- files -------------------------------------------------------------------------------------------------------------


def _load(path: Path) -> tuple[Note, ...]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise StorykitError(f"{str(path)!r} cannot be read ({error.strerror}); check its permissions") from None
    return notes_of(load_page(data, path.name), path.name)
