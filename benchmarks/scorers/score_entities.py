"""Entities: which names stand in the article, of what kind, which of them are one, and whom "she" means.

A system is f(text, published) -> [Mention]: half-open offsets, a kind, and a cluster: any key that mentions of one
entity share. Kinds: person, organisation, place, government (a place that can also act: a country, a city; right where
the gold says place or organisation, since GUM calls a government an organisation), group, other, pronoun.
Figures, in per cent:
  mention_precision, mention_recall, mention_f1   proper names of persons, places and organisations; any overlap with
                the head words of the name counts, each mention used once; groups, others and pronouns are left out
  typed_f1      the same with the right kind
  b3_f1         B-cubed (Bagga and Baldwin 1998) on the mentions matched: are two mentions one entity where the gold has
                one, and two where it has two? with b3_precision and b3_recall
  pronouns      of he, she, him, her, his that mean someone named in the article, how many are resolved: by the system's
                own mention of kind pronoun if it has one there, else by the nearest person named before
storykit: `place` counts as government; a mention that is a pronoun is a pronoun; mentions without a capital letter
("the president") are left out, since only names are scored.
Data: GUM, genre news (Wikinews; Zeldes 2017), `.conllu` files in all folders below --data.
"""

import re
from collections import Counter
from typing import NamedTuple

from common import Stopwatch, command_line, counted_f1, f1, overlap, percent, ratio, storykit_reading

PRONOUNS = {"he", "she", "him", "her", "his"}
KINDS = {"person": "person", "place": "place", "organization": "organisation"}  # GUM's word -> storykit's
SCORED = {"person", "place", "organisation", "government"}


class Mention(NamedTuple):
    start: int
    end: int
    kind: str
    cluster: object


class Document(NamedTuple):
    name: str
    text: str
    published: str | None
    names: list[Mention]
    pronouns: list[Mention]


SYSTEMS = {
    "storykit": lambda text, published: storykit_mentions(text, published),
    "spacy_exact": "peers.entities:spacy_exact",
    "spacy_alias": "peers.entities:spacy_alias",
}


def storykit_mentions(text, published):
    reading, mentions = storykit_reading(text, published), []
    for number, entity in enumerate(reading["entities"]):
        for start, end in reading.spans(entity["mentions"]):
            words = re.sub(r"^(the|an?)\s+", "", text[start:end], flags=re.IGNORECASE)
            if words.lower() in PRONOUNS | {"hers", "himself", "herself", "they", "them", "their", "it", "its"}:
                mentions.append(Mention(start, end, "pronoun", number))
            elif any(letter.isupper() for letter in words):
                kind = "government" if entity["kind"] == "place" else entity["kind"]
                mentions.append(Mention(start, end, kind, number))
    return mentions


# -- gold ------------------------------------------------------------------------------------------------------------


class Token(NamedTuple):
    start: int
    end: int
    tag: str  # the universal part of speech
    marks: str  # GUM's entity brackets that open or close here, as "(12-person-giv:act-1-…" and "12)"


def load(path):
    files = [path] if path.is_file() else sorted(path.rglob("*.conllu"), key=lambda file: file.name)
    return [parse(file) for file in files]


def parse(file):
    lines = file.read_text(encoding="utf-8").splitlines()
    text, tokens = read_tokens(lines)
    brackets = sorted(read_brackets(tokens))
    dates = [line.split("=")[1].strip() for line in lines if line.startswith("# meta::dateCreated")]
    named = [name for bracket in brackets if (name := as_name(bracket, tokens))]
    pronouns = [
        Mention(tokens[first].start, tokens[first].end, "pronoun", cluster)
        for first, last, cluster, kind, _ in brackets
        if kind == "person" and first == last and word(text, tokens[first]) in PRONOUNS
    ]
    return Document(file.stem, text, dates[0] if dates else None, sorted(named), pronouns)


def read_tokens(lines):
    """The text put together again, a blank line between paragraphs, and its tokens with their offsets."""
    text, tokens, last_part, space_after_parts = "", [], 0, True
    for line in lines:
        if line.startswith("# newpar") and text:
            text = text.rstrip() + "\n\n"
        fields = line.split("\t")
        if line.startswith("#") or len(fields) < 10 or "." in fields[0]:
            continue
        space = "" if "SpaceAfter=No" in fields[9] else " "
        if "-" in fields[0]:  # "don't" comes first as 3-4, then as its parts 3 and 4
            last_part, space_after_parts = int(fields[0].split("-")[1]), space
            continue
        marks = re.search(r"(?:^|\|)Entity=([^|]*)", fields[9])
        tokens.append(Token(len(text), len(text) + len(fields[1]), fields[3], marks[1] if marks else ""))
        number = int(fields[0])
        text += fields[1] + ("" if number < last_part else space_after_parts if number == last_part else space)
        last_part = 0 if number >= last_part else last_part
    return text, tokens


def read_brackets(tokens):
    """(first token, last token, cluster, kind, numbers of the head tokens) for every bracketed mention."""
    opened = []
    for number, token in enumerate(tokens):
        for mark in re.findall(r"\([^()]*\)|\([^()]*|[^()]+\)", token.marks):
            if mark.startswith("("):
                cluster, kind, *rest = mark.strip("()").split("-")
                opened.append((number, cluster, kind, rest[3] if len(rest) > 3 else "1"))
                if not mark.endswith(")"):
                    continue
                index = len(opened) - 1
            else:
                cluster = mark.rstrip(")").split("-")[0]
                index = max((i for i, each in enumerate(opened) if each[1] == cluster), default=None)
            if index is not None:
                first, cluster, kind, heads = opened.pop(index)
                yield first, number, cluster, kind, heads


def as_name(bracket, tokens):
    """The head words of a bracketed person, place or organisation as a mention, if they are all proper nouns."""
    first, last, cluster, kind, heads = bracket
    heads = [min(first + int(head) - 1, last) for head in heads.split(",") if head.isdigit()] or [first]
    if kind not in KINDS or any(tokens[head].tag != "PROPN" for head in heads):
        return None
    return Mention(tokens[heads[0]].start, tokens[heads[-1]].end, KINDS[kind], cluster)


def word(text, token):
    return text[token.start : token.end].lower()


# -- figures ---------------------------------------------------------------------------------------------------------


def score(documents, system):
    counts, system = Counter(), Stopwatch(system)
    for document in documents:
        count(document, sorted(system(document.text, document.published)), counts)
    gold, predicted, matched = counts["gold"], counts["predicted"], counts["matched"]
    b3_precision, b3_recall = ratio(counts["b3_precision"], matched), ratio(counts["b3_recall"], matched)
    return {
        "docs": len(documents),
        "names": gold,
        "predicted": predicted,
        "mention_precision": percent(ratio(matched, predicted)),
        "mention_recall": percent(ratio(matched, gold)),
        "mention_f1": percent(counted_f1(matched, gold, predicted)),
        "typed_f1": percent(counted_f1(counts["typed"], gold, predicted)),
        "b3_precision": percent(b3_precision),
        "b3_recall": percent(b3_recall),
        "b3_f1": percent(f1(b3_precision, b3_recall)),
        "pronouns": percent(ratio(counts["pronouns_right"], counts["pronouns"])),
        "of": counts["pronouns"],
        "ms_per_600_words": system.ms_per_600_words,
    }


def count(document, mentions, counts):
    """Add one document to the counts."""
    names = [mention for mention in mentions if mention.kind in SCORED]
    pairs = match(document.names, names)
    counts.update(
        gold=len(document.names),
        predicted=len(names),
        matched=len(pairs),
        typed=sum(same_kind(gold.kind, found.kind) for gold, found in pairs),
    )
    clusters = [(gold.cluster, found.cluster) for gold, found in pairs]
    both = Counter(clusters)
    gold_sizes, found_sizes = Counter(gold for gold, _ in clusters), Counter(found for _, found in clusters)
    for gold, found in clusters:
        counts["b3_precision"] += both[gold, found] / found_sizes[found]
        counts["b3_recall"] += both[gold, found] / gold_sizes[gold]
    means = {found: max(gold_sizes, key=lambda gold: both[gold, found]) for found in found_sizes}
    in_text = {name.cluster for name in document.names}
    for pronoun in document.pronouns:
        if pronoun.cluster in in_text:
            found = antecedent(pronoun, mentions)
            counts.update(pronouns=1, pronouns_right=bool(found) and means.get(found.cluster) == pronoun.cluster)


def match(gold, found):
    """Pairs of a gold name and the unused mention that overlaps it most, in the order of the text."""
    free, pairs = list(found), []
    for name in gold:
        best = max(free, key=lambda mention: overlap(mention, name), default=None)
        if best and overlap(best, name) > 0:
            free.remove(best)
            pairs.append((name, best))
    return pairs


def same_kind(gold, found):
    return gold == found or (found == "government" and gold in ("place", "organisation"))


def antecedent(pronoun, mentions):
    """The mention that a pronoun is taken to continue: the system's own word for it, or the nearest person before."""
    own = [mention for mention in mentions if mention.kind == "pronoun" and mention[:2] == pronoun[:2]]
    before = [mention for mention in mentions if mention.kind == "person" and mention.end <= pronoun.start]
    return (own or before or [None])[-1]


if __name__ == "__main__":
    command_line(__doc__, load, score, SYSTEMS, "entities")
