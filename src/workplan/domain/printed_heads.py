"""The printed heads of lists of tasks, and what a column under them holds: one table, for every kind of file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

OFFICES = {"departments": None, "lead": "lead", "joint": "joint", "assist": "assist", "shared": "shared"}
"""What holds offices, and the role its head gives them."""
GROUP, STEP = "group", "step"
"""Two kinds of columns a plan has no word for: one whose cells open a group of rows, one that holds dated steps."""

# The stronger word comes first: where two columns could be the title, it is the one whose word stands earlier here.
_WORDS = {
    "number": "序号 序 编号 项次 番号 号 №",
    "title": (
        "任务名称 项目名称 工程名称 事项名称 实事名称 目标名称 检查名称 指标名称 工作名称 名称 "
        "督办事项 督查事项 决策事项 议定事项 公开事项 工作事项 任务事项 重点事项 实事项目 "
        "评分项目 考核项目 检查项目 检查事项 反馈问题 存在问题 问题表现 问题描述 具体问题 问题 "
        "工作任务 重点工作任务 重点任务 主要任务 年度任务 目标任务 任务内容 任务 重点工作 "
        "主要工作 建设项目 事项 考核指标 指标 项目 工作"
    ),
    "goals": (
        "具体目标要求 工作目标 年度目标 具体目标 目标要求 任务目标 目标任务要求 预期目标 目标值 "
        "考核值 计划数 年度计划 计划目标 评分标准 考核标准 评分细则 考核细则 整改措施 整改目标 "
        "工作措施 具体措施 主要措施 推进措施 措施 完成标准 工作标准 具体任务 任务要求 具体内容 "
        "工作内容 主要内容 建设内容 实施内容 主要工作内容 工作要求 具体要求 要求 内容 目标"
    ),
    "deadline": (
        "完成时限 完成时间 完成期限 完成日期 计划完成时间 要求完成时间 整改时限 整改期限 "
        "整改时间 办理时限 办理期限 节点时间 时间节点 决策时间 截止时间 截止日期 结束时间 "
        "结束日期 竣工时间 竣工 完工时间 工作时限 年度时限 时限要求 时间要求 时限 期限 限期 "
        "实施时间 检查时间 检查期限 时间安排 进度安排 进度要求 起止时间 时间 办结时限 办结时间"
    ),
    "remark": "备注 说明 备考 附注",
    GROUP: (
        "公开领域 工作领域 重点领域 领域 工作项目 类别 分类 工作类别 任务类别 项目类别 "
        "指标类别 工作分类 类型 大类 板块 专项 方面 一级指标"
    ),
    STEP: "节点内容 节点任务 阶段任务 阶段内容 阶段目标 工作步骤 步骤",
    "": (
        "责任人 负责人 联系人 联系电话 电话 联络员 经办人 分值 权重 标准分 自评分 得分 经费 "
        "投资 总投资 资金来源 依据 频次 比例 占比 户数 进度 进展 状态 开工 开工时间 "
        "开始时间 开始日期 实际完成时间 等级 档次 上年数 单位类别 区县 地区 履行程序"
    ),
}
_ROLES = {
    "departments": "责任 承办 承担 实施 落实 负责 主管 起草 拟定 制定 评分 考核 整改 整改责任 主体责任 经办 责任主体",
    "lead": "牵头 主办 主责 牵头责任 第一责任 主要责任 主要负责",
    "joint": "共同责任 共同牵头 会办",
    "assist": "配合 协办 协同 协助 协作 参与 参加 会同 协调",
}
_OFFICE_WORDS = "单位 部门 科室 处室 股室 机构 科 处 室"
_ALONE = {"departments": "部门 单位 科室 处室 股室 责任主体 承办", "lead": "牵头 主办", "assist": "配合 协办"}
# What only an ending tells: `包联县领导`, `1-9月完成数`, `问题编号`, `检查止`.
_ENDINGS = (
    ("number", r".{0,4}(?:序号|编号|项次|事项号|任务号)"),
    ("", r".*(?:领导|区长|县长|市长|局长|院长|书记|主任|责任人|负责人|联系人|电话)"),
    (
        "",
        r".*(?:完成数|完成情况|进展情况|工作进展|完成进度|完成比例|办理情况|整改情况|落实情况|办理结果)|实际.*|.{2,4}起",
    ),
    (
        "",
        r"(?:验收|监督|监管|督办|督导|督查|指导|审核|认定|评价|填报|设计|施工|监理|联系|销号).{0,2}(?:单位|部门|科室|处室|股室)",
    ),
    ("", r".*(?:\(万元\)|\(亿元\)|\(元\)|\(分\)|投资|资金|金额|分值|等级)"),
    ("deadline", r".{2,4}止|.*(?:完成|办结|整改|竣工|截止|结束)(?:时间|时限|期限|日期)"),
)


@cache
def known() -> Mapping[str, str]:
    """Return every known head and what its column holds."""
    held = {word: holds for holds, words in _WORDS.items() for word in words.split()}
    for holds, roles in _ROLES.items():
        held |= {role + office: holds for role in roles.split() for office in _OFFICE_WORDS.split()}
    for holds, words in _ALONE.items():
        held |= dict.fromkeys(words.split(), holds)
    return held


@cache
def strength(head: str) -> int:
    """Return how soon a head stands in its line of the table: 0 is the plainest word for what it holds."""
    word = bare(head).rpartition("/")[2]
    return next((ws.split().index(word) for ws in _WORDS.values() if word in ws.split()), 99)


# What the last word of a head nobody listed tells of it: 建设任务, 标准和数量, 巡查时间.
_LAST_WORDS = {
    "title": r".*(?:任务|事项|项目|名称)",
    "goals": r".*(?:目标|要求|内容|措施|标准|指标|数量|举措)",
    "departments": r".*(?:单位|部门|科室|处室|股室)",
    "deadline": r".*(?:时间|时限|期限|节点)",
}
HOLDS_WORDS = {"title": "任务名称", "goals": "目标要求", "departments": "责任单位", "deadline": "完成时间"}
"""How a user is told what a head was taken to hold."""
# A person named beside the office: 责任单位及责任人.
_AND_PERSON = (
    r"(?:及|和|与|、)(?:其)?(?:具体|主要)?(?:责任人|负责人|联系人|经办人|责任领导|分管领导|联系电话|电话)+"
)


def by_ending(head: str) -> str:
    """Return what the last word of an unknown head says that its column holds, "" where it says nothing."""
    return next((held for held, ending in _LAST_WORDS.items() if re.fullmatch(ending, head)), "")


def names_persons(head: str) -> bool:
    """Tell whether a head asks for a person beside the office: `责任单位及责任人`."""
    return re.search(_AND_PERSON + "$", bare(head)) is not None and holds_of(head) in OFFICES


def bare(head: str) -> str:
    """Return a head without the blanks and breaks that only its layout left there."""
    return "".join(head.split())


def holds_of(head: str, extra: Mapping[str, str] | None = None) -> str | None:
    """Return what a column of this head holds: a word of a plan's columns, `group`, `step`, "" for a free one.

    None where the head is not known. ``extra`` goes before the table. Of two head rows (`投资/总投资`) the lower tells.
    """
    word = bare(head)
    if extra and word in extra:
        return extra[word]
    return _holds(word)


@cache
def _holds(word: str) -> str | None:
    for piece in dict.fromkeys((word, word.rpartition("/")[2])):
        plain = piece.rstrip(":\uff1a").translate({0xFF08: "(", 0xFF09: ")"})
        without = re.sub(r"\(.*\)$", "", plain)
        if (office := re.sub(_AND_PERSON + "$", "", without)) != without and _holds(office) in OFFICES:
            return _holds(office)
        for form in dict.fromkeys((plain, without)):
            if form in known():
                return known()[form]
            for holds, ending in _ENDINGS:
                if len(form) <= 14 and re.fullmatch(ending, form):
                    return holds
    return None


def looks_like_heads(texts: Sequence[str], extra: Mapping[str, str] | None = None) -> bool:
    """Tell whether a row's cells are heads of a list: short, several of them known, and not only free ones."""
    printed = list(dict.fromkeys(filter(None, map(bare, texts))))
    if len(printed) < 2 or any(len(text) > 30 for text in printed):
        return False
    held = [holds for text in printed if (holds := holds_of(text, extra)) is not None]
    telling = {holds for holds in held if holds}
    by_form = {holds_of(text, extra) or by_ending(text) for text in printed} - {""}
    if "number" in telling and len(by_form) >= 3:
        return True
    return len(telling) >= 2 and len(held) * 5 >= len(printed) * 2
