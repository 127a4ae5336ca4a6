"""A collect that is killed leaves the ledger whole, and the next one finishes."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.clerk import Form
from tests.conftest import Run
from tests.ledgers import EXAMPLE, folder_of
from workplan.cli.app import run as command
from workplan.files import atomic

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="kills a process of its own, which wants fork"
)


def killed_at(step: str, line: list[str]) -> int:
    """Run a command in a process that dies when it comes to a step of writing; return the signal it died of."""
    child = os.fork()
    if child == 0:
        setattr(atomic, step, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        command(line)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.slow
@pytest.mark.parametrize("step", ["_keep_owner", "_replace", "_sync_folder"])
@pytest.mark.parametrize("begun", [True, False])
def test_a_killed_collect_leaves_the_ledger_whole(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, begun: bool
) -> None:
    folder = folder_of(tmp_path, EXAMPLE.read_bytes() if begun else None)
    run("sheet --month 11 -o 发出 --as-of 2020-11-20", cwd=folder)
    for department, task in (("综合执法队", 27), ("办公室", 1)):
        Form(folder / "发出" / f"填报-2020-11-{department}.xlsx").fill(task, 进展情况="已报").save()
    ledger = folder / "progress.yaml"
    line = "collect 发出 --month 11 --as-of 2020-11-25"
    before = ledger.read_bytes() if begun else b""
    monkeypatch.chdir(folder)
    assert killed_at(step, line.split()) == -signal.SIGKILL
    left = ledger.read_bytes() if ledger.exists() else b""
    run(line, cwd=folder)
    after = ledger.read_bytes()
    assert after.startswith(before)
    assert (after.count(b"\n- task:"), left in (before, after)) == (before.count(b"\n- task:") + 2, True)
    assert (left == after) is (step == "_sync_folder")
    assert not list(folder.glob(".progress.yaml.*.tmp"))
    run("validate", cwd=folder)
