"""How wide the columns of a printed list are: as wide as their words need, the long texts sharing what is left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..domain.width import display_width

SHORT = 20
"""A text up to so wide is set in one line where there is room."""

Need = tuple[int, int]
"""What a column needs, in half-width characters: the least that cuts no word short, and to stand in one line."""

_LINE = 140
"""What a line of a landscape page holds of a table's print, in half-width characters."""

_AIR, _NARROW = 2, 10
_PROGRESS, _STEP_PROGRESS = 15, 13
_IN_HEADS = re.compile("\n|(?=\uff08)")
_BETWEEN_NAMES = re.compile("[、,，;；:：\\s]+|牵头|负责|配合|协办")


def of_texts(head: str, texts: Iterable[str], *, whole: bool) -> Need:
    """Return what a column of texts needs; those to stay ``whole`` are not broken unless they are very long."""
    wanted = max(map(display_width, texts), default=0)
    least = min(wanted, SHORT if whole else 16)
    return max(least, _head(head)) + _AIR, max(wanted, _head(head)) + _AIR


def of_names(head: str, texts: Iterable[str]) -> Need:
    """Return what a column of offices needs: no name in it is broken."""
    lines = list(texts)
    names = [name for line in lines for name in _BETWEEN_NAMES.split(line)]
    longest = min(max(map(display_width, names), default=0) + 2, 2 * SHORT)
    wanted = max(map(display_width, lines), default=0)
    return max(longest, _head(head)) + _AIR, max(longest, wanted, _head(head)) + _AIR


def beside(one: Need, other: Need) -> Need:
    """Return what two columns need side by side."""
    return one[0] + other[0], one[1] + other[1]


def _head(text: str) -> int:
    """Return what a head needs: the whole of it, half where it may stand in two lines."""
    longest = max(map(display_width, _IN_HEADS.split(text)))
    return longest if longest <= 8 else (longest + 1) // 2


def shared(needs: Iterable[Need], *, split: bool) -> tuple[int, ...]:
    """Return each column's share of a page's width, in per cent; the rest is for the columns of progress."""
    wanted = list(needs)
    room = _LINE - _PROGRESS - (_STEP_PROGRESS if split else 0)
    least = sum(need[0] for need in wanted)
    if least >= room:
        widths = _squeezed(wanted, room)
    else:
        more = _spread(wanted, room - least)
        widths = [need[0] + extra for need, extra in zip(wanted, more, strict=True)]
    return tuple(max(1, round(width * 100 / _LINE)) for width in widths)


def _squeezed(needs: Sequence[Need], room: float) -> list[float]:
    """Take what there is too little of from the wide columns: a head of four characters stays whole while it can."""
    narrow = [min(least, _NARROW) for least, _ in needs]
    over = [least - floor for (least, _), floor in zip(needs, narrow, strict=True)]
    left = room - sum(narrow)
    if left <= 0 or not sum(over):
        return [floor * room / sum(narrow) for floor in narrow]
    return [floor + more * left / sum(over) for floor, more in zip(narrow, over, strict=True)]


def _spread(needs: Sequence[Need], spare: float) -> list[float]:
    """Divide what is to spare by what each still wants; where all have enough, by what each has."""
    lacking = [wanted - least for least, wanted in needs]
    total = sum(lacking)
    if total > spare:
        return [spare * more / total for more in lacking]
    whole = sum(wanted for _, wanted in needs)
    return [more + (spare - total) * wanted / whole for more, (_, wanted) in zip(lacking, needs, strict=True)]
