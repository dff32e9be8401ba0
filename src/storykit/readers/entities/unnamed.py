"""Who is meant though not named: a government, "the group", "most Western countries"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from storykit.gazetteer import plain
from storykit.lexicons import listed
from storykit.parse import Parse, place_of, span_of
from storykit.story import Mention, Span

Key = tuple[str, str]  # see `pronouns`
Meant = tuple[Mention, Key]  # a mention, and the key of whom it means


def governments(parse: Parse, names: Iterable[tuple[Span, str]]) -> Iterator[Meant]:
    """A country or its leader (span, ISO code) with a word for the body that governs, and what lies between."""
    bodies = listed("people", "governing")
    governed = {token.doc for token in _words(parse.docs, bodies)}
    for name, code in names:
        tokens = parse.tokens_in(name)
        if tokens is None or tokens.doc not in governed:
            continue
        for span in _governing(tokens, bodies):
            yield Mention(evidence=span, rule="government", kind="organisation"), ("country", code)


def _governing(tokens: DocSpan, bodies: Set[str]) -> Iterator[Span]:
    """ "[The Peruvian government]", "the [government] of Peru"."""
    doc, start, end = tokens.doc, tokens.start, tokens.end
    after = next((token for token in doc[end : end + 2] if token.tag_ != "POS"), None)
    if after is not None and after.lower_ in bodies:
        yield span_of(doc[start - (start > 0 and doc[start - 1].lower_ == "the") : after.i + 1])
    body = next((above for above in tokens.root.ancestors if above.lower_ in bodies), None)
    if body is not None and 0 < start - body.i < 6:
        yield span_of([body])


def descriptions(parse: Parse, bodies: Sequence[tuple[Span, Key]], taken: Set[int]) -> Iterator[Meant]:
    """ "The group" for the only organisation before it whose name ends in that word."""
    ends: dict[str, list[tuple[int, Key]]] = defaultdict(list)
    for span, key in bodies:
        words = key[1].split()
        if len(words) > 1:
            ends[words[-1]].append((span.end, key))
    for token in _words(parse.paragraphs, ends.keys()):
        if not token.i or token.pos_ != "NOUN" or token.nbor(-1).lower_ != "the":
            continue
        span = span_of([token.nbor(-1), token])
        fits = {key for end, key in ends[token.lower_] if end < span.start}
        if len(fits) == 1 and taken.isdisjoint((span.start, place_of(token))):
            yield Mention(evidence=span, rule="definite-description", kind="organisation"), fits.pop()


def groups(parse: Parse) -> Iterator[Meant]:
    for token in _words(parse.paragraphs, listed("people", "unnamed")):
        before = [each for each in token.lefts if each.dep_ in ("amod", "det", "nmod", "compound", "nummod")]
        if before and before[0].lower_ in listed("people", "some"):
            span = span_of([*before, token])
            words = parse.article.text[span.start : span.end]
            yield Mention(evidence=span, rule="unnamed-group", kind="group"), ("group", plain(words))


def _words(docs: Iterable[Doc], wanted: Set[str]) -> Iterator[Token]:
    return (token for doc in docs for token in doc if token.lower_ in wanted)
