"""Answers on a terminal, in colour: the only user of rich."""

from __future__ import annotations

import threading
from typing import IO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
from rich.text import Text

from ..answers.columns import View
from ..domain.characters import visible
from ..domain.meter import Meter
from .layout import lines
from .screen import Screen


def show(view: View, out: IO[str], screen: Screen) -> None:
    """Print an answer. NO_COLOR is honoured.

    Text from the plan is always a ``Text``: rich would read `[...]` in it as markup.
    """
    console = Console(file=out, width=screen.width, markup=False, emoji=False, highlight=False)
    for line in lines(view, screen):
        console.print(Text.assemble(*line), no_wrap=True, overflow="ignore", crop=False)


def bar(meter: Meter, out: IO[str], done: threading.Event) -> None:
    """Draw how far the work has come until it is done, then take the bar away."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=Console(file=out), transient=True) as progress:
        drawn = progress.add_task(visible(meter.work), total=None)
        while not done.wait(0.1):
            progress.update(
                drawn, description=visible(meter.work), completed=meter.done, total=meter.total or None
            )
