"""The real plan: what one command costs, against bare Python and against only importing what it is built on."""

from __future__ import annotations

from pathlib import Path

from .runs import OFF, PYTHON, ROOT, WORKPLAN, Case, interleaved, table

BARE, IMPORTS, MODEL = "bare Python", "import typer and pydantic", "the same, and one model of one field"
NAIVE = "safe_load + Pydantic, plan alone"
COLD, WARM = "`workplan due --month 11`, nothing cached", "`workplan due --month 11`"
REPORT, HELP, VERSION = "`workplan report`", "`workplan --help`", "`workplan --version`"
_IMPORT = "import typer; from pydantic import BaseModel"
_DEFINE = f"{_IMPORT}\nclass M(BaseModel):\n    a: int"


def cases() -> list[Case]:
    """Return what is measured, the baselines first."""
    naive = str(Path(__file__).with_name("naive.py"))
    lines = (
        ["--version"],
        ["--help"],
        ["due", "--month", "11"],
        ["list", "-O", "json"],
        ["by-dept", "许可处"],
        ["search", "甬舟"],
        ["status"],
        ["validate"],
        ["report"],
        ["report", "-O", "html"],
    )
    return [
        Case(BARE, [PYTHON, "-c", "pass"]),
        Case(IMPORTS, [PYTHON, "-c", _IMPORT]),
        Case(MODEL, [PYTHON, "-c", _DEFINE]),
        Case(NAIVE, [PYTHON, naive, "plan.yaml"]),
        Case(COLD, [WORKPLAN, "due", "--month", "11"], ROOT, OFF),
        *(Case(f"`workplan {' '.join(line)}`", [WORKPLAN, *line]) for line in lines),
    ]


def measure(rounds: int) -> str:
    """Measure, and return the table and which targets hold."""
    found = interleaved(cases(), rounds)
    bare, imports, model = (found[name].busy for name in (BARE, IMPORTS, MODEL))
    rows = [
        [
            name,
            f"{run.busy / imports:.2f}",
            f"{run.busy / model:.2f}",
            f"{run.busy / bare:.1f}",
            f"{run.busy * 1000:.0f}",
            f"{run.seconds * 1000:.0f}",
        ]
        for name, run in found.items()
    ]
    heads = ["process", "x imports", "x imports and model", "x bare Python", "processor, ms", "clock, ms"]
    due = found[WARM].busy
    quick = max(found[HELP].busy, found[VERSION].busy)
    ratios = {
        "`due` against the imports": (1.1, due / imports),
        "`due`, nothing cached, against the imports": (2.6, found[COLD].busy / imports),
        "`--help` and `--version` against `due`": (1.0, quick / due),
        "`report` against `due`": (1.5, found[REPORT].busy / due),
    }
    targets = [
        [name, f"{most}", f"{ratio:.2f}", "holds" if ratio <= most else "**does not hold**"]
        for name, (most, ratio) in ratios.items()
    ]
    return f"{table(heads, rows)}\n\n{table(['target', 'at most', 'measured', ''], targets)}"
