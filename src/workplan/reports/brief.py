"""Where a task stands in the few words there is room for beside a drawing, and what the drawing shows in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from ..answers.wording import closed_up, figure, progress_words
from ..domain.characters import inner_quotes
from ..domain.standing import ScheduledMilestone, ScheduledTask, Standing
from .rows import chinese_day

_LIT = frozenset({Standing.BEHIND, Standing.UNREPORTED})
"""Where the light says more than the word."""


def brief(task: ScheduledTask) -> str:
    """Return mark, word, days or percent, and light."""
    return " ".join(brief_parts(task))


def brief_parts(task: ScheduledTask) -> tuple[str, ...]:
    """Return the same by what a line may end after."""
    known = task.history.percent
    worded = task.standing.done or task.standing is Standing.BEHIND
    percent = "" if known is None or worded else f"{figure(known)}%"
    light = task.light.word if task.light.pressing and task.standing in _LIT else ""
    words = (closed_up(progress_words(task)).replace("/", "\uff0f"), percent, light)
    return tuple(filter(None, words))


def told(task: ScheduledTask, steps: Iterable[ScheduledMilestone]) -> str:
    """Return what a task's bar shows, for whom it is read aloud."""
    percent, done_on = task.history.percent, task.history.done_on
    words = (
        f"最后一日{chinese_day(task.last_day)}" if task.last_day else "没有时限",
        f"原定{chinese_day(task.first_day)}" if task.extended and task.first_day else "",
        f"所报完成{figure(percent)}%" if percent is not None else "没有报百分比",
        f"报结于{chinese_day(done_on)}" if done_on else "",
        *(f"节点“{inner_quotes(s.reading.milestone.name)}”{s.standing.row.step}" for s in steps),
    )
    return "，".join(filter(None, words))
