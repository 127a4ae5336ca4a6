"""The files a command line names, whatever the command reads them for: no answer goes over one of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

_OUTPUT = ("-o", "--output")
_named: list[str] = []


def note(arguments: Sequence[str]) -> None:
    """Keep what this run was told, for when an answer is written."""
    _named[:] = _words(arguments)


def _words(arguments: Sequence[str]) -> Iterator[str]:
    """Yield every word that may name a file, but where the answer goes."""
    for before, word in pairwise(("", *arguments)):
        name, _, value = word.partition("=")
        if before in _OUTPUT or name in _OUTPUT or word.startswith("-o"):
            continue
        yield word
        if word.startswith("--"):
            yield value
        elif word.startswith("-"):
            yield word[2:]


def holds(target: Path) -> bool:
    """Tell whether a file that is there was named to be read."""
    return target.is_file() and any(_is(word, target) for word in _named)


def _is(word: str, target: Path) -> bool:
    try:
        return bool(word) and os.path.samefile(word, target)  # noqa: PTH121 - a word need be no path
    except (OSError, ValueError):
        return False
