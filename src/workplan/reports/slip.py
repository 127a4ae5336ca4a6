"""交办单, 催办单, 督办单: what one department is asked to do, on a page it signs and sends back."""

from collections.abc import Callable
from enum import unique
from typing import NamedTuple

from ..domain.standing import ScheduledTask, Standing
from ..domain.worded import Worded
from .rows import TaskRow


def _wants_reminding(task: ScheduledTask) -> bool:
    """Tell whether a task falls due, lags, has a late step or is silent, and is not overdue: that is another level's."""
    if task.standing is Standing.UNREPORTED and task.light.pressing:
        return True
    return task.standing in (Standing.BEHIND, Standing.DUE_SOON) or (
        bool(task.late_steps) and task.standing is not Standing.OVERDUE
    )


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
        "下列由你部门牵头的任务临近时限、进度偏慢或久未报送进展，请抓紧办理，并将办理情况填报反馈。",
        _wants_reminding,
    )
    SUPERVISE = (
        "supervise",
        "督办",
        "下列由你部门牵头的任务已经逾期，请说明原因，明确完成时限，并书面反馈整改情况。",
        lambda task: task.standing is Standing.OVERDUE,
    )


class Slip(NamedTuple):
    """One department's page; ``items`` is empty where there is nothing to ask of it.

    ``copies`` are the other offices with a part in them, who get one too.
    """

    number: str
    department: str
    opening: str
    items: tuple[TaskRow, ...]
    copies: tuple[str, ...] = ()


class SlipSet(NamedTuple):
    """All pages of one level, the departments that needed none, and the tasks to ask after that name nobody."""

    level: str
    title: str
    slips: tuple[Slip, ...]
    spared: tuple[str, ...]
    nobody: tuple[TaskRow, ...]


def slips(
    tasks: tuple[ScheduledTask, ...],
    asked: frozenset[str],
    level: Level,
    year: int,
    first_number: int,
    row: Callable[[ScheduledTask], TaskRow],
) -> SlipSet:
    """Return a page for each department that leads something to follow up, or for those asked for."""
    leads = dict.fromkeys(t.reading.lead for t in tasks if t.reading.lead)
    wanted = [*(name for name in leads if name in asked), *sorted(asked - set(leads))] if asked else leads
    pages: list[Slip] = []
    spared: list[str] = []
    for name in wanted:
        followed = [t for t in tasks if t.reading.lead == name and level.takes(t)]
        items = tuple(map(row, followed))
        if not items and not asked:
            spared.append(name)
            continue
        number = f"{level.word}〔{year}〕{first_number + len(pages)}号"
        others = dict.fromkeys(r.name for t in followed for r in t.reading.departments if r.name != name)
        pages.append(Slip(number, name, level.opening if items else "", items, tuple(others)))
    nobody = tuple(row(t) for t in tasks if not (asked or t.reading.lead) and level.takes(t))
    return SlipSet(level.word, f"重点工作任务{level.word}单", tuple(pages), tuple(spared), nobody)
