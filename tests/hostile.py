"""A story in which every field that carries text is a payload that would like to run."""

from datetime import date
from pathlib import Path

from storykit.lessons import Exercise, Lesson
from storykit.notes import Note, notes_of
from storykit.review import Review
from storykit.story import (
    Article,
    Attribution,
    Dateline,
    Entity,
    Event,
    Hedge,
    Mention,
    Passage,
    Place,
    Quotation,
    Span,
    Stance,
    Story,
    TimeExpression,
)  # fmt: skip

PAYLOADS = (Path(__file__).parent / "payloads.txt").read_text("utf-8").splitlines()
BIDI = "abc\u202etxt.exe\u0007"
KINDS = ("named", "anonymous", "institution", "document", "media")
LAYERS = ("unattributed", "inference", "loaded", "background", "gap")


def hostile_story() -> Story:
    """A headline and a paragraph for each payload, which is its source, its content, its place, its stance and its note."""
    text = f"Late: {PAYLOADS[0]}\n\n"
    found: dict[str, list] = {name: [] for name in ("paragraphs", "attributions", "quotations", "hedges", "times", "events",
                                                    "places", "stances", "passages", "entities")}  # fmt: skip
    headline = Span(0, len(text) - 2)
    spans = []
    for payload in [*PAYLOADS, BIDI]:
        start = len(text)
        text += f"{payload} said {payload} might {payload}\n\n"
        second = start + len(payload) + 6
        third = second + len(payload) + 7
        spans.append((payload, Span(start, len(text) - 2), Span(start, start + len(payload)), Span(start + len(payload) + 1, second - 1),
                      Span(second, second + len(payload)), Span(third - 6, third - 1), Span(third, third + len(payload))))  # fmt: skip
    why = {"rule": "<img src=x onerror=window.pwned=1>"}
    entities = [
        Entity(name=payload, kind=("person", "place", "other")[number % 3], country="NO",
               mentions=(Mention(evidence=first, kind="person", **why),))
        for number, (payload, _, first, *_) in enumerate(spans)
    ]  # fmt: skip
    for number, (payload, whole, first, cue, second, hedge, third) in enumerate(spans):
        said = Attribution(evidence=whole, source=first, cue=cue, content=(second,), who=entities[number], terms=third,
                           source_kind=KINDS[number % 5], nested_source=("writer", payload), **why)  # fmt: skip
        day = date(2019, 1 + number % 12, 1 + number // 12)
        time = TimeExpression(evidence=hedge, type="DATE", value=payload, first=day, last=day, **why)
        found["paragraphs"].append(whole)
        found["attributions"].append(said)
        found["quotations"].append(Quotation(evidence=second, kind="direct", attribution=said, **why))
        found["hedges"].append(Hedge(evidence=hedge, kind="shield", whose=said, **why))
        found["times"].append(time)
        found["events"].append(Event(evidence=whole, label=payload, time=time, voice=said, **why))
        found["places"].append(Place(evidence=third, name=payload, country="NO", latitude=-60 + number, longitude=number * 2.5 - 150,
                                     usage=("literal", "associative")[number % 2], **why))  # fmt: skip
        found["stances"].append(Stance(evidence=whole, holder=entities[number], target=entities[(number % 3) - 1], polarity=1,
                                       cue=cue, voice=said, **why))  # fmt: skip
        found["passages"].append(Passage(evidence=third, layer=LAYERS[number % 5], note=payload, **why))
    found["stances"] = [each for each in found["stances"] if each.holder != each.target]
    article = Article(
        text=text, body=Span(headline.end + 2, len(text)), headline=headline, published=date(2019, 3, 5), agency=PAYLOADS[1],
        byline=tuple(PAYLOADS[2:5]), dateline=Dateline(PAYLOADS[13], date(2019, 3, 5), spans[0][2]), advisory=PAYLOADS[14],
        credits=((PAYLOADS[15], (PAYLOADS[16],)),),
    )  # fmt: skip
    parts = {name: tuple(each) for name, each in found.items() if name != "entities"}
    return Story(article=article, sentences=parts["paragraphs"], entities=tuple(entities), **parts)


def hostile_notes(story: Story) -> tuple[Note, ...]:
    """Notes from a stranger's file: payloads as comments, tags, pen names and lost words."""
    items = []
    for number, payload in enumerate(PAYLOADS):
        span = story.attributions[number].content[0] if number % 4 else story.quotations[number].evidence
        words = story.quote(span) if number % 9 else f"gone {payload}"
        quote = {"type": "TextQuoteSelector", "exact": words, "prefix": "", "suffix": ""}
        place = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
        items.append({
            "id": f"urn:{number}:{payload}", "motivation": payload, "created": payload, "creator": {"nickname": payload},
            "body": [{"purpose": "commenting", "value": payload}, {"purpose": "tagging", "value": payload},
                     {"purpose": "tagging", "value": "loaded word"}],
            "target": [{"source": payload, "selector": [quote, place]}],
        })  # fmt: skip
    return notes_of(items, PAYLOADS[3])


def hostile_review() -> Review:
    """The story with those notes."""
    story = hostile_story()
    return Review(story, hostile_notes(story)).attach()


def hostile_lesson(story: Story) -> Lesson:
    """An exercise for each payload, which is its question, its options, its answer and its reason."""
    accepted = {"choose": (1,), "write": (), "mark": None}
    return Lesson(story, [
        Exercise(id=f"E{number}", kind=kind, question=payload, why=payload, words=(payload,), options=(payload, "other"),
                 accept=accepted[kind] if kind != "mark" else (payload,), wrong={payload: payload}, paragraphs=(number + 1,))
        for number, payload in enumerate(PAYLOADS)
        for kind in [list(accepted)[number % 3]]
    ])  # fmt: skip
