"""Finds who is given which words: source, cue and content, as PARC 3 and PolNeAR count them.

Rules, each with an example ([source] {cue} «content»):
- `clause`: [the mayor] {said} «that it was late»; «it was late», [she] {said}
- `quote`: «"It is late,"» {said} [the mayor]
- `infinitive`: [the team] {hopes} «to win»
- `order`: [she] {urged} «them to wait»
- `naming`: [the union] {called} «it a mistake»
- `charge`: [the paper] {accused} «him of lying»
- `object`: [the minister] {condemned} «the attack»
- `about`: [he] {called for} «calm»
- `adjective`: [aides] {are worried} «that it will rain»
- `passive`: «the team» {is believed} [by the police] «to be abroad»
- `according-to`: «it rained», {according to} [the paper]
- `viewpoint`: {in} [the minister's] {view}, «it is late»; {for} [the union], «it is late»
- `noun`: [the minister's] {claim} «that it rained»
- `colon`: [Poll]{:} «most want rain», in a headline or before quoted words
- `dash`: «Rain is coming» {-}[official], in a headline
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from storykit.lexicons import lexicon
from storykit.parse import Parse, place_of, span_of, text_of
from storykit.story import Attribution, Entity, Span, SpanIndex

SPEECH = 4  # words, from which a quotation is taken for somebody's speech
REACH = 25  # tokens between a quotation and the verb that introduces it
CUE_PARTS = ("aux", "auxpass", "neg", "prt", "advmod")
PAUSES = frozenset([",", ";", ":", "-", "–", "—", "."])
MARKS = frozenset(['"', "“", "”", "''", "``"])
RELATIVE = ("who", "which", "that", "whom")


def find_attributions(parse: Parse, entities: Sequence[Entity], quoted: Sequence[Span]) -> tuple[Attribution, ...]:
    """Every attribution in the order of the text, nested ones included, each with its chain from the writer inwards.

    Args:
        parse: the parsed article.
        entities: who may be meant by a source; a pronoun is tied to whoever mentions it.
        quoted: the stretches between quotation marks, the marks left out.

    Returns:
        Attributions with half-open offsets into the article's text.
    """
    marks = SpanIndex((span, None) for span in quoted)
    drafts: list[_Draft] = []
    before = None
    for doc in parse.docs:
        before = _Paragraph(doc, marks, doc is parse.headline, before)
        drafts += before.drafts()
    sources = _Sources(parse, entities)
    drafts.sort(key=lambda draft: draft.content[0])
    found = sorted((sources.attribution(each, marks) for each in drafts), key=lambda each: (each.evidence, each.cue))
    contents = SpanIndex((content, each) for each in found for content in each.content)
    return tuple(replace(each, nested_source=_chain(each, contents)) for each in found)


def _chain(each: Attribution, contents: SpanIndex[Attribution]) -> tuple[str, ...]:
    """The writer, then whoever's content holds this cue, the widest first, then its own source."""
    outer = list({id(o): o for _, o in contents.covering(each.cue) if o is not each}.values())
    outer.sort(key=lambda o: -sum(c.end - c.start for c in o.content))
    return ("writer", *(o.nested_source[0] for o in [*outer, each] if o.nested_source))


@dataclass(slots=True)
class _Draft:
    """An attribution in tokens: `word` is the verb or noun the rule hangs on."""

    rule: str
    word: Token
    source: Token | None
    cue: list[Token]
    content: list[Span]
    quotes: list[int] = field(default_factory=list)


@cache
def _words(name: str, file: str = "reporting_verbs", table: str = "frames") -> frozenset[str]:
    return frozenset(lexicon(file)[table][name].split())


@cache
def _any_cue() -> frozenset[str]:
    """Every word that an attribution can hang on; of verbs and nouns, the lemmas."""
    verbs = (_words(frame) for frame in FRAMES if frame != "about")
    others = (_words("adjective"), _words("passive"), _words("viewpoint"), ("according", "per"))
    return frozenset().union(*verbs, *others, _with_prepositions("about"), _with_prepositions("noun"))


@cache
def _with_prepositions(name: str) -> dict[str, frozenset[str]]:
    """ "argue:for,against" as {"argue": {"for", "against"}}."""
    pairs = (entry.partition(":") for entry in lexicon("reporting_verbs")["frames"][name].split())
    return {word: frozenset(prepositions.split(",")) for word, _, prepositions in pairs}


# -- the frames of a verb: which of its complements are content ----------------------------------------------------------


def _clause(verb: Token) -> list[Token]:
    """The finite clause; also where the parser hangs it on the noun of "in a statement that …"."""
    own = [child for child in verb.children if child.dep_ == "ccomp"]
    inside = [noun for child in verb.children if child.dep_ == "prep" and child.i > verb.i for noun in child.children]
    hung = [
        child
        for noun in inside
        for child in noun.children
        if child.dep_ in ("acl", "relcl", "ccomp") and _marked(child, "that")
    ]
    return (own or [child for child in hung if child.tag_ != "VBG"])[:1]


def _infinitive(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ == "xcomp" and _marked(child, "to")]


def _order(verb: Token) -> list[Token]:
    """An object and its infinitive, which the parser reads as one clause or as two complements."""
    clause = [child for child in verb.children if child.dep_ in ("ccomp", "xcomp") and _marked(child, "to")]
    return [*_object(verb), *clause] if clause else []


def _naming(verb: Token) -> list[Token]:
    """What stands behind the verb as a predicate, with the object it is said of."""
    predicate = [
        child for child in verb.children
        if child.i > verb.i and (child.dep_ in ("oprd", "ccomp", "xcomp") or (child.dep_ == "prep" and child.lower_ == "as"))
    ]  # fmt: skip
    return [*_object(verb), *predicate] if predicate else []


def _charge(verb: Token) -> list[Token]:
    charge = [child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("of", "for", "with")]
    charge += [
        each for child in _object(verb) for each in child.children if each.dep_ == "prep" and each.lower_ == "of"
    ]
    return [*_object(verb), *charge] if charge and _object(verb) else []


def _object(verb: Token) -> list[Token]:
    return [
        child for child in verb.children if child.dep_ in ("dobj", "obj") and child.i > verb.i and child.tag_ != "WP"
    ][:1]


def _about(verb: Token) -> list[Token]:
    prepositions = _with_prepositions("about").get(verb.lemma_, ())
    found = [child for child in verb.children if child.dep_ in ("prep", "agent") and child.lower_ in prepositions]
    return [each for child in found[:1] for each in child.children if each.dep_ in ("pobj", "pcomp")]


def _marked(verb: Token, word: str) -> bool:
    return any(child.lower_ == word and child.dep_ in ("aux", "mark") for child in verb.children)


FRAMES: dict[str, Callable[[Token], list[Token]]] = {  # in the order in which they are tried
    "naming": _naming,
    "charge": _charge,
    "order": _order,
    "clause": _clause,
    "infinitive": _infinitive,
    "about": _about,
    "object": _object,
}


COLON = 8  # tokens, in which a name before a colon or behind a dash must lie
QUOTING = ("quote", "clause", "colon")
DEEDS = ("infinitive", "object", "order", "charge")  # nothing is left of these where they are denied
INNER = ("clause", "according-to", "naming", "passive", "adjective")  # found inside what another source says, too


def _takes(verb: Token, frame: str) -> bool:
    return verb.lemma_ in (_with_prepositions(frame) if frame == "about" else _words(frame))


# -- one paragraph -------------------------------------------------------------------------------------------------------


class _Paragraph:
    """One paragraph, or the headline, on the way to its attributions."""

    def __init__(self, doc: Doc, quoted: SpanIndex[None], headline: bool, before: _Paragraph | None) -> None:
        self.doc, self.headline, self.before = doc, headline, before
        self.found: list[_Draft] = []
        self.start, self.text = int(doc.user_data["start"]), text_of(doc)
        self.quotes = [span for span, _ in quoted.within(Span(self.start, self.start + len(self.text)))]
        self.places = [place_of(token) for token in doc] if self.quotes else []
        self.inside: list[int | None] = [None] * len(doc)  # the number of the quotation that a token stands in
        for number in reversed(range(len(self.quotes))):
            for token in self.tokens_of(self.quotes[number]):
                self.inside[token.i] = number

    def tokens_of(self, quote: Span) -> DocSpan:
        """The tokens that begin in a quotation."""
        return self.doc[bisect_left(self.places, quote.start) : bisect_left(self.places, quote.end)]

    def drafts(self) -> list[_Draft]:
        """By verb, adjective, noun and phrase first; then the quotations that are left over."""
        words = _any_cue()
        for token in self.doc:
            if (token.lemma_ in words or token.lower_ in words) and self.inside[token.i] is None:
                self.found += self.at(token)
        self.found += self.colon()
        self.found += self.dash()
        self.hand_out_quotes(self.found)
        self.found = [draft for draft in self.found if not self.is_inner(draft, self.found)]
        return self.found

    def is_inner(self, draft: _Draft, found: list[_Draft]) -> bool:
        """Whether a draft lies in what another source says, and is not plainly somebody else's saying."""
        cue = span_of(draft.cue)
        nested = any(other is not draft and any(c.covers(cue) for c in other.content) for other in found)
        return nested and (draft.rule not in INNER or draft.source is None or draft.source.pos_ == "PRON")

    def at(self, token: Token) -> Iterator[_Draft]:
        if token.lower_ in ("according", "per"):
            yield from self.according(token)
        elif token.lower_ in _words("adjective") and (token.pos_ == "ADJ" or _is_state(token)):
            yield from self.adjective(token)
        elif token.pos_ in ("VERB", "AUX"):
            yield from self.verb(token)
        elif token.pos_ == "NOUN" and token.lemma_ in _with_prepositions("noun"):
            yield from self.noun(token)
        if token.lower_ in _words("viewpoint") and token.dep_ == "pobj" and token.head.lower_ in ("in", "to"):
            yield from self.viewpoint(token)

    # -- verbs -----------------------------------------------------------------------------------------------------------

    def verb(self, verb: Token) -> Iterator[_Draft]:
        if _is_passive(verb):
            yield from self.passive(verb)
            return
        source = self.speaker(verb)
        if source is None or _is_supposed(verb) or (verb.lemma_ in _words("evidence") and not _can_speak(source)):
            return
        for name, frame in FRAMES.items():
            parts = frame(verb) if _takes(verb, name) and not (_is_denied(verb) and name in DEEDS) else []
            content = self.content(verb, source, parts) if parts else []
            if content and not _names_terms(verb):
                yield self.draft(name, verb, source, content)
                return
        if _takes(verb, "clause"):
            around = self.beside(verb, source)
            if around:
                yield self.draft("clause", verb, source, around)

    def speaker(self, verb: Token) -> Token | None:
        """Who does what the verb says, outside the quotations."""
        source = _speaker(verb)
        if source is not None and self.inside[source.i] is not None:
            others = [child for child in verb.children if child.dep_ == "nsubj" and self.inside[child.i] is None]
            return others[0] if others else None
        return source

    def draft(self, rule: str, verb: Token, source: Token | None, content: list[list[Token]]) -> _Draft:
        spans = [self.widened(span_of(part)) for part in content]
        return _Draft(rule, verb, source, _cue(verb), spans)

    def content(self, verb: Token, source: Token, parts: list[Token]) -> list[list[Token]]:
        """From the first to the last of the complements behind the verb, else the clause before it and what goes on."""
        phrase = _phrase(source)
        taken = {token.i for token in phrase} | {token.i for token in _cue(verb)}
        first, last = min(part.left_edge.i for part in parts), max(part.right_edge.i for part in parts)
        if all(part.i > verb.i for part in parts):
            first = max(first, verb.i + 1)
            if source.i > verb.i and source.i < parts[0].i:
                first = max(first, phrase[-1].i + 1)
            elif source.i > verb.i:
                last = min(last, phrase[0].i - 1) if phrase[0].i > parts[0].i else last
            return [part for part in [self.bare(first, last)] if part]
        edge = min(taken)
        before = self.only_quoted(self.bare(self.opening(verb, first), edge - 1))
        behind = self.bare(max(taken) + 1, last) if last > max(taken) else []
        return [part for part in (before, behind) if part]

    def only_quoted(self, tokens: list[Token]) -> list[Token]:
        """The last quotation of some tokens, where they end in one that is a sentence of its own."""
        number = next((self.inside[t.i] for t in reversed(tokens) if t.text not in MARKS), None)
        if number is None:
            return tokens
        quoted = [token for token in tokens if self.inside[token.i] == number]
        before = self.doc[: quoted[0].i].text.rstrip("\"“'` ")
        return quoted if before[-1:] in ("", ".", "?", "!", ":", "”", "'", '"') else tokens

    def opening(self, verb: Token, first: int) -> int:
        """Where a clause before its reporting verb begins: with its sentence, but for "and" or "but"."""
        start = verb.sent.start if verb.dep_ == "ROOT" else first
        while start < first and (self.doc[start].dep_ == "cc" or self.doc[start].text in PAUSES):
            start += 1
        return start

    def beside(self, verb: Token, source: Token) -> list[list[Token]]:
        """The sentence around a reporting verb set off by commas: "the plan, she said, is late"."""
        taken = sorted([token.i for token in _phrase(source)] + [token.i for token in _cue(verb)])
        first, last, sentence = taken[0], taken[-1], verb.sent
        for child in verb.children:
            if child.i > last and child.dep_ in ("npadvmod", "prep", "advmod", "dobj"):
                last = max(last, child.right_edge.i)
        follows = self.doc[last + 1].text if last + 1 < sentence.end else "."
        while first > sentence.start and self.doc[first - 1].text in MARKS:
            first -= 1
        if first <= sentence.start or self.doc[first - 1].text != "," or follows not in (",", ".") or _has_more(verb):
            return []
        before = self.bare(self.opening(sentence.root, sentence.start), first - 1)
        behind = self.bare(last + 1, sentence.end - 1) if follows == "," else []
        parts = [part for part in (before, behind) if len(part) > 1]
        return parts if any(token.dep_ in ("nsubj", "nsubjpass") for part in parts for token in part) else []

    def passive(self, verb: Token) -> Iterator[_Draft]:
        """ "is believed by the police to be abroad"; without an agent for some verbs only."""
        agent = _agent(verb)
        subject = next((child for child in verb.children if child.dep_ in ("nsubjpass", "nsubj")), None)
        clause = next((child for child in verb.children if _is_said_of(child)), None)
        if subject is None or (agent is None and (clause is None or verb.lemma_ not in _words("passive"))):
            return
        if agent is not None and not any(_takes(verb, frame) for frame in FRAMES):
            return
        before = [] if subject.lower_ in ("it", *RELATIVE) else self.bare(subject.left_edge.i, subject.right_edge.i)
        taken = agent.right_edge.i if agent is not None and clause is not None and agent.i < clause.i else verb.i
        behind = self.bare(max(clause.left_edge.i, taken + 1), clause.right_edge.i) if clause is not None else []
        parts = [part for part in (before, behind) if part]
        if parts:
            yield self.draft("passive", verb, agent, parts)

    # -- other forms -----------------------------------------------------------------------------------------------------

    def according(self, word: Token) -> Iterator[_Draft]:
        to = (
            word
            if word.lower_ == "per"
            else next((t for t in self.doc[word.i + 1 : word.i + 2] if t.lower_ == "to"), None)
        )
        source = next((child for child in to.children if child.dep_ == "pobj"), None) if to is not None else None
        if to is None or source is None or (word is to and source.pos_ != "PROPN"):
            return
        phrase = _phrase(source)
        parts = self.around(word.i, phrase[-1].i, word.sent)
        if parts:
            yield _Draft(
                "according-to",
                word,
                source,
                [word] if word is to else [word, to],
                [self.widened(span_of(part)) for part in parts],
            )

    def around(self, first: int, last: int, sentence: DocSpan) -> list[list[Token]]:
        """The rest of a sentence on both sides of a phrase."""
        before = self.bare(self.opening(sentence.root, sentence.start), first - 1)
        behind = self.bare(last + 1, sentence.end - 1)
        if before and behind and self.doc[last + 1].text in (";", "—", "–", "-"):
            behind = []
        return [part for part in (before, behind) if len(part) > 1]

    def viewpoint(self, noun: Token) -> Iterator[_Draft]:
        """ "In the U.S. reading, …": the rest of the sentence is the content."""
        owner = next(
            (c for c in noun.children if c.dep_ in ("poss", "compound", "nmod") or c.ent_type_ in ("GPE", "NORP")), None
        )
        if owner is None or owner.lower_ in ("other", "its"):
            return
        last = noun.right_edge.i if noun.right_edge.i - noun.i < 6 else noun.i
        parts = self.around(noun.head.i, last, noun.sent)
        if parts:
            yield _Draft("viewpoint", noun, owner, [noun], [self.widened(span_of(part)) for part in parts])

    def adjective(self, word: Token) -> Iterator[_Draft]:
        verb = word.head if word.dep_ in ("acomp", "oprd") else word
        source = _speaker(verb) or next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
        goals = [
            c
            for c in word.children
            if c.i > word.i
            and (
                c.dep_ in ("ccomp", "xcomp")
                or (c.dep_ in ("prep", "agent") and c.lower_ in ("of", "about", "by", "over", "to", "with", "in"))
            )
        ]
        if source is None or not goals or source.pos_ == "PRON" and source.lower_ in ("it", "this", "that"):
            return
        goal = goals[0]
        first = goal.i + 1 if goal.dep_ in ("prep", "agent") else goal.left_edge.i
        content = self.bare(max(first, word.i + 1), goal.right_edge.i)
        if content:
            yield _Draft(
                "adjective",
                word,
                source,
                [*_cue(verb), word] if verb is not word else _cue(verb),
                [self.widened(span_of(content))],
            )

    def noun(self, noun: Token) -> Iterator[_Draft]:
        prepositions = _with_prepositions("noun")[noun.lemma_]
        clause = [
            c
            for c in noun.children
            if c.i > noun.i
            and (c.dep_ in ("acl", "ccomp", "relcl", "xcomp") and (_marked(c, "that") or (_marked(c, "to"))))
        ]
        about = [
            e
            for c in noun.children
            if c.dep_ == "prep" and c.lower_ in prepositions
            for e in c.children
            if e.dep_ in ("pobj", "pcomp")
        ]
        parts = clause or about
        source = _owner(noun)
        if not parts or source is None:
            return
        content = self.bare(parts[0].left_edge.i, parts[0].right_edge.i)
        if content:
            yield _Draft("noun", noun, source, [noun], [self.widened(span_of(content))])

    def colon(self) -> Iterator[_Draft]:
        """ "Poll: most want rain" in a headline, "Lee: "It rained."" anywhere."""
        colon = next((token for token in self.doc[:COLON] if token.text == ":"), None)
        if colon is None or colon.i == 0 or colon.i + 1 >= len(self.doc):
            return
        content = self.bare(colon.i + 1, len(self.doc) - 1)
        quoted = bool(content) and (content[0].text in MARKS or self.inside[content[0].i] is not None)
        label = self.doc[: colon.i]
        if content and (self.headline or quoted) and _is_name(label):
            yield _Draft("colon", label.root, label.root, [colon], [self.widened(span_of(content))])

    def dash(self) -> Iterator[_Draft]:
        """A paragraph that ends in a dash and a name behind quoted words, or a headline that does: "… -official"."""
        for token in reversed(self.doc[-COLON:]):
            name = _is_dash(token) and self.bare(token.i + 1, len(self.doc) - 1)
            words = self.bare(0, token.i - 1) if name else []
            if not name or not words:
                continue
            quoted = self.inside[next((t.i for t in reversed(words) if t.text not in MARKS), 0)] is not None
            spaced = self.doc[token.i - 1].whitespace_ or words[-1].text in MARKS
            label = self.doc[name[0].i : name[-1].i + 1]
            if spaced and (quoted or (self.headline and not token.whitespace_)) and _is_name(label):
                yield _Draft("dash", label.root, label.root, [token], [self.widened(span_of(words))])
                return

    # -- quotations ------------------------------------------------------------------------------------------------------

    def hand_out_quotes(self, found: list[_Draft]) -> None:
        """Give each quotation that no content holds yet to the words that introduce it, else to whoever spoke before."""
        for quote in self.quotes:
            if any(content.overlaps(quote) for draft in found for content in draft.content):
                continue
            if tokens := list(self.tokens_of(quote)):
                self.hand_out(self.widened(quote), tokens, found)

    def hand_out(self, whole: Span, tokens: list[Token], found: list[_Draft]) -> None:
        verb = self.tag_behind(tokens) or self.lead_in(tokens)
        known = next((draft for draft in found if draft.word == verb), None)
        begins = self.begins_sentence(tokens[0])
        if known is not None:
            known.content.append(whole)
        elif verb is not None:
            first = self.bare(self.opening(tokens[0].sent.root, tokens[0].sent.start), tokens[-1].i)
            before = not begins and verb.i > tokens[-1].i and first
            content = self.widened(span_of(first)) if before else whole
            found.append(_Draft("quote", verb, self.tag_source(verb), _cue(verb), [content]))
        elif begins and len(tokens) >= SPEECH:
            self.carry_over(whole, tokens[0], found)

    def begins_sentence(self, token: Token) -> bool:
        """Whether only marks, pauses and other quotations stand between a token and its sentence's beginning."""
        before = self.doc[min(token.sent.start, token.i) : token.i]
        return all(
            self.inside[t.i] is not None or t.is_punct or t.is_space or t.text in MARKS or t.dep_ == "cc"
            for t in before
        )

    def tag_behind(self, tokens: list[Token]) -> Token | None:
        """The verb of "…," she said / said the mayor: directly behind the quotation, but for its subject."""
        last = tokens[-1].i
        begin = last + 1
        while begin < len(self.doc) and (self.doc[begin].text in MARKS or self.doc[begin].text == ","):
            begin += 1
        pause = self.doc[last].text in (",", "?", "!", "-", "—", "–", "...", "…") or self.doc[begin - 1].text == ","
        for token in self.doc[begin : begin + REACH]:
            if (
                self.inside[token.i] is not None
                or token.text in (".", ";", ":")
                or token.i >= token.doc[begin].sent.end
            ):
                return None
            if token.pos_ == "VERB" or token.lemma_ in ("say", "go"):
                subject = self.speaker(token)
                near = (
                    token.i == begin
                    or (subject is not None and subject.left_edge.i <= begin <= token.i)
                    or (token.i - begin < 4 and subject is None)
                )
                tagged = self.speaks(token) or (token.tag_ in ("VBD", "VBZ") and self.begins_sentence(tokens[0]))
                return token if pause and near and tagged else None
        return None

    def lead_in(self, tokens: list[Token]) -> Token | None:
        """The verb of she said: "…"; further off only before a comma or a colon."""
        first = tokens[0].i
        end = first
        while end > 0 and (self.doc[end - 1].text in MARKS or self.doc[end - 1].is_space):
            end -= 1
        pause = end > 0 and self.doc[end - 1].text in (",", ":")
        for token in reversed(self.doc[max(end - REACH, 0) : end]):
            if self.inside[token.i] is not None or token.text in (".", ";", "?", "!"):
                return None
            if token.pos_ == "VERB":
                if (
                    self.speaks(token)
                    and (pause or end - token.i < 3)
                    and (self.speaker(token) is not None or token.is_sent_start)
                ):
                    return token
                if not pause:
                    return None
        return None

    def speaks(self, token: Token) -> bool:
        return (_takes(token, "clause") or _takes(token, "quote")) and not _is_passive(token)

    def tag_source(self, verb: Token) -> Token | None:
        """The subject of a verb beside a quotation, else the nearest noun phrase outside the marks."""
        near = [
            chunk.root
            for chunk in self.doc.noun_chunks
            if self.inside[chunk.root.i] is None and abs(chunk.root.i - verb.i) < 6
        ]
        return self.speaker(verb) or min(near, key=lambda root: abs(root.i - verb.i), default=None)

    def carry_over(self, whole: Span, token: Token, found: list[_Draft]) -> None:
        """To whoever spoke in the sentence before, or in the paragraph before where this one begins with a mark."""
        spoken = [d for d in found if d.rule in QUOTING and any(c.end <= whole.start for c in d.content)]
        if spoken:
            max(spoken, key=lambda draft: max(draft.content)).content.append(whole)
        elif self.before is not None and self.doc[: token.i].text.strip() in ("", *MARKS):
            draft = self.before.left_open()
            if draft is not None:
                draft.content.append(whole)
                found += [draft] if draft not in self.before.found else []

    def left_open(self) -> _Draft | None:
        """The speech that the next paragraph can go on with: quoted words at the end, or "she said:"."""
        if self.text.rstrip().endswith(":"):
            verb = next(
                (t for t in reversed(self.doc) if t.pos_ == "VERB" and self.inside[t.i] is None and self.speaks(t)),
                None,
            )
            return None if verb is None else _Draft("quote", verb, self.tag_source(verb), _cue(verb), [])
        for draft in self.found:
            end = max(draft.content).end - self.start
            if (
                draft.rule in QUOTING
                and end >= len(self.text.rstrip())
                and self.quotes
                and max(draft.content).overlaps(self.quotes[-1])
            ):
                return draft
        return None

    def widened(self, span: Span) -> Span:
        """With the whole of every quotation it touches, marks included."""
        text, start = self.text, self.start
        for quote in self.quotes:
            if quote.overlaps(span):
                first, last = quote.start - start, quote.end - start
                while first > 0 and text[first - 1] in "\"“'`‘":
                    first -= 1
                while last < len(text) and text[last] in "\"”'’":
                    last += 1
                span = Span(min(span.start, first + start), max(span.end, last + start))
        return span

    def bare(self, first: int, last: int) -> list[Token]:
        """Tokens from first to last without blanks and pauses at the ends; none if no word is left."""
        while (
            first <= last and (self.doc[last].is_space or self.doc[last].text in PAUSES) and self.inside[last] is None
        ):
            last -= 1
        while (
            first <= last
            and (self.doc[first].is_space or self.doc[first].text in PAUSES)
            and self.inside[first] is None
        ):
            first += 1
        tokens = list(self.doc[first : last + 1]) if first <= last else []
        return tokens if any(token.is_alpha or token.like_num for token in tokens) else []


# -- who speaks ----------------------------------------------------------------------------------------------------------


def _speaker(verb: Token) -> Token | None:
    """The subject of a verb: its own, or that of the verb it is joined to, hangs on or completes."""
    for child in verb.children:
        if child.dep_ == "nsubj":
            return None if child.dep_ == "expl" else child
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return _speaker(head)
    if verb.dep_ == "xcomp" and not _object(head):
        return _speaker(head)
    if verb.dep_ in ("advcl", "pcomp") and verb.tag_ == "VBG":
        above = head.head if verb.dep_ == "pcomp" else head
        return _speaker(above) if above.pos_ in ("VERB", "AUX") else None
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        wrote = head.dep_ == "dobj" and head.head.lemma_ in _words("writing")  # "sent a letter urging them to wait"
        return _speaker(head.head) if wrote else head
    return None


def _can_speak(source: Token) -> bool:
    """Whether a noun is somebody, or words to read: for verbs by which things are said to speak, too."""
    if source.pos_ == "PRON":
        return source.lower_ in ("he", "she", "they", "we", "i", "who")
    nouns = _nouns("anonymous") | _nouns("institution") | _nouns("document") | _nouns("media")
    return source.pos_ == "PROPN" or source.ent_type_ != "" or source.lemma_.lower() in nouns or _is_human(source)


def _nouns(kind: str) -> frozenset[str]:
    return _words(kind, "sources", "nouns")


def _is_human(noun: Token) -> bool:
    """Whether a noun's ending makes it a person: "goalkeeper", "violinist"; the lists of nouns come first."""
    return noun.pos_ == "NOUN" and noun.lemma_.lower().endswith(tuple(_words("endings", "sources", "nouns")))


def _is_said_of(child: Token) -> bool:
    """Whether a complement of a passive is what is said: "to be abroad"."""
    return child.dep_ in ("xcomp", "ccomp", "oprd") or (
        child.dep_ == "advcl" and _marked(child, "by") and _marked(child, "to")
    )


def _agent(verb: Token) -> Token | None:
    """Who is behind a passive: the noun of "by", also where the parser takes it for the subject of "to be abroad"."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((each for each in child.children if each.dep_ == "pobj"), None)
        if child.dep_ == "advcl" and _marked(child, "by") and _marked(child, "to"):
            return next((each for each in child.children if each.dep_ == "nsubj"), None)
    return None


def _has_more(verb: Token) -> bool:
    """Whether a verb has a complement or clause of its own that is no content."""
    return any(child.dep_ in ("dobj", "xcomp", "ccomp", "conj", "advcl", "acomp", "attr") for child in verb.children)


def _is_supposed(verb: Token) -> bool:
    """Whether it only may be said: "would say", "could argue"."""
    return any(
        child.dep_ == "aux" and child.tag_ == "MD" and child.lower_ not in ("will", "'ll") for child in verb.children
    )


def _is_denied(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


def _is_dash(token: Token) -> bool:
    return token.text in ("-", "--", "–", "—", "―")


def _is_name(label: DocSpan) -> bool:
    """Whether a few words name a source: a name, or a noun for those who speak."""
    nouns = _nouns("anonymous") | _nouns("document") | _nouns("media")
    verbs = any(token.pos_ in ("VERB", "AUX") and token.tag_ != "VBG" for token in label)
    return not verbs and (label.root.lemma_.lower() in nouns or label.root.pos_ == "PROPN")


def _is_state(verb: Token) -> bool:
    """Whether a participle tells a state: "is worried", not "has worried"."""
    return verb.tag_ == "VBN" and not any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)


def _cue(verb: Token) -> list[Token]:
    """The verb with the auxiliaries and adverbs that stand directly before it, and its particle."""
    parts = {child.i for child in verb.children if child.dep_ in CUE_PARTS}
    first = last = verb.i
    while first - 1 in parts:
        first -= 1
    while last + 1 in parts and verb.doc[last + 1].dep_ == "prt":
        last += 1
    return list(verb.doc[first : last + 1])


def _phrase(head: Token) -> list[Token]:
    """A source: the head with all that belongs to it, up to a verb's own words."""
    tokens = list(head.doc[head.left_edge.i : head.right_edge.i + 1])
    while len(tokens) > 1 and (tokens[-1].is_space or tokens[-1].is_punct and tokens[-1].text not in ")"):
        tokens.pop()
    while len(tokens) > 1 and (tokens[0].is_space or tokens[0].is_punct and tokens[0].text != "("):
        tokens.pop(0)
    return tokens


def _owner(noun: Token) -> Token | None:
    """Whose claim it is: "Lee's claim", "the U.S. determination", "claims by residents"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return next((each for each in child.children if each.dep_ == "pobj"), None)
    return next(
        (c for c in noun.children if c.dep_ in ("compound", "nmod", "amod") and c.ent_type_ in ("GPE", "NORP", "ORG")),
        None,
    )


# -- sources -------------------------------------------------------------------------------------------------------------


class _Sources:
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

    def attribution(self, draft: _Draft, quoted: SpanIndex[None]) -> Attribution:
        source = span_of(_phrase(draft.source)) if draft.source is not None else None
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
            terms=_terms(draft),
        )

    def who(self, source: Token | None) -> Entity | None:
        """The entity whose mention holds the head of the source, the widest mention first; else of a name beside it."""
        if source is None:
            return None
        head = _antecedent(source)
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
        head = _antecedent(source)
        if who is None and head.lower_ in ("he", "she", "they", "i", "we") and self.last:
            return self.last
        if who is None:
            head = self.first_description(head)
        kind = _entity_kind(who) if who is not None else _noun_kind(head)
        tokens = _phrase(head) if head.pos_ != "PRON" or who is None else []
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


def _antecedent(source: Token) -> Token:
    """The noun behind "who" or "which"."""
    verb = source.head
    while verb.dep_ in ("conj", "xcomp", "aux") and verb.dep_ != "ROOT":
        verb = verb.head
    return verb.head if source.lower_ in RELATIVE and verb.dep_ == "relcl" else source


def _entity_kind(entity: Entity) -> str:
    name = entity.name.removeprefix("the ").removeprefix("The ")
    if name in _media_names():
        return "media"
    return "named" if entity.kind == "person" else "institution"


def _noun_kind(head: Token) -> str:
    """The kind of a source that is no known entity, by its noun."""
    if head.pos_ == "PROPN":
        name = " ".join(t.text for t in head.doc[head.left_edge.i : head.i + 1] if t.pos_ == "PROPN")
        return "media" if name in _media_names() else "named" if head.ent_type_ == "PERSON" else "institution"
    words = {head.lemma_.lower(), head.lower_}
    beside = {child.lower_ for child in head.children if child.dep_ in ("compound", "amod", "poss")}
    if (words | beside) & _nouns("media"):
        return "media" if words & (_nouns("media") | _nouns("document")) else "anonymous"
    if words & _nouns("document"):
        return "document"
    if head.pos_ == "PRON":
        return "institution" if head.lower_ in ("it", "they") else "anonymous"
    human = words & _nouns("anonymous") or (_is_human(head) and not words & _nouns("institution"))
    return "anonymous" if human else "institution"


@cache
def _media_names() -> frozenset[str]:
    return frozenset(each.strip() for each in lexicon("sources")["media"]["names"].split("|"))


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


@cache
def _terms_pattern(flags: int = re.IGNORECASE) -> re.Pattern[str]:
    phrases = (phrase.split() for phrase in lexicon("sources")["terms"]["phrases"].split("|"))
    return re.compile("|".join(r"\s+".join(map(re.escape, words)) for words in phrases if words), flags)


def _names_terms(verb: Token) -> bool:
    """Whether a verb begins the words on what terms its subject speaks: "who {asked not to be named}"."""
    return verb.dep_ in ("relcl", "acl", "advcl") and _terms_pattern().match(text_of(verb.doc), verb.idx) is not None


def _terms(draft: _Draft) -> Span | None:
    """The clause beside a source, or beside its verb, that says on what terms it spoke."""
    sentence = draft.word.sent
    text = text_of(sentence.doc)
    found = _terms_pattern(0).search(text[sentence.start_char : sentence.end_char].lower())  # much the quicker look
    match = _terms_pattern().search(text, sentence.start_char, sentence.end_char) if found else None
    tokens = sentence.doc.char_span(*match.span()) if match else None
    clause = tokens.root if tokens is not None else None
    while clause is not None and clause.dep_ not in ("relcl", "acl", "advcl", "ROOT"):
        clause = clause.head
    if clause is None or clause.head not in (draft.source, draft.word) or clause.dep_ == "ROOT":
        return None
    words = [token for token in clause.subtree if not token.is_space]
    while len(words) > 1 and words[-1].is_punct:
        words.pop()
    return span_of(words)
