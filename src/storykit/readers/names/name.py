"""A name on its way to a mention, and the paragraph it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from storykit.gazetteer import plain

SCORE = re.compile(r"\b\d+-\d+\b")
LONG_NAME = 12  # letters of a name in capitals; a longer line in capitals is a headline
LONGEST_LINE = 30  # words of a headline or a result


@dataclass(eq=False)
class Name:
    """A name and its tokens, before the article has had its say about the kind."""

    tokens: Sequence[Token]
    kind: str
    rule: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(token.text for token in self.tokens if token.tag_ != "POS")

    @cached_property
    def key(self) -> str:
        return plain(" ".join(self.words))


class Line:
    """A paragraph or the headline; each token and its text is taken from spaCy once."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tokens = list(doc)
        self.texts = [token.text for token in self.tokens]
        self.is_in_capitals = len(doc) <= LONGEST_LINE and _is_in_capitals("".join(self.texts))


def _is_in_capitals(text: str) -> bool:
    """Whether a line stands in capitals, as a headline of a news agency does."""
    letters, capitals = sum(map(str.isalpha, text)), sum(map(str.isupper, text))
    return letters > LONG_NAME and capitals > 0.8 * letters
