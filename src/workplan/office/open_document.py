"""What the library for OpenDocument does not tell: which cells of a sheet are merged."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from .limits import COLUMNS, ROWS, installed, readable

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")

Area = tuple[tuple[int, int], tuple[int, int]]
"""A merged area: row and column of its first place and of its last."""


def merged_areas(raw: bytes, file: str) -> dict[str, tuple[Area, ...]]:
    """Return the merged areas of every sheet by its name. Raises ``Refused`` for a damaged file."""
    with readable(file), installed():
        from lxml import etree

        content = zipfile.ZipFile(io.BytesIO(raw)).read("content.xml")
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
        return {
            str(table.get(f"{_TABLE}name")): tuple(_areas(table)) for table in root.iter(f"{_TABLE}table")
        }


def _areas(table: Any) -> Iterator[Area]:
    top = 0
    for row in table.iter(f"{_TABLE}table-row"):
        left = 0
        for cell in row.iterchildren(*_CELLS):
            down, right = (
                _many(cell, "number-rows-spanned", ROWS),
                _many(cell, "number-columns-spanned", COLUMNS),
            )
            if down > 1 or right > 1:
                yield (top, left), (top + down - 1, left + right - 1)
            left += _many(cell, "number-columns-repeated", COLUMNS)
        top += _many(row, "number-rows-repeated", ROWS)
        if top > ROWS:
            return


def _many(element: Any, name: str, most: int) -> int:
    text = element.get(_TABLE + name, "1")
    return min(int(text), most) if text.isdecimal() and len(text) < 10 else 1
