"""Notes: found again in a changed text or said to be lost, read from strangers with care, and written as W3C pages."""

import json
import random
import re
from pathlib import Path

import pytest
from edits import edited, follow
from paths import DATA

import storykit
from storykit.notes import DEEPEST, Anchor, Finder, load_page, new_note, note_from, notes_of, page_of
from storykit.review import NAMES, _parts
from storykit.story import Span, StorykitError

TEXT = "The mayor said no. A clerk said “yes”.\n\nLater the mayor said nothing; the clerk said that he – an old man – was tired."


def anchor(words: str, number: int = 0) -> Anchor:
    """The anchor of the words where they stand for the nth time."""
    start = [match.start() for match in re.finditer(re.escape(words), TEXT)][number]
    return Anchor.of(TEXT, Span(start, start + len(words)))


@pytest.mark.parametrize(
    ("words", "number", "change", "found"),
    [
        ("said", 0, lambda text: text, "The mayor [said] no."),
        ("said", 2, lambda text: "Today. " + text, "the mayor [said] nothing"),
        ("said", 1, lambda text: text.replace("The mayor said no. ", ""), "A clerk [said] “yes”"),
        ("said", 1, lambda text: text.replace("A clerk said “yes”.", ""), None),
        ("“yes”", 0, lambda text: text.replace("“", '"').replace("”", '"'), 'said ["yes"]'),
        ("an old man", 0, lambda text: text.replace("–", "-").replace(" ", "\n"), "-\n[an\nold\nman]\n-"),
        ("the clerk said", 0, lambda text: text.replace("the clerk said", "the clerk has said"), None),
        ("no", 0, lambda text: text.replace("said no.", "said nothing."), None),
        ("nothing", 0, lambda text: text.replace("nothing", "nothings"), None),
        ("Later", 0, lambda text: "\n\n".join(reversed(text.split("\n\n"))), "[Later] the mayor"),
    ],
)
def test_words_are_found_where_they_were_meant_or_not_at_all(words, number, change, found) -> None:  # type: ignore[no-untyped-def]
    """Surroundings decide between equal words; words that were changed are not found."""
    new = change(TEXT)
    span = Finder(new).find(anchor(words, number))
    marked = None if span is None else f"{new[: span.start]}[{new[span.start : span.end]}]{new[span.end :]}"
    assert (marked is None and found is None) or (marked is not None and found is not None and found in marked)


def test_after_a_thousand_edits_no_mark_slides_to_other_words() -> None:
    """Every mark of the first story, through a thousand edited texts: right or reported, wrong in at most 5 of 1,000."""
    text = (DATA / "update.txt").read_text("utf-8")
    story = storykit.read(text)
    spans = sorted({span for name in NAMES.values() for each in getattr(story, f"{name}s") for _, span in _parts(each)})
    chance, words = random.Random(2019), re.findall(r"\w+", text)
    chosen = [(span, Anchor.of(text, span)) for span in chance.sample(spans, 30)]
    right = lost = missed = wrong = 0
    for _ in range(1000):
        new, moved = text, list(range(len(text)))
        for _ in range(chance.choice([1, 1, 2, 3, 5])):
            new, step = edited(new, chance, words)
            moved = [None if place is None else step[place] for place in moved]
        finder = Finder(new)
        for span, each in chosen:
            wanted, found = follow(moved, span), finder.find(each)
            right += found == wanted is not None
            lost += found is None and wanted is None
            missed += found is None and wanted is not None
            wrong += found is not None and found != wanted
    total = right + lost + missed + wrong
    assert total == 30_000 and wrong <= 0.005 * total and missed <= 0.03 * total and right >= 0.7 * total


def test_without_surroundings_words_must_stand_once_or_where_they_stood() -> None:
    """What another tool gives without a prefix and suffix is found by its place, or where it stands once."""
    assert Finder(TEXT).find(Anchor(4, 9, "mayor")) == Span(4, 9)
    assert Finder(TEXT).find(Anchor(5, 10, "mayor")) is None
    assert Finder(TEXT).find(Anchor(0, 3, "old")) == Span(TEXT.index("old"), TEXT.index("old") + 3)


NOTE = new_note("assessing", [anchor("said")], "x.txt", by="Ana", verdict="confirmed", kind="shield")


def test_a_page_is_a_w3c_annotation_page() -> None:
    """The page names its context; each annotation has motivation, creator, bodies with purposes and both selectors."""
    page = page_of([NOTE], TEXT)
    item = page["items"][0]
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld" and page["type"] == "AnnotationPage"
    assert page["storykit:text"]["characters"] == len(TEXT) and len(page["storykit:text"]["sha256"]) == 64
    assert (item["type"], item["motivation"], item["creator"]) == (
        "Annotation",
        "assessing",
        {"type": "Person", "nickname": "Ana"},
    )
    assert [(body["purpose"], body["value"]) for body in item["body"]] == [
        ("assessing", "confirmed"),
        ("tagging", "shield"),
    ]
    quote, position = item["target"][0]["selector"]
    assert (
        quote["exact"] == "said"
        and quote["prefix"] == "The mayor "
        and TEXT[position["start"] : position["end"]] == "said"
    )
    assert notes_of(json.loads(json.dumps(page)), "x") == (NOTE,)


def test_what_other_tools_wrote_into_a_note_is_kept() -> None:
    """Keys nobody knows come out as they went in, when the note is found at another place too."""
    data = {**NOTE.data, "rights": "CC", "stylesheet": {"x": [1]}}
    moved = note_from(data).moved([anchor("said", 1)], "x.txt")
    assert (
        moved.data["rights"] == "CC"
        and moved.data["stylesheet"] == {"x": [1]}
        and moved.anchors[0].start == anchor("said", 1).start
    )


def deep(levels: int) -> bytes:
    """JSON of so many levels."""
    return b"[" * levels + b"]" * levels


BAD = [
    (b"\xff\xfe", "is not UTF-8"),
    (b"{", "is not JSON"),
    (b"NaN", "is not JSON"),
    (b"[1" + b"0" * 5000 + b"]", "is not JSON"),
    (deep(DEEPEST + 2), "nested too deeply"),
    (deep(100_000), "nested too deeply"),
    (b'{"items": 3}', "items is a number"),
    (b"[3]", "items[0] is a number"),
    (b'[{"body": [{"value": 3}]}]', "items[0].body[0].value is a number"),
    (b'[{"body": [3]}]', "items[0].body[0] is a number"),
    (b'[{"motivation": {}}]', "items[0].motivation is an object"),
    (b'[{"target": 3}]', "items[0].target[0] is a number"),
    (b'[{"target": {"selector": 3}}]', "items[0].target[0].selector[0] is a number"),
    (b'[{"target": {"selector": {"type": "TextQuoteSelector"}}}]', "items[0].target[0].selector.exact is empty"),
    (b'[{"target": {"selector": {"type": "TextQuoteSelector", "exact": ["a"]}}}]', "selector.exact is a list"),
    (b'[{"target": {"selector": [{"type": "TextQuoteSelector", "exact": "a"}, {"type": "TextPositionSelector", "start": -1}]}}]',
     "selector.start is '-1'"),
    (b'[{"target": {"selector": [{"type": "TextQuoteSelector", "exact": "a"}, {"type": "TextPositionSelector", "start": true}]}}]',
     "selector.start is 'True'"),
    (b'[{"id": "a"}, {"id": "a", "motivation": "tagging"}]', "items[1].id is 'a', which another note has"),
    (rb'[{"body": {"value": "\ud800"}}]', "items[0].body[0].value holds half a character (U+D800)"),
    (json.dumps([{"body": {"value": "x" * 100_001}}]).encode(), "items[0].body[0].value has 100,001 characters"),
    (b'[{"creator": 3}]', "items[0].creator is a number"),
    (b'[{"storykit:names": [3]}]', "items[0].storykit:names is a number"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "words"), BAD, ids=[words for _, words in BAD])
def test_a_strangers_file_is_refused_with_its_place(data: bytes, words: str) -> None:
    """Size, depth and types are checked, and the error names the file and the place."""
    with pytest.raises(StorykitError) as error:
        notes_of(load_page(data, "her.review.json"), "her.review.json")
    assert words in str(error.value) and "her.review.json" in str(error.value)


def test_a_file_that_is_too_large_is_refused() -> None:
    """20 MB are more than anybody writes."""
    with pytest.raises(StorykitError, match="bytes, but notes have at most"):
        load_page(b" " * 20_000_001, "x")


@pytest.mark.parametrize(
    "item",
    [
        {"target": "http://example.org/"}, {"bodyValue": "nice"}, {"body": "nice", "target": ["http://example.org/"]}, {},
        {"body": {"type": "TextualBody", "value": "nice", "purpose": ["commenting"]}, "motivation": ["commenting", "x"]},
        {"creator": "me"}, {"creator": [{"name": "me"}]}, {"target": {"selector": {"type": "FragmentSelector", "value": "a"}}},
    ],
)  # fmt: skip
def test_a_note_of_another_tool_is_read_as_far_as_it_goes(item: dict) -> None:
    """Every form that the recommendation allows is read, and the same note has the same id each time."""
    first, second = note_from(item), note_from(item)
    assert first == second and first.id.startswith("urn:uuid:") and first.verdict is None
    assert first.text in ("", "nice") and first.by in ("", "me") and first.anchors == ()


def test_the_notes_module_needs_nothing_but_the_standard_library(tmp_path: Path) -> None:
    """Notes can be read where nothing is installed."""
    source = (Path(storykit.__file__).parent / "notes.py").read_text("utf-8")
    names = set(re.findall(r"^(?:from|import) (\w+)", source, re.MULTILINE))
    assert names <= {
        "__future__",
        "json",
        "re",
        "collections",
        "dataclasses",
        "datetime",
        "difflib",
        "hashlib",
        "typing",
        "uuid",
        "storykit",
    }
