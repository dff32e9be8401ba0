"""Makes an event of each clause that says when, labelled in the article's own words.

Rules:
- `dated-clause`: the clause that a time hangs on: its verb, with subject and object ("two planes landed on Saturday")
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from spacy.tokens import Token

from storykit.parse import Parse, span_of
from storykit.story import Attribution, Event, Span, SpanIndex, TimeExpression

LONGEST = 12  # words of a label
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
OBJECTS = (
    "dobj",
    "attr",
    "oprd",
    "agent",
    "acomp",
    "xcomp",
    "prep",
    "advmod",
)  # the first of each kind, while there is room
HELPERS = ("aux", "auxpass", "neg", "prt")
WITHOUT_SUBJECT = ("advcl", "xcomp", "pcomp", "dep")  # these clauses take the subject of the one above
NAMES = ("PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE")
WITHIN = (
    "poss",
    "compound",
    "amod",
    "nmod",
    "nummod",
    *SUBJECTS,
)  # a time that is so much part of a noun that the label keeps it
QUOTES = frozenset(['"', "“", "”", "``", "''"])


def find_events(
    parse: Parse, times: Sequence[TimeExpression], attributions: Sequence[Attribution]
) -> tuple[Event, ...]:
    """An event for each clause of the paragraphs that a dated time hangs on, in the order of the text.

    Args:
        parse: the parsed article.
        times: its times; those without a calendar day make no event, and of several on one verb the most exact one does.
        attributions: its attributions, for who says so.

    Returns:
        The events; `label` is at most twelve words long, `evidence` runs from the first to the last word that the label
        or the time stands on, half-open, in the article's text.
    """
    chosen: dict[int, tuple[TimeExpression, Token, list[Token]]] = {}
    for time, verb, tokens in _dated_verbs(parse, times):
        key = span_of([verb]).start
        if key not in chosen or _days(time) < _days(chosen[key][0]):
            chosen[key] = (time, verb, tokens)
    voices = SpanIndex((each.evidence, each) for each in attributions)
    found = (_event(time, verb, tokens, voices) for time, verb, tokens in chosen.values())
    return tuple(sorted(found, key=lambda event: event.evidence))


def _dated_verbs(parse: Parse, times: Iterable[TimeExpression]) -> Iterator[tuple[TimeExpression, Token, list[Token]]]:
    """The dated times of the body, each with the verb it hangs on and its tokens."""
    for time in times:
        if time.first is None or time.evidence.start < parse.article.body.start:
            continue
        tokens = parse.tokens_in(time.evidence)
        if tokens is None or tokens.doc is parse.headline:
            continue
        verb = _verb_over(tokens.root)
        if verb is not None:
            yield time, verb, list(tokens)


def _days(time: TimeExpression) -> timedelta:
    """How many days a time may mean."""
    return time.last - time.first if time.first and time.last else timedelta.max


def _event(time: TimeExpression, verb: Token, tokens: list[Token], voices: SpanIndex[Attribution]) -> Event:
    told = any(token.dep_ in WITHIN and token.head not in tokens for token in tokens)
    words = _label_words(verb, set() if told else {token.i for token in tokens})
    if verb.lemma_ == "be" and words[-1:] == [verb]:  # "the deadline is Friday"
        words = _label_words(verb, set())
    voice = _voice(time.evidence, span_of([verb]), voices)
    evidence = span_of([*words, *tokens])
    return Event(evidence=evidence, rule="dated-clause", label=_text(words, verb), time=time, voice=voice)


def _verb_over(token: Token) -> Token | None:
    """The verb of the clause that a token stands in; of "plans to open" and "came to help", the first; none behind "than"."""
    for above in token.ancestors:
        if above.lower_ == "than" or any(child.lower_ == "than" for child in above.lefts):
            return None  # "earlier than in 1990": the clause compares with that time, it does not tell of it
        if above.pos_ in ("VERB", "AUX") and above.dep_ not in ("amod", "compound", "aux", "auxpass", "prep"):
            while above.head.pos_ in ("VERB", "AUX", "ADJ") and (
                above.dep_ == "xcomp" or above.dep_ in ("advcl", "acomp") and _leads_up(above)
            ):
                above = above.head
            return above
    return None


def _leads_up(word: Token) -> bool:
    """Whether a word only completes the verb above it: "came to help", "is due to expire"."""
    return word.pos_ == "ADJ" or _is_infinitive(word)


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(child.lower_ == "to" for child in verb.children)


# -- the words of a label --------------------------------------------------------------------------------------------


def _label_words(verb: Token, time: set[int]) -> list[Token]:
    """Subject, verb and what completes it, in the order of the text, as much as a label has room for."""
    words: list[Token] = []
    subject = _subject(verb)
    if subject is not None and subject.i > verb.i and verb.dep_ == "advcl":  # "Built in 1911, the factory burned down"
        subject = None
    for rich in (1, 0):
        words = [*(_phrase(subject, rich, verb) if subject is not None else []), verb]
        words += [child for child in verb.children if child.dep_ in HELPERS]
        if _count(words, time) <= LONGEST - 2:
            break
    for part in _completions(verb, time):
        fitting = ([*words, *_phrase(part, rich)] for rich in (2, 1, 0))
        words = next((longer for longer in fitting if _count(longer, time) <= LONGEST), words)
    while _count(words, time) > LONGEST:
        words = _ordered(words, time)[:-1]
    return _ordered(words, time)


def _ordered(words: Iterable[Token], time: set[int]) -> list[Token]:
    """The words in the order of the text, without the time and the preposition that leads to it."""
    kept = {token.i: token for token in words if token.i not in time and not token.is_space}
    led = [
        place
        for place, token in kept.items()
        if token.dep_ == "prep" and any(child.i in time for child in token.children)
    ]
    return [kept[place] for place in sorted(kept) if place not in led]


def _count(words: Iterable[Token], time: set[int]) -> int:
    return len(_joined(_ordered(words, time)).split())


def _subject(verb: Token) -> Token | None:
    """Who or what does it: the verb's own subject, the noun it describes, or the subject of the clause above."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            relative = child.tag_ in ("WDT", "WP") and verb.dep_ == "relcl"
            return verb.head if relative else child
    if verb.dep_ in ("acl", "relcl"):
        return verb.head
    if verb.dep_ in ("conj", *WITHOUT_SUBJECT) and verb.head.pos_ in ("VERB", "AUX"):
        return _subject(verb.head)
    return None


def _completions(verb: Token, time: set[int]) -> list[Token]:
    """What completes a verb: its object, then one preposition; for a verb that has neither, the clause behind it."""
    led = {child.i for child in verb.children if child.dep_ == "prep" and time & {each.i for each in child.children}}
    children = [child for child in verb.children if child.i > verb.i and child.i not in time | led]
    found = [child for kind in OBJECTS[:-2] for child in children if child.dep_ == kind][:1]
    found += [child for child in children if child.dep_ == "dative"]
    if not found or found[0].dep_ in ("dobj", "agent"):
        found += [child for child in children if child.dep_ in ("prep", "advmod") and child.pos_ in ("ADP", "ADV")][:1]
    found += [
        child
        for child in children
        if child.dep_ == "advcl" and _is_infinitive(child) and time & {each.i for each in child.subtree}
    ]
    if not any(child.dep_ != "advmod" for child in found):
        found += [child for child in children if child.dep_ == "ccomp"][:1]
    return found


def _phrase(head: Token, rich: int, before: Token | None = None) -> list[Token]:
    """A word with what stands before it and, where rich is 1, with what an "of" or an "and" adds behind it; where 2, any preposition.

    `before` ends the phrase: a subject takes nothing from behind its verb.
    """
    words = (
        [token for token in head.subtree if head.left_edge.i <= token.i <= head.i] if head.pos_ != "VERB" else [head]
    )
    for child in head.children:
        if (
            child.i > head.i
            and (before is None or child.i < before.i or before.i < head.i)
            and _belongs(child, head, rich)
        ):
            words += _phrase(child, min(rich, 1) if child.dep_ == "prep" else rich)
        elif head.pos_ in ("VERB", "AUX") and child.dep_ in (*HELPERS, *SUBJECTS, "mark"):
            words += _phrase(child, rich)
    return words


def _belongs(child: Token, head: Token, rich: int) -> bool:
    """Whether what stands behind a word is needed to understand it."""
    if child.dep_ in ("pobj", "case", "dobj", "pcomp", "prt", "attr", "acomp", "xcomp", "agent", "oprd"):
        return True
    if child.text in QUOTES:
        return child.i == head.i + 1 and any(token.text in QUOTES for token in head.lefts)
    joined = (
        child.dep_ in ("conj", "cc")
        and head.pos_ != "VERB"
        or child.text == ","
        and any(each.i > child.i for each in head.conjuncts)
    )
    return bool(rich) and (joined or child.dep_ == "prep" and (child.lower_ == "of" or rich == 2))


def _text(words: Sequence[Token], verb: Token) -> str:
    """Words as a label, without the capital that only the sentence's beginning gave."""
    text = _joined(words, verb)
    first = next((token for token in words if token.is_alpha), None)
    small = first is not None and text.startswith(first.text) and _lowers(first)
    return text[:1].lower() + text[1:] if small else text


def _joined(words: Sequence[Token], verb: Token | None = None) -> str:
    """Words with single blanks between them and no marks at the ends.

    A participle that describes its subject gets the verb it leaves out: "the group[, ]set up" becomes "the group was set up".
    """
    text = ""
    for token, following in zip(words, [*words[1:], None], strict=True):
        apart = following is not None and (following.i != token.i + 1 or token.whitespace_ != "")
        text += (_left_out(token) if token == verb else "") + token.text + (" " if apart else "")
    opened, closed = (sum(map(text.count, marks)) for marks in (("“", "``"), ("”", "''")))
    if opened != closed or text.count('"') % 2:
        text = re.sub(r"[\"“”]|``|''", "", text)
    return re.sub(r"\s+([,;.])", r"\1", " ".join(text.split())).strip(" ,;:-–—_")


def _lowers(first: Token) -> bool:
    """Whether a word has its capital from the beginning of its sentence alone."""
    named = first.pos_ == "PROPN" or first.text == "I" or first.ent_type_ in NAMES and first.tag_ != "DT"
    begins = not any(token.is_alpha for token in first.doc[first.sent.start : first.i])
    return begins and first.is_title and not named


def _left_out(verb: Token) -> str:
    """The "was" that a participle behind its noun leaves out."""
    if verb.tag_ != "VBN" or verb.dep_ != "acl" or any(child.dep_ in HELPERS[:2] for child in verb.children):
        return ""
    return "were " if verb.head.tag_ in ("NNS", "NNPS") or verb.head.conjuncts else "was "


def _voice(time: Span, verb: Span, voices: SpanIndex[Attribution]) -> Attribution | None:
    """The innermost attribution whose content holds both the time and the verb."""
    around = [
        each for _, each in voices.covering(time)
        if any(c.covers(time) and c.covers(verb) for c in each.content) and not each.cue.overlaps(verb)
    ]  # fmt: skip
    return min(around, key=lambda each: sum(c.end - c.start for c in each.content), default=None)
