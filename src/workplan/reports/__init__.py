"""What reports show, as frozen objects: every figure, width and word is computed here, none in a template.

These objects are the context of templates, an office's own among them: fields are only ever added.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..answers.conditions import conditions
from ..answers.wording import UNKEPT
from ..domain.document import PlanDocument
from ..domain.load import DepartmentCount, by_department, columns_of_roles
from ..domain.meter import METER
from ..domain.plan import Publication, Role, Titles
from ..domain.query import Filter, select
from ..domain.records import ProgressRecord
from ..domain.standing import ScheduledTask
from .form import ColumnEntry, Form, Heads
from .letterhead import NUMBER, YEAR, organ_of
from .listing import ListRow, list_rows
from .rows import (
    PointEntry,
    SectionEntry,
    StandingCount,
    TaskRow,
    chinese_day,
    count_standings,
    sections,
    task_row,
    tones,
)
from .slip import Level, SlipSet, slips

if TYPE_CHECKING:
    from .bulletin import Bulletin
    from .circular_facts import Facts
    from .department import DepartmentPage
    from .outline import Paper
    from .overview import Overview
    from .wall import Wall


class Request(NamedTuple):
    """What was asked of a report: the day, the filter, and the options some reports take."""

    as_of: date
    wanted: Filter = Filter()
    since: date | None = None
    level: Level = Level.ASSIGN
    first_number: int = 1
    paper: str = "A3"
    known_on: date | None = None
    issue: str = ""
    to: str = ""
    demands: tuple[str, ...] = ()
    reply_by: date | None = None
    on_paper: bool = False


@dataclass(frozen=True, eq=False, repr=False)
class Report:
    """The context of a template, under the name ``report``.

    ``scope`` is empty for the whole plan, else the words of the filter; ``notes`` say what was left out;
    ``links``, by task, what it is to tasks of other plans. The parts that only some reports show (``bulletin``,
    ``slips``, ``wall``, ``overview``, ``departments``) are computed when a template asks for them.
    """

    document: PlanDocument
    records: tuple[ProgressRecord, ...]
    request: Request
    everything: tuple[ScheduledTask, ...]
    notes: tuple[str, ...] = ()
    links: Mapping[int, str] = field(default_factory=dict)

    @property
    def year(self) -> int:
        """The plan's year."""
        return self.document.plan.year

    @property
    def as_of(self) -> date:
        """The day the report speaks of."""
        return self.request.as_of

    @property
    def notice(self) -> str:
        """What a page says at its head: that nobody keeps a ledger, and by which day what it tells was known."""
        known_on = self.request.known_on
        known = f"按{chinese_day(known_on)}以前登记的台账。" if known_on else ""
        return known + (UNKEPT if any(task.unkept for task in self.everything) else "")

    @property
    def titles(self) -> Titles:
        """The document's titles, as printed."""
        return self.document.plan.titles

    @property
    def publication(self) -> Publication:
        """The publication's particulars."""
        return self.document.plan.publication

    @property
    def author(self) -> str:
        """Who sends the page: the organ stated for that, else who issued the plan; empty if neither is."""
        return organ_of(self.document)

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
        """The paper of a wall chart or an overview: A3, A4 and the like."""
        return self.request.paper

    @property
    def on_paper(self) -> bool:
        """Whether the page is for a PDF, where what only screens show is not there to be led to."""
        return self.request.on_paper

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
        return tuple(map(self._row, METER.through(self._chosen, "整理任务", len(self._chosen))))

    @cached_property
    def rows(self) -> tuple[ListRow, ...]:
        """The same as a page prints them: headings, and tasks with their sub-rows."""
        return tuple(list_rows(self.tasks, self._form, whole=not self.scope))

    @property
    def columns(self) -> tuple[ColumnEntry, ...]:
        """The columns of the list, as printed, without those that are blank in every row."""
        return self._form.columns

    @property
    def further(self) -> tuple[ColumnEntry, ...]:
        """Those of the columns that are of this list's own kind."""
        return self._form.free

    @property
    def heads(self) -> Heads:
        """What the plan's columns call number, title, goals, departments, deadline and remark."""
        return self._form.heads

    @property
    def own_form(self) -> bool:
        """Whether the list has another form than six columns of numbered rows."""
        return self._form.own

    @property
    def prose(self) -> bool:
        """Whether the list is printed as numbered paragraphs."""
        return self._form.prose

    @property
    def split(self) -> bool:
        """Whether tasks have sub-rows: then titles take two columns, and so does how things stand."""
        return self._form.split

    @property
    def title(self) -> str:
        """What the document is called: by its own title, that of its list or of its page, or by its year."""
        titles = self.titles
        named = titles.document or titles.annex_head or titles.page
        return named or f"{self.year}年重点工作任务清单"

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
        return tones()

    @cached_property
    def bulletin(self) -> Bulletin:
        """月度通报."""
        from .bulletin import build_bulletin

        return build_bulletin(self.document, self.records, self._chosen, self.as_of, self.request.since)

    @cached_property
    def circular(self) -> Paper:
        """月度通报 as a paper that can be sent."""
        from .circular import build_circular

        return build_circular(self._facts)

    @cached_property
    def account(self) -> Paper:
        """完成情况, from the year's beginning to the day: half-year, 1-11月, or the year."""
        from .account import build_account

        return build_account(self._facts)

    @property
    def _facts(self) -> Facts:
        from .circular_facts import Facts

        asked = self.request
        return Facts(
            self.document,
            self.bulletin,
            self.tasks,
            self._chosen,
            self.notice,
            self.scope,
            asked.issue,
            asked.to,
            asked.demands,
            self.links,
        )

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
            self._row,
            request.reply_by,
        )

    @cached_property
    def wall(self) -> Wall:
        """挂图作战."""
        from .wall import build_wall

        return build_wall(self._chosen, self.document, self.as_of, self.paper)

    @cached_property
    def overview(self) -> Overview:
        """一页通."""
        from .overview import build_overview

        return build_overview(self.document, self._chosen, self.tasks, self.as_of, whole=not self.scope)

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
    def _form(self) -> Form:
        return Form(self.document)

    def _row(self, item: ScheduledTask) -> TaskRow:
        return task_row(item, self._form, self.as_of)

    @cached_property
    def _chosen(self) -> tuple[ScheduledTask, ...]:
        return select(self.everything, self.request.wanted).tasks


__all__ = [
    "NUMBER",
    "YEAR",
    "Level",
    "PointEntry",
    "Report",
    "Request",
    "SectionEntry",
    "StandingCount",
    "TaskRow",
]
