"""Stances: does one entity back or oppose the other? Directed sentiment in news (Park, Pan and Joo 2021), "DSE".

Each row is a sentence with two marked entities, p and q, and a label: 0 neutral, 1 p backs q, 2 q backs p, 3 p opposes
q, 4 q opposes p. A system is f([Pair], train) -> [label]; `train` is the file that a trained system may learn from.
Figures, in per cent:
  edge_precision, edge_recall, edge_f1   labels 1 to 4 given and right in direction and sign: a drawn arrow that holds.
                A class chart needs precision first
  accuracy, macro_f1   over all five labels (most pairs are neutral: "always neutral" is the floor for accuracy)
  sign_acc, direction_acc   on the pairs where both the gold label and the system see an arrow
From storykit's stances to a label: a stance joins the pair when a mention of its holder overlaps one marked entity and
a mention of its target overlaps the other; holder and target names are looked up among the entities, or in the sentence
itself where no entity has that name. The first such stance in the text gives the label; none gives 0.
Data: `valid.txt` or `train.txt` as DSE has them: the marked sentence, p, q, the label, by tabs. Rows whose sentence is
also in DSE's test split, and training rows whose sentence is also in valid, have been taken out.
"""

import functools
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from common import Stopwatch, command_line, counted_f1, overlap, percent, ratio, storykit_reading

LABELS = range(5)


class Pair(NamedTuple):
    sentence: str
    p: tuple[int, int]
    q: tuple[int, int]


class Document(NamedTuple):
    pair: Pair
    label: int
    train: Path  # labelled rows that a trained system may learn from


SYSTEMS = {
    "storykit": lambda pairs, train: [storykit_label(pair) for pair in pairs],
    "neutral": lambda pairs, train: [0] * len(pairs),
    "vader": "peers.stances:vader",
    "verb_lexicon": "peers.stances:verb_lexicon",
    "trained": "peers.stances:trained",
}


def storykit_label(pair):
    reading = read_once(pair.sentence)
    for stance in sorted(reading["stances"], key=lambda stance: stance["start"]):
        holder, target = (named(reading, stance[role]) for role in ("holder", "target"))
        for first, second, step in ((pair.p, pair.q, 0), (pair.q, pair.p, 1)):
            if touches(holder, first) and touches(target, second):
                return (1 if stance["polarity"] > 0 else 3) + step
    return 0


read_once = functools.lru_cache(maxsize=8)(storykit_reading)  # a sentence may come with several pairs


def named(reading, name):
    """The spans of the entity of that name; where there is none, wherever the name stands in the sentence."""
    mentions = [mention for entity in reading["entities"] if entity["name"] == name for mention in entity["mentions"]]
    return reading.spans(mentions) or [found.span() for found in re.finditer(re.escape(name), reading.text)]


def touches(spans, span):
    return any(overlap(each, span) > 0 for each in spans)


# -- gold ------------------------------------------------------------------------------------------------------------


def load(path):
    """Rows of one file, or of a folder's valid.txt; of test.txt, only the sentences that train and valid do not have."""
    file = path if path.is_file() else path / "valid.txt"
    train = file.with_name("train.txt")
    documents = [Document(*row, train) for row in rows(file)]
    if file.stem != "test":
        return documents
    known = {pair.sentence for name in ("train.txt", "valid.txt") for pair, _ in rows(file.with_name(name))}
    return [document for document in documents if document.pair.sentence not in known]


def rows(file):
    for line in file.read_text(encoding="utf-8").split("\n"):
        fields = line.split("\t")
        if len(fields) >= 4:
            yield unmark(fields[0]), int(fields[3])


def unmark(marked):
    """Take the brackets off the two entities; what else stands in brackets stays."""
    text, spans, opened = "", [], None
    for character in marked:
        if character == "[" and opened is None and len(spans) < 2:
            opened = len(text)
        elif character == "]" and opened is not None:
            spans.append((opened, len(text)))
            opened = None
        else:
            text += character
    return Pair(text, *(spans if len(spans) == 2 else [(0, 1), (0, 1)]))


# -- figures ---------------------------------------------------------------------------------------------------------


def score(documents, system):
    pairs, gold = [document.pair for document in documents], [document.label for document in documents]
    found, seconds = timed(system, pairs, documents[0].train)
    both = [(wanted, given) for wanted, given in zip(gold, found, strict=False) if wanted and given]
    right = sum(wanted == given for wanted, given in both)
    arrows, drawn = sum(map(bool, gold)), sum(map(bool, found))
    return {
        "pairs": len(pairs),
        "arrows": arrows,
        "drawn": drawn,
        "edge_precision": percent(ratio(right, drawn)),
        "edge_recall": percent(ratio(right, arrows)),
        "edge_f1": percent(counted_f1(right, arrows, drawn)),
        "accuracy": percent(ratio(sum(map(int.__eq__, gold, found)), len(gold))),
        "macro_f1": percent(macro_f1(gold, found)),
        "sign_acc": percent(ratio(sum((a > 2) == (b > 2) for a, b in both), len(both))),
        "direction_acc": percent(ratio(sum(a % 2 == b % 2 for a, b in both), len(both))),
        "ms_per_pair": round(1000 * seconds / len(pairs), 2),
    }


def timed(system, pairs, train):
    watch = Stopwatch(lambda text, *arguments: system(pairs, train))
    watch.warm = True
    return [int(label) for label in watch("")], watch.seconds


def macro_f1(gold, found):
    """The mean F1 of the five labels; a label that nobody gives counts 0."""
    wanted, given, right = (
        Counter(gold),
        Counter(found),
        Counter(a for a, b in zip(gold, found, strict=False) if a == b),
    )
    return sum(counted_f1(right[label], wanted[label], given[label]) for label in LABELS) / len(LABELS)


if __name__ == "__main__":
    command_line(__doc__, load, score, SYSTEMS, "stances/valid.txt")
