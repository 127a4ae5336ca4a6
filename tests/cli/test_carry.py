"""``workplan carry``: what was not finished goes on in another plan, and nobody waits for it here any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.shelves import BY, shelf


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shelf(
        tmp_path,
        {
            "2020": {1: "deadline: '11'", 2: "deadline: '6'", 3: "deadline: 年底"},
            "2021": {8: "deadline: '6'"},
        },
    )


def _task(run: Run, folder: Path, number: int, day: str = "2020-12-31") -> dict[str, object]:
    return next(
        t for t in run(f"list -f 2020 --as-of {day} -O json", cwd=folder).data["tasks"] if t["id"] == number
    )


def test_what_was_carried_over_is_waited_for_nowhere(run: Run, folder: Path) -> None:
    said = run(f"carry 1 3 --to 2021#8 {BY} --note 两项合并 -f 2020 --as-of 2020-12-20", cwd=folder)
    assert said.out.count("结转到 2021#8；两项合并") == 2
    assert said.err == ""
    assert (folder / "2020/progress.yaml").read_text(encoding="utf-8").count('\n  carried: "2021#8"\n') == 2
    for number in (1, 3):
        task = _task(run, folder, number)
        assert (task["status"], task["standing"], task["light"]) == ("carried", "carried", "none")
    assert run("overdue -f 2020 --as-of 2021-03-01 -O json", cwd=folder).ids == [2]
    assert run("list -f 2020 --standing 未完成 --as-of 2021-03-01 -O json", cwd=folder).ids == [2]
    assert run("list -f 2020 --status 未完成 --as-of 2021-03-01 -O json", cwd=folder).ids == [2]
    assert run("list -f 2020 --standing 已结转 -O json", cwd=folder).ids == [1, 3]
    assert "→ 已结转 2021#8" in run("list -f 2020 --as-of 2020-12-31", cwd=folder).out


def test_a_carrying_over_is_no_report(run: Run, folder: Path) -> None:
    run(f"update 1 --percent 40 {BY} -f 2020 --as-of 2020-11-05", cwd=folder)
    run(f"carry 1 --to 2021#8 {BY} -f 2020 --as-of 2020-12-20", cwd=folder)
    task = _task(run, folder, 1)
    assert (task["last_report"], task["last_record"], task["percent"]) == ("2020-11-05", "2020-12-20", 40)
    run(f"carry 2 --to 2021#8 {BY} -f 2020 --as-of 2020-12-20", cwd=folder)
    assert _task(run, folder, 2)["last_report"] is None


def test_a_void_takes_it_back(run: Run, folder: Path) -> None:
    run(f"carry 1 --to 2021#8 {BY} -f 2020 --as-of 2020-12-20", cwd=folder)
    run(f"undo {BY} -f 2020 --as-of 2020-12-21", cwd=folder)
    assert _task(run, folder, 1)["standing"] == "overdue"


@pytest.mark.parametrize(
    ("line", "status", "said", "remedy"),
    [
        ("carry 1 --to 2021", 2, "应写成 计划#任务编号", "2021#8"),
        ("carry 1 --to 2021#9", 4, "2021 的计划没有任务 9", "编号为 8 至 8"),
        ("carry 1 --to 2020#2", 2, "不能结转到自己", "2021#8"),
        ("carry 1 --to 2019#2", 2, "早于这份 2020 年的计划", "同年或以后"),
        ("carry 9 --to 2021#8", 4, "没有任务 9", "编号为 1 至 3"),
        ("update 1 --status 结转", 2, "要写明转到哪里", "workplan carry"),
        ("update 1 --status carried", 2, "要写明转到哪里", "workplan carry"),
    ],
)
def test_what_leads_nowhere_is_refused(
    run: Run, folder: Path, line: str, status: int, said: str, remedy: str
) -> None:
    told, hint = run(f"{line} {BY} -f 2020 --as-of 2020-12-20", status=status, cwd=folder).complaint
    assert said in told
    assert remedy in hint
    assert not (folder / "2020/progress.yaml").exists()


def test_only_what_is_open_can_be_carried_over(run: Run, folder: Path) -> None:
    run(f"done 1 {BY} -f 2020 --as-of 2020-12-01", cwd=folder)
    run(f"update 2 --status 取消 {BY} -f 2020 --as-of 2020-12-01", cwd=folder)
    for number, word in ((1, "报结"), (2, "取消")):
        told, _ = run(
            f"carry {number} --to 2021#8 {BY} -f 2020 --as-of 2020-12-20", status=2, cwd=folder
        ).complaint
        assert f"为“{word}”" in told
        assert "不能再记为“已结转”" in told


def test_what_goes_on_elsewhere_is_not_reported_here(run: Run, folder: Path) -> None:
    run(f"carry 1 --to 2021#8 {BY} -f 2020 --as-of 2020-12-20", cwd=folder)
    told, hint = run(f"done 1 {BY} -f 2020 --as-of 2020-12-25", status=2, cwd=folder).complaint
    assert "为“已结转”，不能再记为“报结”" in told
    assert "undo" in hint


def test_a_plan_that_is_not_at_hand_is_told_and_recorded(run: Run, folder: Path) -> None:
    said = run(f"carry 1 --to 2022#3 {BY} -f 2020 --as-of 2020-12-20", cwd=folder)
    assert "“2022”的计划不在手边，没有核对任务 3。" in said.err
    assert _task(run, folder, 1)["status"] == "carried"


def test_several_plans_that_fit_are_named(run: Run, folder: Path) -> None:
    shelf(folder, {"甲/2021": {8: "deadline: '6'"}})
    (folder / "2020/甲").mkdir()
    (folder / "2020/甲/2021.yaml").write_bytes((folder / "甲/2021/plan.yaml").read_bytes())
    told, hint = run(
        f"carry 1 --to 2021#8 {BY} -f 2020/plan.yaml --as-of 2020-12-20", status=2, cwd=folder
    ).complaint
    assert "“2021”可以指手边的 2 份计划：2020/甲/2021、2021" in told
    assert "写得更全" in hint


def test_another_place_than_before_is_told(run: Run, folder: Path) -> None:
    shelf(folder, {"2022": {1: "deadline: '6'"}})
    run(f"carry 1 --to 2021#8 {BY} -f 2020 --as-of 2020-12-20", cwd=folder)
    said = run(f"carry 1 --to 2022#1 {BY} -f 2020 --as-of 2020-12-21", cwd=folder)
    assert "原来结转到 2021#8，现在改为 2022#1" in said.err


def test_full_width_is_as_good(run: Run, folder: Path) -> None:
    run(f"carry 1 --to 2021＃8 {BY} -f 2020 --as-of 2020-12-20", cwd=folder)
    assert 'carried: "2021#8"' in (folder / "2020/progress.yaml").read_text(encoding="utf-8")
