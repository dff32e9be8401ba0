"""A small story made by hand, with marks that overlap and words that would like to be markup."""

from datetime import date

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

HEADLINE = "Bridge <b>late</b>, 😀 source says"
FIRST = 'A source said the mayor believes "the <script>alert(1)</script> bridge" might open in May.'
SECOND = "Oslo backed the plan on 3 March & Bergen opposed it in 2017."
TEXT = f"{HEADLINE}\n\nOSLO, March 5 (Test) - {FIRST}\n\n{SECOND}\n"


def span(words: str) -> Span:
    """Where words stand in the text."""
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def mention(words: str, kind: str = "place") -> Mention:
    """A mention at its words."""
    return Mention(evidence=span(words), rule="name", kind=kind)


def a_story() -> Story:
    """Two paragraphs with one finding or more of each kind."""
    outer = Attribution(
        evidence=span(FIRST), rule="clause", source=span("A source"), cue=span("said"), content=(span(FIRST[14:-1]),),
        source_kind="anonymous", quote_type="partial", nested_source=("writer", "A source"),
    )  # fmt: skip
    inner = Attribution(
        evidence=span(FIRST[14:-1]), rule="clause", source=span("the mayor"), cue=span("believes"), quote_type="partial",
        content=(span(FIRST[33:-1]),), source_kind="institution", nested_source=("writer", "A source", "the mayor"),
        verb_kind="evaluates",
    )  # fmt: skip
    march = TimeExpression(evidence=span("3 March"), rule="date", type="DATE", value="2019-03-03",
                           first=date(2019, 3, 3), last=date(2019, 3, 3))  # fmt: skip
    year = TimeExpression(evidence=span("2017"), rule="date", type="DATE", value="2017",
                          first=date(2017, 1, 1), last=date(2017, 12, 31))  # fmt: skip
    oslo = Entity(name="Oslo", kind="place", country="NO", mentions=(mention("Oslo"),))
    bergen = Entity(name="Bergen", kind="place", country="NO", mentions=(mention("Bergen"),))
    plan = Entity(name="the plan", kind="other", mentions=(mention("the plan", "other"),))
    both = {"country": "NO", "latitude": 59.9, "longitude": 10.7}
    return Story(
        article=Article(text=TEXT, body=Span(TEXT.index(FIRST), len(TEXT)), headline=span(HEADLINE), agency="Test",
                        published=date(2019, 3, 5), dateline=Dateline("OSLO", date(2019, 3, 5), span("OSLO"))),
        paragraphs=(span(FIRST), span(SECOND)),
        sentences=(span(FIRST), span(SECOND)),
        entities=(oslo, plan, bergen),
        attributions=(outer, inner),
        quotations=(Quotation(evidence=span("the <script>alert(1)</script> bridge"), rule="partial-quotation",
                              kind="partial", attribution=inner),),
        hedges=(Hedge(evidence=span("might"), rule="modal", kind="shield", whose=inner),),
        times=(march, year),
        events=(Event(evidence=span("Oslo backed the plan on 3 March"), rule="dated-clause", label="Oslo backed the plan", time=march),
                Event(evidence=span("Bergen opposed it in 2017"), rule="dated-clause", label="Bergen opposed it", time=year)),
        places=(Place(evidence=span("OSLO"), rule="dateline", name="OSLO", usage="dateline", **both),
                Place(evidence=span("Oslo"), rule="capital", name="Oslo", usage="associative", **both),
                Place(evidence=span("Bergen"), rule="unresolved", name="Bergen", country=None, latitude=None, longitude=None,
                      usage="literal")),
        stances=(Stance(evidence=span("Oslo backed the plan"), rule="stance-verb", holder=oslo, target=plan, polarity=1,
                        cue=span("backed"), act=True),
                 Stance(evidence=span("Bergen opposed it"), rule="stance-verb", holder=bergen, target=plan, polarity=-1,
                        cue=span("opposed"), act=True)),
        passages=(Passage(evidence=span("might open in May"), rule="test", layer="gap", note="the year is not given"),),
    )  # fmt: skip


def empty() -> Story:
    """A story in which nothing was found."""
    return Story(article=Article(text="It rains.", body=Span(0, 9)), paragraphs=(Span(0, 9),), sentences=(Span(0, 9),))
