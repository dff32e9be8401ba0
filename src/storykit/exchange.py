"""Notes to and from other tools: what Hypothesis exports, and Recogito's text annotations.

Hypothesis: the rows of its API's search answer (`{"total": …, "rows": […]}`), a list of rows, or one row; a row has `text`,
`tags`, `user`, and targets with the W3C selectors. Recogito (text-annotator-js): annotations with `bodies` and a `target`
whose selectors have `quote`, `start` and `end`; its W3C adapter's annotations are read by `storykit.notes` as they are.

A note remembers the object it came from, and goes back into it: what storykit has no word for comes out as it went in.
Both tools count offsets in UTF-16 units of the text they show, storykit in code points of the article; notes are found by
their words, and offsets are converted on the way out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from storykit.notes import MOST_NOTES, Anchor, Note, note_from
from storykit.story import StorykitError

ORIGIN = "storykit:origin"
MARK = "storykit "  # before a tag that says what storykit does with a note


def from_hypothesis(data: Any, name: str = "the export") -> tuple[Note, ...]:
    """Notes of what Hypothesis exports.

    Args:
        data: JSON values: an answer of its search, a list of rows, or one row.
        name: the file's name, for errors.

    Raises:
        StorykitError: a part is of the wrong type; the message names the place.
    """
    rows = data.get("rows", data.get("annotations", [data])) if isinstance(data, dict) else data
    return tuple(_from_row(row, f"{name}: rows[{number}]") for number, row in enumerate(_some(rows, name, "rows")))


def to_hypothesis(notes: Iterable[Note], text: str) -> dict[str, Any]:
    """Notes as an answer of Hypothesis' search.

    Args:
        notes: the notes; those that came from Hypothesis go back as they came.
        text: the article's text, for offsets.
    """
    rows = [_to_row(note, text) for note in notes]
    return {"total": len(rows), "rows": rows}


def from_recogito(data: Any, text: str, name: str = "the export") -> tuple[Note, ...]:
    """Notes of Recogito's text annotations.

    Args:
        data: JSON values: a list of annotations, or one.
        text: the article's text, for offsets.
        name: the file's name, for errors.

    Raises:
        StorykitError: a part is of the wrong type; the message names the place.
    """
    items = [data] if isinstance(data, dict) else data
    return tuple(
        _from_recogito(each, text, f"{name}: [{n}]") for n, each in enumerate(_some(items, name, "annotations"))
    )


def to_recogito(notes: Iterable[Note], text: str) -> list[dict[str, Any]]:
    """Notes as Recogito's text annotations.

    Args:
        notes: the notes; those that came from Recogito go back as they came.
        text: the article's text, for offsets.
    """
    return [_to_recogito(note, text) for note in notes]


# -- Hypothesis --------------------------------------------------------------------------------------------------------


def _from_row(row: Any, at: str) -> Note:
    item = _object(row, at)
    tags = [_word(tag, f"{at}.tags") for tag in _some(item.get("tags", []), at, "tags")]
    ours = {name: value for tag in tags if tag.startswith(MARK) for name, _, value in [tag[len(MARK) :].partition(" ")]}
    text, user = (_word("" if item.get(name) is None else item[name], f"{at}.{name}") for name in ("text", "user"))
    plain = [tag for tag in tags if not tag.startswith(MARK)]
    bodies = [("assessing", ours.get("verdict", "")), *(("tagging", tag) for tag in plain), ("commenting", text)]
    targets = _some(item.get("target", []), at, "target")
    note = {
        "id": item.get("id") or None,
        "type": "Annotation",
        "motivation": "assessing" if "verdict" in ours else "commenting" if text else "tagging",
        "created": item.get("created") or "",
        "creator": {"type": "Person", "nickname": user.removeprefix("acct:").partition("@")[0]},
        "body": [{"type": "TextualBody", "purpose": why, "value": value} for why, value in bodies if value],
        "target": [each for each in targets if isinstance(each, dict) and each.get("selector")],
        "storykit:names": [ours[name] for name in ("holder", "target") if name in ours],
        "storykit:was": ours.get("was") or None,
        "storykit:rule": ours.get("rule") or None,
        ORIGIN: {"tool": "hypothesis", "row": item},
    }
    return note_from({name: value for name, value in note.items() if value is not None}, at)


def _to_row(note: Note, text: str) -> dict[str, Any]:
    row = _origin(note, "hypothesis")
    if row and _from_row(row, "the note") == note:
        return row
    names = zip(("holder", "target"), note.names, strict=False)
    ours = [("verdict", note.verdict), ("was", note.was if note.was != note.kind else None), *names,
            ("rule", note.data.get("storykit:rule"))]  # fmt: skip
    made = {
        "id": note.id,
        "created": note.created,
        "updated": note.created,
        "user": f"acct:{note.by}@storykit",
        "uri": "",
    }
    said = {
        "text": note.text,
        "tags": [*note.tags, *(f"{MARK}{name} {value}" for name, value in ours if value)],
        "target": [_target(anchor, text) for anchor in note.anchors],
    }
    return {**made, **row, **said}


def _target(anchor: Anchor, text: str) -> dict[str, Any]:
    target = anchor.target("")
    target["selector"][1] |= {"start": _units(text, anchor.start), "end": _units(text, anchor.end)}
    return target


# -- Recogito ----------------------------------------------------------------------------------------------------------


def _from_recogito(data: Any, text: str, at: str) -> Note:
    item = _object(data, at)
    target = _object(item.get("target", {}), f"{at}.target")
    bodies = [_object(each, f"{at}.bodies") for each in _some(item.get("bodies", []), at, "bodies")]
    anchors = []
    for number, each in enumerate(_some(target.get("selector", []), at, "target.selector")):
        selector = _object(each, f"{at}.target.selector[{number}]")
        quote = {"type": "TextQuoteSelector", "exact": selector.get("quote", ""),
                 "prefix": selector.get("quotePrefix", ""), "suffix": selector.get("quoteSuffix", "")}  # fmt: skip
        start, end = (_points(text, selector.get(edge, 0)) for edge in ("start", "end"))
        place = {"type": "TextPositionSelector", "start": start, "end": end}
        role = selector.get("storykit:role")
        anchors.append({"source": "", "selector": [quote, place], **({"storykit:role": role} if role else {})})
    note = {
        "id": item.get("id"),
        "type": "Annotation",
        "motivation": next((b["purpose"] for b in bodies if b.get("purpose")), "highlighting"),
        "created": target.get("created") or "",
        "creator": _creator(target.get("creator") or next((b["creator"] for b in bodies if b.get("creator")), None)),
        "body": [
            {"type": "TextualBody", "purpose": b.get("purpose", "commenting"), "value": b.get("value", "")} for b in bodies
        ],
        "target": anchors,
        ORIGIN: {"tool": "recogito", "row": item},
    }  # fmt: skip
    ours = _object(item.get("properties") or {}, f"{at}.properties")
    note |= {name: value for name, value in ours.items() if name in ("storykit:was", "storykit:names", "storykit:rule")}
    return note_from({name: value for name, value in note.items() if value is not None}, at)


def _creator(value: Any) -> Any:
    """Recogito's user, {"id", "name"}, as a person."""
    if isinstance(value, dict):
        return {"type": "Person", "nickname": value.get("name") or value.get("id") or ""}
    return value


def _to_recogito(note: Note, text: str) -> dict[str, Any]:
    row = _origin(note, "recogito")
    if row and _from_recogito(row, text, "the note") == note:
        return row
    user = {"id": note.by, "name": note.by}
    said = [("assessing", note.verdict), *(("tagging", tag) for tag in note.tags), ("commenting", note.text)]
    bodies = [
        {"id": f"{note.id}#{number}", "annotation": note.id, "purpose": why, "value": value, "created": note.created, "creator": user}
        for number, (why, value) in enumerate(said) if value
    ]  # fmt: skip
    selectors = [
        {"quote": a.exact, "quotePrefix": a.prefix, "quoteSuffix": a.suffix, "start": _units(text, a.start), "end": _units(text, a.end),
         **({"storykit:role": a.role} if a.role != "words" else {})}
        for a in note.anchors
    ]  # fmt: skip
    ours = {name: note.data[name] for name in ("storykit:was", "storykit:names", "storykit:rule") if name in note.data}
    target = {"annotation": note.id, "selector": selectors, "creator": user, "created": note.created}
    made = {"id": note.id, "bodies": bodies, "target": target, **({"properties": ours} if ours else {})}
    return {**row, **made, "target": {**row.get("target", {}), **target}} if row else made


# -- shared ------------------------------------------------------------------------------------------------------------


def _origin(note: Note, tool: str) -> dict[str, Any]:
    """The object of a tool that a note came from, empty for none."""
    origin = note.data.get(ORIGIN)
    if not isinstance(origin, dict) or origin.get("tool") != tool or not isinstance(origin.get("row"), dict):
        return {}
    return dict(origin["row"])


def _points(text: str, units: Any) -> Any:
    """A position in code points, from one in UTF-16 units; what is no position stays, to be refused later."""
    if not isinstance(units, int) or isinstance(units, bool) or units < 0:
        return units
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "replace"))


def _units(text: str, at: int) -> int:
    """A position in UTF-16 units."""
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def _object(value: Any, at: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise StorykitError(f"{at} is not an object, as an annotation of another tool is; give the tool's own export")
    return value


def _some(value: Any, at: str, what: str) -> Sequence[Any]:
    if not isinstance(value, list):
        raise StorykitError(f"{at}: {what} is not a list; give the tool's own export")
    if len(value) > MOST_NOTES:
        raise StorykitError(
            f"{at}: {what} has {len(value):,} entries, but at most {MOST_NOTES:,} are read; split the file"
        )
    return value


def _word(value: Any, at: str) -> str:
    if not isinstance(value, str):
        raise StorykitError(f"{at} is not text; give the tool's own export")
    return value
