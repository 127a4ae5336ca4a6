"""What reports show, as frozen objects: every figure, width and word is computed here, none in a template.

These objects are the context of templates, an office's own among them: fields are only ever added.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..answers.conditions import conditions
from ..domain.document import PlanDocument
from ..domain.load import DepartmentCount, by_department, columns_of_roles
from ..domain.meter import METER
from ..domain.plan import Publication, Role, Titles
from ..domain.query import Filter, select
from ..domain.records import ProgressRecord
from ..domain.standing import ScheduledTask, Standing, Tone
from .rows import (
    PointEntry,
    SectionEntry,
    StandingCount,
    TaskRow,
    count_standings,
    sections,
    task_row,
)
from .slip import Level, SlipSet, slips

if TYPE_CHECKING:
    from .bulletin import Bulletin
    from .department import DepartmentPage
    from .wall import Wall


class Request(NamedTuple):
    """What was asked of a report: the day, the filter, and the options some reports take."""

    as_of: date
    wanted: Filter = Filter()
    since: date | None = None
    level: Level = Level.ASSIGN
    first_number: int = 1
    paper: str = "A3"


@dataclass(frozen=True, eq=False, repr=False)
class Report:
    """The context of a template, under the name ``report``.

    ``scope`` is empty for the whole plan, else the words of the filter; ``notes`` say what was left out. The
    parts that only some reports show (``bulletin``, ``slips``, ``wall``, ``departments``) are computed when a
    template asks for them.
    """

    document: PlanDocument
    records: tuple[ProgressRecord, ...]
    request: Request
    everything: tuple[ScheduledTask, ...]
    notes: tuple[str, ...] = ()

    @property
    def year(self) -> int:
        """The plan's year."""
        return self.document.plan.year

    @property
    def as_of(self) -> date:
        """The day the report speaks of."""
        return self.request.as_of

    @property
    def titles(self) -> Titles:
        """The document's titles, as printed."""
        return self.document.plan.titles

    @property
    def publication(self) -> Publication:
        """The publication's particulars."""
        return self.document.plan.publication

    @property
    def preamble(self) -> str:
        """总体要求."""
        return self.document.plan.preamble

    @property
    def footer(self) -> str:
        """The last line, as printed."""
        return self.document.plan.footer

    @property
    def paper(self) -> str:
        """The paper of a wall chart: A3 or A4."""
        return self.request.paper

    @cached_property
    def sections(self) -> tuple[SectionEntry, ...]:
        """The prose."""
        return sections(self.document)

    @cached_property
    def scope(self) -> str:
        """The filter in words, empty for the whole plan."""
        return conditions(self.request.wanted)

    @cached_property
    def tasks(self) -> tuple[TaskRow, ...]:
        """The task list, filtered."""
        return tuple(map(task_row, METER.through(self._chosen, "整理任务", len(self._chosen))))

    @cached_property
    def counts(self) -> tuple[StandingCount, ...]:
        """How many of these tasks stand how."""
        return count_standings(self._chosen)

    @cached_property
    def department_counts(self) -> tuple[DepartmentCount, ...]:
        """The load of each department that has a part in these tasks."""
        counts = by_department(self.document, self._chosen)
        return tuple(c for c in counts if any(c.roles.values()))

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles a table of ``department_counts`` has columns for."""
        return columns_of_roles(self.department_counts)

    @property
    def tones(self) -> dict[str, tuple[str, ...]]:
        """Which standings share a colour: codes of standings by the name the style sheet knows the colour by."""
        return {tone.value: tuple(s.value for s in Standing if s.row.tone is tone) for tone in Tone}

    @cached_property
    def bulletin(self) -> Bulletin:
        """月度通报."""
        from .bulletin import build_bulletin

        return build_bulletin(self.document, self.records, self._chosen, self.as_of, self.request.since)

    @cached_property
    def slips(self) -> SlipSet:
        """交办单, 催办单 or 督办单, a page for each department."""
        request = self.request
        return slips(
            self.document,
            self.everything,
            request.wanted.departments,
            request.level,
            request.first_number,
            self.as_of,
        )

    @cached_property
    def wall(self) -> Wall:
        """挂图作战."""
        from .wall import build_wall

        return build_wall(self._chosen, self.document, self.as_of)

    @cached_property
    def departments(self) -> tuple[DepartmentPage, ...]:
        """A page for each department, or the one asked for."""
        from .department import department_pages

        return department_pages(self.document, self._in_time, self.request.wanted.departments, self.as_of)

    @cached_property
    def _in_time(self) -> tuple[ScheduledTask, ...]:
        """All departments' tasks in the periods asked for."""
        return select(self.everything, Filter(periods=self.request.wanted.periods)).tasks

    @cached_property
    def _chosen(self) -> tuple[ScheduledTask, ...]:
        return select(self.everything, self.request.wanted).tasks


__all__ = ["Level", "PointEntry", "Report", "Request", "SectionEntry", "StandingCount", "TaskRow"]
