"""Which column of a printed list holds what, by the words of its heads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..domain.printed_heads import GROUP, HOLDS_WORDS, OFFICES, STEP, bare, by_ending, holds_of
from .divide import Column
from .draft import DraftColumn, DraftRow
from .notice import Line
from .rows import IN_BRACKET
from .source import Doubt, Place

_ONCE = ("number", "title", "goals", "deadline", "remark", "departments")


class Listed(NamedTuple):
    """A list read from cells: its rows and columns, what to tell, and the lines it took up."""

    rows: tuple[DraftRow, ...]
    columns: tuple[DraftColumn, ...]
    told: tuple[Doubt, ...]
    left_out: tuple[Doubt, ...]
    taken: frozenset[int]
    title: Line | None = None


def columns_of(heads: Sequence[str], chosen: Mapping[str, str]) -> tuple[Column, ...]:
    """Return the columns of printed heads. ``chosen`` says what single heads hold, and goes before the table of words.

    What a plan holds once is held by the first head that says so; a further head of tasks holds their goals.
    A list without titles has its goals as titles.
    """
    columns: list[Column] = []
    for head in map(bare, heads):
        held = holds_of(head, chosen)
        held = by_ending(head) if held is None else held
        taken = {column.holds for column in columns}
        if held == "title" and "title" in taken:
            held = "goals"
        columns.append(Column(head, "" if held in _ONCE and held in taken else held))
    if not any(column.holds == "title" for column in columns):
        at = next((at for at, column in enumerate(columns) if column.holds == "goals"), None)
        if at is not None:
            columns[at] = columns[at]._replace(holds="title")
    return tuple(columns)


def guessed(columns: Sequence[Column], chosen: Mapping[str, str], place: Place) -> Iterator[Doubt]:
    """Tell which heads nobody listed, so that only their last word says what they hold."""
    for column in columns:
        if column.holds in HOLDS_WORDS and holds_of(column.head, chosen) is None:
            words = f"“{column.head}”一列按末字读作{HOLDS_WORDS[column.holds]}"
            yield Doubt(place, "column-by-form", f"{words}；不是的话用 --column {column.head}=free。")


def find_heads(texts: Sequence[str], chosen: Mapping[str, str], start: int = 0) -> tuple[int, int] | None:
    """Return where a run of heads begins and ends among paragraphs: at least three known words, holding different things."""
    for at in range(start, len(texts)):
        if _known(texts[at], chosen):
            end = at
            while end < len(texts) and _may_be_head(texts[end], texts[end + 1 : end + 3], chosen):
                end += 1
            known = [holds_of(text, chosen) for text in texts[at:end]]
            if sum(each is not None for each in known) >= 3 and len({each for each in known if each}) >= 2:
                return at, end
    return None


def _known(text: str, chosen: Mapping[str, str]) -> bool:
    return len(text) <= 20 and holds_of(text, chosen) is not None


def _may_be_head(text: str, following: Sequence[str], chosen: Mapping[str, str]) -> bool:
    """A known word, or a short one with known words soon after it."""
    if _known(text, chosen):
        return True
    short = len(bare(text)) <= 10 and not text[:1].isdecimal() and not text.endswith(("。", ";", "\uff1b"))
    return short and any(_known(each, chosen) for each in following)


def has_offices(columns: Sequence[Column]) -> bool:
    """Tell whether any column holds offices."""
    return any(column.holds in OFFICES for column in columns)


def drafted(columns: Sequence[Column]) -> tuple[DraftColumn, ...]:
    """Return columns as the draft names them: what only readers know of a column, a plan has no word for."""
    own = (IN_BRACKET, GROUP, STEP)
    return tuple(DraftColumn(column.head, "" if column.holds in own else column.holds) for column in columns)
