"""Rows that lost a cell: their other cells stand one place too far to the left."""

from __future__ import annotations

import re
from itertools import combinations

from ..domain.characters import quote, short
from ..domain.printed_heads import OFFICES
from .boxes import Box, Row, printed
from .cell_times import is_time
from .limits import refuse
from .list_heads import Column, Heads
from .office_cells import NOBODY, looks_like_offices
from .source import Doubt

_NUMBER = r"[（(]?[\d一二三四五六七八九十]+(?:[-.]\d+)*[）)]?(?:\d+)?[.、．]?"
_MOST = 3
"""How many lost cells of one row are looked for."""


def mend(row: Row, heads: Heads, doubts: list[Doubt]) -> Row:
    """Return a task's row with every cell under its head, and tell of one whose cells were moved.

    Raises ``Refused`` for a row that fits nowhere, or in two places.
    """
    if _goes_on(row, heads):
        return row
    moved = _mend(row, heads)
    if moved is row and not row[-1].text and _misfits(row, heads):
        said = "这一行的格与表头对不上，也许少了几格，请核对。"
        doubts.append(Doubt(printed(row)[0].place, "misplaced-cells", said))
    elif moved is not row:
        doubts.append(Doubt(printed(row)[0].place, "lost-cells", _said(row, moved, heads)))
    return moved


def _said(row: Row, moved: Row, heads: Heads) -> str:
    lost = [c.head for c in heads.columns if not moved[c.at[0]].text and row[c.at[0]].text] or ["前面的一格"]
    return f"这一行少了几格，各格按内容归到列下，缺{quote('、'.join(lost))}，请核对。"


def _mend(row: Row, heads: Heads) -> Row:
    width = len(row)
    filled = max((at + 1 for at, box in enumerate(row) if box.text), default=0)
    simple = all(box.rows == box.columns == 1 for box in row)
    if filled < 2 or not simple or len(printed(row)) < 2 or _misfits(row, heads) == 0:
        return row
    for lost in range(1, min(_MOST, width - filled) + 1):
        tried = [_insert(row, places, filled) for places in combinations(range(filled + lost), lost)]
        fitting = [made for made in tried if _misfits(made, heads) == 0]
        if fitting:
            return _choose(row, fitting, heads)
    return row if _misfits(row, heads) < 2 else _give_up(row)


def _goes_on(row: Row, heads: Heads) -> bool:
    """Tell whether a row continues the task above it: it has neither number nor title."""
    return not any(row[column.at[0]].text for column in heads.of("number", "title"))


def _insert(row: Row, places: tuple[int, ...], filled: int) -> Row:
    """Return the row with blanks at these places, as long as it was."""
    cells = iter(row[:filled])
    made = [_blank(row) if at in places else next(cells) for at in range(filled + len(places))]
    return made + [_blank(row) for _ in range(len(row) - len(made))]


def _blank(row: Row) -> Box:
    return Box("", row[0].place, row[0].top, 0)


def _choose(row: Row, fitting: list[Row], heads: Heads) -> Row:
    """Return the one way the cells fit; where a blank could stand in two places of like form, give the row up."""
    layouts = {tuple(box.text for box in made): made for made in fitting}
    full = {texts: made for texts, made in layouts.items() if _titled(made, heads)}
    chosen = full or layouts
    return next(iter(chosen.values())) if len(chosen) == 1 else _give_up(row)


def _titled(row: Row, heads: Heads) -> bool:
    return all(row[column.at[0]].text for column in heads.of("title"))


def _give_up(row: Row) -> Row:
    words = quote(short("｜".join(box.text for box in printed(row)), 40))
    return refuse(
        printed(row)[0].place,
        "lost-cells",
        f"这一行少了几格，别的行也说不清缺的是哪一格：{words}。",
        "在原件里补齐这一行的空格，再导入。",
    )


def _misfits(row: Row, heads: Heads) -> int:
    """Count the cells that cannot stand under their heads, and the title and offices that stand nowhere."""
    columns = [column for column in heads.columns if len(column.at) == 1]
    nobody = not any(row[column.at[0]].text for column in columns if column.holds in OFFICES)
    titles = [row[column.at[0]].text for column in columns if column.holds == "title"]
    strayed = nobody and any(looks_like_offices(text) for text in titles)
    return strayed + sum(not _fits(row[column.at[0]].text, column) for column in columns)


def _fits(text: str, column: Column) -> bool:
    """Tell whether a cell may stand in a column. A blank may; a free column takes what is no list of offices."""
    if not text:
        return column.holds != "title"
    if column.holds in OFFICES:
        return text in NOBODY or not _is_other(text)
    if column.holds == "number":
        return bool(re.fullmatch(_NUMBER, text)) or len(text) <= 12
    if column.holds == "title":
        return not (re.fullmatch(r"[\d.,%％]+", text) or is_time(text))
    if column.holds == "deadline":
        return not (looks_like_offices(text) and not is_time(text))
    return True


def _is_other(text: str) -> bool:
    """Tell whether a text can be no office: a figure, a time, a sentence."""
    figure = re.fullmatch(r"[\d.,]+[%％]?", text)
    sentence = len(text) > 8 and re.search(r"[。；;]$", text) and not looks_like_offices(text.rstrip("。；;"))
    return bool(figure or is_time(text) or sentence)
