"""Where each task stands on a given day: plan, records and the day, and nothing else. Never stored."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import unique
from typing import NamedTuple

from .deadlines import DeadlineKind
from .document import PlanDocument
from .history import NOTHING, TaskHistory, histories
from .interpretation import MilestoneReading, TaskReading
from .percent import rounded
from .plan import Settings
from .records import ProgressRecord
from .recurrence import turns
from .status import Status
from .worded import Coded, Worded


@unique
class Tone(Coded):
    """How loudly a standing speaks, in colour: a page's style sheet knows it by its code, a terminal by its style.

    The style is in rich's words; "" is the colour of all other text. Colour never stands alone: a mark goes with it.
    """

    def __init__(self, _: str, style: str) -> None:
        self.style = style

    LATE = "late", "red"
    SOON = "soon", "yellow"
    DONE = "done", "green"
    QUIET = "quiet", "dim"
    PLAIN = "plain", ""


@unique
class Light(Worded):
    """The light an office hangs beside a task; its word is always printed with it. Some are pressing."""

    def __init__(self, code: str, word: str, pressing: bool) -> None:
        super().__init__(code, word)
        self.pressing = pressing

    GREEN = "green", "绿灯", False
    YELLOW = "yellow", "黄灯", True
    RED = "red", "红灯", True
    NONE = "none", "", False


@unique
class Heading(Worded):
    """What has become of a task, and under which words a bulletin's first sentence counts it.

    A task is on pace only where a percent was reported that keeps up with the calendar; any other that is not yet due
    is called as it stands. ``always``: also where there are none. ``settled``: nobody is waited for any more, or not for now;
    ``done``: because it is finished.
    """

    def __init__(self, code: str, word: str, always: bool, settled: bool, done: bool) -> None:
        super().__init__(code, word)
        self.always = always
        self.settled = settled
        self.done = done

    FINISHED = "finished", "已完成", True, True, True
    ON_PACE = "on_pace", "按进度推进", True, False, False
    BEHIND = "behind", "滞后", True, False, False
    OVERDUE = "overdue", "逾期", True, False, False
    UNREPORTED = "unreported", "未报", False, False, False
    DUE_SOON = "due_soon", "临期", False, False, False
    WAITING = "waiting", "正常", False, False, False
    ONGOING = "ongoing", "持续推进", False, False, False
    UNDATED = "undated", "未定时限", True, False, False
    PAUSED = "paused", "暂缓或取消", False, True, False
    CARRIED = "carried", "已结转", False, True, False

    def word_where(self, *, unkept: bool) -> str:
        """Return its words, which are others where nobody keeps a ledger."""
        return Standing.ON_TRACK.word_where(unkept=unkept) if self is Heading.WAITING else self.word


class StandingRow(NamedTuple):
    """All that is known of a standing, each in its place: there are no defaults, so nothing can be forgotten.

    ``unkept`` is its word, "" for the same one, where nobody keeps a ledger and the calendar alone was asked: then it has
    no light either. A GBK console must be able to show the ``mark``. ``light`` is the one it has unless its numbers say
    otherwise.
    ``urgency`` puts the most pressing first; there is room between. ``dated``: it has a last day. A bulletin asks for
    ``next_step``, which is its last day where that is empty. ``step`` is what a step that stands so is called.
    ``hatching`` names the pattern of its box in a wall chart, "" for white.
    """

    word: str
    unkept: str
    mark: str
    tone: Tone
    light: Light
    heading: Heading
    urgency: int
    dated: bool
    step: str
    next_step: str
    hatching: str


@unique
class Standing(Worded):
    """What follows from plan, records and the day. Listed in this order; its code is its class in a page."""

    def __init__(self, code: str, row: StandingRow) -> None:
        super().__init__(code, row.word)
        self.row = row

    # fmt: off
    UNDATED = "undated", StandingRow(
        "未定时限", "", "○", Tone.QUIET, Light.NONE, Heading.UNDATED, urgency=50, dated=False,
        step="未到期", next_step="明确完成时间", hatching="")
    ONGOING = "ongoing", StandingRow(
        "持续推进", "", "○", Tone.QUIET, Light.NONE, Heading.ONGOING, urgency=40, dated=False,
        step="未到期", next_step="持续推进", hatching="")
    ON_TRACK = "on_track", StandingRow(
        "正常", "未到时限", "○", Tone.PLAIN, Light.GREEN, Heading.WAITING, urgency=30, dated=True,
        step="未到期", next_step="", hatching="")
    UNREPORTED = "unreported", StandingRow(
        "未报", "", "◇", Tone.PLAIN, Light.NONE, Heading.UNREPORTED, urgency=25, dated=True,
        step="未到期", next_step="", hatching="")
    DUE_SOON = "due_soon", StandingRow(
        "临期", "", "▲", Tone.SOON, Light.YELLOW, Heading.DUE_SOON, urgency=20, dated=True,
        step="未到期", next_step="", hatching="due_soon")
    BEHIND = "behind", StandingRow(
        "滞后", "", "▲", Tone.SOON, Light.YELLOW, Heading.BEHIND, urgency=10, dated=True,
        step="未到期", next_step="", hatching="behind")
    OVERDUE = "overdue", StandingRow(
        "逾期", "", "■", Tone.LATE, Light.RED, Heading.OVERDUE, urgency=0, dated=True,
        step="逾期", next_step="尽快完成并报结，确需延期的报批", hatching="overdue")
    DONE = "done", StandingRow(
        "完成", "", "√", Tone.DONE, Light.GREEN, Heading.FINISHED, urgency=90, dated=True,
        step="已完成", next_step="待核实销号", hatching="done")
    DONE_LATE = "done_late", StandingRow(
        "逾期完成", "", "√", Tone.DONE, Light.GREEN, Heading.FINISHED, urgency=80, dated=True,
        step="逾期完成", next_step="待核实销号", hatching="done")
    SUSPENDED = "suspended", StandingRow(
        "暂缓", "", "×", Tone.QUIET, Light.NONE, Heading.PAUSED, urgency=60, dated=True,
        step="不再推进", next_step="—", hatching="")
    CARRIED = "carried", StandingRow(
        "已结转", "", "→", Tone.QUIET, Light.NONE, Heading.CARRIED, urgency=65, dated=True,
        step="不再推进", next_step="在结转到的计划中推进", hatching="")
    CANCELLED = "cancelled", StandingRow(
        "取消", "", "×", Tone.QUIET, Light.NONE, Heading.PAUSED, urgency=70, dated=True,
        step="不再推进", next_step="—", hatching="")
    # fmt: on

    @property
    def settled(self) -> bool:
        """Whether nobody is waited for any more, or not for now."""
        return self.row.heading.settled

    @property
    def done(self) -> bool:
        """Whether it is finished, in time or not."""
        return self.row.heading.done

    @property
    def waived(self) -> bool:
        """Whether it is not counted among what should be done: put off, cancelled, or carried over to another plan."""
        return self.settled and not self.done

    @property
    def marked(self) -> str:
        """Mark and word: ■ 逾期."""
        return f"{self.row.mark} {self.word}"

    def word_where(self, *, unkept: bool) -> str:
        """Return its word, which is another for some where nobody keeps a ledger."""
        return (unkept and self.row.unkept) or self.word


_URGENT_SILENCE = 15
"""The urgency of a task nobody reports on whose last day is near: between what lags and what falls due."""


class Pace(NamedTuple):
    """Percent reported against the days gone of all there are, both shown wherever one is judged."""

    percent: Decimal
    gone: int
    whole: int

    @property
    def elapsed(self) -> float:
        """How many percent of the time are gone, with one decimal; ``lags`` judges without rounding."""
        return float(rounded(self.gone, self.whole, 1))

    def lags(self, points: int) -> bool:
        """Tell whether the work is behind the calendar, and by as many percentage points at least."""
        lag = 100 * self.gone - self.percent * self.whole
        return lag > 0 and lag >= points * self.whole


class LateStep(NamedTuple):
    """A step nobody reached in time, whose task is still to be done."""

    reading: MilestoneReading
    days_late: int


class ScheduledTask(NamedTuple):
    """A task, what its words say, and where it stands on the day.

    ``last_day`` is the one that holds, after extensions; ``first_day`` the one the plan named. ``days_late``
    counts from it to the day, or to the day it was done. ``days_left`` is None where nothing is left to wait
    for. ``pace`` is None where nothing was reported or no time runs. ``past``: its last day is over, or it was reported
    done. ``unkept``: no report of any task is in the ledger by that day.
    """

    reading: TaskReading
    history: TaskHistory
    standing: Standing
    last_day: date | None = None
    days_late: int = 0
    days_left: int | None = None
    pace: Pace | None = None
    exact_light: Light | None = None
    past: bool = False
    unkept: bool = False
    late_steps: tuple[LateStep, ...] = ()

    @property
    def light(self) -> Light:
        """The light it has: that of its standing, unless its own numbers say otherwise."""
        if self.unkept and self.standing.row.unkept:
            return Light.NONE
        return self.exact_light or self.standing.row.light

    @property
    def word(self) -> str:
        """What its standing is called."""
        return self.standing.word_where(unkept=self.unkept)

    @property
    def marked(self) -> str:
        """Mark and word: ■ 逾期."""
        return f"{self.standing.row.mark} {self.word}"

    @property
    def keeps_pace(self) -> bool:
        """Whether a percent was reported that keeps up with the calendar, of work that was begun."""
        begun = self.status is not Status.NOT_STARTED
        return (
            begun
            and self.pace is not None
            and self.standing.row.heading in (Heading.WAITING, Heading.DUE_SOON)
        )

    @property
    def heading(self) -> Heading:
        """Under which words a bulletin counts it."""
        return Heading.ON_PACE if self.keeps_pace else self.standing.row.heading

    @property
    def evaluation(self) -> str:
        """How a bulletin judges it."""
        return Heading.ON_PACE.word if self.keeps_pace else self.word

    @property
    def urgency(self) -> int:
        """Its place among others, the most pressing first."""
        silent = self.standing is Standing.UNREPORTED and self.light is Light.RED
        return _URGENT_SILENCE if silent else self.standing.row.urgency

    @property
    def id(self) -> int:
        """The task's number."""
        return self.reading.task.id

    @property
    def status(self) -> Status:
        """What was recorded of it."""
        return self.history.status

    @property
    def first_day(self) -> date | None:
        """The last day the plan itself named."""
        return self.reading.deadline.last_day

    @property
    def extended(self) -> bool:
        """Whether an extension holds, or held when it was done."""
        return self.history.extended_to(at_done=self.history.finished) is not None


class ScheduledMilestone(NamedTuple):
    """A step of a task, and how it stands on the day."""

    task: ScheduledTask
    reading: MilestoneReading
    reached_on: date | None = None
    days_late: int = 0
    dropped_on: date | None = None

    @property
    def open(self) -> bool:
        """Whether somebody still has to reach it."""
        return self.reached_on is None and self.dropped_on is None and not self.task.standing.settled

    @property
    def standing(self) -> Standing:
        """How the step stands by itself; with its task where nobody waits for either."""
        if self.reached_on:
            return Standing.DONE_LATE if self.days_late else Standing.DONE
        if self.dropped_on:
            return Standing.CANCELLED
        if self.days_late:
            return Standing.OVERDUE
        return Standing.ON_TRACK if self.open else self.task.standing


class _Day(NamedTuple):
    """The day asked about, and what of plan and ledger every task is judged by."""

    today: date
    start: date
    year: int
    settings: Settings
    unkept: bool


def schedule(
    document: PlanDocument, today: date, records: Iterable[ProgressRecord] = ()
) -> tuple[ScheduledTask, ...]:
    """Say where every task stands on ``today``, by the records that were true by then.

    The records are those in force: see :mod:`.voids`.
    """
    known = histories(records, today)
    plan = document.plan
    unkept = not any(history.report for history in known.values())
    on = _Day(today, plan.start, plan.year, plan.settings, unkept)
    return tuple(_whole(reading, known.get(reading.task.id, NOTHING), on) for reading in document.readings)


def _whole(reading: TaskReading, history: TaskHistory, on: _Day) -> ScheduledTask:
    task = _stand(reading, history, on)
    past = task.standing.done or (task.last_day is not None and task.last_day < on.today)
    task = task._replace(past=past, unkept=on.unkept)
    if not reading.milestones:
        return task
    steps = milestones((task,), on.today)
    return task._replace(
        late_steps=tuple(LateStep(s.reading, s.days_late) for s in steps if s.open and s.days_late)
    )


def _stand(reading: TaskReading, history: TaskHistory, on: _Day) -> ScheduledTask:
    if history.finished:
        return _finished(reading, history)
    last_day = history.extended_to() or reading.deadline.last_day
    if history.status is Status.SUSPENDED:
        return ScheduledTask(reading, history, Standing.SUSPENDED, last_day)
    if history.status is Status.CARRIED:
        return ScheduledTask(reading, history, Standing.CARRIED, last_day)
    if history.status is Status.CANCELLED:
        return ScheduledTask(reading, history, Standing.CANCELLED, last_day)
    if last_day is None:
        return _without_last_day(reading, history, on)
    left = (last_day - on.today).days
    if left < 0:
        return ScheduledTask(reading, history, Standing.OVERDUE, last_day, days_late=-left)
    pace = _pace(history, on.start, last_day, on.today)
    if pace and pace.lags(on.settings.behind_points):
        light = Light.RED if pace.lags(on.settings.far_behind_points) else None
        return ScheduledTask(
            reading, history, Standing.BEHIND, last_day, days_left=left, pace=pace, exact_light=light
        )
    near = left <= on.settings.due_soon_days
    standing, light = Standing.DUE_SOON if near else Standing.ON_TRACK, None
    if not on.unkept and (history.report is None or _fell_silent(history, on)):
        standing, light = Standing.UNREPORTED, Light.RED if near else _silence_light(history, on)
    return ScheduledTask(reading, history, standing, last_day, days_left=left, pace=pace, exact_light=light)


def _without_last_day(reading: TaskReading, history: TaskHistory, on: _Day) -> ScheduledTask:
    kind = reading.deadline.kind
    if kind is DeadlineKind.RECURRING and not on.unkept and _missed_turn(reading, history, on):
        light = _silence_light(history, on)
        return ScheduledTask(reading, history, Standing.UNREPORTED, exact_light=light)
    ongoing = kind in (DeadlineKind.ONGOING, DeadlineKind.RECURRING)
    return ScheduledTask(reading, history, Standing.ONGOING if ongoing else Standing.UNDATED)


def _missed_turn(reading: TaskReading, history: TaskHistory, on: _Day) -> bool:
    """Tell whether the last whole round since the plan was issued ended, and nobody has reported since it began."""
    recurrence = reading.deadline.recurrence
    end = min(on.today, date(on.year, 12, 31))
    if recurrence is None or end < on.start:
        return False
    ended = [t for t in turns(recurrence, on.start, end) if on.start <= t.first and t.last < on.today]
    return bool(ended) and (history.report is None or history.report.date < ended[-1].first)


def _fell_silent(history: TaskHistory, on: _Day) -> bool:
    """Tell whether the last report, or else the plan itself, is longer ago than an office waits."""
    since = history.report.date if history.report else on.start
    return (on.today - since).days > on.settings.silent_days


def _silence_light(history: TaskHistory, on: _Day) -> Light | None:
    return Light.YELLOW if _fell_silent(history, on) else None


def _finished(reading: TaskReading, history: TaskHistory) -> ScheduledTask:
    """Done stops the clock; late stays late, whatever extension is granted afterwards."""
    last_day = history.extended_to(at_done=True) or reading.deadline.last_day
    late = max(0, (history.done_on - last_day).days) if history.done_on and last_day else 0
    standing = Standing.DONE_LATE if late else Standing.DONE
    return ScheduledTask(reading, history, standing, last_day, days_late=late)


def _pace(history: TaskHistory, start: date, last_day: date, today: date) -> Pace | None:
    """Hold the percent reported against the share of the days from issue to last day that are gone."""
    if history.percent is None:
        return None
    whole = (last_day - start).days
    if whole <= 0:
        return Pace(history.percent, 1, 1)
    return Pace(history.percent, min(max((today - start).days, 0), whole), whole)


def milestones(tasks: Iterable[ScheduledTask], today: date) -> tuple[ScheduledMilestone, ...]:
    """Return the steps of all tasks, with how late each is on ``today``."""
    return tuple(_step(task, step, today) for task in tasks for step in task.reading.milestones)


def reached_on(task: ScheduledTask, step: MilestoneReading) -> date | None:
    """Return the day a step was reported reached, or its whole task done."""
    return _told_on(task.history.reached, step) or task.history.done_on


def dropped_on(task: ScheduledTask, step: MilestoneReading) -> date | None:
    """Return the day a step was cancelled; None where it was reached all the same."""
    return None if reached_on(task, step) else _told_on(task.history.dropped, step)


def _told_on(told: dict[str, date], step: MilestoneReading) -> date | None:
    """Return the day something was told of a step, by its printed time or its number."""
    return min(filter(None, map(told.get, step.names)), default=None)


def _step(task: ScheduledTask, step: MilestoneReading, today: date) -> ScheduledMilestone:
    day = step.deadline.last_day
    reached = reached_on(task, step)
    dropped = dropped_on(task, step)
    until = reached or today
    if day is None or (reached is None and (task.standing.settled or dropped)):
        return ScheduledMilestone(task, step, reached, dropped_on=dropped)
    return ScheduledMilestone(task, step, reached, max(0, (until - day).days))
