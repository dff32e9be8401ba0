"""The text is cut once at all ends of marks, and the pieces are the text."""

from hypothesis import given
from hypothesis import strategies as st
from stories import a_story

from storykit.story import Span
from storykit.views.segments import Mark, cut, marks_of, models_of

SPANS = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(SPANS, st.lists(SPANS, max_size=12), st.lists(SPANS, max_size=4))
def test_segments_join_back_and_carry_exactly_the_marks_on_them(
    whole: Span, spans: list[Span], more: list[Span]
) -> None:
    """Whatever overlaps: the segments tile the span, each is covered by its marks and touched by no other."""
    marks = [Mark(each, "H", f"hedge-{number}") for number, each in enumerate(spans)]
    segments = cut(whole, marks, more)
    assert segments[0].span.start == whole.start and segments[-1].span.end == whole.end
    assert all(a.span.end == b.span.start for a, b in zip(segments, segments[1:], strict=False))
    for segment in segments:
        for mark in marks:
            assert mark.span.covers(segment.span) == (mark in segment.marks) == mark.span.overlaps(segment.span)


def test_a_story_has_a_mark_for_every_finding_that_is_no_event() -> None:
    """Sources and cues share the key of their attribution; every other finding has one mark."""
    story = a_story()
    found = [(mark.letter, story.quote(mark.span), mark.key, mark.cue) for mark in marks_of(story)]
    assert ("A", "A source", "attribution-0", False) in found
    assert ("A", "said", "attribution-0", True) in found
    assert ("I", "the mayor", "attribution-1", False) in found
    assert ("S", "backed", "stance-0", False) in found
    assert ("G", "might open in May", "passage-0", False) in found
    assert [each[1] for each in found if each[0] == "P"] == ["OSLO", "Oslo", "Bergen"]
    assert len({key for _, _, key, _ in found}) == 2 + 1 + 1 + 2 + 3 + 2 + 1


def test_marks_of_one_layer_on_the_same_words_are_drawn_once() -> None:
    """A source of two statements has one line and one letter, and both keys."""
    twice = [
        Mark(Span(0, 3), "N", "attribution-0"),
        Mark(Span(0, 3), "N", "attribution-1"),
        Mark(Span(0, 3), "H", "hedge-0"),
    ]
    (segment,) = cut(Span(0, 3), twice)
    assert [mark.key for mark in segment.marks] == ["attribution-0", "attribution-1", "hedge-0"]
    assert [mark.letter for mark in segment.lines] == ["N", "H"]
    assert [again for *_, again in models_of(twice)] == [False, True, False]
