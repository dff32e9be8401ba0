"""Says in one sentence what cannot run for want of a package, as in a browser, in place of a traceback of imports."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from storykit.story import StorykitError

ELSEWHERE = "do this in JupyterLab on a computer, where storykit is set up as its README says"
SET_UP = "set storykit up as its README says"


@contextmanager
def needs(what: str, elsewhere: str = ELSEWHERE) -> Iterator[None]:
    """Guards an import: where a package of others is missing, the error says what needed it and what to do.

    Args:
        what: what cannot run without it, as the subject of a sentence.
        elsewhere: the next step in a browser, where most packages cannot be installed.

    Raises:
        StorykitError: a package is missing.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package in ("", "storykit"):
            raise
        if sys.platform == "emscripten":
            raise StorykitError(
                f"{what} needs {package}, which storykit in the browser does not have; {elsewhere}"
            ) from None
        raise StorykitError(f"{what} needs {package}, which is not installed; {SET_UP}") from None


def refusal(error: StorykitError) -> Callable[..., Any]:
    """What stands for a name whose packages are missing: it can be looked at, and raises the error when it is called."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise error

    return refuse
