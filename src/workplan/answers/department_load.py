"""Counts by department: how many tasks it leads, joins and assists with, how many are done and late."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from ..domain.document import PlanDocument
from ..domain.plan import Department, Role
from ..domain.standing import DONE, ScheduledTask, Standing
from .tables import Column, Table


class DepartmentCount(NamedTuple):
    """One department's load. ``done`` and ``overdue`` count the tasks it leads, so that sums add up."""

    department: Department
    lead: int
    joint: int
    assist: int
    done: int
    overdue: int

    @property
    def done_share(self) -> float | None:
        """Done of the tasks it leads, 0 to 1; None where it leads none."""
        return self.done / self.lead if self.lead else None

    @property
    def overdue_share(self) -> float | None:
        """Overdue of the tasks it leads, 0 to 1; None where it leads none."""
        return self.overdue / self.lead if self.lead else None


def by_department(document: PlanDocument, tasks: Iterable[ScheduledTask]) -> list[DepartmentCount]:
    """Return the counts of every department of the register, in its order."""
    roles: dict[str, dict[Role, int]] = {d.name: dict.fromkeys(Role, 0) for d in document.plan.departments}
    done = dict.fromkeys(roles, 0)
    late = dict.fromkeys(roles, 0)
    for task in tasks:
        for responsible in task.reading.departments:
            roles[responsible.name][responsible.role] += 1
            if responsible.role is Role.LEAD:
                done[responsible.name] += task.standing in DONE
                late[responsible.name] += task.standing is Standing.OVERDUE
    return [
        DepartmentCount(
            department=d,
            lead=roles[d.name][Role.LEAD],
            joint=roles[d.name][Role.JOINT],
            assist=roles[d.name][Role.ASSIST],
            done=done[d.name],
            overdue=late[d.name],
        )
        for d in document.plan.departments
    ]


def departments_payload(counts: Iterable[DepartmentCount]) -> dict[str, Any]:
    """Return the counts for JSON."""
    return {
        "departments": [
            {
                "name": c.department.name,
                "aliases": list(c.department.aliases),
                "lead": c.lead,
                "joint": c.joint,
                "assist": c.assist,
                "done": c.done,
                "overdue": c.overdue,
                "done_share": _rounded(c.done_share),
                "overdue_share": _rounded(c.overdue_share),
            }
            for c in counts
        ]
    }


def departments_table(counts: Iterable[DepartmentCount], title: str) -> Table:
    """Return the counts as a table; a nought is left blank so that figures stand out."""
    columns = (
        Column("部门", flexible=True),
        *(
            Column(head, numeric=True)
            for head in ("牵头", "共同", "会同", "完成", "完成率", "逾期", "逾期率")
        ),
    )
    rows = tuple(
        (
            c.department.name,
            *(str(n or "") for n in (c.lead, c.joint, c.assist, c.done)),
            percent_words(c.done_share),
            str(c.overdue or ""),
            percent_words(c.overdue_share),
        )
        for c in counts
    )
    return Table(columns, rows, title)


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def percent_words(share: float | None) -> str:
    """Return a share in per cent; a nought is left blank."""
    return f"{share * 100:.0f}%" if share else ""
