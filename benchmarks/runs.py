"""Whole processes, timed and weighed. Trust the ratios of one run, not the milliseconds.

Ratios are of processor time: on a machine that others use, the clock counts their work too.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "build"
PYTHON = sys.executable
WORKPLAN = str(Path(sys.executable).with_name("workplan"))

OWN = {"WORKPLAN_MAX_MB": "4096", "WORKPLAN_CACHE": str(BUILD / "bench" / "cache"), "COLUMNS": "100"}
"""The environment all is measured in: files of any size, and a cache of our own."""
OFF = {"WORKPLAN_CACHE": "off"}
"""The environment in which workplan reads the files themselves."""


class Run(NamedTuple):
    """One process: how long it took, the most memory it held, and when its first line came.

    ``seconds`` are those of the clock; ``busy`` those the processor spent on it, which other work disturbs less.
    """

    seconds: float
    busy: float
    kilobytes: int
    first_line: float = 0.0


class Case(NamedTuple):
    """A process to be measured: its name in the table, its command line, where it runs and what it is told.

    ``expected`` are the statuses that count as an answer.
    """

    name: str
    command: Sequence[str]
    folder: Path = ROOT
    environment: Mapping[str, str] = {}
    expected: tuple[int, ...] = (0,)


class Failed(Exception):
    """A process gave no answer: it ended otherwise than expected, or not in time."""


def run(case: Case, limit: float = 600.0) -> Run:
    """Run a process to its end. Raises Failed where it takes longer than ``limit`` or gives no answer."""
    start = time.perf_counter()
    process = subprocess.Popen(
        case.command,
        cwd=case.folder,
        env=_environment(case),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        taken = time.perf_counter() - start
        if pid:
            break
        if taken > limit:
            process.kill()
            process.wait()
            raise Failed(f"over {limit:.0f} s")
        time.sleep(0.001 if taken < 2 else 0.02)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in case.expected:
        raise Failed(f"status {process.returncode}")
    return Run(taken, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


def until_first_line(case: Case) -> Run:
    """Run a process with its answer in a pipe, as `| head` reads it, and tell when the first line came."""
    start = time.perf_counter()
    with subprocess.Popen(
        case.command,
        cwd=case.folder,
        env=_environment(case),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        first = time.perf_counter() - start
        while process.stdout.read(1 << 16):
            pass
    return Run(time.perf_counter() - start, 0.0, 0, first)


def _environment(case: Case) -> dict[str, str]:
    return {**os.environ, **OWN, **case.environment}


def interleaved(cases: Sequence[Case], rounds: int, once: Callable[[Case], Run] = run) -> dict[str, Run]:
    """Return the medians of all cases; run in turns, so that a busy moment touches all alike."""
    for case in cases:  # byte code, disk, caches
        once(case)
    found: dict[str, list[Run]] = {case.name: [] for case in cases}
    for _ in range(rounds):
        for case in cases:
            found[case.name].append(once(case))
    return {name: median(runs) for name, runs in found.items()}


def median(runs: Sequence[Run]) -> Run:
    """Return the medians of some runs of one case."""
    return Run(
        statistics.median(run.seconds for run in runs),
        statistics.median(run.busy for run in runs),
        int(statistics.median(run.kilobytes for run in runs)),
        statistics.median(run.first_line for run in runs),
    )


def made(tasks: int, *more: str) -> Path:
    """Return the folder of a made plan of so many tasks; made once, by a process of its own. ``more`` is for it."""
    folder = BUILD / "made" / "".join((str(tasks), *more))
    newest = max(path.stat().st_mtime for path in Path(__file__).parent.glob("*.py") if path.name in MAKERS)
    if not (folder / "progress.yaml").exists() or (folder / "progress.yaml").stat().st_mtime < newest:
        script = str(Path(__file__).with_name("generate.py"))
        subprocess.run([PYTHON, script, "--tasks", str(tasks), *more, "-o", str(folder)], check=True)
    return folder


MAKERS = ("generate.py", "opened.py", "histories.py", "phrases.py", "places.py")


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table; the first column is words, the others are figures."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def count(tasks: int) -> str:
    """Return a number of tasks as heads write it: 35, 1k, 100k."""
    return f"{tasks // 1000}k" if tasks >= 1000 else str(tasks)
