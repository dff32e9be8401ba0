"""Finds who is given which words: source, cue and content, as PARC 3 and PolNeAR count them.

Rules:
- `reporting-clause`: a reporting verb with its subject and its clause ("the mayor said that it was late")
- `quoted-clause`: a reporting verb beside quoted words ("It is late," said the mayor)
- `according-to`: "according to the report"
- `naming`: what somebody calls something ("has called it a "reckless escalation"")
- `feeling`: what somebody is worried or concerned by
- `viewpoint`: "in the U.S. reading", "in Lee's view"
- `carried-over`: a quotation that goes on behind the sentence that names its speaker
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from storykit.lexicons import lexicon
from storykit.parse import Parse, span_of
from storykit.story import Attribution, Entity, Span

CLAUSES = ("ccomp", "xcomp")
LONG_QUOTE = 4  # words, from which a quotation is somebody's speech
LINKS = ("aux", "auxpass", "neg", "prt")


def find_attributions(parse: Parse, entities: Sequence[Entity], quoted: Sequence[Span]) -> tuple[Attribution, ...]:
    """Every attribution in the order of the text, nested ones included, each with its chain from the writer inwards.

    Args:
        parse: the parsed article.
        entities: who may be meant by a source; a pronoun is tied to whoever mentions it.
        quoted: the stretches between quotation marks, the marks left out.
    """
    reading = _Reading(parse, entities, quoted)
    found: dict[tuple[Span, ...], Attribution] = {}
    for doc in parse.docs:
        for sentence in doc.sents:
            for each in reading.sentence(sentence):
                found.setdefault((each.cue, *each.content[:1]), each)
    found |= {(each.cue, *each.content): each for each in reading.carried(list(found.values()))}
    ordered = sorted(found.values(), key=lambda each: (each.evidence, each.cue))
    return tuple(replace(each, nested_source=reading.chain(each, ordered)) for each in ordered)


@cache
def verb_kinds() -> dict[str, str]:
    """Reporting verbs and their kinds."""
    verbs = lexicon("reporting")["verbs"]
    return {verb: kind for kind in ("neutral", "commits", "doubts", "evaluates") for verb in verbs[kind]}


class _Reading:
    """One article's attributions in the making."""

    def __init__(self, parse: Parse, entities: Sequence[Entity], quoted: Sequence[Span]) -> None:
        self.parse, self.entities, self.quoted = parse, entities, quoted
        self.text = parse.article.text

    def sentence(self, sentence: DocSpan) -> Iterator[Attribution]:
        for token in sentence:
            if token.lower_ in lexicon("reporting")["verbs"]["feeling"]:
                yield from self.feeling(token)
            elif token.pos_ in ("VERB", "AUX") and token.lemma_ in verb_kinds() and not self.in_quote(token):
                yield from self.verb(token, sentence)
            elif token.lower_ == "according":
                yield from self.according(token, sentence)
            elif token.lower_ in lexicon("reporting")["verbs"]["nested"] and token.dep_ == "pobj" and token.head.lower_ == "in":
                yield from self.viewpoint(token, sentence)

    def in_quote(self, token: Token) -> bool:
        span = span_of([token])
        return any(each.covers(span) for each in self.quoted)

    # -- the forms ---------------------------------------------------------------------------------------------------

    def verb(self, verb: Token, sentence: DocSpan) -> Iterator[Attribution]:
        source, cue = _source(verb), _cue(verb)
        if source is None and not _passive(verb):
            return
        words = lexicon("reporting")["verbs"]
        clauses = [c for c in verb.children if c.dep_ in CLAUSES and (c.dep_ == "ccomp" or verb.lemma_ in words["belief"])]
        if clauses:
            content = self.clause(clauses, verb, source)
            if content is not None:
                yield self.made("reporting-clause", source, cue, [content], verb)
                return
        if verb.lemma_ in words["naming"]:
            names = [c for c in verb.children if c.dep_ in ("oprd", "attr")] or [
                each for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" for each in c.children]
            if names and source is not None:
                yield self.made("naming", source, cue, [span_of(names[0].subtree)], verb)
                return
        beside = self.quotes_of(verb, sentence, source)
        if beside and source is not None:
            yield self.made("quoted-clause", source, cue, beside, verb)

    def clause(self, clauses: list[Token], verb: Token, source: Token | None) -> Span | None:
        """The content clause, on the longer side of the verb, without the source, widened to quotes it touches."""
        tokens = [t for clause in clauses for t in clause.subtree]
        if source is not None:
            drop = {t.i for t in source.subtree} if source not in tokens or source.dep_ == "nsubj" else set()
            tokens = [t for t in tokens if t.i not in drop]
        before, after = [t for t in tokens if t.i < verb.i], [t for t in tokens if t.i > verb.i]
        side = before if len(before) > len(after) else after
        while side and (side[-1].is_punct and side[-1].text not in "”\"'" or side[-1].is_space):
            side = side[:-1]
        while side and (side[0].is_space or side[0].text in (",", ":", ";")):
            side = side[1:]
        if not any(token.is_alpha for token in side):
            return None
        span = span_of(side)
        for quote in self.quoted:
            if quote.overlaps(span) and not quote.covers(span_of([verb])):
                span = Span(min(span.start, quote.start - 1), max(span.end, quote.end + 1))
        return span

    def quotes_of(self, verb: Token, sentence: DocSpan, source: Token | None) -> list[Span]:
        """The long quotations of a sentence whose verb has no clause of its own."""
        whole = span_of(list(sentence))
        return [
            Span(quote.start - 1, min(quote.end + 1, len(self.text))) for quote in self.quoted
            if whole.overlaps(quote) and len(self.text[quote.start : quote.end].split()) >= LONG_QUOTE and quote.start > 0
        ]  # fmt: skip

    def according(self, word: Token, sentence: DocSpan) -> Iterator[Attribution]:
        to = next((child for child in word.children if child.lower_ == "to"), None)
        to = to or (word.nbor(1) if word.i + 1 < len(word.doc) and word.nbor(1).lower_ == "to" else None)
        source = next((child for child in to.children if child.dep_ == "pobj"), None) if to is not None else None
        if to is None or source is None:
            return
        taken = {word.i, to.i, *(t.i for t in source.subtree)}
        last = max(taken)
        before = [t for t in sentence if t.i < word.i]
        after = [t for t in sentence if t.i > last]
        content = _bare(before if sum(token.is_alpha for token in before) > 2 else after)
        if content:
            yield self.made("according-to", source, [word, to], [span_of(content)], word)

    def viewpoint(self, noun: Token, sentence: DocSpan) -> Iterator[Attribution]:
        """"In the U.S. reading, …": what stands around is the content."""
        owner = next((c for c in noun.children if c.dep_ in ("poss", "compound", "nmod", "amod") and c.pos_ in ("PROPN", "NOUN")), None)
        if owner is None:
            return
        taken = {t.i for t in noun.head.subtree}
        content = _bare([t for t in sentence if t.i > max(taken)])
        if len(content) > 2:
            yield self.made("viewpoint", owner, [noun.head, noun], [span_of(content)], noun)

    def feeling(self, word: Token) -> Iterator[Attribution]:
        verb = word.head if word.dep_ == "acomp" else word
        source = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        goals = [c for c in word.children if c.dep_ in ("agent", "prep", "ccomp") and c.lower_ in ("by", "about", "over", "at") or c.dep_ == "ccomp"]
        if source is not None and goals:
            content = [t for t in goals[0].subtree if t.i != goals[0].i or goals[0].dep_ == "ccomp"]
            if _bare(content):
                yield self.made("feeling", source, [word], [span_of(_bare(content))], word)

    def carried(self, found: list[Attribution]) -> Iterator[Attribution]:
        """Quoted sentences without a speaker, behind one whose words stood in marks too, in the same paragraph."""
        for doc in self.parse.paragraphs:
            extent = Span(doc.user_data["start"], doc.user_data["start"] + len(doc.text))
            here = [each for each in found if extent.covers(each.cue) and each.quote_type != "indirect"]
            for quote in self.quoted:
                free = not any(c.overlaps(quote) for each in found for c in each.content)
                before = [each for each in here if each.cue.start < quote.start]
                if free and before and extent.covers(quote) and len(self.text[quote.start : quote.end].split()) > LONG_QUOTE:
                    last = max(before, key=lambda each: each.cue)
                    yield replace(last, evidence=quote, content=(quote,), rule="carried-over", quote_type="direct", terms=None)

    # -- making one --------------------------------------------------------------------------------------------------

    def made(self, rule: str, source: Token | None, cue: list[Token], content: list[Span], verb: Token) -> Attribution:
        words = _bare(_noun_phrase(source)) if source is not None else []
        span = span_of(words) if words else None
        parts = [*content, span_of(cue), *([span] if span else [])]
        return Attribution(
            evidence=Span(min(p.start for p in parts), max(p.end for p in parts)),
            rule=rule,
            source=span,
            cue=span_of(cue),
            content=tuple(content),
            who=self.who(source),
            source_kind=self.kind(source),
            quote_type=self.quote_type(content),
            verb_kind=verb_kinds().get(verb.lemma_, "neutral"),
            terms=_terms(source),
        )

    def who(self, source: Token | None) -> Entity | None:
        """The entity whose mention is, or ends in, the head of the source."""
        if source is None:
            return None
        span = span_of([source])
        around = [(m.evidence.end - m.evidence.start, e) for e in self.entities for m in e.mentions if m.evidence.covers(span)]
        return max(around, key=lambda each: each[0])[1] if around else None

    def kind(self, source: Token | None) -> str:
        nouns = lexicon("reporting")["sources"]
        who = self.who(source)
        if source is None:
            return "anonymous"
        words = " ".join(token.text for token in source.subtree)
        if who is None and any(word in nouns["media"] for word in words.lower().split()):
            return "media"
        if source.lower_ in nouns["document"] or source.lemma_.lower() in nouns["document"]:
            return "document"
        if who is not None:
            if any(who.name.removeprefix("the ").removeprefix("The ") == name for name in nouns["media_names"]):
                return "media"
            return "named" if who.kind == "person" else "institution"
        if source.pos_ == "PROPN":
            return "named" if source.ent_type_ == "PERSON" else "institution"
        if source.lemma_.lower() in nouns["anonymous"] or source.pos_ == "PRON" and source.lower_ not in ("it", "they"):
            return "anonymous"
        return "institution"

    def quote_type(self, content: Sequence[Span]) -> str:
        inside = sum(max(0, min(c.end, q.end) - max(c.start, q.start)) for c in content for q in self.quoted)
        whole = sum(c.end - c.start for c in content)
        return "direct" if inside >= whole - 4 * len(content) else "partial" if inside else "indirect"

    def chain(self, each: Attribution, found: Sequence[Attribution]) -> tuple[str, ...]:
        """From the writer inwards: every attribution whose content holds this one's cue, then its own source."""
        outer = [o for o in found if o is not each and any(c.covers(each.cue) for c in o.content)]
        outer.sort(key=lambda o: -sum(c.end - c.start for c in o.content))
        sources = [o.source for o in [*outer, each] if o.source is not None]
        return ("writer", *(" ".join(self.text[s.start : s.end].split()) for s in sources))


def _source(verb: Token) -> Token | None:
    """Who says it: the subject, the antecedent of a relative pronoun, the agent of a passive, the subject it shares."""
    agents = [each for c in verb.children if c.dep_ == "agent" for each in c.children if each.dep_ == "pobj"]
    if agents:
        return agents[0]
    for child in verb.children:
        if child.dep_ == "nsubj":
            return verb.head if child.tag_ in ("WP", "WDT") and verb.dep_ == "relcl" else child
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return _source(verb.head)
    if verb.dep_ in ("advcl", "acl") and verb.tag_ == "VBG":
        above = verb.head if verb.head.pos_ == "VERB" else verb.head.head
        return _source(above) if above.pos_ == "VERB" and above != verb else None
    return None


def _passive(verb: Token) -> bool:
    return any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)


def _cue(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in LINKS and abs(child.i - verb.i) < 4] + [verb]


def _noun_phrase(head: Token) -> list[Token]:
    """A source without its relative clause and without what is joined to it in brackets or by commas."""
    drop = {t.i for child in head.children if child.dep_ in ("relcl", "punct", "acl", "appos", "cc") and child.i > head.i for t in child.subtree}
    return [token for token in head.subtree if token.i not in drop]


def _bare(tokens: Sequence[Token]) -> list[Token]:
    """Without blanks, commas and full stops at the ends."""
    found = list(tokens)
    while found and (found[-1].is_space or found[-1].text in (",", ".", ";", ":", "-", "–", "—", "!", "?")):
        found.pop()
    while found and (found[0].is_space or found[0].text in (",", ";", ":", "-", "–", "—")):
        found.pop(0)
    return found


def _terms(source: Token | None) -> Span | None:
    """The words beside a source that say on what terms it spoke."""
    words = set(lexicon("reporting")["sources"]["terms"])
    for child in list(source.children) if source is not None else []:
        if child.dep_ in ("relcl", "acl", "advcl") and any(token.lower_ in words for token in child.subtree):
            return span_of(_bare(list(child.subtree)))
    return None
