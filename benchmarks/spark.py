"""``make spark``: the roll-up of examples/spark_rollup.py, held against the command line's byte by byte, and measured.

It runs in an environment of its own, which has pyspark; Java must be on the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from tests import rollup

from benchmarks import province
from benchmarks.runs import ROOT

DAY = "2020-11-01"


def main() -> None:
    parser = argparse.ArgumentParser(description="Hold the roll-up under Spark against the command line's.")
    parser.add_argument("--plans", type=int, default=200)
    parser.add_argument("--tasks", type=int, default=35)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        province.write(Path(made), given.plans, given.tasks)
        print(f"{given.plans} plans of {given.tasks} tasks")
        start, busy = time.perf_counter(), _busy()
        ours = asked(made)
        print(_told("list and status", time.perf_counter() - start, _busy() - busy), flush=True)
        start = time.perf_counter()
        theirs, megabytes = under_spark(made)
        seconds = time.perf_counter() - start
        print(f"Spark: {seconds:.1f} s by the clock; {megabytes:.0f} MB at most, all its processes together")
    if ours != theirs:
        sys.exit("the two differ")
    print(f"equal: {len(ours.splitlines())} counts, {len(ours)} bytes")


def asked(folder: str) -> bytes:
    """Ask the command line of all plans, in one call a question."""
    listed, status = (_answer(command, folder) for command in ("list", "status"))
    return rollup.of_listing(listed["tasks"], status["departments"])


def _answer(command: str, folder: str) -> Any:
    line = [sys.executable, "-m", "workplan", command, "--as-of", DAY, "-O", "json", "-f", folder]
    return json.loads(subprocess.check_output(line))


def _busy() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _told(name: str, seconds: float, busy: float) -> str:
    return f"{name}: {seconds:.1f} s by the clock, {busy:.1f} s of processor time"


def under_spark(folder: str) -> tuple[bytes, float]:
    """Run the example; return what it printed, and the most memory all its processes held."""
    script = str(ROOT / "examples" / "spark_rollup.py")
    with subprocess.Popen(
        [sys.executable, script, folder, "--as-of", DAY], stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        weight = _Weight(process.pid)
        assert process.stdout is not None
        printed = process.stdout.read()
    weight.stop()
    if process.returncode:
        sys.exit(process.returncode)
    return printed.strip(), weight.megabytes


class _Weight:
    """Watches how much memory the processes of a session hold together."""

    def __init__(self, session: int) -> None:
        self.megabytes = 0.0
        self._session, self._done = session, threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._done.set()
        self._watcher.join()

    def _watch(self) -> None:
        page = resource.getpagesize() / 2**20
        while not self._done.wait(0.2):
            self.megabytes = max(self.megabytes, page * sum(map(self._pages, Path("/proc").glob("[0-9]*"))))

    def _pages(self, process: Path) -> int:
        try:
            if os.getsid(int(process.name)) != self._session:
                return 0
            return int((process / "statm").read_text().split()[1])
        except (OSError, ValueError):
            return 0


if __name__ == "__main__":
    main()
