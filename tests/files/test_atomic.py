"""Answers into places that are no files: written to, never replaced."""

from __future__ import annotations

import json
import os
import stat
import threading
from pathlib import Path

import pytest

from tests.conftest import Run
from workplan.domain.errors import Unreadable
from workplan.files import atomic


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize("linked", [False, True])
def test_a_pipe_is_written_to_and_stays_a_pipe(linked: bool, run: Run, tmp_path: Path):
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    target = tmp_path / "link.json" if linked else pipe
    if linked:
        target.symlink_to(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    run("due --month 11 -o", str(target))
    reader.join(timeout=20)
    assert json.loads(read[0])["kind"] == "tasks"
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(tmp_path.glob("*.tmp")) == list(tmp_path.glob(".*")) == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device here")  # noqa: PTH110 - a device
def test_a_device_that_is_full_is_told_of():
    with pytest.raises(Unreadable):
        atomic.write(Path("/dev/full"), "x")
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_that_nobody_reads_is_refused(run: Run, tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.json")
    error = run("due --month 11 -o", str(tmp_path / "pipe.json"), status=3).complaint[0]
    assert "没有程序在读" in error
