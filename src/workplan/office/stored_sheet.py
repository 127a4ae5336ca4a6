"""A sheet as it is stored: what stands in its cells, and what a reader of cells alone would not see."""

from __future__ import annotations

from typing import Any, NamedTuple

from .open_document import Area

At = tuple[int, int]
"""Row and column, both from 0."""


class StoredSheet(NamedTuple):
    """The filled cells with what is known of each, the comments beside cells, and the areas merged into one cell.

    Comments are seen in .xlsx alone.
    """

    cells: dict[At, tuple[Any, ...]]
    comments: dict[At, str]
    merged: tuple[Area, ...]
