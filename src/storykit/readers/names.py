"""Finds the proper names of an article and settles, over the whole article, what kind each name is.

Rules:
- `country-name`: a country by one of its names ("the U.S.")
- `demonym`: a word for a country's people ("Russian troops")
- `name`: a name found by the language model ("Lima Group"); its kind is what most speaks for in the article
- `repeated-name`: a name that the model found elsewhere in the article ("Lima Group")
- `city`: a large city that the model missed ("Lima")
- `surname`: the last name of somebody named in full elsewhere ("Pompeo")
- `lone-name`: a name the model says nothing of, where it acts, has an age or a first name ("Ostrander praised the plan")
- `dateline`: the place and the news agency before the story's first words ("LIMA (Reuters) -")
- `result`: who played, in a line that is a result, a rank or a fixture ("Lima 2 Cusco 1")
- `known-body`: a body of the list of well-known ones that the model missed ("NATO")
A line in capitals tells the model little: there only what is known from the lists or the rest of the article is a name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from storykit.gazetteer import country_code, demonym_code, localities, plain
from storykit.lexicons import lexicon
from storykit.parse import Parse, span_of
from storykit.story import Article, Mention, Span

KINDS = {
    "PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "organisation", "NORP": "group",
    "EVENT": "other", "PRODUCT": "other", "WORK_OF_ART": "other", "LAW": "other",
}  # fmt: skip
LONGEST_COUNTRY = 5  # words
CITY = 300_000  # people of a city that is recognised by its name alone
TOWN = 5_000  # people of a place that "in" before its name speaks for
LONG_NAME = 12  # letters of a name in capitals; a longer line in capitals is a headline
LONGEST_LINE = 30  # words of a headline or a result
TEAM = r"([A-Z][^\W\d]+(?:[ -][A-Z][^\W\d]+){0,2})"
RESULT = re.compile(rf"{TEAM}\s\d{{1,3}},?\s+{TEAM}\s\d{{1,3}}\W*")  # "Lima 2 Cusco 1"
RANK = re.compile(rf"{TEAM}(?:\s[\d.-]+){{4,}}")  # "Lima 10 6 3 1"
FIXTURE = re.compile(rf"{TEAM} (?:at|AT|v|vs\.?) {TEAM}")  # "Lima at Cusco"
DATE = re.compile(r"\s(?:19|20)\d\d-\d\d")
SCORE = re.compile(r"\b\d+-\d+\b")


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
    found = _without_common_words(parse, [name for doc in parse.docs for name in _names_of(doc)])
    votes: dict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    kinds = _kinds(found, votes)
    surnames = _surnames(name.words for name in found if kinds[name.key] == "person")
    missed = list(_missed(parse, surnames, found))
    kinds = _kinds(missed, votes)
    mentions = [_settled(name, surnames, kinds) for name in [*found, *missed]]
    return tuple(sorted([*mentions, *_in_the_dateline(parse.article)], key=lambda mention: mention.evidence))


def _surnames(people: Iterable[tuple[str, ...]]) -> set[str]:
    """The last words of full names; "Lee Papers" beside "Ann Lee" is no full name but something of Lee's."""
    full = {words for words in people if len(words) > 1 and not words[-1].isupper()}
    last = {words[-1] for words in full}
    return {words[-1] for words in full if words[0] not in last or words[0].lower() in _given_names()}


def _in_the_dateline(article: Article) -> Iterator[Mention]:
    """ "LIMA" and "Reuters" in "LIMA (Reuters) -", which stand before the paragraphs."""
    if article.dateline is None or not localities(article.dateline.place.split(",")[0]):
        return  # "SOCCER - Peru won"
    place = article.dateline.evidence
    yield Mention(evidence=place, rule="dateline", kind="place")
    at = article.text.find(article.agency, place.end, article.body.start) if article.agency else -1
    if article.agency and at >= 0:
        yield Mention(evidence=Span(at, at + len(article.agency)), rule="dateline", kind="organisation")


def _names_of(doc: Doc) -> Iterator[_Name]:
    """The names of a paragraph or the headline, none overlapping another: the surest first."""
    taken: set[int] = set()
    for name in _candidates(doc):
        places = {token.i for token in name.tokens}
        if places and not places & taken:
            taken |= places
            yield name


def _candidates(doc: Doc) -> Iterator[_Name]:
    capitals = _is_in_capitals(doc)
    entities = [] if capitals else _joined([entity for entity in doc.ents if entity.label_ in KINDS])
    longer = {token.i for entity in entities if _keeps_its_words(entity) for token in entity}
    for tokens, rule in _countries(doc, capitals):
        if not longer & {token.i for token in tokens}:
            yield _Name(tokens, "place" if rule == "country-name" else "group", rule)
    if doc and _is_filed_from(doc[0]):
        yield _Name([doc[0]], "place", "city")
    for tokens in _in_a_result(doc):
        yield _Name(tokens, "organisation", "result")
    for part, label in (pair for entity in entities for pair in _parts(entity)):
        yield _Name(_whole(_trimmed(part), label), KINDS[label], "name")
    for entity in entities:
        if entity.label_ == "ORG" and (short := _initials_behind(entity)) is not None:
            yield _Name([short], "organisation", "name")
    for tokens in _known_bodies(doc):
        yield _Name(tokens, "organisation", "known-body")
    for token in doc:
        if token.pos_ == "PROPN" and not token.ent_type_ and _is_city(token):
            yield _Name([token], "place", "city")
        elif not capitals and (_is_lone_actor(token) or (_is_free_name(token) and _has_an_age(token))):
            yield _Name(_with_first_names(token), "person", "lone-name")
        elif not capitals and _is_a_first_name(token):
            yield _Name([token, token.nbor(1)], "person", "lone-name")


def _in_a_result(doc: Doc) -> Iterator[list[Token]]:
    """Who played, in a line that gives a result, a rank or a fixture: "Lima 2 Cusco 1", "Lima 10 6 3 1", "Lima at Cusco"."""
    line = doc.text.strip() if len(doc) <= LONGEST_LINE else ""
    found = RESULT.fullmatch(line) or RANK.fullmatch(line) or FIXTURE.fullmatch(line)
    if found is None or (found.re is FIXTURE and not all(localities(team) for team in found.groups())):
        return
    for team in range(1, found.re.groups + 1):
        start, end = found.span(team)
        span = doc.char_span(doc.text.index(line) + start, doc.text.index(line) + end)
        if span is not None:
            yield list(span)


def _initials_behind(entity: DocSpan) -> Token | None:
    """ "KDP" in "Kurdistan Democratic Party (KDP)"."""
    if (
        entity.end + 2 >= len(entity.doc)
        or entity.doc[entity.end].text != "("
        or entity.doc[entity.end + 2].text != ")"
    ):
        return None
    short = entity.doc[entity.end + 1]
    return short if short.text == "".join(token.text[0] for token in entity if token.text[0].isupper()) else None


def _joined(entities: Sequence[DocSpan]) -> list[DocSpan]:
    """The model's names, two of bodies as one where the first leaves off before "for": "Council [for] Refugees"."""
    joined: list[DocSpan] = []
    for entity in entities:
        first = joined[-1] if joined and joined[-1].label_ == entity.label_ == "ORG" else None
        if first is not None and first[-1].lower_ in lexicon("people")["bodies"]:
            between = first.doc[first.end : entity.start].text.lower()
            if between in ("of", "for", "of the", "for the"):
                joined[-1] = DocSpan(entity.doc, first.start, entity.end, label="ORG")
                continue
        joined.append(entity)
    return joined


def _is_in_capitals(doc: Doc) -> bool:
    """Whether a line stands in capitals, as a headline of a news agency does."""
    if len(doc) > LONGEST_LINE:
        return False
    letters = [letter for letter in doc.text if letter.isalpha()]
    return len(letters) > LONG_NAME and sum(letter.isupper() for letter in letters) > 0.8 * len(letters)


def _is_filed_from(token: Token) -> bool:
    """ "LIMA 1996-12-06": a city in capitals before a date."""
    return token.text.isupper() and bool(localities(token.text)) and DATE.match(token.doc.text, len(token)) is not None


def _known_bodies(doc: Doc) -> Iterator[list[Token]]:
    """Runs of up to three words that name a body of the list, the longest first."""
    names = _listed_bodies()
    for at, word in enumerate([token.text for token in doc]):
        if word in names["first"]:
            for length in (3, 2, 1):
                tokens = list(doc[at : at + length])
                if " ".join(each.text for each in tokens) in names["whole"] and tokens[-1].pos_ in ("PROPN", "NOUN"):
                    yield tokens
                    break


@cache
def _listed_bodies() -> dict[str, frozenset[str]]:
    """The names of well-known bodies, clubs and media, and the first words of them."""
    lists = (*(lexicon("bodies")[kind] for kind in ("well_known", "clubs")), _sure_media())
    whole = frozenset(name.strip() for names in lists for name in names.split("|"))
    return {"whole": whole, "first": frozenset(name.split()[0] for name in whole if name)}


def _sure_media() -> str:
    """The media whose names are no common words: of two words or more, or in capitals."""
    names = (name.strip() for name in lexicon("sources")["media"]["names"].split("|"))
    return "|".join(name for name in names if " " in name or (len(name) > 2 and name.isupper()))


def _whole(tokens: list[Token], label: str) -> list[Token]:
    """A person's name with the names beside it that the parser hangs on it or it on, and with what hyphens join."""
    if tokens and label == "PERSON":
        tokens = [*_with_first_names(tokens[0])[:-1], *tokens]
        last = tokens[-1]
        if last.dep_ == "compound" and last.head.i == last.i + 1 and _is_free_name(last.head):
            tokens = [*tokens, last.head]
    return _with_hyphens(tokens, label)


def _is_free_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and not token.ent_type_ and token.is_title and len(token) > 1


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


def _is_lone_actor(token: Token) -> bool:
    """Whether a name that the model says nothing of does something: the subject or object of a verb, in capitals once."""
    if token.pos_ != "PROPN" or token.ent_type_ or token.dep_ not in ("nsubj", "nsubjpass", "dobj"):
        return False
    plain_name = len(token.text) > 3 and token.text[0].isupper() and token.text[1:].islower()
    plain_name = plain_name and not (token.tag_ == "NNPS" and _opens(token)) and token.lower_ not in _too_small()
    bare = not any(child.dep_ in ("det", "amod", "nummod", "poss") for child in token.children)
    return plain_name and bare and token.head.pos_ == "VERB" and not token.lower_.endswith(("day", "ber"))


@cache
def _too_small() -> frozenset[str]:
    """Last words of the names of streets and buildings."""
    return frozenset(lexicon("toponyms")["too_small"])


def _is_a_first_name(token: Token) -> bool:
    """Whether a first name stands before another name, and the model says nothing of either."""
    if token.lower_ not in _given_names() or not _is_free_name(token) or token.i + 1 == len(token.doc):
        return False
    return _is_free_name(token.nbor(1))


def _with_first_names(token: Token) -> list[Token]:
    """The name with the names directly before it, titles left out."""
    first, titles = token.i, lexicon("people")["titles"]
    while first:
        before = token.doc[first - 1]
        if before.dep_ != "compound" or not _is_free_name(before) or before.lower_ in titles or _is_human_noun(before):
            break
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
    """Whether a country's name inside is part of a longer name: a person's, "the U.S. Senate" or "the Greek Cup"."""
    words = [token for token in entity if token.lower_ != "the" and token.tag_ != "POS"]
    if entity.label_ == "PERSON":
        return len(entity) > 1
    if len(words) < 2 or not words[-1].text[0].isupper():
        return False
    bodies = lexicon("people")["bodies"]
    if entity.label_ in ("ORG", "FAC"):
        listed = " ".join(word.text for word in words[1:]) in _listed_bodies()["whole"]
        return listed or any(word.lower_ in bodies for word in words[1:] if word.text[0].isupper())
    return entity.label_ == "EVENT"


def _parts(entity: DocSpan) -> Iterator[tuple[list[Token], str]]:
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


def _countries(doc: Doc, in_capitals: bool) -> Iterator[tuple[list[Token], str]]:
    """Runs of words that name a country, the longest first; then single demonyms."""
    texts, at = [token.text for token in doc], 0
    while at < len(doc):
        if not texts[at][0].isupper():
            at += 1
            continue
        for length in range(min(LONGEST_COUNTRY, len(doc) - at), 0, -1):
            if texts[at + length - 1].islower() or doc[at + length - 1].tag_ == "POS":
                continue
            tokens, words = list(doc[at : at + length]), doc[at : at + length].text
            capital = not tokens[0].is_stop or words in ("U.S.", "US", "U.K.", "UK")
            if capital and country_code(words) and (in_capitals or not _inside_name(tokens)):
                yield tokens, "country-name"
                break
            if length == 1 and demonym_code(words) and not _is_no_people(tokens[0]):
                yield tokens, "demonym"
        at += length if length > 1 else 1


def _is_no_people(token: Token) -> bool:
    """Whether a demonym is a verb ("Polish the floor") or a language: "in English", "to speak English"."""
    if token.pos_ == "VERB":
        return True
    after = token.nbor(1).pos_ if token.i + 1 < len(token.doc) else ""
    if after in ("NOUN", "PROPN", "ADJ"):
        return False
    before = token.nbor(-1) if token.i else token
    return before.lower_ in ("in", "into") or before.lemma_ in lexicon("people")["languages"]


def _inside_name(tokens: list[Token]) -> bool:
    """ "Jordan" in "Michael Jordan", "America" in "Bank of America" or "Latin America" are no countries."""
    first, last = tokens[0], tokens[-1]
    before = first.nbor(-1) if first.i else None
    longer = bool(first.ent_type_) and (
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
    if len(tokens) > 2 and tokens[0].lower_ in _humans() and tokens[0].ent_type_ == "PERSON":
        tokens = tokens[1:]  # "Lawyer Ann Lee"
    if all(token.lower_ in words["titles"] for token in tokens) and _in_a_title(tokens):
        return []
    if not any(token.text[0].isupper() for token in tokens):
        return []
    first = tokens[0]
    return tokens if first.text[0].isupper() or first.lower_.split("-")[0] in words["particles"] else []


def _in_a_title(tokens: list[Token]) -> bool:
    """ "State" in "Secretary of State", "Home" in "Home Secretary"."""
    if not tokens:
        return False
    first, last = tokens[0], tokens[-1]
    after = last.nbor(1) if last.i + 1 < len(last.doc) else last
    titled = after is not last and after.text[0].isupper() and after.lower_ in lexicon("people")["titles"]
    return titled or (first.i > 0 and first.nbor(-1).lower_ in ("of", "for"))


def _hangs_on(last: Token) -> bool:
    """ "'s", a mark, a small word or a score behind a name, and "Image" where a caption's credit begins."""
    if last.tag_ == "POS" or last.pos_ in ("ADP", "CCONJ", "DET") or last.text[0].islower():
        return True
    if SCORE.fullmatch(last.text) or (last.text.isdigit() and last.ent_type_ == "PERSON"):
        return True
    return not last.text[-1].isalnum() and last.text[-1] != "." or last.lower_ in lexicon("people")["captions"]


# -- what the article as a whole says -------------------------------------------------------------------------------


def _without_common_words(parse: Parse, found: Sequence[_Name]) -> list[_Name]:
    """Without words that are names only because a sentence begins with them ("Iodine"), parts of titles, and the like."""
    small = {token.text for doc in parse.docs for token in doc if token.text.islower()}
    inside = {name.key for name in found if not _opens(name.tokens[0])}
    return [
        name for name in found
        if name.rule not in ("name", "lone-name") or len(name.words) > 1
        or (name.key not in lexicon("people")["no_names"] and (name.key not in small - inside or name.tokens[0].is_upper))
    ]  # fmt: skip


def _opens(token: Token) -> bool:
    """Whether a token opens a sentence or a quotation."""
    return bool(token.is_sent_start) or not token.nbor(-1).text[-1].isalnum()


def _missed(parse: Parse, surnames: set[str], found: Sequence[_Name]) -> Iterator[_Name]:
    """Names that the model found elsewhere in the article, and surnames of the people in it."""
    known, loud = _repeatable(found), _in_capitals(found, surnames)
    covered = {(id(token.doc), token.i) for name in found for token in name.tokens}
    for doc in parse.docs:
        capitals = _is_in_capitals(doc)
        for token in doc:
            if (id(doc), token.i) in covered or not (capitals or token.pos_ == "PROPN" or _acts_as(token, surnames)):
                continue
            words, kind = _longest(doc, token.i, (loud if capitals else known).get(token.text, ()))
            tokens = doc[token.i : token.i + max(len(words), 1)]
            lone = not words and not capitals and token.text in surnames
            if not (words or lone) or any((id(doc), each.i) in covered for each in tokens):
                continue
            covered |= {(id(doc), each.i) for each in tokens}
            yield _Name(list(tokens), kind, "repeated-name") if words else _Name([token], "person", "surname")


def _acts_as(token: Token, surnames: set[str]) -> bool:
    """Whether a surname that also is a common word does something: "Stone read slowly"."""
    if token.text not in surnames or token.i + 1 == len(token.doc):
        return False
    return token.nbor(1).pos_ in ("VERB", "AUX") or not _opens(token)


def _in_capitals(found: Iterable[_Name], surnames: Iterable[str]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """By its first word: each name of the article as a line in capitals has it, the longest first."""
    names = {tuple(word.upper() for word in name.words): name.kind for name in found if name.rule != "demonym"}
    names |= {(name.upper(),): "person" for name in surnames}
    loud = defaultdict(list)
    for words, kind in sorted(names.items(), key=lambda pair: -len(pair[0])):
        loud[words[0]].append((words, kind))
    return loud


def _repeatable(found: Iterable[_Name]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """By its first word: each name of several words, in capitals or found twice, with the kind it mostly has; the longest first."""
    kinds: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for name in found:
        if name.rule in ("name", "result"):
            kinds[name.words][name.kind] += 1
    known = defaultdict(list)
    for words, counts in sorted(kinds.items(), key=lambda pair: -len(pair[0])):
        if len(words) > 1 or counts.total() > 1 or words[0].isupper():
            known[words[0]].append((words, counts.most_common(1)[0][0]))
    return known


def _longest(doc: Doc, at: int, names: Iterable[tuple[tuple[str, ...], str]]) -> tuple[tuple[str, ...], str]:
    """The longest of some names that stands at a token as a whole; no words where none does."""
    for words, kind in names:
        end = at + len(words)
        beside = [doc[i] for i in (at - 1, end) if 0 <= i < len(doc)]
        if len(words) == 1 and any(token.pos_ == "PROPN" and not token.is_upper for token in beside):
            continue  # part of a longer name
        if tuple(token.text for token in doc[at:end]) == words:
            return words, kind
    return (), ""


def _kinds(names: Iterable[_Name], votes: dict[str, defaultdict[str, float]]) -> dict[str, str]:
    """By its key: the kind of each name that most speaks for in the whole article, once these names have voted too."""
    for name in names:
        for kind, weight in _evidence(name):
            votes[name.key][kind] += weight
    return {key: max(kinds, key=kinds.__getitem__) for key, kinds in votes.items()}


def _evidence(name: _Name) -> Iterator[tuple[str, float]]:
    """What speaks for which kind: the model's own word, the words of the name, and those around it."""
    yield name.kind, 1.0
    words, first, last = lexicon("people"), name.tokens[0], name.tokens[-1]
    whole = " ".join(name.words)
    if name.key in words["creeds"] or (len(name.tokens) == 1 and any(c.isdigit() for c in first.text)):
        yield "other", 9.0
    if name.key in words["peoples"]:
        yield "group", 9.0
    named_as = first.nbor(-1).lower_ if first.i else ""
    if whole in _listed_bodies()["whole"]:
        yield "organisation", 4.0
    elif _names_a_body(name):
        yield "organisation", 3.0
    elif named_as in words["before_a_name"] or _is_a_human(name):
        yield "person", 3.0
    elif named_as in words["before_a_thing"]:
        yield "other", 2.0
    elif named_as in words["before_a_body"] or _is_a_club(name):
        yield "organisation", 2.0
    elif _stands_as_a_place(first, last) and any(each.population > TOWN for each in localities(whole)):
        yield "place", 2.0
    elif name.kind != "group" and _is_area(name):
        yield "place", 1.5


def _is_area(name: _Name) -> bool:
    """Whether a name of one word is that of a state or province, and no first name: "Tuscany", not "Victoria"."""
    if len(name.words) > 1 or name.key in _given_names():
        return False
    found = localities(name.words[0])
    return bool(found) and found[0].kind == "area" and plain(found[0].name) == name.key


def _names_a_body(name: _Name) -> bool:
    """By a word for a body at its end, or before "of" or "for" inside: "Bank of Peru"."""
    bodies = lexicon("people")["bodies"]
    if name.tokens[-1].lower_ in bodies:
        return True
    inside = pairwise(token.lower_ for token in name.tokens)
    return any(word in bodies and small in ("of", "for") for word, small in inside)


def _is_a_human(name: _Name) -> bool:
    """By a first name, a noun for humans before it ("author Ann Lee") or behind a comma, or an age: "Ann Lee, 32,"."""
    first, last = name.tokens[0], name.tokens[-1]
    if 1 < len(name.words) < 4 and first.lower_ in _given_names() and all(word[0].isupper() for word in name.words):
        return True
    if _has_an_age(last):
        return True
    if name.kind == "place" and localities(" ".join(name.words)):
        return False
    before = first.nbor(-1) if first.i else None
    if (
        before is not None
        and before.pos_ == "NOUN"
        and before.tag_ == "NN"
        and _is_human_noun(before)
        and len(name.words) > 1
    ):
        return True
    return any(child.dep_ == "appos" and child.pos_ == "NOUN" and _is_human_noun(child) for child in last.children)


def _has_an_age(token: Token) -> bool:
    """ "Lee, 32,"."""
    after = [each.text for each in token.doc[token.i + 1 : token.i + 4]]
    return len(after) == 3 and after[0] == after[2] == "," and after[1].isdigit() and len(after[1]) == 2


def _is_human_noun(noun: Token) -> bool:
    return noun.lemma_.lower() in _humans() or noun.lower_.endswith(_human_endings())


@cache
def _humans() -> frozenset[str]:
    return frozenset(lexicon("sources")["nouns"]["anonymous"].split())


@cache
def _human_endings() -> tuple[str, ...]:
    return tuple(lexicon("sources")["nouns"]["endings"].split())


def _is_a_club(name: _Name) -> bool:
    """Whether a city's name is its club's: "Lima beat Cusco 3-1"; a country's team is its country."""
    last = name.tokens[-1]
    if name.kind != "place" or country_code(" ".join(name.words)):
        return False
    return _plays(last) and SCORE.search(last.sent.text) is not None


def _plays(token: Token) -> bool:
    """Whether a name is who plays, or against whom: the subject or object of "beat", "to" behind "lost"."""
    verb = (
        token.head.head if token.dep_ == "pobj" and token.head.lower_ in ("to", "against", "with", "by") else token.head
    )
    while verb.dep_ == "conj" and verb.pos_ != "VERB":
        verb = verb.head
    return verb.lemma_ in lexicon("bodies")["plays"] and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "conj")


def _stands_as_a_place(first: Token, last: Token) -> bool:
    """ "In [Lima]", "the town of [Lima]", "Ann Lee, 32, of [Lima]", "a [Lima] man"."""
    before = [token.lower_ for token in first.doc[max(0, first.i - 2) : first.i]]
    after = last.nbor(1).lower_ if last.i + 1 < len(last.doc) else ""
    if before[-1:] in (["in"], ["near"], ["downtown"]) or after in lexicon("toponyms")["at_home"]:
        return True
    return before[-1:] == ["of"] and (before[0] == "," or before[0] in lexicon("people")["before_a_place"])


def _settled(name: _Name, surnames: set[str], kinds: dict[str, str]) -> Mention:
    """The mention with the kind that the article as a whole gives it."""
    rule, kind = name.rule, name.kind
    if rule in ("name", "repeated-name", "lone-name"):
        kind = kinds[name.key]
        if len(name.words) == 1 and name.words[0] in surnames:
            rule, kind = "surname", "person"
    return Mention(evidence=span_of(name.tokens), rule=rule, kind=kind)
