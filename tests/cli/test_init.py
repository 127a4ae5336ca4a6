"""`workplan init`: a plan that validates from the first minute, over nothing that is there."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import PLAN, Run


def test_it_validates_as_it_is(tmp_path: Path, run: Run) -> None:
    said = run("init --year 2021", cwd=tmp_path)
    assert "workplan validate" in said.err
    assert run("validate --strict", cwd=tmp_path).out.endswith("没有问题。\n")
    assert run("due --month 11 -O json --as-of 2021-11-01", cwd=tmp_path).ids == [1]


def test_it_overwrites_nothing(tmp_path: Path, run: Run) -> None:
    (tmp_path / "plan.yaml").write_text("mine", "utf-8")
    error, hint = run("init", cwd=tmp_path, status=2).complaint
    assert "plan.yaml 已经有了" in error
    assert "-o" in hint
    assert (tmp_path / "plan.yaml").read_text("utf-8") == "mine"


def test_it_is_of_this_year_unless_told(tmp_path: Path, run: Run) -> None:
    run("init -o a.yaml", cwd=tmp_path)
    assert "year: 20" in (tmp_path / "a.yaml").read_text("utf-8")
    run("init -o b.yaml --year 21", cwd=tmp_path, status=2)


def test_a_folder_without_a_plan_is_told_of_both_ways(tmp_path: Path, run: Run) -> None:
    hint = run("due", cwd=tmp_path, status=3).complaint[1]
    assert "workplan init" in hint
    assert "workplan import" in hint


def test_the_example_is_the_plan_of_2020_with_its_ledger(tmp_path: Path, run: Run) -> None:
    said = run("init --example -o 例子/plan.yaml", cwd=tmp_path)
    assert (tmp_path / "例子" / "plan.yaml").read_bytes() == PLAN.read_bytes()
    assert said.err.endswith("workplan status --as-of 2020-11-01 -f 例子/plan.yaml\n")
    done = run("list --status 完成 -O json --as-of 2020-11-01 -f 例子/plan.yaml", cwd=tmp_path)
    assert done.ids


def test_the_example_goes_over_no_ledger_and_has_its_own_year(tmp_path: Path, run: Run) -> None:
    (tmp_path / "progress.yaml").write_text("mine", "utf-8")
    assert "progress.yaml 已经有了" in run("init --example", cwd=tmp_path, status=2).complaint[0]
    assert not (tmp_path / "plan.yaml").exists()
    assert "2020" in run("init --example --year 2021 -o a.yaml", cwd=tmp_path, status=2).complaint[0]


def test_it_says_whose_a_ledger_becomes_that_lies_there_already(tmp_path: Path, run: Run) -> None:
    (tmp_path / "progress.yaml").write_text("- {}\n", "utf-8")
    assert "旁边已经有台账 progress.yaml" in run("init", cwd=tmp_path).err


def test_a_new_plan_has_the_suffix_by_which_folders_find_it(tmp_path: Path, run: Run) -> None:
    assert "-o plan.yaml" in run("init -o 2021.yml", cwd=tmp_path, status=2).complaint[1]
