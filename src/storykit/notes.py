"""Notes on a text as W3C Web Annotations: where they stand, how they are written, and how they are found again.

A note is an Annotation of the Web Annotation Data Model (W3C Recommendation of 23 February 2017), kept as it was read, so
that nothing another tool put into it is lost. Its words are held by a TextQuoteSelector (the words, and 32 characters on
either side) and a TextPositionSelector (half-open, in Unicode code points, which are Python's own `str` positions).

When a text has changed, words are looked for by quote. They are found only where they stand unchanged, but for blanks and
the shape of quotation marks and dashes, in surroundings like the ones they had, and nowhere else as well: a note that is
lost is said to be lost, it never slides to other words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from storykit.story import Span, StorykitError

CONTEXT: list[Any] = ["http://www.w3.org/ns/anno.jsonld", {"storykit": "urn:storykit:"}]
VERDICTS = ("confirmed", "rejected", "changed")
FAMILIES = {  # what a note may call a mark: the kind of finding, and its own kind there
    "named source": ("attribution", "named"),
    "anonymous source": ("attribution", "anonymous"),
    "institution": ("attribution", "institution"),
    "document": ("attribution", "document"),
    "second-hand report": ("attribution", "media"),
    "shield": ("hedge", "shield"),
    "approximator": ("hedge", "approximator"),
    "direct quotation": ("quotation", "direct"),
    "partial quotation": ("quotation", "partial"),
    "scare quotes": ("quotation", "scare"),
    "time": ("time", ""),
    "place": ("place", ""),
    "backs": ("stance", "1"),
    "opposes": ("stance", "-1"),
    "unattributed assertion": ("passage", "unattributed"),
    "reporter’s inference": ("passage", "inference"),
    "loaded word": ("passage", "loaded"),
    "background": ("passage", "background"),
    "gap": ("passage", "gap"),
}
KINDS = tuple(FAMILIES)

AROUND = 32  # characters kept on either side of the words
ALIKE = 0.62  # from which two surroundings are versions of one, as the mean of both sides' difflib ratios
APART = 0.12  # by which the best place must be better than the next
NEAR = 5  # characters next to the words, of which one side must be as it was
LONG = 24  # characters of one side that are enough by themselves, where the other has changed
MOST_PLACES = 2_000  # where words stand more often than this, they are not looked for
MOST_BYTES, MOST_NOTES, LONGEST, DEEPEST = 20_000_000, 100_000, 100_000, 20
FOLDED = str.maketrans("‘’‚‛“”„‟«»‐‑‒–—―", '\'\'\'\'""""""------')


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a text with what stands on either side; `role` says what they are to the mark: "source", "cue" …"""

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    role: str = "words"

    @classmethod
    def of(cls, text: str, span: Span, role: str = "words") -> Anchor:
        """The anchor of a span of a text."""
        start, end = span.start, span.end
        return cls(start, end, text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND], role)

    def target(self, source: str) -> dict[str, Any]:
        """The anchor as a target of an annotation of a source."""
        quote = {"type": "TextQuoteSelector", "exact": self.exact, "prefix": self.prefix, "suffix": self.suffix}
        position = {"type": "TextPositionSelector", "start": self.start, "end": self.end}
        role = {} if self.role == "words" else {"storykit:role": self.role}
        return {"source": source, "selector": [quote, position], **role}


class Finder:
    """Finds anchors in one text.

    >>> old, new = "He said no. Later she said yes.", "On Monday he said no, and later  she said yes."
    >>> Finder(new).find(Anchor.of(old, Span(22, 26)))
    Span(start=37, end=41)
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded, self.places = _fold(text)

    def find(self, anchor: Anchor) -> Span | None:
        """Where the anchor's words stand now; None where they are gone, or stand in several places alike."""
        start, end, text = anchor.start, anchor.end, self.text
        if (
            text[start:end] == anchor.exact
            and text[max(0, start - len(anchor.prefix)) : start] == anchor.prefix
            and text[end : end + len(anchor.suffix)] == anchor.suffix
        ):
            return Span(start, end)
        return self._search(anchor)

    def _search(self, anchor: Anchor) -> Span | None:
        prefix, exact, suffix = (_fold(words)[0] for words in (anchor.prefix, anchor.exact, anchor.suffix))
        left, right = prefix + " " * exact.startswith(" "), " " * exact.endswith(" ") + suffix
        exact = exact.strip(" ")
        found = list(self._occurrences(exact, left[-1:], right[:1])) if exact else []
        if not found or len(found) > MOST_PLACES or (len(found) > 1 and not anchor.prefix + anchor.suffix):
            return None
        if not anchor.prefix + anchor.suffix:  # no surroundings to compare
            return Span(self.places[found[0]], self.places[found[0] + len(exact) - 1] + 1)
        ranked = sorted(((self._alike(at, at + len(exact), left, right), at) for at in found), reverse=True)
        if ranked[0][0] < ALIKE or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < APART):
            return None
        at = ranked[0][1]
        return Span(self.places[at], self.places[at + len(exact) - 1] + 1)

    def _occurrences(self, exact: str, before: str, after: str) -> Iterator[int]:
        """Where the words stand, whole words only where they were whole words."""
        begins = not (before.isalnum() and exact[0].isalnum())
        ends = not (after.isalnum() and exact[-1].isalnum())
        at = self.folded.find(exact)
        while at >= 0:
            end = at + len(exact)
            inside = at > 0 and self.folded[at - 1].isalnum() and exact[0].isalnum()
            goes_on = end < len(self.folded) and self.folded[end].isalnum() and exact[-1].isalnum()
            if inside != begins and goes_on != ends:
                yield at
            at = self.folded.find(exact, at + 1)

    def _alike(self, start: int, end: int, left: str, right: str) -> float:
        """How like the surroundings are to those the words had, from 0 to 1; 0 where both neighbours are others."""
        before = self.folded[max(0, start - max(1, len(left))) : start]
        after = self.folded[end : end + max(1, len(right))]
        if before[-NEAR:] != left[-NEAR:] and after[:NEAR] != right[:NEAR]:
            return 0.0
        if (before == left and len(left) >= LONG) or (after == right and len(right) >= LONG):
            return (1 + _ratio(left, before) * _ratio(right, after)) / 2 + ALIKE - 0.5
        return (_ratio(left, before) + _ratio(right, after)) / 2


def _ratio(one: str, other: str) -> float:
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()


def _fold(text: str) -> tuple[str, list[int]]:
    """The text with single blanks and plain marks, and where each of its characters stands in the text."""
    characters: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text.translate(FOLDED)):
        if character.isspace():
            if characters and characters[-1] == " ":
                continue
            character = " "
        characters.append(character)
        places.append(at)
    return "".join(characters), places


@dataclass(frozen=True, slots=True)
class Note:
    """One annotation; `data` is its JSON, everything else is read off it.

    `verdict` is what an assessing note says of a mark: "confirmed", "rejected", or "changed" from the kind `was` to
    `kind`. `kind` is None for a note that tags nothing storykit knows. `names` are the holder and the target of a stance.
    `anchors` is empty for a note on the whole text; the first holds the words that the note is shown with.
    """

    id: str
    motivation: str
    anchors: tuple[Anchor, ...] = ()
    verdict: str | None = None
    kind: str | None = None
    was: str | None = None
    text: str = ""
    tags: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    by: str = ""
    created: str = ""
    data: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def words(self) -> str:
        """The words the note is on, with single blanks; "" for a note on the whole text."""
        return " ".join(self.anchors[0].exact.split()) if self.anchors else ""

    def moved(self, anchors: Sequence[Anchor], source: str) -> Note:
        """The same note at other places of the text."""
        targets = [anchor.target(source) for anchor in anchors]
        kept = self.data.get("target")
        old = [each for each in (kept if isinstance(kept, list) else [kept]) if isinstance(each, dict)]
        merged = [{**before, **{k: v for k, v in new.items() if k != "source" or k not in before}}
                  for before, new in zip(old, targets, strict=False)]  # fmt: skip
        return note_from({**self.data, "target": [*merged, *targets[len(merged) :]]})


def new_note(
    motivation: str,
    anchors: Sequence[Anchor],
    source: str,
    *,
    by: str,
    verdict: str | None = None,
    kind: str | None = None,
    was: str | None = None,
    text: str = "",
    names: Sequence[str] = (),
    rule: str = "",
) -> Note:
    """A note made now.

    Args:
        motivation: "assessing", "tagging" or "commenting".
        anchors: where it stands; the first holds the words it is shown with.
        source: the name of the annotated text.
        by: the pen name of who makes it.
        verdict, kind, was, text, names: as in `Note`.
        rule: the rule by which the machine made the mark, for a note that assesses one.
    """
    bodies = [("assessing", verdict), ("tagging", kind), ("commenting", text)]
    data: dict[str, Any] = {
        "id": f"urn:uuid:{uuid4()}",
        "type": "Annotation",
        "motivation": motivation,
        "created": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "creator": {"type": "Person", "nickname": by},
        "body": [{"type": "TextualBody", "purpose": why, "value": value} for why, value in bodies if value],
        "target": [anchor.target(source) for anchor in anchors],
    }
    extra = {"storykit:was": was, "storykit:names": list(names), "storykit:rule": rule}
    return note_from(data | {name: value for name, value in extra.items() if value})


# -- a page of notes ---------------------------------------------------------------------------------------------------


def text_hash(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal digits."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def page_of(notes: Iterable[Note], text: str) -> dict[str, Any]:
    """Notes as an AnnotationPage, with the hash of the text they were made on."""
    return {
        "@context": CONTEXT,
        "type": "AnnotationPage",
        "storykit:text": {"sha256": text_hash(text), "characters": len(text)},
        "items": [dict(note.data) for note in notes],
    }


def load_page(data: bytes, name: str) -> Any:
    """The JSON of a file from a stranger.

    Args:
        data: the bytes of the file.
        name: the file's name, for errors.

    Raises:
        StorykitError: it is too large or too deep, no UTF-8, or no JSON.
    """
    if len(data) > MOST_BYTES:
        raise StorykitError(f"{name} has {len(data):,} bytes, but notes have at most {MOST_BYTES:,}; split the file")
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise StorykitError(f"{name} is not UTF-8 (byte {error.start}); save it as UTF-8 first") from None
    except RecursionError:
        raise StorykitError(f"{name} is nested too deeply, more than {DEEPEST} levels; it holds no notes") from None
    except ValueError as error:
        raise StorykitError(f"{name} is not JSON ({error}); give a file of notes") from None
    if _depth(found) > DEEPEST:
        raise StorykitError(f"{name} is nested too deeply, more than {DEEPEST} levels; it holds no notes")
    return found


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number in JSON")


def _depth(value: Any) -> int:
    """How many levels deep a value is, without recursion."""
    level, deep = [value], 0
    while level and deep <= DEEPEST:
        level = [
            inner for each in level if isinstance(each, dict | list)
            for inner in (each.values() if isinstance(each, dict) else each)
        ]  # fmt: skip
        deep += 1
    return deep


def notes_of(page: Any, name: str) -> tuple[Note, ...]:
    """The notes of an AnnotationPage, of a list of annotations, or of one annotation.

    Args:
        page: JSON values, as `load_page` gives them.
        name: the file's name, for errors.

    Raises:
        StorykitError: a part is of the wrong type or too long, or two notes have one id; the message names the place.
    """
    items = page.get("items", [page]) if isinstance(page, dict) else page
    if not isinstance(items, list):
        raise StorykitError(f"{name}: items is {_type(items)}, but must be a list of annotations")
    if len(items) > MOST_NOTES:
        raise StorykitError(f"{name} has {len(items):,} notes, but at most {MOST_NOTES:,} are read; split the file")
    found: dict[str, Note] = {}
    for number, item in enumerate(items):
        note = note_from(item, f"{name}: items[{number}]")
        if note.id in found and found[note.id].data != note.data:
            raise StorykitError(
                f"{name}: items[{number}].id is {note.id!r}, which another note has; give it one of its own"
            )
        found[note.id] = note
    return tuple(found.values())


def note_from(data: Any, at: str = "the note") -> Note:
    """The note of one annotation's JSON.

    Args:
        data: a JSON object.
        at: where it stands in its file, for errors.

    Raises:
        StorykitError: a part is of the wrong type or too long.
    """
    item = _object(data, at)
    bodies = [_body(each, f"{at}.body[{n}]") for n, each in enumerate(_list(item.get("body", item.get("bodyValue"))))]
    motivations = _list(item.get("motivation"))
    motivation = _text(motivations[0], f"{at}.motivation") if motivations else "commenting"
    said: dict[str, list[str]] = {}
    for purpose, value in bodies:
        said.setdefault(purpose or motivation, []).append(value)
    verdict = next((value for value in said.get("assessing", []) if value in VERDICTS), None)
    tags = tuple(said.get("tagging", []))
    anchors = tuple(
        anchor for n, each in enumerate(_list(item.get("target")))
        if (anchor := _anchor(each, f"{at}.target[{n}]")) is not None
    )  # fmt: skip
    kind = next((tag for tag in tags if tag in FAMILIES), None)
    return Note(
        id=_text(item["id"], f"{at}.id")
        if item.get("id")
        else f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps(item, sort_keys=True))}",
        motivation=motivation,
        anchors=anchors,
        verdict=verdict,
        kind=kind,
        was=_text(item.get("storykit:was", kind or ""), f"{at}.storykit:was") or None,
        text="\n\n".join(
            value for purpose in said if purpose not in ("tagging", "assessing") for value in said[purpose] if value
        ),
        tags=tags,
        names=tuple(_text(each, f"{at}.storykit:names") for each in _list(item.get("storykit:names"))),
        by=_name(item.get("creator"), f"{at}.creator"),
        created=_text(item.get("created", ""), f"{at}.created"),
        data=item
        if item.get("id")
        else {**item, "id": f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps(item, sort_keys=True))}"},
    )


def _body(body: Any, at: str) -> tuple[str, str]:
    """The purpose and the text of a body."""
    if isinstance(body, str):
        return "", _text(body, at)
    each = _object(body, at)
    purposes = _list(each.get("purpose"))
    purpose = _text(purposes[0], f"{at}.purpose") if purposes else ""
    return purpose, _text(each.get("value", each.get("id", "")), f"{at}.value")


def _anchor(target: Any, at: str) -> Anchor | None:
    """The place of a target; None for one that is the whole source."""
    if isinstance(target, str):
        return None
    each = _object(target, at)
    quote: dict[str, Any] = {}
    position: dict[str, Any] = {}
    for number, selector in enumerate(_list(each.get("selector"))):
        found = _object(selector, f"{at}.selector[{number}]")
        if found.get("type") == "TextQuoteSelector":
            quote = found
        elif found.get("type") == "TextPositionSelector":
            position = found
    if not quote:
        return None
    exact, prefix, suffix = (_text(quote.get(k, ""), f"{at}.selector.{k}") for k in ("exact", "prefix", "suffix"))
    start = _number(position.get("start", 0), f"{at}.selector.start")
    end = _number(position.get("end", start + len(exact)), f"{at}.selector.end")
    if not exact:
        raise StorykitError(f"{at}.selector.exact is empty, but must hold the words of the note")
    return Anchor(start, end, exact, prefix, suffix, _text(each.get("storykit:role", "words"), f"{at}.storykit:role"))


def _name(creator: Any, at: str) -> str:
    for each in _list(creator):
        if isinstance(each, str):
            return _text(each, at)
        found = _object(each, at)
        return _text(found.get("nickname", found.get("name", found.get("id", ""))), at)
    return ""


def _list(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _object(value: Any, at: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise StorykitError(f"{at} is {_type(value)}, but must be an object")
    return value


def _text(value: Any, at: str) -> str:
    if not isinstance(value, str):
        raise StorykitError(f"{at} is {_type(value)}, but must be text")
    if len(value) > LONGEST:
        raise StorykitError(f"{at} has {len(value):,} characters, but at most {LONGEST:,} are read")
    if broken := re.search("[\ud800-\udfff]", value):
        raise StorykitError(f"{at} holds half a character (U+{ord(broken.group()):04X}); write the text anew")
    return value


def _number(value: Any, at: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
        raise StorykitError(f"{at} is {str(value)[:40]!r}, but must be a whole number from 0")
    return value


def _type(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), "nothing" if value is None else "something else")
