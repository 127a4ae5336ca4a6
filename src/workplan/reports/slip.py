"""交办单, 催办单, 督办单: what one department is asked to do, on a page it signs and sends back."""

from collections.abc import Callable
from datetime import date
from enum import unique
from typing import NamedTuple

from ..domain.document import PlanDocument
from ..domain.holding import holder_names, step_holders
from ..domain.standing import ScheduledMilestone, ScheduledTask, Standing, milestones
from ..domain.worded import Worded
from .rows import TaskRow, step_row, task_row


@unique
class Level(Worded):
    """The three levels of following up: the word, how a slip begins, and which tasks are asked after in it."""

    def __init__(self, code: str, word: str, opening: str, takes: Callable[[ScheduledTask], bool]) -> None:
        super().__init__(code, word)
        self.opening = opening
        self.takes = takes

    ASSIGN = (
        "assign",
        "交办",
        "现将下列重点工作任务交由你部门牵头办理，请按时限要求抓好落实，并按月报送进展。",
        lambda task: not task.standing.settled,
    )
    REMIND = (
        "remind",
        "催办",
        "下列由你部门牵头的任务临近时限或进度偏慢，请抓紧办理，并将办理情况填报反馈。",
        lambda task: task.light.pressing,
    )
    SUPERVISE = (
        "supervise",
        "督办",
        "下列由你部门牵头的任务已经逾期，请说明原因，明确完成时限，并将整改情况限期反馈。",
        lambda task: task.standing is Standing.OVERDUE,
    )


_Step = tuple[ScheduledMilestone, ScheduledTask]
"""A step, and where it stands as if it were a task."""


class Slip(NamedTuple):
    """One department's page; ``items`` is empty where there is nothing to ask of it."""

    number: str
    department: str
    opening: str
    items: tuple[TaskRow, ...]


class SlipSet(NamedTuple):
    """All pages of one level, and the departments that needed none."""

    level: str
    title: str
    slips: tuple[Slip, ...]
    spared: tuple[str, ...]


def slips(
    document: PlanDocument,
    tasks: tuple[ScheduledTask, ...],
    asked: frozenset[str],
    level: Level,
    first_number: int,
    as_of: date,
) -> SlipSet:
    """Return a page for each department that holds something to follow up, or for those asked for."""
    items = _followed(document, tasks, level, as_of)
    wanted = [*(name for name in items if name in asked), *sorted(asked - set(items))] if asked else items
    pages: list[Slip] = []
    spared: list[str] = []
    for name in wanted:
        its = tuple(items.get(name, ()))
        if not its and not asked:
            spared.append(name)
            continue
        number = f"{level.word}〔{document.plan.year}〕{first_number + len(pages)}号"
        pages.append(Slip(number, name, level.opening if its else "", its))
    return SlipSet(level.word, f"重点工作任务{level.word}单", tuple(pages), tuple(spared))


def _followed(
    document: PlanDocument, tasks: tuple[ScheduledTask, ...], level: Level, as_of: date
) -> dict[str, list[TaskRow]]:
    """Return what each office is asked after: tasks it holds, and under them steps of its own; nothing to ask is empty."""
    soon = document.plan.settings.due_soon_days
    steps: dict[int, list[_Step]] = {}
    for step in milestones(tasks, as_of):
        if step.open and step_holders(step):
            steps.setdefault(step.task.id, []).append((step, _as_task(step, as_of, soon)))
    found: dict[str, list[TaskRow]] = {name: [] for t in tasks for name in holder_names(t.reading) if name}
    for task in tasks:
        holding = [name for name in holder_names(task.reading) if name]
        if holding and level.takes(task):
            row = task_row(task)
            for name in holding:
                found[name].append(row)
        for step, standing in steps.get(task.id, ()):
            for name in step_holders(step):
                its = found.setdefault(name, [])
                its += [step_row(step, standing)] if level.takes(standing) else []
    return found


def _as_task(step: ScheduledMilestone, as_of: date, soon: int) -> ScheduledTask:
    """Return where a step stands as if it were a task, so that a level may judge it by the same rule."""
    day, standing = step.reading.deadline.last_day, step.standing
    left = (day - as_of).days if day and not step.days_late else None
    if standing is Standing.ON_TRACK and left is not None and left <= soon:
        standing = Standing.DUE_SOON
    return step.task._replace(
        standing=standing,
        last_day=day,
        days_late=step.days_late,
        days_left=left,
        pace=None,
        exact_light=None,
    )
