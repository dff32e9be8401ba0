"""Bring an article of one's own: a text file, a saved page, a Word or PDF file, a web address or a paste becomes plain text.

`load` is what `storykit.read` reads; `new` makes a folder for an article, with the text, where it came from, and a
notebook. What a format needs is loaded when it comes up: trafilatura (Apache 2.0) finds the story in a web page,
python-docx (MIT) and pypdf (BSD) read Word and PDF files.
"""

from __future__ import annotations

import io
import json
import logging
import os
import re
import shutil
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from storykit.missing import needs
from storykit.story import StorykitError

MOST_BYTES = 50_000_000  # of a file or a page
PATIENCE = 20  # seconds to wait for a page
PAGES = (".html", ".htm", ".xhtml")
FORMATS = (".txt", ".text", ".md", *PAGES, ".docx", ".pdf")
FILE = re.compile(r"\S+\.(?:txt|md|text|x?html?|docx|pdf|json)|(?:[.~]{0,2}/)\S+")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}")
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)  # names that Windows keeps for itself


@dataclass(frozen=True, slots=True)
class Brought:
    """The text of an article, and where it came from, in words."""

    text: str
    where: str


def load(source: str | os.PathLike[str]) -> str:
    """The text of a source: a file, or the text itself. A `str` of one line that names a file, or looks like one, is a path.

    Args:
        source: the path of a text (UTF-8), HTML, .docx or .pdf file, or the text itself.

    Raises:
        StorykitError: there is no such file, or it holds no text that can be read.
    """
    path = path_of(source)
    return str(source) if path is None else text_of(bytes_of(path), str(path))


def path_of(source: str | os.PathLike[str]) -> Path | None:
    """The path of a source that is a file; None for a text."""
    return None if isinstance(source, str) and ("\n" in source or not _names_file(source)) else Path(source)


def _names_file(source: str) -> bool:
    try:
        return Path(source).exists() or FILE.fullmatch(source) is not None
    except (OSError, ValueError):
        return False


def bring(source: str | os.PathLike[str], paste: Callable[[], str] | None = None) -> Brought:
    """The text of a file, of a web address, of standard input for "-", or the text itself.

    Args:
        source: what to bring.
        paste: reads what was pasted, for "-".

    Raises:
        StorykitError: it cannot be reached or read.
    """
    if source == "-" and paste is not None:
        return Brought(paste(), "pasted")
    if isinstance(source, str) and re.match(r"https?://\S+$", source):
        return Brought(_page(_fetch(source), source), source)
    path = path_of(source)
    return Brought(str(source), "pasted") if path is None else Brought(load(path), f"the file {path.name}")


# -- formats -----------------------------------------------------------------------------------------------------------


def bytes_of(path: Path) -> bytes:
    """What a file holds.

    Raises:
        StorykitError: there is no such file, it is too large, or it cannot be read.
    """
    if path.is_dir():
        raise StorykitError(f"{path} is a folder; give the path of a file in it")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise StorykitError(
                f"{path} has {path.stat().st_size:,} bytes, but at most {MOST_BYTES:,} are read; cut it"
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise StorykitError(f"there is no file {path}; check the path, or paste the text itself") from None
    except OSError as error:
        raise StorykitError(f"{path} cannot be read ({error.strerror}); check its permissions") from None


def text_of(data: bytes, name: str) -> str:
    """The text in the bytes of a file, whose kind its name tells.

    Raises:
        StorykitError: there is none that can be read.
    """
    kind = Path(name).suffix.lower()
    if kind in PAGES:
        return _page(data, name)
    if kind == ".docx":
        return _word(data, name)
    if kind == ".pdf":
        return _pdf(data, name)
    return _plain(data, name)


def _plain(data: bytes, name: str) -> str:
    if b"\0" in data:
        raise StorykitError(f"{name} is not a text file; save the article as plain text (UTF-8) first")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StorykitError(
            f"{name} is not UTF-8 (byte {error.start} is {data[error.start]:#04x}); save it as UTF-8 text first"
        ) from None


def _page(data: bytes, name: str) -> str:
    """The story of a web page: its headline, byline and day, then its paragraphs."""
    with needs("reading a web page"):
        from trafilatura import bare_extraction

    page = bare_extraction(data, include_comments=False, include_tables=True, with_metadata=True)
    found: dict[str, str | None] = {} if page is None else page if isinstance(page, dict) else page.as_dict()
    lines = [" ".join(line.split()) for line in (found.get("text") or "").split("\n") if line.strip()]
    if not lines:
        raise StorykitError(f"no story was found in the page {name}; copy the text of the article and paste it")
    title = " ".join((found.get("title") or "").split())
    if title and lines[0] not in title:  # else the text has its headline, or the page adds its own name to it
        lines.insert(0, title)
    author, day = found.get("author"), found.get("date")
    about = [f"By {author.replace('; ', ', ')}"] if author else []
    about += [day] if day else []
    return "\n\n".join([lines[0], *about, *(line for line in lines[1:] if line not in about)]) + "\n"


def _word(data: bytes, name: str) -> str:
    with needs("reading a Word file"):
        from docx import Document
        from docx.table import Table

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
                raise StorykitError(f"{name} unpacks to more than {MOST_BYTES:,} bytes; copy its text and paste it")
        blocks = list(Document(io.BytesIO(data)).iter_inner_content())
    except StorykitError:
        raise
    except Exception as error:  # python-docx raises whatever a damaged part leads to
        raise StorykitError(
            f"{name} is no Word file that can be read ({type(error).__name__}); save it again"
        ) from None
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            lines += [", ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in block.rows]
        else:
            lines.append(block.text)
    return _some("\n\n".join(line for line in lines if line.strip()), name)


def _pdf(data: bytes, name: str) -> str:
    with needs("reading a PDF file"):
        from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is said once, by us
    try:
        reader = PdfReader(io.BytesIO(data))
        pages = [] if reader.is_encrypted else [page.extract_text() for page in reader.pages]
    except Exception as error:  # pypdf raises whatever a damaged part leads to
        raise StorykitError(f"{name} is no PDF file that can be read ({type(error).__name__}); save it again") from None
    if reader.is_encrypted:
        raise StorykitError(f"{name} is locked with a password; open it, and save or copy its text")
    return _some("\n".join(pages), name)


def _some(text: str, name: str) -> str:
    text = text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    if not text.strip():
        raise StorykitError(f"{name} holds no text, perhaps only a picture of it; type the article, or paste it")
    return text + "\n"


def _fetch(address: str) -> bytes:
    """A web page, where there is a network."""
    request = urllib.request.Request(address, headers={"User-Agent": "Mozilla/5.0 (storykit)"})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            data: bytes = answer.read(MOST_BYTES + 1)
    except urllib.error.HTTPError as error:
        raise StorykitError(
            f"{address} answers {error.code} {error.reason}; open it in a browser, save it as HTML, and give that file"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise StorykitError(
            f"{address} cannot be reached from here ({reason}); save the page as HTML where there is a network, "
            "and give that file, or paste the text"
        ) from None
    if len(data) > MOST_BYTES:
        raise StorykitError(f"{address} has more than {MOST_BYTES:,} bytes; copy the text of the article and paste it")
    return data


# -- a folder of one's own ---------------------------------------------------------------------------------------------

SOURCES = """# {name}: where it comes from

- Text: `article.txt`, {where}, brought here on {today}
- Publisher, author, address: (write them here)

The text belongs to whoever wrote it. Most news articles are protected by copyright: read it with your class, but do not
publish it, and do not commit it to a repository that others can see. {kept}
"""
IGNORED = "This folder is ignored by git (its `.gitignore` says so)."
SHARED = "You asked for a folder that git sees: be sure that you may share the text."


def new(
    name: str,
    source: str | os.PathLike[str],
    *,
    published: str | date | datetime | None = None,
    folder: str | os.PathLike[str] = "data",
    share: bool = False,
    paste: Callable[[], str] | None = None,
) -> Path:
    """Make a folder for an article of one's own: its text, where it comes from, and a notebook.

    A folder that holds the same text already is left as it is, so that a cell with this call can run again.

    Args:
        name: the name of the folder: letters, digits, "-" and "_".
        source: a text, HTML, .docx or .pdf file, a web address, the text itself, or "-" for a paste.
        published: the day of publication, where the text does not say it.
        folder: where the folder is made.
        share: let git see the folder; by default it is ignored, because most articles are protected by copyright.
        paste: reads what was pasted, for "-".

    Returns:
        The path of the notebook in the new folder.

    Raises:
        StorykitError: the name cannot be a folder's, there is one already, or the source holds no article.
    """
    if not NAME.fullmatch(name) or RESERVED.fullmatch(name):
        raise StorykitError(
            f"{name!r} cannot be the name of a folder; use letters, digits, - and _, such as 'harbour-2024'"
        )
    home = Path(folder) / name
    brought = bring(source, paste)
    if home.exists():
        if _holds(home, brought.text):
            return home / f"{name}.ipynb"
        raise StorykitError(f"{str(home)!r} is there already and is left as it is; choose another name")
    from storykit.article import parse_article

    article, _ = parse_article(brought.text, published)  # says what is wrong before anything is written
    day = "" if article.published is None or published is None else f", published={article.published.isoformat()!r}"
    where = brought.where.replace("`", "'").replace("\n", " ")
    about = SOURCES.format(name=name, where=where, today=date.today().isoformat(), kept=SHARED if share else IGNORED)
    files = {"article.txt": brought.text, "SOURCES.md": about, f"{name}.ipynb": _notebook(name, day)}
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{name}.", dir=folder))
        try:
            for file, text in (files if share else files | {".gitignore": "*\n"}).items():
                with (made / file).open("w", encoding="utf-8", newline="") as out:
                    out.write(text)
            made.chmod(0o755)
            made.rename(home)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
    except OSError as error:
        raise StorykitError(f"{str(home)!r} cannot be made: {error.strerror}; choose another folder") from None
    return home / f"{name}.ipynb"


def _holds(home: Path, text: str) -> bool:
    """Whether a folder has the article and its notebook already."""
    try:
        same = (home / "article.txt").read_bytes() == text.encode("utf-8")
    except (OSError, UnicodeEncodeError):
        return False
    return same and (home / f"{home.name}.ipynb").exists()


CELLS = (
    "# {name}\n\nRead it, review its marks, print it. The text is in `article.txt`; what you decide is kept beside it in "
    "`article.review.json`.",
    'import storykit\n\nstory = storykit.read("article.txt"{day})\nstory',
    "## Review the marks\n\nThe marks are the machine's suggestions. Choose a mark, and confirm it, reject it or change its kind. "
    "Choose words to mark them yourself, or to write a note. Every step is saved at once.",
    "storykit.reading(story, review=True)",
    "## See it in other ways\n\nRun these cells again after a review: they show the story as you left it.",
    "storykit.sources(story)",
    "storykit.timeline(story)",
    "storykit.place_map(story)",
    "storykit.stance_chart(story)",
    "## Print it\n\nOne file for the class: the text with its marks, and questions made from them. A file that is there already is "
    "never overwritten.",
    'handout = storykit.handout(story)\nhandout  # handout.save("handout.html") writes it',
)


def _notebook(name: str, day: str) -> str:
    """A notebook for an article, as JSON of nbformat 4.5."""
    cells: list[dict[str, object]] = []
    for number, text in enumerate(CELLS):
        source = text.replace("{name}", name).replace("{day}", day)
        cell: dict[str, object] = {"cell_type": "markdown", "id": f"cell-{number}", "metadata": {}, "source": source}
        if not text.startswith("#"):
            cell |= {"cell_type": "code", "execution_count": None, "outputs": []}
        cells.append(cell)
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}, indent=1) + "\n"
