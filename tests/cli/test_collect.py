"""The month's forms as they come back: what is taken as meant, what is refused, and that the ledger is whole."""

from __future__ import annotations

import csv
import io
import itertools
import json
import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl.comments import Comment

from tests.clerk import PROMISES, TASKS, Form, copy
from tests.conftest import Result, Run, alone
from tests.ledgers import folder_of
from workplan.office.faults import Fault

AS_OF = "2020-11-25"
COLLECT = f"collect 收回 --month 11 --as-of {AS_OF}"


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forms of the real plan, as they went out on 20 November."""
    from workplan.cli.app import run as command

    folder = folder_of(alone(tmp_path_factory.mktemp("sent")))
    line = ["sheet", "--month", "11", "--as-of", "2020-11-20", "-f", str(folder / "plan.yaml")]
    assert command([*line, "-o", str(folder / "发出")]) == 0
    return folder / "发出"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "收回").mkdir()
    return folder_of(tmp_path)


def form_of(sent: Path, desk: Path, department: str = "许可处", name: str = "") -> Form:
    file = f"填报-2020-11-{department}.xlsx"
    return Form(copy(sent / file, desk / "收回" / (name or file)))


def ledger(desk: Path) -> bytes:
    path = desk / "progress.yaml"
    return path.read_bytes() if path.exists() else b""


def refused(result: Result) -> list[tuple[str, str, str]]:
    return [(r["code"], r["sheet"], r["cell"]) for r in result.data["refused"]]


def test_what_departments_filled_in_is_recorded_once(run: Run, sent: Path, desk: Path) -> None:
    form = form_of(sent, desk)
    form.fill(
        4, 状态="推进中", percent=80, 情况日期=date(2020, 11, 18), 进展情况="已报\n方案", 存在问题="缺人"
    )
    form.fill(5, percent="65％", 情况日期="2020.11.20", 下一步="验收", 证明材料="舟市监〔2020〕31号")
    form.fill("target:5.2", 本次=96.2).save()
    form_of(sent, desk, "市特检院").fill("step:35.1", 本次="是").save()
    result = run(COLLECT, cwd=desk)
    assert (
        ledger(desk).decode("utf-8").partition("\n\n")[2]
        == """\
- task: 4
  date: 2020-11-18
  recorded: 2020-11-25
  by: "许可处"
  status: in_progress
  percent: 80
  note: "已报\\n方案"
  problems: "缺人"
  sheet: "2020-11"
- task: 5
  date: 2020-11-20
  recorded: 2020-11-25
  by: "许可处"
  percent: 65
  values:
    "网办率": 96.2
  evidence: "舟市监〔2020〕31号"
  next: "验收"
  sheet: "2020-11"
- task: 35
  date: 2020-11-25
  recorded: 2020-11-25
  by: "市特检院"
  reached: ["上半年"]
  sheet: "2020-11"
"""
    )
    assert "已登记 3 条，写入 progress.yaml。" in result.out
    before = ledger(desk)
    again = run("collect 收回 --month 11 --as-of 2020-11-28 -O json", cwd=desk)
    assert ledger(desk) == before
    assert again.data["written"] is False
    states = {d["name"]: d["outcome"] for d in again.data["departments"]}
    assert (states["许可处"], states["办公室"]) == ("known", "missing")


def test_what_is_only_there_so_that_the_cell_is_not_blank_is_no_report(
    run: Run, sent: Path, desk: Path
) -> None:
    form = form_of(sent, desk)
    form.fill(4, percent="/", 进展情况="同上", 存在问题="无", 下一步="——")
    form.fill(5, percent=65, 进展情况="暂无进展", 存在问题="无").save()
    told = run(COLLECT, cwd=desk).err
    assert told.startswith("警告：“许可处”的 填报!")
    assert "只填了“无”“/”“同上”一类，没有当作进展" in told
    written = ledger(desk).decode("utf-8")
    assert "task: 4\n" not in written
    assert 'note: "暂无进展"' in written
    assert "problems" not in written
    assert len(run(f"{COLLECT} -O json", cwd=desk).data["empty"]) == 5


@pytest.mark.parametrize(("typed", "met"), [("√", True), ("已达到", True), ("完成", True), ("未达到", False)])
def test_a_promise_without_a_figure_is_answered_as_offices_do(
    run: Run, sent: Path, desk: Path, typed: str, met: bool
) -> None:
    form_of(sent, desk, "市特检院").fill("step:35.1", 本次=typed).save()
    run(COLLECT, cwd=desk)
    assert (b'reached: ["' in ledger(desk)) == met


def test_a_percentage_and_a_status_that_do_not_go_together_are_told(run: Run, sent: Path, desk: Path) -> None:
    form_of(sent, desk).fill(4, 状态="报结", percent=90).fill(5, percent=100).save()
    told = run(COLLECT, cwd=desk).err
    assert "任务 4 报结，完成比例却是 90%；登记错了的，撤销再报：workplan undo " in told
    assert (
        "任务 5 报了 100%，没有报结；确已完成的，用 done 报结；登记错了的，撤销再报：workplan undo " in told
    )


def test_a_dry_run_shows_and_writes_nothing(run: Run, sent: Path, desk: Path) -> None:
    form_of(sent, desk).fill(4, percent=80).save()
    out = run(f"{COLLECT} --dry-run", cwd=desk).out
    assert "将追加到 progress.yaml（没有写入）：\n- task: 4\n" in out
    assert not (desk / "progress.yaml").exists()
    assert "收下" not in out


def test_who_returned_who_returned_blanks_and_who_did_not(run: Run, sent: Path, desk: Path) -> None:
    form_of(sent, desk).fill(4, percent=80).save()
    form_of(sent, desk, "办公室")
    result = run(COLLECT, cwd=desk)
    notes = result.out.replace("\n", "")
    assert "收下：许可处。" in notes
    assert "交了白表：办公室。" in notes
    assert "没有交：组织人事处、政策法规处、" in notes


TAKEN: dict[str, Callable[[Form], Any]] = {
    "80": lambda f: f.fill(4, percent=80),
    "80%": lambda f: f.fill(4, percent="80%"),
    "80％": lambda f: f.fill(4, percent="80％"),
    " 80 ％ ": lambda f: f.fill(4, percent=" 80 ％ "),
    "formatted": lambda f: formatted(f, "percent", 0.8, "0%"),
    "80.0": lambda f: f.fill(4, percent="80.0"),
    "full width": lambda f: f.fill(4, percent="８０"),
}


@pytest.mark.parametrize("how", TAKEN)
def test_a_percentage_may_be_written_in_many_ways(run: Run, sent: Path, desk: Path, how: str) -> None:
    form = form_of(sent, desk)
    TAKEN[how](form)
    form.save()
    (record,) = run(f"{COLLECT} -O json", cwd=desk).data["records"]
    assert record["percent"] == 80


@pytest.mark.parametrize(
    "typed",
    [
        "2020-11-20",
        "2020.11.20",
        "2020/11/20",
        "20201120",
        "2020年11月20日",
        "11月20日",
        date(2020, 11, 20),
    ],
)
def test_a_day_may_be_written_in_many_ways(run: Run, sent: Path, desk: Path, typed: Any) -> None:
    form_of(sent, desk).fill(4, 进展情况="已报", 情况日期=typed).save()
    (record,) = run(f"{COLLECT} -O json", cwd=desk).data["records"]
    assert record["date"] == "2020-11-20"


@pytest.mark.parametrize(("typed", "value"), [("96.2%", 96.2), (96.2, 96.2), ("96.2", 96.2), ("0.8%", 0.8)])
def test_a_target_in_percent(run: Run, sent: Path, desk: Path, typed: Any, value: float) -> None:
    form_of(sent, desk).fill("target:5.2", 本次=typed).save()
    (record,) = run(f"{COLLECT} -O json", cwd=desk).data["records"]
    assert record["values"] == {"网办率": value}


def test_a_percent_sign_that_is_only_printed_multiplies_nothing(run: Run, sent: Path, desk: Path) -> None:
    form = form_of(sent, desk).fill("target:5.2", 本次=96.2)
    form.cell("target:5.2", "本次").number_format = '0.0"%"'
    form.save()
    (record,) = run(f"{COLLECT} -O json", cwd=desk).data["records"]
    assert record["values"] == {"网办率": 96.2}


def test_a_sheet_that_wps_adds_for_pictures_is_none_of_the_department_s(
    run: Run, sent: Path, desk: Path
) -> None:
    form = form_of(sent, desk).fill(4, percent=80)
    form.book.create_sheet("WpsReserved_CellImgList").append(["=DISPIMG(1)"])
    form.save()
    assert len(run(f"{COLLECT} -O json", cwd=desk).data["records"]) == 1


def test_a_folder_within_is_passed_over_and_said(run: Run, sent: Path, desk: Path) -> None:
    (desk / "收回/餐饮处").mkdir()
    (desk / "收回/餐饮处/填报.xlsx").write_bytes(b"")
    (desk / "收回/断.xlsx").symlink_to("没有.xlsx")
    form_of(sent, desk).fill(4, percent=80).save()
    assert run(f"{COLLECT} -O json", cwd=desk).data["passed_over"] == ["断.xlsx", "餐饮处/"]


def test_a_blank_day_is_at_most_the_month_s_last(run: Run, sent: Path, desk: Path) -> None:
    form_of(sent, desk).fill(4, 进展情况="已报").save()
    (record,) = run("collect 收回 --month 11 --as-of 2020-12-03 -O json", cwd=desk).data["records"]
    assert (record["date"], record["recorded"]) == ("2020-11-30", "2020-12-03")


def test_likely_slips_are_warned_of_as_update_does(run: Run, sent: Path, desk: Path) -> None:
    run("update 4 --percent 70 --by 许可处 --as-of 2020-11-10", cwd=desk)
    (desk / "收回").rename(desk / "旧")
    run("sheet 许可处 --month 11 --as-of 2020-11-20 -o 收回", cwd=desk)
    form = Form(desk / "收回" / "填报-2020-11-许可处.xlsx")
    form.fill(4, percent=60, 情况日期="2020-10-18").fill(5, 状态="报结", 情况日期="2020-12-01").save()
    form.fill("target:5.2", 本次=90).save()
    line = "collect 收回 --month 11 --as-of 2020-12-02"
    dry = run(f"{line} --dry-run", cwd=desk)
    result = run(line, cwd=desk)
    told = result.err.splitlines()
    assert [row.partition("；登记错了")[0] for row in told] == [
        row.rstrip("。") if "警告" in row else row for row in dry.err.splitlines()
    ]
    assert told[0].startswith("警告：任务 4 所报的日子 2020-10-18 不在所收的 2020-11 这个月")
    assert told[1].startswith("警告：任务 5 所报的日子 2020-12-01 不在所收的 2020-11 这个月")
    assert "任务 5 的指标“网办率”（不低于 95%）：90% ■ 未达到。" in told
    assert "已登记 2 条" in result.out
    assert run(line, cwd=desk).err == ""  # nothing new, nothing to warn of


def test_a_lower_percentage_is_warned_of(run: Run, sent: Path, desk: Path) -> None:
    form = form_of(sent, desk)
    form.fill(4, percent=80).save()
    assert run(COLLECT, cwd=desk).err == ""
    form.fill(4, percent=60).save()
    told = run("collect 收回 --month 11 --as-of 2020-11-26", cwd=desk).err
    name = json.loads(run("log 4 --as-of 2020-11-26 -O json", cwd=desk).out)["records"][0]["id"]
    said = "警告：任务 4 原来报过 80%，这次报 60%，比原来低；登记错了的，撤销再报："
    assert told == f"{said}workplan undo {name}。\n"


def test_a_day_alone_and_an_answer_no_of_a_step_say_nothing(run: Run, sent: Path, desk: Path) -> None:
    form_of(sent, desk).fill(4, 情况日期="2020-11-20").save()
    form_of(sent, desk, "市特检院").fill("step:35.1", 本次="否").save()
    assert run(f"{COLLECT} -O json", cwd=desk).data["records"] == []


def fill_some(sent: Path, desk: Path) -> None:
    form_of(sent, desk).fill(4, percent=80, 进展情况="已报").fill(5, 状态="报结").save()
    form_of(sent, desk, "办公室").fill(1, 进展情况="信息排名第二").save()
    form_of(sent, desk, "市特检院").fill("step:35.1", 本次="是").save()
    form_of(sent, desk, "综合执法队").fill(27, percent=60).fill(29, 进展情况="上线").save()


def sort_rows(path: Path, rng: random.Random) -> None:
    """Shuffle the rows of both sheets, as sorting by any column would."""
    form = Form(path)
    for name in (TASKS, PROMISES):
        sheet = form.book[name] if name in form.book.sheetnames else None
        if sheet is None:
            continue
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
        rng.shuffle(rows)
        for nth, row in enumerate(rows, 4):
            for at, value in enumerate(row, 1):
                sheet.cell(nth, at).value = value
    form.save()


@pytest.mark.slow
def test_sorted_renamed_copied_and_in_any_order_is_the_same_ledger(
    run: Run, sent: Path, tmp_path: Path
) -> None:
    rng, ledgers = random.Random(16), set()
    for attempt in range(6):
        desk = folder_of(tmp_path / str(attempt))
        (desk / "收回").mkdir()
        fill_some(sent, desk)
        paths = sorted((desk / "收回").iterdir())
        if attempt:
            for path in paths:
                sort_rows(path, rng)
            names = [f"{n}.xlsx" for n in rng.sample(range(100), len(paths))]
            paths = [path.rename(path.with_name(name)) for path, name in zip(paths, names, strict=True)]
            shutil.copy(paths[0], paths[0].with_name("许可处 (1).xlsx"))
            paths.append(paths[0].with_name("许可处 (1).xlsx"))
            (desk / "收回" / "~$许可处.xlsx").write_bytes(b"\x07clerk")
        rng.shuffle(paths)
        command = " ".join(f"'收回/{path.name}'" for path in paths) if attempt % 2 else "收回"
        for _ in range(2):
            run(f"collect {command} --month 11 --as-of {AS_OF}", cwd=desk)
        ledgers.add(ledger(desk))
    assert len(ledgers) == 1
    assert ledgers.pop().count(b"- task:") == 6


def test_a_correction_after_collecting_is_recorded(run: Run, sent: Path, desk: Path) -> None:
    form = form_of(sent, desk)
    form.fill(4, percent=80).fill(5, percent=70).save()
    run(COLLECT, cwd=desk)
    form.fill(4, percent=85).save()
    (record,) = run("collect 收回 --month 11 --as-of 2020-11-26 -O json", cwd=desk).data["records"]
    assert (record["task"], record["percent"]) == (4, 85)


# What is refused: the code, the cell, and nothing written.

A3 = (TASKS, "A3")
SPOILED: dict[str, tuple[str, str, str, Callable[[Form], Any]]] = {}


def spoiled(name: str, fault: Fault, sheet: str, cell: str) -> Callable[[Callable[[Form], Any]], None]:
    def register(spoil: Callable[[Form], Any]) -> None:
        SPOILED[name] = (fault.value, sheet, cell, spoil)

    return register


def white(name: str, fault: Fault, cell: str, **cells: Any) -> None:
    spoiled(name, fault, TASKS, cell)(lambda f: f.fill(4, **cells))


def now(name: str, fault: Fault, about: str, cell: str, typed: Any) -> None:
    spoiled(name, fault, PROMISES, cell)(lambda f: f.fill(about, 本次=typed))


def formatted(form: Form, head: str, value: Any, form_: str) -> None:
    form.fill(4, **{head: value})
    form.cell(4, "完成%" if head == "percent" else head).number_format = form_


def remember(form: Form, name: str, value: Any) -> None:
    sheet = form.book["workplan"]
    for row in sheet.iter_rows():
        if row[0].value == name:
            row[1].value = value
            return


white("status made up", Fault.BAD_STATUS, "H4", 状态="差不多")
white("status closed", Fault.STATUS_ORDER, "H4", 状态="已销号")
white("status cancelled", Fault.STATUS_ORDER, "H4", 状态="取消")
white("status overdue", Fault.BAD_STATUS, "H4", 状态="逾期")
white("status number", Fault.BAD_STATUS, "H4", 状态=1)
white("percent over", Fault.PERCENT_RANGE, "I4", percent=101)
white("percent text over", Fault.PERCENT_RANGE, "I4", percent="120%")
white("percent negative", Fault.PERCENT_RANGE, "I4", percent=-1)
white("percent bare share", Fault.PERCENT_OR_SHARE, "I4", percent=0.8)
white("percent bare share text", Fault.PERCENT_OR_SHARE, "I4", percent="0.8")
white("percent bare one", Fault.PERCENT_OR_SHARE, "I4", percent=1)
white("percent words", Fault.BAD_PERCENT, "I4", percent="约80")
white("percent range", Fault.BAD_PERCENT, "I4", percent="60-80")
white("percent date", Fault.BAD_PERCENT, "I4", percent=date(2020, 6, 8))
white("percent error", Fault.BAD_PERCENT, "I4", percent="#REF!")
white("percent formula", Fault.FORMULA, "I4", percent="=40+40")
white("day to come", Fault.DAY_AHEAD, "J4", 情况日期="2020-11-26", 进展情况="已报")
white("day to come, true", Fault.DAY_AHEAD, "J4", 情况日期=date(2020, 12, 1))
white("day of another year", Fault.DAY_OUTSIDE, "J4", 情况日期="2002-11-20")
white("day that is none", Fault.BAD_DAY, "J4", 情况日期="2020-11-31")
white("day without month", Fault.BAD_DAY, "J4", 情况日期="20日")
white("day short", Fault.BAD_DAY, "J4", 情况日期="11.20")
spoiled("day serial", Fault.BAD_DAY, TASKS, "J4")(lambda f: formatted(f, "情况日期", 44155, "General"))
white("day words", Fault.BAD_DAY, "J4", 情况日期="上周")
white("day formula", Fault.FORMULA, "J4", 情况日期="=TODAY()")
white("note formula", Fault.FORMULA, "K4", 进展情况="=1+1")
white("note invisible", Fault.HIDDEN_CHARACTER, "K4", 进展情况="已\u200b报")
white("note bidi", Fault.HIDDEN_CHARACTER, "K4", 进展情况="已\u202e报")
white("problems invisible", Fault.HIDDEN_CHARACTER, "L4", 存在问题="缺\u2060人")
white("next formula", Fault.FORMULA, "M4", 下一步="=A1")
white("evidence invisible", Fault.HIDDEN_CHARACTER, "N4", 证明材料="\ufeff附件")
now("value words", Fault.BAD_VALUE, "target:5.2", "E{}", "约96")
now("value share", Fault.PERCENT_OR_SHARE, "target:5.2", "E{}", 0.962)
now("value formula", Fault.FORMULA, "target:5.2", "E{}", "=96")
now("value date", Fault.BAD_VALUE, "target:5.2", "E{}", date(2020, 1, 2))
spoiled("locked title", Fault.LOCKED_CHANGED, TASKS, "B4")(lambda f: f.fill(4, 任务名称="别的"))
spoiled("locked deadline", Fault.LOCKED_CHANGED, TASKS, "E5")(lambda f: f.fill(5, 完成时间="12"))
spoiled("locked number", Fault.LOCKED_CHANGED, TASKS, "A4")(lambda f: f.fill(4, 序号="6"))
spoiled("locked emptied", Fault.LOCKED_CHANGED, TASKS, "C4")(lambda f: f.fill(4, 具体目标要求=None))
spoiled("locked last report", Fault.LOCKED_CHANGED, TASKS, "G4")(lambda f: f.fill(4, 上次所报="报过"))
spoiled("locked requirement", Fault.LOCKED_CHANGED, PROMISES, "C{}")(
    lambda f: f.fill("target:5.2", 要求="50%")
)
spoiled("row deleted", Fault.ROW_MISSING, TASKS, "")(lambda f: f.sheet().delete_rows(5))
spoiled("promise deleted", Fault.ROW_MISSING, PROMISES, "")(lambda f: f.sheet(PROMISES).delete_rows(4))
spoiled("all rows deleted", Fault.ROW_MISSING, TASKS, "")(lambda f: f.sheet().delete_rows(4, 2))
spoiled("sheet deleted", Fault.HEADS_CHANGED, PROMISES, "")(lambda f: f.book.remove(f.sheet(PROMISES)))
spoiled("head changed", Fault.HEADS_CHANGED, *A3)(lambda f: setattr(f.sheet()["K3"], "value", "情况"))
spoiled("head row deleted", Fault.HEADS_CHANGED, TASKS, "")(lambda f: f.sheet().delete_rows(3))
spoiled("row without a key", Fault.ROW_UNKNOWN, TASKS, "A6")(
    lambda f: f.sheet().append(["99", "自己加的任务"])
)
spoiled("key changed", Fault.ROW_UNKNOWN, TASKS, "A5")(
    lambda f: setattr(f.sheet()["O5"], "value", "task:5:000000000000:000000000000")
)
spoiled("row copied", Fault.ROW_DOUBLED, TASKS, "A6")(
    lambda f: f.sheet().append([cell.value for cell in f.sheet()[4]])
)
spoiled("remark below", Fault.ROW_UNKNOWN, TASKS, "K8")(
    lambda f: setattr(f.sheet()["K8"], "value", "另：见附件")
)
spoiled("remark beside", Fault.STRAY_CELL, TASKS, "Q4")(lambda f: setattr(f.sheet()["Q4"], "value", "见附件"))
spoiled("remark over the heads", Fault.STRAY_CELL, TASKS, "P2")(
    lambda f: setattr(f.sheet()["P2"], "value", "数字为预估")
)
spoiled("guide written over", Fault.STRAY_CELL, TASKS, "A2")(
    lambda f: setattr(f.sheet()["A2"], "value", "本处无新情况，见附件")
)
spoiled("head added", Fault.STRAY_CELL, TASKS, "P3")(lambda f: setattr(f.sheet()["P3"], "value", "补充"))
spoiled("sheet added", Fault.STRAY_CELL, "补充说明", "A1")(
    lambda f: f.book.create_sheet("补充说明").append(["另有一项工作"])
)
spoiled("filled in on a copied sheet", Fault.STRAY_CELL, "填报 Copy", "A1")(
    lambda f: f.book.copy_worksheet(f.sheet()).cell(4, 11, "填在这里")
)
spoiled("comment", Fault.STRAY_CELL, TASKS, "K4")(
    lambda f: setattr(f.sheet()["K4"], "comment", Comment("有困难", "张三"))
)
spoiled("comment at a blank promise", Fault.STRAY_CELL, PROMISES, "E5")(
    lambda f: setattr(f.sheet(PROMISES)["E5"], "comment", Comment("下月再报", "张三"))
)
spoiled("rows merged", Fault.MERGED, TASKS, "L4")(lambda f: f.sheet().merge_cells("L4:L5"))
spoiled("office of another", Fault.STRAY_CELL, TASKS, "A1")(lambda f: remember(f, "部门", "餐饮处"))
spoiled("note is an error", Fault.FORMULA, TASKS, "K4")(lambda f: f.fill(4, 进展情况="#N/A"))
spoiled("day shown as a month in English", Fault.DAY_OR_MONTH, TASKS, "J4")(
    lambda f: formatted(f, "情况日期", date(2020, 11, 1), "mmm-yy")
)
spoiled("share with a printed %", Fault.PERCENT_OR_SHARE, TASKS, "I4")(
    lambda f: formatted(f, "percent", 0.6, "0\\%")
)
spoiled("day shown as a month", Fault.DAY_OR_MONTH, TASKS, "J4")(
    lambda f: formatted(f, "情况日期", date(2020, 11, 1), 'yyyy"年"m"月"')
)
spoiled("percent formatted over", Fault.PERCENT_RANGE, TASKS, "I4")(
    lambda f: formatted(f, "percent", 60, "0%")
)
spoiled("other plan", Fault.OTHER_PLAN, "", "")(lambda f: remember(f, "计划", "0" * 12))
spoiled("other year", Fault.OTHER_PLAN, "", "")(lambda f: remember(f, "年度", "2021"))
spoiled("other month", Fault.OTHER_MONTH, "", "")(lambda f: remember(f, "月份", "2020-10"))
spoiled("other version", Fault.OTHER_VERSION, "", "")(lambda f: remember(f, "版本", "0"))
spoiled("unknown office", Fault.UNKNOWN_OFFICE, "", "")(lambda f: remember(f, "部门", "没有处"))
spoiled("no hidden sheet", Fault.NOT_A_FORM, "", "")(lambda f: f.book.remove(f.book["workplan"]))


ALSO = {"key changed": ("row-missing",)}


def row_of(form: Form, about: str) -> int:
    return int(form.cell(about, "编码（勿改）").row)


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_return_is_refused_with_its_code_and_cell(
    run: Run, sent: Path, desk: Path, name: str
) -> None:
    code, sheet, cell, spoil = SPOILED[name]
    form = form_of(sent, desk)
    form.fill(5, 进展情况="照常")
    if "{}" in cell:
        cell = cell.format(row_of(form, "target:5.2"))
    spoil(form)
    form.save()
    form_of(sent, desk, "办公室").fill(1, 进展情况="信息排名第二").save()
    result = run(f"{COLLECT} -O json", status=1, cwd=desk)
    assert (code, sheet, cell) in refused(result)
    assert {r["code"] for r in result.data["refused"]} <= {code, *ALSO.get(name, ())}
    assert result.data["records"] == []
    assert not (desk / "progress.yaml").exists()
    assert all(r["file"] == "收回/填报-2020-11-许可处.xlsx" and r["hint"] for r in result.data["refused"])


def test_there_are_forty_spoiled_returns_and_every_fault_is_tried() -> None:
    elsewhere = {Fault.UNREADABLE, Fault.STALE, Fault.TWO_RETURNS, Fault.PLAN_CHANGED, Fault.BAD_ANSWER}
    assert len(SPOILED) >= 40
    assert {code for code, *_ in SPOILED.values()} | elsewhere == set(Fault)


def test_an_answer_that_is_neither_yes_nor_no_is_refused(run: Run, sent: Path, desk: Path) -> None:
    form_of(sent, desk, "市特检院").fill("step:35.1", 本次="差不多").save()
    assert [r[0] for r in refused(run(f"{COLLECT} -O json", status=1, cwd=desk))] == ["unreadable-answer"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("扫描.jpg", b"\xff\xd8\xff\xe0" + bytes(200)),
        ("许可处.xlsx", b""),
        ("许可处.xlsx", b"PK\x03\x04" + bytes(50)),
        ("许可处.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("许可处.rar", b"Rar!\x1a\x07\x00" + bytes(50)),
        ("许可处.xlsx", "没有表格".encode()),
    ],
)
def test_what_is_no_workbook_is_refused(run: Run, desk: Path, name: str, content: bytes) -> None:
    (desk / "收回" / name).write_bytes(content)
    result = run(f"{COLLECT} -O json", status=1, cwd=desk)
    assert [(r["code"], r["file"]) for r in result.data["refused"]] == [("unreadable-return", f"收回/{name}")]


def test_a_place_that_is_not_there_is_told_as_such(run: Run, desk: Path) -> None:
    error, hint = run("collect 收到 --month 11 --as-of 2020-11-25", status=3, cwd=desk).complaint
    assert error == "找不到 收到。"
    assert "文件夹" in hint  # nothing of a plan, which was found


def test_a_half_written_file_is_refused(run: Run, sent: Path, desk: Path) -> None:
    form = form_of(sent, desk)
    form.path.write_bytes(form.path.read_bytes()[:5000])
    assert [r[0] for r in refused(run(f"{COLLECT} -O json", status=1, cwd=desk))] == ["unreadable-return"]


def test_two_returns_that_differ_are_refused_both(run: Run, sent: Path, desk: Path) -> None:
    form_of(sent, desk).fill(4, percent=80).save()
    form_of(sent, desk, name="许可处 新.xlsx").fill(4, percent=85).save()
    result = run(f"{COLLECT} -O json", status=1, cwd=desk)
    assert [(r["code"], r["file"]) for r in result.data["refused"]] == [
        ("two-returns", "收回/填报-2020-11-许可处.xlsx"),
        ("two-returns", "收回/许可处 新.xlsx"),
    ]


def test_a_plan_that_was_changed_since_is_told(run: Run, sent: Path, desk: Path) -> None:
    form_of(sent, desk).fill(4, percent=80).save()
    plan = desk / "plan.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("“证照分离”改革全覆盖", "“证照分离”改革全面"), encoding="utf-8")
    assert ("plan-changed", TASKS, "B4") in refused(run(f"{COLLECT} -O json", status=1, cwd=desk))


def test_a_status_that_may_not_follow_is_refused_at_its_cell(run: Run, sent: Path, desk: Path) -> None:
    run("update 4 --status 报结 --date 2020-11-22 --by 许可处 --as-of 2020-11-22", cwd=desk)
    run("sheet 许可处 --month 11 -o 发出 --as-of 2020-11-21", cwd=desk)  # the task was open on that day
    file = "填报-2020-11-许可处.xlsx"
    form = Form(copy(desk / "发出" / file, desk / "收回" / file))
    form.fill(4, 状态="推进中", 情况日期="2020-11-23", 进展情况="还在办").save()
    result = run(f"{COLLECT} -O json", status=1, cwd=desk)
    assert refused(result) == [("status-may-not-follow", TASKS, "H4")]
    form.fill(4, 状态="推进中", 情况日期="2020-11-21").save()
    assert len(run(f"{COLLECT} -O json --dry-run", cwd=desk).data["records"]) == 1


def test_a_number_typed_as_a_day_is_read(run: Run, sent: Path, desk: Path) -> None:
    form = form_of(sent, desk)
    formatted(form, "情况日期", 20201120, "General")
    form.fill(4, 进展情况="已报").save()
    assert run(f"{COLLECT} -O json", cwd=desk).data["records"][0]["date"] == "2020-11-20"


# Stale rows


def test_a_task_that_got_a_record_since_is_stale(run: Run, sent: Path, desk: Path) -> None:
    form_of(sent, desk).fill(4, percent=80).save()
    run("update 4 --percent 70 --by 许可处 --as-of 2020-11-21", cwd=desk)
    before = ledger(desk)
    result = run(f"{COLLECT} -O json", status=5, cwd=desk)
    assert refused(result) == [("stale-row", TASKS, "I4")]
    assert "2020-11-21 许可处 登记" in result.data["refused"][0]["message"]
    assert ledger(desk) == before


def test_a_record_taken_back_since_is_none(run: Run, sent: Path, desk: Path) -> None:
    form_of(sent, desk).fill(4, percent=80).save()
    run("update 4 --percent 70 --by 许可处 --as-of 2020-11-21", cwd=desk)
    run("undo --by 办公室 --as-of 2020-11-21", cwd=desk)
    (record,) = run(f"{COLLECT} -O json", cwd=desk).data["records"]
    assert record["percent"] == 80


def test_a_record_of_the_form_taken_back_since_makes_it_stale(run: Run, desk: Path) -> None:
    run("update 4 --percent 70 --by 许可处 --as-of 2020-11-18", cwd=desk)
    run("sheet 许可处 --month 11 -o 发出 --as-of 2020-11-20", cwd=desk)
    form_of(desk / "发出", desk).fill(4, percent=80).save()
    run("undo --by 办公室 --as-of 2020-11-21", cwd=desk)
    result = run(f"{COLLECT} -O json", status=5, cwd=desk)
    assert refused(result) == [("stale-row", TASKS, "I4")]
    assert "2020-11-21 办公室 登记" in result.data["refused"][0]["message"]


def test_a_return_taken_back_may_be_corrected_and_collected(run: Run, sent: Path, desk: Path) -> None:
    form_of(sent, desk).fill(4, percent=8).save()
    run(COLLECT, cwd=desk)
    run("undo --by 办公室 --as-of 2020-11-25", cwd=desk)
    form_of(sent, desk).fill(4, percent=80).save()
    (record,) = run(f"{COLLECT} -O json", cwd=desk).data["records"]
    assert record["percent"] == 80


def test_a_number_that_no_calendar_has_is_no_day(run: Run, sent: Path, desk: Path) -> None:
    form_of(sent, desk).fill(4, 进展情况="已报", 情况日期=20201120).save()  # in a cell that shows days
    result = run(f"{COLLECT} -O json", status=1, cwd=desk)
    assert refused(result) == [("unreadable-day", TASKS, "J4")]
    assert result.err == ""


def test_the_same_content_is_known_before_it_is_stale(run: Run, sent: Path, desk: Path) -> None:
    form_of(sent, desk).fill(4, percent=80, 情况日期="2020-11-20").save()
    run("update 4 --percent 80 --by 许可处 --date 2020-11-20 --as-of 2020-11-21", cwd=desk)
    assert run(f"{COLLECT} -O json", cwd=desk).data["records"] == []


def test_a_row_without_content_is_never_stale(run: Run, sent: Path, desk: Path) -> None:
    form_of(sent, desk).fill(5, percent=80).save()
    run("update 4 --percent 80 --by 许可处 --as-of 2020-11-21", cwd=desk)
    (record,) = run(f"{COLLECT} -O json", cwd=desk).data["records"]
    assert record["task"] == 5


def test_stale_and_wrong_is_one(run: Run, sent: Path, desk: Path) -> None:
    form_of(sent, desk).fill(4, percent=80).save()
    form_of(sent, desk, "办公室").fill(1, percent=200).save()
    run("update 4 --percent 70 --by 许可处 --as-of 2020-11-21", cwd=desk)
    assert len(refused(run(f"{COLLECT} -O json", status=1, cwd=desk))) == 2


def test_joint_offices_report_on_the_same_task(run: Run, desk: Path) -> None:
    run("sheet --month 11 -o 发出 --as-of 2020-11-20 --all", cwd=desk)
    for department in ("舟山市应用推广省行政执法平台工作专班", "信用监管处"):
        Form(
            copy(desk / "发出" / f"填报-2020-11-{department}.xlsx", desk / "收回" / f"{department}.xlsx")
        ).fill(7, 进展情况=f"{department}已报").save()
    for name in ("舟山市应用推广省行政执法平台工作专班", "信用监管处"):  # one after the other
        run(f"collect 收回/{name}.xlsx --month 11 --as-of {AS_OF}", cwd=desk)
    assert ledger(desk).count(b"- task: 7") == 2


# Part of the returns, and what goes back


def test_partial_writes_what_fits(run: Run, sent: Path, desk: Path) -> None:
    form_of(sent, desk).fill(4, percent=80).fill(5, percent=800).save()
    form_of(sent, desk, "办公室").fill(1, 进展情况="信息排名第二").save()
    result = run(f"{COLLECT} --partial -O json", status=1, cwd=desk)
    assert [r["task"] for r in result.data["records"]] == [1]
    assert ledger(desk).count(b"- task:") == 1
    form_of(sent, desk).fill(4, percent=80).fill(5, percent=80).save()
    run(COLLECT, cwd=desk)
    assert ledger(desk).count(b"- task:") == 3


def test_what_goes_back_is_a_list_for_the_mail(run: Run, sent: Path, desk: Path) -> None:
    form_of(sent, desk).fill(4, percent="=1+1").save()
    run(f"{COLLECT} -o 退回.csv", status=1, cwd=desk)
    text = (desk / "退回.csv").read_bytes().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row == {
        "部门": "许可处",
        "文件和单元格": "收回/填报-2020-11-许可处.xlsx!填报!I4",
        "代码": "formula-in-return",
        "问题": "填的是公式。",
        "改法": Fault.FORMULA.hint,
    }


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("collect 收回", "要写明收的是哪个月的填报表。"),
        ("collect 收回 --month 12 --as-of 2020-11-25", "2020年12月还没有到（截至 2020-11-25）。"),
        ("collect 收回 --month 11 -o 退回.xlsx", "退回的清单是 CSV，这里是“退回.xlsx”。"),
        ("collect 收回 --month 11 -O csv", "--format 没有“csv”这个值。"),
    ],
)
def test_what_is_asked_wrongly(run: Run, desk: Path, line: str, said: str) -> None:
    assert run(line, status=2, cwd=desk).complaint[0] == said


def test_a_folder_that_is_not_there(run: Run, desk: Path) -> None:
    assert run("collect 没有 --month 11", status=3, cwd=desk).complaint[0] == "找不到 没有。"


@pytest.mark.slow
def test_all_the_returns_of_a_month_are_collected_at_once(run: Run, sent: Path, desk: Path) -> None:
    shutil.copytree(sent, desk / "收回", dirs_exist_ok=True)
    fill_some(sent, desk)
    run(f"{COLLECT} --dry-run", cwd=desk)
    result = run(f"{COLLECT} -O json", cwd=desk)
    assert len([d for d in result.data["departments"] if d["files"]]) == 28


def test_without_the_library_nothing_is_written(
    run: Run, sent: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form_of(sent, desk).fill(4, percent=80).save()
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    assert run(COLLECT, status=69, cwd=desk).complaint[1] == '运行 pip install "workplan[office]"。'


@pytest.mark.slow
def test_every_order_of_two_returns_is_the_same(run: Run, sent: Path, tmp_path: Path) -> None:
    ledgers = set()
    for nth, order in enumerate(itertools.permutations(("许可处", "办公室", "市特检院"))):
        desk = folder_of(tmp_path / str(nth))
        (desk / "收回").mkdir()
        fill_some(sent, desk)
        files = " ".join(f"收回/填报-2020-11-{name}.xlsx" for name in order)
        run(f"collect {files} --month 11 --as-of {AS_OF}", cwd=desk)
        ledgers.add(ledger(desk))
    assert len(ledgers) == 1


UNWRITABLE: dict[str, Callable[[Path], Any]] = {
    "a link out of the folder": lambda desk: (desk / "退回.csv").symlink_to(_other(desk)),
    "a link to nothing": lambda desk: (desk / "退回.csv").symlink_to(desk / "没有.csv"),
    "a folder": lambda desk: (desk / "退回.csv").mkdir(),
    "in a folder that is not there": lambda desk: None,
}


def _other(desk: Path) -> Path:
    other = desk.parent / f"{desk.name}-other.csv"
    other.write_text("别的", encoding="utf-8")
    return other


@pytest.mark.parametrize("what", UNWRITABLE)
def test_nothing_is_recorded_where_the_list_cannot_be_written(
    run: Run, sent: Path, desk: Path, what: str
) -> None:
    form_of(sent, desk).fill(4, percent=80).save()
    UNWRITABLE[what](desk)
    place = "没有/退回.csv" if "not there" in what else "退回.csv"
    result = run(f"{COLLECT} -o {place}", status=3, cwd=desk)
    assert not ledger(desk)
    assert not result.out
    assert "退回.csv" in result.err


def test_a_place_without_a_name_is_no_folder(run: Run, desk: Path) -> None:
    assert "填报表的文件夹是空的" in run("collect '' --month 11", status=2, cwd=desk).err
