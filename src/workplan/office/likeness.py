"""Names of offices that may be one and the same, printed in two ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .draft import DraftRow
from .source import Doubt, Place


def similar_names(rows: Iterable[DraftRow]) -> Iterator[Doubt]:
    """Tell names that differ by one character more (计量评管处, 计量评管理处): they may be one office, and are not merged."""
    first: dict[str, Place] = {}
    for row in rows:
        for place, offices in ((row.place, row.departments), *((p.place, p.departments) for p in row.parts)):
            for office in offices:
                first.setdefault(office.name, place)
    order = {name: at for at, name in enumerate(first)}
    for long in first:
        shorter = dict.fromkeys(long[:at] + long[at + 1 :] for at in range(len(long)))
        for short in shorter:
            if len(short) > 2 and short in order:
                one, other = sorted((short, long), key=order.__getitem__)
                words = f"“{one}”与“{other}”只差一字，可能是同一个单位，没有合并。"
                yield Doubt(first[other], "similar-names", words)
