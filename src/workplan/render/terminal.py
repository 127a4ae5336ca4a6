"""Answers on a terminal, in colour: the only user of rich."""

from __future__ import annotations

from typing import IO

from rich.console import Console
from rich.text import Text

from ..tables import View
from .layout import lines


def show(view: View, out: IO[str], width: int) -> None:
    """Print an answer. NO_COLOR is honoured.

    Text from the plan is always a ``Text``: rich would read `[...]` in it as markup.
    """
    console = Console(file=out, width=width, markup=False, emoji=False, highlight=False)
    for line in lines(view, width):
        console.print(Text.assemble(*line), no_wrap=True, overflow="ignore", crop=False)
