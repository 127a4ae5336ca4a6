"""Bars: counts drawn as marks. All bars of an answer are on one scale, so that the same count is as long everywhere."""

from __future__ import annotations

from collections.abc import Iterable

from ..answers.columns import Bar, Table, Value, View

LONGEST = 30
"""Marks of the longest bar; where there is less to count, each gets one."""


def drawn(view: View, most: int = LONGEST) -> View:
    """Return an answer whose bars are marks, at most ``most`` of them."""
    if not any(map(_has_bars, view.tables)):
        return view
    tables = [table._replace(rows=tuple(table.rows)) for table in view.tables]
    longest = max((sum(bar) for table in tables for row in table.rows for bar in _bars(row)), default=0)
    scale = max(1.0, longest / most)
    return view._replace(tables=tuple(table._replace(rows=_marked(table.rows, scale)) for table in tables))


def _has_bars(table: Table) -> bool:
    return any(column.bar for column in table.columns)


def _bars(row: Iterable[Value]) -> Iterable[Bar]:
    return (cell for cell in row if isinstance(cell, Bar))


def _marked(rows: Iterable[tuple[Value, ...]], scale: float) -> tuple[tuple[Value, ...], ...]:
    return tuple(tuple(marks(cell, scale) if isinstance(cell, Bar) else cell for cell in row) for row in rows)


def marks(bar: Bar, scale: float) -> str:
    """Return ●▲○, one for each task, fewer where the longest would not fit; none is scaled to nothing."""
    return "".join(
        mark * (max(1, round(count / scale)) if count else 0) for mark, count in zip("●▲○", bar, strict=True)
    )
