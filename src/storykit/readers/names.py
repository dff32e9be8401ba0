"""Finds the proper names of an article and settles, over the whole article, what kind each name is.

Rules:
- `country-name`: a country by one of its names ("the U.S.")
- `demonym`: a word for a country's people ("Russian troops")
- `name`: a name found by the language model ("Lima Group"); its kind is what most of its mentions are
- `surname`: the last name of somebody named in full elsewhere ("Pompeo")
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from storykit.gazetteer import country_code, demonym_code, plain
from storykit.lexicons import lexicon
from storykit.parse import Parse, span_of
from storykit.story import Mention

KINDS = {
    "PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "organisation", "NORP": "group",
    "EVENT": "other", "PRODUCT": "other", "WORK_OF_ART": "other", "LAW": "other",
}  # fmt: skip
LONGEST_COUNTRY = 5  # words


def find_names(parse: Parse) -> tuple[Mention, ...]:
    """Every proper name in the headline and the paragraphs, in the order of the text, none overlapping another."""
    found = [name for doc in parse.docs for name in _names_of(doc)]
    text = parse.article.text
    surnames = {_words(text, name)[-1] for name in found if name.kind == "person" and len(_words(text, name)) > 1}
    found += _missed_surnames(parse, surnames, found)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in found:
        votes[plain(text[name.evidence.start : name.evidence.end])][name.kind] += 1
    return tuple(sorted((_settled(name, text, surnames, votes) for name in found), key=lambda name: name.evidence))


def _names_of(doc: Doc) -> Iterator[Mention]:
    taken: set[int] = set()
    people = {token.i for entity in doc.ents if entity.label_ == "PERSON" and len(entity) > 1 for token in entity}
    for tokens, rule in _countries(doc):
        if not people & {token.i for token in tokens}:
            taken |= {token.i for token in tokens}
            yield Mention(evidence=span_of(tokens), rule=rule, kind="place" if rule == "country-name" else "group")
    for entity in doc.ents:
        tokens = _trimmed(list(entity))
        if entity.label_ in KINDS and tokens and not taken & {token.i for token in tokens}:
            yield Mention(evidence=span_of(tokens), rule="name", kind=KINDS[entity.label_])


def _countries(doc: Doc) -> Iterator[tuple[list[Token], str]]:
    """Runs of words that name a country, the longest first; then single demonyms."""
    at = 0
    while at < len(doc):
        if not doc[at].text[0].isupper():
            at += 1
            continue
        for length in range(min(LONGEST_COUNTRY, len(doc) - at), 0, -1):
            tokens = list(doc[at : at + length])
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
    """Without "the" in front, "'s" behind, and quotation marks at the ends; nothing if no word has a capital."""
    while tokens and (tokens[0].lower_ in ("the", "a", "an") or not tokens[0].text[0].isalnum()):
        tokens = tokens[1:]
    while tokens and (tokens[-1].tag_ == "POS" or not tokens[-1].text[-1].isalnum() and tokens[-1].text[-1] != "."):
        tokens = tokens[:-1]
    titles = lexicon("people")["titles"]
    while len(tokens) > 1 and tokens[0].lower_ in titles and tokens[0].ent_type_ == "PERSON":
        tokens = tokens[1:]
    if len(tokens) == 1 and tokens[0].lower_ in titles and tokens[0].i and tokens[0].nbor(-1).lower_ == "of":
        return []  # "Secretary of State"
    return tokens if any(token.text[0].isupper() for token in tokens) else []


def _words(text: str, name: Mention) -> list[str]:
    return text[name.evidence.start : name.evidence.end].split()


def _missed_surnames(parse: Parse, surnames: set[str], found: list[Mention]) -> list[Mention]:
    starts = {name.evidence.start for name in found}
    inside = [name.evidence for name in found]
    missed = []
    for doc in parse.docs:
        for token in doc:
            if token.text in surnames and token.pos_ == "PROPN":
                span = span_of([token])
                if span.start not in starts and not any(span.overlaps(other) for other in inside):
                    missed.append(Mention(evidence=span, rule="surname", kind="person"))
    return missed


def _settled(name: Mention, text: str, surnames: set[str], votes: dict[str, Counter[str]]) -> Mention:
    """The same mention with the kind that the article as a whole gives it."""
    words = _words(text, name)
    if name.rule != "name":
        return name
    if len(words) == 1 and words[0] in surnames:
        return Mention(evidence=name.evidence, rule="surname", kind="person")
    kind = votes[plain(" ".join(words))].most_common(1)[0][0]
    return Mention(evidence=name.evidence, rule="name", kind=kind)
