"""Plans of any size, made by ``benchmarks/generate.py``, and what workplan answers about them."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import NamedTuple

from benchmarks.generate import Generator

from workplan.cli.app import run as run_command


class Answer(NamedTuple):
    """What a command printed, and how it ended."""

    status: int
    out: str
    err: str


def make(folder: Path, tasks: int, seed: int = 0) -> Path:
    """Write a plan and its ledger into a folder, and return the plan's path."""
    Generator(tasks, seed).write(folder)
    return folder / "plan.yaml"


def ask(plan: Path, *arguments: str) -> Answer:
    """Run a command on a plan."""
    out, err = io.StringIO(), io.StringIO()
    named = [str(plan)] if arguments[0] == "validate" else ["-f", str(plan)]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run_command([*arguments, *named])
    return Answer(int(status), out.getvalue(), err.getvalue())
