"""Who is meant by a source, what kind it is, and how it is named in a chain: from drafts to attributions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Token

from storykit.lexicons import lexicon
from storykit.parse import Parse, place_of, span_of
from storykit.readers.attributions.grammar import phrase_of
from storykit.readers.attributions.paragraph import Draft
from storykit.readers.attributions.speakers import antecedent, is_human
from storykit.readers.attributions.terms import terms_of
from storykit.readers.attributions.words import media_names, nouns_for
from storykit.story import Attribution, Entity, Span, SpanIndex


class Sources:
    """Who is meant by a source, what kind it is, and how it is named in a chain."""

    def __init__(self, parse: Parse, entities: Sequence[Entity]) -> None:
        self.text, self.parse = parse.article.text, parse
        self.mentions = SpanIndex((each.evidence, entity) for entity in entities for each in entity.mentions)
        self.bodies = SpanIndex(
            (each.evidence, entity) for entity in entities for each in entity.mentions
            if entity.kind == "organisation" or each.kind == "organisation" or (entity.country and each.rule == "country-name")
        )  # fmt: skip
        self.described: dict[str, Token] = {}  # "official" -> the first official, until another one comes up
        self.last: tuple[str, str] | None = None  # kind and label of the last human source

    def attribution(self, draft: Draft, quoted: SpanIndex[None]) -> Attribution:
        source = span_of(phrase_of(draft.source)) if draft.source is not None else None
        cue, content = span_of(draft.cue), tuple(sorted(draft.content))
        parts = [*content, cue, *([source] if source else [])]
        who = self.who(draft.source)
        kind, label = self.kind_and_label(draft.source, who)
        return Attribution(
            evidence=Span(min(p.start for p in parts), max(p.end for p in parts)),
            rule=draft.rule,
            source=source,
            cue=cue,
            content=content,
            who=who,
            source_kind=kind,
            quote_type=_quote_type(content, quoted),
            verb_kind=_verb_kind(draft.word),
            nested_source=(label,) if label else (),
            terms=terms_of(draft),
        )

    def who(self, source: Token | None) -> Entity | None:
        """The entity whose mention holds the head of the source, the widest mention first; else of a name beside it."""
        if source is None:
            return None
        head = antecedent(source)
        if head.lower_ == "it":
            return self.body_before(head)
        for token in [head, *(child for child in head.children if child.dep_ == "appos")]:
            place = span_of([token])
            around = [(span.end - span.start, entity) for span, entity in self.mentions.covering(place)]
            if around and (token is head or around[0][1].kind == "person"):
                return max(around, key=lambda each: each[0])[1]
        return None

    def body_before(self, it: Token) -> Entity | None:
        """The body that "it" takes up: the one subject before it in its sentence, else the one body named there."""
        before = Span(place_of(it.sent[0]), place_of(it)) if it.i > it.sent.start else None
        subjects: list[Entity] = []
        others: list[Entity] = []
        for span, entity in self.bodies.within(before) if before is not None else ():
            tokens = self.parse.tokens_in(span)
            if tokens is not None:
                (subjects if tokens.root.dep_ in ("nsubj", "nsubjpass") else others).append(entity)
        for found in (subjects, others):
            if found:
                return found[0] if all(each == found[0] for each in found) else None
        return None

    def kind_and_label(self, source: Token | None, who: Entity | None) -> tuple[str, str]:
        if source is None:
            return "anonymous", ""
        head = antecedent(source)
        if who is None and head.lower_ in ("he", "she", "they", "i", "we") and self.last:
            return self.last
        if who is None:
            head = self.first_description(head)
        kind = _entity_kind(who) if who is not None else _noun_kind(head)
        tokens = phrase_of(head) if head.pos_ != "PRON" or who is None else []
        span = span_of(_without_clause(tokens, head)) if tokens else None
        label = " ".join(self.text[span.start : span.end].split()) if span else who.name if who else ""
        if kind in ("named", "anonymous"):
            self.last = kind, label
        return kind, label

    def first_description(self, head: Token) -> Token:
        """For "the official", the official who came up before."""
        definite = any(child.lower_ in ("the", "that", "this") for child in head.children if child.dep_ == "det")
        bare = all(child.dep_ in ("det", "punct", "relcl", "acl", "appos") for child in head.children)
        if definite and bare and head.tag_ == "NN":
            return self.described.get(head.lemma_, head)
        if head.pos_ == "NOUN":
            self.described[head.lemma_] = head
        return head


def _entity_kind(entity: Entity) -> str:
    name = entity.name.removeprefix("the ").removeprefix("The ")
    if name in media_names():
        return "media"
    return "named" if entity.kind == "person" else "institution"


def _noun_kind(head: Token) -> str:
    """The kind of a source that is no known entity, by its noun."""
    if head.pos_ == "PROPN":
        name = " ".join(t.text for t in head.doc[head.left_edge.i : head.i + 1] if t.pos_ == "PROPN")
        return "media" if name in media_names() else "named" if head.ent_type_ == "PERSON" else "institution"
    words = {head.lemma_.lower(), head.lower_}
    beside = {child.lower_ for child in head.children if child.dep_ in ("compound", "amod", "poss")}
    if (words | beside) & nouns_for("media"):
        return "media" if words & (nouns_for("media") | nouns_for("document")) else "anonymous"
    if words & nouns_for("document"):
        return "document"
    if head.pos_ == "PRON":
        return "institution" if head.lower_ in ("it", "they") else "anonymous"
    human = words & nouns_for("anonymous") or (is_human(head) and not words & nouns_for("institution"))
    return "anonymous" if human else "institution"


def _without_clause(tokens: list[Token], head: Token) -> list[Token]:
    """A source without what is said about it behind a comma or in a relative clause."""
    drop = {
        token.i for child in head.children if child.dep_ in ("relcl", "appos") or (child.dep_ == "acl" and child.tag_ == "VBG")
        for token in child.subtree
    }  # fmt: skip
    kept = [token for token in tokens if token.i not in drop]
    while len(kept) > 1 and kept[-1].is_punct:
        kept.pop()
    return kept or tokens


def _quote_type(content: Sequence[Span], quoted: SpanIndex[None]) -> str:
    """Direct where all words stand in marks, partial where some do."""
    inside = sum(min(c.end, q.end) - max(c.start, q.start) for c in content for q, _ in quoted.overlapping(c))
    outside = sum(c.end - c.start for c in content) - inside
    return "indirect" if not inside else "direct" if outside <= 4 * len(content) else "partial"


@cache
def _kinds() -> dict[str, str]:
    return {verb: kind for kind, verbs in lexicon("reporting_verbs")["kinds"].items() for verb in verbs.split()}


def _verb_kind(word: Token) -> str:
    return _kinds().get(word.lemma_, "neutral")
