"""What a time hangs on: the day of publication, the times named before it, and the tense over it."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Span as DocSpan

from storykit.readers.times.calendar import Reading
from storykit.readers.times.patterns import Found
from storykit.readers.times.tense import tense

# After times that are read in these ways, a quarter is still the one in question.
STEPS = frozenset("exact iso weekday clock today period hung ago".split())


class Anchors:
    """What the text has said when before a time, and how the time stands in its sentence."""

    def __init__(self, today: date | None) -> None:
        self.today = today
        self.quarter: Reading | None = None  # the last quarter that the text named
        self.begin()

    def begin(self) -> None:
        """Begin a paragraph: what hangs on a day looks for it in its own paragraph."""
        self.last: Reading | None = None
        self.sentence: DocSpan | None = None
        self.found: Found | None = None
        self.tokens: DocSpan | None = None

    def come_to(self, found: Found, tokens: DocSpan) -> None:
        """Take up the next time."""
        self.found, self.tokens = found, tokens

    def remember(self, found: Found, tokens: DocSpan, reading: Reading) -> None:
        """Keep what a time says, for those that hang on it."""
        if reading.first is not None and reading.type != "DURATION":
            self.last, self.sentence = reading, tokens.sent
            self.quarter = reading if found.way == "quarter" else self.quarter if found.way in STEPS else None

    @property
    def ahead(self) -> int:
        """The tense over the words, as `tense` tells it."""
        return tense(self.tokens) if self.tokens is not None else 0

    @property
    def behind(self) -> str:
        """The text behind the words."""
        return self.found.behind if self.found is not None else ""

    @property
    def day(self) -> date | None:
        """The day that words hang on: the first of the last time that the paragraph dates, else that of publication."""
        return self.last.first if self.last else self.today

    @property
    def now(self) -> date:
        """The day of publication, where there is one."""
        assert self.today is not None
        return self.today
