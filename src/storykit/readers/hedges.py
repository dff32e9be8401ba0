"""Finds words that lower the commitment to what is said, and whose doubt it is.

Rules:
- `modal`: "could", "may", "might", with an adverb beside it ("would likely")
- `adverb`: "reportedly", "probably"
- `adjective`: "the alleged thief", "rain is likely"
- `verb`: a verb that holds back ("figures suggest", "is believed", "seems to be")
- `about-a-number`: an approximator before a number or a time, or "or so" behind it ("nearly 100")
- `adaptor`: "sort of", which makes a word less exact
Not marked: permission ("visitors may not swim"), ability in the past ("she could swim at four"), a bound ("more than 40").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from storykit.lexicons import lexicon
from storykit.parse import Parse, span_of
from storykit.story import Attribution, Hedge, Span, SpanIndex

SHIELD, APPROXIMATOR = "shield", "approximator"
TELLING = ("VBD", "VBZ", "MD")  # tags of a clause that tells: "suggested that it rained", not "that they wait"
WHAT_IT_SEEMS = ("xcomp", "ccomp", "acomp", "oprd", "attr")

Cue = tuple[list[Token], str, str]  # tokens, kind, rule


def find_hedges(parse: Parse, attributions: Sequence[Attribution]) -> tuple[Hedge, ...]:
    """Every hedge in the order of the text.

    Args:
        parse: the parsed article; its headline is read, too.
        attributions: whose words a hedge may stand in.

    Returns:
        Hedges with half-open offsets into the article's text. `whose` is the innermost attribution a hedge stands in, or
        whose cue it is ("the mayor believes"); None for the reporter, and for a belief that is nobody's ("is believed").
    """
    found = [(span_of(tokens), kind, rule) for doc in parse.docs for tokens, kind, rule in _cues(doc)]
    voices = SpanIndex((each.evidence, each) for each in attributions)
    return tuple(
        Hedge(evidence=span, rule=rule, kind=kind, whose=_whose(span, voices)) for span, kind, rule in sorted(found)
    )


def _whose(span: Span, voices: SpanIndex[Attribution]) -> Attribution | None:
    around = [
        each for _, each in voices.overlapping(span)
        if each.source is not None and each.cue.overlaps(span) or any(c.covers(span) for c in each.content)
    ]  # fmt: skip
    return min(around, key=lambda each: each.evidence.end - each.evidence.start, default=None)


def _cues(doc: Doc) -> Iterator[Cue]:
    """The cues of a paragraph; a word belongs to one cue only."""
    used: set[int] = set()
    for token in doc:
        if token.lower_ not in _words() and token.lemma_ not in _words():
            continue
        cue = next((found for rule in _RULES if (found := rule(token)) is not None), None)
        if cue is not None and not used & {each.i for each in cue[0]}:
            used |= {each.i for each in cue[0]}
            yield cue


@cache
def _words() -> frozenset[str]:
    """The words that a cue hangs on; of verbs, the lemmas."""
    lists = lexicon("hedges")
    first = (word for table in ("before", "after", "adaptors") for word in _phrases(table))
    verbs = (word for name in ("passive", "seeming", "thinking", "showing") for word in lists["verbs"][name])
    return frozenset(
        [*first, *lists["modals"]["possible"], *lists["adverbs"]["any"], *lists["adjectives"]["any"], *verbs]
    )


# -- approximators ---------------------------------------------------------------------------------------------------


def _about_number(token: Token) -> Cue | None:
    """The approximator that begins here and has a number right behind it, or right before it for "or so"."""
    doc = token.doc
    for words in _phrases("before").get(token.lower_, ()):
        end = token.i + len(words)
        if _stands(doc, token.i, words) and end < len(doc) and _counts(doc[end]) and not _topic(token):
            return list(doc[token.i : end]), APPROXIMATOR, "about-a-number"
    for words in _phrases("after").get(token.lower_, ()):
        if _stands(doc, token.i, words) and any(_counts(each) for each in doc[max(token.i - 3, 0) : token.i]):
            return list(doc[token.i : token.i + len(words)]), APPROXIMATOR, "about-a-number"
    return None


@cache
def _phrases(table: str) -> dict[str, list[list[str]]]:
    """The phrases of a table, as lists of words, by their first word."""
    found: dict[str, list[list[str]]] = {}
    for phrase in lexicon("hedges")["approximators"][table]:
        words = phrase.split()
        found.setdefault(words[0], []).append(words)
    return found


def _stands(doc: Doc, at: int, words: Sequence[str]) -> bool:
    return [each.lower_ for each in doc[at : at + len(words)]] == words


def _counts(token: Token) -> bool:
    """Whether a token is a number, begins a number or a time, or does a number's work."""
    words = lexicon("hedges")["approximators"]
    if token.like_num or token.is_currency or token.lower_ in words["numbers"] or token.ent_type_ in words["entities"]:
        return True
    return token.lower_ in ("a", "an") and token.i + 1 < len(token.doc) and token.nbor(1).lower_ in words["units"]


def _topic(token: Token) -> bool:
    """ "They talked about 40 players": what it is about."""
    topics = lexicon("hedges")["approximators"]["topics"]
    before = token.nbor(-1) if token.i else None
    return token.lower_ == "about" and before is not None and before.lemma_ in topics


def _adaptor(token: Token) -> Cue | None:
    """ "It sort of works", where "sort" is no noun of its own."""
    for words in _phrases("adaptors").get(token.lower_, ()):
        if _stands(token.doc, token.i, words) and token.dep_ in ("advmod", "npadvmod"):
            return list(token.doc[token.i : token.i + len(words)]), APPROXIMATOR, "adaptor"
    return None


# -- shields ---------------------------------------------------------------------------------------------------------


def _modal(token: Token) -> Cue | None:
    if token.tag_ != "MD" or token.lower_ not in lexicon("hedges")["modals"]["possible"]:
        return None
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is not None and _adverb_here(after):
        return [token, after], SHIELD, "modal"
    unmarked = _permission(token) if token.lower_ == "may" else token.lower_ == "could" and _ability(token)
    return None if unmarked else ([token], SHIELD, "modal")


def _permission(may: Token) -> bool:
    """ "Visitors may not swim", "you may go": somebody is allowed or forbidden to do something."""
    subject = next((child for child in may.head.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.lemma_.lower() not in lexicon("hedges")["modals"]["permitted"]:
        return False
    limits = any(child.dep_ == "neg" or child.lower_ == "only" for child in may.head.children)
    doing = may.head.tag_ == "VB" and may.head.lemma_ not in ("be", "have", "need", "want")
    return (limits or subject.lower_ == "you") and doing


def _ability(could: Token) -> bool:
    """ "Could not find", "as fast as she could", "as a child she could swim": what somebody was able to do."""
    words, verb = lexicon("hedges")["modals"], could.head
    if any(child.dep_ == "neg" for child in verb.children) or verb == could:
        return True
    if any(child.dep_ == "mark" and child.lower_ in ("as", "so") for child in verb.children):
        return True
    if verb.lemma_ not in words["ability"] or verb.tag_ != "VB":
        return False
    past = (
        token.lower_ in words["past"] or token.dep_ == "pobj" and token.lemma_ in words["ages"] for token in could.sent
    )
    when = (child.dep_ == "advcl" and child.tag_ == "VBD" for child in verb.children)
    return any(past) or any(when)


def _adverb(token: Token) -> Cue | None:
    if not _adverb_here(token):
        return None
    before = token.nbor(-1) if token.i else None
    modal = before is not None and before.tag_ == "MD" and before.lower_ in lexicon("hedges")["modals"]["beside"]
    return ([before, token], SHIELD, "modal") if modal and before is not None else ([token], SHIELD, "adverb")


def _adverb_here(token: Token) -> bool:
    return token.lower_ in lexicon("hedges")["adverbs"]["any"] and token.pos_ == "ADV"


def _adjective(token: Token) -> Cue | None:
    """ "The alleged thief", "rain is likely"; not "as soon as possible" or "supposed to wait"."""
    words = lexicon("hedges")["adjectives"]
    described = token.pos_ == "ADJ" or token.pos_ == "VERB" and token.dep_ == "amod"
    if not described or token.lower_ not in words["any"]:
        return None
    before = token.nbor(-1).lower_ if token.i else ""
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    if (
        token.lower_ in words["not_before_to"]
        and after == "to"
        or token.lower_ == "possible"
        and before in words["limits"]
    ):
        return None
    return [token], SHIELD, "adjective"


def _verb(token: Token) -> Cue | None:
    if token.pos_ != "VERB":
        return None
    words = lexicon("hedges")["verbs"]
    passive = [child for child in token.children if child.dep_ == "auxpass"]
    if passive:
        held = token.lemma_ in words["passive"] and _has(token, WHAT_IT_SEEMS) and not _agent(token)
        return ([passive[-1], token], SHIELD, "verb") if held else None
    held = (
        token.lemma_ in words["seeming"] and _has(token, WHAT_IT_SEEMS)
        or token.lemma_ in words["thinking"] and _has(token, ("ccomp",))
        or token.lemma_ in words["showing"] and _shows(token)
    )  # fmt: skip
    return ([token], SHIELD, "verb") if held else None


def _has(verb: Token, kinds: Sequence[str]) -> bool:
    return any(child.dep_ in kinds for child in verb.children)


def _agent(verb: Token) -> bool:
    return any(child.dep_ == "agent" for child in verb.children)


def _shows(verb: Token) -> bool:
    """Evidence that suggests something, or somebody who suggests that something is so; not a proposal."""
    told = [child for child in verb.children if child.dep_ == "ccomp"]
    if told:
        finite = [word for word in (told[0], *told[0].children) if word == told[0] or word.dep_ in ("aux", "auxpass")]
        present = ("VBP",) if verb.tag_ in ("VBZ", "VBP") else ()
        return any(word.tag_ in (*TELLING, *present) and word.lower_ != "should" for word in finite)
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    evidence = lexicon("hedges")["verbs"]["evidence"]
    return _has(verb, ("dobj",)) and any(each.lemma_.lower() in evidence for each in subjects)


_RULES: tuple[Callable[[Token], Cue | None], ...] = (_about_number, _adaptor, _modal, _adverb, _adjective, _verb)
