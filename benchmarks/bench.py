"""Whole commands against baselines of the same run. Trust the ratios, not the milliseconds."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROUNDS = 15
FLOOR = (
    "import typer; from pydantic import BaseModel; type('M', (BaseModel,), {'__annotations__': {'a': int}})"
)

CASES: dict[str, list[str]] = {
    "bare python": ["-c", "pass"],
    "import floor (typer + pydantic)": ["-c", FLOOR],
    "workplan --version": ["-m", "workplan", "--version"],
    "workplan --help": ["-m", "workplan", "--help"],
    "workplan due --month 11": ["-m", "workplan", "due", "--month", "11"],
    "workplan list -O json": ["-m", "workplan", "list", "-O", "json"],
    "workplan by-dept 许可处": ["-m", "workplan", "by-dept", "许可处"],
    "workplan search 甬舟": ["-m", "workplan", "search", "甬舟"],
    "workplan validate": ["-m", "workplan", "validate"],
    "workplan report -O html": ["-m", "workplan", "report", "-O", "html"],
}


def once(arguments: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    for arguments in CASES.values():  # byte code and disk cache
        once(arguments)
    times: dict[str, list[float]] = {name: [] for name in CASES}
    for _ in range(ROUNDS):  # interleaved, so that a busy moment touches all alike
        for name, arguments in CASES.items():
            times[name].append(once(arguments))
    median = {name: statistics.median(values) for name, values in times.items()}
    bare, floor = median["bare python"], median["import floor (typer + pydantic)"]
    print(f"{'':34}{'median ms':>10}{'x python':>10}{'x floor':>10}")
    for name, value in median.items():
        print(f"{name:34}{value * 1000:>10.1f}{value / bare:>10.1f}{value / floor:>10.2f}")


if __name__ == "__main__":
    main()
