"""The month's forms as they go out."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from tests.clerk import Form
from tests.conftest import Run
from tests.ledgers import EXAMPLE, folder_of, snapshot

PLAN = """\
year: 2020
titles: {document: 工作要点}
departments: [{name: 许可处}, {name: 餐饮处}, {name: 工会}, {name: 各科室, members: all}]
tasks:
  - {id: 1, title: 甲, goals: =1+1, departments: 许可处、餐饮处, deadline: 11,
     targets: [{name: 率, phrase: =1+1, value: 95, comparison: at_least, unit: "%"}]}
  - {id: 2, title: 乙, goals: 做好, departments: 各科室, deadline: 12}
"""


def small(folder: Path) -> Path:
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return folder


def test_each_department_that_holds_open_tasks_gets_a_form(run: Run, tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    out = run("sheet --month 11 -o 发出 --as-of 2020-03-31", cwd=folder).out
    files = sorted(path.name for path in (folder / "发出").glob("*.xlsx"))
    assert len(files) == 28
    assert "填报-2020-11-许可处.xlsx" in files
    assert out.splitlines()[0] == "2020年11月的填报表：28 份，写入 发出。"
    assert "没有要填报的任务、未出表的：妇委会。" in out


def test_a_form_locks_what_is_printed_and_opens_what_is_asked(run: Run, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, EXAMPLE.read_bytes())
    run("sheet 综合执法队 --month 11 -o 发出 --as-of 2020-11-20", cwd=folder)
    form = Form(folder / "发出" / "填报-2020-11-综合执法队.xlsx")
    sheet = form.sheet()
    heads = [cell.value for cell in sheet[3]]
    printed = ["序号", "任务名称", "具体目标要求", "责任部门", "完成时间", "备注", "上次所报"]
    white = ["状态", "完成%", "情况日期", "进展情况", "存在问题", "下一步", "证明材料"]
    assert heads == [*printed, *white, "编码（勿改）"]
    assert [cell.protection.locked for cell in sheet[4]] == [True] * 7 + [False] * 7 + [True]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A4", "$3:$3")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.column_dimensions["O"].hidden
    assert form.cell(27, "上次所报").value == "07-31 综合执法队：完成 40%；指导意见完成第二轮征求意见"
    rules = {str(rule.sqref)[0]: rule for rule in sheet.data_validations.dataValidation}
    assert rules["H"].formula1 == '"未启动,推进中,报结,暂缓"'
    assert (rules["I"].type, rules["I"].formula1, rules["I"].formula2) == ("decimal", "0", "100")
    assert rules["J"].type == "date"
    assert all(rule.prompt for rule in rules.values())
    assert form.book["workplan"].sheet_state == "veryHidden"
    assert [cell.value for cell in form.sheet("指标与节点")[3]] == [
        "任务", "指标或节点", "要求", "上次所报", "本次", "编码（勿改）"
    ]  # fmt: skip


def test_formula_like_text_stays_text(run: Run, tmp_path: Path) -> None:
    run("sheet 许可处 --month 11 -o 发出 --as-of 2020-11-20", cwd=small(tmp_path))
    form = Form(tmp_path / "发出" / "填报-2020-11-许可处.xlsx")
    assert (form.cell(1, "具体目标要求").value, form.cell(1, "具体目标要求").data_type) == ("=1+1", "s")


def test_the_list_for_the_mail_has_the_words_and_the_members(run: Run, tmp_path: Path) -> None:
    run("sheet --month 11 -o 发出 --as-of 2020-11-20", cwd=small(tmp_path))
    text = (tmp_path / "发出" / "发送清单-2020-11.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(r["部门"], r["文件"], r["任务"], r["成员"]) for r in rows] == [
        ("许可处", "填报-2020-11-许可处.xlsx", "1", ""),
        ("各科室", "填报-2020-11-各科室.xlsx", "1", "许可处、餐饮处、工会"),
    ]
    assert rows[0]["主题"] == "2020年11月重点工作任务填报表"
    assert rows[1]["正文"].startswith(
        "各科室、许可处、餐饮处、工会：附件是2020年11月重点工作任务填报表，共1项任务。"
    )


def test_the_words_of_the_mail_say_by_when(run: Run, tmp_path: Path) -> None:
    run("sheet --month 11 -o 发出 --as-of 2020-11-20 --reply-by 11月25日", cwd=small(tmp_path))
    text = (tmp_path / "发出" / "发送清单-2020-11.csv").read_text(encoding="utf-8-sig")
    assert text.count("填好存盘后于11月25日前原样发回") == 2
    early = run("sheet --month 11 -o 再发 --as-of 2020-11-20 --reply-by 2020-11-01", status=2, cwd=tmp_path)
    assert ("早于 2020-11-20" in early.err, (tmp_path / "再发").exists()) == (True, False)


def test_joint_offices_get_one_on_request(run: Run, tmp_path: Path) -> None:
    folder = small(tmp_path)
    run("sheet 餐饮处 --month 11 -o 发出 --as-of 2020-11-20", cwd=folder)
    assert not list((folder / "发出").glob("*"))
    run("sheet --month 11 -o 发出 --as-of 2020-11-20 --all", cwd=folder)
    assert (folder / "发出" / "填报-2020-11-餐饮处.xlsx").exists()


def test_what_may_have_been_filled_in_is_not_replaced(run: Run, tmp_path: Path) -> None:
    folder = small(tmp_path)
    run("sheet 许可处 --month 11 -o 发出 --as-of 2020-11-20", cwd=folder)
    before = snapshot(folder / "发出")
    error, hint = run("sheet --month 11 -o 发出 --as-of 2020-11-20", cwd=folder, status=5).complaint
    assert error == "发出 里已有 填报-2020-11-许可处.xlsx，共 1 份，没有写入。"
    assert "--force" in hint
    assert snapshot(folder / "发出") == before
    run("sheet --month 11 -o 发出 --as-of 2020-11-20 --force", cwd=folder)


def test_no_form_is_written_where_the_list_for_the_mail_cannot_be(run: Run, tmp_path: Path) -> None:
    folder = small(tmp_path)
    (folder / "发出/发送清单-2020-11.csv").mkdir(parents=True)
    error, _ = run("sheet --month 11 -o 发出 --as-of 2020-11-20", cwd=folder, status=3).complaint
    assert "发送清单-2020-11.csv" in error
    assert [path.name for path in (folder / "发出").iterdir()] == ["发送清单-2020-11.csv"]


def test_no_form_is_replaced_where_another_cannot_be(run: Run, tmp_path: Path) -> None:
    folder = small(tmp_path)
    run("sheet --month 11 -o 发出 --as-of 2020-11-20", cwd=folder)
    last = sorted((folder / "发出").glob("*.xlsx"))[-1]
    last.unlink()
    elsewhere = folder.parent / f"{folder.name}-elsewhere.xlsx"
    elsewhere.write_bytes(b"")
    last.symlink_to(elsewhere)
    before = snapshot(folder / "发出")
    run("sheet --month 11 -o 发出 --as-of 2020-11-21 --force", cwd=folder, status=3)
    assert snapshot(folder / "发出") == before


def test_the_same_plan_and_day_make_the_same_bytes(run: Run, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, EXAMPLE.read_bytes())
    run("sheet --month 11 -o 甲 --as-of 2020-11-20", cwd=folder)
    run("sheet --month 11 -o 乙 --as-of 2020-11-20", cwd=folder)
    first, second = ({p.name: p.read_bytes() for p in (folder / name).iterdir()} for name in ("甲", "乙"))
    assert first == second


@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ("sheet -o 发出", 2, "要写明是哪个月的填报表。"),
        ("sheet --month 11", 2, "要写明填报表写入哪个文件夹。"),
        ("sheet 没有处 --month 11 -o 发出", 4, "没有名为“没有处”的部门。"),
        ("sheet --month 13 -o 发出", 2, "--month 应为 1 至 12，这里是“13”。"),
    ],
)
def test_what_is_asked_wrongly_writes_nothing(
    run: Run, tmp_path: Path, line: str, status: int, said: str
) -> None:
    folder = small(tmp_path)
    assert run(line, status=status, cwd=folder).complaint[0] == said
    assert not (folder / "发出").exists()


def test_without_the_library_nothing_is_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    error = run("sheet --month 11 -o 发出", status=69, cwd=small(tmp_path)).complaint
    assert error == (
        "写 Excel 表要用的程序库没有安装（xlsxwriter）。",
        '运行 pip install "workplan[office]"。',
    )
    assert not (tmp_path / "发出").exists()


@pytest.mark.slow
def test_every_row_is_high_enough(run: Run, tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    run("sheet --month 11 -o 发出 --as-of 2020-03-31", cwd=folder)
    for path in (folder / "发出").glob("*.xlsx"):
        sheet = openpyxl.load_workbook(path)["填报"]
        for row in range(4, sheet.max_row + 1):
            width = sheet.column_dimensions["C"].width
            text = str(sheet.cell(row, 3).value)
            lines = sum(-(-2 * len(line) // int(width)) for line in text.split("\n"))
            assert 48 <= sheet.row_dimensions[row].height <= 409
            assert sheet.row_dimensions[row].height >= 12 * lines, path.name
    assert openpyxl.load_workbook(path).properties.created.isoformat() == "2020-03-31T00:00:00"
