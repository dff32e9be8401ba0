"""Countries by their names and their people's."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from storykit.gazetteer import begins_a_country, country_code, demonym_code
from storykit.lexicons import listed
from storykit.readers.names.name import Line

LONGEST_COUNTRY = 5  # words
CAPITAL_STOP_WORDS = ("U.S.", "US", "U.K.", "UK")  # spaCy's list of stop words has them in small letters


def countries(line: Line) -> Iterator[tuple[list[Token], str]]:
    """Runs of words that name a country, the longest first; then single demonyms."""
    end = 0
    for at, text in enumerate(line.texts):
        if at < end or not text[0].isupper():
            continue
        tokens = _country_at(line, at) if begins_a_country(text) else []
        if tokens:
            end = at + len(tokens)
            yield tokens, "country-name"
        elif demonym_code(text) and line.tokens[at].tag_ != "POS" and not _is_no_people(line.tokens[at]):
            yield line.tokens[at : at + 1], "demonym"


def _country_at(line: Line, at: int) -> list[Token]:
    """The longest name of a country that begins at a token; no tokens where none does."""
    found: list[Token] = []
    for end in range(at + 1, min(at + LONGEST_COUNTRY, len(line.texts)) + 1):
        tokens, words = line.tokens[at:end], line.doc[at:end].text
        if not begins_a_country(words):
            break
        ends = not line.texts[end - 1].islower() and tokens[-1].tag_ != "POS"
        is_capital = not tokens[0].is_stop or words in CAPITAL_STOP_WORDS
        if ends and is_capital and country_code(words) and (line.is_in_capitals or not _is_inside_a_name(tokens)):
            found = tokens
    return found


def _is_no_people(token: Token) -> bool:
    """Whether a demonym is a verb ("Polish the floor") or a language: "in English", "to speak English"."""
    if token.pos_ == "VERB":
        return True
    after = token.nbor(1).pos_ if token.i + 1 < len(token.doc) else ""
    if after in ("NOUN", "PROPN", "ADJ"):
        return False
    before = token.nbor(-1) if token.i else token
    return before.lower_ in ("in", "into") or before.lemma_ in listed("people", "languages")


def _is_inside_a_name(tokens: list[Token]) -> bool:
    """ "Jordan" in "Michael Jordan", "America" in "Bank of America" or "Latin America" are no countries."""
    first, last = tokens[0], tokens[-1]
    if first.ent_iob_ == "I" and first.ent_type_ and first.i and first.nbor(-1).lower_ not in ("the", "and", ","):
        return True
    after = last.nbor(1) if last.i + 1 < len(last.doc) else None
    goes_on = after is not None and after.ent_iob_ == "I" and after.pos_ == "PROPN"
    return goes_on and after is not None and after.ent_type_ in ("ORG", "PERSON", "FAC", "LOC")
