"""Who is meant though not named: a government, "the group", "most Western countries"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from storykit.gazetteer import plain
from storykit.lexicons import listed
from storykit.parse import Parse, place_of, span_of
from storykit.story import Mention, Span

Key = tuple[str, str]  # ("country", "US"), ("person", "ann lee")
Meant = tuple[Mention, Key]  # a mention, and the key of whom it means


Words = Mapping[str, Sequence[Token]]  # in small letters -> wherever they stand in the paragraphs


def words_of(paragraphs: Iterable[Doc]) -> Words:
    """Where each word stands; the rules here look at few of them."""
    found: dict[str, list[Token]] = defaultdict(list)
    for doc in paragraphs:
        for token in doc:
            found[token.lower_].append(token)
    return found


def governments(parse: Parse, words: Words, names: Iterable[tuple[Span, str]]) -> Iterator[Meant]:
    """A country or its leader (span, ISO code) with a word for the body that governs, and what lies between."""
    bodies = listed("people", "governing")
    governed = {parse.headline, *(token.doc for token in _listed(words, bodies))}
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


def descriptions(words: Words, bodies: Sequence[tuple[Span, Key]], taken: Set[int]) -> Iterator[Meant]:
    """ "The group" for the only organisation before it whose name ends in that word."""
    ends: dict[str, list[tuple[int, Key]]] = defaultdict(list)
    for span, key in bodies:
        name = key[1].split()
        if len(name) > 1:
            ends[name[-1]].append((span.end, key))
    for token in _listed(words, ends):
        if not token.i or token.pos_ != "NOUN" or token.nbor(-1).lower_ != "the":
            continue
        span = span_of([token.nbor(-1), token])
        fits = {key for end, key in ends[token.lower_] if end < span.start}
        if len(fits) == 1 and taken.isdisjoint((span.start, place_of(token))):
            yield Mention(evidence=span, rule="definite-description", kind="organisation"), fits.pop()


def people(parse: Parse, words: Words, names: Sequence[tuple[Span, Key]]) -> Iterator[Meant]:
    """ "The judge" for the only person called so before: "Judge Ann Lee", "Ann Lee, a judge"; nobody where "a judge" came up too."""
    called: dict[str, list[tuple[int, Key]]] = defaultdict(list)
    roles: set[Token] = set()
    for span, key in names:
        tokens = parse.tokens_in(span)
        for role in _roles(tokens) if tokens is not None else ():
            called[role.lower_].append((span.end, key))
            roles.add(role)
    for noun, known in called.items():
        free = [token for token in words.get(noun, ()) if token not in roles]
        if any(_is_another(token) for token in free):
            continue
        for token in filter(_is_bare, free):
            if len(fits := {key for end, key in known if end < place_of(token)}) == 1:
                span = span_of([token.nbor(-1), token])
                yield Mention(evidence=span, rule="definite-description", kind="person"), fits.pop()


def _roles(tokens: DocSpan) -> Iterator[Token]:
    """What a person is called beside the name: "Judge [Ann Lee]", "[Ann Lee], a biologist", "his lawyer, [Ann Lee]"."""
    humans = listed("sources", "nouns", "anonymous") | listed("people", "before_a_name")
    before = tokens[0].nbor(-1) if tokens.start else None
    if before is not None and before.pos_ in ("NOUN", "PROPN") and before.lower_ in humans:
        yield before
    if tokens.root.dep_ == "appos" and tokens.root.head.pos_ == "NOUN":
        yield tokens.root.head
    yield from (child for child in tokens.root.children if child.dep_ == "appos" and child.pos_ == "NOUN")


def _is_another(token: Token) -> bool:
    return any(child.lower_ in ("a", "an", "another", "one", "every", "no") for child in token.children)


def _is_bare(token: Token) -> bool:
    """Whether a noun stands with "the" alone: not "the judge in the other case"."""
    definite = token.i and token.pos_ == "NOUN" and token.nbor(-1).lower_ == "the"
    return (
        bool(definite) and token.dep_ != "compound" and all(child.dep_ in ("det", "punct") for child in token.children)
    )


def groups(text: str, words: Words) -> Iterator[Meant]:
    for token in _listed(words, listed("people", "unnamed")):
        before = [each for each in token.lefts if each.dep_ in ("amod", "det", "nmod", "compound", "nummod")]
        if before and before[0].lower_ in listed("people", "some"):
            span = span_of([*before, token])
            key = "group", plain(text[span.start : span.end])
            yield Mention(evidence=span, rule="unnamed-group", kind="group"), key


def _listed(words: Words, wanted: Iterable[str]) -> list[Token]:
    """Each place of some words, in the order of the text."""
    return sorted((token for word in wanted for token in words.get(word, ())), key=place_of)
