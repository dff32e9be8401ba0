"""The timeline: its axis, its order, its faces."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stories import TEXT, a_story, empty

import storykit
from storykit.story import Article, Event, Span, Story, TimeExpression
from storykit.views.timeline import Cell, _columns, axis, timeline

DAYS = st.integers(0, 1500).map(lambda day: date(2017, 1, 1) + timedelta(day))
STRETCHES = st.tuples(DAYS, st.integers(0, 400)).map(lambda pair: (pair[0], pair[0] + timedelta(pair[1])))


def event(first: date | None, last: date | None, at: int = 0) -> Event:
    """An event somewhere in the text."""
    words = Span(at, at + 1)
    time = TimeExpression(evidence=words, rule="date", type="DATE", value="", first=first, last=last)
    return Event(evidence=words, rule="dated-clause", label=f"event {at}", time=time)


@given(st.lists(STRETCHES, min_size=1, max_size=20))
def test_every_event_covers_whole_columns_of_the_axis(stretches: list[tuple[date, date]]) -> None:
    """The columns follow each other without holes; an event's columns are its days; gaps are nobody's."""
    events = [event(*each) for each in stretches]
    cells = axis(events)
    assert all(a.last + timedelta(1) == b.first for a, b in zip(cells, cells[1:], strict=False))
    for each, (first, last) in zip(events, stretches, strict=True):
        start, end = _columns(each, cells)
        assert (cells[start].first, cells[end - 1].last) == (first, last)
        assert not any(cell.gap for cell in cells[start:end])


def test_the_axis_leaves_out_what_no_event_needs() -> None:
    """A year, a gap, two days."""
    found = axis([event(date(2017, 1, 1), date(2017, 12, 31)), event(date(2019, 3, 3), date(2019, 3, 3))])
    assert [cell.gap for cell in found] == [False, True, False]
    assert found[1] == Cell(date(2018, 1, 1), date(2019, 3, 2), gap=True)


def test_events_stand_in_the_order_of_time() -> None:
    """The earlier event comes first though it is told last, and the way back is told."""
    view = timeline(a_story())
    assert [each["label"] for each in view.data["events"]] == ["Bergen opposed it", "Oslo backed the plan"]
    assert view.data["told"] == [1, 0] and view.data["back"] == [0]
    assert "paragraph 2 goes back to “2017”" in view.html()


def test_the_twin_draws_days_and_spans_and_says_what_is_left_out() -> None:
    """A full bar for a day, a dashed one for a year, the gap in words, the sentence with its marks."""
    html = timeline(a_story()).html()
    assert html.count("dashed #b7549f;border-radius") == 1 and "not drawn" in html and "14 months" in html
    assert "&amp; " in html and "the reporter" in html


def test_a_time_with_an_open_end_is_drawn_where_it_is_known() -> None:
    """ "Since 3 March" is drawn at its first day and named as open."""
    whole = Span(0, len(TEXT))
    since = event(date(2019, 3, 3), None, TEXT.index("3 March"))
    view = timeline(
        Story(
            article=Article(text=TEXT, body=whole),
            paragraphs=(whole,),
            sentences=(whole,),
            times=(since.time,),
            events=(since,),
        )
    )
    assert view.data["events"][0]["when"] == "from 3 March 2019 on"
    assert repr(view) == "<timeline: 1 event, 2019-03-03 to 2019-03-03>"


def test_no_dated_event_is_said_in_a_sentence() -> None:
    """An empty story gives a sentence, not an empty picture."""
    view = timeline(empty())
    assert view.html() == "<p>This story dates no event, so there is no timeline.</p>"
    assert repr(view) == "<timeline: no dated event>"


def test_the_index_stays_inside_the_story() -> None:
    """Too far is the last event, too early is none."""
    view = timeline(a_story())
    view.index = 99
    assert view.index == 1 and view.selected == "event-0"
    view.index = -5
    assert view.index == -1 and view.selected == ""


def test_an_unknown_key_is_refused() -> None:
    """The error names the key and what there is."""
    with pytest.raises(storykit.StorykitError, match="selected is 'event-9'"):
        timeline(a_story()).selected = "event-9"
