"""Signs that a text or a page breaks off in the middle: what a copy or a download that stopped leaves behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ..domain.characters import quote
from .draft import Draft, DraftRow
from .source import Doubt, Grid, Place, SourceDocument

_WHOLE = ("xlsx", "xls", "xlsb", "ods", "docx")
"""Kinds of files that cannot be opened where their end is lost."""
_ENOUGH = 3
"""How many rows or paragraphs it takes to tell what is usual."""
_ENDS = "。；;！!？?…”』」）)》】〕:："


def number_gaps(draft: Draft) -> Iterator[Doubt]:
    """Tell numbers that are left out between two tasks; a list may begin again at 1, and at any number."""
    if any(doubt.code == "number-gap" for doubt in draft.told):
        return
    steps = [(above, row, _step(above.number, row.number)) for above, row in pairwise(draft.rows)]
    gaps = [(above, row) for above, row, step in steps if step > 1]
    if len(gaps) * 3 > sum(step == 1 for _, _, step in steps):  # a choice from a longer list
        return
    for above, row in gaps:
        said = f"编号从{above.number}跳到{row.number}，中间也许漏了，请核对。"
        yield Doubt(row.place, "number-gap", said)


def _step(above: str, number: str) -> int:
    """Return how far a number is from the one above it; 0 where they are of different kinds."""
    first, then = (re.fullmatch(r"(.*?)(\d{1,4})", each) for each in (above, number))
    return int(then[2]) - int(first[2]) if first and then and first[1] == then[1] else 0


def cut_short(document: SourceDocument, raw: bytes, last: Draft) -> list[Doubt]:
    """Return what looks as if the end of a file were lost, by its last list; nothing where something plainly ends it."""
    if document.kind in _WHOLE:
        return []
    doubts = list(_unclosed(document, raw)) if document.kind == "html" else []
    if not _ended(document, last):
        doubts += [*_short_row(last.rows), *_open_paragraph(last)]
    return doubts


def _unclosed(document: SourceDocument, raw: bytes) -> Iterator[Doubt]:
    plain = re.sub(rb"<!--.*?-->|<script\b.*?</script>", b"", raw.replace(b"\0", b"").lower(), flags=re.S)
    if len(re.findall(rb"<table\b", plain)) > plain.count(b"</table"):
        said = "网页里有一张表没有结束，文件也许断在中间，请看后面还有没有任务。"
        yield Doubt(Place(document.file), "cut-short", said)
    elif re.search(rb"<(?:html|body)\b", plain) and not re.search(rb"</(?:html|body)", plain):
        yield Doubt(
            Place(document.file), "cut-short", "网页没有结尾，文件也许断在中间，请看后面还有没有内容。"
        )


def _ended(document: SourceDocument, draft: Draft) -> bool:
    """Tell whether a signature, a note, a total or a paragraph stands below the last task."""
    if draft.footer or not draft.rows:
        return bool(draft.footer)
    grids = any(isinstance(block, Grid) for block in document.blocks)
    if grids and not isinstance(document.blocks[-1], Grid):
        return True
    last = _height(draft.rows[-1].place)
    return any(_height(doubt.place) > last for doubt in draft.left_out)


def _height(place: Place) -> int:
    return place.line or int(re.sub(r"\D", "", place.cell) or 0)


def _short_row(rows: Sequence[DraftRow]) -> Iterator[Doubt]:
    """Tell a last row that lacks what every other one has."""
    if len(rows) < _ENOUGH:
        return
    *others, last = map(_filled, rows)
    usual = [head for head in others[0] if all(head in other for other in others)]
    if lacking := [head for head in usual if head not in last]:
        words = quote("、".join(lacking))
        said = f"最后一项没有{words}，别的各项都有；原件也许断在这里，请看后面还有没有任务。"
        yield Doubt(rows[-1].place, "cut-short", said)


def _filled(row: DraftRow) -> dict[str, bool]:
    """Return what a row, or any step of it, says, in the words of the list's heads where it has them."""
    parts = row.parts
    said = {
        "目标要求": bool(row.goals) or any(part.goals for part in parts),
        "责任单位": bool(row.departments) or any(part.departments for part in parts),
        "完成时间": bool(row.deadline.raw) or any(part.deadline.raw for part in parts),
    }
    said |= {head: bool(text) for head, text in row.cells if head}
    return {head: True for head, filled in said.items() if filled}


def _open_paragraph(draft: Draft) -> Iterator[Doubt]:
    """Tell a last paragraph of prose without a mark at its end where the others have one."""
    texts = [
        (point.place, f"{point.title}{point.text}") for section in draft.sections for point in section.points
    ]
    if draft.rows:
        tabled = any(column.holds == "title" for column in draft.columns)  # titles in cells end as they like
        texts = [] if tabled else [(row.place, row.goals or row.title) for row in draft.rows]
    if len(texts) < _ENOUGH or not _closed(text for _, text in texts[:-1]):
        return
    place, text = texts[-1]
    if not _closed([text]):
        said = f"最后一段没有句末的标点，原件也许断在这里：{text[-20:]}"
        yield Doubt(place, "cut-short", said)


def _closed(texts: Iterable[str]) -> bool:
    return all(text.rstrip()[-1:] in tuple(_ENDS) for text in texts)
