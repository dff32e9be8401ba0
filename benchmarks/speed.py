"""What storykit costs beside what it stands on: ratios of runs taken pair by pair, one after the other.

    .venv/bin/python benchmarks/speed.py

`read` beside one bare pass of the same spaCy model over the same paragraphs; `import storykit` beside an import of two
modules of the standard library, each in a process of its own; a view beside reading its story.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import storykit
from storykit.parse import model

DATA = Path(__file__).parent.parent / "data" / "venezuela-2019"


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(name: str, ours: Callable[[], object], theirs: Callable[[], object], rounds: int) -> None:
    """Print medians and the median ratio of pairs."""
    ours(), theirs()
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    mine, other = (statistics.median(each) * 1000 for each in zip(*pairs, strict=True))
    print(f"{name:<42}{mine:>9.1f} ms{other:>9.1f} ms{statistics.median(a / b for a, b in pairs):>8.2f}")


def start(code: str) -> Callable[[], object]:
    """Python running a line of code in a new process."""
    return lambda: subprocess.run([sys.executable, "-c", code], check=True)


def main() -> None:
    """Print the table."""
    nlp, text = model(), (DATA / "update.txt").read_text("utf-8")
    story = storykit.read(text)
    paragraphs = [story.quote(span) for span in story.paragraphs]
    long = "\n\n".join(paragraphs * 8)
    many = paragraphs * 8
    print(f"{'':<42}{'ours':>12}{'theirs':>12}{'ratio':>8}")
    compare("read(first story) / bare spaCy pass", lambda: storykit.read(text), lambda: list(nlp.pipe(paragraphs)), 15)
    compare("read(8 times as long) / bare spaCy pass", lambda: storykit.read(long), lambda: list(nlp.pipe(many)), 5)
    compare("import storykit / dataclasses and json", start("import storykit"), start("import dataclasses, json"), 15)
    for name in ("reading", "timeline", "sources", "stance_chart", "place_map"):
        view = getattr(storykit, name)
        compare(f"{name}(story) / read(story)", lambda view=view: view(story), lambda: storykit.read(text), 5)  # type: ignore[misc]


if __name__ == "__main__":
    main()
