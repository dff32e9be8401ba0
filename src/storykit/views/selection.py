"""The one thing chosen in a story, shared by all its views."""

from __future__ import annotations

from weakref import WeakValueDictionary

import traitlets

from storykit.story import Story

KINDS = ("attributions", "quotations", "hedges", "times", "events", "places", "stances", "passages")


class Selection(traitlets.HasTraits):
    """Holds the key of the chosen finding, "" for none."""

    key = traitlets.Unicode("")

    def __init__(self, story: Story) -> None:
        super().__init__()
        self.story = story  # keeps the story alive, so that its id stays its own


_SHARED: WeakValueDictionary[int, Selection] = WeakValueDictionary()


def selection_of(story: Story) -> Selection:
    """The selection that all views of this story share, for as long as one of them lives."""
    found = _SHARED.get(id(story))
    if found is None:
        found = _SHARED[id(story)] = Selection(story)
    return found


def keys_of(story: Story) -> frozenset[str]:
    """The keys of all findings and entities: "hedge-0", "entity-2"."""
    kinds = {name.removesuffix("s"): len(getattr(story, name)) for name in KINDS} | {"entity": len(story.entities)}
    return frozenset(f"{name}-{number}" for name, count in kinds.items() for number in range(count))
