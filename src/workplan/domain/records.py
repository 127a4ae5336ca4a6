"""Progress as recorded: what a department reported, dated and attributed, as values.

What a field may hold stands in its annotation, as in :mod:`workplan.domain.plan`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

from .status import Status

if TYPE_CHECKING:
    from pydantic import Field

    from ..files.scalars import Cell, Day, Number, Percent, Recorded, Reported, Text


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
    sheet: Annotated[Cell, Field(description="由哪个月的填报表收来，如 2020-11；collect 登记时写上")] = ""

    def flaw(self) -> str:
        """Return what is wrong with the record as a whole, in a finding's words; empty where nothing is."""
        if self.returned and self.status not in (None, Status.IN_PROGRESS):
            return "退回的任务只能回到 in_progress（推进中）"
        if (
            self.status is None
            and self.percent is None
            and self.extension is None
            and not (self.values or self.reached)
            and not (self.returned + self.note + self.evidence + self.problems + self.next).strip()
        ):
            return "没有内容，至少写 status、percent、note 中的一项"
        return ""

    @property
    def new_status(self) -> Status | None:
        """The status the record leaves the task in, None where it says nothing of it."""
        return Status.IN_PROGRESS if self.returned else self.status

    @property
    def starts(self) -> bool:
        """Whether it reports figures or steps, as only work under way has; 0 % beside 未启动 is none."""
        percent = self.percent is not None and (self.status is not Status.NOT_STARTED or self.percent > 0)
        return percent or bool(self.values or self.reached)
