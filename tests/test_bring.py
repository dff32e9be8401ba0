"""Bringing an article: files, pages and pastes become text, and a folder of one's own; nothing is overwritten."""

import json
from pathlib import Path

import docx
import matplotlib.pyplot as plt
import pytest

import storykit
from storykit.__main__ import main
from storykit.bring import bring, load
from storykit.story import StorykitError

PAGE = """<!doctype html><html><head><title>Rivals draw | The Daily Test</title>
<meta property="article:published_time" content="2024-05-04T18:30:00Z"><meta name="author" content="Ann Lee"></head>
<body><nav><a href="/">Home</a></nav><script>alert(1)</script><article><h1>Rivals draw as keeper saves late</h1>
<p>The keeper of Riverton saved two shots in the last minutes on Saturday, and the match ended in a draw, the club said.</p>
<p>“We were lucky,” coach Maria Silva told reporters. “The second half was theirs.” She said that the team might change its
plan before the final on 12 May.</p><p>A source close to the club said &lt;b&gt;nothing&lt;/b&gt; was decided, and that the
owner had left before the end of the match.</p></article><footer>© 2024 The Daily Test. Subscribe to our newsletter.</footer>
</body></html>"""
TEXT = (
    "Pool to close\n\nLISBON, March 5 (Test) - The council will close the pool in May, mayor Ann Lee said on Monday.\n"
)


@pytest.fixture
def word(tmp_path: Path) -> Path:
    """A Word file with a heading, a paragraph and a table."""
    document = docx.Document()
    document.add_heading("Pool to close")
    document.add_paragraph("The council will close the pool, mayor Ann Lee said on Monday.")
    row = document.add_table(1, 2).rows[0]
    row.cells[0].text, row.cells[1].text = "For", "12"
    document.save(str(tmp_path / "pool.docx"))
    return tmp_path / "pool.docx"


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A PDF file with a headline and a paragraph on two lines."""
    with plt.rc_context({"pdf.fonttype": 42}):
        figure = plt.figure()
        for number, line in enumerate(
            ["Pool to close", "", "The council will close the pool in May, the mayor", "said on Monday."]
        ):
            figure.text(0.1, 0.9 - number * 0.05, line)
        figure.savefig(tmp_path / "pool.pdf")
        plt.close(figure)
    return tmp_path / "pool.pdf"


def test_a_saved_page_gives_its_story_and_nothing_of_the_page(tmp_path: Path) -> None:
    """Headline, byline and day first, then the paragraphs; menus, scripts and footers are left out."""
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    story = storykit.read(tmp_path / "page.html")
    article = story.article
    assert (article.title, article.byline, str(article.day)) == (
        "Rivals draw as keeper saves late",
        ("Ann Lee",),
        "2024-05-04",
    )
    assert len(story.paragraphs) == 3 and "<b>nothing</b>" in article.text
    assert not {"alert", "Home", "Subscribe", "Daily"} & set(article.text.replace("(", " ").split())


def test_word_and_pdf_files_are_read(word: Path, pdf: Path) -> None:
    """Paragraphs, headings and tables of a Word file; the lines of a PDF."""
    assert [storykit.read(each).article.title for each in (word, pdf)] == ["Pool to close"] * 2
    assert load(word).endswith("For, 12\n") and "the mayor\nsaid on Monday" in load(pdf)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"\xff\xfeA", "is not UTF-8"),
        ("a.txt", b"a\0b", "not a text file"),
        ("a.html", b"<html><body><script>1</script></body></html>", "no story was found"),
        ("a.html", b"", "no story was found"),
        ("a.docx", b"PK\x03\x04nothing", "no Word file"),
        ("a.docx", b"hello", "no Word file"),
        ("a.pdf", b"%PDF-1.4 broken", "no PDF file"),
        ("a.pdf", b"", "no PDF file"),
    ],
)
def test_what_cannot_be_read_is_said_with_the_next_step(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    """The error names the file, what is wrong, and what to do."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(StorykitError) as error:
        storykit.read(tmp_path / name)
    assert words in str(error.value) and name in str(error.value) and ("; " in str(error.value))


def test_a_file_too_large_or_missing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder, no file, and a file beyond the limit."""
    monkeypatch.setattr("storykit.bring.MOST_BYTES", 10)
    (tmp_path / "big.txt").write_text("x" * 11)
    for source, words in (
        (tmp_path / "big.txt", "11 bytes"),
        (tmp_path, "is a folder"),
        (tmp_path / "no.pdf", "there is no file"),
    ):
        with pytest.raises(StorykitError, match=words):
            load(source)


def test_an_address_without_a_network_gets_a_clear_sentence() -> None:
    """What cannot be reached is said, with another way."""
    with pytest.raises(StorykitError, match="cannot be reached from here .*save the page as HTML"):
        bring("http://127.0.0.1:9/story")
    with pytest.raises(StorykitError, match="cannot be reached"):
        bring("https://no-such-host.invalid/story")


def test_new_makes_a_folder_with_text_source_and_notebook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command makes them, git ignores them, and the notebook runs on the text."""
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    assert main(["new", "match", str(tmp_path / "page.html"), "--folder", str(tmp_path / "data")]) == 0
    home = tmp_path / "data" / "match"
    assert sorted(path.name for path in home.iterdir()) == [".gitignore", "SOURCES.md", "article.txt", "match.ipynb"]
    assert (home / ".gitignore").read_text() == "*\n" and "the file page.html" in (home / "SOURCES.md").read_text(
        "utf-8"
    )
    assert (
        "copyright" in (home / "SOURCES.md").read_text("utf-8") and str(home / "match.ipynb") in capsys.readouterr().out
    )
    notebook = json.loads((home / "match.ipynb").read_text("utf-8"))
    code = [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
    space: dict = {}
    for source in code:
        exec(source.replace('"article.txt"', repr(str(home / "article.txt"))), space)
    assert space["story"].article.title == "Rivals draw as keeper saves late" and "Questions" in space["handout"]


def test_new_overwrites_nothing_and_leaves_nothing_half(tmp_path: Path) -> None:
    """A folder that is there, a bad name, a bad source or day: an error, and no new folder."""
    assert storykit.new("pool", TEXT, folder=tmp_path) == storykit.new("pool", TEXT, folder=tmp_path)
    (tmp_path / "pool" / "article.txt").write_text("mine")
    for name, source, day, words in (
        ("pool", TEXT, None, "is there already"), ("../x", TEXT, None, "cannot be the name"), ("con", TEXT, None, "cannot be the name"),
        ("a b", TEXT, None, "cannot be the name"), ("x", "\n \n", None, "paragraph"), ("x", tmp_path / "no.txt", None, "no file"),
        ("x", TEXT, "yesterday", "no date"),
    ):  # fmt: skip
        with pytest.raises(StorykitError, match=words):
            storykit.new(name, source, folder=tmp_path, published=day)
    assert (tmp_path / "pool" / "article.txt").read_text() == "mine" and len(list(tmp_path.iterdir())) == 1


def test_a_paste_and_a_shared_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """ "-" reads what was pasted; --share lets git see the folder; the day given is in the notebook."""
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO(TEXT))
    assert main(["new", "pool", "-", "--folder", str(tmp_path), "--share", "--published", "2024-03-05"]) == 0
    assert (
        not (tmp_path / "pool" / ".gitignore").exists()
        and (tmp_path / "pool" / "article.txt").read_text("utf-8").strip() == TEXT.strip()
    )
    assert "published='2024-03-05'" in (tmp_path / "pool" / "pool.ipynb").read_text("utf-8")


OTHERS = {
    "German": "Der Bürgermeister sagte am Montag, dass die Brücke im Mai geöffnet werden soll. Die Stadt hat dafür kein Geld, und "
    "die Anwohner sind in großer Sorge, weil der Plan schon drei Jahre alt ist und niemand weiß, wann er kommt.",
    "French": "Le maire a déclaré lundi que le pont ouvrirait en mai. La ville n'a pas d'argent pour cela et les riverains sont "
    "inquiets parce que le plan a déjà trois ans et que personne ne sait quand il viendra.",
    "another script": "Мэр сказал в понедельник, что мост откроется в мае. У города нет на это денег, и жители обеспокоены, потому "
    "что плану уже три года, и никто не знает, когда он будет готов, сказал он.",
}


@pytest.mark.parametrize("language", OTHERS)
def test_only_english_is_read(language: str) -> None:
    """Another language is named, in capitals too."""
    for text in (OTHERS[language], OTHERS[language].upper()):
        with pytest.raises(StorykitError, match=f"only English is read, and this text looks .*{language}"):
            storykit.read(text)


@pytest.mark.parametrize(
    "text",
    [
        "THE MAYOR SAID ON MONDAY THAT THE BRIDGE WILL OPEN IN MAY. THE CITY HAS NO MONEY FOR IT AND THE PEOPLE WHO LIVE THERE ARE WORRIED.",
        "Riverton 1 Hillside 1 Lakeside 3 Parkville 0 Eastham 2 Westham 2 Northport 4 Southport 1 Oakwood 0 Elmwood 0 Ashford 1 Kingston 2 "
        "Milton 1 Norton 0 Preston 2 Weston 1",
        "@mayor_lee: bridge opens in May!! #bridge https://example.org/x 😀\n\n@neighbour: nobody told us… RT @mayor_lee",
        "14:05 The mayor arrives.\n14:12 She says the bridge will open in May.\n14:20 Applause.",
        "one long text without any end of a sentence " * 400,
    ],
)
def test_odd_texts_are_read(text: str) -> None:
    """All capitals, tables, tweets, live blogs and texts without an end."""
    story = storykit.read(text)
    assert story.paragraphs and "".join(text.split())[:5] in "".join(story.article.text.split())
