"""Progress as recorded: what a department reported, dated and attributed, as values."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, RootModel, WithJsonSchema, model_validator

from .model import Cell, Day, Figure, Number, Record, Text, decimal_number
from .statuses import FULFILLED, STATUS_WORDS, UNFULFILLED, Status


def _status(value: Any) -> Any:
    """Accept the Chinese word as well: clerks edit the ledger by hand."""
    if value in ("逾期", "临期", "滞后", "overdue", "due_soon", "behind", "done_late", "逾期完成"):
        raise ValueError("不能写“逾期”一类，那是由时限和日期算出来的，不用登记")
    return {word: status.value for status, word in STATUS_WORDS.items()}.get(value, value)


def _figure_or_word(value: Any) -> Any:
    """A promise without a figure is reported with 是 or 否; a figure may carry its %."""
    if not isinstance(value, str) or value in (FULFILLED, UNFULFILLED):
        return value
    try:
        return decimal_number(value.removesuffix("%"))
    except ValueError:
        raise ValueError("应为数字，如 96.2；没有数字的承诺写 是 或 否") from None


Percent = Annotated[Figure, Field(ge=0, le=100)]
Reported = Annotated[Any, BeforeValidator(_figure_or_word), WithJsonSchema({"type": ["number", "string"]})]
"""A reported figure (Decimal), or 是 / 否 for a promise without one."""


class Extension(Record):
    """A new last day, why, and who approved it. The first day stays on record in the plan."""

    to: Day = Field(description="延期到哪一天")
    reason: Text = Field(description="延期的理由")
    approval: Cell = Field("", description="批准人或批准文号")


class ProgressRecord(Record):
    """One entry of the ledger (台账)."""

    task: Number = Field(description="任务编号")
    date: Day = Field(description="所报情况是哪一天的")
    recorded: Day = Field(description="哪一天登记的")
    by: Text = Field(description="谁报的：部门或人")
    status: Annotated[Status, BeforeValidator(_status)] | None = Field(None, description="状态")
    percent: Percent | None = Field(None, description="完成的百分比，0 至 100")
    values: dict[Text, Reported] = Field(default_factory=dict, description="指标的实际值")
    reached: tuple[Text, ...] = Field((), description="已完成的节点，写节点的时间，如 上半年")
    extension: Extension | None = Field(None, description="延期")
    returned: Cell = Field("", description="退回的理由；报结的任务退回后重新推进")
    note: Cell = Field("", description="进展情况")
    evidence: Cell = Field("", description="证明材料")

    @model_validator(mode="after")
    def _says_something(self) -> ProgressRecord:
        if self.returned and self.status not in (None, Status.IN_PROGRESS):
            raise ValueError("退回的任务只能回到 in_progress（推进中）")
        told = (self.status, self.percent, self.extension)
        if all(t is None for t in told) and not (
            self.values or self.reached or (self.returned + self.note + self.evidence).strip()
        ):
            raise ValueError("没有内容，至少写 status、percent、note 中的一项")
        return self

    @property
    def new_status(self) -> Status | None:
        """The status the record leaves the task in, None where it says nothing of it."""
        return Status.IN_PROGRESS if self.returned else self.status


class Ledger(RootModel[tuple[ProgressRecord, ...]]):
    """All records, in the order they were written."""

    @property
    def records(self) -> tuple[ProgressRecord, ...]:
        """The records as written."""
        return self.root
