"""Every paragraph and cell of a document is in a draft or told as left out, whatever is merged and wherever it stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.properties import tried
from workplan.checks import plan as checks
from workplan.files.plan_file import load_bytes
from workplan.office.draft import Refusal
from workplan.office.drafts import drafts
from workplan.office.plan_draft import plan_text
from workplan.office.read_draft import read_drafts, with_notice
from workplan.office.source import Block, Cell, Grid, Paragraph, Place, SourceDocument
from workplan.office.texts import merge

HEADS = (
    "序号",
    "任务名称",
    "工作目标",
    "责任单位",
    "协办单位",
    "完成时间",
    "备注",
    "领域",
    "节点内容",
    "分管领导",
    "未知的头",
    "",
)
KINDS = (
    "办公室",
    "6月底前",
    "合计",
    "注:以下",
    "一、某某工作",
    "1",
    "2.",
    "1.1",
    "3月:做事\n4月:再做",
    "单位:万元",
    "序号",
    "",
    "",
    "长" * 61,
)


@st.composite
def grids(draw: st.DrawFn, number: int) -> Grid:
    width = draw(st.integers(2, 7))
    heads = draw(st.lists(st.sampled_from(HEADS), min_size=width, max_size=width))
    height = draw(st.integers(1, 9))
    above = draw(st.integers(0, 2))
    cells: list[list[Cell]] = []
    for r in range(above + 1 + height):
        row = []
        for c in range(width):
            text = heads[c] if r == above else draw(st.sampled_from(KINDS))
            # A mark of its own tells each text from all others: 甲0.3.4乙.
            mark = f"甲{number}.{r}.{c}乙" if text and r != above and draw(st.booleans()) else ""
            row.append(Cell(text + mark, Place("f", 0, f"表{number}", f"{c}:{r}")))
        cells.append(row)
    for _ in range(draw(st.integers(0, 4))):
        top, left = draw(st.integers(0, len(cells) - 1)), draw(st.integers(0, width - 1))
        bottom, right = draw(st.integers(top, top + 3)), draw(st.integers(left, left + 2))
        area = [
            cells[r][c]
            for r in range(top, min(bottom + 1, len(cells)))
            for c in range(left, min(right + 1, width))
        ]
        if all(cell.origin and cell.rows == cell.columns == 1 for cell in area):
            merge(cells, top, left, bottom, right)
    return Grid(tuple(map(tuple, cells)), Place("f", 0, f"表{number}"))


@st.composite
def documents(draw: st.DrawFn) -> SourceDocument:
    blocks: list[Block] = []
    for number in range(draw(st.integers(1, 3))):
        for at in range(draw(st.integers(0, 2))):
            text = draw(
                st.sampled_from(
                    ("附件1", "某某任务清单", "(续表)", "注:说明", "2.再说明", "以上须于6月底前完成。", "")
                )
            )
            blocks.append(Paragraph(text and f"{text}丙{number}.{at}丁", Place("f", 10 * number + at + 1)))
        blocks.append(draw(grids(number)))
    return SourceDocument("f", draw(st.sampled_from(("xlsx", "delimited"))), tuple(blocks))


def texts(document: SourceDocument) -> list[str]:
    found = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    for block in document.blocks:
        if isinstance(block, Grid):
            found += [cell.text for row in block.rows for cell in row if cell.origin]
    return [text for text in found if text]


def marks(text: str) -> list[str]:
    begin = max(text.find("甲"), text.find("丙"))
    return [text[begin:]] if begin >= 0 else []


@tried(100)
@given(documents())
def test_every_text_is_in_a_draft_or_left_out(document: SourceDocument) -> None:
    found = drafts(document)
    if isinstance(found, Refusal):
        return
    told = repr(found)
    assert not [mark for text in texts(document) for mark in marks(text) if mark not in told]


@tried(60)
@given(documents())
def test_every_text_is_in_the_written_plan_or_left_out(document: SourceDocument) -> None:
    found = drafts(document)
    if isinstance(found, Refusal):
        return
    written = [plan_text(draft) for draft in found]
    held = "\n".join(text for text, _ in written) + repr([draft.left_out for _, draft in written])
    assert not [mark for text in texts(document) for mark in marks(text) if mark not in held]


@tried(60)
@given(
    st.lists(
        st.sampled_from((*KINDS, "3月", "11", "许可处、法规处", "会同法规处实施", "做好某事,力争50家。")),
        min_size=4,
        max_size=40,
    )
)
def test_every_paragraph_of_a_text_is_in_the_written_plan_or_left_out(cells: list[str]) -> None:
    """One cell a paragraph, in any order: blanks, times that look like numbers, headings in the middle of rows."""
    lines = [f"{cell}甲{at}乙" if at % 3 == 0 and cell else cell for at, cell in enumerate(cells)]
    body = "\n".join(
        ["某局2021年任务清单", "序号", "任务名称", "工作目标", "责任部门", "完成时间", "备注", *lines]
    )
    found = read_drafts([("原件.txt", body.encode())])
    if isinstance(found, Refusal):
        return
    written = [plan_text(draft) for draft in found]
    held = "\n".join(text for text, _ in written) + repr([draft.left_out for _, draft in written])
    assert not [mark for text in lines for mark in marks(text) if mark not in held]


@tried(60)
@given(documents())
def test_a_written_plan_has_no_errors_but_those_told(document: SourceDocument) -> None:
    """Rows without a name, times that name no day, a year nobody printed: all told, and left for people to settle."""
    found = drafts(document, year=2021)
    for draft in () if isinstance(found, Refusal) else found:
        text, whole = plan_text(with_notice(draft, document))
        loaded = load_bytes(text.encode(), "plan.yaml")
        errors = [*loaded.errors, *(checks.errors(loaded.document) if loaded.document else ())]
        codes = {doubt.code for doubt in whole.told}
        for error in errors:
            if error.code == "bad-value":
                assert "title" in error.message
                assert "no-title" in codes
            else:
                assert error.code == "unreadable-deadline", error
                assert codes & {"unreadable-deadline", "ambiguous-deadline", "serial-number"}
