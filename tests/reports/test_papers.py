"""Papers an office sends: bulletin, account, slips, department pages, as outlines without a format."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import PLAN, Run
from tests.ledgers import EXAMPLE, answer, day, folder_of, on, plan_of, records_in, refusal
from workplan.answers.wording import closed_up
from workplan.domain.document import PlanDocument
from workplan.domain.records import ProgressRecord
from workplan.domain.standing import schedule
from workplan.files.plan_file import load
from workplan.reports import Report, Request
from workplan.reports.account import span_words
from workplan.reports.letter_room import fits
from workplan.reports.outline import Part, Section, Table
from workplan.reports.slip import addressed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path, EXAMPLE.read_bytes())


def report_of(plan: PlanDocument, when: str, *records: ProgressRecord) -> Report:
    return Report(plan, records, Request(day(when)), schedule(plan, day(when), records))


def words(part: Section | Part) -> str:
    sections = part.sections if isinstance(part, Part) else (part,)
    blocks = [block for section in sections for block in section.blocks]
    cells = [cell for b in blocks if isinstance(b, Table) for row in b.rows for cell in row.cells]
    return "\n".join([*(b.text for b in blocks if not isinstance(b, Table)), *cells])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("逾期 12 天", "逾期12天"),
        ("完成 60%，时间 75%", "完成60%，时间75%"),
        ("46%（2310／5000 家）", "46%（2310／5000家）"),
        ("a b 12 13", "a b 12 13"),
    ],
)
def test_no_blank_stands_round_a_figure(text: str, expected: str) -> None:
    assert closed_up(text) == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (date(2020, 6, 30), "上半年"),
        (date(2020, 11, 30), "1—11月"),
        (date(2020, 1, 31), "1月"),
        (date(2020, 12, 31), ""),
        (date(2021, 2, 28), ""),
        (date(2020, 11, 5), ""),
    ],
)
def test_what_an_account_covers(when: date, expected: str) -> None:
    assert span_words(when, 2020) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("许可处", "你部门"), ("消保处(消保委)", "你部门"), ("市质检院", "你单位"), ("综合执法队", "你单位")],
)
def test_how_an_office_is_spoken_to(name: str, expected: str) -> None:
    assert addressed(name) == expected


def test_nothing_is_on_pace_that_was_not_begun() -> None:
    report = report_of(
        plan_of("deadline: 10"), "07-24", on("07-24", status="not_started", percent=0, note="尚未启动")
    )
    page = words(report.circular.annexes[0])
    assert "未启动" in page
    assert "按进度推进" not in page


def test_problems_and_next_steps_have_places_of_their_own() -> None:
    record = on("07-30", percent=10, note="已动工", problems="资金未到", next="8月到位")
    account = report_of(plan_of("deadline: 10"), "10-20", record).circular.annexes[0]
    (table,) = account.sections[0].blocks
    assert isinstance(table, Table)
    assert table.rows[0].cells[-4:] == (
        "推进中；完成10%，时间89%；7月30日报：已动工",
        "资金未到",
        "8月到位（7月30日报）",
        "10月31日前完成",
    )
    assert account.across


def test_a_column_nobody_filled_is_left_out_and_so_is_an_annex() -> None:
    circular = report_of(plan_of("deadline: 10"), "10-20").circular
    (table,) = circular.annexes[0].sections[0].blocks
    assert isinstance(table, Table)
    assert [c.head for c in table.columns] == ["序号", "任务名称", "牵头部门", "评价", "进展", "办理要求"]
    assert [part.title for part in circular.annexes] == ["任务进展台账", "部门汇总", "变化和到期情况"]
    assert [part.label for part in circular.annexes] == ["附件1", "附件2", "附件3"]


def test_a_letter_has_one_word_for_one_thing() -> None:
    """What a table, a sentence and a change call the standing of a task is the same."""
    records = (on("07-30", 1, percent=90), on("07-30", 2, percent=10), on("07-30", 3, note="已动工"))
    circular = report_of(plan_of("deadline: 12\n" * 4), "08-15", *records).circular
    page = "\n".join(map(words, (circular.letter, *circular.annexes)))
    assert all(word in page for word in ("按进度推进", "滞后", "正常"))
    assert "低于预期" not in page
    assert "未到时限" not in page


def test_nobody_reported_and_nothing_unreported_is_not_said_in_one_breath() -> None:
    paper = report_of(plan_of("deadline: 10"), "10-20").circular
    assert words(paper.letter.section("unreported")) == "10月没有报送进展的1项，涉及1个部门。"


def test_what_a_record_without_words_says_is_not_said_twice() -> None:
    record = on("07-28", percent=95, status="done")
    (table,) = report_of(plan_of("deadline: 10"), "08-20", record).circular.annexes[0].sections[0].blocks
    assert isinstance(table, Table)
    assert "报结；7月28日报：完成95%" in table.rows[0].cells


def test_evidence_handed_in_after_the_report_is_shown() -> None:
    records = (on("07-30", status="done", evidence="初稿"), on("08-02", evidence="盖章稿"))
    report = report_of(plan_of("deadline: 10"), "08-10", *records)
    assert report.tasks[0].evidence == "初稿；盖章稿"
    assert "8月2日报：证明材料：盖章稿" in words(report.circular.annexes[0])
    assert "100%" not in words(report.circular.annexes[0])  # which nobody reported


def test_what_many_have_in_common_is_counted_and_no_paragraph_is_endless() -> None:
    plan = plan_of("\n".join(["deadline: 8"] * 200))
    paper = report_of(plan, "10-01", on("07-30", note="已报")).circular
    for section in paper.letter.sections:
        assert all(len(b.text) < 500 for b in section.blocks if not isinstance(b, Table))
    assert any(isinstance(b, Table) for b in paper.letter.section("overview").blocks)
    assert "许可处200项" in words(paper.letter.section("overdue"))


def test_a_letter_tells_the_worst_and_numbers_the_others() -> None:
    records = [on("07-30", n, percent=n, problems="资金未到，" * 9, next="抓紧") for n in range(1, 21)]
    paper = report_of(plan_of("deadline: 12\n" * 20), "10-15", *records).circular
    first, *others = (b.text for b in paper.letter.section("behind").blocks if not isinstance(b, Table))
    assert first.startswith("1.任务1“")
    assert "（许可处）完成1%，时间52%，红灯；存在问题：资金未到，资金" in first
    assert first.endswith("；下一步：抓紧。")
    told = len(others)
    assert 3 <= told < 12
    assert others[-1] == f"其余{20 - told}项为任务{'、'.join(str(n) for n in range(told + 1, 21))}。"


def test_a_letter_that_has_room_tells_all() -> None:
    records = [on("07-30", n, percent=n * 5, problems="资金未到") for n in range(1, 7)]
    paper = report_of(plan_of("deadline: 12\n" * 6), "10-15", *records).circular
    assert len(paper.letter.section("behind").blocks) == 6


def test_a_target_has_not_failed_before_its_day() -> None:
    aims = ", ".join(
        f"{{name: 指标{n}, phrase: 网办率, comparison: at_least, value: {n}0}}" for n in (5, 6, 7)
    )
    plan = plan_of(f"deadline: 12, targets: [{aims}]")
    report = on("07-30", percent=5, values={f"指标{n}": 1 for n in (5, 6, 7)})
    (row,) = report_of(plan, "10-15", report).circular.letter.section("behind").blocks
    assert not isinstance(row, Table)
    assert "指标5应不低于50，所报1；另2项指标还没有达到。" in row.text


def test_what_is_done_is_called_by_its_title() -> None:
    records = [on(f"0{n}-20", n, status="done") for n in (1, 2, 3)]
    paper = report_of(plan_of("deadline: 12\n" * 3), "10-15", *records).circular
    said = words(paper.letter.section("overview"))
    assert "完成的有任务3“" in said
    assert said.index("任务3“") < said.index("任务2“") < said.index("任务1“")


@pytest.mark.parametrize("when", ["03-31", "06-30", "10-15", "12-31"])
@pytest.mark.parametrize("kept", [True, False])
def test_a_letter_of_a_whole_year_is_two_pages_long(when: str, kept: bool) -> None:
    document = load(PLAN).document
    assert document is not None
    ledger = tuple(records_in(EXAMPLE, document)) if kept else ()
    assert fits(report_of(document, when, *ledger).circular)


def test_an_account_says_what_was_due_and_how_late() -> None:
    records = (
        on("08-05", 1, status="done"),
        on("09-10", 2, status="done"),
        on("09-01", 3, problems="招标流标"),
    )
    paper = report_of(plan_of("deadline: 8\n" * 3), "09-30", *records).account
    assert "应于2020年9月30日以前完成的3项：按期完成1项（33%），逾期完成1项，逾期未完成1项" in words(
        paper.letter.section("overview")
    )
    assert "招标流标" in words(paper.letter.section("unfinished"))
    scores = paper.annexes[1].sections[0].blocks[0]
    assert isinstance(scores, Table)
    assert scores.rows[0].cells == ("许可处", "3", "3", "1", "33%", "1", "1", "40", "30")


def test_letterhead_from_settings_and_options(run: Run, folder: Path) -> None:
    plan = (folder / "plan.yaml").read_text(encoding="utf-8")
    (folder / "plan.yaml").write_text(
        plan.replace(
            "\nsettings:\n", '\nsettings:\n  organ: 市局办公室\n  issue_form: "督查〔{年}〕{号}号"\n'
        ),
        encoding="utf-8",
    )
    (folder / "要求.txt").write_bytes("抓紧办理。\r\n\r\n按月报送。".encode("gbk"))
    line = "report bulletin --as-of 2020-09-30 --issue 9 --to 各处室 --demands 要求.txt"
    page = run(line, cwd=folder).out
    assert page.startswith("市局办公室\n\n督查〔2020〕9号\n")
    assert "各处室：" in page
    assert "## 六、下一步工作要求\n\n抓紧办理。\n\n按月报送。\n" in page
    blank = run("report bulletin --as-of 2020-09-30", cwd=folder).out
    assert "督查〔2020〕＿＿＿号" in blank
    assert "＿＿＿＿＿＿：" in blank


@pytest.mark.parametrize(
    "line",
    [
        "report wall --issue 3",
        "report slip --to 各处室",
        "report bulletin --reply-by 2020-10-01",
        "report account --to 2020-12-31",
        "report slip --reply-by 2020-09-01",
        "report bulletin --issue 〇",
        "report --level 督办",
        "report bulletin --paper A3",
        "report slip --since 2020-06-01",
        "report department --number 3",
        "report account --to 2019-06-30",
        "report account --to 2020-06-30 --month 7",
        "report bulletin --demands ''",
        "report plan --template ''",
        "report plan --eject -o x.html",
    ],
)
def test_what_a_paper_cannot_take(run: Run, folder: Path, line: str) -> None:
    refusal(run, f"{line} --as-of 2020-09-30", folder, status=2)


def test_no_report_is_written_over_the_demands_it_is_made_from(run: Run, folder: Path) -> None:
    asked = folder / "要求.md"
    asked.write_text("抓紧办理。\n", encoding="utf-8")
    refusal(run, "report bulletin --demands 要求.md -o ./要求.md --as-of 2020-09-30", folder, status=2)
    assert asked.read_text(encoding="utf-8") == "抓紧办理。\n"


@pytest.mark.parametrize("name", ["没有.txt", "."])
def test_demands_that_cannot_be_read_are_spoken_of_as_what_they_are(
    run: Run, folder: Path, name: str
) -> None:
    said = " ".join(refusal(run, f"report bulletin --demands {name} --as-of 2020-09-30", folder, status=3))
    assert "--demands 要求.txt" in said
    assert "计划" not in said


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_nobody_reads_is_not_waited_for(run: Run, folder: Path) -> None:
    os.mkfifo(folder / "a.md")
    wrong, _ = refusal(run, "report -o a.md --as-of 2020-09-30", folder, status=3)
    assert "管道" in wrong


def test_an_account_is_of_the_day_it_goes_to(run: Run, folder: Path) -> None:
    june = run("report account --to 2020-06-30 --as-of 2020-12-01", cwd=folder).out
    assert june.startswith("# 2020年上半年重点工作任务完成情况\n")
    assert june == run("report 完成情况 --month 6 --as-of 2020-12-01", cwd=folder).out


def test_overdue_tasks_are_in_one_level_only(run: Run, folder: Path) -> None:
    late = {t["id"] for t in answer(run, "overdue --as-of 2020-12-20", folder)["tasks"]}
    pages = {
        level: run(f"report slip --level {level} --as-of 2020-12-20 --reply-by 2020-12-25", cwd=folder).out
        for level in ("交办", "督办")
    }
    assert late
    assert all(f"\n| {n} |" in pages["督办"] and f"\n| {n} |" not in pages["交办"] for n in late)
    assert "请于12月25日前反馈办理情况。" in pages["督办"]


def test_a_slip_names_what_another_level_follows_up() -> None:
    (slip,) = report_of(plan_of("deadline: 8\ndeadline: 12"), "09-30", on("07-30", note="已报")).slips.slips
    assert [item.number for item in slip.items] == [2]
    assert slip.overdue == 1


def test_a_departments_figures_are_those_of_its_list(run: Run, folder: Path) -> None:
    tasks = answer(run, "by-dept 许可处 --as-of 2020-09-30", folder)["tasks"]
    page = run("report department --dept 许可处 --as-of 2020-09-30", cwd=folder).out
    led = [t for t in tasks if {"许可处"} == {d["name"] for d in t["departments"] if d["role"] == "lead"}]
    behind = sum(t["standing"] == "behind" for t in led)
    assert f"参与的任务{len(tasks)}项，负责的{len(led)}项" in page
    assert f"滞后{behind}项" in page
