"""The layers can be told apart: by letter, by line, and by colours that have contrast enough."""

import pytest

from storykit.views.palette import AT_FIRST, GROUPS, LAYERS, OTHER_DARK, OTHER_LIGHT, stylesheet

JUPYTER_DARK = "#111111"


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("letter", LAYERS)
def test_a_layer_has_contrast_in_every_face(letter: str) -> None:
    """Letters are text: 4.5 on paper and on the chosen tint. Lines of the twin: 3 on white and on JupyterLab's dark."""
    layer = LAYERS[letter]
    assert contrast(layer.light, OTHER_LIGHT["paper"]) >= 4.5
    assert contrast(layer.dark, OTHER_DARK["paper"]) >= 4.5
    assert contrast(layer.light, OTHER_LIGHT["chosen"]) >= 4.5
    assert contrast(layer.dark, OTHER_DARK["chosen"]) >= 4.5
    assert contrast(layer.both, "#ffffff") >= 3
    assert contrast(layer.both, JUPYTER_DARK) >= 3


@pytest.mark.parametrize("colours", [OTHER_LIGHT, OTHER_DARK], ids=["light", "dark"])
def test_words_of_ours_have_contrast(colours: dict[str, str]) -> None:
    """Ink and second ink are read on every ground they stand on."""
    for ink in ("ink", "ink-2"):
        for ground in ("paper", "ground", "chosen"):
            assert contrast(colours[ink], colours[ground]) >= 4.5
    assert contrast(colours["edge"], colours["paper"]) >= 3


def test_no_two_layers_share_letter_line_or_colour_within_a_group() -> None:
    """Within a group, which is shown together, each of the three alone tells a layer."""
    assert all(letter == layer.letter for letter, layer in LAYERS.items())
    for group in GROUPS:
        layers = [layer for layer in LAYERS.values() if layer.group == group]
        assert layers
        for kind in ("line", "light", "dark", "both"):
            assert len({getattr(layer, kind) for layer in layers}) == len(layers)
    assert set(AT_FIRST) <= set(GROUPS) and len(AT_FIRST) <= 3


def test_the_stylesheet_has_every_colour_for_light_dark_and_print() -> None:
    """Each layer's colour is set three times, and no rule reaches outside our own views."""
    css = stylesheet("reading")
    assert all(css.count(f"--sk-{letter}:") == 3 for letter in LAYERS)
    assert "@import" not in css and "url(" not in css
