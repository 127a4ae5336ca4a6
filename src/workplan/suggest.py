"""The nearest match for a mistyped name, for hints."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from .text import fold


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate most like ``word``, or None where none is like it at all."""
    names = {fold(name): name for name in reversed(list(candidates))}
    # Chinese names are short: of three characters one may be wrong (许可科, 许可处).
    matches = difflib.get_close_matches(fold(word), names, n=1, cutoff=0.5)
    return names[matches[0]] if matches else None
