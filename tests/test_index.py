"""Looking spans up by spans."""

from hypothesis import given
from hypothesis import strategies as st

from storykit.story import Span, SpanIndex

SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 40), st.integers(1, 25))


@given(st.lists(SPANS), SPANS)
def test_an_index_finds_what_a_search_through_all_finds(spans: list[Span], asked: Span) -> None:
    """The same pairs as by looking at each, in the order in which they were given."""
    pairs = [(span, number) for number, span in enumerate(spans)]
    index = SpanIndex(pairs)
    assert index.overlapping(asked) == [pair for pair in pairs if pair[0].overlaps(asked)]
    assert index.covering(asked) == [pair for pair in pairs if pair[0].covers(asked)]
    assert index.within(asked) == [pair for pair in pairs if asked.covers(pair[0])]


def test_an_index_looks_only_near_the_span() -> None:
    """A look-up among many spans does not look at those far away, not even behind one very long span."""

    class Counting(Span):
        __slots__ = ()
        looks = 0

        def covers(self, other: Span) -> bool:
            Counting.looks += 1
            return super().covers(other)

    index = SpanIndex([(Counting(0, 5000), "long"), *((Counting(10 * n, 10 * n + 5), "short") for n in range(10_000))])
    assert [value for _, value in index.covering(Span(60_001, 60_003))] == ["short"]
    assert Counting.looks == 1
