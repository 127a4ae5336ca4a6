"""What is said is what was reported: through the commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.ledgers import EXAMPLE, answer, folder_of, refusal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path)


def the(run: Run, folder: Path, number: int, when: str) -> dict[str, object]:
    return dict(answer(run, f"show {number} --as-of {when}", folder)["tasks"][0])


def test_with_an_empty_ledger_nothing_is_on_pace(run: Run, folder: Path):
    bulletin = run("report bulletin --as-of 2020-06-30", cwd=folder).out
    assert "按进度推进" not in bulletin.partition("附件")[0]
    assert "台账里还没有进展，进度只按时限推算。" in bulletin
    listed = answer(run, "list --as-of 2020-06-30", folder)["tasks"]
    assert {t["light"] for t in listed if t["standing"] == "on_track"} == {"none"}
    assert "正常" not in run("list --as-of 2020-06-30", cwd=folder).out
    assert answer(run, "status --as-of 2020-06-30", folder)["unkept"] is True


def test_one_report_and_the_others_are_unreported(run: Run, folder: Path):
    run("update 5 --note 已报 --as-of 2020-06-30 --by 许可处", cwd=folder)
    assert (the(run, folder, 5, "2020-06-30")["status"], the(run, folder, 5, "2020-06-30")["standing"]) == (
        "in_progress",
        "on_track",
    )
    other = the(run, folder, 16, "2020-06-30")
    assert (other["standing"], other["light"], other["last_report"]) == ("unreported", "yellow", None)
    assert f"◇ 未报 剩 {other['days_left']} 天" in run("list --as-of 2020-06-30", cwd=folder).out
    assert "未报的任务" in run("report bulletin --as-of 2020-06-30", cwd=folder).out


def test_red_becomes_no_green_by_a_return(run: Run, folder: Path):
    run("update 25 --percent 10 --as-of 2020-06-30 --by 产品监管处", cwd=folder)
    before = the(run, folder, 25, "2020-08-31")
    run("done 25 --as-of 2020-09-01 --by 产品监管处", cwd=folder)
    run("return 25 --reason 不实 --as-of 2020-09-02 --by 办公室", cwd=folder)
    after = the(run, folder, 25, "2020-09-03")
    assert (after["standing"], after["percent"], after["light"]) == (before["standing"], 10, before["light"])
    assert after["standing"] == "behind"


def test_done_before_the_last_return_is_refused(run: Run, folder: Path):
    run("done 5 --as-of 2020-07-01 --by 许可处", cwd=folder)
    run("return 5 --reason 不实 --as-of 2020-07-10 --by 办公室", cwd=folder)
    before = (folder / "progress.yaml").read_bytes()
    for line in ("done 5", "update 5 --status done"):
        error, hint = refusal(
            run, f"{line} --date 2020-07-05 --as-of 2020-07-11 --by 许可处", folder, status=2
        )
        assert "2020-07-10 被退回" in error
        assert "--finished 2020-07-05" in hint
    assert (folder / "progress.yaml").read_bytes() == before
    run("done 5 --date 2020-07-10 --finished 2020-07-05 --as-of 2020-07-11 --by 许可处", cwd=folder)
    assert the(run, folder, 5, "2020-07-11")["done_on"] == "2020-07-05"


def test_done_takes_figures_and_names_what_is_wanting(run: Run, folder: Path):
    said = run("done 5 --value 网办率=90 --evidence 通报 --as-of 2020-07-01 --by 许可处", cwd=folder)
    assert "任务 5 的指标“网办率”（不低于 95%）：90% ■ 未达到。" in said.err
    assert "任务 5 的指标“简易注销当场办理”（以佐证材料为准）：○ 未报。" in said.err
    assert "网办率" in run("close 5 --as-of 2020-07-02 --by 办公室", cwd=folder).err
    assert "完成 1 项，其中 1 项有指标未达到。" in run("status --as-of 2020-07-02", cwd=folder).out
    assert "完成的任务中，1项有指标未达到。" in run("report bulletin --as-of 2020-07-02", cwd=folder).out
    assert "7月1日报：证明材料：通报" in run("report bulletin --as-of 2020-07-02", cwd=folder).out


def test_a_pending_target_shows_the_share_reached(run: Run, folder: Path):
    run("update 16 --value 履行备案义务的冷库等企业占比=37 --as-of 2020-07-01 --by 食品生产处", cwd=folder)
    assert "46%（37%／80%）" in run("targets --as-of 2020-07-01 -O csv", cwd=folder).out


def test_words_are_dated_and_problems_printed(run: Run, folder: Path):
    run(
        "update 5 --note 平台已上线 --problems 接口未通 --next 月底前联调 --as-of 2020-06-30 --by 许可处",
        cwd=folder,
    )
    run("update 5 --percent 60 --as-of 2020-07-20 --by 许可处", cwd=folder)
    words = "6月30日报：平台已上线；存在问题：接口未通；下一步：月底前联调"
    bulletin = run("report bulletin --as-of 2020-07-31", cwd=folder).out
    assert "6月30日报：平台已上线 | 接口未通 | 月底前联调（6月30日报） | 11月30日前完成" in bulletin
    assert words in run("list -O csv --as-of 2020-07-31", cwd=folder).out
    assert "存在问题：接口未通" in run("report department --dept 许可处 --as-of 2020-07-31", cwd=folder).out
    told = the(run, folder, 5, "2020-07-31")
    assert (told["last_report"], told["last_record"]) == ("2020-07-20", "2020-07-20")
    run("extend 5 --to 2020-12-31 --reason 招标 --as-of 2020-07-25 --by 办公室", cwd=folder)
    told = the(run, folder, 5, "2020-07-31")
    assert (told["last_report"], told["last_record"]) == ("2020-07-20", "2020-07-25")


def test_a_late_step_shows_wherever_its_task_does(run: Run, folder: Path):
    when = "2020-08-31"
    assert "节点逾期 62 天" in run(f"list --as-of {when}", cwd=folder).out
    assert "节点逾期 62 天" in run(f"by-dept 市特检院 -O md --as-of {when}", cwd=folder).out
    assert "节点逾期 62 天" in run(f"list -O csv --as-of {when}", cwd=folder).out
    for report in ("bulletin", "department --dept 市特检院", "slip --level 催办 --dept 市特检院"):
        page = run(f"report {report} --as-of {when}", cwd=folder).out
        assert "（上半年）逾期62天" in page.replace(" ", ""), report
    run("update 35 --drop 上半年 --as-of 2020-08-01 --by 办公室", cwd=folder)
    assert "节点逾期" not in run(f"list --as-of {when}", cwd=folder).out
    assert answer(run, f"overdue --as-of {when}", folder)["milestones"] == []


def test_no_month_before_the_plan_was_issued_is_asked_for(run: Run, folder: Path):
    assert answer(run, "missing --month 2 --as-of 2020-06-30", folder)["missing"] == []
    assert "计划 2020-03-27 才印发" in run("missing --month 2 --as-of 2020-06-30", cwd=folder).out
    assert len(answer(run, "missing --month 3 --as-of 2020-06-30", folder)["missing"]) == 35
    run("extend 5 --to 2020-12-31 --reason 招标 --as-of 2020-06-25 --by 办公室", cwd=folder)
    assert 5 in [m["task"] for m in answer(run, "missing --month 6 --as-of 2020-06-30", folder)["missing"]]


def test_due_soon_says_how_many_unreported_fall_due_too(run: Run, folder: Path):
    run("update 4 --note 已报 --as-of 2020-10-09 --by 许可处", cwd=folder)
    said = run("list --standing 临期 --as-of 2020-10-10", cwd=folder).out
    soon = [
        t
        for t in answer(run, "list --standing 未报 --as-of 2020-10-10", folder)["tasks"]
        if t["days_left"] <= 30
    ]
    assert soon
    assert f"未报的任务中还有 {len(soon)} 项在 30 天内到期（--standing 未报）。" in said


def test_a_months_bulletin(run: Run, tmp_path: Path):
    folder = folder_of(tmp_path, EXAMPLE.read_bytes())
    month = run("report bulletin --month 9 --as-of 2020-12-31", cwd=folder).out
    assert month == run("report bulletin --as-of 2020-09-30", cwd=folder).out
    assert refusal(run, "report bulletin --month 12 --as-of 2020-11-01", folder, status=2)
    error, _ = refusal(run, "report bulletin --since 2020-10-01 --as-of 2020-09-30", folder, status=2)
    assert "--since 2020-10-01 晚于" in error


def test_a_reminder_is_for_what_is_not_overdue(run: Run, folder: Path):
    run("update 4 --note 已报 --as-of 2020-10-09 --by 许可处", cwd=folder)
    listed = answer(run, "list --as-of 2020-11-15", folder)["tasks"]
    late = {t["id"] for t in listed if t["standing"] == "overdue"}
    silent = {t["id"] for t in listed if t["standing"] == "unreported" and t["light"] != "none"}
    page = run("report slip --level 催办 --as-of 2020-11-15", cwd=folder).out
    assert late
    assert silent
    assert not any(f"\n| {number} |" in page for number in late)
    assert all(f"\n| {number} |" in page for number in silent)
