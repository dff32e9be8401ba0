"""Findings as rows of plain values."""

import json

from stories import a_story

import storykit
from storykit.corpus import COLUMNS
from storykit.rows import KINDS


def test_each_finding_is_a_row_with_its_words() -> None:
    """A table for each kind, as long as there are findings; every row has its words and its rule."""
    story = a_story()
    found = storykit.tables([story, story])
    assert set(found) == set(KINDS)
    for kind in KINDS[1:]:
        assert len(found[kind]) == 2 * len(getattr(story, kind))
    assert len(found["mentions"]) == 2 * sum(len(entity.mentions) for entity in story.entities)
    for row in (row for rows in found.values() for row in rows):
        assert row["words"] == story.article.text[row["start"] : row["end"]] and row["rule"]
    assert {row["story"] for row in found["hedges"]} == {0, 1}


def test_rows_hold_plain_values_in_known_columns() -> None:
    """They can be written as JSON, and every column has a type for the Parquet file."""
    found = storykit.tables(a_story())
    assert json.loads(json.dumps(found)) == found
    for row in (row for rows in found.values() for row in rows):
        assert set(row) - {"story"} <= set(COLUMNS)
        assert all(value is None or isinstance(value, COLUMNS[name]) for name, value in row.items() if name != "story")
