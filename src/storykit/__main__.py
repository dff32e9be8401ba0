"""The command line: `storykit read`, `storykit new`, `storykit handout`, `storykit collect` and `storykit corpus`."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from storykit.story import Story, StorykitError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status, 2 for input that cannot be used."""
    options = _parser().parse_args(arguments)
    try:
        for line in options.run(options):
            print(line)
    except StorykitError as error:
        print(f"storykit: {error}", file=sys.stderr)
        return 2
    except UnicodeDecodeError:
        print("storykit: standard input is not UTF-8; save it as UTF-8 text first", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="storykit", description="Read one news article and say how it tells its story."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    read = commands.add_parser("read", help="read an article and print what was found")
    read.set_defaults(run=_read)
    _article(read)
    read.add_argument("--json", action="store_true", help="print everything as JSON")
    handout = commands.add_parser("handout", help="make a handout for a class, or its key")
    handout.set_defaults(run=_handout)
    _article(handout)
    handout.add_argument(
        "-o", "--output", metavar="FILE", required=True, help="the HTML file to make; it must not be there yet"
    )
    handout.add_argument(
        "--lesson", metavar="FILE", help="a file of exercises; by default they are made from the story's marks"
    )
    handout.add_argument("--key", action="store_true", help="make the answer key instead, for the teacher")
    handout.add_argument("--pdf", action="store_true", help="make a PDF beside it, where a Chromium is installed")
    new = commands.add_parser("new", help="make a folder for an article of your own, with a notebook")
    new.set_defaults(run=_new)
    new.add_argument("name", metavar="NAME", help="the name of the folder: letters, digits, - and _")
    new.add_argument(
        "source", metavar="SOURCE", help="a text, HTML, .docx or .pdf file, a web address, or - to paste the text"
    )
    new.add_argument(
        "--published", metavar="DATE", help="the day of publication, as 2019-03-26, where the text has none"
    )
    new.add_argument("--folder", metavar="FOLDER", default="data", help="where to make it; by default in data")
    new.add_argument("--share", action="store_true", help="let git see the folder, for a text that you may publish")
    collect = commands.add_parser("collect", help="show the answers of a class as a table")
    collect.set_defaults(run=_collect)
    collect.add_argument("folder", metavar="FOLDER", help="the folder with the files that students handed in")
    corpus = commands.add_parser("corpus", help="read every article in a folder, and write what was found to one file")
    corpus.set_defaults(run=_corpus)
    corpus.add_argument(
        "folder", metavar="FOLDER", help="the folder with the articles: text, HTML, .docx and .pdf files"
    )
    corpus.add_argument(
        "-o", "--output", metavar="FILE", required=True,
        help="a .jsonl file, a line a story, gone on with where it is there already; or a .parquet file, a row a finding",
    )  # fmt: skip
    corpus.add_argument(
        "--processes", metavar="N", type=int, help="how many processes read; by default one for each core"
    )
    corpus.add_argument(
        "--scheduler", metavar="ADDRESS", help="a Dask scheduler whose workers read, as tcp://10.0.0.1:8786"
    )
    corpus.add_argument(
        "--dated-names",
        action="store_true",
        help="take each day of publication from the name, as 2019-03-26-harbour.txt",
    )
    return parser


def _article(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a text, HTML, .docx or .pdf file, or - for standard input")
    parser.add_argument(
        "--published", metavar="DATE", help="the day of publication, as 2019-03-26; by default what the text says"
    )


def _story(options: argparse.Namespace) -> Story:
    from storykit.opening import read
    from storykit.review import review_of

    story = read(_paste() if options.file == "-" else Path(options.file), options.published)
    if lost := review_of(story).lost:
        print(f"storykit: {len(lost)} of {len(review_of(story))} notes lost, they stay in the file:", file=sys.stderr)
        for note in lost:
            print(f"  {note.verdict or note.kind or 'note'}: “{note.words}”", file=sys.stderr)
    return story


def _new(options: argparse.Namespace) -> Iterator[str]:
    """Make the folder, and say how to go on."""
    from storykit.bring import new

    notebook = new(
        options.name,
        options.source,
        published=options.published,
        folder=options.folder,
        share=options.share,
        paste=_paste,
    )
    yield f"{notebook.parent}: the text, where it comes from, and a notebook"
    yield f"Open {notebook} in JupyterLab and run all cells."


def _paste() -> str:
    if sys.stdin.isatty():
        print("Paste the article, then press Ctrl+D (on Windows Ctrl+Z and Enter).", file=sys.stderr)
    return sys.stdin.read() + "\n"


def _read(options: argparse.Namespace) -> Iterator[str]:
    story = _story(options)
    yield json.dumps(story.to_dict(), ensure_ascii=False) if options.json else "\n".join(_summary(story))


def _handout(options: argparse.Namespace) -> Iterator[str]:
    """Write the page, never over a file that is there, and the PDF where it can be made."""
    from storykit.lessons import lesson, lesson_for
    from storykit.views.handout import handout, key_page

    path = Path(options.output)
    printed = path.with_suffix(".pdf")
    for each in [path, printed] if options.pdf else [path]:
        if each.exists():
            raise StorykitError(f"{str(each)!r} is there already and is left as it is; give another name with -o")
    story = _story(options)
    course = lesson(story, options.lesson) if options.lesson else lesson_for(story)
    page = key_page(course) if options.key else handout(story, course)
    page.save(path)
    yield f"{path}: {'the key to' if options.key else ''} {len(course)} exercises".replace(":  ", ": ")
    if options.pdf:
        yield _pdf(path, printed)


def _pdf(page: Path, printed: Path) -> str:
    """Print a page with Chromium, or say how to print it."""
    found = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge"))), None
    )
    if found is None:
        return f"No Chromium was found for the PDF: open {page} in a browser and print it from there (Ctrl+P)."
    command = [
        found,
        "--headless",
        "--disable-gpu",
        "--no-sandbox",
        "--no-pdf-header-footer",
        f"--print-to-pdf={printed.resolve()}",
        page.resolve().as_uri(),
    ]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    if done.returncode or not printed.exists():
        return f"Chromium did not make the PDF: open {page} in a browser and print it from there (Ctrl+P)."
    return f"{printed}: the same for the printer"


def _collect(options: argparse.Namespace) -> Iterator[str]:
    """A row for each file, a column for each exercise: right or not, and after how many tries."""
    from storykit.lessons import collect

    names, rows = collect(options.folder)
    wide = max(len(name) for name, _ in rows)
    yield " " * wide + "".join(f"{name:>12}" for name in names)
    for name, answers in rows:
        yield f"{name:<{wide}}" + "".join(f"{_mark(answers.get(each)):>12}" for each in names)
    right = [sum(bool(answers.get(each, {}).get("right")) for _, answers in rows) for each in names]
    yield f"{'right':<{wide}}" + "".join(f"{count:>12}" for count in right)


def _corpus(options: argparse.Namespace) -> Iterator[str]:
    """Read them all, with a bar on standard error; those that cannot be read are named there."""
    from contextlib import nullcontext

    from tqdm import tqdm

    from storykit.archive import articles_in, dask_client
    from storykit.corpus import write_corpus

    articles = articles_in(options.folder, dated_names=options.dated_names)
    where = nullcontext(None) if options.scheduler is None else dask_client(options.scheduler)
    with where as cluster, tqdm(total=len(articles), unit="article", disable=None) as bar:
        written = write_corpus(
            articles, options.output, home=options.folder, processes=options.processes, cluster=cluster,
            failed=lambda name, why: bar.write(f"storykit: {name} is left out: {why}", file=sys.stderr), step=bar.update,
        )  # fmt: skip
    before = f", {written.before} of them before" if written.before else ""
    left_out = f"; {written.failed} could not be read" if written.failed else ""
    yield f"{options.output}: {written.articles} articles{before}{left_out}"


def _mark(answer: dict[str, object] | None) -> str:
    if answer is None:
        return "-"
    word = {True: "right", False: "not yet", None: "given"}[answer["right"]]  # type: ignore[index]
    return f"{word} {answer['tries']}" if answer["right"] is not None else word


def _summary(story: Story) -> Iterator[str]:
    article = story.article
    yield article.title or "(no headline)"
    line = article.dateline
    about = [
        article.agency,
        ", ".join(article.byline),
        line and line.place,
        article.published and str(article.published),
    ]
    yield " · ".join(str(each) for each in about if each)
    yield f"\nWho says what ({len(story.attributions)})"
    for each in story.attributions:
        source = _line(story.quote(each.source)) if each.source else "(no source named)"
        content = " … ".join(_line(story.quote(span)) for span in each.content)
        yield f"  ¶{story.paragraph_of(each.evidence)} {source} [{each.source_kind}] {story.quote(each.cue)}: {content}"
    yield f"\nWhen ({len(story.times)})"
    for time in story.times:
        days = (
            "" if time.first is None else f" = {time.first}" + (f" to {time.last}" if time.last != time.first else "")
        )
        yield f"  ¶{story.paragraph_of(time.evidence)} {_line(story.quote(time.evidence))}{days or ' (no day)'}"
    yield f"\nWhere ({len(story.places)})"
    for place in story.places:
        point = "not resolved" if place.latitude is None else f"{place.latitude:.2f}, {place.longitude:.2f}"
        yield f"  ¶{story.paragraph_of(place.evidence)} {place.name} [{place.usage}] {point}"
    yield f"\nWho backs whom ({len(story.stances)})"
    for stance in story.stances:
        verb = "backs" if stance.polarity > 0 else "is against"
        yield f"  ¶{story.paragraph_of(stance.evidence)} {stance.holder.name} {verb} {stance.target.name}: {_line(story.quote(stance.evidence))}"


def _line(words: str) -> str:
    return " ".join(words.split())


if __name__ == "__main__":
    sys.exit(main())
