"""No command writes any file but the one asked for, nor follows a link out of the plan's folder when it writes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.clerk import Form
from tests.conftest import Run
from tests.files.test_guards import PLAN
from workplan.cli.app import COMMANDS

RECORD = "- {task: 1, date: 2020-06-01, recorded: 2020-06-01, by: 许可处, percent: 10}\n"
AS_OF = "--as-of 2020-06-30"
LEDGER, LOCK = "progress.yaml", ".progress.yaml.lock"

# Each command, as it writes, and the files it may write.
LINES: dict[str, set[str]] = {
    "import list.csv -o new.yaml": {"new.yaml"},
    "init -o new.yaml --year 2021": {"new.yaml"},
    f"due {AS_OF} -o out.json": {"out.json"},
    f"overdue {AS_OF} -o out.json": {"out.json"},
    "list -o out.csv": {"out.csv"},
    "show 1 -o out.md": {"out.md"},
    "by 责任部门 -o out.json": {"out.json"},
    f"undo {AS_OF} --by 办公室": {LEDGER, LOCK},
    "by-dept 许可处 -o out.json": {"out.json"},
    "points -o out.json": {"out.json"},
    "targets -o out.tsv": {"out.tsv"},
    "search 甲 -o out.txt": {"out.txt"},
    f"status {AS_OF} -o out.json": {"out.json"},
    f"missing --month 6 {AS_OF} -o out.json": {"out.json"},
    f"update 1 --percent 20 --by 许可处 {AS_OF}": {LEDGER, LOCK},
    f"done 1 --by 许可处 {AS_OF}": {LEDGER, LOCK},
    f"close 1 --by 许可处 {AS_OF}": {LEDGER, LOCK},
    f"return 1 --reason 误报 --by 许可处 {AS_OF}": {LEDGER, LOCK},
    f"extend 1 --to 2020-12-15 --reason 流标 --by 许可处 {AS_OF}": {LEDGER, LOCK},
    f"carry 1 --to 2021#1 --by 办公室 {AS_OF}": {LEDGER, LOCK},
    f"carry-over plan.yaml --to 2021 -o new.yaml {AS_OF}": {"new.yaml"},
    f"compare plan.yaml later/plan.yaml {AS_OF} -o out.csv": {"out.csv"},
    f"export {AS_OF} -o out.sqlite": {"out.sqlite"},
    "log -o out.json": {"out.json"},
    "merge-ledger base.txt ours.txt theirs.txt": {"ours.txt"},
    "report -o out.md": {"out.md"},
    "report -o out.html": {"out.html"},
    "validate -o out.json": {"out.json"},
    "seal": {"plan.seal.yaml"},
    "schema -o out.json": {"out.json"},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    for name, text in {
        "plan.yaml": PLAN,
        LEDGER: RECORD,
        "base.txt": "",
        "ours.txt": "",
        "theirs.txt": RECORD,
        "list.csv": "序号,任务名称,责任单位,完成时间\n1,修路,城建科,2021年6月\n2,架桥,城建科,2021年底\n",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    later = folder / "later" / "plan.yaml"
    later.parent.mkdir()
    later.write_text(PLAN.replace("year: 2020", "year: 2021"), encoding="utf-8")
    return folder


def state(top: Path) -> dict[str, Any]:
    """Return every file below a folder, what it holds and when it was written; a link as a link."""
    return {
        str(path.relative_to(top)): (
            path.readlink() if path.is_symlink() else path.read_bytes() if path.is_file() else None,
            path.lstat().st_mtime_ns,
        )
        for path in sorted(top.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def changed(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def test_every_command_is_watched() -> None:
    assert {line.split()[0] for line in LINES} | {"sheet", "collect"} == set(COMMANDS)


def prepare(run: Run, folder: Path, line: str) -> None:
    if line.startswith(("close", "return")):
        run("done 1 --by 许可处 --date 2020-06-02 --as-of 2020-06-02", cwd=folder)


@pytest.mark.parametrize("line", LINES)
def test_only_what_was_asked_for_is_written(run: Run, folder: Path, line: str) -> None:
    prepare(run, folder, line)
    before = state(folder.parent)
    run(line, cwd=folder)
    assert changed(before, state(folder.parent)) <= {f"plans/{name}" for name in LINES[line]}


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few make links")
@pytest.mark.parametrize("line", LINES)
def test_no_link_leads_a_command_out_of_the_folder(run: Run, folder: Path, line: str) -> None:
    """Whatever a command may write, and its notes beside it, are links to files of somebody else's."""
    prepare(run, folder, line)
    for name in {*LINES[line], ".progress.yaml.holder", ".progress.yaml.lock", "plan.seal.yaml"}:
        target = folder.parent / f"others-{name.lstrip('.')}"
        target.write_bytes((folder / name).read_bytes() if (folder / name).is_file() else b"")
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(target)
    before = state(folder.parent)
    command = line.split()[0]
    status = {"seal": 5, "import": 2, "init": 2, "carry-over": 2}.get(
        command, 3
    )  # these four write over nothing, be it a link
    said = run(line, cwd=folder, status=status)
    assert "链接" in said.err or command in ("seal", "import", "init", "carry-over")
    assert changed(before, state(folder.parent)) == set()


# The month's forms go to a folder of their own and come back from one.
SHEET = f"sheet --month 6 {AS_OF} -o forms"
COLLECT = f"collect forms --month 6 {AS_OF} -o back.csv"
FORM, MAIL = "forms/填报-2020-06-许可处.xlsx", "forms/发送清单-2020-06.csv"


def filled(run: Run, folder: Path) -> None:
    """Send the form, and fill it in."""
    run(SHEET, cwd=folder)
    Form(folder / FORM).fill(1, 进展情况="已报").save()


def test_the_months_forms_and_what_comes_back_are_watched_too(run: Run, folder: Path) -> None:
    before = state(folder.parent)
    run(SHEET, cwd=folder)
    assert changed(before, sent := state(folder.parent)) == {f"plans/{name}" for name in (FORM, MAIL)}
    run(f"{SHEET} --force", cwd=folder)
    assert changed(sent, state(folder.parent)) <= {f"plans/{name}" for name in (FORM, MAIL)}
    Form(folder / FORM).fill(1, 进展情况="已报").save()
    before = state(folder.parent)
    run(COLLECT, cwd=folder)
    assert changed(before, state(folder.parent)) == {f"plans/{name}" for name in (LEDGER, LOCK, "back.csv")}


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few make links")
@pytest.mark.parametrize("name", ["forms", FORM, MAIL])
def test_no_link_leads_the_months_forms_out_of_the_folder(run: Run, folder: Path, name: str) -> None:
    target = folder.parent / "others"
    target.mkdir()
    (target / "kept").write_bytes(b"kept")
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).symlink_to(target if name == "forms" else target / "kept")
    before = state(folder.parent)
    assert "链接" in run(f"{SHEET} --force", cwd=folder, status=3).err
    assert (target / "kept").read_bytes() == b"kept"
    assert {n for n in changed(before, state(folder.parent)) if n.startswith("others")} == set()


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few make links")
@pytest.mark.parametrize("name", [LEDGER, LOCK, ".progress.yaml.holder", "back.csv"])
def test_no_link_leads_what_is_collected_out_of_the_folder(run: Run, folder: Path, name: str) -> None:
    filled(run, folder)
    target = folder.parent / "others"
    target.write_bytes((folder / name).read_bytes() if (folder / name).exists() else b"")
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(target)
    before = target.read_bytes()
    run(COLLECT, cwd=folder, status=0 if name == ".progress.yaml.holder" else 3)
    assert target.read_bytes() == before
