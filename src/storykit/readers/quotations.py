"""Finds what stands between quotation marks, and whose words it is.

Rules:
- `direct-quotation`: a full clause in marks ("We will act," she said)
- `partial-quotation`: less than a clause, in words that have a source (he spoke of a "reckless" plan)
- `scare-quotation`: less than a clause, with nobody to hand it to; a candidate, to be asked about
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from storykit.parse import Parse
from storykit.story import Attribution, Quotation, Span, SpanIndex

OPENING, CLOSING = ("“", "``"), ("”",)  # a straight mark, " or '', opens and closes
MARK = re.compile(r"[\"“”]|``|''")
SINGLE = re.compile(
    r"""
    (?<![\w'‘’])['‘](?=\w)(?!\d0s)  # opens at the beginning of a word, not of '90s
    (?P<words>
        (?:[^'‘’]|['’](?=\w)|(?<=s)['’](?=\s\w[^'‘’]*\w['’](?!\w)))+  # apostrophes: don't, voters' rights
    )
    ['’](?!\w)
    """,
    re.VERBOSE,
)
SUBJECTS = ("nsubj", "nsubjpass", "expl")
FINITE = ("VBD", "VBP", "VBZ", "MD")


def find_quoted(parse: Parse) -> tuple[Span, ...]:
    """The stretches between quotation marks, the marks left out; one odd mark costs that quotation only.

    Args:
        parse: the parsed article; single marks count in its headline only.

    Returns:
        Half-open offsets into the article's text, in its order. A quotation carried over several paragraphs, of which
        only the last closes it, gives one stretch a paragraph.
    """
    text = parse.article.text
    extents = [_extent(doc) for doc in parse.paragraphs]
    found: list[Span] = []
    for number, extent in enumerate(extents):
        goes_on = number + 1 < len(extents) and MARK.match(text, extents[number + 1].start) is not None
        found += _between_marks(text, extent, goes_on=goes_on)
    if parse.headline is not None:
        head = _extent(parse.headline)
        found += _between_marks(text, head, goes_on=False)
        found += [Span(*m.span("words")) for m in SINGLE.finditer(text, head.start, head.end)]
    return tuple(sorted(span for span in set(found) if text[span.start : span.end].strip()))


def find_quotations(parse: Parse, quoted: Sequence[Span], attributions: Sequence[Attribution]) -> tuple[Quotation, ...]:
    """Each quoted stretch as direct, partial or scare quotation, with the innermost attribution that covers it.

    Args:
        parse: the parsed article.
        quoted: what stands between quotation marks, as `find_quoted` gives it.
        attributions: every attribution of the article.
    """
    found = []
    contents = SpanIndex((content, each) for each in attributions for content in each.content)
    for span in quoted:
        words = _without_comma(parse.article.text, span)
        owner = _innermost(words, contents)
        kind = "direct" if _has_clause(parse.tokens_in(words)) else "partial" if owner else "scare"
        found.append(Quotation(evidence=words, rule=f"{kind}-quotation", kind=kind, attribution=owner))
    return tuple(found)


def _extent(doc: Doc) -> Span:
    return Span(doc.user_data["start"], doc.user_data["end"])


def _between_marks(text: str, extent: Span, *, goes_on: bool) -> Iterator[Span]:
    """The quotations of one paragraph; `goes_on` where the next paragraph opens with a mark again."""
    opened: int | None = None
    for mark in MARK.finditer(text, extent.start, extent.end):
        if _opens(text, extent, mark, inside=opened is not None):
            opened = mark.end()
        elif opened is not None:
            if opened < mark.start():
                yield Span(opened, mark.start())
            opened = None
    if opened is not None and goes_on and opened < extent.end:
        yield Span(opened, extent.end)


def _opens(text: str, extent: Span, mark: re.Match[str], *, inside: bool) -> bool:
    """Whether a mark opens: by its form, unless it stands where only the other form could, else by where it stands."""
    before = text[mark.start() - 1] if mark.start() > extent.start else " "
    behind = text[mark.end()] if mark.end() < extent.end else " "
    if mark.group() in OPENING:
        return not (inside and behind.isspace() and not before.isspace())
    if mark.group() in CLOSING or inside:
        return before.isspace() and behind.isalnum()
    return not behind.isspace() and not before.isdigit()


def _without_comma(text: str, span: Span) -> Span:
    """Without the comma that belongs to the sentence around, and without blanks."""
    words = text[span.start : span.end]
    bare = words.rstrip().removesuffix(",").rstrip() or words
    start = span.start + len(words) - len(words.lstrip()) if bare != words or words[0].isspace() else span.start
    return Span(start, max(span.start + len(bare), start + 1))


def _innermost(words: Span, contents: SpanIndex[Attribution]) -> Attribution | None:
    around = (each for _, each in contents.overlapping(words))
    return min(around, key=lambda each: sum(c.end - c.start for c in each.content), default=None)


def _has_clause(tokens: DocSpan | None) -> bool:
    """Whether a finite verb stands among the tokens together with its subject, or they begin with an order."""
    if tokens is None:
        return False
    order = tokens[0].tag_ == "VB" and tokens[0].dep_ in ("ROOT", "ccomp") and len(tokens) > 2
    return order or any(token.dep_ in SUBJECTS and token.head in tokens and _finite(token.head) for token in tokens)


def _finite(verb: Token) -> bool:
    return any(
        each.tag_ in FINITE for each in [verb, *verb.children] if each is verb or each.dep_ in ("aux", "auxpass")
    )
