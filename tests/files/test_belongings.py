"""A ledger and a seal belong to one plan: their names, the fallback, and what looks like a second ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.files.test_guards import PLAN, UPDATE
from workplan.files import belongings

RECORD = "- {task: 1, date: 2020-06-30, recorded: 2020-06-30, by: 许可处, percent: 50}\n"
DUE = "list -O json --as-of 2020-06-30"


@pytest.mark.parametrize(
    ("plan", "ledger", "seal"),
    [
        ("plan.yaml", "progress.yaml", "plan.seal.yaml"),
        ("plan.yml", "progress.yaml", "plan.seal.yaml"),
        ("民生实事.yaml", "民生实事.progress.yaml", "民生实事.seal.yaml"),
        ("2020.v2.yml", "2020.v2.progress.yaml", "2020.v2.seal.yaml"),
    ],
)
def test_names(tmp_path: Path, run: Run, plan: str, ledger: str, seal: str) -> None:
    (tmp_path / plan).write_text(PLAN, encoding="utf-8")
    run(f"{UPDATE} -f {plan}", cwd=tmp_path)
    run(f"seal -f {plan}", cwd=tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {plan, ledger, seal, f".{ledger}.lock"}
    for name in (ledger, seal):
        assert belongings.plan_of(tmp_path / name) == tmp_path / plan
        assert "检查了 1 份计划" in run(f"validate {name}", cwd=tmp_path).out


def lay_out(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")


def test_the_only_plan_of_a_folder_may_go_on_with_progress_yaml(run: Run, tmp_path: Path) -> None:
    lay_out(tmp_path, **{"2020.yaml": PLAN, "progress.yaml": RECORD})
    said = run(f"{DUE} -f 2020.yaml", cwd=tmp_path)
    assert said.data["tasks"][0]["percent"] == 50
    assert said.err.count("\n") == 1
    assert "2020.progress.yaml" in said.err
    run(f"{UPDATE} -f 2020.yaml", cwd=tmp_path)
    assert "percent: 60" in (tmp_path / "progress.yaml").read_text(encoding="utf-8")
    assert not (tmp_path / "2020.progress.yaml").exists()
    assert "info[ledger-name]" in run("validate --strict progress.yaml", cwd=tmp_path).out
    (tmp_path / "progress.yaml").rename(tmp_path / "2020.progress.yaml")
    assert run(f"{DUE} -f 2020.yaml", cwd=tmp_path).err == ""


@pytest.mark.parametrize("other", ["民生实事.yaml", "2021.plan.yaml", "b.yml"])
def test_with_a_second_plan_the_command_stops_and_names_both(run: Run, tmp_path: Path, other: str) -> None:
    lay_out(tmp_path, **{"2020.yaml": PLAN, other: PLAN, "progress.yaml": RECORD})
    for line in (DUE, UPDATE, "validate"):
        said = run(f"{line} -f 2020.yaml", cwd=tmp_path, status=3)
        assert "2020.progress.yaml" in said.err
        assert "progress.yaml 分不清" in said.err
        assert other in said.err
    assert (tmp_path / "progress.yaml").read_text(encoding="utf-8") == RECORD
    lay_out(tmp_path, **{"2020.progress.yaml": ""})
    assert run(f"{DUE} -f 2020.yaml", cwd=tmp_path).err == ""


@pytest.mark.parametrize("other", ["data.yaml", ".hidden.yaml", "a.progress.yaml", "docker-compose.yml"])
def test_what_is_no_plan_is_no_second_plan(run: Run, tmp_path: Path, other: str) -> None:
    lay_out(tmp_path, **{"2020.yaml": PLAN, "progress.yaml": RECORD})
    lay_out(tmp_path, **{other: PLAN if other.startswith(".") else "year: 2020\n"})
    assert run(f"{DUE} -f 2020.yaml", cwd=tmp_path).data["tasks"][0]["percent"] == 50


def test_plan_yaml_has_its_ledger_whatever_lies_beside(run: Run, tmp_path: Path) -> None:
    lay_out(tmp_path, **{"plan.yaml": PLAN, "other.yaml": PLAN, "progress.yaml": RECORD})
    assert run(DUE, cwd=tmp_path).data["tasks"][0]["percent"] == 50


@pytest.mark.parametrize("owner", ["plan.yaml", "plan.yml"])
def test_beside_plan_yaml_another_plan_has_no_ledger_yet(run: Run, tmp_path: Path, owner: str) -> None:
    lay_out(tmp_path, **{owner: PLAN, "2020.yaml": PLAN, "a.yaml": PLAN, "progress.yaml": RECORD})
    said = run(f"{DUE} -f 2020.yaml", cwd=tmp_path)
    assert said.data["tasks"][0]["percent"] is None
    assert said.err == ""
    run(f"{UPDATE} -f 2020.yaml", cwd=tmp_path)
    assert "percent: 60" in (tmp_path / "2020.progress.yaml").read_text(encoding="utf-8")
    assert (tmp_path / "progress.yaml").read_text(encoding="utf-8") == RECORD


def test_two_suffixes_do_not_share(run: Run, tmp_path: Path) -> None:
    lay_out(tmp_path, **{"a.yaml": PLAN, "a.yml": PLAN})
    run(f"{UPDATE} -f a.yaml", cwd=tmp_path)
    run("seal -f a.yaml", cwd=tmp_path)
    for line in (UPDATE, "seal", DUE):
        error, _ = run(f"{line} -f a.yml", cwd=tmp_path, status=3).complaint
        assert "a.yml" in error
        assert "a.yaml" in error


# What looks like a second ledger, and one that is gone.


@pytest.mark.parametrize(
    "name",
    [
        "progress.yml",
        "progress (1).yaml",
        "progress（1）.yaml",
        "progress-张三的冲突副本.yaml",
        "Progress.yaml",
        "progress.sync-conflict-20201101-101010.yaml",
        "progress (李四's conflicted copy 2020-11-01).yaml",
        "progress - 副本.yaml",
        "progress.yaml.txt",
        "progress_BACKUP_12.yaml",
        "progress副本.yaml",
        "progress.yaml (1).yaml",
        "progress.yaml - 副本.txt",
    ],
)
def test_what_looks_like_a_second_ledger_is_told(run: Run, tmp_path: Path, name: str) -> None:
    lay_out(tmp_path, **{"plan.yaml": PLAN, name: RECORD})
    assert "warning[second-ledger]" in run("validate", cwd=tmp_path).out
    run("validate --strict", cwd=tmp_path, status=1)
    assert f"{name} 像是另一个台账" in run("due --as-of 2020-06-30", cwd=tmp_path).err
    assert f"{name} 像是另一个台账" in run(UPDATE, cwd=tmp_path).err


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("progress-2021.yaml", PLAN),
        ("progress.yaml.bak", RECORD),
        ("progress.seal.yaml", ""),
        ("进展.yaml", RECORD),
        ("progressive.yaml", RECORD),
    ],
)
def test_other_files_are_not(run: Run, tmp_path: Path, name: str, text: str) -> None:
    lay_out(tmp_path, **{"plan.yaml": PLAN, name: text})
    assert run("due --as-of 2020-06-30", cwd=tmp_path).err == ""
    run("validate --strict", cwd=tmp_path)


def test_a_ledger_that_vanished_is_told(run: Run, tmp_path: Path) -> None:
    lay_out(tmp_path, **{"plan.yaml": PLAN})
    run(UPDATE, cwd=tmp_path)
    (tmp_path / "progress.yaml").unlink()
    assert "台账 progress.yaml 不见了" in run("due --as-of 2020-06-30", cwd=tmp_path).err
    assert "warning[missing-ledger]" in run("validate", cwd=tmp_path).out


# The seal.


def test_a_damaged_seal_is_never_hidden_by_a_selection(run: Run, tmp_path: Path) -> None:
    lay_out(tmp_path, **{"plan.yaml": PLAN, "plan.seal.yaml": "schema_version: ["})
    assert "damaged-seal" in run("validate --select issued-text-changed", cwd=tmp_path, status=1).out
    assert "damaged-seal" in run("validate --select numbering-gap -O json", cwd=tmp_path, status=1).out


def test_a_plan_that_says_it_is_sealed_misses_its_seal(run: Run, tmp_path: Path) -> None:
    lay_out(tmp_path, **{"plan.yaml": PLAN + "settings: {sealed: true}\n"})
    assert "plan.yaml:6:20: error[missing-seal]" in run("validate", cwd=tmp_path, status=1).out
    assert "missing-seal" in run("validate --select numbering-gap", cwd=tmp_path, status=1).out
    run("seal", cwd=tmp_path)
    run("validate --strict", cwd=tmp_path)
    lay_out(tmp_path, **{"plan.yaml": PLAN + "settings: {sealed: yes}\n"})
    assert "应为 true 或 false" in run("validate", cwd=tmp_path, status=1).out


def test_a_ledger_whose_plan_was_renamed_is_told(run: Run, tmp_path: Path):
    files = {"甲2020.yaml": PLAN, "乙.yaml": PLAN, "甲.progress.yaml": RECORD, "乙.progress.yaml": RECORD}
    lay_out(tmp_path, **files)
    told = "甲.progress.yaml 没有它的计划"
    answered = run("status --as-of 2020-06-30 -f .", cwd=tmp_path).err
    assert answered.count(told) == 1
    assert "是 甲2020.yaml 的台账，改名为 甲2020.progress.yaml" in answered
    assert told in run("status --as-of 2020-06-30 -f 甲2020.yaml", cwd=tmp_path).err
    assert "warning[second-ledger]" in run("validate 甲2020.yaml", cwd=tmp_path).out
    assert told not in run("status --as-of 2020-06-30 -f 乙.yaml", cwd=tmp_path).err
