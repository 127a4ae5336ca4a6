"""Columns of a published list that tell how far the work has come: they belong in the ledger, not in a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..domain.characters import quote
from ..domain.fold import compiled
from .draft import Draft
from .source import Doubt

_HEADS = (
    r".*(?:完成数|完成情况|进展|完成进度|办理情况|整改情况|落实情况|办理结果|办结时间|状态|自评分|实际).*"
)


def is_progress(head: str) -> bool:
    """Tell whether a head stands over reports of progress."""
    return re.fullmatch(_HEADS, head) is not None


def over_the_whole(text: str) -> bool:
    """Tell whether a text says more than 100 per cent: more than planned was done, or a figure is wrong."""
    return any(float(figure) > 100 for figure in compiled(r"(\d{1,9}(?:\.\d+)?)\s*[%％]").findall(text))


def progress_doubts(draft: Draft) -> Iterator[Doubt]:
    """Yield what is to be told of the progress that a draft's rows print."""
    heads = [column.head for column in draft.columns if not column.holds and is_progress(column.head)]
    for head in heads if draft.rows else ():
        yield Doubt(draft.rows[0].place, "progress-column", f"{quote(head)}是进展，应记入台账，不是计划。")
    for row in draft.rows:
        for head, text in row.cells:
            if head in heads and over_the_whole(text):
                yield Doubt(row.place, "over-100", f"{quote(head)}里有超过 100% 的数，请核对。")
