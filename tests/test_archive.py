"""Many articles: the same stories in the same order wherever they are read, and nothing lost when a process dies."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path

import pytest

import storykit
from storykit.archive import BATCH, articles_in, dask_client, outcomes
from storykit.story import StorykitError

TOWNS = ("Lima", "Oslo", "Bern", "Cairo", "Quito", "Rome", "Paris")


def article(number: int) -> str:
    """One of many short articles, none like another."""
    town = TOWNS[number % len(TOWNS)]
    return f"Bridge {number} opens\n\n{town.upper()}, May 5 (Test) - Bridge {number} may open on Monday, engineer Ann Lee said.\n\n{town} doubts it."


class Fragile(Executor):
    """An executor that reads at once, and breaks off every batch that holds a certain word."""

    def __init__(self) -> None:
        self.calls = 0

    def submit(self, call: Callable, batch: list, /) -> Future:  # type: ignore[override]
        self.calls += 1
        future: Future = Future()
        if any("poison" in str(each) for each in batch):
            future.set_exception(RuntimeError("worker died"))
        else:
            future.set_result(call(batch))
        return future


@pytest.fixture(scope="module")
def alone() -> list[storykit.Story]:
    """Forty articles read in this process."""
    return list(storykit.read_many(map(article, range(40)), processes=1))


def test_processes_read_the_same_in_the_same_order(alone: list[storykit.Story]) -> None:
    """Two processes give the very stories that one gives, though one of the two is killed on the way."""
    found: list[storykit.Story] = []
    for story in storykit.read_many(map(article, range(40)), processes=2):
        found.append(story)
        if len(found) == 1:
            os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGTERM)
    assert found == alone


def test_a_dask_cluster_reads_the_same_though_a_worker_is_killed(alone: list[storykit.Story]) -> None:
    """On two Dask workers, one of them killed half-way, nothing is lost and nothing comes twice."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster:
        found: list[storykit.Story] = []
        with dask_client(cluster.scheduler_address) as client:
            for story in storykit.read_many(map(article, range(40)), cluster=client):
                found.append(story)
                if len(found) == 20:
                    os.kill(cluster.workers[0].pid, signal.SIGKILL)
        assert found == alone


def test_an_article_that_ends_its_process_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    """Of a batch that dies each article is read again, twice at the most; only the one at fault is left out."""
    for number in range(2 * BATCH):
        text = "poison " * 30 if number == 3 else article(number)
        (tmp_path / f"{number:02}.txt").write_text(text, "utf-8")
    executor = Fragile()
    found = list(outcomes([path for path, _ in articles_in(tmp_path)], processes=2, cluster=executor))
    assert [Path(each.name).stem for each in found] == [f"{number:02}" for number in range(2 * BATCH)]
    assert [number for number, each in enumerate(found) if each.story is None] == [3]
    assert "the process that read it ended" in found[3].error
    assert executor.calls == 2 + BATCH + 1  # the batches, and those of the first again, the third twice


def test_a_bad_article_is_reported_and_left_out(tmp_path: Path) -> None:
    """What cannot be read goes to `failed` with its name and the reason; without `failed` it is an error."""
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00bad")
    sources = [article(0), tmp_path / "bad.txt", tmp_path / "none.txt", article(1)]
    failed: list[tuple[str, str]] = []
    found = list(storykit.read_many(sources, processes=1, failed=lambda *each: failed.append(each)))
    assert [story.article.title for story in found] == ["Bridge 0 opens", "Bridge 1 opens"]
    assert [(Path(name).name, "not a text file" in why or "no file" in why) for name, why in failed] == [
        ("bad.txt", True), ("none.txt", True)]  # fmt: skip
    with pytest.raises(StorykitError, match=r"bad\.txt.*failed=print"):
        list(storykit.read_many(sources, processes=1))


def test_the_day_of_publication_comes_with_its_article() -> None:
    """A pair of a text and a day is read as published on that day."""
    (story,) = storykit.read_many([("The bridge will open on Monday, she said.", "2024-03-01")], processes=1)
    assert str(story.times[0].first) == "2024-03-04"


def test_sources_are_not_taken_far_ahead() -> None:
    """Articles are asked for as they are needed: memory does not grow with their number."""
    asked = []

    def endless() -> Iterator[str]:
        while True:
            asked.append(None)
            yield article(len(asked))

    stories = storykit.read_many(endless(), processes=2, cluster=Fragile())
    next(stories)
    assert len(asked) <= 6 * BATCH


def test_articles_of_a_folder_come_in_order_with_their_days(tmp_path: Path) -> None:
    """Folders are gone through; hidden files and other formats are left out; the day can be in the name."""
    for name in ("b/2024-05-06-x.txt", "2024-05-07 y.html", "notes.json", ".hidden/2024-01-01.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    found = articles_in(tmp_path, dated_names=True)
    assert [(path.name, day) for path, day in found] == [
        ("2024-05-07 y.html", "2024-05-07"), ("2024-05-06-x.txt", "2024-05-06")]  # fmt: skip


@pytest.mark.parametrize(("names", "says"), [
    ((), "no article in"),
    (("x.txt",), "no day such as"),
])  # fmt: skip
def test_a_folder_that_cannot_be_used_is_refused_in_words(tmp_path: Path, names: tuple[str, ...], says: str) -> None:
    """No article, or a name without the day that was asked for."""
    for name in names:
        (tmp_path / name).write_text("x", "utf-8")
    with pytest.raises(StorykitError, match=says):
        articles_in(tmp_path, dated_names=True)
    with pytest.raises(StorykitError, match="no folder"):
        articles_in(tmp_path / "none")
    with pytest.raises(StorykitError, match="at least one process"):
        list(storykit.read_many([], processes=0))
