"""What happens round a command: interrupts, full disks, pipes that do not wait, files of nearly the right name."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.conftest import PLAN, Run
from tests.ledgers import folder_of
from tests.process import environment, python

RECORD = ("update", "11", "--note", "好", "--by", "质量发展处", "--as-of", "2020-12-10")
FULL = Path("/dev/full")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path)


def workplan(folder: Path, *words: str, stdout: int | None = None) -> subprocess.CompletedProcess[str]:
    with FULL.open("w") as full:
        return subprocess.run(
            [sys.executable, "-m", "workplan", *words],
            cwd=folder,
            env=environment(),
            stdout=full if stdout is None else stdout,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )


# What is written is written.


@pytest.mark.skipif(not FULL.exists(), reason="no full device here")
@pytest.mark.parametrize(
    ("words", "written"), [(RECORD, "progress.yaml"), (("seal",), "plan.seal.yaml")], ids=["update", "seal"]
)
def test_a_full_screen_does_not_undo_what_is_written(
    folder: Path, words: tuple[str, ...], written: str
) -> None:
    done = workplan(folder, *words)
    assert (folder / written).exists()
    assert done.returncode == 0
    assert f"写入 {written}。只是无法输出" in done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="no full device here")
def test_forms_that_were_written_are_no_failure_of_the_screen(folder: Path) -> None:
    done = workplan(folder, "sheet", "许可处", "--month", "11", "-o", "发出", "--as-of", "2020-11-20")
    assert len(list((folder / "发出").iterdir())) == 2
    assert (done.returncode, "1 份填报表已写入 发出。只是无法输出" in done.stderr) == (0, True)


@pytest.mark.skipif(not FULL.exists(), reason="no full device here")
def test_an_answer_that_cannot_be_given_is_a_failure(folder: Path) -> None:
    done = workplan(folder, "list")
    assert (done.returncode, "无法输出" in done.stderr) == (3, True)


INTERRUPTING = """
import os, sys
from workplan.cli.app import run
from workplan.files import atomic, ledger_file
def interrupt(*_):
    raise KeyboardInterrupt
if sys.argv[1] == "after":
    atomic._sync_folder = interrupt
elif sys.argv[1] == "saying":
    import workplan.cli.recording
    workplan.cli.recording.told = interrupt
else:
    atomic._keep_owner = interrupt
sys.exit(run(sys.argv[2:]))
"""


@pytest.mark.parametrize(("when", "told"), [("before", False), ("after", True), ("saying", True)])
def test_an_interrupt_tells_whether_it_is_written(folder: Path, when: str, told: bool) -> None:
    done = python("-c", INTERRUPTING, when, *RECORD, "-f", str(folder / "plan.yaml"))
    assert done.returncode == 130
    assert (folder / "progress.yaml").exists() is told
    assert ("已登记 1 条，写入" in done.stderr) is told
    assert "Traceback" not in done.stderr


EARLY = """
import sys
class Interrupt:
    def find_spec(self, name, *_):
        if name == sys.argv[1]:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupt())
wanted, sys.argv[1:] = sys.argv[1], ["list"]
sys.argv.insert(1, wanted)
from workplan.__main__ import main
main()
"""


@pytest.mark.parametrize("module", ["typer", "workplan.cli.app", "workplan.cli.streams"])
def test_an_early_interrupt_is_no_traceback(module: str) -> None:
    done = python("-c", EARLY, module)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


# Pipes that do not wait.


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of their own kind")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_pipe_that_does_not_wait_gets_all_of_it(unbuffered: str) -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    pieces: list[bytes] = []

    def read() -> None:
        with os.fdopen(reading, "rb") as stream:
            threading.Event().wait(1.0)  # long enough for 64 kB to fill up
            pieces.append(stream.read())

    reader = threading.Thread(target=read)
    reader.start()
    words = ["show", "1-35", "--as-of", "2020-09-30", "-O", "json"]
    done = subprocess.run(
        [sys.executable, "-m", "workplan", *words],
        cwd=PLAN.parent,
        env=environment(PYTHONUNBUFFERED=unbuffered),
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    reader.join()
    whole = python("-m", "workplan", *words).stdout.encode("utf-8")
    assert done.returncode == 0, done.stderr
    assert len(whole) > 65_536
    assert pieces == [whole]


# Plans of nearly that name, of no name, of other years.


@pytest.mark.parametrize("name", ["plan.yml", "plan.yaml.txt", "Plan.YAML", "plan.yml.txt"])
def test_a_plan_of_nearly_that_name_is_named(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(PLAN.read_bytes())
    if (tmp_path / "plan.yaml").exists():
        pytest.skip("a file system that knows no case")
    for line in ("list", "list -f .", "list -f plan.yaml", "validate plan.yaml", "update 5 --note 好"):
        _, hint = run(line, status=3, cwd=tmp_path).complaint
        assert f"“{name}”" in hint
        assert "改名为 plan.yaml" in hint


def test_a_plan_of_nearly_that_name_beside_the_one_read_is_told(run: Run, folder: Path) -> None:
    assert run("list", cwd=folder).err == ""
    (folder / "plan.yml").write_bytes(b"")
    result = run("list -O json", cwd=folder)
    assert len(result.ids) == 35
    assert result.err == "警告：用的是 plan.yaml；旁边的 plan.yml 没有读，名称不对。\n"
    assert run("list -O json -f plan.yaml", cwd=folder).err == ""


def test_a_folder_without_a_plan_says_what_to_begin_with(run: Run, tmp_path: Path) -> None:
    _, hint = run("due", status=3, cwd=tmp_path).complaint
    assert "还没有计划的" in hint
    assert "workplan import" in hint
    assert "workplan init" in hint


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        ("2026-01-01", True),
        ("2022-01-01", True),
        ("2018-12-31", True),
        ("2019-12-31", True),  # the plan's year has not begun
        ("2020-01-01", False),
        ("2021-12-31", False),
    ],
)
def test_a_day_years_from_the_plan_is_told(run: Run, as_of: str, told: bool) -> None:
    for line in ("due", "overdue", "list", "status", "by-dept 许可处"):
        lines = run(f"{line} --as-of {as_of}").out.replace("\n", "").partition("这是 2020 年的计划")
        assert bool(lines[1]) is told
        assert ("--as-of 2020-11-30" in lines[2]) is told
    assert "计划期" not in run(f"due --as-of {as_of} -O csv").out
