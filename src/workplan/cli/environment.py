"""The environment as it was meant: what a shell leaves round a variable's value is no part of it."""

from __future__ import annotations

import os

_PREFIX = "WORKPLAN_"
_QUOTES = ('""', "''", "“”")


def prepare() -> None:
    """Drop blanks and one pair of quotes round the value of every variable of ours.

    cmd's ``set X="a"`` keeps the quotes, ``set X=a && …`` the blank.
    """
    for name, value in os.environ.items():
        if name.startswith(_PREFIX) and (meant := _meant(value)) != value:
            os.environ[name] = meant


def _meant(value: str) -> str:
    bare = value.strip()
    quoted = len(bare) > 1 and bare[0] + bare[-1] in _QUOTES
    return bare[1:-1].strip() if quoted else bare
