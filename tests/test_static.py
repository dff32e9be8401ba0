"""The stylesheets of the views stand on one page together, so no name may mean two things."""

import re

from storykit.views.palette import static

VIEWS = ("reading", "timeline", "sources", "linked", "exercise")
SHARED = set(re.findall(r"\.(sk-[\w-]+)", static("marks.css"))) | {
    "sk-narrow",
    "sk-turn",
    "sk-bar",
    "sk-chosen",
    "sk-ticks",
    "sk-tick",
}


def test_a_class_of_one_view_is_not_styled_by_another() -> None:
    """Each sheet styles its own classes and the shared ones, nothing of another view."""
    own = {view: set(re.findall(r"\.(sk-[\w-]+)", static(f"{view}.css"))) - SHARED for view in VIEWS}
    for view in VIEWS:
        for other in VIEWS:
            assert view == other or not own[view] & own[other], (view, other, own[view] & own[other])


def test_every_class_used_by_a_module_is_styled_somewhere() -> None:
    """No class is left over in a module that no sheet knows, apart from hooks for the scripts."""
    styled = {name for view in (*VIEWS, "marks") for name in re.findall(r"\.(sk-[\w-]+)", static(f"{view}.css"))}
    for view in (*VIEWS, "marks"):
        used = {name for group in re.findall(r'class: "([\w\s-]+)"', static(f"{view}.js")) for name in group.split()}
        assert used - styled <= {
            "sk",
            "sk-reading",
            "sk-timeline",
            "sk-sources",
            "sk-linked",
            "sk-exercise",
            "sk-text",
            "sk-columns",
            "sk-left",
            "sk-links",
        }
