"""How well storykit reads, beside its peers on PyPI: every scorer on its data, one table.

    .venv/bin/python benchmarks/quality.py [DATA] [--only times places] [--no-peers] [--limit 20]

DATA is a folder of gold data in their public formats: times/aquaint and times/timebank (TimeML), attributions/dev (PolNeAR),
stances/valid.txt (DSE), places/lgl.xml, entities (CoNLL-U of GUM); none of them comes with the project. A peer that is not
installed is left out, with the packages it wants: textacy, dateparser, vaderSentiment, scikit-learn. What the figures mean
stands at the head of each `scorers/score_*.py`; all are per cent, and ms per 600 words.
"""

import argparse
import importlib
import os
import sys
from pathlib import Path
from types import ModuleType

SCORERS = Path(__file__).parent / "scorers"
TASKS = {  # name -> scorer, data, figures of the table, peers
    "times": ("score_times", "times/aquaint", ("value_f1", "strict_f1", "relaxed_f1", "dated_recall"), ("spacy_dateparser", "dateparser_search")),
    "timebank": ("score_times", "times/timebank", ("value_f1", "strict_f1", "relaxed_f1", "dated_recall"), ("spacy_dateparser", "dateparser_search")),
    "attributions": ("score_attributions", "attributions/dev", (), ("dependencies", "textacy", "quote_marks")),
    "stances": ("score_stances", "stances/valid.txt", (), ("verb_lexicon", "vader", "trained")),
    "places": ("score_places", "places/lgl.xml", (), ("spacy_context",)),
    "entities": ("score_entities", "entities", (), ("spacy_alias", "spacy_exact")),
}  # fmt: skip
COUNTS = ("docs", "gold", "predicted", "matched", "pairs")  # sizes, not figures


def figures(scorer: ModuleType, data: Path, system: str, limit: int | None) -> dict[str, object]:
    """What a scorer says of a system."""
    sys.path[:0] = [str(SCORERS)]
    from common import find_system

    documents = scorer.load(data)[:limit]
    if not documents:
        sys.exit(f"no gold documents under {data}; give the folder that holds them")
    return dict(scorer.score(documents, find_system(system, scorer.SYSTEMS)))


def rows(data: Path, name: str, peers: bool, limit: int | None) -> None:
    """Print a line for storykit and one for each peer."""
    module, where, wanted, others = TASKS[name]
    scorer = importlib.import_module(module)
    for system in ("storykit", *(others if peers else ())):
        try:
            found = figures(scorer, data / where, system, limit)
        except SystemExit as missing:
            print(f"| {name} | {system} | left out: {missing} |", flush=True)
            continue
        keys = wanted or [key for key in found if key not in COUNTS and not key.startswith("ms")]
        said = ", ".join(f"{key} {found[key]}" for key in keys)
        print(f"| {name} | {system} | {said} | {found.get('ms_per_600_words', '')} |", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", nargs="?", type=Path, default=SCORERS.parents[2] / "shared" / "bench" / "data")
    parser.add_argument("--only", nargs="+", choices=TASKS, default=list(TASKS))
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--limit", type=int, help="the first so many documents only, for a quick look")
    options = parser.parse_args()
    os.environ["STORYKIT_BENCH"] = str(options.data.parent)
    sys.path[:0] = [str(SCORERS)]
    print("| data | system | figures | ms |\n|---|---|---|---|")
    for name in options.only:
        rows(options.data, name, not options.no_peers, options.limit)


if __name__ == "__main__":
    main()
