"""Tasks and steps as days of a calendar: one event each, a recurring duty one for each time that is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256

from ..domain.document import PlanDocument
from ..domain.errors import Misuse
from ..domain.periods import Period
from ..domain.recurrence import turns
from ..domain.standing import ScheduledMilestone, ScheduledTask, Standing
from .columns import Calendar, Event
from .wording import COLON, bracketed, departments


def of(
    document: PlanDocument,
    today: date,
    tasks: Sequence[ScheduledTask],
    steps: Sequence[ScheduledMilestone],
    moves: Mapping[int, int],
    periods: Sequence[Period] = (),
) -> Calendar:
    """Return the days of these tasks and steps.

    ``moves`` says how often the last day of each was moved; ``periods`` bound the times of what recurs, else the plan's
    year does.
    """
    bounds = tuple(periods) or (Period("", date(document.plan.year, 12, 31), today),)
    maker = _Maker(document, today, bounds, moves)
    of_tasks = [(item, tuple(maker.of_task(item))) for item in tasks]
    events = [event for _, found in of_tasks for event in found]
    events += [event for step in steps for event in maker.of_step(step)]
    undated = [str(item.id) for item, found in of_tasks if not found]
    lines = (f"不在日历里：{len(undated)} 项没有日子（任务 {'、'.join(undated)}）。",) if undated else ()
    return Calendar(document.plan.titles.document, tuple(sorted(events, key=lambda e: (e.day, e.uid))), lines)


def together(calendars: Sequence[tuple[str, Calendar]]) -> Calendar:
    """Return the calendars of several plans, by their keys, as one. Raises Misuse where two name a day alike.

    A day has its name from the plan's issuer and year: of two lists of one year one's days would replace the other's.
    """
    of: dict[str, str] = {}
    for key, calendar in calendars:
        for event in calendar.events:
            if of.setdefault(event.uid, key) != key:
                raise Misuse(
                    f"{of[event.uid]} 和 {key} 是同一机关同一年度的，在日历里分不清。",
                    "各写一个，如 -f 民生实事.yaml -o 民生实事.ics，导入两个不同的日历。",
                )
    events = [e._replace(title=f"{key} {e.title}") for key, calendar in calendars for e in calendar.events]
    notes = [f"{key}{COLON}{note}" for key, calendar in calendars for note in calendar.notes]
    name = "、".join(dict.fromkeys(calendar.name for _, calendar in calendars))
    return Calendar(name, tuple(sorted(events, key=lambda e: (e.day, e.uid))), tuple(notes))


class _Maker:
    """Makes events of one plan."""

    def __init__(
        self, document: PlanDocument, today: date, bounds: Sequence[Period], moves: Mapping[int, int]
    ) -> None:
        plan = document.plan
        named = plan.publication.issuer or plan.titles.document
        self._name = f"{sha256(named.encode('utf-8')).hexdigest()[:12]}-{plan.year}"
        self._issued = plan.publication.issued or date(plan.year, 1, 1)
        self._today, self._bounds, self._moves = today, bounds, moves

    def of_task(self, item: ScheduledTask) -> Iterator[Event]:
        """Yield a task's last day, or each time it falls due that is left."""
        if item.last_day is not None:
            yield self._event(f"task-{item.id}", item.last_day, item, _title(item), item.reading.task.goals)
        elif (recurrence := item.reading.deadline.recurrence) and not item.standing.settled:
            days = {
                turn.due
                for period in self._bounds
                for turn in turns(recurrence, max(period.first or self._today, self._today), period.last)
            }
            for day in sorted(days):
                yield self._event(
                    f"task-{item.id}-{day:%Y%m%d}", day, item, _title(item), item.reading.task.goals
                )

    def of_step(self, step: ScheduledMilestone) -> Iterator[Event]:
        """Yield a step's last day."""
        day = step.reading.deadline.last_day
        if day is None:
            return
        number = 1 + next(
            at for at, reading in enumerate(step.task.reading.milestones) if reading is step.reading
        )
        name = step.reading.milestone.name
        done = "（已完成）" if step.standing.done else ""
        title = f"{done}任务 {step.task.id} 的节点{COLON}{name}"
        yield self._event(f"task-{step.task.id}-step-{number}", day, step.task, title, name)

    def _event(self, name: str, day: date, item: ScheduledTask, title: str, words: str) -> Event:
        last = item.history.last
        told = "\n".join(
            filter(None, (words, departments(item.reading.departments), f"进度{COLON}{item.standing.word}"))
        )
        return Event(
            f"{self._name}-{name}@workplan",
            day,
            title,
            told,
            self._moves.get(item.id, 0),
            last.date if last else self._issued,
            item.standing in (Standing.CANCELLED, Standing.CARRIED),
        )


def _title(item: ScheduledTask) -> str:
    done = "（已完成）" if item.standing.done else ""
    office = bracketed(item.reading.lead)
    return f"{done}任务 {item.id}{COLON}{item.reading.task.title}{office}"
