"""Links between plans as they are shown: where a task comes from, what it carries out, who carries it."""

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
            "局2018": {12: "deadline: '11'"},
            "局2019": {27: "deadline: '11', from: ['局2018#12']"},
            "局2020": {7: "deadline: '11', from: ['局2019#27'], carries: ['市2020#14']", 8: "deadline: '11'"},
            "市2020": {14: "deadline: '9'", 15: "deadline: 年底"},
        },
    )


def test_a_task_tells_since_when_it_goes_on_and_what_it_carries_out(run: Run, folder: Path) -> None:
    said = run("show 7 -f 局2020 --as-of 2020-10-15", cwd=folder).out
    assert "结转自   局2019#27（2018 年起，第三年）" in said
    assert "局2018#12 任务12 ■ 逾期 685 天" in said
    assert "承接     市2020#14 任务14 ■ 逾期 15 天" in said
    task = run("show 7 -f 局2020 --as-of 2020-10-15 -O json", cwd=folder).data["tasks"][0]
    assert (task["from"], task["carries"]) == (["局2019#27"], ["市2020#14"])
    assert (task["lineage"]["since"], task["lineage"]["years"]) == (2018, 3)
    assert [(e["link"], e["id"], e["standing"]) for e in task["lineage"]["earlier"]] == [
        ("局2019#27", 27, "overdue"),
        ("局2018#12", 12, "overdue"),
    ]


def test_a_superiors_task_names_who_carries_it_and_how_each_stands(run: Run, folder: Path) -> None:
    shelf(folder, {"乙局2020": {3: "deadline: '8', carries: ['市2020#14']"}})
    run(f"done 3 {BY} -f 乙局2020 --as-of 2020-08-20", cwd=folder)
    said = run("show 14 -f 市2020 --as-of 2020-10-15", cwd=folder).out
    assert "承接者   乙局2020#3 任务3 √ 完成" in said
    assert "局2020#7 任务7 ○ 未到时限" in said
    task = run("show 14 -f 市2020 --as-of 2020-10-15 -O json", cwd=folder).data["tasks"][0]
    carriers = [(c["plan"], c["id"], c["standing"]) for c in task["carried_by"]]
    assert carriers == [("乙局2020", 3, "done"), ("局2020", 7, "on_track")]
    assert task["percent"] is None  # never added up
    listed = run("list -f 市2020 --as-of 2020-10-15", cwd=folder).out
    assert "由下级承接的：任务 14 由 乙局2020#3（√ 完成）、局2020#7（○ 未到时限）。" in listed.replace(
        "\n", ""
    )


def test_listings_tell_links_below(run: Run, folder: Path) -> None:
    listed = run("list -f 局2020 --as-of 2020-10-15", cwd=folder).out.replace("\n", "")
    assert "结转来的：任务 7 自 局2019#27（2018 年起，第三年）。" in listed
    assert "承接上级的：任务 7 承接 市2020#14。" in listed
    assert "结转来的" not in run("list --search 任务8 -f 局2020 --as-of 2020-10-15", cwd=folder).out
    heads = run("list -f 局2020 --as-of 2020-10-15 -O csv", cwd=folder).out.splitlines()[0]
    assert heads.endswith("结转自,承接")
    assert "结转自" not in run("list -f 局2018 --as-of 2020-10-15 -O csv", cwd=folder).out


def test_what_was_carried_over_says_where_to_and_what_became_of_it(run: Run, folder: Path) -> None:
    run(f"carry 27 --to 局2020#7 {BY} -f 局2019 --as-of 2019-12-30", cwd=folder)
    said = run("show 27 -f 局2019 --as-of 2020-10-15", cwd=folder).out
    assert "结转到   局2020#7 任务7 ○ 未到时限" in said
    assert "后来     局2020#7 任务7 ○ 未到时限" in said
    task = run("show 27 -f 局2019 --as-of 2020-10-15 -O json", cwd=folder).data["tasks"][0]
    assert task["carried_to"] == "局2020#7"
    assert run("list -f 局2019 --as-of 2020-10-15 -O csv", cwd=folder).out.splitlines()[0].endswith("结转到")


def test_a_plan_that_is_not_at_hand_is_told_and_is_no_error(run: Run, tmp_path: Path) -> None:
    folder = shelf(tmp_path, {"局2020": {7: "deadline: '11', from: ['局2016#3']"}})
    said = run("show 7 -f 局2020 --as-of 2020-10-15", cwd=folder).out
    assert "局2016#3（2016 年或更早）" in said
    line = run("show 7 -f 局2020 --as-of 2020-10-15 -O json", cwd=folder).data["tasks"][0]["lineage"]
    assert (line["since"], line["years"], line["known_since"]) == (None, None, 2016)
    assert "局2016#3 （计划不在手边）" in said
    found = run("validate -O json 局2020", cwd=folder).data["findings"]
    assert [(f["code"], f["severity"]) for f in found if "link" in f["code"]] == [
        ("link-not-checked", "info")
    ]


def test_plans_in_folders_within_are_meant_by_their_names_and_the_one_above_by_its_year(
    run: Run, tmp_path: Path
) -> None:
    folder = shelf(
        tmp_path / "局", {"2019": {5: "deadline: '11'"}, "2021": {1: "deadline: '11', from: ['2020#7']"}}
    )
    shelf(tmp_path / "局", {"2020": {7: "deadline: '11', from: ['2019#5']"}})
    (folder / "2020/plan.yaml").rename(folder / "plan.yaml")
    assert "2019#5 任务5" in run("show 7 --as-of 2020-10-15", cwd=folder).out
    assert "后来     局/2021#1" in run("show 7 --as-of 2020-10-15", cwd=folder).out
    assert "2020#7 任务7" in run("show 1 -f 2021 --as-of 2020-10-15", cwd=folder).out


def test_a_circle_is_gone_round_once(run: Run, tmp_path: Path) -> None:
    folder = shelf(
        tmp_path,
        {"2019": {1: "deadline: '11', from: ['2020#1']"}, "2020": {1: "deadline: '11', from: ['2019#1']"}},
    )
    task = run("show 1 -f 2020 --as-of 2020-10-15 -O json", cwd=folder).data["tasks"][0]
    assert [e["link"] for e in task["lineage"]["earlier"]] == ["2019#1", "2020#1"]


def test_carry_over_links_and_never_writes_over(run: Run, folder: Path) -> None:
    run(f"done 8 {BY} -f 局2020 --as-of 2020-10-01", cwd=folder)
    said = run("carry-over 局2020 --to 2021 -o 局2021/plan.yaml --as-of 2020-12-31", cwd=folder)
    assert said.out.splitlines() == [
        "1 ← 局2020#7 “任务7”（■ 逾期 31 天）",
        "结转 1 项，1 项不结转（截至 2020-12-31）。",
    ]
    text = (folder / "局2021/plan.yaml").read_text(encoding="utf-8")
    assert 'from: ["局2020#7"]' in text
    assert "# 待核：原承接 市2020#14，看上级今年的计划再写 carries。" in text
    run("list -f 局2021 --as-of 2021-01-05", status=3, cwd=folder)
    again = run("carry-over 局2020 --to 2021 -o 局2021/plan.yaml --as-of 2020-12-31", status=2, cwd=folder)
    assert "没有覆盖" in again.err
    assert (folder / "局2021/plan.yaml").read_text(encoding="utf-8") == text
    assert not (folder / "局2020/plan.yaml").read_text(encoding="utf-8").count("2021")


@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ("--to 2020 -o x/plan.yaml", 2, "不晚于这份计划的 2020 年"),
        ("--to 2021", 2, "没有写草稿放在哪里"),
        ("--to 2021 -o x/plan.txt", 2, "不是计划的文件名"),
    ],
)
def test_carry_over_refuses(run: Run, folder: Path, line: str, status: int, said: str) -> None:
    assert said in run(f"carry-over 局2020 {line} --as-of 2020-12-31", status=status, cwd=folder).err
    assert not (folder / "x").exists()


def test_what_has_nothing_open_is_not_carried_over(run: Run, folder: Path) -> None:
    run(f"carry 12 --to 局2019#27 {BY} -f 局2018 --as-of 2018-12-30", cwd=folder)
    said = run("carry-over 局2018 --to 2019 --dry-run --as-of 2018-12-31", status=4, cwd=folder).err
    assert "没有要结转的任务" in said


def test_compare_in_every_format(run: Run, folder: Path) -> None:
    data = run("compare 局2019 局2020 --as-of 2020-10-15 -O json", cwd=folder).data
    assert [
        (t["change"], (t["before"] or {}).get("id"), (t["after"] or {}).get("id")) for t in data["tasks"]
    ] == [
        ("carried", 27, 7),
        ("new", None, 8),
    ]
    assert data["tasks"][0]["differs"] == ["title", "deadline"]
    shown = run("compare 局2019 局2020 --as-of 2020-10-15", cwd=folder).out
    assert "2019 年与 2020 年：结转 1 项，新增 1 项" in shown
    assert run("compare 局2019 局2020 --as-of 2020-10-15 -O csv", cwd=folder).out.count("任务,") == 2
    assert "| 结转 |" in run("compare 局2019 局2020 --as-of 2020-10-15 -O md", cwd=folder).out
    assert "同一个文件" in run("compare 局2019 局2019/plan.yaml", status=2, cwd=folder).err


@pytest.mark.parametrize("page", ["plan", "bulletin", "department"])
@pytest.mark.parametrize("kind", ["md", "html"])
def test_reports_tell_links(run: Run, folder: Path, page: str, kind: str) -> None:
    def told(plan: str) -> str:
        page_ = run(f"report {page} -f {plan} --as-of 2020-10-15 -O {kind}", cwd=folder).out
        return page_.replace("\\#", "#").replace("\u00a0", " ")

    assert "结转自 局2019#27（2018 年起，第三年）；承接 市2020#14" in told("局2020")
    assert "由 局2020#7（○ 未到时限） 承接" in told("市2020")


def test_plans_named_together_are_at_hand_wherever_they_lie(run: Run, tmp_path: Path) -> None:
    folder = shelf(
        tmp_path,
        {
            "市政府/2020": {14: "deadline: '9'", 15: "deadline: '9'"},
            "局/市场监管局/2020": {7: "deadline: 年底, carries: ['市政府/2020#14']"},
        },
    )
    assert "（计划不在手边）" in run("show 7 -f 局/市场监管局/2020 --as-of 2020-10-15", cwd=folder).out
    listed = run("list -f . --as-of 2020-10-15", cwd=folder).out.replace("\n", "")
    assert "任务 14 由 局/市场监管局/2020#7（○ 未到时限）" in listed
    found = run("validate -f . -O json", cwd=folder).data["findings"]
    linked = {f["code"] for f in found} & {"uncarried-task", "carried-too-late", "link-not-checked"}
    assert linked == {"uncarried-task", "carried-too-late"}
