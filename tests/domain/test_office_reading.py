"""How departments are read with a real register: remarks, `lead:`, mentions, members; and cells made to be slow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.test_offices import CELLS, REGISTER, names_in, rows, said
from tests.patience import no_hang
from tests.plans import document
from tests.properties import tried
from workplan.domain import office_reader
from workplan.domain.departments import Register
from workplan.domain.fold import fold
from workplan.domain.interpretation import read_plan
from workplan.domain.office_names import by_asking, mark
from workplan.domain.offices import CellReader, assisting, read_offices
from workplan.domain.plan import Department, Plan, Task, Titles
from workplan.domain.printed import Groups

OFFICES = Register(map(Department, (*REGISTER, "分工会", "有关部门")))


def reader() -> CellReader:
    return CellReader(OFFICES.knows, OFFICES.next_name)


def roles(task: str) -> list[str]:
    (reading,) = document(f"  - {{id: 1, title: 甲, goals: 一, deadline: 11, {task}}}").readings
    return [f"{part.role} {part.name}" for part in reading.departments]


@pytest.mark.parametrize(("cell", "expected"), rows(CELLS))
def test_a_register_is_asked_for_its_names_as_for_yes_or_no(cell: str, expected: str) -> None:
    register = Register([Department(name) for name in sorted(names_in(expected))])
    reading = CellReader(register.knows, register.next_name).read(cell)
    assert said(reading) == expected
    assert reading.unknown == ()


@tried(300)
@given(
    st.lists(
        st.sampled_from(
            [*REGISTER, *"、，;（) \n", "牵头", "配合", "会同", "按职责分工负责", "等部门", "和", "甲局"]
        ),
        max_size=8,
    ).map("".join)
)
def test_what_was_read_before_changes_nothing(cell: str) -> None:
    """A cell is read by its shape alone, so another cell of that shape may have been read first."""
    used = reader()
    for name in REGISTER:
        used.read(cell.replace("办公室", name).replace("许可处", name))
    assert used.read(cell) == reader().read(cell)
    assert used.assisting(cell) == reader().assisting(cell)
    assert reader().read(cell) == read_offices(cell, OFFICES.knows)


@given(st.text(alphabet="许可处办公室、 \n（(牵头会同“…ﬁ", max_size=20))
def test_a_text_comes_back_from_its_marks(text: str) -> None:
    for next_name in (OFFICES.next_name, by_asking(OFFICES.knows)):
        marked = mark(text, next_name)
        assert marked.printed(marked.text) == text
        assert all(OFFICES.knows(name) for name in marked.names)


def test_cells_that_differ_in_names_only_are_divided_once(monkeypatch: pytest.MonkeyPatch) -> None:
    divided: list[str] = []
    read = office_reader.Reader.read

    def counting(self: office_reader.Reader, cell: str) -> None:
        divided.append(cell)
        read(self, cell)

    monkeypatch.setattr(office_reader.Reader, "read", counting)
    cells = [(f"{a}牵头,{b}配合", f"会同{b}、{a}实施") for a in REGISTER for b in REGISTER if a != b]
    tasks = tuple(Task(at, "甲", "一", cell, "11", remark) for at, (cell, remark) in enumerate(cells))
    read_plan(Plan(2020, Titles("甲"), OFFICES.departments, tasks), OFFICES, Groups(()))
    assert len(tasks) == 31 * 30
    assert divided == ["\U000f0000牵头,\U000f0001配合", "会同\U000f0000、\U000f0001实施"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("按职责分工会同许可处实施", "A许可处"),  # no 分工会
        ("许可处等有关部门", "L许可处 +"),  # 等有关部门, not an office by that name
        ("分工会牵头，有关部门配合", "L分工会 A有关部门"),
        ("许可处会同会同处实施", "L许可处 A会同处"),
        ("市许可处、办公室", "L市许可处 J办公室"),
        ("办公室主任", "L办公室主任"),
        ("许 可 处、办\n公室", "L许可处 J办公室"),
        ("各县（市、区）政府牵头", "L各县(市、区)政府"),
    ],
)
def test_names_are_found_from_left_to_right(cell: str, expected: str) -> None:
    assert said(reader().read(cell)) == expected


WORDS = [
    "牵", "牵头", "配合", "会同", "等", "等部门", "、", "，", "\n", " ", "(", ")", "（）", "牵头单位：", "由", "及", "会", "和",
    "局和", "局商", "局会", "局\n", "许可处", "许可处、", "许可处和", "许可处会", "市教育局牵头，", "1、", "①", "/", "按职责",
    "按照各自部门职责分工", "落实", "具体", "协调统筹", "分管", "其他", "市教育局(牵头)", "局(3月)、", "和局(牵头)", "3月底前，",
    "配合部门：甲局 ", "会同处", "单位", "注：", "公安局（配合）", "一", "a", "\U000f0000",
]  # fmt: skip
NESTED = [
    "办(" * 600 + ")" * 600,
    "X(Y配合" * 300 + ")" * 300,
    "(" * 1_000 + ")" * 1_000,
    "(" * 1_000 + "局" + ")" * 999,
    "许可处(会同" * 280 + ")" * 280,
    "局(牵头)" * 400,
    "【（[" * 600,
]


def read_it(cell: str) -> None:
    """Read a cell, as cell and as remark, of as many characters as either may have."""
    fresh = reader()
    with no_hang():
        fresh.read(cell)
        for remark in (f"会同{cell}"[:2_000], f"{cell[:1_998]}配合"):
            fresh.assisting(remark)


@pytest.mark.parametrize(
    "cell", [*((word * 2_000)[:2_000] for word in WORDS), *NESTED], ids=lambda cell: f"{cell[:12]!r}"
)
def test_no_cell_hangs(cell: str) -> None:
    for end in ("", "局", "X"):
        read_it(cell[: 2_000 - len(end)] + end)


@tried(40)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map("".join))
def test_no_repeated_words_hang(word: str) -> None:
    read_it((word * 2_000)[:2_000])


def test_a_character_that_stands_for_names_divides_nothing() -> None:
    assert reader().read("许可处、\U000f0000").unknown == ("许可处、\U000f0000",)
    assert reader().assisting("会同\U000f0000") == ()


def test_what_is_too_long_for_a_list_is_one_piece() -> None:
    cell = "许可处、" * 501
    assert reader().read(cell).unknown == (cell,)
    assert len(reader().read("许可处、" * 500).offices) == 500


@pytest.mark.parametrize(
    ("remark", "names"),
    [
        ("由许可处配合", "许可处"),
        ("请许可处、餐饮处协助", "许可处 餐饮处"),
        ("许可处协办", "许可处"),
        ("许可处、餐饮处参与", "许可处 餐饮处"),
        ("由市公安局配合", "市公安局"),  # asked for, and an office by its ending
        ("市公安局配合", "市公安局"),
        ("县教育局、县公安局、县民政局、县财政局配合", "县教育局 县公安局 县民政局 县财政局"),
        ("已与省里商定,市公安局参与", "市公安局"),
        ("经费由许可处保障,餐饮处配合", "餐饮处"),
        ("配合单位:许可处、市公安局", "许可处 市公安局"),
        ("协办：许可处", "许可处"),
        ("配合处室:许可处;新增", "许可处"),
        ("协作处牵头", ""),
        ("参与处参与", "参与处"),
        ("发动群众参与", ""),
        ("配合做好检查", ""),
        ("许可处会同餐饮处办理", "餐饮处"),
    ],
)
def test_whom_a_remark_gives_a_part(remark: str, names: str) -> None:
    assert list(reader().assisting(remark)) == names.split()
    assert list(assisting(remark, OFFICES.knows)) == names.split()


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("departments: 工会牵头、妇委会配合, lead: 妇委会", ["lead 妇委会", "joint 工会"]),
        (
            "departments: '工会牵头,妇委会、许可处配合', lead: 妇委会",
            ["lead 妇委会", "joint 工会", "assist 许可处"],
        ),
        ("departments: 工会、妇委会按职责分工负责, lead: 妇委会", ["lead 妇委会", "joint 工会"]),
        ("departments: 会同工会实施, lead: 工会", ["lead 工会"]),
        ("departments: 工会、妇委会, lead: 许可处", ["lead 工会", "joint 妇委会"]),  # none of them: an error
        ("departments: 工会, lead: 工会, remark: 由许可处配合", ["lead 工会", "assist 许可处"]),
        ("departments: 工会, remark: 由许可处配合, roles: {lead: [工会]}", ["lead 工会"]),
    ],
)
def test_a_stated_lead_overrules_words_of_role(task: str, expected: list[str]) -> None:
    assert roles(task) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("需许可处提供数据", "许可处"),
        ("报局办公室汇总", "办公室"),
        ("由本局办公室汇总", "办公室"),
        ("本局办公室、工会", "办公室 工会"),
        ("市政府办公室", ""),
        ("县委办公室", ""),
        ("教育局办公室", ""),
        ("区工会", ""),
        ("职工会议", ""),
        ("工会议程", ""),
        ("市场监管局及知识产权局", "市场监管局及知识产权局"),
        ("许可处、许可处", "许可处"),
        ("消保处（消保委）", "消保处(消保委)"),
        ("", ""),
    ],
)
def test_which_offices_a_text_mentions(text: str, names: str) -> None:
    assert [department.name for department in OFFICES.mentioned(text)] == names.split()


def test_whom_a_collective_stands_for() -> None:
    register = Register(
        [
            Department("许可处", aliases=("许可",)),
            Department("工会"),
            Department("各处室", members=("all",)),
            Department("窗口", members=("许可", "许可处", "没有的处")),
        ]
    )
    names = {one.name: [member.name for member in register.members(one)] for one in register.departments}
    assert names == {"许可处": [], "工会": [], "各处室": ["许可处", "工会"], "窗口": ["许可处"]}


def test_marks_fold_as_the_register_does() -> None:
    assert mark("消保处（消保委）牵头", OFFICES.next_name).names == ("消保处（消保委）",)
    assert fold("消保处（消保委）") == "消保处(消保委)"
