"""The layers of a reading: a letter, a line and a colour each, any one of which is enough to tell it.

Lines under the words: somebody told us. Lines over the words: the reporter's own voice. The colours were chosen for
contrast (text 4.5, lines 3 against paper in the light and in the dark) and for distance under three kinds of colour
blindness; the tests hold both.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Layer:
    """How one kind of mark looks and what it means.

    `light` and `dark` are the colours of the live views; `both` is seen on a white and on a dark page, for the static
    twin, which cannot know the theme. `line` is the twin's border.
    """

    letter: str
    name: str
    group: str
    light: str
    dark: str
    both: str
    line: str
    meaning: str


GROUPS = {
    "who": "Who says so",
    "sure": "How sure",
    "words": "Whose words",
    "when": "When",
    "where": "Where",
    "sides": "Who backs whom",
    "voice": "Reporter’s own voice",
}
AT_FIRST = ("who", "sure", "words")  # no more than three layers at once, to begin with

LAYERS = {
    layer.letter: layer
    for layer in (
        Layer("N", "named source", "who", "#2263cf", "#6f9bea", "#3f7be0", "bottom:3px solid",
              "A person with a name. You could ask this person, or look up what else they said."),
        Layer("A", "anonymous source", "who", "#4e2785", "#cbb3e4", "#8e5bd0", "bottom:3px dashed",
              "Somebody the reporter knows and does not name. You cannot ask this person yourself. "
              "That does not make the words false."),
        Layer("I", "institution", "who", "#0d5244", "#41d1aa", "#1a8f74", "bottom:4px double",
              "A body that speaks for itself; no person is named."),
        Layer("D", "document", "who", "#07272f", "#eaeef5", "#5f7f90", "bottom:2px solid;border-top:2px solid",
              "Something written or recorded that a reader could ask to see."),
        Layer("M", "second-hand report", "who", "#656973", "#929ca4", "#7d828c", "bottom:3px dotted",
              "Taken from somebody else’s report. There is one link more in the chain, and it is not in this text."),
        Layer("H", "hedge", "sure", "#a35816", "#e58a66", "#c06a1f", "bottom:2px dashed",
              "Words that claim less. Leave them out, and the sentence says more than the source did."),
        Layer("Q", "quotation", "words", "#583d05", "#fdd339", "#a07a10", "bottom:2px solid",
              "Words between quotation marks."),
        Layer("T", "time", "when", "#a3438f", "#ecbfdf", "#b7549f", "bottom:2px dashed", "Words that say when."),
        Layer("P", "place", "where", "#477413", "#c4f18b", "#5a8f1c", "bottom:2px dotted", "The name of a place."),
        Layer("S", "stance", "sides", "#093253", "#2a9dea", "#2a7fc0", "bottom:5px solid",
              "Words that show who backs or opposes whom."),
        Layer("U", "unattributed assertion", "voice", "#76680c", "#f3e2a9", "#8c7c14", "top:2px solid",
              "Something one could dispute, told in the reporter’s own voice, with no source."),
        Layer("R", "reporter’s inference", "voice", "#6431ae", "#8a8ced", "#8a63d6", "top:2px dashed",
              "The reporter draws a conclusion."),
        Layer("L", "loaded word", "voice", "#562f12", "#ca8839", "#a86a30", "top:4px double",
              "A word that judges as well as describes."),
        Layer("B", "background", "voice", "#606b64", "#9e9b91", "#788379", "left:4px double",
              "Past or context: not new in this story."),
        Layer("G", "gap", "voice", "#12384a", "#d6ebf9", "#4d7f9a", "top:2px dotted",
              "The text itself says that something is not known, or not given."),
    )
}  # fmt: skip

OTHER_LIGHT = {
    "paper": "#ffffff", "ground": "#f7f6f3", "ink": "#1c1b1a", "ink-2": "#57534e", "rule": "#dedbd5", "edge": "#78746d",
    "focus": "#1c1b1a", "chosen": "#e9effa", "Q-tint": "#fff3cd", "find": "#ffd84d",
}  # fmt: skip
OTHER_DARK = {
    "paper": "#1b1b1d", "ground": "#111112", "ink": "#ecebe8", "ink-2": "#b3afa8", "rule": "#3a3a3d", "edge": "#8d8a84",
    "focus": "#ffffff", "chosen": "#262d3a", "Q-tint": "#38321c", "find": "#7a5f00",
}  # fmt: skip
OTHER_PRINT = {
    "paper": "#fff", "ground": "#fff", "ink": "#000", "ink-2": "#333", "rule": "#999", "edge": "#000", "focus": "#000",
    "chosen": "#fff", "Q-tint": "transparent", "find": "transparent",
}  # fmt: skip


@cache
def stylesheet(view: str) -> str:
    """The colours for light, dark and print, what all views share, and the sheet of one view."""
    light = OTHER_LIGHT | {layer.letter: layer.light for layer in LAYERS.values()}
    dark = OTHER_DARK | {layer.letter: layer.dark for layer in LAYERS.values()}
    paper = OTHER_PRINT | dict.fromkeys(LAYERS, "#000")
    colours = (
        f".sk {{ {_variables(light)} }}\n"
        f'[data-jp-theme-light="false"] .sk, [data-theme="dark"] .sk {{ {_variables(dark)} }}\n'
        f"@media print {{ .sk, [data-jp-theme-light] .sk {{ {_variables(paper)} }} }}\n"
        "@media (forced-colors: active) { .sk, [data-jp-theme-light] .sk "
        "{ --sk-chosen: Canvas; --sk-Q-tint: Canvas; } }\n"
    )
    letters = "".join(f".sk-{letter} {{ --c: var(--sk-{letter}); }} " for letter in LAYERS)
    return "\n".join([colours, letters, static("marks.css"), static(f"{view}.css")])


@cache
def module(*parts: str) -> str:
    """The ES module of one view, made of these files, with the functions that all views share before them."""
    return "\n".join(static(f"{part}.js") for part in ("marks", *parts))


@cache
def static(name: str) -> str:
    """The text of a file that comes with the views."""
    return (files("storykit.views") / "static" / name).read_text("utf-8")


def _variables(colours: dict[str, str]) -> str:
    return " ".join(f"--sk-{name}: {colour};" for name, colour in colours.items())
