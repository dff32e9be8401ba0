"""The parts of an article, told apart in pasted text."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storykit.article import parse_article
from storykit.bring import load
from storykit.story import StorykitError

PAGE = """Council votes to close the old pool

By Ann Lee and Tom Park
Friday, 3 May 2024 10:15 GMT

(Adds reaction)

RIVERTON, May 3 (Valley News) - The council voted on Friday to close the pool.{newline}
"It leaks," said the mayor.

(Reporting by Ann Lee; Editing by Jo May)

Read more: ten pools that closed
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_parts_of_a_page(newline: str) -> None:
    """Headline, byline, time, advisory, dateline, body and credits are told apart, with either kind of line end."""
    article, paragraphs = parse_article(PAGE.replace("{newline}", "\n").replace("\n", newline))
    assert article.title == "Council votes to close the old pool"
    assert article.byline == ("Ann Lee", "Tom Park")
    assert article.published == datetime(2024, 5, 3, 10, 15, tzinfo=UTC)
    assert article.advisory == "Adds reaction"
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.date) == ("Riverton", date(2024, 5, 3))
    assert article.agency == "Valley News"
    assert dict(article.credits) == {"reporting": ("Ann Lee",), "editing": ("Jo May",)}
    assert [article.text[p.start : p.end] for p in paragraphs] == [
        "The council voted on Friday to close the pool.", '"It leaks," said the mayor.'
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "place", "body"),
    [
        ("PARIS — It rained.", "Paris", "It rained."),  # em dash
        ("NAIROBI, Kenya (AP) _ It rained.", "Nairobi, Kenya", "It rained."),  # underscore, with a country
        ("ST. LOUIS (AP) -- It rained.", "St. Louis", "It rained."),  # a full stop in the name, two hyphens
        ("LONDON, May\u00a03 (PA) \u2013 It rained.", "London", "It rained."),  # non-breaking space, en dash
    ],
)
def test_datelines(text: str, place: str, body: str) -> None:
    """A dateline is read off in its many forms and left out of the body."""
    article, paragraphs = parse_article(text)
    assert article.dateline is not None and article.dateline.place == place
    assert [article.text[p.start : p.end] for p in paragraphs] == [body]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("BERGEN, Norway, 2 May 2024 (Coastal News) - It rained on Monday.", date(2024, 5, 2)),  # day first, no comma
        ("OSLO, March 5, 2020 (AP) - It rained.", date(2020, 3, 5)),
        ("OSLO, March 5 (AP) - It rained.", None),  # no year
    ],
)
def test_a_dateline_with_a_year_gives_the_day_of_publication(text: str, day: date | None) -> None:
    """Where nothing else in the text does, the dateline dates the story."""
    article, _ = parse_article(text)
    assert article.dateline is not None and article.published == article.dateline.date == day


@pytest.mark.parametrize("text", ["TENNIS - Lee wins in Paris.", "EXCLUSIVE - It rained.", "BREAKING NEWS: It rained."])
def test_the_name_of_a_desk_is_no_dateline(text: str) -> None:
    """Newsrooms write other words than places in capitals too."""
    assert parse_article(text)[0].dateline is None


def test_a_byline_without_a_name_names_nobody() -> None:
    """What is left of "By , and" once its signs are gone is no author and no agency."""
    article, _ = parse_article("Bridge opens\n\nBy , and ,\n\nIt rained on Monday.")
    assert (article.byline, article.agency) == ((), None)


@given(st.text())
def test_any_text_gives_ordered_paragraphs_or_a_clear_error(text: str) -> None:
    """Whatever is pasted, paragraphs lie in order inside the body and are not blank, or the error is storykit's own."""
    try:
        article, paragraphs = parse_article(text)
    except StorykitError:
        return
    assert all(a.end <= b.start for a, b in zip(paragraphs, paragraphs[1:], strict=False))
    assert all(article.body.covers(p) and article.text[p.start : p.end].strip() for p in paragraphs)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no paragraph"),
        (b"   \n\n ", "no paragraph"),
        (b"\0\1\2", "not a text file"),
        (b"caf\xe9 closed", "not UTF-8"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, data: bytes, words: str) -> None:
    """An empty, binary or wrongly encoded file gives one clear line."""
    file = tmp_path / "story.txt"
    file.write_bytes(data)
    with pytest.raises(StorykitError, match=words):
        parse_article(load(file))


@pytest.mark.parametrize("published", ["2019-02-30", "yesterday", "03/26/19"])
def test_an_impossible_day_of_publication(published: str) -> None:
    """A day that is none is named in the error."""
    with pytest.raises(StorykitError, match=published):
        parse_article("It rained.", published)


@pytest.mark.parametrize(
    "text",
    [
        "Shares fell in Tokyo and Seoul.", "Search teams found the plane.", "Print is not dead, the editor said.", "Comments by the minister were cut.",
        "Live music returned to the square.", "Home owners complained.", "World leaders met.", "Accept no gifts, the rule says.", "News spread fast.",
        "Copyright law was changed on Monday.", "Tags were found on the birds.", "Sports clubs closed.",
    ],
)  # fmt: skip
def test_a_sentence_is_never_taken_for_a_part_of_the_page(text: str) -> None:
    """Words that also stand on buttons can begin a story."""
    article, paragraphs = parse_article(text, None)
    assert [article.text[span.start : span.end] for span in paragraphs] == [text]
    both, spans = parse_article(f"The bridge is open.\n\n{text}\n\nIt is new.", None)
    assert len(spans) == 3


@pytest.mark.parametrize(
    "words",
    [
        "Share",
        "Share this article",
        "Advertisement",
        "Read more: the long story",
        "Most read",
        "© 2024 The Paper",
        "Sign up for our letter.",
    ],
)
def test_a_part_of_the_page_is_no_paragraph(words: str) -> None:
    """Buttons, adverts and links between the paragraphs are left out."""
    _, spans = parse_article(f"The bridge is open.\n\n{words}\n\nIt is new.", None)
    assert len(spans) == 2


@pytest.mark.parametrize("words", ["UN: talks failed.", "BREAKING NEWS: the dam has burst.", "POLL: most want rain."])
def test_a_label_before_a_colon_is_no_dateline(words: str) -> None:
    """A place before a colon needs a date or an agency beside it."""
    article, spans = parse_article(words, None)
    assert article.dateline is None and len(spans) == 1
    dated, _ = parse_article("LIMA, March 3: It rained.", None)
    assert dated.dateline is not None and dated.dateline.place == "Lima"
