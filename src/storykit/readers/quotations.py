"""Finds what stands between quotation marks, and whose words it is.

Rules:
- `direct-quotation`: a full clause in marks ("We will act," she said)
- `partial-quotation`: less than a clause, in words that have a source (a "reckless" plan, he said)
- `scare-quotation`: marks with nobody to hand them to; a candidate, to be asked about
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from storykit.parse import Parse
from storykit.story import Attribution, Quotation, Span

DOUBLE = re.compile(r"[\"“”„«»]|``|''")
SINGLE = re.compile(r"(?<![\w])['‘](?=\w)(?P<words>[^'‘’\n]+(?:['’](?=\w)[^'‘’\n]+)*)['’](?!\w)")
OPENS = re.compile(r"[\s(\[—–-]|$")


def find_quoted(parse: Parse) -> tuple[Span, ...]:
    """The stretches between quotation marks, the marks left out; one odd mark costs that quotation only."""
    text, found = parse.article.text, []
    spans = [_extent(doc) for doc in parse.paragraphs]
    for number, span in enumerate(spans):
        follows = text[spans[number + 1].start] if number + 1 < len(spans) else ""
        found += list(_in_paragraph(text, span, goes_on=follows in "\"“" and follows != ""))
    if parse.headline is not None:
        head = _extent(parse.headline)
        found += list(_in_paragraph(text, head, goes_on=False))
        found += [Span(head.start + m.start("words"), head.start + m.end("words")) for m in SINGLE.finditer(text[head.start : head.end])]
    return tuple(sorted(set(found)))


def _extent(doc: Doc) -> Span:
    start = doc.user_data["start"]
    return Span(start, start + max(len(doc.text), 1))


def _in_paragraph(text: str, span: Span, *, goes_on: bool) -> Iterator[Span]:
    opened: int | None = None
    for mark in DOUBLE.finditer(text, span.start, span.end):
        before = text[mark.start() - 1] if mark.start() > span.start else " "
        opens = mark.group() in ("“", "„", "«", "``") or (mark.group() == '"' and OPENS.match(before) is not None and opened is None)
        if opens:
            opened = mark.end()
        elif opened is not None:
            if text[opened : mark.start()].strip():
                yield Span(opened, mark.start())
            opened = None
    if opened is not None and goes_on and text[opened : span.end].strip():
        yield Span(opened, span.end)


def find_quotations(parse: Parse, quoted: Sequence[Span], attributions: Sequence[Attribution]) -> tuple[Quotation, ...]:
    """Each quoted stretch as direct, partial or scare, with the innermost attribution it belongs to."""
    found = []
    for span in quoted:
        words = Span(span.start, span.end - (parse.article.text[span.end - 1] == "," and span.end - span.start > 1))
        around = [each for each in attributions if any(c.overlaps(words) for c in each.content)]
        owner = min(around, key=lambda each: sum(c.end - c.start for c in each.content), default=None)
        kind = "direct" if _clause(parse, words) else "partial"
        kind = kind if owner is not None else "scare" if kind == "partial" else kind
        found.append(Quotation(evidence=words, rule=f"{kind}-quotation", kind=kind, attribution=owner))
    return tuple(found)


def _clause(parse: Parse, span: Span) -> bool:
    """Whether a verb stands in the span with its subject."""
    tokens = parse.tokens_in(span)
    return tokens is not None and any(
        token.dep_ in ("nsubj", "nsubjpass", "expl") and token.head.pos_ in ("VERB", "AUX")
        and tokens.start <= token.head.i < tokens.end and token.head.tag_ not in ("VBG", "VB") for token in tokens
    )  # fmt: skip
