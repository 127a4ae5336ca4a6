"""An opened plan: a frozen value that answers for any day, and needs neither files nor a clock for it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from ..domain import query
from ..domain.document import PlanDocument
from ..domain.errors import NotFound
from ..domain.periods import Period
from ..domain.plan import Plan
from ..domain.records import ProgressRecord
from ..domain.suggest import nearest
from ..files.source import Source
from .dated_rows import left_out_of, milestones_of, standings_of
from .rows import LeftOutRow, MilestoneRow, StandingRow
from .snapshot import Snapshot
from .tables import TABLES, Value


class Listing(NamedTuple):
    """Tasks and steps in the order the command line lists them, and what was left out, with the reason."""

    tasks: tuple[StandingRow, ...]
    milestones: tuple[MilestoneRow, ...]
    left_out: tuple[LeftOutRow, ...]


@dataclass(frozen=True)
class OpenedPlan:
    """A plan and its ledger, valid both.

    It may be compared, pickled and sent to other processes. ``known_on``: only what had been recorded by the end of that
    day counts.
    """

    key: str
    file: str
    plan: Plan = field(repr=False)
    ledger: tuple[ProgressRecord, ...] = field(default=(), repr=False)
    known_on: date | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @property
    def year(self) -> int:
        """The plan's year."""
        return self.plan.year

    @property
    def title(self) -> str:
        """The title the document bears."""
        return self.plan.titles.document

    @property
    def issuer(self) -> str:
        """Who published it."""
        return self.plan.publication.issuer

    @cached_property
    def _document(self) -> PlanDocument:
        return PlanDocument(self.plan, Source(self.file))

    def at(self, day: date) -> Snapshot:
        """Return the plan on a day: what rows of several tables are made of without computing anything twice."""
        return Snapshot(self.key, self._document, self.ledger, day, self.known_on)

    def standings(self, day: date) -> tuple[StandingRow, ...]:
        """Say where every task stands on a day, in the plan's order."""
        at = self.at(day)
        return tuple(standings_of(at, at.tasks))

    def due(self, period: Period, day: date) -> Listing:
        """Return what falls due in a period, as ``workplan due`` lists it."""
        at = self.at(day)
        wanted = query.Filter(periods=((period,),), year=self.year)
        return _listing(at, query.due(at.tasks, at.steps, wanted))

    def overdue(self, day: date) -> Listing:
        """Return what is past its last day and not finished, the latest first, as ``workplan overdue`` lists it."""
        at = self.at(day)
        return _listing(at, query.overdue(at.tasks, at.steps, day))

    def rows(self, table: str, day: date) -> list[dict[str, Value]]:
        """Return a table of :data:`TABLES` as flat dicts. Raises NotFound where there is none of that name."""
        known = TABLES.get(table)
        if known is None:
            raise no_table(table)
        return [row._asdict() for row in known.make(self.at(day))]


def _listing(at: Snapshot, chosen: query.Selection) -> Listing:
    return Listing(
        tuple(standings_of(at, chosen.tasks)),
        tuple(milestones_of(at, chosen.milestones)),
        tuple(left_out_of(at, chosen.left_out)),
    )


def no_table(name: str) -> NotFound:
    """Return the error for a table there is not."""
    guess = nearest(name, TABLES)
    return NotFound(f"没有名为“{name}”的表。", f"是不是 {guess}？" if guess else f"有：{'、'.join(TABLES)}。")
