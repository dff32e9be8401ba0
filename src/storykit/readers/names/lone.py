"""Single words that may be a name though the model says nothing of them, and what stands around a name."""

from __future__ import annotations

from spacy.tokens import Token

from storykit.gazetteer import localities, plain
from storykit.lexicons import listed
from storykit.readers.names.lists import HUMAN_ENDINGS, given_names

CITY = 300_000  # people of a city that is recognised by its name alone


def is_lone_actor(token: Token) -> bool:
    """Whether a free token does something: the subject or object of a verb, in capitals once."""
    if token.dep_ not in ("nsubj", "nsubjpass", "dobj"):
        return False
    plain_name = len(token.text) > 3 and token.text[0].isupper() and token.text[1:].islower()
    plain_name = (
        plain_name
        and not (token.tag_ == "NNPS" and opens(token))
        and token.lower_ not in listed("toponyms", "too_small")
    )
    bare = not any(child.dep_ in ("det", "amod", "nummod", "poss") for child in token.children)
    return plain_name and bare and token.head.pos_ == "VERB" and not token.lower_.endswith(("day", "ber"))


def is_a_first_name(token: Token) -> bool:
    """Whether a first name stands before another name, both free."""
    if token.lower_ not in given_names() or not is_free_name(token) or token.i + 1 == len(token.doc):
        return False
    return is_free_name(token.nbor(1))


def is_city(token: Token) -> bool:
    """Whether a free token is a large city's name, and no part of a longer name."""
    beside = [token.doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc)]
    if any(each.pos_ == "PROPN" or each.text == "-" for each in beside) or token.text.lower() in given_names():
        return False
    found = (each for each in localities(token.text) if plain(each.name) == token.lower_)
    return any(each.kind == "city" and each.population >= CITY for each in found)


def is_free(token: Token) -> bool:
    """Whether the tagger takes a token for a name, and the model says nothing of it."""
    return not token.ent_type and token.pos_ == "PROPN"


def is_free_name(token: Token) -> bool:
    return is_free(token) and token.is_title and len(token) > 1


def with_first_names(token: Token) -> list[Token]:
    """The name with the names directly before it, titles left out."""
    first, titles = token.i, listed("people", "titles")
    while first:
        before = token.doc[first - 1]
        if before.dep_ != "compound" or not is_free_name(before) or before.lower_ in titles or is_human_noun(before):
            break
        first -= 1
    return list(token.doc[first : token.i + 1])


def has_an_age(token: Token) -> bool:
    """ "Lee, 32,"."""
    doc, at = token.doc, token.i + 1
    if at + 2 >= len(doc) or doc[at].text != "," or doc[at + 2].text != ",":
        return False
    return doc[at + 1].text.isdigit() and len(doc[at + 1]) == 2


def is_human_noun(noun: Token) -> bool:
    return noun.lemma_.lower() in listed("sources", "nouns", "anonymous") or noun.lower_.endswith(HUMAN_ENDINGS)


def opens(token: Token) -> bool:
    """Whether a token opens a sentence or a quotation."""
    return bool(token.is_sent_start) or not token.nbor(-1).text[-1].isalnum()
