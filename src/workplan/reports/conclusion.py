"""The sentence a leader takes along: what was reported, what is late, what the next weeks ask for, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from ..domain.standing import Heading, ScheduledTask, Standing
from .curve import counted_on
from .figures import Figure, Figures, Piece


def due_by(tasks: Sequence[ScheduledTask], day: date) -> list[ScheduledTask]:
    """Return the tasks that should be done by the end of a day; nobody waits for those put off, cancelled or carried over."""
    return [task for task in counted_on(tasks) if task.last_day and task.last_day <= day]


def carried_over(
    tasks: Sequence[ScheduledTask], day: date
) -> tuple[list[ScheduledTask], list[ScheduledTask]]:
    """Return the tasks that go on in another plan, and those of them whose last day came before they were finished."""
    gone = [task for task in tasks if task.standing is Standing.CARRIED]
    return gone, [task for task in gone if task.last_day and task.last_day <= day]


def carried_words(tasks: Sequence[ScheduledTask], day: date) -> str:
    """Return how many go on in another plan: 已结转11项(其中8项到期未完成); nothing where none does."""
    gone, due = carried_over(tasks, day)
    late = f"（其中{len(due)}项到期未完成）" if due else ""
    return f"{Standing.CARRIED.word}{len(gone)}项{late}" if gone else ""


def conclusion_of(tasks: Sequence[ScheduledTask], as_of: date, kept: Figures) -> Iterator[Piece]:
    """Yield the sentence in pieces."""
    if not tasks:
        yield Piece("没有任务。")
        return
    unkept = any(task.unkept for task in tasks)
    whole = kept.of_tasks("all", "任务", tasks)
    due = kept.of_tasks("due", "应完成", due_by(tasks, as_of))
    done = kept.of_tasks("finished", "报结", [t for t in tasks if t.standing.done])
    if unkept:
        yield Piece("还没有部门报过进展，以下只按时限推算：")
        yield from (
            _count(whole),
            Piece(f"任务中，到{as_of.month}月{as_of.day}日应完成"),
            _count(due),
            Piece("，都没有报结的记录。"),
        )
    else:
        yield from (_count(whole), Piece("任务已报结"), _count(done), Piece("，应完成"), _count(due))
        yield Piece("，")
        yield from _late(tasks, kept)
        yield Piece("。")
    yield from _ahead(tasks, as_of, kept)


def _count(figure: Figure) -> Piece:
    return Piece(figure.unit, figure)


def _late(tasks: Sequence[ScheduledTask], kept: Figures) -> Iterator[Piece]:
    late = kept.of_tasks("overdue", Standing.OVERDUE.word, _standing(tasks, Standing.OVERDUE))
    if late.number:
        yield from (Piece("逾期"), _count(late))
    else:
        yield Piece("没有逾期")


def _standing(tasks: Sequence[ScheduledTask], standing: Standing) -> list[ScheduledTask]:
    return [task for task in tasks if task.standing is standing]


def _ahead(tasks: Sequence[ScheduledTask], as_of: date, kept: Figures) -> Iterator[Piece]:
    """Yield what is still to be done by the end of the month in which most falls due, and how that stands."""
    open_ = [t for t in counted_on(tasks) if not t.standing.settled and t.last_day]
    months = Counter((t.last_day.year, t.last_day.month) for t in open_ if t.last_day and t.last_day >= as_of)
    if not months:
        return
    year, month = min(months, key=lambda at: (-months[at], at))
    until = [t for t in open_ if t.last_day and (t.last_day.year, t.last_day.month) <= (year, month)]
    named = f"{month}月底" if year == as_of.year else f"{year}年{month}月底"
    yield from (Piece(f"{named}以前还要完成"), _count(kept.of_tasks("ahead", f"{named}以前还要完成", until)))
    among = [
        (word, kept.of_tasks(f"ahead-{key}", f"{named}以前还要完成、{word}", found))
        for key, word, found in _kinds(until)
        if found
    ]
    for at, (word, figure) in enumerate(among):
        yield from (Piece(f"{'、' if at else '，其中'}{word}"), _count(figure))
    yield Piece("。")


def _kinds(tasks: Sequence[ScheduledTask]) -> Iterator[tuple[str, str, list[ScheduledTask]]]:
    for standing in (Standing.OVERDUE, Standing.BEHIND, Standing.UNREPORTED):
        yield standing.value, standing.word, _standing(tasks, standing)
    yield "on_pace", Heading.ON_PACE.word, [task for task in tasks if task.heading is Heading.ON_PACE]
