"""From raw pasted text to an `Article`: headline, byline, dateline, body and credits, the page's furniture left out.

The text itself is never changed: every part is a span of it, or words read off it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from dateutil import parser as dateparser
from dateutil import tz

from storykit.story import Article, Dateline, Span, StorykitError

MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
WEEKDAY = r"(?:Mon|Tues?|Wednes|Wed|Thurs?|Fri|Satur|Sat|Sun)(?:day)?"
DATE_LINE = re.compile(
    rf"""^(?:(?:first\s+)?(?:published|updated|posted|last\s+modified|date)\s*(?:on|at)?:?\s*)?
    (?:{WEEKDAY}\.?,?\s+)?
    (?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH},?\s+\d{{4}}        # 26 March 2019
      |{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}        # March 26, 2019
      |\d{{4}}-\d\d-\d\d)                                     # 2019-03-26
    (?:[\s,|T·-]*(?:at\s+)?\d{{1,2}}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{{1,4}}|[+-]\d\d:?\d\d)?)?\s*\.?$""",
    re.IGNORECASE | re.VERBOSE,
)
BYLINE = re.compile(r"^(?:by|story by|from)\s+(?P<names>[^.!?]{2,100})$", re.IGNORECASE)
DATELINE = re.compile(
    rf"""^(?P<place>[A-Z][A-Z.'’\- ]*[A-Z.](?:/[A-Z][A-Z.'’\- ]+)?        # WASHINGTON, ST. LOUIS, in capitals
          (?:,\s+[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)??)                       # , Kenya
    (?:,?\s+(?P<date>(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH})(?:,?\s+\d{{4}})?))?
    \s*(?:\((?P<agency>[A-Z][^()]{{0,40}})\))?
    \s*(?:--|[-–—_:])+(?:\s+|(?=[A-Z“"]))""",
    re.VERBOSE,
)
PLAIN_DATELINE = re.compile(
    r"""^(?P<place>[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,2}(?:,\s+[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)?)
    (?P<date>)\s*\((?P<agency>[A-Z][^()]{0,40})\)\s*(?:--|[-–—_])+\s*""",
    re.VERBOSE,
)
DESK = re.compile(  # what newsrooms put before a headline, not a place
    r"(?:soccer|football|tennis|cricket|golf|rugby|basketball|baseball|athletics|cycling|boxing|hockey|swimming|olympics|motor racing|"
    r"update|exclusive|analysis|opinion|review|feature|factbox|timeline|interview|explainer|insight|profile|obituary|watch|live)\b",
    re.IGNORECASE,
)
CREDITS = re.compile(
    r"\(\s*(?:(?:additional |further )?(?:reporting|writing|editing|compiled|written|reported|edited)\b)[^()]*\)",
    re.IGNORECASE,
)
CREDIT = re.compile(r"^(?P<role>[A-Za-z ]+?)\s+by\s+(?P<names>.+)$", re.IGNORECASE)
ADVISORY = re.compile(
    r"^\((?P<words>(?:adds?|updates?|recasts?|corrects?|refiles?|repeats?|rewrites|writes|clarifies|removes|fixes|changes)\b[^()]*)\)$",
    re.IGNORECASE,
)
FURNITURE = re.compile(  # phrases of a page that no story begins a paragraph with
    r"""^(?:read\ more\b|follow\ us\b|sign\ up\b|log\ in\b|skip\ to\b|our\ standards\b|all\ rights\ reserved|©|\(c\)
    |photo(?:graph)?(?::|\s+by\b)|image(?::|\s+(?:source|caption)\b)|file\ photo\b|getty\ images|we\ use\ cookies|terms\ of\ (?:use|service)
    |most\ (?:read|popular)\b|more\ on\ this\b|see\ also\b|also\ read\b|watch:|listen:|click\ here\b|filed\ under\b|editor['’]?s?['’]?\ note
    |this\ article\ was\b|thank\ you\ for\ (?:reading|subscribing)|support\ our\ journalism|\d+\s+min(?:ute)?s?\ read)""",
    re.IGNORECASE | re.VERBOSE,
)
LABEL = re.compile(  # words of a page that a story can begin a sentence with: furniture only where they are no sentence
    r"""^(?:advertisement|related|share|tweet|print|e-?mail|subscribe|comments?|menu|search|copyright|cookies?|accept|privacy
    |recommended|newsletters?|tags?|topics?|donate|breaking\ news|live|news|world|home|opinion|sports?)\b(?!.*[.!?]["”]?$)""",
    re.IGNORECASE | re.VERBOSE,
)
LONGEST_LABEL = 8  # words
OURSELVES = re.compile(
    r"\b(?:our|we)\b.*\b(?:award|standards|newsletter|cookies|principles|subscribers?|reporting has|website|apps?)\b|provides? news and analysis",
    re.IGNORECASE,
)
ZONES: dict[str, tzinfo | int] = {
    "GMT": tz.UTC,
    "UTC": tz.UTC,
    "Z": tz.UTC,
    "BST": 3600,
    "CET": 3600,
    "CEST": 7200,
    "EST": -18000,
    "EDT": -14400,
    "CST": -21600,
    "CDT": -18000,
    "MST": -25200,
    "MDT": -21600,
    "PST": -28800,
    "PDT": -25200,
    "ET": -18000,
}
YEAR = re.compile(r"\b\d{4}$")
LONGEST_HEADLINE = 24  # words
LONGEST_PARAGRAPH = 10_000  # characters
SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s")
MOST_UNPRINTABLE = 0.02


@dataclass(slots=True)
class _Block:
    """A run of lines without a blank one between them."""

    span: Span
    words: str


def parse_article(text: str, published: str | date | datetime | None = None) -> tuple[Article, tuple[Span, ...]]:
    """Tell the parts of an article apart.

    Args:
        text: the raw text; it is kept unchanged.
        published: when it appeared; by default what the text says.

    Returns:
        The article, and the spans of its paragraphs, half-open offsets into the text.

    Raises:
        StorykitError: the text has no paragraph, is not text, or `published` is not a date.
    """
    if "\0" in text:
        raise StorykitError("this is not text (it holds a NUL character); save the article as plain text first")
    if broken := re.search("[\ud800-\udfff]", text):
        raise StorykitError(
            f"character {broken.start()} of this text is half a character (U+{ord(broken.group()):04X}); copy the text anew"
        )
    stated = _published(published)
    parts = _Parts(text)
    for block in list(_blocks(text)):
        parts.take(block)
    return parts.article(stated)


def _published(value: str | date | datetime | None) -> date | datetime | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return datetime.fromisoformat(value) if "T" in value or ":" in value else date.fromisoformat(value)
    except ValueError:
        raise StorykitError(
            f"{value!r} is no date of publication; write it as 2019-03-26 or 2019-03-26T22:44"
        ) from None


def _blocks(text: str) -> Iterator[_Block]:
    """Blocks between blank lines; each line by itself where the lines are not those of one wrapped paragraph."""
    lines = [Span(match.start(), match.end()) for match in re.finditer(r"[^\r\n]+", text) if match.group().strip()]
    run: list[Span] = []
    for line in lines:
        if (
            run
            and (text.count("\n", run[-1].end, line.start) or text.count("\r", run[-1].end, line.start)) == 1
            and _wrapped(text, run[-1])
        ):
            run.append(line)
            continue
        yield from _block(text, run)
        run = [line]
    yield from _block(text, run)


def _wrapped(text: str, line: Span) -> bool:
    """Whether a line breaks off in the middle of a sentence at a typewriter's width."""
    words = text[line.start : line.end].rstrip()
    return (
        45 <= len(words) <= 95 and words[-1] not in '.!?"”:)' and not BYLINE.match(words) and not DATE_LINE.match(words)
    )


def _block(text: str, lines: Sequence[Span]) -> Iterator[_Block]:
    start = lines[0].start if lines else 0
    while lines and start < lines[-1].end:
        end = _end(text, start, lines[-1].end)
        words = text[start:end]
        if words.strip():
            at = start + len(words) - len(words.lstrip())
            yield _Block(Span(at, at + len(words.strip())), words.strip().translate({0xA0: " "}))
        start = end


def _end(text: str, start: int, end: int) -> int:
    """Where a block ends: what is longer than any paragraph is cut behind a sentence, else at a blank."""
    if end - start <= LONGEST_PARAGRAPH:
        return end
    stop = start + LONGEST_PARAGRAPH
    ends = [match.end() for match in SENTENCE_END.finditer(text, start, stop)]
    return ends[-1] if ends else max(text.rfind(" ", start, stop), start) + 1 if " " in text[start + 1 : stop] else stop


def _dateline(words: str) -> re.Match[str] | None:
    """The dateline a block begins with; capitals before a bare colon ("BREAKING NEWS:") or of a desk ("TENNIS -") are none."""
    if DESK.match(words):
        return None
    match = DATELINE.match(words)
    if match and match.group().rstrip().endswith(":") and not (match["date"] or match["agency"]):
        return None
    return match or PLAIN_DATELINE.match(words)


def _is_furniture(words: str) -> bool:
    """Whether a block belongs to the page and not to the story."""
    label = LABEL.match(words) and len(words.split()) <= LONGEST_LABEL
    return bool(FURNITURE.match(words) or label)


class _Parts:
    """The parts of an article, filled block by block from the top."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.seen: list[_Block] = []  # every block with a letter in it, whatever it was taken for
        self.before: list[_Block] = []  # blocks that may be a headline, or furniture
        self.body: list[_Block] = []
        self.byline: list[str] = []
        self.published: date | datetime | None = None
        self.dateline: Dateline | None = None
        self.date_words: str | None = None
        self.agency: str | None = None
        self.advisory: str | None = None
        self.credits: dict[str, tuple[str, ...]] = {}
        self.headed = False  # a byline, date or dateline has been seen: what came before it is no body
        self.done = False

    def take(self, block: _Block) -> None:
        self.seen += [block] if any(character.isalpha() for character in block.words) else []
        if self.done or self.header(block):
            return
        if credits := [match for match in CREDITS.finditer(block.words) if match.end() >= len(block.words) - 1]:
            self.read_credits(credits[-1].group())
            self.done = True
            block = _Block(*_cut(block, 0, credits[-1].start())) if block.words[: credits[-1].start()].strip() else None  # type: ignore[assignment]
            if block is None:
                return
        if not _is_furniture(block.words) and any(character.isalpha() for character in block.words):
            self.body.append(block)

    def header(self, block: _Block) -> bool:
        """Take a block that stands above the story."""
        words = block.words
        if len(self.body) > 5 or self.dateline:
            return False
        if DATE_LINE.match(words):
            self.published = self.published or _date_in(words)
            self.head()
            return True
        if match := BYLINE.match(words):
            self.byline_is(match["names"])
            return True
        if match := ADVISORY.match(words):
            self.advisory = match["words"]
            self.head()
            return True
        if match := _dateline(words):
            self.head()
            self.dateline_is(block, match)
            return True
        return False

    def head(self) -> None:
        """What stood above the first header line is headline and furniture, not body."""
        if not self.headed:
            self.before, self.body, self.headed = self.body, [], True

    def byline_is(self, names: str) -> None:
        names = re.split(r"\s*[|•]\s*", names)[0]
        found = [each.strip() for each in re.split(r",|\band\b|&", names) if each.strip()]
        if found and all(re.fullmatch(r"(?:AP|AFP|Reuters|Associated Press)", each) for each in found):
            self.agency = self.agency or found[0]
        else:
            self.byline += [each for each in found if re.match(r"[A-Z]", each)]
        self.head()

    def dateline_is(self, block: _Block, match: re.Match[str]) -> None:
        place = match["place"].strip(" ,")
        start = block.span.start + match.start("place")
        self.dateline = Dateline(_titled(place), None, Span(start, start + len(place)))
        self.date_words = match["date"]
        if match["agency"]:
            self.agency = match["agency"].split(",")[0].strip()
        if block.words[match.end() :].strip():
            self.take(_Block(*_cut(block, match.end(), len(block.words))))

    def read_credits(self, words: str) -> None:
        for part in re.split(
            r";|,\s*(?=(?:additional |further )?(?:reporting|writing|editing)\b)",
            words.strip("() "),
            flags=re.IGNORECASE,
        ):
            if match := CREDIT.match(part.strip()):
                names = tuple(each.strip() for each in re.split(r",|\band\b", match["names"]) if each.strip())
                self.credits[match["role"].lower().strip()] = names

    def article(self, stated: date | datetime | None) -> tuple[Article, tuple[Span, ...]]:
        headline = self.headline()
        body = [block.span for block in self.without_furniture()]
        if not body:
            body = [headline.span] if headline else []
            headline = None
        body = body or [block.span for block in self.seen[:1]]  # a single line is body, whatever it looks like
        if not body:
            raise StorykitError("the text has no paragraph; paste the whole article")
        published = stated or self.published or self.filed()
        article = Article(
            text=self.text,
            body=Span(body[0].start, body[-1].end),
            headline=headline.span if headline else None,
            published=published,
            agency=self.agency,
            byline=tuple(dict.fromkeys(self.byline)),
            dateline=self.dated(published),
            advisory=self.advisory,
            credits=tuple(self.credits.items()),
        )
        return article, tuple(body)

    def headline(self) -> _Block | None:
        """The last short block above the header lines; without any, a short first block without a full stop."""
        if self.headed:
            titles: list[_Block] = []
            for block in self.before:
                few = 2 < len(block.words.split()) <= LONGEST_HEADLINE and not OURSELVES.search(block.words)
                titles = [*titles, block] if few and not _ends(block.words) else []
            if titles:
                return titles[0]
            short = [
                b for b in self.before if len(b.words.split()) <= LONGEST_HEADLINE and not OURSELVES.search(b.words)
            ]
            return short[-1] if short else None
        if len(self.body) > 1 and len(self.body[0].words.split()) <= LONGEST_HEADLINE and not _ends(self.body[0].words):
            return self.body.pop(0)
        return None

    def without_furniture(self) -> list[_Block]:
        """The body without a page's words about itself at its end."""
        body = self.body
        while body and OURSELVES.search(body[-1].words) and '"' not in body[-1].words:
            body = body[:-1]
        return body

    def filed(self) -> date | None:
        """The day in the dateline, where it has a year."""
        return _day_in(self.date_words) if self.date_words and YEAR.search(self.date_words) else None

    def dated(self, published: date | datetime | None) -> Dateline | None:
        line = self.dateline
        if line is None or not self.date_words or published is None:
            return line
        return Dateline(line.place, self.filed() or _day_in(f"{self.date_words} {published.year}"), line.evidence)


def _cut(block: _Block, start: int, end: int) -> tuple[Span, str]:
    words = block.words[start:end]
    left = len(words) - len(words.lstrip())
    at = block.span.start + start + left
    return Span(at, at + len(words.strip())), words.strip()


def _ends(words: str) -> bool:
    return words.rstrip("\"'”’)")[-1:] in (".", "!", "?", "…")


def _titled(place: str) -> str:
    return " ".join(word.title() if word.isupper() and len(word) > 2 else word for word in place.split())


def _day_in(words: str) -> date | None:
    found = _date_in(words)
    return found.date() if isinstance(found, datetime) else found


def _date_in(words: str) -> date | datetime | None:
    words = re.sub(r"(?i)^(?:first )?(?:published|updated|posted|last modified|date)\s*(?:on|at)?:?", "", words)
    try:
        found = dateparser.parse(words, tzinfos=dict(ZONES), fuzzy=True)
    except (ValueError, OverflowError):
        return None
    if re.search(r"\d[:.]\d\d", words):
        return found.astimezone(UTC) if found.tzinfo else found
    return found.date()
