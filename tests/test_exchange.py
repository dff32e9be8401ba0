"""Notes to and from Hypothesis and Recogito: round trips without loss, and found by their words."""

import copy
import json

import pytest
from stories import TEXT, a_story, span

from storykit.exchange import from_hypothesis, from_recogito, to_hypothesis, to_recogito
from storykit.review import Review
from storykit.story import StorykitError

ROW = {  # as the API documents a row, with the fields of a page note's kin
    "id": "jQVn3mVbEeyQzs9cZ1bTWQ", "created": "2022-01-01T10:00:00.000000+00:00", "updated": "2022-01-02T10:00:00.000000+00:00",
    "user": "acct:ana@hypothes.is", "uri": "https://example.org/story", "text": "Who *says* so? <script>alert(1)</script>",
    "tags": ["loaded word", "week 3"], "group": "__world__",
    "permissions": {"read": ["group:__world__"], "admin": ["acct:ana@hypothes.is"], "update": [], "delete": []},
    "target": [{"source": "https://example.org/story", "selector": [
        {"type": "RangeSelector", "startContainer": "/p[2]", "endContainer": "/p[2]", "startOffset": 5, "endOffset": 11},
        {"type": "TextPositionSelector", "start": 2155, "end": 2161},
        {"type": "TextQuoteSelector", "exact": "backed", "prefix": "open in May.\n\n\n  Oslo ", "suffix": " the plan on 3 March & Bergen"}]}],
    "document": {"title": ["A story"]}, "links": {"html": "https://hypothes.is/a/jQ", "json": "https://hypothes.is/api/annotations/jQ"},
    "user_info": {"display_name": "Ana"}, "flagged": False, "hidden": False,
}  # fmt: skip
REPLY = {**{k: v for k, v in ROW.items() if k not in ("target", "tags")}, "id": "r", "references": [ROW["id"]], "text": "I agree",
         "tags": [], "target": [{"source": "https://example.org/story"}]}  # fmt: skip
RECOGITO = {  # as text-annotator-js documents it
    "id": "b3a3b8de", "bodies": [
        {"id": "b1", "annotation": "b3a3b8de", "purpose": "commenting", "value": "Which Oslo?", "created": "2024-05-04T10:00:00Z",
         "creator": {"id": "ana", "name": "Ana"}},
        {"id": "b2", "annotation": "b3a3b8de", "purpose": "tagging", "value": "place"}],
    "target": {"annotation": "b3a3b8de", "creator": {"id": "ana", "name": "Ana"}, "created": "2024-05-04T10:00:00Z", "updated": None,
               "selector": [{"id": "s", "quote": "Oslo", "start": 0, "end": 4}]},
}  # fmt: skip


def recogito() -> dict:
    """The annotation at the words of the small story, in UTF-16 units, of which the emoji before them takes two."""
    found = copy.deepcopy(RECOGITO)
    start = len(TEXT[: span("Oslo").start].encode("utf-16-le")) // 2
    found["target"]["selector"][0] |= {"start": start, "end": start + 4}
    return found


@pytest.mark.parametrize("data", [{"total": 2, "rows": [ROW, REPLY]}, [ROW, REPLY], ROW])
def test_hypothesis_rows_go_back_as_they_came(data: object) -> None:
    """Every key of a row survives the way to a note, through a saved page, and back."""
    notes = from_hypothesis(data)
    again = from_hypothesis(to_hypothesis(notes, TEXT))
    assert to_hypothesis(notes, TEXT)["rows"] == [ROW, REPLY][: len(notes)] and again == notes
    assert (notes[0].by, notes[0].kind, notes[0].tags) == ("ana", "loaded word", ("loaded word", "week 3"))


def test_hypothesis_notes_are_found_by_their_words() -> None:
    """The offsets are those of a web page; the words decide. The mark is added, the comment kept, a reply is on the whole."""
    review = Review(a_story())
    review.join(from_hypothesis([ROW, REPLY]))
    assert review.lost == () and review.story.quote(review.story.passages[-1].evidence) == "backed"
    assert [note.text for _, note in review.comments] == [ROW["text"], "I agree"]
    back = to_hypothesis(review.notes, TEXT)["rows"]
    assert {k: v for k, v in back[0].items() if k != "target"} == {k: v for k, v in ROW.items() if k != "target"}
    quote = next(each for each in back[0]["target"][0]["selector"] if each["type"] == "TextQuoteSelector")
    assert quote["exact"] == "backed" and back[1] == REPLY


def test_recogito_annotations_go_back_as_they_came() -> None:
    """The same for Recogito, whose offsets count an emoji twice."""
    notes = from_recogito([recogito()], TEXT)
    review = Review(a_story())
    review.join(notes)
    assert to_recogito(review.notes, TEXT) == [recogito()] == to_recogito(notes, TEXT)
    assert review.lost == () and review.comments[0][0] == span("Oslo") and review.story.places[1].status == "confirmed"


@pytest.mark.parametrize(
    ("out", "back"), [(to_hypothesis, from_hypothesis), (to_recogito, lambda data: from_recogito(data, TEXT))]
)
def test_our_own_notes_survive_the_way_there_and_back(out, back) -> None:  # type: ignore[no-untyped-def]
    """Verdicts, kinds, names, roles and words of every sort of note come back, and make the same story."""
    review = Review(a_story(), by="Ana")
    review.confirm("attribution-0")
    review.change("hedge-0", "loaded word")
    review.reject("stance-1")
    review.change("stance-0", "opposes")
    review.add("opposed it", "gap")
    review.comment(span("backed"), "Is it?")
    again = Review(a_story())
    again.join(back(json.loads(json.dumps(out(review.notes, TEXT)))))
    assert again.story == review.story and again.line() == review.line()
    assert [(n.id, n.verdict, n.kind, n.was, n.names, n.text, n.by, n.anchors) for n in again.notes] == [
        (n.id, n.verdict, n.kind, n.was, n.names, n.text, n.by, n.anchors) for n in review.notes
    ]


@pytest.mark.parametrize(
    ("read", "data", "words"),
    [
        (from_hypothesis, 3, "rows is not a list"),
        (from_hypothesis, [3], "rows[0] is not an object"),
        (from_hypothesis, [{"tags": [3]}], "rows[0].tags is not text"),
        (from_hypothesis, [{"text": {}, "tags": []}], "rows[0].text is not text"),
        (lambda data: from_recogito(data, TEXT), [{"bodies": 3}], "bodies is not a list"),
        (
            lambda data: from_recogito(data, TEXT),
            [{"target": {"selector": [{"quote": "a", "start": "x"}]}}],
            "selector.start is 'x'",
        ),
    ],
)
def test_what_is_no_export_is_refused(read, data: object, words: str) -> None:  # type: ignore[no-untyped-def]
    """The error names the place."""
    with pytest.raises(StorykitError) as error:
        read(data)
    assert words in str(error.value)
