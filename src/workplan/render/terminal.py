"""Tables in a terminal: the only user of rich.

Cells wrap and are never cut. Text from the plan is always a ``Text``: rich would read `[...]` in it as markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions
from rich.measure import Measurement
from rich.table import Table as RichTable
from rich.text import Text

from ..schedule import Standing
from ..tables import Table, View
from ..text import display_width, visible, wrap

_STYLES = {
    Standing.OVERDUE: "red",
    Standing.DUE_SOON: "yellow",
    Standing.DONE: "green",
    Standing.UNDATED: "dim",
    Standing.ONGOING: "dim",
    Standing.SUSPENDED: "dim",
    Standing.CANCELLED: "dim",
}

_NARROWEST = 40
_NARROWEST_CELL = 8


def show(view: View, out: IO[str], width: int | None = None) -> None:
    """Print an answer. Colours go with a terminal only; NO_COLOR is honoured."""
    console = Console(file=out, width=width, markup=False, emoji=False, highlight=False, soft_wrap=False)
    if console.width < _NARROWEST:
        console.width = _NARROWEST
    if console.is_terminal:
        _print(view, console)
        return
    with console.capture() as captured:
        _print(view, console)
    out.writelines(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def _print(view: View, console: Console) -> None:
    for index, table in enumerate(view.tables):
        if index:
            console.print()
        if table.title:
            console.print(Text(visible(table.title), style="bold"))
        if table.rows:
            console.print(_rich(table))
    if view.notes:
        console.print()
    for note in view.notes:
        for line in wrap(visible(note), console.width):
            console.print(Text(line), no_wrap=True, overflow="ignore", crop=False)


class _Cell:
    """A cell that breaks lines as Chinese typesetting does; rich breaks at blanks, which Chinese has none of."""

    def __init__(self, text: str, style: str = "", *, numeric: bool = False) -> None:
        self.paragraphs = visible(text.expandtabs(4)).split("\n")
        self.style = style
        self.numeric = numeric

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        widest = max(map(display_width, self.paragraphs))
        return Measurement(min(widest, _NARROWEST_CELL), widest).with_maximum(options.max_width)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        for paragraph in self.paragraphs:
            for line in wrap(paragraph, options.max_width):
                indent = options.max_width - display_width(line) if self.numeric else 0
                yield Text(" " * indent + line, self.style, no_wrap=True, overflow="ignore")


def _rich(table: Table) -> RichTable:
    heads = any(column.head for column in table.columns)
    rich = RichTable(
        box=SIMPLE_HEAD if heads else None,
        show_edge=False,
        show_header=heads,
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )
    for column in table.columns:
        rich.add_column(_Cell(column.head, "bold"), no_wrap=not column.flexible)
    for index, row in enumerate(table.rows):
        standing = table.standings[index] if table.standings else None
        styles = [""] * (len(row) - 1) + [_STYLES.get(standing, "") if standing else ""]
        rich.add_row(
            *(
                _Cell(cell, style, numeric=column.numeric)
                for cell, style, column in zip(row, styles, table.columns, strict=True)
            )
        )
    return rich
