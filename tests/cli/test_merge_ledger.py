"""``merge-ledger``: two sides of a ledger put together by records, by hand and as git's merge driver."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, Run
from tests.ledgers import on
from tests.properties import tried
from workplan.checks.ledger.duplicate_record import identity
from workplan.domain.records import ProgressRecord
from workplan.files import ledger_merge
from workplan.files.gate import LEDGER
from workplan.files.ledger_text import to_yaml
from workplan.files.reading import read_file

PLAN = """\
year: 2020
titles: {document: 计划}
departments: [{name: 许可处}]
tasks:
  - {id: 1, title: 甲, goals: 乙, departments: 许可处, deadline: "11"}
"""


def ledger(*percents: int, task: int = 1) -> str:
    return "".join(to_yaml(on("06-30", task=task, percent=percent)) for percent in percents)


def percents(path: Path) -> list[int]:
    read = read_file(LEDGER, path.read_bytes(), str(path), may_be_empty=True)
    return [int(record.percent or 0) for record in read.value or ()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def three(folder: Path, base: str, ours: str, theirs: str) -> str:
    for name, text in (("base.yaml", base), ("progress.yaml", ours), ("theirs.yaml", theirs)):
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return "merge-ledger base.yaml progress.yaml theirs.yaml"


def test_theirs_minus_base_is_appended(run: Run, folder: Path) -> None:
    ours = "# 自己的\r\n" + ledger(10, 20).replace("\n", "\r\n")
    line = three(folder, ledger(10), ours, ledger(10, 30, 40))
    said = run(line, cwd=folder)
    assert said.out == ""
    assert "并入 2 条记录" in said.err
    assert percents(folder / "progress.yaml") == [10, 20, 30, 40]
    raw = (folder / "progress.yaml").read_bytes()
    assert raw.startswith(ours.encode()), "the old bytes stay a prefix"
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_the_second_merge_loses_nothing(run: Run, folder: Path) -> None:
    """Both sides have merged once, each appending the other's: what they share is no prefix any more."""
    mine, yours = ledger(10, 20, 30), ledger(10, 30, 20)
    run(three(folder, ledger(10, 30), mine + ledger(50), yours + ledger(60)), cwd=folder)
    assert sorted(percents(folder / "progress.yaml")) == [10, 20, 20, 30, 50, 60]
    run(three(folder, yours, mine + ledger(50), yours + ledger(60)), cwd=folder)
    assert percents(folder / "progress.yaml") == [10, 20, 30, 50, 60]


def test_a_record_entered_on_both_sides_is_warned_of(run: Run, folder: Path) -> None:
    said = run(three(folder, "", ledger(10), ledger(10)), cwd=folder)
    assert "warning[duplicate-record]" in said.err
    assert "warning[duplicate-record]" in run("validate", cwd=folder).out
    run("validate --strict", cwd=folder, status=1)
    run("list -O json", cwd=folder)
    run("update 1 --percent 30 --by 许可处 --as-of 2020-07-01", cwd=folder)


def test_what_cannot_follow_is_left_merged_and_told(run: Run, folder: Path) -> None:
    closed = to_yaml(on("06-01", status="done")) + to_yaml(on("06-02", status="closed"))
    begun = to_yaml(on("06-03", status="in_progress", percent=50))
    said = run(three(folder, "", closed, begun), cwd=folder, status=1)
    assert "progress.yaml:15:11: error[status-out-of-order]" in said.err
    assert said.out == ""
    assert percents(folder / "progress.yaml")[-1] == 50


def test_a_record_changed_on_their_side_is_told(run: Run, folder: Path) -> None:
    said = run(three(folder, ledger(10), ledger(10, 20), ledger(11)), cwd=folder, status=1)
    assert "改动或删去了 1 条" in said.err
    assert percents(folder / "progress.yaml") == [10, 20, 11]


@pytest.mark.parametrize("side", ["base.yaml", "progress.yaml", "theirs.yaml"])
def test_a_broken_side_changes_nothing(run: Run, folder: Path, side: str) -> None:
    line = three(folder, "", ledger(10), ledger(20))
    (folder / side).write_text("- task: [", encoding="utf-8")
    before = (folder / "progress.yaml").read_bytes()
    assert side in run(line, cwd=folder, status=3).err
    assert (folder / "progress.yaml").read_bytes() == before


def test_a_plan_is_no_ledger(run: Run, folder: Path) -> None:
    three(folder, "", "", ledger(10))
    run("merge-ledger base.yaml plan.yaml theirs.yaml", cwd=folder, status=2)
    run("merge-ledger base.yaml gone.yaml theirs.yaml", cwd=folder, status=3)
    assert (folder / "plan.yaml").read_text(encoding="utf-8") == PLAN


RECORDS = st.lists(st.integers(0, 4), max_size=6)


@tried(50)
@given(RECORDS, RECORDS, RECORDS)
def test_it_is_a_sum_of_multisets(
    tmp_path_factory, base: list[int], mine: list[int], yours: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    three(folder, ledger(*base), ledger(*base, *mine), ledger(*yours, *base))
    merged = ledger_merge.merge(*(folder / name for name in ("base.yaml", "progress.yaml", "theirs.yaml")))
    assert (merged.gone, len(merged.added)) == (0, len(yours))
    ledger_merge.write(folder / "progress.yaml", merged)
    assert Counter(percents(folder / "progress.yaml")) == Counter(base) + Counter(mine) + Counter(yours)


def test_identical_means_every_field() -> None:
    one, other = on("06-30", percent=10), on("06-30", percent=10, note="x")
    assert isinstance(one, ProgressRecord)
    assert identity(one) == identity(on("06-30", percent=10))
    assert identity(one) != identity(other)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("git") or sys.platform == "win32", reason="no git, or no shell")
def test_git_merges_with_it_again_and_again(tmp_path: Path) -> None:
    """Two clerks, three merges each way, by the two lines the manual tells."""
    manual = (ROOT / "docs" / "ledger-format.md").read_text(encoding="utf-8")
    config = next(line for line in manual.splitlines() if line.startswith("git config merge."))
    attributes = [line for line in manual.splitlines() if line.endswith(" merge=workplan-ledger")]
    assert len(attributes) == 2
    program = tmp_path / "bin" / "workplan"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT / "src"}" exec "{sys.executable}" -m workplan "$@"\n')
    program.chmod(0o755)
    work = tmp_path / "work"
    (work / "2020").mkdir(parents=True)
    env = {"PATH": f"{program.parent}:/usr/bin:/bin", "HOME": str(tmp_path)}

    def git(line: str) -> None:
        ended = subprocess.run(line, shell=True, cwd=work, env=env, capture_output=True, check=False)
        assert ended.returncode == 0, (line, ended.stdout, ended.stderr)

    path = work / "2020" / "progress.yaml"

    def record(branch: str, percent: int) -> None:
        git(f"git checkout -q {branch}")
        with path.open("a", encoding="utf-8") as stream:
            stream.write(ledger(percent))
        git("git commit -qam x")

    git("git init -q -b main && git config user.email a@b && git config user.name a")
    git(config)
    (work / ".gitattributes").write_text("\n".join(attributes) + "\n", encoding="utf-8")
    (work / "2020" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    path.write_text(ledger(1), encoding="utf-8")
    git("git add -A && git commit -qm x && git branch other")
    for round_ in range(3):
        record("main", 10 + round_)
        record("other", 20 + round_)
        git("git merge -q -m x main")
        record("other", 30 + round_)
        record("main", 40 + round_)
        git("git merge -q -m x other")
        assert len(percents(path)) == len(set(percents(path))) == 1 + 4 * (round_ + 1)
