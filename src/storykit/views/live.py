"""What every live view is: a widget with a static twin and one plain line, all three made from the same model."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from storykit.story import Story, StorykitError
from storykit.views.selection import keys_of, selection_of
from storykit.views.twin import face


class LiveView(anywidget.AnyWidget):
    """A view of one story: live where a kernel runs, an HTML twin where none does, a line of text elsewhere.

    `selected` is the key of the chosen finding ("attribution-3" is `story.attributions[3]`), or "" for none. All views
    of one story share it: what is chosen in one is chosen in all.
    """

    data = traitlets.Dict().tag(sync=True)
    selected = traitlets.Unicode("").tag(sync=True)

    def __init__(self, story: Story, data: dict[str, Any], **traits: Any) -> None:
        self.story = story
        self._keys = keys_of(story)
        super().__init__(data=data, **traits)
        self._link = traitlets.link((selection_of(story), "key"), (self, "selected"))

    def _renew(self, story: Story, data: dict[str, Any], selected: str) -> None:
        """Show another story in the same place, with this mark chosen."""
        self._link.unlink()
        self.story, self._keys = story, keys_of(story)
        with self.hold_sync():
            self.data, self.selected = data, selected
        shared = selection_of(story)
        shared.key = selected
        self._link = traitlets.link((shared, "key"), (self, "selected"))

    @traitlets.validate("selected")
    def _known(self, proposal: dict[str, Any]) -> str:
        key = str(proposal["value"])
        if key and key not in self._keys:
            raise StorykitError(
                f'selected is {key!r}, but this story has no such mark; use "" for none, or one of {self._some_keys()}'
            )
        return key

    def _some_keys(self) -> str:
        names = dict.fromkeys(key.rpartition("-")[0] for key in self._keys)
        return ", ".join(f'"{name}-0"' for name in names) or '"" only'

    def html(self) -> str:
        """The static twin: HTML without scripts that reads well wherever it is shown."""
        raise NotImplementedError

    def line(self) -> str:
        """One line of plain text."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return self.line()

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        found, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        return {**found, "text/html": face(self.html()), "text/plain": self.line()}, metadata
