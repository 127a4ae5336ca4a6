"""Several plans on one page: how each stands, all together, and what to ask about first.

Tasks are counted as ``status`` counts them. Departments are never merged, and a plan is let go when it was counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from ..answers.wording import UNKEPT
from ..domain.document import PlanDocument
from ..domain.load import by_standing
from ..domain.percent import rounded
from ..domain.standing import ScheduledTask, Standing
from .asked import AskedRow, asked_row, rank, to_ask_about
from .conclusion import due_by
from .form import Form
from .rows import chinese_day, tones

_ASKED_OF_ONE = 8
_ASKED = 12
_BAR = 300
_PRESSING = (Standing.OVERDUE, Standing.BEHIND, Standing.UNREPORTED)


class Asked(NamedTuple):
    """A task to ask about, the plan it is of, and what it is placed by among those of all plans."""

    plan: str
    row: AskedRow
    place: tuple[int, Decimal]


class Portion(NamedTuple):
    """A part of a bar: which standing, its place, and how many tasks stand so."""

    standing: str
    word: str
    mark: str
    number: int
    x: int
    width: int


class PlanState(NamedTuple):
    """How one plan stands. ``due`` are the tasks that should be done by the day, ``due_done`` those of them that are.

    ``asked`` are the first of the ``to_ask`` tasks to ask about.
    """

    key: str
    title: str
    year: int
    issuer: str
    total: int
    done: int
    due: int
    due_done: int
    standings: Mapping[Standing, int]
    unkept: bool
    asked: tuple[Asked, ...]
    to_ask: int

    @property
    def overdue(self) -> int:
        """Tasks past their last day."""
        return self.standings.get(Standing.OVERDUE, 0)

    @property
    def behind(self) -> int:
        """Tasks that lag."""
        return self.standings.get(Standing.BEHIND, 0)

    @property
    def unreported(self) -> int:
        """Tasks nobody reported on for long."""
        return self.standings.get(Standing.UNREPORTED, 0)

    @property
    def due_soon(self) -> int:
        """Tasks that fall due soon."""
        return self.standings.get(Standing.DUE_SOON, 0)

    @property
    def done_percent(self) -> str:
        """The share that is done, empty where there are no tasks."""
        return f"{rounded(self.done, self.total)}%" if self.total else ""

    @property
    def bar(self) -> tuple[Portion, ...]:
        """Its standings as one bar."""
        return tuple(_portions(self.standings, unkept=self.unkept))


def plan_state(document: PlanDocument, tasks: Sequence[ScheduledTask], as_of: date) -> PlanState:
    """Count one plan."""
    pressing = to_ask_about(tasks, document, as_of)
    due = due_by(tasks, as_of)
    form, key, plan = Form(document), document.plan_key, document.plan
    return PlanState(
        key,
        plan.titles.document,
        plan.year,
        plan.publication.issuer,
        len(tasks),
        sum(task.standing.done for task in tasks),
        len(due),
        sum(task.standing.done for task in due),
        by_standing(tasks),
        any(task.unkept for task in tasks),
        tuple(
            Asked(key, asked_row(task, form, document, as_of), rank(task, document, as_of))
            for task in pressing[:_ASKED_OF_ONE]
        ),
        len(pressing),
    )


class Portfolio:
    """The context of a page about several plans, under the name ``report``: plans by what is overdue, behind, unreported."""

    own_form = False
    tones = tones()

    def __init__(
        self,
        states: Iterable[PlanState],
        as_of: date,
        *,
        known_on: date | None = None,
        notes: tuple[str, ...] = (),
        paper: str = "A3",
        issue: str = "",
        to: str = "",
        demands: tuple[str, ...] = (),
    ) -> None:
        self.plans = tuple(sorted(states, key=_worst))
        self.as_of, self.known_on = as_of, known_on
        self.notes, self.paper = notes, paper
        self.issue, self.to, self.demands = issue, to, demands

    @property
    def day(self) -> str:
        """The day it speaks of."""
        return chinese_day(self.as_of)

    @property
    def years(self) -> str:
        """The years of the plans: 2020年, 2018—2020年."""
        years = [plan.year for plan in self.plans]
        first, last = min(years), max(years)
        return f"{first}年" if first == last else f"{first}—{last}年"

    @property
    def notice(self) -> str:
        """What the page says at its head: by which day it was known, and that nobody keeps a ledger."""
        known = f"按{chinese_day(self.known_on)}以前登记的台账。" if self.known_on else ""
        return known + (UNKEPT if self.unkept else "")

    @property
    def total(self) -> int:
        """All tasks."""
        return sum(plan.total for plan in self.plans)

    @property
    def done(self) -> int:
        """All that are done."""
        return sum(plan.done for plan in self.plans)

    @property
    def done_percent(self) -> str:
        """The share of all that is done."""
        return f"{rounded(self.done, self.total)}%" if self.total else ""

    @property
    def due(self) -> int:
        """All that should be done."""
        return sum(plan.due for plan in self.plans)

    @property
    def due_done(self) -> int:
        """Those of them that are."""
        return sum(plan.due_done for plan in self.plans)

    @property
    def due_soon(self) -> int:
        """All that fall due soon."""
        return self.standings.get(Standing.DUE_SOON, 0)

    @cached_property
    def standings(self) -> Mapping[Standing, int]:
        """How many tasks stand how, in the order standings are listed."""
        counted: Counter[Standing] = Counter()
        for plan in self.plans:
            counted.update(plan.standings)
        return {standing: counted[standing] for standing in Standing if counted[standing]}

    @property
    def bar(self) -> tuple[Portion, ...]:
        """All standings as one bar."""
        return tuple(_portions(self.standings, unkept=self.unkept))

    @property
    def unkept(self) -> bool:
        """Whether nobody keeps a ledger of any of the plans."""
        return all(plan.unkept for plan in self.plans)

    @property
    def pressing(self) -> tuple[tuple[Standing, int, tuple[PlanState, ...]], ...]:
        """What is wrong, how many tasks, and which plans have any, the most first."""
        return tuple((s, self.standings.get(s, 0), self._having(s)) for s in _PRESSING)

    def _having(self, standing: Standing) -> tuple[PlanState, ...]:
        found = [plan for plan in self.plans if plan.standings.get(standing)]
        return tuple(sorted(found, key=lambda plan: (-plan.standings[standing], plan.key)))

    @property
    def asked(self) -> tuple[Asked, ...]:
        """The first to ask about of all plans."""
        return self.asked_of()[:_ASKED]

    def asked_of(self, *standings: Standing) -> tuple[Asked, ...]:
        """Return the tasks to ask about that are kept, or those that stand so, the most pressing first."""
        wanted = {standing.value for standing in standings}
        found = (a for plan in self.plans for a in plan.asked if not wanted or a.row.standing in wanted)
        return tuple(sorted(found, key=lambda a: (a.place, a.plan, a.row.number)))

    @property
    def to_ask(self) -> int:
        """How many tasks there are to ask about."""
        return sum(plan.to_ask for plan in self.plans)


def _worst(plan: PlanState) -> tuple[int, int, int, str]:
    return -plan.overdue, -plan.behind, -plan.unreported, plan.key


def _portions(standings: Mapping[Standing, int], *, unkept: bool) -> Iterator[Portion]:
    total = sum(standings.values())
    so_far = x = 0
    for standing, number in standings.items():
        so_far += number
        end = _BAR * so_far // total
        word = standing.word_where(unkept=unkept)
        yield Portion(standing.value, word, standing.row.mark, number, x, max(end - x, 1))
        x = end
