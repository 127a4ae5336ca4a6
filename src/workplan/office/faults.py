"""What can be wrong with a return, each with its code, what it means and what to do: one row each."""

from __future__ import annotations

from enum import unique
from typing import NamedTuple

from ..domain.worded import Worded
from .source import Place

_AGAIN = "用发出的那份表重新填；表找不到了，由办公室用 sheet 再发一份。"
_CELL = "改正这一格再交。"


@unique
class Fault(Worded):
    """Why a return is refused."""

    def __init__(self, code: str, word: str, hint: str) -> None:
        super().__init__(code, word)
        self.hint = hint

    UNREADABLE = "unreadable-return", "打不开，或不是 Excel 表", "用发出的表填写，另存为 .xlsx 再交。"
    NOT_A_FORM = "not-a-form", "不是 workplan 发出的填报表", _AGAIN
    OTHER_VERSION = "other-version", "是别的版本的 workplan 发出的", _AGAIN
    OTHER_PLAN = "other-plan", "是另一份计划的填报表", "核对是不是放错了文件夹，或 -f 指错了计划。"
    OTHER_MONTH = (
        "other-month",
        "是别的月份的填报表",
        "核对 --month；以前各月收过的移出去，一个月用一个文件夹。",
    )
    UNKNOWN_OFFICE = "unknown-office", "部门名录里没有这个部门", "名录改过的，用 sheet 重新发表。"
    HEADS_CHANGED = "heads-changed", "表头或工作表被改动", _AGAIN
    LOCKED_CHANGED = "locked-cell-changed", "锁定的格子被改动", "照发出的表改回来，或用发出的表重新填。"
    PLAN_CHANGED = "plan-changed", "发表之后计划的文字有改动", "用 sheet --force 重新发表。"
    ROW_MISSING = "row-missing", "发出的行不见了", _AGAIN
    ROW_DOUBLED = "row-doubled", "同一行出现了两次", "删去复制出来的一行，或用发出的表重新填。"
    ROW_UNKNOWN = (
        "row-unknown",
        "不是发出的行",
        "自己加的行、从别的表复制来的行要删去；要说的话写在任务的行里。",
    )
    STRAY_CELL = "stray-cell", "表格以外写了字", "把要说的移到白色的格子里，多出来的删去。"
    MERGED = "merged-rows", "几行合并成了一格", "取消合并，各项任务各填各的一行。"
    FORMULA = "formula-in-return", "填的是公式", "改成数字或文字（复制，选择性粘贴为数值）。"
    BAD_STATUS = "unreadable-status", "状态读不出", "从列表里选：未启动、推进中、报结、暂缓。"
    STATUS_ORDER = "status-may-not-follow", "这个状态不能接在原来的后面", _CELL
    BAD_PERCENT = "unreadable-percent", "完成% 读不出", "填 0 到 100 的数，如 60。"
    PERCENT_RANGE = "percent-out-of-range", "完成% 不在 0 到 100 之间", "填 0 到 100 的数，如 60。"
    PERCENT_OR_SHARE = (
        "percent-or-share",
        "分不清是百分之几还是几成",
        "80% 就写 80 或 80%；确是百分之一以下的，连同 % 写成文字，如 0.8%。",
    )
    BAD_DAY = "unreadable-day", "情况日期读不出", "写成 2020-11-20 这样。"
    DAY_OR_MONTH = "day-or-month", "分不清是一个月还是这个月的 1 日", "写成 2020-11-01 这样的文字。"
    DAY_AHEAD = "day-to-come", "情况日期还没有到", "还没有到的事不能先报；核对日期。"
    DAY_OUTSIDE = "day-outside-plan", "情况日期不在计划期内", "核对年份。"
    BAD_VALUE = "unreadable-value", "指标的数字读不出", "只填数字，不带说明；说明写在进展情况里。"
    BAD_ANSWER = "unreadable-answer", "应填 是 或 否", "达到或完成的填“是”；说明写在进展情况里。"
    HIDDEN_CHARACTER = "hidden-character", "含有看不见的字符", "删去它；多半是从网页或聊天里粘贴来的。"
    STALE = "stale-row", "发表之后这项任务另有登记", "核对之后用 update 登记，或用 sheet --force 重新发表。"
    TWO_RETURNS = "two-returns", "一个部门交了两份不同的表", "与部门核对，只留一份。"


class Refusal(NamedTuple):
    """One thing wrong with a return: where, which fault, and one sentence."""

    place: Place
    fault: Fault
    message: str
    department: str = ""

    @property
    def hint(self) -> str:
        """What to do."""
        return self.fault.hint

    @property
    def sort_key(self) -> tuple[str, str, int, str, str]:
        """File, sheet, row, column, code: the order refusals are shown in."""
        column = self.place.cell.rstrip("0123456789")
        row = int(self.place.cell[len(column) :] or 0)
        return (self.place.file, self.place.sheet, row, column.rjust(3), self.fault.value)


class Wrong(Exception):
    """A cell cannot be read as what it should be; whoever knows its place makes it a :class:`Refusal`."""

    def __init__(self, fault: Fault, message: str = "") -> None:
        super().__init__(message or fault.word)
        self.fault = fault
        self.message = message or f"{fault.word}。"
