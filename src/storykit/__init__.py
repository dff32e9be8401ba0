"""storykit reads one news article and shows how it tells its story: who says so, how sure, when, where, who backs whom.

`read` an article into a `Story`, then show it: `reading`, `timeline`, `place_map`, `stance_chart`, `sources`. Make a `lesson`
and show an `exercise`. `read_many` reads an archive, `tables` makes rows of what was found. Each loads what it needs when it
is first used; importing storykit loads nothing.
"""

TYPE_CHECKING = False  # typing has the same name for it, and takes longer to import than all of this
if TYPE_CHECKING:
    from storykit.archive import read_many as read_many
    from storykit.bring import new as new
    from storykit.lessons import lesson as lesson
    from storykit.lessons import lesson_for as lesson_for
    from storykit.opening import read as read
    from storykit.review import Review as Review
    from storykit.rows import tables as tables
    from storykit.story import Story as Story
    from storykit.story import StorykitError as StorykitError
    from storykit.views.agreement import agreement as agreement
    from storykit.views.comparison import compare as compare
    from storykit.views.exercise import exercise as exercise
    from storykit.views.handout import handout as handout
    from storykit.views.key import answer_key as answer_key
    from storykit.views.place_map import place_map as place_map
    from storykit.views.reading import reading as reading
    from storykit.views.sources import sources as sources
    from storykit.views.stance_chart import stance_chart as stance_chart
    from storykit.views.timeline import timeline as timeline

__version__ = "0.1.0"

_HOME = {
    "Story": "storykit.story",
    "StorykitError": "storykit.story",
    "read": "storykit.opening",
    "read_many": "storykit.archive",
    "tables": "storykit.rows",
    "new": "storykit.bring",
    "Review": "storykit.review",
    "agreement": "storykit.views.agreement",
    "lesson": "storykit.lessons",
    "lesson_for": "storykit.lessons",
    "exercise": "storykit.views.exercise",
    "compare": "storykit.views.comparison",
    "handout": "storykit.views.handout",
    "answer_key": "storykit.views.key",
    "reading": "storykit.views.reading",
    "timeline": "storykit.views.timeline",
    "sources": "storykit.views.sources",
    "place_map": "storykit.views.place_map",
    "stance_chart": "storykit.views.stance_chart",
}

__all__ = [
    "Review", "Story", "StorykitError", "agreement", "answer_key", "compare", "exercise", "handout", "lesson", "lesson_for", "new", "place_map", "read", "read_many", "reading", "sources",
    "stance_chart", "tables", "timeline",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """Load a public name when it is first used."""
    if name not in _HOME:
        raise AttributeError(f"module 'storykit' has no attribute {name!r}")
    from importlib import import_module

    from storykit.missing import needs, refusal
    from storykit.story import StorykitError

    try:
        with needs(f"storykit.{name}"):
            value = globals()[name] = getattr(import_module(_HOME[name]), name)
    except StorykitError as error:
        return refusal(error)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
