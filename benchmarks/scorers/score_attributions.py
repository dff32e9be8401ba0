"""Attributions: which words are given to someone else, and to whom? Measured on PolNeAR (Newell et al. 2018).

A system is f(text, published) -> [Attribution]: spans as (start, end), half-open. Figures, in per cent:
  span_precision, span_recall, span_f1   contents matched one to one where at least half of all their words are shared
                (intersection over union >= 0.5, best pairs first)
  word_precision, word_recall, word_f1   words inside any content, without matching
  speaker_acc   of the matched contents that have a gold source, how many found a source that shares a word with it
  quote_speaker_f1   content matched and source right (or rightly absent): the figure to compare
  direct, mixed, indirect   share of the gold contents of that kind that were matched with the right source. Direct:
                wholly in quotation marks; mixed: some marks; indirect: none
PolNeAR also counts beliefs and intentions ("wants", "hopes to"), two thirds are indirect: 100 is out of reach.
Data: folders `text/` and `attributions/` as PolNeAR has them; a text's first annotator counts.
"""

import re
from collections import Counter, defaultdict
from typing import NamedTuple

from common import Stopwatch, command_line, counted_f1, percent, ratio, storykit_reading

MARKS = '"“”'
ENOUGH_SHARED = 0.5


class Attribution(NamedTuple):
    content: list[tuple[int, int]]
    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]


class Document(NamedTuple):
    name: str
    text: str
    published: str | None
    attributions: list[Attribution]


SYSTEMS = {
    "storykit": lambda text, published: storykit_attributions(text, published),
    "quote_marks": "peers.attributions:quote_marks",
    "textacy": "peers.attributions:textacy_quotations",
    "dependencies": "peers.attributions:dependencies",
}


def storykit_attributions(text, published):
    """Content, source and cue as spans; the entity behind a pronoun (`who`) plays no part: PolNeAR marks the words."""
    reading = storykit_reading(text, published)
    return [
        Attribution(reading.spans(each["content"]), reading.spans([each["source"]]), reading.spans([each["cue"]]))
        for each in reading["attributions"]
    ]


# -- gold ------------------------------------------------------------------------------------------------------------


def load(path):
    first = {}
    for file in sorted((path / "attributions").glob("*.ann")):
        first.setdefault(file.stem.rpartition("_")[0], file)
    texts = {name: path / "text" / f"{name}.txt" for name in first}
    return [parse(name, texts[name], first[name]) for name in first if texts[name].exists()]


def parse(name, text_file, annotation_file):
    """One document in brat's standoff format: T lines are spans, E lines join them to an attribution."""
    with open(text_file, encoding="utf-8", newline="") as stream:  # offsets count the line ends as they are
        text = stream.read()
    spans, attributions = {}, []
    for line in annotation_file.read_text(encoding="utf-8").splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            places = rest.split("\t")[0].split(" ", 1)[1]
            spans[key] = [tuple(map(int, place.split())) for place in places.split(";")]
        elif key.startswith("E"):
            attributions.append(event(rest, spans))
    published = re.search(r"_(\d{4}-\d\d-\d\d)_", name)
    return Document(name, text, published and published[1], [each for each in attributions if each.content])


def event(parts, spans):
    roles = defaultdict(list)
    for part in parts.split():
        role, _, key = part.partition(":")
        roles[role.rstrip("0123456789")] += spans.get(key, [])
    return Attribution(roles["Content"], roles["Source"], roles["Cue"])


def kind(text, attribution):
    words = " ".join(text[start:end] for start, end in sorted(attribution.content)).strip()
    if words[:1] in MARKS and words.rstrip(".,;?!")[-1:] in MARKS:
        return "direct"
    return "mixed" if any(mark in words for mark in MARKS) else "indirect"


# -- figures ---------------------------------------------------------------------------------------------------------


def score(documents, system):
    counts, system = Counter(), Stopwatch(system)
    for document in documents:
        count(document, system(document.text, document.published), counts)
    gold, predicted, matched = counts["gold"], counts["predicted"], counts["matched"]
    words, gold_words, found_words = counts["words"], counts["gold_words"], counts["found_words"]
    return {
        "docs": len(documents),
        "gold": gold,
        "predicted": predicted,
        "span_precision": percent(ratio(matched, predicted)),
        "span_recall": percent(ratio(matched, gold)),
        "span_f1": percent(counted_f1(matched, gold, predicted)),
        "word_precision": percent(ratio(words, found_words)),
        "word_recall": percent(ratio(words, gold_words)),
        "word_f1": percent(counted_f1(words, gold_words, found_words)),
        "speaker_acc": percent(ratio(counts["speaker_right"], counts["speaker"])),
        "quote_speaker_f1": percent(counted_f1(counts["both"], gold, predicted)),
        **{
            each: percent(ratio(counts["both", each], counts["gold", each])) for each in ("direct", "mixed", "indirect")
        },
        "ms_per_600_words": system.ms_per_600_words,
    }


def count(document, predicted, counts):
    """Add one document to the counts."""
    words = [match.span() for match in re.finditer(r"\w+", document.text)]
    gold = document.attributions
    gold_words = [covered(words, each.content) for each in gold]
    found_words = [covered(words, each.content) for each in predicted]
    all_gold, all_found = set().union(*gold_words), set().union(*found_words)
    counts.update(
        gold=len(gold),
        predicted=len(predicted),
        gold_words=len(all_gold),
        found_words=len(all_found),
        words=len(all_gold & all_found),
    )
    kinds = [kind(document.text, each) for each in gold]
    counts.update(("gold", each) for each in kinds)
    for i, j in best_pairs(gold_words, found_words):
        wanted, found = (covered(words, each.source) for each in (gold[i], predicted[j]))
        right = bool(wanted & found) if gold[i].source else not predicted[j].source
        counts.update(matched=1, speaker=bool(gold[i].source), speaker_right=bool(gold[i].source) and right, both=right)
        counts["both", kinds[i]] += right


def covered(words, spans):
    """The numbers of the words that a list of spans touches."""
    return {i for i, (start, end) in enumerate(words) for first, last in spans if start < last and end > first}


def best_pairs(gold, found):
    """Pairs (gold, found) that share enough words, each used once, the best first."""
    shared = sorted(
        ((len(a & b) / len(a | b), i, j) for i, a in enumerate(gold) for j, b in enumerate(found) if a & b),
        reverse=True,
    )
    used_gold, used_found = set(), set()
    for share, i, j in shared:
        if share >= ENOUGH_SHARED and i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            yield i, j


if __name__ == "__main__":
    command_line(__doc__, load, score, SYSTEMS, "attributions/dev")
