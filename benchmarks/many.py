"""Many plans in one command: 40, 200 and 3,000 of 35 tasks, against one call a plan."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from .runs import BUILD, MAKERS, OFF, PYTHON, WORKPLAN, Case, Failed, Run, median, run, table

NUMBERS = (40, 200, 3000)
TASKS = 35
AS_OF = ("--as-of", "2020-11-01")
_FILE = "FILE"
COMMANDS = {
    "`status`": ["status", "-O", "json"],
    "`due`": ["due", "--month", "2020-11", "-O", "json"],
    "`export -O sqlite`": ["export", "-O", "sqlite", "-o", _FILE],
}
_SAMPLE = 20
"""Of how many single calls the cost of one is the median."""
_WARM, _COLD, _KILOBYTES = 6.0, 90.0, 300 * 1024
"""At most: 200 plans against one, the seconds of 3,000 with nothing cached, and their memory."""


def province(plans: int) -> Path:
    """Return the folder of a made province; made once, by a process of its own."""
    folder, done = BUILD / "made" / f"{plans}-plans", BUILD / "made" / f"{plans}-plans.done"
    names = (*MAKERS, "province.py")
    newest = max(Path(__file__).with_name(name).stat().st_mtime for name in names)
    if not done.exists() or done.stat().st_mtime < newest:
        script = str(Path(__file__).with_name("generate.py"))
        line = [PYTHON, script, "--plans", str(plans), "--tasks", str(TASKS), "-o", str(folder)]
        subprocess.run(line, check=True)
        done.touch()
    return folder


def measure(numbers: Sequence[int] = NUMBERS, rounds: int = 3) -> str:
    """Measure, and return the table and which targets hold."""
    found: dict[tuple[str, int, bool], Run | str] = {}
    for number in numbers:
        folder = province(number)
        for name, words in COMMANDS.items():
            for cold in (False, True):
                case = _case(name, words, folder, cold=cold)
                found[name, number, cold] = _measured(case, 1 if number > 1000 else rounds, warm=not cold)
                print(f"{number:>7} {case.name}", flush=True)
    alone = {name: _alone(words, province(numbers[0])) for name, words in COMMANDS.items()}
    return f"{_table(found, alone, numbers)}\n\n{_targets(found, alone, numbers)}"


def _case(name: str, words: list[str], place: Path, *, cold: bool) -> Case:
    target = place.with_suffix(".sqlite")
    line = [str(target) if word == _FILE else word for word in words]
    return Case(name, [WORKPLAN, *line, *AS_OF, "-f", str(place)], environment=OFF if cold else {})


def _measured(case: Case, rounds: int, *, warm: bool) -> Run | str:
    try:
        if warm:
            run(case)
        return median([run(case) for _ in range(rounds)])
    except Failed as why:
        return str(why)


def _alone(words: list[str], folder: Path) -> Run:
    """Return what one call about one plan takes, warm."""
    plans = sorted(folder.rglob("plan.yaml"))[:_SAMPLE]
    found = []
    for plan in plans:
        case = _case("", words, plan, cold=False)
        run(case)
        found.append(run(case))
    return median(found)


def _table(
    found: dict[tuple[str, int, bool], Run | str], alone: dict[str, Run], numbers: Sequence[int]
) -> str:
    heads = [
        "processor seconds of",
        "one plan",
        *(f"{n} plans" for n in numbers),
        f"{numbers[-1]}, MB",
        "one call a plan",
    ]
    rows = []
    for name in COMMANDS:
        for cold in (False, True):
            runs = [found[name, number, cold] for number in numbers]
            rows.append(
                [
                    f"{name}{', nothing cached' if cold else ''}",
                    "" if cold else f"{alone[name].busy:.2f}",
                    *(f"{r.busy:.2f}" if isinstance(r, Run) else r for r in runs),
                    f"{runs[-1].kilobytes / 1024:.0f}" if isinstance(runs[-1], Run) else "—",
                    "" if cold else f"{alone[name].busy * numbers[-1]:.0f}",
                ]
            )
    return table(heads, rows)


def _targets(
    found: dict[tuple[str, int, bool], Run | str], alone: dict[str, Run], numbers: Sequence[int]
) -> str:
    rows = []
    for name in COMMANDS:
        if isinstance(warm := found.get((name, 200, False)), Run):
            ratio = warm.busy / alone[name].busy
            rows.append(
                [f"{name} of 200 plans against one, x", f"{_WARM:.0f}", f"{ratio:.1f}", _holds(ratio, _WARM)]
            )
        if isinstance(cold := found.get((name, 3000, True)), Run):
            rows.append(
                [
                    f"{name} of 3,000, nothing cached, s",
                    f"{_COLD:.0f}",
                    f"{cold.busy:.0f}",
                    _holds(cold.busy, _COLD),
                ]
            )
            rows.append(
                [
                    f"{name} of 3,000, nothing cached, MB",
                    "300",
                    f"{cold.kilobytes / 1024:.0f}",
                    _holds(cold.kilobytes, _KILOBYTES),
                ]
            )
    return table(["target", "at most", "measured", ""], rows)


def _holds(measured: float, most: float) -> str:
    return "holds" if measured <= most else "**does not hold**"
