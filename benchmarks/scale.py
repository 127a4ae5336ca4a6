"""A province: time and memory from 35 tasks to 100,000, when the first line comes, and that the answers are right.

``python -m benchmarks.scale --compare 10000 100000`` compares answers with the reference of the tests.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from .runs import (
    OFF,
    OWN,
    PYTHON,
    WORKPLAN,
    Case,
    Failed,
    Run,
    count,
    made,
    median,
    run,
    table,
    until_first_line,
)

SIZES = (35, 1_000, 10_000, 100_000)
AS_OF = ("--as-of", "2020-10-15")
COMMANDS: dict[str, tuple[str, ...]] = {
    "validate": ("validate",),
    "list": ("list", *AS_OF),
    "list -O json": ("list", "-O", "json", *AS_OF),
    "due --month 11": ("due", "--month", "11", *AS_OF),
    "by-dept": ("by-dept", *AS_OF),
    "search 甬舟": ("search", "甬舟", *AS_OF),
    "status": ("status", *AS_OF),
    "report": ("report", *AS_OF),
}
CACHED = ("due --month 11", "list -O json")
NAIVE = "safe_load + Pydantic"
STREAMED = {
    "list -O json": COMMANDS["list -O json"],
    "list -O csv": ("list", "-O", "csv", *AS_OF),
    "list": COMMANDS["list"],
}
_RATIO, _KILOBYTES, _FASTER = 11.0, 8.0, 5.0

Measured = dict[str, dict[int, Run | str]]


def cases(folder: Path) -> list[Case]:
    """Return what is measured on a plan: every command on the files themselves, two from the cache, and the naive way."""
    naive = str(Path(__file__).with_name("naive.py"))
    return [
        *(Case(name, [WORKPLAN, *line], folder, OFF) for name, line in COMMANDS.items()),
        *(Case(f"{name}, cached", [WORKPLAN, *COMMANDS[name]], folder) for name in CACHED),
        Case(NAIVE, [PYTHON, naive, "plan.yaml", "progress.yaml"], folder),
    ]


def measure(sizes: Sequence[int], limit: float = 1800.0) -> str:
    """Measure, and return the tables and which targets hold."""
    found: Measured = {}
    for size in sizes:
        rounds = 5 if size < 1000 else 3 if size < 100_000 else 1
        for case in cases(made(size)):
            print(f"{size:>7} {case.name}", flush=True)
            found.setdefault(case.name, {})[size] = _medians(case, rounds, limit)
    return "\n\n".join([_times(found, sizes), _memory(found, sizes), _targets(found, sizes)])


def _medians(case: Case, rounds: int, limit: float) -> Run | str:
    try:
        if case.name.endswith("cached"):
            run(case, limit)
        return median([run(case, limit) for _ in range(rounds)])
    except Failed as why:
        return str(why)


def _times(found: Measured, sizes: Sequence[int]) -> str:
    heads = ["processor seconds at", *map(count, sizes), f"{count(sizes[-1])} : {count(sizes[-2])}"]
    rows = [
        [
            _named(name),
            *(f"{r.busy:.2f}" if isinstance(r, Run) else r for r in runs.values()),
            _ratio(runs, sizes),
        ]
        for name, runs in found.items()
    ]
    return table(heads, rows)


def _memory(found: Measured, sizes: Sequence[int]) -> str:
    heads = ["most memory, MB, at", *map(count, sizes), "kB a task"]
    rows = [
        [
            _named(name),
            *(f"{r.kilobytes / 1024:.0f}" if isinstance(r, Run) else r for r in runs.values()),
            _number(_per_task(runs, sizes)),
        ]
        for name, runs in found.items()
    ]
    return table(heads, rows)


def _named(name: str) -> str:
    command, _, cached = name.partition(", ")
    return name if name == NAIVE else f"`{command}`{', cached' if cached else ''}"


def _times_over(runs: dict[int, Run | str], sizes: Sequence[int]) -> float | None:
    large, small = runs[sizes[-1]], runs[sizes[-2]]
    return large.busy / small.busy if isinstance(large, Run) and isinstance(small, Run) else None


def _per_task(runs: dict[int, Run | str], sizes: Sequence[int]) -> float | None:
    large, small = runs[sizes[-1]], runs[sizes[0]]
    if not isinstance(large, Run) or not isinstance(small, Run):
        return None
    return (large.kilobytes - small.kilobytes) / sizes[-1]


def _ratio(runs: dict[int, Run | str], sizes: Sequence[int]) -> str:
    return _number(_times_over(runs, sizes))


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:.1f}"


def _targets(found: Measured, sizes: Sequence[int]) -> str:
    commands = {name: runs for name, runs in found.items() if name != NAIVE}
    slow = {name: _times_over(runs, sizes) for name, runs in commands.items()}
    large = {name: _per_task(runs, sizes) for name, runs in commands.items()}
    naive, ours = found[NAIVE][sizes[-1]], found["validate"][sizes[-1]]
    faster = naive.busy / ours.busy if isinstance(naive, Run) and isinstance(ours, Run) else None
    ratio = f"time, {count(sizes[-1])} : {count(sizes[-2])}"
    rows = [
        [ratio, f"{_RATIO:.0f} at most", _verdict(slow, _RATIO)],
        ["memory a task", f"{_KILOBYTES:.0f} kB at most", _verdict(large, _KILOBYTES)],
        [
            f"`validate` of {count(sizes[-1])} against {NAIVE}",
            f"{_FASTER:.0f} x as fast at least",
            f"{_number(faster)} x: {'holds' if faster and faster >= _FASTER else '**does not hold**'}",
        ],
    ]
    return table(["target", "", "measured"], rows).replace("| --- | ---: | ---: |", "| --- | --- | --- |")


def _verdict(figures: dict[str, float | None], most: float) -> str:
    """Say whether all figures are small enough, and name those that are not."""
    over = [
        f"{_named(name)} {_number(value)}" for name, value in figures.items() if value is None or value > most
    ]
    return f"**does not hold** for {'; '.join(over)}" if over else "holds for all"


def first_lines(size: int, rounds: int = 3) -> str:
    """Return when the first line of an answer comes, of the whole."""
    rows = []
    for name, line in STREAMED.items():
        found = median(
            [until_first_line(Case(name, [WORKPLAN, *line], made(size), OFF)) for _ in range(rounds)]
        )
        share = f"{found.first_line / found.seconds:.0%}"
        rows.append([f"`{name}`", share, f"{found.first_line:.2f}", f"{found.seconds:.2f}"])
    return table(
        [f"{count(size)} tasks, into a pipe", "first line after, of the whole", "first line, s", "whole, s"],
        rows,
    )


def opened(size: int, rounds: int = 1) -> str:
    """Return what commands take on a plan with columns of its own, shared offices and remarks that name offices."""
    commands = {name: COMMANDS[name] for name in ("validate", "due --month 11", "by-dept")}
    lines = {name: [WORKPLAN, *line] for name, line in commands.items()}
    naive = [PYTHON, str(Path(__file__).with_name("naive.py")), "plan.yaml", "progress.yaml"]
    rows = []
    for name, line in {**lines, NAIVE: naive}.items():
        both = [
            median([run(Case(name, line, folder, OFF), 600) for _ in range(rounds)])
            for folder in (made(size), made(size, "--opened"))
        ]
        figures = (f"{both[0].busy:.2f}", f"{both[1].busy:.2f}", f"{both[1].kilobytes / 1024:.0f}")
        rows.append([_named(name), *figures])
    heads = ["processor seconds", "six columns", "nine columns, shared offices, remarks", "MB"]
    return table([f"{count(size)} tasks, {heads[0]}", *heads[1:]], rows)


def compare(sizes: Sequence[int]) -> None:
    """Compare every answer about large plans with the reference of the tests; raises AssertionError where one differs."""
    from tests.reference import Reference
    from tests.test_reference import COMPARISONS

    os.environ.update(OWN)
    for size in sizes:
        folder = made(size)
        reference = Reference(folder)
        for name, comparison in COMPARISONS.items():
            comparison(folder / "plan.yaml", reference, AS_OF[1])
            print(f"{size:>7} {name}: equal", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Compare answers about large plans with the reference of the tests."
    )
    parser.add_argument("--compare", type=int, nargs="+", required=True, metavar="TASKS")
    compare(parser.parse_args().compare)


if __name__ == "__main__":
    main()
