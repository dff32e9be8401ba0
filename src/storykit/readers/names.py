"""Finds the proper names of an article and settles, over the whole article, what kind each name is.

Rules:
- `country-name`: a country by one of its names ("the U.S.")
- `demonym`: a word for a country's people ("Russian troops")
- `name`: a name found by the language model ("Lima Group"); its kind is what most speaks for in the article
- `repeated-name`: a name that the model found elsewhere in the article ("Lima Group")
- `city`: a large city that the model missed ("Lima")
- `surname`: the last name of somebody named in full elsewhere ("Pompeo")
- `lone-name`: a name the model says nothing of, as the subject or object of a verb ("Ostrander praised the plan")
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from storykit.gazetteer import country_code, demonym_code, localities, plain
from storykit.lexicons import lexicon
from storykit.parse import Parse, span_of
from storykit.story import Mention

KINDS = {
    "PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "organisation", "NORP": "group",
    "EVENT": "other", "PRODUCT": "other", "WORK_OF_ART": "other", "LAW": "other",
}  # fmt: skip
LONGEST_COUNTRY = 5  # words
CITY = 300_000  # people of a city that is recognised by its name alone
TOWN = 5_000  # people of a place that "in" before its name speaks for


@dataclass(frozen=True, slots=True)
class _Name:
    """A name and its tokens, before the article has had its say about the kind."""

    tokens: Sequence[Token]
    kind: str
    rule: str

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(token.text for token in self.tokens if token.tag_ != "POS")

    @property
    def key(self) -> str:
        return plain(" ".join(self.words))


def find_names(parse: Parse) -> tuple[Mention, ...]:
    """Every proper name in the headline and the paragraphs, in the order of the text, none overlapping another.

    Args:
        parse: the parsed article.

    Returns:
        One mention a name, offsets in the article's text; its kind is the one the whole article gives it.
    """
    found = [name for doc in parse.docs for name in _names_of(doc)]
    surnames = {name.words[-1] for name in found if name.kind == "person" and len(name.words) > 1}
    found += list(_missed(parse, surnames, found))
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in found:
        for kind, weight in _evidence(name):
            votes[name.key][kind] += weight
    mentions = (_settled(name, surnames, votes) for name in found)
    return tuple(sorted(mentions, key=lambda mention: mention.evidence))


def _names_of(doc: Doc) -> Iterator[_Name]:
    taken: set[int] = set()
    longer = {token.i for entity in doc.ents if _keeps_its_words(entity) for token in entity}
    for tokens, rule in _countries(doc):
        if not longer & {token.i for token in tokens}:
            taken |= {token.i for token in tokens}
            yield _Name(tokens, "place" if rule == "country-name" else "group", rule)
    for entity in doc.ents:
        for part in _parts(entity) if entity.label_ in KINDS else ():
            tokens = _trimmed(part)
            if tokens and not taken & {token.i for token in tokens}:
                yield _Name(tokens, KINDS[entity.label_], "name")
    for token in doc:
        if token.pos_ == "PROPN" and not token.ent_type_ and token.i not in taken and _is_city(token):
            yield _Name([token], "place", "city")
        elif token.i not in taken and _is_lone_actor(token):
            yield _Name(_with_first_names(token), "person", "lone-name")


def _is_lone_actor(token: Token) -> bool:
    """Whether a name that the model says nothing of does something: the subject or object of a verb, in capitals once."""
    if token.pos_ != "PROPN" or token.ent_type_ or token.dep_ not in ("nsubj", "nsubjpass", "dobj"):
        return False
    plain_name = len(token.text) > 3 and token.text[0].isupper() and token.text[1:].islower()
    bare = not any(child.dep_ in ("det", "amod", "nummod", "poss") for child in token.children)
    return plain_name and bare and token.head.pos_ == "VERB" and not token.lower_.endswith(("day", "ber"))


def _with_first_names(token: Token) -> list[Token]:
    """The name with the names directly before it."""
    first = token.i
    while (
        first
        and token.doc[first - 1].dep_ == "compound"
        and token.doc[first - 1].pos_ == "PROPN"
        and not token.doc[first - 1].ent_type_
    ):
        first -= 1
    return list(token.doc[first : token.i + 1])


def _is_city(token: Token) -> bool:
    """Whether a name that the model says nothing of is a large city's, and no part of a longer name."""
    beside = [token.doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc)]
    if any(each.pos_ == "PROPN" or each.text == "-" for each in beside) or token.text.lower() in _given_names():
        return False
    found = (each for each in localities(token.text) if plain(each.name) == token.lower_)
    return any(each.kind == "city" and each.population >= CITY for each in found)


@cache
def _given_names() -> frozenset[str]:
    return frozenset(name for names in lexicon("given_names").values() for name in names)


def _keeps_its_words(entity: DocSpan) -> bool:
    """Whether a country's name inside is part of a longer name: a person's, or "the U.S. Senate"."""
    words = [token for token in entity if token.lower_ != "the" and token.tag_ != "POS"]
    if entity.label_ == "PERSON":
        return len(entity) > 1
    if entity.label_ not in ("ORG", "FAC") or len(words) < 2:
        return False
    return words[-1].lower_ in lexicon("people")["bodies"]


def _parts(entity: DocSpan) -> Iterator[list[Token]]:
    """The names in one stretch of the model's: "Lima, Peru" are two places, "World Bank (WB" two names of one body."""
    part: list[Token] = []
    for token in entity:
        if token.text in "()[]:;" or (token.text == "," and entity.label_ in ("GPE", "LOC")):
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _countries(doc: Doc) -> Iterator[tuple[list[Token], str]]:
    """Runs of words that name a country, the longest first; then single demonyms."""
    at = 0
    while at < len(doc):
        if not doc[at].text[0].isupper():
            at += 1
            continue
        for length in range(min(LONGEST_COUNTRY, len(doc) - at), 0, -1):
            tokens = list(doc[at : at + length])
            if tokens[-1].tag_ == "POS":
                continue
            words = doc[at : at + length].text
            capital = words[:1].isupper() and not tokens[0].is_stop or words in ("U.S.", "US", "U.K.", "UK")
            if capital and country_code(words) and not _inside_name(tokens):
                yield tokens, "country-name"
                break
            if length == 1 and words[:1].isupper() and demonym_code(words) and tokens[0].pos_ != "VERB":
                yield tokens, "demonym"
        at += length if length > 1 else 1


def _inside_name(tokens: list[Token]) -> bool:
    """ "Jordan" in "Michael Jordan", "America" in "Bank of America" or "Latin America" are no countries."""
    first, last = tokens[0], tokens[-1]
    before = first.nbor(-1) if first.i else None
    entity = [token for token in first.doc if token.ent_type_ and token.i == first.i]
    longer = bool(entity) and (
        first.ent_iob_ == "I" and before is not None and before.lower_ not in ("the", "and", ",")
    )
    after = last.nbor(1) if last.i + 1 < len(last.doc) else None
    goes_on = (
        after is not None
        and after.ent_iob_ == "I"
        and after.ent_type_ in ("ORG", "PERSON", "FAC", "LOC")
        and (after.pos_ == "PROPN")
    )
    return longer or goes_on


def _trimmed(tokens: list[Token]) -> list[Token]:
    """Without articles and titles in front and "'s" behind; nothing if no word has a capital."""
    words = lexicon("people")
    while tokens and (tokens[0].lower_ in ("the", "a", "an") or not tokens[0].text[0].isalnum()):
        tokens = tokens[1:]
    while tokens and _hangs_on(tokens[-1]):
        tokens = tokens[:-1]
    while len(tokens) > 1 and tokens[0].lower_ in words["titles"] and tokens[0].ent_type_ == "PERSON":
        tokens = tokens[1:]
    if len(tokens) == 1 and tokens[0].lower_ in words["titles"] and tokens[0].i and tokens[0].nbor(-1).lower_ == "of":
        return []  # "Secretary of State"
    if not any(token.text[0].isupper() for token in tokens):
        return []
    first = tokens[0]
    return tokens if first.text[0].isupper() or first.lower_.split("-")[0] in words["particles"] else []


def _hangs_on(last: Token) -> bool:
    """ "'s", a mark or a small word behind a name, and "Image" where a caption's credit begins."""
    if last.tag_ == "POS" or last.pos_ in ("ADP", "CCONJ", "DET") or last.text[0].islower():
        return True
    return not last.text[-1].isalnum() and last.text[-1] != "." or last.lower_ in lexicon("people")["captions"]


# -- what the article as a whole says -------------------------------------------------------------------------------


def _missed(parse: Parse, surnames: set[str], found: Sequence[_Name]) -> Iterator[_Name]:
    """Names that the model found elsewhere in the article, and surnames of the people in it."""
    known = _repeatable(found)
    covered = {(id(token.doc), token.i) for name in found for token in name.tokens}
    for doc in parse.docs:
        for token in doc:
            if token.pos_ != "PROPN" or (id(doc), token.i) in covered:
                continue
            words, kind = _longest(doc, token.i, known.get(token.text, ()))
            tokens = doc[token.i : token.i + max(len(words), 1)]
            if not (words or token.text in surnames) or any((id(doc), each.i) in covered for each in tokens):
                continue
            covered |= {(id(doc), each.i) for each in tokens}
            yield _Name(list(tokens), kind, "repeated-name") if words else _Name([token], "person", "surname")


def _repeatable(found: Iterable[_Name]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """By its first word: each name of several words, or found twice, with the kind it mostly has; the longest first."""
    kinds: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for name in found:
        if name.rule == "name":
            kinds[name.words][name.kind] += 1
    known = defaultdict(list)
    for words, counts in sorted(kinds.items(), key=lambda pair: -len(pair[0])):
        if len(words) > 1 or counts.total() > 1:
            known[words[0]].append((words, counts.most_common(1)[0][0]))
    return known


def _longest(doc: Doc, at: int, names: Iterable[tuple[tuple[str, ...], str]]) -> tuple[tuple[str, ...], str]:
    """The longest of some names that stands at a token as a whole; no words where none does."""
    for words, kind in names:
        end = at + len(words)
        beside = [doc[i] for i in (at - 1, end) if 0 <= i < len(doc)]
        if len(words) == 1 and any(token.pos_ == "PROPN" for token in beside):
            continue  # part of a longer name
        if tuple(token.text for token in doc[at:end]) == words:
            return words, kind
    return (), ""


def _evidence(name: _Name) -> Iterator[tuple[str, float]]:
    """What speaks for which kind: the model's own word, the word before the name, and the name's last word."""
    yield name.kind, 1.0
    first, last = name.tokens[0], name.tokens[-1]
    if name.key in lexicon("people")["creeds"] or (len(name.tokens) == 1 and any(c.isdigit() for c in first.text)):
        yield "other", 9.0
    before = first.nbor(-1).lower_ if first.i else ""
    if last.lower_ in lexicon("people")["bodies"]:
        yield "organisation", 3.0
    elif before in lexicon("people")["before_a_name"]:
        yield "person", 3.0
    elif _stands_as_a_place(first, last) and any(each.population > TOWN for each in localities(" ".join(name.words))):
        yield "place", 2.0


def _stands_as_a_place(first: Token, last: Token) -> bool:
    """ "In [Lima]", "Ann Lee, 32, of [Lima]", "a [Lima] man"."""
    before = [token.lower_ for token in first.doc[max(0, first.i - 2) : first.i]]
    after = last.nbor(1).lower_ if last.i + 1 < len(last.doc) else ""
    words = lexicon("toponyms")
    return before[-1:] in (["in"], ["near"], ["downtown"]) or before == [",", "of"] or after in words["at_home"]


def _settled(name: _Name, surnames: set[str], votes: dict[str, dict[str, float]]) -> Mention:
    """The mention with the kind that the article as a whole gives it."""
    rule, kind = name.rule, name.kind
    if rule in ("name", "repeated-name"):
        kind = max(votes[name.key], key=votes[name.key].__getitem__)
        if len(name.words) == 1 and name.words[0] in surnames:
            rule, kind = "surname", "person"
    return Mention(evidence=span_of(name.tokens), rule=rule, kind=kind)
