"""What an answer is drawn on: how wide it is, how wide it draws the marks of ambiguous width, what it cannot write."""

from __future__ import annotations

from typing import NamedTuple

from ..domain.characters import visible
from ..domain.width import display_width, wrap

RULE = "─"


class Screen(NamedTuple):
    """A terminal or a file of text. ``encoding`` is that of a console which cannot write every character."""

    width: int
    ambiguous: int = 1
    encoding: str = ""

    def shows(self, text: str) -> str:
        """Return text as it will stand there: nothing that steers, and what cannot be written spelled out."""
        text = visible(text)
        return text.encode(self.encoding, "backslashreplace").decode(self.encoding) if self.encoding else text

    def size(self, text: str) -> int:
        """Return how many columns a text takes."""
        return display_width(text, self.ambiguous)

    def wrapped(self, text: str, width: int = 0) -> list[str]:
        """Break a text into lines as wide as the screen, or narrower."""
        return wrap(text, width or self.width, self.ambiguous)

    def rule(self, width: int) -> str:
        """Return a line of that width, or of one column less where its mark takes two."""
        return RULE * (width // self.size(RULE))
