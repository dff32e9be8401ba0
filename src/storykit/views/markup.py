"""Text on its way into HTML: markup is escaped, and characters that nobody sees are made visible.

An article, a name or a note is untrusted: it may hold markup, control characters, or overrides of the writing direction that
make a reader see other words than a program. Each of these is shown by its code point, as in "⟨U+202E⟩".
"""

from __future__ import annotations

import html
import re

UNSEEN = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ufff9-\ufffb\U000e0000-\U000e007f]")


def visible(text: str) -> str:
    """A text in which characters that nobody sees are named.

    >>> visible("abc\\u202edef")
    'abc⟨U+202E⟩def'
    """
    return UNSEEN.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", text)


def escape(text: str) -> str:
    """A text that is safe as HTML, between tags and in quoted attributes.

    >>> escape('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    return html.escape(visible(text))
