"""What of the language model's names is a name: parted, joined, titles and small words off, what a hyphen joins on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from storykit.gazetteer import localities
from storykit.lexicons import listed
from storykit.readers.names.lists import listed_bodies
from storykit.readers.names.lone import is_free_name, with_first_names
from storykit.readers.names.name import SCORE


def joined(entities: Sequence[DocSpan]) -> list[DocSpan]:
    """The model's names, two of bodies as one where the first leaves off before "for": "Council [for] Refugees"."""
    whole: list[DocSpan] = []
    for entity in entities:
        first = whole[-1] if whole and whole[-1].label_ == entity.label_ == "ORG" else None
        if first is not None and first[-1].lower_ in listed("people", "bodies"):
            between = first.doc[first.end : entity.start].text.lower()
            if between in ("of", "for", "of the", "for the"):
                whole[-1] = DocSpan(entity.doc, first.start, entity.end, label="ORG")
                continue
        whole.append(entity)
    return whole


def keeps_its_words(entity: DocSpan) -> bool:
    """Whether a country's name inside is part of a longer name: a person's, "the U.S. Senate" or "the Greek Cup"."""
    words = [token for token in entity if token.lower_ != "the" and token.tag_ != "POS"]
    if entity.label_ == "PERSON":
        return len(entity) > 1
    if len(words) < 2 or not words[-1].text[0].isupper():
        return False
    bodies = listed("people", "bodies")
    if entity.label_ in ("ORG", "FAC"):
        known = " ".join(word.text for word in words[1:]) in listed_bodies()["whole"]
        return known or any(word.lower_ in bodies for word in words[1:] if word.text[0].isupper())
    return entity.label_ == "EVENT"


def parts(entity: DocSpan) -> Iterator[tuple[list[Token], str]]:
    """The names in one stretch of the model's: "Lima, Peru" are two places, "World Bank (WB" two names of one body.

    Two "places" side by side of which the first is none ("Valeska Lima") are one person.
    """
    person = entity.label_ == "PERSON"
    part: list[Token] = []
    for token in entity:
        ends = token.text in "()[]:;" or (token.text == "," and entity.label_ in ("GPE", "LOC"))
        if ends or person and token.lower_ in ("of", "from", "for", "at", "the", "and"):
            yield part, entity.label_
            part = []
        else:
            part.append(token)
    if len(entity) == 1 and _goes_on_as_a_place(entity[0]):
        yield [entity[0], entity[0].nbor(1)], "PERSON"
    else:
        yield part, entity.label_


def _goes_on_as_a_place(token: Token) -> bool:
    """Whether a "place" that is none stands right before another: "Valeska" in "Valeska Lima"."""
    if token.i + 1 == len(token.doc):
        return False
    after = token.nbor(1)
    two = after.ent_iob_ == "B" and token.ent_type_ == after.ent_type_ == "GPE"
    return two and token.is_title and not localities(token.text)


def trimmed(tokens: list[Token]) -> list[Token]:
    """Without articles and titles in front and "'s" behind; nothing if no word has a capital."""
    titles = listed("people", "titles")
    while tokens and (tokens[0].lower_ in ("the", "a", "an") or not tokens[0].text[0].isalnum()):
        tokens = tokens[1:]
    while tokens and _hangs_on(tokens[-1]):
        tokens = tokens[:-1]
    while len(tokens) > 1 and tokens[0].lower_ in titles and tokens[0].ent_type_ == "PERSON":
        tokens = tokens[1:]
    if (
        len(tokens) > 2
        and tokens[0].lower_ in listed("sources", "nouns", "anonymous")
        and tokens[0].ent_type_ == "PERSON"
    ):
        tokens = tokens[1:]  # "Lawyer Ann Lee"
    if all(token.lower_ in titles for token in tokens) and _in_a_title(tokens):
        return []
    if not any(token.text[0].isupper() for token in tokens):
        return []
    first = tokens[0]
    return tokens if first.text[0].isupper() or first.lower_.split("-")[0] in listed("people", "particles") else []


def _in_a_title(tokens: list[Token]) -> bool:
    """ "State" in "Secretary of State", "Home" in "Home Secretary"."""
    if not tokens:
        return False
    first, last = tokens[0], tokens[-1]
    after = last.nbor(1) if last.i + 1 < len(last.doc) else last
    titled = after is not last and after.text[0].isupper() and after.lower_ in listed("people", "titles")
    return titled or (first.i > 0 and first.nbor(-1).lower_ in ("of", "for"))


def _hangs_on(last: Token) -> bool:
    """ "'s", a mark, a small word or a score behind a name, and "Image" where a caption's credit begins."""
    if last.tag_ == "POS" or last.pos_ in ("ADP", "CCONJ", "DET") or last.text[0].islower():
        return True
    if SCORE.fullmatch(last.text) or (last.text.isdigit() and last.ent_type_ == "PERSON"):
        return True
    return not last.text[-1].isalnum() and last.text[-1] != "." or last.lower_ in listed("people", "captions")


def whole(tokens: list[Token], label: str) -> list[Token]:
    """A person's name with the names beside it that the parser hangs on it or it on, and with what hyphens join."""
    if tokens and label == "PERSON":
        tokens = [*with_first_names(tokens[0])[:-1], *tokens]
        last = tokens[-1]
        if last.dep_ == "compound" and last.head.i == last.i + 1 and is_free_name(last.head):
            tokens = [*tokens, last.head]
    return _with_hyphens(tokens, label)


def _with_hyphens(tokens: list[Token], label: str) -> list[Token]:
    """With what a hyphen joins to a person's name ("Lee Chun-wei"); nothing for the first half of "Pan-democrat"."""
    if not tokens or tokens[-1].i + 2 >= len(tokens[-1].doc):
        return tokens
    last, hyphen, after = (tokens[-1].nbor(step) for step in (0, 1, 2))
    if hyphen.text != "-" or last.whitespace_ or hyphen.whitespace_ or not after.text[0].isalpha():
        return tokens
    if label == "PERSON" and (len(tokens) > 1 or after.text[0].isupper()):
        return [*tokens, hyphen, after]
    return [] if len(tokens) == 1 and label in ("ORG", "PERSON") else tokens
