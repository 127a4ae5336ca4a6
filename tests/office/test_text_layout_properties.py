"""Made documents: whatever the layout, nothing is lost, and what is not exact is told or refused."""

from __future__ import annotations

from hypothesis import Phase, given
from hypothesis import strategies as st

from tests.office.made_texts import document, held
from tests.properties import tried
from workplan.office.draft import Draft, Refusal
from workplan.office.text_layout import read_text

OFFICES = [
    "办公室",
    "法规处",
    "许可处",
    "水资源科",
    "节水办",
    "综合执法队",
    "市食药检院",
    "机关党委",
    "消保处(消保委)",
]
VERBS = ["深化", "推进", "完善", "加强", "探索", "开展"]
OBJECTS = ["审批改革", "信用监管", "冷链管控", "档案开放", "抽检工作", "普法宣传", "电梯安全", "标准建设"]
TIMES = ["11", "10", "9", "12", "3月底前", "6月", "10月前", "上半年", "年底", "2020年11月30日", "一季度", ""]
REMARKS = ["", "", "", "会同法规处实施", "与年度考核同步"]

titles = st.builds(
    lambda verb, thing, at: f"{verb}{thing}{at}",
    st.sampled_from(VERBS),
    st.sampled_from(OBJECTS),
    st.sampled_from("甲乙丙丁戊己庚辛"),
)
goal = st.builds(
    lambda thing, count: f"围绕{thing}制定年度方案并完成任务{count}项,形成在全市可复制推广的经验做法。",
    st.sampled_from(OBJECTS),
    st.integers(2, 99),
)
goals = st.lists(goal, min_size=1, max_size=3, unique=True).map(
    lambda texts: texts if len(texts) == 1 else [f"{at}、{text}" for at, text in enumerate(texts, 1)]
)
offices = st.lists(st.sampled_from(OFFICES), min_size=1, max_size=2, unique=True).map("、".join)
row = st.tuples(titles, goals, offices, st.sampled_from(TIMES), st.sampled_from(REMARKS))
HEADS = ["序号", "任务名称", "具体目标要求", "责任部门", "完成时间", "备注"]


def laid_out(
    rows: list[tuple[str, list[str], str, str, str]], keeps_blanks: bool, noise: list[bool], signed: bool
) -> str:
    """Print rows one cell a paragraph, a blank line between; blank cells are blank paragraphs, or lost."""
    cells = ["某局2020年重点任务清单", *HEADS]
    for at, (title, goal_texts, office, time, remark) in enumerate(rows):
        cells += [str(at + 1), *([" "] if noise[at % len(noise)] and not keeps_blanks else [])]
        cells += [each for each in (title, *goal_texts, office, time, remark) if each or keeps_blanks]
    cells += ["某市某局", "2020年3月1日"] if signed else []
    return "\n\n".join(cells) + "\n"


# Shrinking a whole document takes minutes and tells little more than the first example.
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)


@tried(30, phases=UNSHRUNK)
@given(
    st.lists(row, min_size=3, max_size=14),
    st.booleans(),
    st.lists(st.booleans(), min_size=1, max_size=3),
    st.booleans(),
)
def test_rows_are_exact_or_doubted(
    rows: list[tuple[str, list[str], str, str, str]], keeps_blanks: bool, noise: list[bool], signed: bool
) -> None:
    draft = read_text(document(laid_out(rows, keeps_blanks, noise, signed)))
    if isinstance(draft, Refusal):
        assert draft.place.line
        return
    doubted = {
        doubt.place.line
        for doubt in draft.told
        if doubt.code in ("near-reading", "title-in-paragraphs", "number-gap", "cells-or-signature")
    }
    read = [
        (r.title, r.goals.split("\n"), dict(r.department_cells)["责任部门"], r.deadline.raw, r.remark)
        for r in draft.rows
    ]
    assert len(read) == len(rows)
    for ours, theirs, each in zip(read, rows, draft.rows, strict=True):
        assert ours == theirs or each.place.line in doubted


token = st.integers(0, 9**5).map(lambda n: "".join("甲乙丙丁戊己庚辛壬"[n // 9**at % 9] for at in range(5)))
SHAPES = """\
{}
{}。{}
一、{}
二、{}
（一）{}。{}
1.{}。{}
2.{}。{}
1、{}
(1){}
①{}
1-1 {}
第一章 {}
{}（{}局牵头，{}局配合，6月底前）
责任单位：{}局、{}处
（责任单位：{}局）
联系人：{} 承办单位：{}局 进展情况：{}。
{}局
2
3
11
10月底前
序号
任务名称
责任部门
完成时间
备注
附件
附件1：{}
注：{}。
| {} | {} | {} |
| 序号 | 任务 | 责任单位 | 时限 |
{} | {}局 | 9月 | |
合计 | {} | {} |
|
来源：{} 日期：2020-01-02 浏览次数：
首页 > {}
2020年3月5日
各处室、{}局：
{}2020年计划
以上工作均须于12月底前完成{}。
抄送：{}
{}局办公室 2020年3月1日印发

""".splitlines()
shape = st.sampled_from(SHAPES)


@tried(200, phases=UNSHRUNK)
@given(st.data())
def test_every_word_is_in_the_draft_or_left_out(data: st.DataObject) -> None:
    lines, printed = [], []
    for form in data.draw(st.lists(shape, max_size=30)):
        names = [data.draw(token) for _ in range(form.count("{}"))]
        lines.append(form.format(*names))
        printed += names
    draft = read_text(document("\n".join(lines)))
    if isinstance(draft, Draft):
        everything = held(draft)
        assert [name for name in printed if name not in everything] == []


@tried(100)
@given(st.text(alphabet="一二(（)）、.1 2\n|责任单位:：牵头月日前年20局处科。《》“”，", max_size=120))
def test_it_never_breaks(text: str) -> None:
    assert isinstance(read_text(document(text)), (Draft, Refusal))
