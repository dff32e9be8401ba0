"""Feed storykit what nobody expects: random articles, reviews and annotations; nothing may crash or shift by a character.

    .venv/bin/python benchmarks/fuzz.py [--inputs 100000] [--seed 1]

Each input goes to one of four checks; a few articles are read with the language model, the others are taken
apart without it. What fails is printed with its seed and number, and the exit status is 1.
"""

import argparse
import contextlib
import json
import random
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from stories import a_story  # noqa: E402

from storykit import Review, Story, StorykitError, reading  # noqa: E402
from storykit.article import parse_article  # noqa: E402
from storykit.exchange import from_hypothesis, from_recogito  # noqa: E402
from storykit.notes import Anchor, Finder, load_page, notes_of  # noqa: E402
from storykit.opening import read  # noqa: E402
from storykit.story import Span  # noqa: E402
from storykit.views.segments import Mark, cut, marks_of  # noqa: E402

WORDS = re.findall(r"\S+|\s", (ROOT / "data" / "venezuela-2019" / "update.txt").read_text("utf-8"))
ODD = [
    "\u202e", "\u2066", "\u200b", "\ufeff", "\r", "\n\n", "\t", "\v", "\x07", "\x85", "\u2028", "😀", "👩‍👩‍👧", "é", "e\u0301", "مرحبا", "漢字", "“", "”", '"', "'",
    "’", "«", "(", ")", "--", "—", "…", "<script>", "</script>", "<!--", "&amp;", "&", "$", "\\", "`", "{{", "=1+1", ",", ".", "?!", "U.S.",
    "(Reuters)", "By ", "March 26 ", "2019-03-26", "WASHINGTON", "said", "told", "according to", "two weeks ago", "last year", "on Monday", "A" * 300,
]  # fmt: skip


def text_of(chance: random.Random) -> str:
    """A text of words of an article and of odd things, now and then with what is no text."""
    length, odd = chance.choice([0, 1, 3, 10, 60, 200]), chance.choice([0, 0.05, 0.5])
    found = [chance.choice(ODD) if chance.random() < odd else chance.choice(WORDS) for _ in range(length)]
    if chance.random() < 0.03:
        found.insert(chance.randint(0, length), chance.choice(["\ud800", "\0"]))
    return "".join(found)


def joins_back(story: Story) -> None:
    """Segments join back to the text, offsets are valid, and the JSON makes the same story."""
    marks = marks_of(story)
    for span in (*story.paragraphs, *([story.article.headline] if story.article.headline else [])):
        assert "".join(story.quote(each.span) for each in cut(span, marks)) == story.quote(span)
    assert all(0 <= each.evidence.start < each.evidence.end <= len(story.article.text) for each in story.findings())
    assert Story.from_dict(json.loads(json.dumps(story.to_dict()))) == story


def article(chance: random.Random) -> None:
    """An article is taken apart: spans are in order, inside the text, and not empty."""
    text = text_of(chance)
    found, paragraphs = parse_article(text, chance.choice([None, "2019-03-26"]))
    assert found.text == text and list(paragraphs) == sorted(paragraphs)
    assert all(one.end <= other.start for one, other in zip(paragraphs, paragraphs[1:], strict=False))
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in paragraphs)


def whole(chance: random.Random) -> None:
    """An article is read with the model and shown."""
    story = read(text_of(chance), "2019-03-26")
    joins_back(story)
    reading(story, ["who", "when", "voice"]).html()


def segments(chance: random.Random) -> None:
    """Marks of any kind in any order cut a text into pieces that are the text."""
    text = text_of(chance) or "x"
    spans = [
        Span(start, chance.randint(start + 1, len(text)))
        for start in (chance.randrange(len(text)) for _ in range(chance.randrange(12)))
    ]
    marks = [Mark(span, chance.choice("NAIDMHQTPSURLBG"), f"hedge-{n}") for n, span in enumerate(spans)]
    start = chance.randrange(len(text))
    span = Span(start, chance.randint(start + 1, len(text)))
    pieces = cut(span, marks)
    assert "".join(text[each.span.start : each.span.end] for each in pieces) == text[span.start : span.end]
    assert all(mark.span.covers(each.span) for each in pieces for mark in each.marks)


def mutated(value: object, chance: random.Random, often: float) -> object:
    """JSON values with some of them exchanged for others."""
    if chance.random() < often:
        return chance.choice(
            [None, True, -1, 10**18, 1.5, "", "x" * 40, chance.choice(ODD), [], {}, [[]], {"type": "TextQuoteSelector"}]
        )
    if isinstance(value, dict):
        return {key: mutated(each, chance, often) for key, each in value.items() if chance.random() > often / 2}
    if isinstance(value, list):
        return [mutated(each, chance, often) for each in value if chance.random() > often]
    return value


def reviewed() -> Review:
    """A review with a note of every sort."""
    review = Review(a_story())
    for key in ("attribution-0", "quotation-0", "time-0", "place-1", "stance-0", "passage-0"):
        review.confirm(key)
    review.change("hedge-0", "loaded word")
    review.reject("stance-1")
    review.add("opposed it", "gap")
    review.comment("opposed it", "Is it?")
    return review


REVIEW = reviewed()
PAGE = json.dumps(REVIEW.page())


def notes(chance: random.Random) -> None:
    """A review file of a stranger is refused in words, or applied to a story that is whole."""
    data = json.dumps(mutated(json.loads(PAGE), chance, chance.choice([0.0005, 0.002, 0.03]))).encode()
    if chance.random() < 0.1:
        at = chance.randrange(len(data))
        data = data[:at] + bytes([chance.randrange(256)]) + data[at + chance.randrange(3) :]
    page = load_page(data, "x.review.json")
    for make in (from_hypothesis, lambda value: from_recogito(value, REVIEW.machine.article.text)):
        with contextlib.suppress(StorykitError):
            make(page)
    review = Review(a_story(), notes_of(page, "x.review.json"))
    joins_back(replace(review.story, review=None))
    assert len(review.lost) <= len(review)


def anchors(chance: random.Random) -> None:
    """Words are found in any text as themselves, or not at all."""
    old, new = text_of(chance) or "x", text_of(chance)
    start = chance.randrange(len(old))
    each = Anchor.of(old, Span(start, chance.randint(start + 1, min(len(old), start + 60))))
    assert Finder(old).find(each) is not None
    new = chance.choice([new, old[:start] + new + old[start:], old + new, new + old])
    span = Finder(new).find(each)
    plain = [
        re.sub(r"\s+", "", words).translate(str.maketrans("‘’“”«»—–", '\'\'""""--'))
        for words in (each.exact, new[span.start : span.end] if span else each.exact)
    ]
    assert plain[0] == plain[1]


CHECKS: list[tuple[Callable[[random.Random], None], float]] = [
    (article, 30),
    (whole, 3),
    (segments, 30),
    (notes, 15),
    (anchors, 24),
]


def main() -> int:
    """Run the inputs."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    counts, refused, failed, started = Counter[str](), Counter[str](), 0, time.perf_counter()
    for number in range(options.inputs):
        chance = random.Random(options.seed * 1_000_003 + number)
        check = chance.choices([each for each, _ in CHECKS], [share for _, share in CHECKS])[0]
        counts[check.__name__] += 1
        try:
            check(chance)
        except StorykitError:
            refused[check.__name__] += 1
        except Exception:
            failed += 1
            if failed <= 5:
                print(f"seed {options.seed}, input {number}, {check.__name__}:\n{traceback.format_exc()}")
    for name, count in counts.items():
        print(f"{name:<10}{count:>8} inputs, {refused[name]} refused in words")
    print(f"{options.inputs} inputs, {failed} failed, {time.perf_counter() - started:.0f} s")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
