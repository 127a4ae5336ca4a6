"""One roll-up of many plans, asked of each door there is: the same bytes whoever answers.

A line a count: a plan's tasks by standing, its months, its departments. SQL is the same for SQLite and DuckDB.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from workplan import OpenedPlan

Line = tuple[Any, ...]

STANDINGS = "SELECT plan, standing, count(*) FROM standings GROUP BY plan, standing"
MONTHS = """
SELECT plan, coalesce(substr(CAST(last_day AS VARCHAR), 1, 7), ''), count(*),
       count(*) FILTER (WHERE done), count(*) FILTER (WHERE standing = 'overdue')
FROM standings GROUP BY 1, 2
"""
DEPARTMENTS = """
SELECT d.plan, d.department,
       count(*) FILTER (WHERE role = 'lead'), count(*) FILTER (WHERE role = 'joint'),
       count(*) FILTER (WHERE role = 'assist'), count(*) FILTER (WHERE holds AND done),
       count(*) FILTER (WHERE holds AND standing = 'overdue')
FROM departments d
LEFT JOIN roles r ON r.plan = d.plan AND r.department = d.department AND r.step = ''
LEFT JOIN standings s ON s.plan = r.plan AND s.task = r.task
GROUP BY d.plan, d.department
"""
QUESTIONS = {"standing": STANDINGS, "month": MONTHS, "department": DEPARTMENTS}


def as_bytes(lines: Iterable[Line]) -> bytes:
    """Return a roll-up in its one order."""
    return "\n".join(sorted("\t".join(map(str, line)) for line in lines)).encode()


def of_sql(ask: Callable[[str], Iterable[Line]]) -> bytes:
    """Ask a database."""
    return as_bytes((kind, *line) for kind, question in QUESTIONS.items() for line in ask(question))


def of_status(answers: Mapping[str, Any]) -> bytes:
    """Take what ``status -O json`` said of each plan, by key."""
    return as_bytes(line for key, body in answers.items() for line in _of_status(key, body))


def _of_status(key: str, body: Any) -> Iterator[Line]:
    for standing, number in body["standings"].items():
        yield "standing", key, standing, number
    for month in body["months"]:
        yield "month", key, month["month"] or "", month["tasks"], month["done"], month["overdue"]
    for one in body["departments"]:
        counts = (one[name] for name in ("lead", "joint", "assist", "done", "overdue"))
        yield "department", key, one["name"], *counts


def of_listing(tasks: Iterable[Any], departments: Iterable[Any]) -> bytes:
    """Take what ``list`` and ``status`` said of all plans in one call: tasks and departments each name their plan."""
    listed = list(tasks)
    standings = Counter((task["plan"], task["standing"]) for task in listed)
    lines: list[Line] = [("standing", *key, number) for key, number in standings.items()]
    months: dict[tuple[str, str], list[str]] = {}
    for task in listed:
        months.setdefault((task["plan"], (task["last_day"] or "")[:7]), []).append(task["standing"])
    for key, due in months.items():
        lines.append(("month", *key, len(due), sum(s.startswith("done") for s in due), due.count("overdue")))
    for one in departments:
        counts = (one[name] for name in ("lead", "joint", "assist", "done", "overdue"))
        lines.append(("department", one["plan"], one["name"], *counts))
    return as_bytes(lines)


def of_library(plans: Iterable[OpenedPlan], day: date) -> bytes:
    """Count what the library says."""
    return as_bytes(line for plan in plans for line in _of_plan(plan, day))


def _of_plan(plan: OpenedPlan, day: date) -> Iterator[Line]:
    standings = {row.task: row for row in plan.standings(day)}
    for standing, number in Counter(row.standing for row in standings.values()).items():
        yield "standing", plan.key, standing, number
    for month in {_month(row) for row in standings.values()}:
        due = [row for row in standings.values() if _month(row) == month]
        yield "month", plan.key, month, len(due), *_ended(due)
    roles = [row for row in plan.rows("roles", day) if not row["step"]]
    for office in plan.rows("departments", day):
        parts = [row for row in roles if row["department"] == office["department"]]
        by_role = Counter(row["role"] for row in parts)
        held = [standings[int(str(row["task"]))] for row in parts if row["holds"]]
        counts = (by_role[role] for role in ("lead", "joint", "assist"))
        yield "department", plan.key, office["department"], *counts, *_ended(held)


def _month(row: Any) -> str:
    return f"{row.last_day:%Y-%m}" if row.last_day else ""


def _ended(rows: Iterable[Any]) -> tuple[int, int]:
    listed = list(rows)
    return sum(row.done for row in listed), sum(row.standing == "overdue" for row in listed)
