"""What the article as a whole says of its names: which are none, and which the model found only in another place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from storykit.lexicons import listed
from storykit.readers.names.lists import given_names
from storykit.readers.names.lone import opens
from storykit.readers.names.name import Line, Name

Names = dict[str, list[tuple[tuple[str, ...], str]]]  # first word -> names that begin with it, each with its kind


def without_common_words(lines: Sequence[Line], found: Sequence[Name]) -> list[Name]:
    """Without words that are names only because a sentence begins with them ("Iodine"), parts of titles, and the like."""
    small = {text for line in lines for text in line.texts if text.islower()}
    small -= {name.key for name in found if name.key in small and not opens(name.tokens[0])}
    no_names = listed("people", "no_names")
    return [
        name for name in found
        if name.rule not in ("name", "lone-name") or len(name.words) > 1
        or (name.key not in no_names and (name.key not in small or name.tokens[0].is_upper))
    ]  # fmt: skip


def surnames_of(people: Iterable[tuple[str, ...]]) -> set[str]:
    """The last words of full names; "Lee Papers" beside "Ann Lee" is no full name but something of Lee's."""
    full = {words for words in people if len(words) > 1 and not words[-1].isupper()}
    last = {words[-1] for words in full}
    return {words[-1] for words in full if words[0] not in last or words[0].lower() in given_names()}


def missed(lines: Sequence[Line], surnames: set[str], found: Sequence[Name]) -> Iterator[Name]:
    """Names that the model found elsewhere in the article, and surnames of the people in it."""
    known, loud = _repeatable(found), _in_capitals(found, surnames)
    covered: dict[Doc, set[int]] = defaultdict(set)
    for name in found:
        covered[name.tokens[0].doc].update(token.i for token in name.tokens)
    for line in lines:
        lone = set() if line.is_in_capitals else surnames
        yield from _missed_in(line, loud if line.is_in_capitals else known, lone, covered[line.doc])


def _missed_in(line: Line, names: Names, surnames: set[str], covered: set[int]) -> Iterator[Name]:
    for at, text in enumerate(line.texts):
        token = line.tokens[at]
        if at in covered or not (text in names or text in surnames):
            continue
        if token.tag_ == "POS" or not (line.is_in_capitals or token.pos_ == "PROPN" or _acts_as(token, surnames)):
            continue
        repeated = _longest(line, at, names.get(text, ()))
        words, kind = repeated or ((text,), "person")
        places = range(at, at + len(words))
        if (repeated or text in surnames) and covered.isdisjoint(places):
            covered.update(places)
            yield Name(line.tokens[at : places.stop], kind, "repeated-name" if repeated else "surname")


def _acts_as(token: Token, surnames: set[str]) -> bool:
    """Whether a surname that also is a common word does something: "Stone read slowly"."""
    if token.text not in surnames or token.i + 1 == len(token.doc):
        return False
    return token.nbor(1).pos_ in ("VERB", "AUX") or not opens(token)


def _in_capitals(found: Iterable[Name], surnames: Iterable[str]) -> Names:
    """By its first word: each name of the article as a line in capitals has it, the longest first."""
    names = {tuple(word.upper() for word in name.words): name.kind for name in found if name.rule != "demonym"}
    names |= {(name.upper(),): "person" for name in surnames}
    loud = defaultdict(list)
    for words, kind in sorted(names.items(), key=lambda pair: -len(pair[0])):
        loud[words[0]].append((words, kind))
    return loud


def _repeatable(found: Iterable[Name]) -> Names:
    """By its first word: each name of several words, in capitals or found twice, with the kind it mostly has; the longest first."""
    kinds: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for name in found:
        if name.rule in ("name", "result"):
            kinds[name.words][name.kind] += 1
    known = defaultdict(list)
    for words, counts in sorted(kinds.items(), key=lambda pair: -len(pair[0])):
        if len(words) > 1 or counts.total() > 1 or words[0].isupper():
            known[words[0]].append((words, counts.most_common(1)[0][0]))
    return known


def _longest(line: Line, at: int, names: Iterable[tuple[tuple[str, ...], str]]) -> tuple[tuple[str, ...], str] | None:
    """The longest of some names that stands at a token as a whole."""
    for words, kind in names:
        end = at + len(words)
        if tuple(line.texts[at:end]) != words:
            continue
        beside = [*line.tokens[max(at - 1, 0) : at], *line.tokens[end : end + 1]]
        if len(words) > 1 or not any(token.pos_ == "PROPN" and not token.is_upper for token in beside):
            return words, kind  # else part of a longer name
    return None
