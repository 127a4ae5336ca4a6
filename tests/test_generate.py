"""The generator of large plans: what it makes is valid, the same every time, and like the real plan."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
import yaml
from benchmarks import province

from tests.conftest import PLAN, ROOT, alone
from tests.made import ask, make

MANY = 700
"""Tasks enough for shares to settle near those they are drawn by."""


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(alone(tmp_path_factory.mktemp("made")), MANY)


@pytest.mark.parametrize("tasks", [1, 2, 7, 35, 120])
@pytest.mark.parametrize("seed", [0, 1])
def test_what_is_made_is_valid(tmp_path: Path, tasks: int, seed: int) -> None:
    plan = make(tmp_path, tasks, seed)
    ended = ask(plan, "validate", "--strict")
    assert ended.status == 0, ended.out
    assert [task["id"] for task in read(plan)["tasks"]] == [str(n) for n in range(1, tasks + 1)]


def test_many_are_valid(made: Path) -> None:
    ended = ask(made, "validate", "--strict")
    assert ended.status == 0, ended.out


def test_the_same_number_and_seed_give_the_same_bytes(tmp_path: Path) -> None:
    def bytes_of(name: str, seed: int) -> list[bytes]:
        make(tmp_path / name, 40, seed)
        return [(tmp_path / name / file).read_bytes() for file in ("plan.yaml", "progress.yaml")]

    assert bytes_of("once", 3) == bytes_of("again", 3)
    assert all(one != other for one, other in zip(bytes_of("once", 3), bytes_of("other", 4), strict=True))


def test_it_is_a_script(tmp_path: Path) -> None:
    script = [sys.executable, str(ROOT / "benchmarks" / "generate.py"), "--tasks", "5", "-o", str(tmp_path)]
    subprocess.run(script, check=True, cwd=tmp_path)
    assert len(read(tmp_path / "plan.yaml")["tasks"]) == 5


def test_tasks_are_as_long_as_real_ones(made: Path) -> None:
    def measures(plan: Path) -> dict[str, float]:
        tasks, whole = read(plan)["tasks"], read(plan)
        points = [point for section in whole["sections"] for point in section["points"]]
        return {
            "goals": mean(len(task["goals"]) for task in tasks),
            "paragraphs": mean(task["goals"].count("\n") + 1 for task in tasks),
            "text of points": mean(len(point["text"]) for point in points),
            "points a task": len(points) / len(tasks),
            "bytes a task": plan.stat().st_size / len(tasks),
        }

    ours, real = measures(made), measures(PLAN)
    assert {name: ours[name] / real[name] for name in real} == {
        name: pytest.approx(1, abs=0.2) for name in real
    }, (ours, real)


def test_words_are_shared_out_as_in_the_real_plan(made: Path) -> None:
    def shares(plan: Path) -> dict[str, float]:
        tasks = read(plan)["tasks"]
        return {
            "november": mean(task["deadline"] == "11" for task in tasks),
            "blank": mean(not task["deadline"] for task in tasks),
            "two readings": mean(task["deadline"].endswith("前") for task in tasks),
            "several departments": mean(
                "、" in task["departments"] or "\n" in task["departments"] for task in tasks
            ),
            "no promise": mean("targets" not in task for task in tasks),
            "steps": mean("milestones" in task for task in tasks),
            "no point": mean(not task["points"] for task in tasks),
        }

    ours, real = shares(made), shares(PLAN)
    assert ours == {name: pytest.approx(share, abs=0.12) for name, share in real.items()}
    assert {"持续推进", "年底", "上半年"} <= {task["deadline"] for task in read(made)["tasks"]}


def test_the_register_grows_more_slowly_than_the_list(made: Path, tmp_path: Path) -> None:
    real = len(read(PLAN)["departments"])
    few = len(read(make(tmp_path, 35))["departments"])
    many = len(read(made)["departments"])
    assert few == real
    assert real < many < real * MANY / 35 / 2


def test_the_ledger_tells_all_kinds_of_stories(made: Path) -> None:
    records = read(made.with_name("progress.yaml"))
    assert 2 < len(records) / MANY < 6
    told = Counter(record.get("status", "") for record in records)
    assert set(told) == {"", "not_started", "in_progress", "done", "closed", "suspended", "cancelled"}
    keys = {key for record in records for key in record}
    assert {"percent", "values", "reached", "extension", "returned", "note", "evidence"} <= keys
    assert [record["date"] for record in records] == sorted(record["date"] for record in records)


@pytest.mark.parametrize("tasks", [1, 2, 35, 120])
def test_plans_of_another_form_are_valid_too(tmp_path: Path, tasks: int) -> None:
    script = [sys.executable, str(ROOT / "benchmarks" / "generate.py"), "--opened", "--tasks", str(tasks)]
    subprocess.run([*script, "-o", str(tmp_path)], check=True)
    plan = tmp_path / "plan.yaml"
    ended = ask(plan, "validate", "--strict")
    assert ended.status == 0, ended.out
    found = read(plan)
    assert len(found["columns"]) == 9
    assert all(task["cells"]["分管领导"] for task in found["tasks"])


def test_a_province_is_of_plans_that_link_to_one_another(tmp_path: Path) -> None:
    script = str(ROOT / "benchmarks" / "generate.py")
    line = [sys.executable, script, "--plans", "5", "--tasks", "21", "-o", str(tmp_path)]
    subprocess.run(line, check=True)
    plans = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("plan.yaml"))
    assert plans == sorted(f"{made.key}/plan.yaml" for made in province.plans(5))
    linked = read(tmp_path / "定海区" / "2019" / "plan.yaml")
    told = {task["id"]: (task.get("from"), task.get("carries")) for task in linked["tasks"]}
    assert told["10"] == (["定海区/2018#9"], None)
    assert told["21"] == (None, ["省本级/2019#21"])
    assert (linked["year"], linked["titles"]["document"][:8]) == ("2019", "定海区2019年")


def test_the_same_number_gives_the_same_province(tmp_path: Path) -> None:
    for name in "ab":
        province.write(tmp_path / name, 4, 5)
    one, other = tmp_path / "a", tmp_path / "b"
    files = [path.relative_to(one) for path in one.rglob("*.yaml")]
    assert len(files) == 8
    assert all((one / file).read_bytes() == (other / file).read_bytes() for file in files)


def test_a_province_s_plans_are_valid(tmp_path: Path) -> None:
    province.write(tmp_path, 5, 12)
    for made in province.plans(5):
        ended = ask(tmp_path / made.key / "plan.yaml", "validate")
        assert ended.status == 0, ended.out
