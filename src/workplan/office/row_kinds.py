"""What the rows below a list's heads are: tasks, or titles, groups, totals, notes between them."""

from __future__ import annotations

import re
from enum import StrEnum, unique

from ..domain.printed_heads import bare
from .boxes import Row, printed
from .list_heads import Heads

_TOTAL = r"(?:合计|总计|小计|共计|总分|累计)(?:[(（].*[)）])?[:：]?"
_NOTE = r"(?:[*※]?(?:备?注|说明|填表说明|附注|填报说明)(?:\d{0,2})?[:：.、\s]|[*※])"
_LABEL = r"[^:：。；;]{2,12}[:：]\s*\S*.*"
_MARKS = (
    r"第[一二三四五六七八九十\d]+[章篇部节]",
    r"[一二三四五六七八九十]{1,3}(?:[、.．]|$)",
    r"[(（][一二三四五六七八九十]{1,3}[)）]",
    r"\d{1,3}(?:[、.．](?!\d)|$)",
    r"\d{1,3}[.．-]\d{1,3}",
    r"\d{1,3}(?:[.．-]\d{1,3}){2,}",
)
UNMARKED = len(_MARKS)
"""The rank of a heading without a mark: below all those that have one."""


@unique
class RowKind(StrEnum):
    """What one row of a list is."""

    BLANK = "blank"
    HEADS = "heads"
    GROUP = "group"
    LABEL = "label"
    NOTE = "note"
    TOTAL = "total"
    TASK = "task"


def kind_of(row: Row, heads: Heads, head_rows: list[Row], *, in_notes: bool) -> RowKind:
    """Return what a row is. After a note only notes follow, until a row has several cells again."""
    cells = printed(row)
    if not cells:
        return RowKind.BLANK
    if any(_repeats(row, other) for other in head_rows):
        return RowKind.HEADS
    first = cells[0].text
    if re.fullmatch(_TOTAL, bare(first)):
        return RowKind.TOTAL
    if len(cells) == 1:
        return _lone_kind(row, heads, in_notes=in_notes)
    if all(re.fullmatch(_LABEL, box.text) for box in cells) and len(cells) < len(heads.columns):
        return RowKind.LABEL
    return RowKind.TASK


def _lone_kind(row: Row, heads: Heads, *, in_notes: bool) -> RowKind:
    """Return what a row with only one cell is: where it stands and how it begins tell."""
    cell = printed(row)[0]
    if in_notes or re.match(_NOTE, cell.text):
        return RowKind.NOTE
    if re.fullmatch(
        r"(?:金额|计量)?单位[:：].{1,8}|(?:填表|填报|制表|更新)[^:：]{0,4}[:：].*", bare(cell.text)
    ):
        return RowKind.LABEL
    wide = cell.columns * 2 > len(row)
    column = next((c for c in heads.columns if cell.left in c.at), None)
    if wide:
        return RowKind.NOTE if len(cell.text) > 60 else RowKind.GROUP
    if column is None or column.holds not in ("number", "title", "group", "") or cell.left > _title_at(heads):
        return RowKind.TASK
    if column.holds == "title" and not heads.of("number") and rank(cell.text) == UNMARKED:
        return RowKind.TASK
    return RowKind.NOTE if len(cell.text) > 60 else RowKind.GROUP


def _title_at(heads: Heads) -> int:
    return next((column.at[0] for column in heads.of("title")), 0)


def _repeats(row: Row, head: Row) -> bool:
    """Tell whether a row prints the heads again."""
    pairs = [(bare(box.text), bare(other.text)) for box, other in zip(row, head, strict=False)]
    return all(a == b for a, b in pairs) or (
        sum(a == b != "" for a, b in pairs) > 2 and all(a == b or not a for a, b in pairs)
    )


def rank(text: str) -> int:
    """Return how high a heading or number stands: 一、 above （一） above 1. above 1.1."""
    found = [at for at, mark in enumerate(_MARKS) if re.match(mark, text.strip())]
    return found[-1] if found else UNMARKED


def is_annex(text: str) -> bool:
    """Tell whether a text is no more than the label of an annex: `附件1`."""
    return bool(re.fullmatch(r"附(?:件|表)?[\d一二三四五六七八九十]*[:：]?", bare(text)))


def is_note(text: str) -> bool:
    """Tell whether a paragraph says of itself that it is a note."""
    return bool(re.match(_NOTE, text))


def is_label(text: str) -> bool:
    """Tell whether a text is `填报单位:体育局`."""
    return bool(re.fullmatch(_LABEL, text))
