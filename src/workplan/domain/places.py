"""Where each part of a file's data stands: what a finding is placed by."""

from __future__ import annotations

from typing import Protocol

from .diagnostics import Location

Path_ = tuple[str | int, ...]
"""Where a value stands: keys and list indexes from the root down."""


class Places(Protocol):
    """A file's text, and where each part of its data stands in it."""

    file: str

    @property
    def text(self) -> str:
        """The file's text."""

    @property
    def cut(self) -> bool:
        """Whether reading stopped before the end of the file."""

    def locate(self, path: Path_, *, key: bool = False) -> Location:
        """Return the place of the value at ``path``, or of its key; of the nearest parent that exists."""
