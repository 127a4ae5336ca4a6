"""What the printed words of a task mean: its deadline, its departments and their roles, its milestones."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from . import deadlines
from .deadlines import Deadline
from .departments import Register, split
from .plan import Milestone, Plan, Role, Settings, Task

# 备注 of task 21: 会同产品监管处、计量评管处、餐饮处实施.
_ASSISTING = r"会同([^,;。\uff0c\uff1b\n]+)"
_ASSISTING_VERB = (
    r"(?:共同|联合|一起)?(?:组织)?(?:实施|落实|办理|推进|完成|负责|开展|配合|抓好|做好|抓落实|抓好落实)$"
)


class Responsible(NamedTuple):
    """A department's part in a task. ``name`` is the register's, ``printed`` the plan's own word."""

    name: str
    printed: str
    role: Role
    known: bool = True


class MilestoneReading(NamedTuple):
    """A step inside a task, with its own last day."""

    milestone: Milestone
    deadline: Deadline


class TaskReading(NamedTuple):
    """A task with everything its words say, computed by rule."""

    task: Task
    deadline: Deadline
    departments: tuple[Responsible, ...]
    milestones: tuple[MilestoneReading, ...]

    @property
    def lead(self) -> str:
        """The register name of the department that leads."""
        return self.departments[0].name

    def role_of(self, department: str) -> Role | None:
        """Return the role the department of that register name has here, or None."""
        return next((r.role for r in self.departments if r.name == department), None)


def read_plan(plan: Plan, register: Register) -> tuple[TaskReading, ...]:
    """Read every task of a plan, in its order."""
    cells: dict[tuple[str, str, str], tuple[Responsible, ...]] = {}  # the same few cells, again and again
    return tuple(_read_task(task, plan, register, cells) for task in plan.tasks)


def read_deadline(task: Task, plan: Plan) -> Deadline:
    """Read a task's deadline; a last day stated in the plan overrules the rule."""
    if task.last_day is not None:
        return deadlines.stated(task.deadline, task.last_day)
    return _read(task.deadline, plan.year, plan.settings)


def _read(raw: str, year: int, settings: Settings) -> Deadline:
    return deadlines.read(raw, year, settings.before_reading)


def _read_task(
    task: Task, plan: Plan, register: Register, cells: dict[tuple[str, str, str], tuple[Responsible, ...]]
) -> TaskReading:
    cell = (task.departments, task.lead, task.remark)
    if cell not in cells:
        cells[cell] = tuple(_responsible(task, register))
    return TaskReading(
        task,
        read_deadline(task, plan),
        cells[cell],
        tuple(
            MilestoneReading(step, _read(step.deadline, plan.year, plan.settings)) for step in task.milestones
        ),
    )


def _responsible(task: Task, register: Register) -> Iterator[Responsible]:
    """Give each department its role, once: lead first, then joint, then assist.

    The first printed leads, as the city's own 2020 list of departments says, unless the plan names another.
    """
    printed = split(task.departments)
    leader = register.resolve(task.lead) if task.lead else None
    seen: set[str] = set()
    found: list[Responsible] = []
    for index, name in enumerate(printed):
        department = register.resolve(name)
        leads = department == leader if leader else index == 0
        found.append(
            Responsible(
                department.name if department else name,
                name,
                Role.LEAD if leads else Role.JOINT,
                department is not None,
            )
        )
    for name in assisting(task.remark, register):
        # Other bodies may be named here too; only offices of the register have a role in this plan.
        if department := register.resolve(name):
            found.append(Responsible(department.name, name, Role.ASSIST))
    for responsible in sorted(found, key=lambda r: r.role.rank):
        if responsible.name not in seen:
            seen.add(responsible.name)
            yield responsible


def assisting(remark: str, register: Register) -> list[str]:
    """Return the names after 会同 in a remark: 会同产品监管处、计量评管处、餐饮处实施.

    The words after the last name are a verb, and 和 joins names, unless the register knows better.
    """
    return [
        name
        for found in re.finditer(_ASSISTING, remark)
        for printed in split(found.group(1))
        for name in _names(printed, register)
    ]


def _names(printed: str, register: Register) -> list[str]:
    if register.resolve(printed):
        return [printed]
    bare = re.sub(_ASSISTING_VERB, "", printed)
    if register.resolve(bare):
        return [bare]
    parts = [part for part in re.split("[和及与]", bare) if part]
    return parts if any(map(register.resolve, parts)) else [bare] if bare else []
