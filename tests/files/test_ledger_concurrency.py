"""Many writers, writers killed at any moment, and an editor that knows no lock: no record is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.ledgers import on
from tests.writers import PLAN, notes
from workplan.files import ledger_file
from workplan.files.ledger_file import append, extended
from workplan.files.ledger_text import to_yaml

KILLS = int(os.environ.get("WORKPLAN_KILLS", "100"))
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows cannot fork")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "progress.yaml"


def writer(*arguments: object) -> subprocess.Popen[str]:
    """Start tests/writers.py as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.writers", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def ended(process: subprocess.Popen[str], told: str = "") -> list[str]:
    """Return what a writer said by its end, which must be a good one."""
    said, complaint = process.communicate(told)
    assert process.returncode == 0, complaint
    return said.splitlines()


def test_eight_writers_at_once_lose_nothing(file: Path):
    names = [f"第{number}人" for number in range(8)]
    with ExitStack() as stack:
        processes = [stack.enter_context(writer("many", file, name, 25)) for name in names]
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in processes:  # all stand at the line: go
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        said = [ended(process) for process in processes]
    assert said == [[f"{name}-{number}" for number in range(25)] for name in names]
    written = notes(file)
    assert len(written) == 200
    for mine in said:
        assert [note for note in written if note in mine] == mine


@pytest.mark.slow
@needs_fork
def test_killing_writers_at_any_moment_loses_nothing(file: Path):
    """By hand: WORKPLAN_KILLS=1000. A slow machine kills fewer rather than taking longer."""
    with writer("random", file, KILLS, KILLS * 0.4) as process:
        killed, promised = map(int, ended(process)[-1].split())
    assert killed >= min(KILLS, 20)
    assert promised > 0, "all were killed before they had written anything"


@pytest.mark.slow
@needs_fork
def test_killing_a_writer_at_each_of_its_lines_loses_nothing(file: Path):
    with writer("lines", file) as process:
        moments = int(ended(process)[-1])
    assert moments > 50


def in_place(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def by_a_new_file(file: Path, text: str) -> None:
    new = file.with_name("editor.tmp")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


def by_removing_the_old(file: Path, text: str) -> None:
    file.unlink()
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("save", [in_place, by_a_new_file, by_removing_the_old])
def test_what_an_editor_saves_meanwhile_is_kept(
    file: Path, monkeypatch: pytest.MonkeyPatch, save: Callable[[Path, str], None]
):
    """Each record is made ready while an editor, which knows no lock, saves one of its own: then it is made anew."""
    calls: list[ledger_file.Extended] = []

    def meanwhile(before: bytes | None, *more: Any) -> ledger_file.Extended:
        after = extended(before, *more)
        calls.append(after)
        if len(calls) % 2:
            save(
                file,
                file.read_text(encoding="utf-8") + to_yaml(on("08-11", note=f"编辑器-{len(calls) // 2}")),
            )
        return after

    append(file, PLAN, [on("08-10", note="先前")])
    monkeypatch.setattr(ledger_file, "extended", meanwhile)
    for number in range(10):
        append(file, PLAN, [on("08-12", note=f"命令-{number}")])
    pairs = [(f"编辑器-{number}", f"命令-{number}") for number in range(10)]
    assert notes(file) == ["先前", *(note for pair in pairs for note in pair)]
