"""Every rule that makes a mark stands in one table, in words and with an example."""

import re

import pytest
from paths import DATA, ROOT

import storykit
from storykit.lexicons import lexicon

READERS = ROOT / "src" / "storykit" / "readers"
TABLE = lexicon("rules")
NAMED = {rule for rules in TABLE.values() for rule in rules}


def in_docstrings() -> set[str]:
    """The rules that the readers' docstrings list as "- `rule`: …"."""
    texts = [path.read_text("utf-8").split('"""')[1] for path in READERS.rglob("*.py")]
    return {rule for text in texts for rule in re.findall(r"^- `([a-z-]+)`:", text, flags=re.M)}


def test_the_table_and_the_readers_name_the_same_rules() -> None:
    """A rule is explained where it is made, and to whoever sees its mark."""
    assert in_docstrings() == NAMED


def test_each_rule_has_words_and_an_example() -> None:
    """The words are a phrase, the example shows its mark in square brackets."""
    for rules in TABLE.values():
        for words, example in rules.values():
            assert words and not words.endswith(".")
            assert re.search(r"\[.+?\]", example)


@pytest.mark.parametrize("name", ["update.txt", "first-take.txt"])
def test_every_mark_of_a_story_is_explained(name: str) -> None:
    """No finding carries a rule that the table does not know."""
    story = storykit.read(DATA / name)
    found = {finding.rule for finding in story.findings()}
    found |= {mention.rule for entity in story.entities for mention in entity.mentions}
    assert found - NAMED == set()
