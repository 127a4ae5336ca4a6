"""The headings above a draft's rows as the groups of a plan."""

from __future__ import annotations

from ..domain.fold import compiled
from ..domain.paragraph_marks import read_mark
from ..files.yaml_text import Cells, Entry
from .draft import Draft, DraftRow
from .plan_columns import PlanColumns


class PlanGroups:
    """Headings become groups once, whatever rows name them; what stands on a heading's row stands in its group."""

    def __init__(self, draft: Draft, columns: PlanColumns) -> None:
        self.made: list[Entry] = []
        self._ids: dict[tuple[str, ...], str] = {(): ""}
        self._cells = {group.title: group for group in draft.groups}
        self._columns = columns
        for row in draft.rows:
            self._row(row)

    def of(self, row: DraftRow) -> str:
        """Return the id of a row's nearest group."""
        return self._ids[row.group]

    def _row(self, row: DraftRow) -> None:
        for depth in range(1, len(row.group) + 1):
            path = row.group[:depth]
            if path not in self._ids:
                self._ids[path] = self._new_id(path)
                self.made.append(self._group(path))
        group = next((g for g in self.made if row.group and g["id"] == self._ids[row.group]), None)
        if group is None:
            return
        if row.deadline.origin == "heading":
            group["deadline"] = row.deadline.raw
        if row.departments_from == "group" and row.department_cells:
            group["departments"] = row.department_cells[0][1]

    def _new_id(self, path: tuple[str, ...]) -> str:
        """Return a short name: the mark of the heading, behind that of the one above it, else its words."""
        above = self._ids[path[:-1]]
        mark = read_mark(path[-1])
        own = path[-1][: mark.end].strip().rstrip("、.．") if mark else compiled(r"\s+").sub(" ", path[-1])
        name = (f"{above}{own}" if mark else f"{above}/{own}") if above else own
        taken, number, first = set(self._ids.values()), 2, name
        while name in taken or not name:
            name, number = f"{first}({number})", number + 1
        return name

    def _group(self, path: tuple[str, ...]) -> Entry:
        made = Entry()
        made["id"], made["title"] = self._ids[path], path[-1]
        if above := self._ids[path[:-1]]:
            made["parent"] = above
        source = self._cells.get(path[-1])
        free = Cells()
        for column, text in self._columns.placed(source.cells if source else ()):
            holds = column.holds if column else None
            if column is None or holds in ("number", "title", "goals", "remark"):
                made.note("", f"这一行还印有：{text}")
            elif holds in ("departments", "deadline"):
                made[str(holds)] = text
            else:
                free[column.name] = text
        return made if not free else _with(made, free)


def _with(made: Entry, cells: Cells) -> Entry:
    made["cells"] = cells
    return made
