"""Progress as recorded: what a department reported, dated and attributed, as values.

What a field may hold stands in its annotation, as in :mod:`workplan.domain.plan`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

from .status import Status

if TYPE_CHECKING:
    from pydantic import Field

    from ..files.scalars import CarriedTo, Cell, Day, Number, Percent, Recorded, Reported, Text


class Extension(NamedTuple):
    """A new last day, why, and who approved it. The first day stays on record in the plan."""

    to: Annotated[Day, Field(description="延期到哪一天")]
    reason: Annotated[Text, Field(description="延期的理由")]
    approval: Annotated[Cell, Field(description="批准人或批准文号")] = ""


class ProgressRecord(NamedTuple):
    """One entry of the ledger (台账)."""

    task: Annotated[Number, Field(description="任务编号")]
    date: Annotated[Day, Field(description="所报情况是哪一天的")]
    recorded: Annotated[Day, Field(description="哪一天登记的")]
    by: Annotated[Text, Field(description="谁报的：部门或人")]
    status: Annotated[Recorded | None, Field(description="状态")] = None
    percent: Annotated[Percent | None, Field(description="完成的百分比，0 至 100")] = None
    values: Annotated[dict[Text, Reported], Field(description="指标的实际值")] = {}  # noqa: RUF012
    reached: Annotated[tuple[Text, ...], Field(description="已完成的节点，写节点的时间，如 上半年")] = ()
    extension: Annotated[Extension | None, Field(description="延期")] = None
    returned: Annotated[Cell, Field(description="退回的理由；报结的任务退回后重新推进")] = ""
    note: Annotated[Cell, Field(description="进展情况")] = ""
    evidence: Annotated[Cell, Field(description="证明材料")] = ""
    problems: Annotated[Cell, Field(description="存在问题")] = ""
    next: Annotated[Cell, Field(description="下一步打算")] = ""
    finished: Annotated[
        Day | None, Field(description="工作本身是哪一天完成的；不写则为 date，是否逾期完成按它算")
    ] = None
    dropped: Annotated[tuple[Text, ...], Field(description="不再要求的节点，写节点的时间，如 上半年")] = ()
    voids: Annotated[
        tuple[Text, ...], Field(description="所撤销的记录的编号，由 workplan log 显示；另无内容")
    ] = ()
    sheet: Annotated[Cell, Field(description="由哪个月的填报表收来，如 2020-11；collect 登记时写上")] = ""
    carried: CarriedTo = ""

    def flaw(self) -> str:
        """Return what is wrong with the record as a whole, in a finding's words; empty where nothing is."""
        if self.returned and self.status not in (None, Status.IN_PROGRESS):
            return "退回的任务只能回到 in_progress（推进中）"
        if self.carried and (self.returned or self.status not in (None, Status.CARRIED)):
            return "结转的任务状态只能是 carried（已结转），也不能同时退回"
        if self.status is Status.CARRIED and not self.carried:
            return "写了 carried（已结转），要另写 carried: 结转到哪里，如 2021#8"
        if self.finished and self.status is not Status.DONE:
            return "写了 finished，status 就应为 done（报结）"
        if self.finished and self.finished > self.date:
            return "finished 晚于 date，报结之前工作应已完成"
        if self.voids and self._replace(voids=(), note="")._says:
            return "撤销记录（voids）之外的内容应另记一条"
        return "" if self.voids or self._says else "没有内容，至少写 status、percent、note 中的一项"

    @property
    def _says(self) -> bool:
        """Whether anything is told, by the department or the office."""
        told = self.status or self.extension or self.values or self.reached or self.dropped or self.carried
        words = self.returned + self._words
        return bool(told) or self.percent is not None or bool(words.strip())

    @property
    def _words(self) -> str:
        return self.note + self.evidence + self.problems + self.next

    @property
    def worded(self) -> bool:
        """Whether it says something in words."""
        return bool(self._words.strip())

    @property
    def reports(self) -> bool:
        """Whether it says something of the work; returns, closings, extensions and the like are the office's acts."""
        if self.returned or self.carried or self.voids or (self.status and self.status.decided):
            return False
        if (self.status and self.status.reported) or self.percent is not None or self.values or self.reached:
            return True
        act = self.extension is not None or bool(self.dropped)
        return bool((self.problems + self.next if act else self._words).strip())

    @property
    def new_status(self) -> Status | None:
        """The status the record leaves the task in, None where it says nothing of it."""
        if self.returned:
            return Status.IN_PROGRESS
        return Status.CARRIED if self.carried else self.status

    @property
    def starts(self) -> bool:
        """Whether it tells of work under way: any report does, unless it says itself that nothing was begun."""
        if self.status is not Status.NOT_STARTED:
            return self.reports
        return bool(self.percent or self.values or self.reached)
