"""The nearest match for a mistyped name, for hints."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from .fold import fold

_LONGEST = 100
"""No name is longer; to compare a text of megabytes with each would fill memory."""


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate most like ``word``, or None where none is like it at all."""
    if len(word) > _LONGEST:
        return None
    names = {fold(name): name for name in reversed(list(candidates))}
    # Chinese names are short: of three characters one may be wrong (许可科, 许可处).
    matches = difflib.get_close_matches(fold(word), names, n=1, cutoff=0.5)
    return names[matches[0]] if matches else None
