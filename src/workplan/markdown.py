"""Plan text made safe inside Markdown."""

from __future__ import annotations

_SPECIAL = str.maketrans(
    {char: f"\\{char}" for char in "\\`*_[]#~"} | {"|": "&#124;", "<": "&lt;", ">": "&gt;", "&": "&amp;"}
)


def escape(text: str) -> str:
    """Return text that Markdown shows as it is: no emphasis, links, HTML or table borders in it."""
    return text.translate(_SPECIAL)


def cell(text: str) -> str:
    """Return text for one cell of a table: paragraphs become line breaks."""
    return "<br>".join(escape(line) for line in text.split("\n"))
