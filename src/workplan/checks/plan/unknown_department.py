"""A name in 责任部门 is in no entry of the register.

Why: the task would be missing from every department's list.
Bad: ``departments: 许可科`` where the register says 许可处.
Fix: correct the name, or add it to the register (as an alias if it is another word for a known office).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.characters import quote
from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ...domain.interpretation import TaskReading
from ..manual import Manual

_GUESSES = 100
"""For how many names the nearest in the register is looked up: each look-up reads the whole register."""

CODE, SEVERITY = "unknown-department", Severity.ERROR
TITLE = "责任部门不在名录"
MANUAL = Manual(
    "责任部门不在名录里，这项任务在任何部门的清单上都看不到。",
    "名录里是“许可处”，任务写成“departments: 许可科”。",
    "改正名称；是已有部门的另一种写法的，加进它的 aliases；是新部门的，加进名录。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    if "departments" in document.damaged:
        return
    guesses: dict[str, str | None] = {}
    for index, reading in enumerate(document.readings):
        for responsible in reading.departments:
            if not responsible.known:
                name = responsible.printed
                if name not in guesses and len(guesses) < _GUESSES:
                    guesses[name] = document.register.nearest(name)
                nearest = guesses.get(name)
                stated = reading.task.roles.stated
                yield document.diagnostic(
                    ("tasks", index, "roles" if stated else "departments"),
                    CODE,
                    SEVERITY,
                    f"任务 {document.called(reading.task.id)} 的{' roles 中的' if stated else '责任部门'}“{name}”"
                    f"不在部门名录{_divided(reading)}。",
                    f"是不是“{nearest}”？若是另一种写法，加进它的 aliases。"
                    if nearest
                    else "在 departments: 里补上这个部门。",
                    task=reading.task.id,
                )


def _divided(reading: TaskReading) -> str:
    """Say how the cell was divided, where it is more than one plain name."""
    names = [quote(office.printed) for office in reading.offices.offices]
    whole = len(names) == 1 and reading.task.departments.strip() == reading.offices.offices[0].printed
    return "" if whole or reading.task.roles.stated else f"（这一格分作{''.join(names)}）"
