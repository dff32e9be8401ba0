"""Whom "he" and "she" mean."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from storykit.lexicons import listed
from storykit.parse import Parse, place_of
from storykit.readers.entities.unnamed import Key, Words
from storykit.story import Span

Named = Sequence[tuple[Token, Key]]  # the last word of a name, or a pronoun, and whom it means


class Pronouns:
    """Whom "he" and "she" mean: one person who was named shortly before and can be called so."""

    def __init__(self, parse: Parse, words: Words, people: Sequence[tuple[Span, Key]]) -> None:
        self.parse = parse
        self.pronouns = _pronouns(words)
        self.people = people
        self.starts = [span.start for span, _ in people]
        self.sex = {key: sex for span, key in reversed(people) if (sex := self.sex_of(span, key))}
        self.quoted: dict[Doc, set[int]] = {}

    def resolved(self) -> Iterator[tuple[Token, Key]]:
        """Each pronoun that one person fits, in the order of the text."""
        before: list[tuple[Token, Key]] = []
        for sentence in self.parse.sentences:
            here = self.named_in(sentence)
            told: list[tuple[Token, Key]] = []
            for token, sex in self.in_sentence(sentence):
                named = [*(pair for pair in here if pair[0].i <= token.i), *told]
                if key := self.meant(token, sex, named, before):
                    told.append((token, key))
                    yield token, key
            before = [*here, *told] or [pair for pair in before if pair[0].doc == sentence.doc]

    def in_sentence(self, sentence: DocSpan) -> list[tuple[Token, str]]:
        pronouns = self.pronouns.get(sentence.doc, ())
        return [pair for pair in pronouns if sentence.start <= pair[0].i < sentence.end]

    def named_in(self, sentence: DocSpan) -> list[tuple[Token, Key]]:
        """The last tokens of the people's names in a sentence."""
        start, end = place_of(sentence[0]), place_of(sentence[-1]) + len(sentence[-1])
        found = []
        for span, key in self.people[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
            tokens = sentence.doc.char_span(
                span.start - start + sentence[0].idx, span.end - start + sentence[0].idx, alignment_mode="expand"
            )
            if tokens is not None and tokens.end <= sentence.end:
                found.append((tokens[-1], key))
        return found

    def meant(self, token: Token, sex: str, told: Named, before: Named) -> Key | None:
        """The one person that a pronoun fits: in its own sentence, else in the one before."""
        for named in (told, before):
            fits = [pair for pair in named if self.sex.get(pair[1], sex) == sex and not self.excluded(token, pair[0])]
            sure = [pair for pair in fits if self.sex.get(pair[1]) == sex]
            for some in (fits, sure, [pair for pair in sure or fits if _is_subject(pair[0])]):
                if len({key for _, key in some}) == 1:
                    return some[0][1]
            if fits:
                return None
        return None

    def excluded(self, token: Token, name: Token) -> bool:
        """Nobody speaks of themselves as "she", and "Lee met him" are two people."""
        if self.is_quoted(token) and not self.is_quoted(name):
            return _speaks(name)
        same_verb = token.doc == name.doc and token.head == name.head
        return token.dep_ in ("dobj", "dative") and same_verb and token.lower_ not in ("himself", "herself")

    def is_quoted(self, token: Token) -> bool:
        if token.doc not in self.quoted:
            self.quoted[token.doc] = {each.i for each in _quoted(token.doc)}
        return token.i in self.quoted[token.doc]

    def sex_of(self, span: Span, key: Key) -> str | None:
        """What a title or a first name says: "he", "she" or nothing."""
        if said := called(self.parse.article.text, span):
            return said
        first, *rest = key[1].split()
        return next((sex for sex in ("he", "she") if rest and first in listed("given_names", sex)), None)


def called(text: str, span: Span) -> str | None:
    """What the title right before a name says: "he", "she" or nothing."""
    before = text[max(0, span.start - 40) : span.start].lower().split()[-1:]
    return next((sex for sex in ("he", "she") if before and before[0] in listed("people", f"called_{sex}")), None)


def _pronouns(words: Words) -> dict[Doc, list[tuple[Token, str]]]:
    """By paragraph: each "he", "her" and the like, and which of "he" and "she" it is, in the order of the text."""
    found: dict[Doc, list[tuple[Token, str]]] = defaultdict(list)
    for sex in ("he", "she"):
        for token in (token for word in listed("people", sex) for token in words.get(word, ())):
            if token.pos_ == "PRON":
                found[token.doc].append((token, sex))
    return {doc: sorted(pairs, key=lambda pair: pair[0].i) for doc, pairs in found.items()}


def _quoted(doc: Doc) -> Iterator[Token]:
    """The tokens between quotation marks; a mark that is never closed runs to the end of its paragraph."""
    inside = False
    for token in doc:
        if token.text in ('"', "“", "”", "``", "''"):
            inside = token.text in ("“", "``") or (token.text == '"' and not inside)
        elif inside:
            yield token


def _is_subject(token: Token) -> bool:
    """Whether a name is a subject, alone or beside another: "Lee and Stern argued"."""
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass") or (token.dep_ == "appos" and token.head.dep_ == "nsubj")


def _speaks(token: Token) -> bool:
    return _is_subject(token) and token.head.lemma_ in listed("people", "speaks")
