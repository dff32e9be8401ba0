"""Who backs whom, and who says so: holders against targets, one numbered tile for each sentence that shows it.

The column tells the stance, so colour is never alone. Solid: the holder says or does it; hatched: someone else says so;
dotted: said of a group the holder belongs to. The number in a tile is the paragraph. All sizes are in inches: type
keeps its size for 2 holders or 40, only the figure grows, and past 22 rows it flows into two panels.
"""

from __future__ import annotations

import base64
import io
import textwrap
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.patches import FancyBboxPatch, Rectangle
from matplotlib.text import Text

from storykit.lexicons import listed
from storykit.review import reviewed
from storykit.story import Entity, Span, Stance, Story
from storykit.views.live import LiveView
from storykit.views.markup import escape
from storykit.views.palette import module, stylesheet
from storykit.views.twin import CELL, HEAD, TABLE, WORDS
from storykit.views.voices import REPORTER, voice_words

FONT = "DejaVu Sans"  # comes with matplotlib, so the picture is the same everywhere
INK, QUIET, RULE = "#1c1b1a", "#57534e", "#dedbd5"
COLOURS = {1: "#0f5c8c", -1: "#b4530e"}
VERBS = {1: "backs", -1: "against"}
ROW, TILE, GAP, LINE, HEADING = 0.40, 0.31, 0.07, 0.21, 0.50  # inches
MARGIN, PANEL_GAP, COLUMN_GAP, INDENT = 0.30, 0.60, 0.35, 0.25
NAME_MOST, ROWS_MOST, TILES_MOST, LETTERS_MOST = 3.0, 22, 6, 20
DPI = 110
KEY = {"own": "the holder says or does it", "other": "someone else says so", "group": "as a member of the group"}
GLYPHS = {"own": "■", "other": "▨", "group": "⬚"}
PARAGRAPHS = "Number: the paragraph of the sentence."
UNNAMED = "* a group the story does not break down: it does not say which members"
LINES = {1: "3px solid #2d8cc4", -1: "4px double #c9691e"}  # seen on paper and on a dark page

Column = tuple[str, int]  # target, polarity


@dataclass(frozen=True, slots=True)
class Row:
    """One holder of a stance with all its stances; a member stands indented under its group."""

    holder: Entity
    stances: tuple[Stance, ...]
    member: bool = False

    @property
    def name(self) -> str:
        """The holder's name, with a star for a group whose members the story does not name."""
        return self.holder.name + "*" * (self.holder.kind == "group")

    def tiles(self, column: Column) -> list[Stance]:
        """The stances towards one target."""
        return [each for each in self.stances if (each.target.name, each.polarity) == column]

    @property
    def lines(self) -> int:
        """How many lines of tiles the row needs."""
        fullest = max(len(self.tiles((each.target.name, each.polarity))) for each in self.stances)
        return -(-fullest // TILES_MOST)


@dataclass(frozen=True, slots=True)
class Group:
    """The holders that back, or oppose, the same targets."""

    heading: str
    rows: tuple[Row, ...]


class StanceChart(LiveView):
    """The stances of a story as a picture with its sentences; `figure` is the matplotlib figure, None without any stance.

    `html()` is the static twin, `alt` the picture in words.
    """

    _esm = module("linked")
    _css = stylesheet("linked")

    def __init__(self, story: Story, axes: Axes | None) -> None:
        story = reviewed(story)
        self.story = story
        self.alt = alt_text(story)
        self.figure: Figure | None = _figure(story, axes) if story.stances else None
        super().__init__(story, {"label": "Stance chart", "html": self.html(), "tiles": self.tiles()})

    def png(self) -> bytes:
        """The picture as a PNG file; empty for a story without stances."""
        out = io.BytesIO()
        if self.figure is not None:
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", r"Glyph \d+ .* missing", UserWarning)
                self.figure.savefig(out, format="png", dpi=DPI)
        return out.getvalue()

    def tiles(self) -> list[list[Any]]:
        """Where each tile is in the picture: key, name, left, top, width and height in per cent."""
        if self.figure is None:
            return []
        whole = self.figure.bbox
        found = []
        for patch in (patch for axes in self.figure.axes for patch in axes.patches if patch.get_url()):
            box, key = patch.get_window_extent(), str(patch.get_url())
            stance = self.story.stances[int(key.rpartition("-")[2])]
            name = (
                f"{stance.holder.name} {VERBS[stance.polarity]} {stance.target.name}, {_paragraph(self.story, stance)}"
            )
            place = (
                box.x0 / whole.width,
                1 - box.y1 / whole.height,
                box.width / whole.width,
                box.height / whole.height,
            )
            found.append([key, name, *(round(100 * each, 2) for each in place)])
        return found

    def html(self) -> str:
        """Headline, picture and the table of sentences."""
        return _html(self)

    def line(self) -> str:
        """The line of plain text."""
        holders = {each.holder.name for each in self.story.stances}
        targets = {each.target.name for each in self.story.stances}
        counts = ((self.story.stances, "stance"), (holders, "holder"), (targets, "target"))
        stances, who, on = (f"{len(each)} {name}{'s' * (len(each) != 1)}" for each, name in counts)
        return f"<stance_chart: {stances} of {who} on {on}>"


def stance_chart(story: Story, *, axes: Axes | None = None) -> StanceChart:
    """Show who backs whom in a story, and who says so.

    Args:
        story: the story to show.
        axes: draw into these axes instead of a figure of its own; the drawing is shrunk to fit.

    Returns:
        The chart; it shows itself in Jupyter, and `.figure` is the matplotlib figure (None without any stance).
    """
    return StanceChart(story, axes)


# -- what is shown ---------------------------------------------------------------------------------------------------


def columns(story: Story) -> list[Column]:
    """The targets backed or opposed, in the order of the text; an empty column is not drawn."""
    found = {(each.target.name, each.polarity) for each in story.stances}
    targets = dict.fromkeys(each.target.name for each in story.stances)
    return [(target, polarity) for target in targets for polarity in (1, -1) if (target, polarity) in found]


def groups(story: Story) -> list[Group]:
    """The holders grouped by whom they back, else by whom they are against, in the order of the text."""
    found: dict[str, list[Row]] = {}
    order = columns(story)
    for row in _rows(story):
        found.setdefault(_heading(row, order), []).append(row)
    made = [Group(heading, tuple(_under_groups(rows))) for heading, rows in found.items()]
    return sorted(made, key=lambda group: group.heading.startswith("Against"))


def _rows(story: Story) -> list[Row]:
    by_holder: dict[str, list[Stance]] = {}
    for each in story.stances:
        by_holder.setdefault(each.holder.name, []).append(each)
    return [
        Row(each[0].holder, tuple(each), all(one.via and one.via.name in by_holder for one in each))
        for each in by_holder.values()
    ]


def _heading(row: Row, order: Sequence[Column]) -> str:
    polarity = max(each.polarity for each in row.stances)
    held = {each.target.name for each in row.stances if each.polarity == polarity}
    targets = dict.fromkeys(target for target, _ in order if target in held)
    return f"{'Back' if polarity > 0 else 'Against'} {_and(list(targets))}"


def _under_groups(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows with each group's members right behind it."""
    members = [row for row in rows if row.member]
    heads = {row.holder.name for row in rows if not row.member}
    for row in rows:
        if not row.member:
            yield row
            yield from (each for each in members if _via(each) == row.holder.name)
    yield from (each for each in members if _via(each) not in heads)


def _via(row: Row) -> str | None:
    via = row.stances[0].via
    return via.name if via else None


def fill(stance: Stance) -> str:
    """How a tile is filled: "own", "other" or "group"."""
    return "group" if stance.via else "own" if stance.own else "other"


def panels(found: Sequence[Group]) -> list[list[Group]]:
    """One panel up to 22 rows, else two of nearly the same height; a group cut in two repeats its heading."""
    if sum(len(group.rows) for group in found) <= ROWS_MOST:
        return [list(found)]
    total = sum(_high(group) for group in found)
    left: list[Group] = []
    right: list[Group] = []
    used = 0.0
    for group in found:
        fits = 0
        while fits < len(group.rows) and used + _high(Group("", group.rows[: fits + 1])) <= total / 2 + ROW:
            fits += 1
        fits = 0 if right else fits
        if fits:
            left.append(Group(group.heading, group.rows[:fits]))
            used += _high(left[-1])
        if fits < len(group.rows):
            right.append(Group(group.heading + ", continued" * bool(fits), group.rows[fits:]))
    return [left, right]


def _high(group: Group) -> float:
    return HEADING + ROW * sum(row.lines for row in group.rows)


def _and(names: Sequence[str]) -> str:
    """The names as a list in a sentence.

    >>> _and(["A", "B", "C"])
    'A, B and C'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


# -- in words --------------------------------------------------------------------------------------------------------


def headline(story: Story) -> str:
    """What the picture shows, without a full stop: how many back, and are against, whom."""
    parts = []
    for target, polarity in sorted(columns(story), key=lambda column: -column[1]):
        on = [each for each in story.stances if (each.target.name, each.polarity) == (target, polarity)]
        count = len({each.holder.name for each in on})
        verb = {(1, True): "backs", (1, False): "back", (-1, True): "is against", (-1, False): "are against"}
        parts.append(f"{count} {verb[polarity, count == 1]} {in_a_sentence(on[0].target)}")
    return ", ".join(parts)


def in_a_sentence(entity: Entity) -> str:
    """A name as a sentence has it: "the United States", "the county council", "Norway", "residents"."""
    described = entity.name[0].islower() and entity.kind != "group"
    return f"the {entity.name}" if described or entity.name in listed("countries", "articles") else entity.name


def own_words(story: Story) -> str:
    """Who speaks or acts for itself, as a sentence."""
    own = list(dict.fromkeys(in_a_sentence(each.holder) for each in story.stances if fill(each) == "own"))
    if not own:
        return "None of them says or does it in this story: someone else says so."
    if len(own) == len({each.holder.name for each in story.stances}):
        return "Each of them says or does it."
    verbs = "says or does it itself" if len(own) == 1 else "say or do it themselves"
    return f"Only {_and(own)} {verbs}; of the others someone else says so."


def alt_text(story: Story) -> str:
    """The picture in words: the same facts, column by column."""
    if not story.stances:
        return ""
    parts = []
    for target, polarity in columns(story):
        rows = [row for group in groups(story) for row in group.rows if row.tiles((target, polarity))]
        said = _and([_holder_words(story, row, (target, polarity)) for row in rows])
        verb = ("back", "backs")[len(rows) == 1] if polarity > 0 else ("are against", "is against")[len(rows) == 1]
        parts.append(f"{said} {verb} {target}.")
    return " ".join([*parts, own_words(story)])


def _holder_words(story: Story, row: Row, column: Column) -> str:
    tiles = row.tiles(column)
    said = ["an unnamed group"] if row.holder.kind == "group" else []
    said += dict.fromkeys(f"as a member of {each.via.name}" if each.via else KEY[fill(each)] for each in tiles)
    said += ["¶" + ", ".join(dict.fromkeys(_paragraph(story, each) for each in tiles))]
    return f"{row.holder.name} ({'; '.join(said)})"


def _paragraph(story: Story, stance: Stance) -> str:
    return str(story.paragraph_of(stance.evidence) or "H")  # H: the headline


def _html(chart: StanceChart) -> str:
    story = chart.story
    if not story.stances:
        return "<p>This story does not say who backs or opposes whom, so there is no chart.</p>"
    data = base64.b64encode(chart.png()).decode()
    assert chart.figure is not None
    wide = round(chart.figure.get_figwidth() * DPI)
    style = f"display:block;background:#ffffff;max-width:100%;min-width:{min(wide, 300 + wide * 3 // 10)}px;height:auto"
    image = f'<img alt="{escape(chart.alt)}" width="{wide}" style="{style}" src="data:image/png;base64,{data}">'
    return (
        f'<section lang="en"><h3 style="margin:0 0 4px">{escape(headline(story))}</h3>'
        f'<p style="margin:0 0 8px;opacity:.8">{escape(own_words(story))}</p>'
        f'<figure tabindex="0" aria-label="The chart" style="margin:0 0 12px;overflow-x:auto">{image}</figure>'
        f"{_table(story)}</section>"
    )


def _table(story: Story) -> str:
    heads = "".join(
        f'<th scope="col" style="{HEAD}">{name}</th>' for name in ("Who", "Stance", "¶", "Who says so", "The words")
    )
    rows = "".join(_table_row(story, each) for each in _sentences(story))
    return f'<table style="{TABLE}"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _sentences(story: Story) -> Iterator[list[Stance]]:
    """The stances that the same sentence shows in the same voice, together: they are one row of the table."""
    order = [row.holder.name for group in groups(story) for row in group.rows]
    found: dict[object, list[Stance]] = {}
    for each in sorted(story.stances, key=lambda one: (order.index(one.holder.name), one.evidence)):
        sentence, voice = story.sentence_of(each.evidence), voice_words(story, each.voice)
        key = sentence, voice, each.target.name, each.polarity, each.own
        found.setdefault(key, []).append(each)
    yield from found.values()


def _table_row(story: Story, found: Sequence[Stance]) -> str:
    first = found[0]
    marks = dict.fromkeys(fill(each) for each in found if fill(each) != "group" or fill(first) == "group")
    glyphs = "".join(f'<span aria-hidden="true">{GLYPHS[mark]}</span>&nbsp;' for mark in marks)
    verb = f"<b>{VERBS[first.polarity]}</b> {escape(first.target.name)}"
    keys = " ".join(story.key_of(each) for each in found)
    number = f'<span data-key="{keys}">{_paragraph(story, first).replace("H", "headline")}</span>'
    cells = (verb, number, glyphs + escape(says_so(story, first)))
    plain = "".join(f'<td style="{CELL}">{cell}</td>' for cell in cells)
    head = f'<th scope="row" style="{CELL};font-weight:600">{_who(found)}</th>'
    return f'<tr>{head}{plain}<td style="{CELL};{WORDS}">{_words(story, found)}</td></tr>'


def _who(found: Sequence[Stance]) -> str:
    """The holders of a row; the members of a group stand behind it."""
    main = dict.fromkeys(each.holder.name + "*" * (each.holder.kind == "group") for each in found if not each.via)
    members = dict.fromkeys(each.holder.name for each in found if each.via)
    said = escape(", ".join(main))
    so = f'<span style="font-weight:400">and so {escape(", ".join(members))}</span>'
    via = next((each.via.name for each in found if each.via), "")
    alone = f'{escape(", ".join(members))} <span style="font-weight:400">as members of {escape(via)}</span>'
    return f"{said} {so}" if main and members else said if main else alone


def says_so(story: Story, stance: Stance) -> str:
    """Whose word a stance rests on."""
    if not stance.own:
        return voice_words(story, stance.voice)
    if stance.voice is not None and stance.voice.who == stance.holder:
        return stance.holder.name
    return f"its own act, told by {voice_words(story, stance.voice) if stance.voice else REPORTER}"


def _words(story: Story, found: Sequence[Stance]) -> str:
    """The sentence as HTML, with the words that show the stance marked."""
    text, polarity = story.article.text, found[0].polarity
    start, end = min(each.evidence.start for each in found), max(each.evidence.end for each in found)
    whole = story.sentence_of(found[0].evidence)
    whole = Span(min(whole.start, start), max(whole.end, end))
    before, marked, behind = (escape(text[a:b]) for a, b in ((whole.start, start), (start, end), (end, whole.end)))
    return f'{before}<span style="border-bottom:{LINES[polarity]}">{marked}</span>{behind}'


# -- the picture -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The measures of a drawing in inches, and the scale that fits it into given axes."""

    axes: Axes
    columns: tuple[Column, ...]
    widths: tuple[float, ...]  # the names, then each column
    scale: float

    @property
    def width(self) -> float:
        return sum(self.widths)

    def text(self, x: float, y: float, words: str, size: float, colour: str = INK, *, bold: bool = False) -> Text:
        """Write words on the base line y, as they are: a dollar sign begins no formula."""
        return self.axes.text(
            x, y, words, fontsize=size * self.scale, color=colour, va="baseline", fontfamily=FONT,
            fontweight="bold" if bold else "normal", parse_math=False,
        )  # fmt: skip

    def rule(self, x: float, y: float, colour: str, weight: float) -> None:
        """Draw a line across a panel."""
        self.axes.plot([x, x + self.width], [y, y], color=colour, linewidth=weight * self.scale, zorder=0)


def _figure(story: Story, axes: Axes | None) -> Figure:
    flow, heads = panels(groups(story)), columns(story)
    widths = _widths([row for panel in flow for group in panel for row in group.rows], heads)
    head = 0.62 + LINE * max(len(_lines(target)) for target, _ in heads)
    wide = MARGIN * 2 + len(flow) * sum(widths) + (len(flow) - 1) * PANEL_GAP
    foot = _foot(story)
    wide = max(wide, MARGIN * 2 + max(_wide(line, 10) for line in foot), MARGIN * 2 + _key_width(story))
    high = head + 0.42 + max(sum(map(_high, panel)) for panel in flow) + 0.24 * len(foot) + 0.34
    if axes is None:
        axes = Figure(figsize=(wide, high), facecolor="white").add_axes((0, 0, 1, 1))
    scale, top = _fit(axes, wide, high)
    sheet = _Sheet(axes, tuple(heads), widths, scale)
    _draw_key(sheet, story, MARGIN, top - 0.55)
    for number, panel in enumerate(flow):
        _draw_panel(sheet, story, MARGIN + number * (sheet.width + PANEL_GAP), top - 0.85, head - 0.40, panel)
    for number, line in enumerate(foot):
        sheet.text(MARGIN, top - high + 0.20 + 0.24 * (len(foot) - 1 - number), line, 10, QUIET)
    figure = axes.get_figure(root=True)
    assert figure is not None
    return figure


def _fit(axes: Axes, wide: float, high: float) -> tuple[float, float]:
    """Make the axes count inches of the drawing; returns the scale and the upper edge."""
    box = axes.get_window_extent()
    dpi = axes.get_figure(root=True).dpi  # type: ignore[union-attr]
    scale = min(1.0, box.width / dpi / wide, box.height / dpi / high)
    top = box.height / dpi / scale
    axes.set(xlim=(0, box.width / dpi / scale), ylim=(0, top))
    axes.axis("off")
    return scale, top


def _widths(rows: Sequence[Row], heads: Sequence[Column]) -> tuple[float, ...]:
    """Inches for the names and for each column, from the longest words and the fullest cell."""
    names = max(_wide(_short(row.name), 13) + INDENT * row.member for row in rows)
    cells = []
    for column in heads:
        most = min(TILES_MOST, max(len(row.tiles(column)) for row in rows))
        words = max(_wide(line, 13, bold=True) for line in [*_lines(column[0]), "against"])
        cells.append(max(most * (TILE + GAP), words) + COLUMN_GAP)
    headings = max(_wide(_heading(row, heads) + ", continued", 11) for row in rows)
    return max(names + COLUMN_GAP, 1.6, headings + 0.1 - sum(cells)), *cells


def _wide(words: str, size: float, *, bold: bool = False) -> float:
    """The width of words in inches."""
    return sum(_advance(letter, bold) for letter in words) * size / 72


@cache
def _advance(letter: str, bold: bool) -> float:
    """The width of one letter in em."""
    font = get_font(findfont(FontProperties(family=FONT, weight="bold" if bold else "normal")))
    font.set_size(100, 72)
    if not font.get_char_index(ord(letter)):
        return 1.0  # drawn as a box; wide letters of other scripts are as wide as high
    return font.load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / 100


@cache
def _short(name: str) -> str:
    """A name that fits its column; the table has it in full."""
    if _wide(name, 13) <= NAME_MOST:
        return name
    star = "*" * name.endswith("*")
    while _wide(f"{name}…{star}", 13) > NAME_MOST:
        name = name[:-1]
    return f"{name.rstrip()}…{star}"


def _lines(target: str) -> list[str]:
    """The name of a target on two lines at most."""
    return textwrap.wrap(target, LETTERS_MOST, max_lines=2, placeholder="…") or [target]


def _foot(story: Story) -> list[str]:
    """The lines below the picture."""
    unnamed = any(each.holder.kind == "group" for each in story.stances)
    headline = any(_paragraph(story, each) == "H" for each in story.stances)
    return [PARAGRAPHS + " H: the headline." * headline] + [UNNAMED] * unnamed


def _fills(story: Story) -> list[str]:
    used = {fill(each) for each in story.stances}
    return [name for name in KEY if name in used]


def _key_width(story: Story) -> float:
    return sum(TILE + 0.12 + _wide(KEY[name], 11) + 0.35 for name in _fills(story))


def _draw_key(sheet: _Sheet, story: Story, x: float, y: float) -> None:
    """The key names only the fills that the picture uses."""
    for name in _fills(story):
        _draw_tile(sheet, x, y, INK, 1, name, "", "key")
        sheet.text(x + TILE + 0.12, _base(y + TILE / 2, 11), KEY[name], 11)
        x += TILE + 0.12 + _wide(KEY[name], 11) + 0.35


def _draw_panel(sheet: _Sheet, story: Story, x: float, top: float, head: float, panel: Sequence[Group]) -> None:
    at = [x + sum(sheet.widths[: number + 1]) for number in range(len(sheet.columns))]
    for left, (target, polarity) in zip(at, sheet.columns, strict=True):
        sheet.text(left, top - 0.15, VERBS[polarity], 11, COLOURS[polarity])
        for number, line in enumerate(_lines(target)):
            sheet.text(left, top - 0.36 - LINE * number, line, 13, COLOURS[polarity], bold=True)
    y = top - head
    for group in panel:
        sheet.rule(x, y - 0.08, INK, 1.4)
        sheet.text(x, y - 0.31, group.heading, 11, QUIET)
        y -= HEADING - 0.02
        for row in group.rows:
            y -= ROW * row.lines
            _draw_row(sheet, story, x, y, row, at)
        y -= 0.02


def _draw_row(sheet: _Sheet, story: Story, x: float, y: float, row: Row, at: Sequence[float]) -> None:
    middle = y + ROW * (row.lines - 0.5)
    size, colour = (12, QUIET) if row.member else (13, INK)
    sheet.text(x + INDENT * row.member, _base(middle, size), _short(row.name), size, colour)
    sheet.rule(x, y, RULE, 0.7)
    for left, column in zip(at, sheet.columns, strict=True):
        for number, stance in enumerate(row.tiles(column)):
            line, place = divmod(number, TILES_MOST)
            corner = left + place * (TILE + GAP), middle - line * ROW - TILE / 2
            _draw_tile(
                sheet, *corner, COLOURS[column[1]], column[1], fill(stance), _paragraph(story, stance), "tile"
            ).set_url(story.key_of(stance))


def _draw_tile(
    sheet: _Sheet, x: float, y: float, colour: str, polarity: int, filled: str, number: str, what: str
) -> FancyBboxPatch:
    """One sentence: a round tile for a backer, a square one for an opponent, filled by whose voice it is."""
    tile = FancyBboxPatch(
        (x, y), TILE, TILE, boxstyle="round,pad=0,rounding_size=0.12" if polarity > 0 else "square,pad=0",
        linewidth=1.6 * sheet.scale, edgecolor=colour, facecolor=colour if filled == "own" else "white",
        linestyle=(0, (1.2, 1.4)) if filled == "group" else "solid", hatch="/////" if filled == "other" else None,
        gid=f"{what} {filled}",
    )  # fmt: skip
    sheet.axes.add_patch(tile)
    if filled == "other":
        sheet.axes.add_patch(Rectangle((x + 0.05, y + 0.06), TILE - 0.10, TILE - 0.12, facecolor="white", linewidth=0))
    size = 11 if len(number) < 3 else 8.5
    ink = "white" if filled == "own" else INK
    sheet.text(x + TILE / 2, _base(y + TILE / 2, size), number, size, ink, bold=True).set_horizontalalignment("center")
    return tile


def _base(middle: float, size: float) -> float:
    """The base line of words whose capitals stand around a middle; they are 0.73 em high."""
    return middle - 0.365 * size / 72
