"""Time expressions: found where, read as what? The metrics of TempEval-3 (UzZaman et al. 2013), task A.

A system is f(text, published) -> [Time]: half-open character offsets, a TIMEX3 type (DATE, TIME, DURATION, SET) and a
TIMEX3 value; `first` and `last` (ISO dates) only where the system gives calendar days. Figures, in per cent:
  strict_f1     same start and same end
  relaxed_f1    any overlap; each gold expression may use one prediction
  type_f1       relaxed_f1 x share of matched expressions with the right type
  value_f1      relaxed_f1 x share of matched expressions with exactly the right value: the figure to compare
  value_acc     that share by itself
  dated_recall  of the gold expressions that name a calendar day, week, month, quarter or year, how many were found with
                a value that covers the same days: what a timeline needs
  range_recall  the same, judged by first and last instead of the value; None for systems that do not give them
Data: TempEval-3 `.tml` files, found in all folders below --data.
"""

import datetime
import html
import re
from collections import Counter
from typing import NamedTuple

from common import Stopwatch, command_line, f1, overlap, percent, ratio, storykit_reading


class Time(NamedTuple):
    start: int
    end: int
    type: str
    value: str
    first: str | None = None
    last: str | None = None


class Document(NamedTuple):
    name: str
    text: str
    published: str
    times: list[Time]


SYSTEMS = {
    "storykit": lambda text, published: storykit_times(text, published),
    "spacy_dateparser": "peers.times:spacy_dateparser",
    "dateparser_search": "peers.times:dateparser_search",
}


def storykit_times(text, published):
    reading = storykit_reading(text, published)
    located = [(reading.span(time), time) for time in reading["times"]]
    return [Time(*span, time["type"], time["value"], time["first"], time["last"]) for span, time in located if span]


# -- gold ------------------------------------------------------------------------------------------------------------


def load(path):
    files = [path] if path.is_file() else sorted(path.rglob("*.tml"))
    return [parse(file) for file in files if not file.name.startswith("._")]


def parse(file):
    """Read a .tml file by its tags: the corpus holds entities that no XML parser accepts."""
    source = file.read_text(encoding="utf-8")
    published = re.search(r'<DCT>.*?value="([^"]+)"', source, re.S)[1][:10]
    body = re.search(r"<TEXT>(.*)</TEXT>", source, re.S)[1]
    text, times, opened = "", [], []
    for piece in re.split(r"(<[^>]+>)", body):
        if piece.startswith("<TIMEX3") and not piece.endswith("/>"):
            opened.append((len(text), dict(re.findall(r'(\w+)="([^"]*)"', piece))))
        elif piece.startswith("</TIMEX3"):
            start, attributes = opened.pop()
            if text[start:].strip():
                times.append(Time(start, len(text), attributes.get("type"), attributes.get("value")))
        elif not (piece.startswith("<") and piece.endswith(">")):
            text += html.unescape(piece)
    return Document(file.name, text, published, sorted(times))


# -- figures ---------------------------------------------------------------------------------------------------------


def score(documents, system):
    counts, system = Counter(), Stopwatch(system)
    for document in documents:
        count(document.times, sorted(set(system(document.text, document.published))), counts)
    gold, predicted, matched = counts["gold"], counts["predicted"], counts["matched"]
    relaxed = f1(ratio(counts["overlapping"], predicted), ratio(matched, gold))
    return {
        "docs": len(documents),
        "gold": gold,
        "predicted": predicted,
        "strict_f1": percent(f1(ratio(counts["exact"], predicted), ratio(counts["exact"], gold))),
        "relaxed_f1": percent(relaxed),
        "type_f1": percent(relaxed * ratio(counts["type"], matched)),
        "value_f1": percent(relaxed * ratio(counts["value"], matched)),
        "value_acc": percent(ratio(counts["value"], matched)),
        "dated_recall": percent(ratio(counts["dated_right"], counts["dated"])),
        "range_recall": percent(ratio(counts["range_right"], counts["dated"])) if counts["ranges"] else None,
        "ms_per_600_words": system.ms_per_600_words,
    }


def count(gold, predicted, counts):
    """Add one document to the counts. Each gold expression takes the unused prediction that overlaps it most."""
    counts["gold"] += len(gold)
    counts["predicted"] += len(predicted)
    counts["exact"] += len({time[:2] for time in gold} & {time[:2] for time in predicted})
    counts["overlapping"] += sum(any(overlap(time, other) > 0 for other in gold) for time in predicted)
    free = set(range(len(predicted)))
    for time in gold:
        days = calendar_days(time.value) if time.type in ("DATE", "TIME") else None
        counts["dated"] += bool(days)
        shared = [(overlap(time, predicted[i]), i) for i in free if overlap(time, predicted[i]) > 0]
        if shared:
            best = max(shared)[1]
            free.remove(best)
            compare(time, days, predicted[best], counts)


def compare(gold, days, found, counts):
    counts["matched"] += 1
    counts["ranges"] += bool(found.first)
    counts["type"] += found.type == gold.type
    counts["value"] += found.value == gold.value
    counts["dated_right"] += bool(days) and calendar_days(found.value) == days
    counts["range_right"] += bool(days) and (found.first, found.last) == tuple(day.isoformat() for day in days)


def calendar_days(value):
    """First and last day of a TIMEX3 value that names a day, week, month, quarter or year; None for all others."""
    value = (value or "").split("T")[0]
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            day = datetime.date.fromisoformat(value)
            return day, day
        if found := re.fullmatch(r"(\d{4})-W(\d\d)", value):
            monday = datetime.date.fromisocalendar(int(found[1]), int(found[2]), 1)
            return monday, monday + datetime.timedelta(days=6)
        if found := re.fullmatch(r"(\d{4})-(\d\d)", value):
            return months(int(found[1]), int(found[2]), 1)
        if found := re.fullmatch(r"(\d{4})-Q([1-4])", value):
            return months(int(found[1]), int(found[2]) * 3 - 2, 3)
        if re.fullmatch(r"\d{4}", value):
            return months(int(value), 1, 12)
    except ValueError:  # no such day, week, month or year
        pass
    return None


def months(year, month, length):
    """First and last day of so many months, within one year."""
    after = month + length
    end = datetime.date(year + (after > 12), (after - 1) % 12 + 1, 1)
    return datetime.date(year, month, 1), end - datetime.timedelta(days=1)


if __name__ == "__main__":
    command_line(__doc__, load, score, SYSTEMS, "times/aquaint")
