"""The columns of a draft as a plan names them: unique names, each keyed thing held once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ..domain.form import Holds
from ..domain.plan import PrintedColumn
from ..domain.printed import KEYED, SIX
from .draft import Draft, DraftPart, DraftRow
from .source import Doubt, Place


def rows_of(draft: Draft) -> Iterator[DraftRow | DraftPart]:
    """Yield every row and every part under it."""
    for row in draft.rows:
        yield row
        yield from row.parts


class PlanColumns:
    """The columns a plan has for a draft's, and where each printed cell goes."""

    def __init__(self, draft: Draft) -> None:
        self.told: list[Doubt] = []
        self._draft = draft
        named = {head for row in rows_of(draft) for head, _ in row.department_cells}
        self.columns: list[PrintedColumn] = []
        self._names: dict[tuple[str, int], PrintedColumn] = {}
        seen: Counter[str] = Counter()
        for at, column in enumerate(draft.columns, 1):
            holds = column.holds or ("departments" if column.head in named else "")
            made = self._column(column.head, holds, at)
            self._names[column.head, seen[column.head]] = made
            self.columns.append(made)
            seen[column.head] += 1

    def _column(self, head: str, holds: str, at: int) -> PrintedColumn:
        held = Holds(holds) if holds else None
        if held in KEYED and any(column.holds is held for column in self.columns):
            held = Holds.JOINT if held is Holds.DEPARTMENTS else None
            self._tell(
                "second-column",
                f"“{head}”与前面的一栏说的是同一类内容，已作{'共同' if held else '自由'}栏，请核对。",
            )
        name, number = head, 2
        while name and any(column.name == name for column in self.columns):
            name, number = f"{head}({number})", number + 1
        if name != head:
            self._tell("duplicate-head", f"有两栏都叫“{head}”，后一栏写作“{name}”，请核对。")
        return PrintedColumn(name, held, "" if name or held in KEYED else f"列{at}")

    def _tell(self, code: str, message: str) -> None:
        place = self._draft.rows[0].place if self._draft.rows else Place("")
        self.told.append(Doubt(place, code, message))

    @property
    def usual(self) -> bool:
        """Whether they are the six of a plan that names none."""
        return tuple(self.columns) == SIX

    @property
    def prose(self) -> bool:
        """Whether the rows are numbered paragraphs, not rows of a table."""
        return not self.columns

    def numbered(self) -> bool:
        """Tell whether the list prints numbers in a column."""
        return any(column.holds is Holds.NUMBER for column in self.columns) or self.prose

    def holds(self, holds: Holds) -> bool:
        """Tell whether a column holds something."""
        return any(column.holds is holds for column in self.columns)

    def placed(self, cells: Iterable[tuple[str, str]]) -> Iterator[tuple[PrintedColumn | None, str]]:
        """Yield printed cells with their columns, those of the same head in printed order; None where there is no column."""
        seen: Counter[str] = Counter()
        for head, text in cells:
            yield self._names.get((head, seen[head])) or self._names.get((head, 0)), text
            seen[head] += 1
