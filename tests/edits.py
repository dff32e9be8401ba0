"""Random edits of a text, each with where every old character went: what marks must survive, or be seen to be lost."""

import random
import re

from storykit.story import Span

Moved = list[int | None]  # from each old character to its place in the new text, None where it is gone


def edited(text: str, chance: random.Random, words: list[str]) -> tuple[str, Moved]:
    """One edit as people make them, and where every character went."""
    pieces = chance.choice(
        [_typo, _word, _drop_word, _sentence_out, _sentence_in, _sentence_twice, _swap, _wrap, _marks, _cut]
    )
    parts = pieces(text, chance, words)
    new, moved = "", [None] * len(text)
    for piece, start in parts:  # words, and where they stood; None for new words
        if start is not None:
            for at in range(len(piece)):
                moved[start + at] = len(new) + at
        new += piece
    return new, moved


def follow(moved: Moved, span: Span) -> Span | None:
    """Where a span is now, None where a character of it was lost or something came between."""
    places = [moved[at] for at in range(span.start, span.end)]
    if any(place is None for place in places) or places != list(range(places[0], places[0] + len(places))):
        return None
    return Span(places[0], places[-1] + 1)


def _keep(text, *cuts):
    """The text around cuts of (start, end, instead)."""
    at, parts = 0, []
    for start, end, instead in cuts:
        parts += [(text[at:start], at), (instead, None)]
        at = end
    return [*parts, (text[at:], at)]


def _place(text, chance, pattern):
    found = [(match.start(), match.end()) for match in re.finditer(pattern, text)]
    return chance.choice(found) if found else (0, 0)


def _typo(text, chance, words):
    start, _ = _place(text, chance, r"\w")
    return _keep(text, (start, start + 1, chance.choice("aeiour")))


def _word(text, chance, words):
    start, end = _place(text, chance, r"\w+")
    return _keep(text, (start, end, chance.choice(words)))


def _drop_word(text, chance, words):
    return _keep(text, (*_place(text, chance, r"\w+ "), ""))


SENTENCE = r"[^.\n]+\. ?"


def _sentence_out(text, chance, words):
    return _keep(text, (*_place(text, chance, SENTENCE), ""))


def _sentence_in(text, chance, words):
    _, end = _place(text, chance, SENTENCE)
    return _keep(text, (end, end, " ".join(chance.choices(words, k=14)).capitalize() + ". "))


def _sentence_twice(text, chance, words):
    start, end = _place(text, chance, SENTENCE)
    _, other = _place(text, chance, SENTENCE)
    return _keep(text, (other, other, text[start:end]))


def _swap(text, chance, words):
    start, end = _place(text, chance, r"[^\n]+\n\n(?=[^\n])")
    following = re.compile(r"[^\n]+\n\n").match(text, end)
    if not following:
        return [(text, 0)]
    stop = following.end()
    return [(text[:start], 0), (text[end:stop], end), (text[start:end], start), (text[stop:], stop)]


def _wrap(text, chance, words):
    """Another program's line breaks: some blanks are broken lines now."""
    parts, at = [], 0
    for match in re.finditer(" ", text):
        if chance.random() < 0.1:
            parts += [(text[at : match.start()], at), ("\n", match.start())]
            at = match.end()
    return [*parts, (text[at:], at)]


def _marks(text, chance, words):
    """Straight marks for curly ones, or the other way round."""
    table = str.maketrans("“”’", '""\'') if "“" in text or "’" in text else str.maketrans("\"'", "”’")
    return [(text.translate(table), 0)]


def _cut(text, chance, words):
    start, _ = _place(text, chance, r"\n\n")
    return [(text[:start], 0)] if start > len(text) // 2 else [(text[start:], start)]
