"""Who speaks: the noun that a verb, a passive or a claim belongs to, and whether it can speak at all."""

from __future__ import annotations

from spacy.tokens import Token

from storykit.readers.attributions.grammar import is_marked, object_of
from storykit.readers.attributions.words import listed, nouns_for

RELATIVE = ("who", "which", "that", "whom")


def speaker_of(verb: Token) -> Token | None:
    """The subject of a verb: its own, or that of the verb it is joined to, hangs on or completes."""
    for child in verb.children:
        if child.dep_ == "nsubj":
            return child
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return speaker_of(head)
    if verb.dep_ == "xcomp" and not object_of(head):
        return speaker_of(head)
    if verb.dep_ in ("advcl", "pcomp") and verb.tag_ == "VBG":
        above = head.head if verb.dep_ == "pcomp" else head
        return speaker_of(above) if above.pos_ in ("VERB", "AUX") else None
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        wrote = head.dep_ == "dobj" and head.head.lemma_ in listed("writing")  # "sent a letter urging them to wait"
        return speaker_of(head.head) if wrote else head
    return None


def agent_of(verb: Token) -> Token | None:
    """Who is behind a passive: the noun of "by", also where the parser takes it for the subject of "to be abroad"."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((each for each in child.children if each.dep_ == "pobj"), None)
        if child.dep_ == "advcl" and is_marked(child, "by") and is_marked(child, "to"):
            return next((each for each in child.children if each.dep_ == "nsubj"), None)
    return None


def owner_of(noun: Token) -> Token | None:
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


def antecedent(source: Token) -> Token:
    """The noun behind "who" or "which"."""
    verb = source.head
    while verb.dep_ in ("conj", "xcomp", "aux") and verb.dep_ != "ROOT":
        verb = verb.head
    return verb.head if source.lower_ in RELATIVE and verb.dep_ == "relcl" else source


def can_speak(source: Token) -> bool:
    """Whether a noun is somebody, or words to read: for verbs by which things are said to speak, too."""
    if source.pos_ == "PRON":
        return source.lower_ in ("he", "she", "they", "we", "i", "who")
    nouns = nouns_for("anonymous", "institution", "document", "media")
    return source.pos_ == "PROPN" or source.ent_type_ != "" or source.lemma_.lower() in nouns or is_human(source)


def is_human(noun: Token) -> bool:
    """Whether a noun's ending makes it a person: "goalkeeper", "violinist"; the lists of nouns come first."""
    return noun.pos_ == "NOUN" and noun.lemma_.lower().endswith(tuple(nouns_for("endings")))
