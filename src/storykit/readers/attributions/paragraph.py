"""One paragraph, or the headline, with its quotations, and an attribution on its way: in tokens."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from storykit.parse import place_of, span_of, text_of
from storykit.readers.attributions.speakers import speaker_of
from storykit.story import Span, SpanIndex

PAUSES = frozenset([",", ";", ":", "-", "–", "—", "."])
MARKS = frozenset(['"', "“", "”", "''", "``"])


@dataclass(slots=True)
class Draft:
    """An attribution in tokens: `word` is the verb or noun the rule hangs on."""

    rule: str
    word: Token
    source: Token | None
    cue: list[Token]
    content: list[Span]


class Paragraph:
    """The tokens of a paragraph, its quotations, and the attributions found in it so far."""

    def __init__(self, doc: Doc, quoted: SpanIndex[None], headline: bool, before: Paragraph | None) -> None:
        self.doc, self.headline, self.before = doc, headline, before
        self.found: list[Draft] = []
        self.start, self.text = int(doc.user_data["start"]), text_of(doc)
        self.quotes = [span for span, _ in quoted.within(Span(self.start, self.start + len(self.text)))]
        self.places = [place_of(token) for token in doc] if self.quotes else []
        self.inside: list[int | None] = [None] * len(doc)  # the number of the quotation that a token stands in
        for number in reversed(range(len(self.quotes))):
            for token in self.tokens_of(self.quotes[number]):
                self.inside[token.i] = number

    def tokens_of(self, quote: Span) -> DocSpan:
        """The tokens that begin in a quotation."""
        return self.doc[bisect_left(self.places, quote.start) : bisect_left(self.places, quote.end)]

    def speaker(self, verb: Token) -> Token | None:
        """Who does what the verb says, outside the quotations."""
        source = speaker_of(verb)
        if source is not None and self.inside[source.i] is not None:
            others = [child for child in verb.children if child.dep_ == "nsubj" and self.inside[child.i] is None]
            return others[0] if others else None
        return source

    def opening(self, verb: Token, first: int) -> int:
        """Where a clause before its reporting verb begins: with its sentence, but for "and" or "but"."""
        start = verb.sent.start if verb.dep_ == "ROOT" else first
        while start < first and (self.doc[start].dep_ == "cc" or self.doc[start].text in PAUSES):
            start += 1
        return start

    def begins_sentence(self, token: Token) -> bool:
        """Whether only marks, pauses and other quotations stand between a token and its sentence's beginning."""
        before = self.doc[min(token.sent.start, token.i) : token.i]
        return all(
            self.inside[t.i] is not None or t.is_punct or t.is_space or t.text in MARKS or t.dep_ == "cc"
            for t in before
        )

    def around(self, first: int, last: int, sentence: DocSpan) -> list[list[Token]]:
        """The rest of a sentence on both sides of a phrase."""
        before = self.bare(self.opening(sentence.root, sentence.start), first - 1)
        behind = self.bare(last + 1, sentence.end - 1)
        if before and behind and self.doc[last + 1].text in (";", "—", "–", "-"):
            behind = []
        return [part for part in (before, behind) if len(part) > 1]

    def bare(self, first: int, last: int) -> list[Token]:
        """Tokens from first to last without blanks and pauses at the ends; none if no word is left."""
        while first <= last and self._pauses(last):
            last -= 1
        while first <= last and self._pauses(first):
            first += 1
        tokens = list(self.doc[first : last + 1]) if first <= last else []
        return tokens if any(token.is_alpha or token.like_num for token in tokens) else []

    def _pauses(self, at: int) -> bool:
        token = self.doc[at]
        return self.inside[at] is None and (token.is_space or token.text in PAUSES)

    def draft(self, rule: str, word: Token, source: Token | None, cue: list[Token], *parts: list[Token]) -> Draft:
        """An attribution whose content are some stretches of tokens, with the whole of the quotations they touch."""
        return Draft(rule, word, source, cue, [self.widened(span_of(part)) for part in parts])

    def widened(self, span: Span) -> Span:
        """With the whole of every quotation it touches, marks included."""
        text, start = self.text, self.start
        for quote in self.quotes:
            if quote.overlaps(span):
                first, last = quote.start - start, quote.end - start
                while first > 0 and text[first - 1] in "\"“'`‘":
                    first -= 1
                while last < len(text) and text[last] in "\"”'’":
                    last += 1
                span = Span(min(span.start, first + start), max(span.end, last + start))
        return span
