"""Sentences with their expected marks written into them: «content», [source], {cue}."""

import re

OPEN, CLOSE = "«[{", "»]}"


def unmarked(marked: str) -> tuple[str, dict[str, list[str]]]:
    """The plain sentence, and the words within each kind of bracket, in the order of the text.

    >>> unmarked("«It rained», [she] {said}.")
    ('It rained, she said.', {'«': ['It rained'], '[': ['she'], '{': ['said']})
    """
    found: dict[str, list[tuple[int, str]]] = {sign: [] for sign in OPEN}
    stack: list[tuple[str, int]] = []
    plain = ""
    for letter in marked:
        if letter in OPEN:
            stack.append((letter, len(plain)))
        elif letter in CLOSE:
            sign, start = stack.pop()
            found[sign].append((start, plain[start:]))
        else:
            plain += letter
    return plain, {sign: [words for _, words in sorted(spans)] for sign, spans in found.items()}


def words(text: str) -> str:
    """Words without marks and blanks at their ends, for comparing what is meant."""
    return re.sub(r"^[\s\"“”',.]+|[\s\"“”',.]+$", "", text)
