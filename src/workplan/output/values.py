"""Values as text: the same on a screen, in a file of cells, in Markdown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ..answers.columns import Share, Value
from ..domain.percent import rounded


def text(value: Value) -> str:
    """Return a value as people read it: 2020-11-30, 99.5, 40%; nothing for a blank.

    >>> text(Decimal("95.00")), text(Share(0.5)), text(Share(299 / 300)), text(None)
    ('95', '50%', '99%', '')
    """
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return f"{rounded(Decimal(repr(float(value))), 1)}%" if isinstance(value, Share) else str(value)


def texts(row: tuple[Value, ...]) -> tuple[str, ...]:
    """Return a row's values as text."""
    return tuple(map(text, row))
