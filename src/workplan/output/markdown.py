"""Plan text made safe inside Markdown."""

from __future__ import annotations

import re

_BLOCK = r"(?m)^(\s*|\d+)([-+=.)])(?=\s|[-=]|$)"
"""What would begin a list, a rule or a heading at the start of a line."""

_SPECIAL = {char: f"\\{char}" for char in "\\`*_[]#~"} | {
    "|": "&#124;",
    "<": "&lt;",
    ">": "&gt;",
    "&": "&amp;",
}
_TRANSLATION = str.maketrans(_SPECIAL)


def escape(text: str) -> str:
    """Return text that Markdown shows as it is: no emphasis, links, HTML or table borders in it."""
    if not _SPECIAL.keys().isdisjoint(text):
        text = text.translate(_TRANSLATION)
    return re.sub(_BLOCK, lambda found: f"{found[1]}\\{found[2]}", text)


def cell(text: str) -> str:
    """Return text for one cell of a table: paragraphs become line breaks."""
    return "<br>".join(escape(line) for line in text.split("\n"))
