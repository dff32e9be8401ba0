"""Whether a stance is told as a fact: no negation, modal, condition or denial stands above its cue."""

from __future__ import annotations

from spacy.tokens import Token

from storykit.lexicons import lexicon
from storykit.readers.stances.grammar import SUBJECTS, advised, negated, unreal

FINITE = ("VBD", "VBZ", "VBP")
REFUSING = ("will", "wo", "would", "can", "ca", "could", "longer")  # with "not", "never", "no"


def asserted(token: Token, *, itself: bool = True) -> bool:
    """Whether a cue is told as a fact: no negation, modal, condition or denial stands above it, nor (`itself`) with it."""
    words = lexicon("stances")["clause"]
    if itself and (negated(token) or unreal(token)):
        return False
    for below in (token, *token.ancestors):
        above = below.head
        if any(child.dep_ == "mark" and child.lower_ in words["marks"] for child in below.children):
            return False
        if below == above:
            break
        if (below == token and below.dep_ == "dobj" or below.dep_ == "acomp") and (negated(above) or unreal(above)):
            return False
        if below.dep_ in ("xcomp", "ccomp", "conj", "advcl", "prep") and not _free(below, above):
            return False
        if below.dep_ == "pcomp" and above.lower_ in words["instead"]:
            return False
        if below.dep_ == "acl" and below.tag_ == "VB" and (above.lemma_ not in words["goals"] or negated(above.head)):
            return False
    return True


def _free(below: Token, above: Token) -> bool:
    """Whether a clause keeps what it says under the word above it."""
    untold = above.pos_ in ("VERB", "AUX") and (negated(above) or unreal(above))
    own = any(child.dep_ in (*SUBJECTS, "aux") and child.lower_ != "to" for child in below.children)
    if below.dep_ in ("conj", "advcl") and (own or below.tag_ in FINITE and above.tag_ not in FINITE):
        return True  # "did not attend and criticised Lee": the second verb has a tense of its own
    to = any(child.dep_ == "aux" and child.lower_ == "to" for child in below.children)
    if (below.dep_ in ("xcomp", "ccomp") or to) and above.lemma_ in lexicon("stances")["clause"]["unsaid"]:
        return False
    return not untold and (below.dep_ != "ccomp" or not to or advised(below))


def says_no(token: Token) -> bool:
    """ "Peru will never recognise it", "Peru no longer recognises it": a refusal declared."""
    words = [child.lower_ for child in token.children if child.dep_ in ("aux", "advmod")]
    reverse = token.lemma_ in lexicon("stances")["clause"]["reverse"]
    return negated(token) and (reverse or any(word in REFUSING for word in words))


def few(holder: Token) -> bool:
    """ "Few senators", "no senator", "not many senators"."""
    words = [holder, *holder.children, *(below for child in holder.lefts for below in child.children)]
    return any(word.lower_ in lexicon("stances")["carry"]["few"] for word in words)
