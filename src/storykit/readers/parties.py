"""Finds who may be for or against something without a name ("the teachers' union", "residents"), and what ("a ban on trawling").

Rules (of a mention):
- `described-body`: a noun for a body or an office: "the county council", "the mayor"
- `described-people`: several of a kind: "residents", "the parents"
- `measure`: a noun for a plan, a law, a ban, with what it is about: "a ban on trawling"
A noun alone goes with the only longer description that ends so ("the council" with "the county council"); where two fit, it is
left to neither. A noun that belongs to a name ("the Lima council", "Lee's plan") is not described but named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from storykit.lexicons import lexicon
from storykit.parse import Parse, span_of
from storykit.story import Entity, Mention, SpanIndex

KINDS = {"bodies": "organisation", "offices": "person", "people": "group", "measures": "other"}
RULES = {"organisation": "described-body", "person": "described-body", "group": "described-people", "other": "measure"}
BEFORE = ("amod", "compound", "nmod", "poss")
ABOUT = ("on", "of", "for", "against", "to", "between")
LONGEST = 9  # words of what a measure is about


class _Described(NamedTuple):
    """A description: its head, the words that tell it from others, and whether there are any."""

    kind: str
    head: str
    words: str
    mention: Mention


def find_parties(parse: Parse, entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Those without a name, in the order of their first mention; none shares a word with a named entity.

    Args:
        parse: the parsed article.
        entities: the named entities, whose mentions are left alone.

    Returns:
        Entities of kind organisation, person (an office), group or other (a measure).
    """
    named = SpanIndex((mention.evidence, None) for entity in entities for mention in entity.mentions)
    found = [each for doc in parse.paragraphs for each in _in_paragraph(doc, named)]
    names = {entity.name for entity in entities}
    made = (_entity(each, parse.article.text) for each in _gathered(found))
    return tuple(sorted((each for each in made if each.name not in names), key=lambda each: each.mentions[0].evidence))


def _in_paragraph(doc: Doc, named: SpanIndex[None]) -> Iterator[_Described]:
    for head in doc:
        kind = _nouns().get(head.lemma_.lower()) if head.pos_ == "NOUN" else None
        if kind is None or kind != "other" and (kind == "group") != (head.tag_ == "NNS"):
            continue  # people are many, a body or an office is one, a measure may be either
        before = _before(head)
        tail = _about(head, named) if kind == "other" else []
        if not named.overlapping(span_of([*before, head])) and not _is_part(head):
            words = " ".join(token.lower_ for token in (*before, *tail))
            mention = Mention(evidence=span_of([*before, head, *tail]), rule=RULES[kind], kind=kind)
            yield _Described(kind, head.lemma_.lower(), words, mention)


@cache
def _nouns() -> dict[str, str]:
    """Noun -> kind of entity."""
    return {noun: kind for name, kind in KINDS.items() for noun in lexicon("parties")[name].split()}


def _before(head: Token) -> list[Token]:
    """The modifiers right before a noun, "the", "her" and the like left out: "county", "teachers'"."""
    words: list[Token] = []
    for child in head.lefts:
        if child.dep_ in BEFORE and child.tag_ != "PRP$":
            words += [token for token in child.subtree if token.dep_ != "det"]
    at = head.i - len(words)
    return words if words and [token.i for token in words] == list(range(at, head.i)) else []


def _about(head: Token, named: SpanIndex[None]) -> list[Token]:
    """What stands behind a measure and says what it is about: "on trawling", "to close the library"."""
    for child in head.rights:
        infinitive = child.dep_ == "acl" and child.tag_ == "VB"
        if child.dep_ == "prep" and child.lower_ in ABOUT or infinitive:
            words = list(child.subtree)
            near = words[0].i == head.i + 1 and len(words) <= LONGEST and words[-1].i == head.i + len(words)
            return words if near and not named.overlapping(span_of(words)) else []
    return []


def _is_part(head: Token) -> bool:
    """Whether a noun only modifies another one ("the union leader")."""
    return head.dep_ in ("compound", "amod", "nmod")


def _gathered(found: Sequence[_Described]) -> Iterator[list[_Described]]:
    """The descriptions of each party: of one kind and noun, and of the same words, or of none where one other fits."""
    by_head: dict[tuple[str, str], dict[str, list[_Described]]] = defaultdict(lambda: defaultdict(list))
    for each in found:
        by_head[each.kind, each.head][each.words].append(each)
    for forms in by_head.values():
        bare = forms.pop("", [])
        if len(forms) == 1:
            yield [*bare, *next(iter(forms.values()))]
            continue
        yield from forms.values()
        if bare and not forms:
            yield bare


def _entity(found: Sequence[_Described], text: str) -> Entity:
    mentions = tuple(sorted((each.mention for each in found), key=lambda mention: mention.evidence))
    name = max((" ".join(text[each.evidence.start : each.evidence.end].split()) for each in mentions), key=len)
    if name[1:2].islower():  # a capital at the beginning of a sentence
        name = name[0].lower() + name[1:]
    return Entity(name=name, kind=found[0].kind, country=None, mentions=mentions)
