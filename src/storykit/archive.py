"""Reads many articles, in processes of this machine or on a cluster, and writes what was found to one file.

One pure function, `read_batch`, turns the bytes of some articles into stories, wherever it runs; results come in the order of
the articles, each once. A batch whose process dies is read again, an article at a time, so that only the one that killed it is
lost.
"""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from storykit.bring import FORMATS, bytes_of, path_of, text_of
from storykit.story import Published, Story, StorykitError

Source = str | os.PathLike[str]

BATCH = 8  # articles that are sent to a process at once
AHEAD = 3  # batches for each process that are begun before the first is asked for
DAY = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Job:
    """An article on its way to a process: its name, and its text or the bytes of its file."""

    name: str
    content: str | bytes
    published: Published = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article: a story, or why there is none."""

    name: str
    story: Story | None
    error: str = ""


def read_many(
    sources: Iterable[Source | tuple[Source, Published]],
    *,
    processes: int | None = None,
    cluster: Any = None,
    failed: Callable[[str, str], object] | None = None,
) -> Iterator[Story]:
    """Read many articles, a few at a time, so that memory does not grow with their number.

    Args:
        sources: paths or texts, as `read` takes them, or pairs of one and its day of publication.
        processes: how many processes of this machine read; by default one for each core. 1 reads in this process.
            In a script, call it below `if __name__ == "__main__":`, as processes need it.
        cluster: a `dask.distributed.Client`, or another executor of `concurrent.futures`, that reads instead.
        failed: called with the name and the reason for each article that cannot be read, which is then left out; by default
            the reason is raised as an error.

    Returns:
        The stories as the machine reads them, in the order of the sources, the same wherever they are read.

    Raises:
        StorykitError: an article cannot be read, and there is no `failed`.
    """
    for each in outcomes(sources, processes=processes, cluster=cluster):
        if each.story is not None:
            yield each.story
        elif failed is None:
            raise StorykitError(f"{each.name}: {each.error}; give read_many(…, failed=print) to go on without it")
        else:
            failed(each.name, each.error)


def outcomes(
    sources: Iterable[Source | tuple[Source, Published]], *, processes: int | None = None, cluster: Any = None
) -> Iterator[Outcome]:
    """What becomes of each of many articles, in their order; arguments as for `read_many`."""
    count = _cores() if processes is None else processes
    if count < 1:
        raise StorykitError(f"processes is {processes}, but at least one process must read; give 1 or more")
    jobs = map(_job, sources)
    if cluster is None and count == 1:
        for job in jobs:
            yield from read_batch([job])
        return
    executor = cluster.get_executor(pure=False) if hasattr(cluster, "get_executor") else cluster
    yield from _Reading(executor, count).run(jobs)


def read_batch(jobs: Sequence[Job | Outcome]) -> list[Outcome]:
    """Read some articles; what is an outcome already stays as it is."""
    return [_read(job) if isinstance(job, Job) else job for job in jobs]


def _read(job: Job) -> Outcome:
    from storykit.pipeline import read_text

    try:
        text = job.content if isinstance(job.content, str) else text_of(job.content, job.name)
        return Outcome(job.name, read_text(text, job.published))
    except StorykitError as error:
        return Outcome(job.name, None, str(error))
    except Exception as error:  # a fault of ours in one article does not end the reading of ten thousand
        return Outcome(job.name, None, f"storykit failed on it ({type(error).__name__}: {error}); please report it")


def _job(source: Source | tuple[Source, Published]) -> Job | Outcome:
    """The bytes of a source, read here, so that a process elsewhere need not see the file."""
    source, published = source if isinstance(source, tuple) else (source, None)
    path = path_of(source)
    if path is None:
        return Job(" ".join(str(source).split())[:60], str(source), published)
    try:
        return Job(str(path), bytes_of(path), published)
    except StorykitError as error:
        return Outcome(str(path), None, str(error))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# -- in processes ------------------------------------------------------------------------------------------------------


class _Reading:
    """Batches on their way through an executor: some ahead, results in order, what dies with its process read again."""

    def __init__(self, executor: Executor | None, processes: int) -> None:
        self.given = executor
        self.processes = processes
        self.executor = executor or _pool(processes)

    def run(self, jobs: Iterator[Job | Outcome]) -> Iterator[Outcome]:
        waiting: deque[tuple[list[Job | Outcome], Future[list[Outcome]]]] = deque()
        try:
            while True:
                while len(waiting) < AHEAD * self.processes and (batch := list(islice(jobs, BATCH))):
                    waiting.append((batch, self.executor.submit(read_batch, batch)))
                if not waiting:
                    return
                batch, future = waiting.popleft()
                try:
                    found = future.result()
                except Exception:
                    found = self.one_by_one(batch)
                    waiting = deque((each, self.again(each, old)) for each, old in waiting)
                yield from found
        finally:
            for _, future in waiting:
                future.cancel()
            if self.given is None:
                self.executor.shutdown(wait=True, cancel_futures=True)

    def again(self, batch: list[Job | Outcome], future: Future[list[Outcome]]) -> Future[list[Outcome]]:
        """The future of a batch, begun again where it died with the process of another one."""
        ours = self.given is None  # and so a new pool by now
        alive = future.done() and not future.cancelled() and future.exception() is None or not (future.done() or ours)
        return future if alive else self.executor.submit(read_batch, batch)

    def one_by_one(self, batch: list[Job | Outcome]) -> list[Outcome]:
        """A batch again, each article in a process that reads no other at the time; twice at the most."""
        self.renew(1)
        found = [self.alone(job) for job in batch]
        self.renew(self.processes)
        return found

    def alone(self, job: Job | Outcome) -> Outcome:
        for _ in range(2):
            try:
                return self.executor.submit(read_batch, [job]).result()[0]
            except Exception as error:
                why = f"the process that read it ended ({type(error).__name__}); read it alone, or cut it"
                self.renew(1)
        return Outcome(job.name, None, why)

    def renew(self, processes: int) -> None:
        """Begin with new processes, where they are ours."""
        if self.given is None:
            self.executor.shutdown(wait=False)
            self.executor = _pool(processes)


def _pool(processes: int) -> ProcessPoolExecutor:
    """Processes that begin afresh on every system; one forked from a notebook's kernel could wait for ever."""
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"))


@contextmanager
def dask_client(address: str) -> Iterator[Any]:
    """A client of the Dask scheduler at an address such as "tcp://10.0.0.1:8786".

    Raises:
        StorykitError: dask is not installed, or there is no scheduler.
    """
    try:
        from distributed import Client
    except ImportError:
        raise StorykitError("a cluster needs dask: run 'pip install storykit[archive]'") from None
    try:
        client = Client(address, timeout=20)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise StorykitError(f"there is no Dask scheduler at {address!r} ({error}); check the address") from None
    with client:
        yield client


# -- a folder ----------------------------------------------------------------------------------------------------------


def articles_in(folder: str | os.PathLike[str], *, dated_names: bool = False) -> list[tuple[Path, Published]]:
    """Every article in a folder and the folders in it, in the order of their names, each with its day of publication.

    Args:
        folder: where they lie; files that no article is read from, and hidden ones, are left out.
        dated_names: take the day from the name of the file: "2019-03-26-harbour.txt".

    Raises:
        StorykitError: there is no such folder, no article in it, or a name has no day.
    """
    home = Path(folder)
    if not home.is_dir():
        raise StorykitError(f"there is no folder {str(home)!r}; give the folder that the articles lie in")
    found = sorted(
        path
        for path in home.rglob("*")
        if path.suffix.lower() in FORMATS
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(home).parts)
    )
    if not found:
        raise StorykitError(f"there is no article in {str(home)!r}; files must end in one of {', '.join(FORMATS)}")
    return [(path, _day(path) if dated_names else None) for path in found]


def _day(path: Path) -> str:
    match = DAY.search(path.name)
    if match is None:
        raise StorykitError(f"{path.name!r} has no day such as 2019-03-26 in its name; leave --dated-names out")
    return match[0]
