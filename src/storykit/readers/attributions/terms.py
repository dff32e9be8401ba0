"""The words that say on what terms a source spoke: "who asked not to be named"."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from storykit.lexicons import lexicon
from storykit.parse import span_of, text_of
from storykit.readers.attributions.paragraph import Draft
from storykit.story import Span


@cache
def _terms_pattern(flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Any of the phrases, with any blanks between their words."""
    phrases = (phrase.split() for phrase in lexicon("sources")["terms"]["phrases"].split("|"))
    return re.compile("|".join(r"\s+".join(map(re.escape, words)) for words in phrases if words), flags)


def names_terms(verb: Token) -> bool:
    """Whether a verb begins the words on what terms its subject speaks: "who {asked not to be named}"."""
    return verb.dep_ in ("relcl", "acl", "advcl") and _terms_pattern().match(text_of(verb.doc), verb.idx) is not None


def terms_of(draft: Draft) -> Span | None:
    """The clause beside a source, or beside its verb, that says on what terms it spoke."""
    sentence = draft.word.sent
    text = text_of(sentence.doc)
    found = _terms_pattern(0).search(text[sentence.start_char : sentence.end_char].lower())  # much the quicker look
    match = _terms_pattern().search(text, sentence.start_char, sentence.end_char) if found else None
    tokens = sentence.doc.char_span(*match.span()) if match else None
    clause = tokens.root if tokens is not None else None
    while clause is not None and clause.dep_ not in ("relcl", "acl", "advcl", "ROOT"):
        clause = clause.head
    if clause is None or clause.head not in (draft.source, draft.word) or clause.dep_ == "ROOT":
        return None
    words = [token for token in clause.subtree if not token.is_space]
    while len(words) > 1 and words[-1].is_punct:
        words.pop()
    return span_of(words)
