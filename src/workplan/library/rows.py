"""What other programs are given of a plan, a row a kind: the one place of names, types and meanings.

Each annotation holds the type and, in Chinese, what stands there; the heads of every export format and the documentation
are made of them. No name is a word of SQL, so that none wants quotation marks. Names are only ever added, at the end.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, NamedTuple

Key = Annotated[str, "哪一份计划：它在文件夹里的位置，如 市场监管局/2020"]
Year = Annotated[int, "计划年度"]
Task = Annotated[int, "任务在文件里的 id"]
Step = Annotated[str, "节点的编号，如 5.2"]
Kind = Annotated[str, "时间的写法：day、month、before、period、stated、ongoing、recurring、undated"]
StandingCode = Annotated[str, "进度：overdue、behind、done 等，见使用手册"]

Row = Any
"""A value of one of the kinds below."""


class PlanRow(NamedTuple):
    """A plan, and the day it was asked about."""

    plan: Key
    year: Year
    as_of: Annotated[date, "截至哪一天"]
    file: Annotated[str, "计划文件"]
    title: Annotated[str, "正文标题"]
    issuer: Annotated[str, "发布机构"]
    issued: Annotated[date | None, "印发日期"]
    published: Annotated[date | None, "发布日期"]
    tasks: Annotated[int, "任务数"]
    kept: Annotated[bool, "到这一天台账里有没有报过进展"]


class DepartmentRow(NamedTuple):
    """An office of the register."""

    plan: Key
    year: Year
    position: Annotated[int, "在名录里的次序，1 起"]
    department: Annotated[str, "部门名称"]
    aliases: Annotated[str, "其他写法，以顿号隔开"]
    collective: Annotated[bool, "是不是统称，如“各科室”"]


class TaskRow(NamedTuple):
    """A task as printed, and what its words mean; nothing of it depends on the day."""

    plan: Key
    year: Year
    task: Task
    number: Annotated[str, "印刷编号"]
    group_id: Annotated[str, "所属分组的 id，没有的为空"]
    group_path: Annotated[str, "各级分组的编号和标题，由外到内，以“ / ”隔开"]
    title: Annotated[str, "任务名称"]
    goals: Annotated[str, "具体目标要求"]
    departments: Annotated[str, "责任部门一格，照原文"]
    department: Annotated[str, "负责这一任务的第一个部门，名录里的名称；没有写的为空"]
    deadline: Annotated[str, "完成时间，照原文"]
    deadline_kind: Kind
    first_day: Annotated[date | None, "按原文的最后一日，延期之前的"]
    ambiguous: Annotated[bool, "时间有没有两种读法"]
    other_day: Annotated[date | None, "另一种读法的最后一日"]
    every_months: Annotated[int | None, "周期性任务几个月一次"]
    remark: Annotated[str, "备注"]
    points: Annotated[str, "所落实的要点编号，以逗号隔开"]


class RoleRow(NamedTuple):
    """An office's part in a task, or in a step that has offices of its own."""

    plan: Key
    year: Year
    task: Task
    step: Annotated[str, "节点自己的部门，写节点的编号；任务的为空"]
    department: Annotated[str, "名录里的名称"]
    printed: Annotated[str, "原文的写法"]
    role: Annotated[str, "lead、shared、joint、assist"]
    holds: Annotated[bool, "是否计在这个部门名下：牵头的，没有牵头的为分工的"]
    source: Annotated[str, "group 随分组，default 随设置；原文写明的为空"]


class CellRow(NamedTuple):
    """A cell of the printed list."""

    plan: Key
    year: Year
    task: Task
    step: Annotated[str, "单独印出的子项，写它的编号；任务的为空"]
    position: Annotated[int, "第几栏，1 起"]
    head: Annotated[str, "表头"]
    holds: Annotated[str, "这一栏是什么：number、title、departments 等；自由栏为空"]
    cell: Annotated[str, "格子里的原文"]


class TargetRow(NamedTuple):
    """A promise of the plan, and what was reported of it by the day."""

    plan: Key
    year: Year
    point: Annotated[int | None, "要点里的承诺：要点编号"]
    task: Annotated[int | None, "任务里的承诺：任务的 id"]
    name: Annotated[str, "指标名称"]
    comparison: Annotated[str | None, "at_least、at_most、exactly、about；没有数字的没有"]
    value: Annotated[Decimal | None, "目标值"]
    unit: Annotated[str, "单位"]
    commitment: Annotated[str, "承诺的方式"]
    phrase: Annotated[str, "原文"]
    carriers: Annotated[str, "承担要点承诺的任务 id，以逗号隔开"]
    reported: Annotated[str | None, "任务最近所报的值，照写：96.2、是"]
    reported_value: Annotated[Decimal | None, "同上，是数字的"]
    outcome: Annotated[str | None, "met、unmet、pending、no_value；没有任务承担的没有"]


class PointRow(NamedTuple):
    """A numbered point of the prose."""

    plan: Key
    year: Year
    section: Annotated[int, "部分的序号"]
    section_title: Annotated[str, "部分的标题"]
    point: Annotated[int, "要点编号"]
    title: Annotated[str, "要点的首句"]
    body: Annotated[str, "首句之后的正文"]
    tasks: Annotated[str, "落实它的任务 id，以逗号隔开"]


class MilestoneRow(NamedTuple):
    """A step of a task, and how it stands on the day."""

    plan: Key
    year: Year
    task: Task
    step: Step
    number: Annotated[str, "子项的印刷编号"]
    name: Annotated[str, "节点的名称或所引的原文"]
    deadline: Annotated[str, "这一步的时间，照原文"]
    deadline_kind: Kind
    last_day: Annotated[date | None, "最后一日"]
    standing: StandingCode
    waiting: Annotated[bool, "是否还等着完成"]
    reached_on: Annotated[date | None, "完成的那一天"]
    dropped_on: Annotated[date | None, "取消的那一天"]
    days_late: Annotated[int, "逾期天数"]


class RecordRow(NamedTuple):
    """A record of the ledger that is in force and true by the day."""

    plan: Key
    year: Year
    record: Annotated[str, "记录的编号，undo 用它"]
    task: Task
    day: Annotated[date, "所报情况是哪一天的"]
    recorded: Annotated[date, "哪一天登记的"]
    reported_by: Annotated[str, "谁报的（台账里的 by）"]
    status: Annotated[str | None, "状态；没有写的没有"]
    percent: Annotated[Decimal | None, "完成的百分比"]
    figures: Annotated[str, "指标的实际值，一个 JSON 对象；没有报的为空"]
    reached: Annotated[str, "已完成的节点，以顿号隔开"]
    dropped: Annotated[str, "不再要求的节点，以顿号隔开"]
    extended_to: Annotated[date | None, "延期到哪一天"]
    returned: Annotated[str, "退回的理由"]
    note: Annotated[str, "进展情况"]
    evidence: Annotated[str, "证明材料"]
    problems: Annotated[str, "存在问题"]
    next_step: Annotated[str, "下一步打算（台账里的 next）"]
    finished: Annotated[date | None, "工作本身完成的那一天"]
    voids: Annotated[str, "所撤销的记录的编号，以顿号隔开"]
    sheet: Annotated[str, "由哪个月的填报表收来"]
    carried: Annotated[str, "结转到哪里，如 2021#8"]


class ExtensionRow(NamedTuple):
    """A new last day granted by the day, in the order granted."""

    plan: Key
    year: Year
    task: Task
    turn: Annotated[int, "这项任务的第几次延期，1 起"]
    day: Annotated[date, "延期是哪一天的"]
    extended_to: Annotated[date, "延期到哪一天"]
    reason: Annotated[str, "延期的理由"]
    approval: Annotated[str, "批准人或批准文号"]
    reported_by: Annotated[str, "谁报的"]


class LinkRow(NamedTuple):
    """A link from a task to a task of another plan, which need not be at hand."""

    plan: Key
    year: Year
    task: Task
    kind: Annotated[str, "from 结转自、carries 承接，写在计划里；carried 结转到，写在台账里"]
    link: Annotated[str, "照写：2019#27"]
    linked_plan: Annotated[str, "所指的计划：它的键，或键的末几段"]
    linked_task: Annotated[int, "所指的任务的 id"]


class StandingRow(NamedTuple):
    """Where a task stands on the day."""

    plan: Key
    year: Year
    as_of: Annotated[date, "截至哪一天"]
    task: Task
    number: Annotated[str, "印刷编号"]
    title: Annotated[str, "任务名称"]
    department: Annotated[str, "负责这一任务的第一个部门；没有写的为空"]
    status: Annotated[str, "所报的状态：in_progress、done、closed 等，见使用手册"]
    standing: StandingCode
    light: Annotated[str, "green、yellow、red、none"]
    done: Annotated[bool, "是否完成，逾期完成的也是"]
    settled: Annotated[bool, "是否不再等它：完成、暂缓、取消等"]
    first_day: Annotated[date | None, "按原文的最后一日"]
    last_day: Annotated[date | None, "算上延期的最后一日"]
    extended: Annotated[bool, "延期是否有效"]
    days_late: Annotated[int, "逾期天数，没有的为 0"]
    days_left: Annotated[int | None, "还剩几天"]
    percent: Annotated[Decimal | None, "所报的百分比"]
    elapsed: Annotated[Decimal | None, "时间过去了百分之几；没有报百分比的没有"]
    done_on: Annotated[date | None, "完成的那一天"]
    closed_on: Annotated[date | None, "销号的那一天"]
    last_report: Annotated[date | None, "最近一次报进展是哪一天的"]
    last_record: Annotated[date | None, "最近一条记录是哪一天的"]
    targets_unmet: Annotated[int, "未达到的指标数"]
    late_steps: Annotated[int, "逾期的节点数"]


class LeftOutRow(NamedTuple):
    """A task a listing leaves out, and why: undated, ambiguous, extended."""

    plan: Key
    year: Year
    task: Task
    step: Annotated[str, "只是其中一个节点的，写它的编号"]
    reason: Annotated[str, "undated、ambiguous、extended"]
