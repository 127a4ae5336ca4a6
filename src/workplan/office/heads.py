"""The words that stand over the columns of published lists, or before a colon, and what they hold.

One table: spreadsheets, pages, Word tables, text and the labels of running text are all read by it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

OFFICES = {"departments": None, "lead": "lead", "joint": "joint", "assist": "assist", "shared": "shared"}
"""What holds offices, and the role its head gives them."""
GROUP = "group"
"""What a column holds whose cells open a group of rows; the other words are those of a plan's ``columns``."""

_HOLDS = {
    "number": "序号 序 项次 编号 番号 项号 次序 计划编号 任务编号 项目编号 号 №",
    "title": (
        "任务名称 任务 工作任务 重点任务 重点工作 重点工作任务 主要任务 年度任务 建设任务 目标任务 任务内容 "
        "项目名称 事项 事项名称 工作事项 检查事项 决策事项 督办事项 实事项目 名称 巡查项目 检查项目 问题 存在问题 整改任务"
    ),
    "goals": (
        "具体目标要求 目标要求 工作目标 年度目标 目标 具体目标 预期目标 工作要求 具体要求 要求 具体内容 主要内容 "
        "工作内容 内容 建设内容 项目内容 工作措施 具体措施 整改措施 推进措施 主要措施 措施 "
        "工作举措 具体举措 具体任务 标准和数量 工作标准 完成标准"
    ),
    "departments": "部门 单位 科室 处室 股室 责任主体 承办",
    "lead": "牵头 主办",
    "assist": "配合 协办",
    "deadline": (
        "完成时间 完成时限 完成期限 完成日期 计划完成时间 时间要求 时限要求 时限 办结时限 整改时限 整改期限 期限 "
        "进度安排 进度要求 时间安排 时间节点 检查期限 检查时间 巡查时间 实施时间 起止时间 工作时限 时间"
    ),
    "remark": "备注 说明 备考 附注",
    GROUP: "公开领域 领域 工作领域 重点领域 工作项目 类别 分类 工作类别 任务类别 项目类别 工作分类 大类 板块 专项 一级指标",
    "": (
        "项目领导 分管领导 责任领导 牵头领导 包抓领导 领导 联系人 责任人 负责人 联系电话 进展情况 工作进展 目前进展 进度 "
        "完成情况 整改情况 办理结果 状态 分值 经费 投资 资金来源 依据 频次 抽取比例 巡查对象 检查对象 巡查主体 检查方式 发起方式"
    ),
}
_ROLES = {
    "departments": "责任 承办 承担 实施 落实 负责 主管 起草 拟定 评分 考核 整改责任",
    "lead": "牵头 主办 牵头责任 第一责任",
    "joint": "共同责任 共同牵头 会办",
    "assist": "配合 协办 协同 协助 协作 参与 参加 会同",
}


@cache
def known() -> Mapping[str, str]:
    """Return every known head and what its column holds."""
    held = {word: holds for holds, words in _HOLDS.items() for word in words.split()}
    for holds, roles in _ROLES.items():
        offices = ["单位", "部门", "科室", "处室", "股室"]
        held |= {role + office: holds for role in roles.split() for office in offices}
    return held


def bare(head: str) -> str:
    """Return a head without the blanks and breaks that only its layout left there."""
    return "".join(head.split())


def holds_of(head: str, extra: Mapping[str, str] | None = None) -> str | None:
    """Return what a column of this head holds: a word of a plan's columns, `group`, "" for a free one, None if unknown.

    ``extra`` goes before the table. A bracket behind a known head (`经费(万元)`) changes nothing.
    """
    word = bare(head).rstrip(":\uff1a")
    if extra and word in extra:
        return extra[word]
    return known().get(word, known().get(re.sub(r"[(\uff08].*[)\uff09]$", "", word)))
