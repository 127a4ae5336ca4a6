"""A plan on a day: all that rows are made of, computed once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from ..domain.document import PlanDocument
from ..domain.records import ProgressRecord
from ..domain.standing import ScheduledMilestone, ScheduledTask, milestones, schedule
from ..domain.voids import Kept, kept


class Snapshot:
    """A plan by its key, its records, and a day; where things stand is computed when it is first asked for."""

    def __init__(
        self,
        key: str,
        document: PlanDocument,
        ledger: Sequence[ProgressRecord],
        day: date,
        known_on: date | None = None,
    ) -> None:
        self.key = key
        self.document = document
        self.day = day
        self._ledger, self._known_on = ledger, known_on

    @property
    def year(self) -> int:
        """The plan's year."""
        return self.document.plan.year

    @cached_property
    def in_force(self) -> tuple[Kept, ...]:
        """The records nobody took back, each with its name, in the order written."""
        return tuple(k for k in kept(self._ledger, self._known_on) if not k.void)

    @cached_property
    def records(self) -> tuple[Kept, ...]:
        """Those of them that were true by the day."""
        return tuple(k for k in self.in_force if k.record.date <= self.day)

    @cached_property
    def tasks(self) -> tuple[ScheduledTask, ...]:
        """Where every task stands."""
        return schedule(self.document, self.day, [k.record for k in self.in_force])

    @cached_property
    def steps(self) -> tuple[ScheduledMilestone, ...]:
        """Where every step stands."""
        return milestones(self.tasks, self.day)
