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
            "2021": {8: "deadline: '6', from: ['2020#1', '2020#2', '2020#3']"},
        },
    )


def _task(run: Run, folder: Path, number: int, day: str = "2020-12-31") -> dict[str, object]:
    return next(
        t for t in run(f"list -f 2020 --as-of {day} -O json", cwd=folder).data["tasks"] if t["id"] == number
    )


def test_what_was_carried_over_is_waited_for_nowhere(run: Run, folder: Path) -> None:
    said = run(f"carry 1 3 --to 2021#8 {BY} --note 两项合并 -f 2020 --as-of 2020-12-20", cwd=folder)
    assert said.out.count("结转到 2021#8 任务8；两项合并") == 2
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
    (folder / "2021.yaml").write_bytes((folder / "2021/plan.yaml").read_bytes())
    told, hint = run(
        f"carry 1 --to 2021#8 {BY} -f 2020/plan.yaml --as-of 2020-12-20", status=2, cwd=folder
    ).complaint
    assert "“2021”可以指手边的 2 份计划：" in told
    assert "写得更全" in hint
    run(f"carry 1 --to 2021/plan#8 {BY} -f 2020/plan.yaml --as-of 2020-12-20", cwd=folder)


def test_a_yml_is_no_plan_for_links_either(run: Run, folder: Path) -> None:
    (folder / "2021.yml").write_bytes((folder / "2021/plan.yaml").read_bytes())
    run(f"carry 1 --to 2021#8 {BY} -f 2020/plan.yaml --as-of 2020-12-20", cwd=folder)


def test_a_task_is_carried_over_to_one_place_once(run: Run, folder: Path) -> None:
    run(f"carry 1 --to 2021#8 {BY} -f 2020 --as-of 2020-12-20", cwd=folder)
    before = (folder / "2020/progress.yaml").read_bytes()
    for goal in ("2021#8", "2021/plan#8"):
        told, hint = run(
            f"carry 1 --to {goal} {BY} -f 2020 --as-of 2020-12-22", status=2, cwd=folder
        ).complaint
        assert "任务 1 在 2020-12-20 已经登记结转到 2021#8" in told
        assert "undo" in hint
    assert (folder / "2020/progress.yaml").read_bytes() == before
    run(f"undo {BY} -f 2020 --as-of 2020-12-22", cwd=folder)
    run(f"carry 1 --to 2021#8 {BY} -f 2020 --as-of 2020-12-23", cwd=folder)


def test_a_task_that_does_not_say_where_it_comes_from_is_told(run: Run, folder: Path) -> None:
    shelf(folder, {"2022": {1: "deadline: '6', title: 占道审批"}})
    said = run(f"carry 1 --to 2022#1 {BY} -f 2020 --as-of 2020-12-20", cwd=folder)
    assert "结转到 2022#1 占道审批" in said.out
    assert "2022#1“占道审批”没有写结转自任务 1" in said.err
    assert 'from: ["2020#1"]' in said.err


def test_who_says_so_is_named_where_the_plan_is_not_at_hand(run: Run, folder: Path) -> None:
    (folder / "2021/plan.yaml").rename(folder / "2020/明年.yaml")
    (folder / "2021").rmdir()
    said = run(f"carry 1 --to 2021#8 {BY} -f 2020/plan.yaml --as-of 2020-12-20", cwd=folder)
    assert "“2021”的计划不在手边" in said.err
    assert "手边的 明年#8“任务8”写着结转自任务 1" in said.err


class TestAllOfAPlan:
    """``carry --from`` registers what the later plan says, in one append."""

    def test_what_is_open_goes_where_the_plan_says(self, run: Run, folder: Path) -> None:
        shelf(folder, {"2021": {4: "deadline: '6', from: ['2020#3', '2020#1']", 5: "deadline: '6'"}})
        run(f"done 2 {BY} -f 2020 --as-of 2020-06-01", cwd=folder)
        dry = run(f"carry --from 2021 {BY} -f 2020 --dry-run --as-of 2020-12-20", cwd=folder).out
        assert "没有写入" in dry
        assert "任务 3 结转到 2021#4 任务4" in dry
        said = run(f"carry --from 2021/plan.yaml {BY} -f 2020 --as-of 2020-12-20", cwd=folder)
        assert said.out.count("结转到 2021#4 任务4") == 2
        assert said.err == ""
        assert run("list -f 2020 --standing 已结转 -O json", cwd=folder).ids == [1, 3]
        found = run("validate . -O json", cwd=folder).data["findings"]
        assert not {"open-and-carried", "carry-mismatch"} & {f["code"] for f in found}

    def test_what_is_settled_is_named_and_left(self, run: Run, folder: Path) -> None:
        run(f"done 2 {BY} -f 2020 --as-of 2020-06-01", cwd=folder)
        run(f"carry 3 --to 2021#8 {BY} -f 2020 --as-of 2020-12-20", cwd=folder)
        said = run(f"carry --from 2021 {BY} -f 2020 --as-of 2020-12-20", cwd=folder)
        assert "不再登记：任务 2、3。" in said.err
        assert said.out.count("已登记") == 1
        before = (folder / "2020/progress.yaml").read_bytes()
        told, _ = run(f"carry --from 2021 {BY} -f 2020 --as-of 2020-12-20", status=4, cwd=folder).complaint
        assert "没有要登记的结转" in told
        assert (folder / "2020/progress.yaml").read_bytes() == before

    @pytest.mark.parametrize(
        ("line", "status", "said"),
        [
            ("carry --from 2019", 2, "不晚于"),
            ("carry --from 2022", 4, "没有任务写着结转自"),
            ("carry 1 --from 2021", 2, "不写编号和 --to"),
            ("carry --from 2021 --to 2021#8", 2, "不写编号和 --to"),
            ("carry 1", 2, "没有写转到哪里"),
            ("carry --to 2021#8", 2, "没有写编号"),
        ],
    )
    def test_it_refuses(self, run: Run, folder: Path, line: str, status: int, said: str) -> None:
        shelf(folder, {"2019": {1: "deadline: '6'"}, "2022": {1: "deadline: '6'"}})
        told, _ = run(f"{line} {BY} -f 2020 --as-of 2020-12-20", status=status, cwd=folder).complaint
        assert said in told
        assert not (folder / "2020/progress.yaml").exists()


def test_another_place_than_before_is_told(run: Run, folder: Path) -> None:
    shelf(folder, {"2022": {1: "deadline: '6'"}})
    run(f"carry 1 --to 2021#8 {BY} -f 2020 --as-of 2020-12-20", cwd=folder)
    said = run(f"carry 1 --to 2022#1 {BY} -f 2020 --as-of 2020-12-21", cwd=folder)
    assert "原来结转到 2021#8，现在改为 2022#1" in said.err


def test_full_width_is_as_good(run: Run, folder: Path) -> None:
    run(f"carry 1 --to 2021＃8 {BY} -f 2020 --as-of 2020-12-20", cwd=folder)
    assert 'carried: "2021#8"' in (folder / "2020/progress.yaml").read_text(encoding="utf-8")
