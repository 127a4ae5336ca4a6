"""A small plan, records in one line each, and the worked example, for tests of the ledger."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests.conftest import PLAN, ROOT, Run
from workplan.domain.document import PlanDocument
from workplan.domain.records import ProgressRecord
from workplan.domain.standing import ScheduledTask, schedule
from workplan.files.gate import progress_record
from workplan.files.ledger_file import load_bytes as load_ledger
from workplan.files.ledger_text import to_yaml
from workplan.files.plan_file import load_bytes

EXAMPLE = ROOT / "examples" / "2020-progress.yaml"

# From 23 July to 31 October are 100 days: a day is one percent of the time.
HEAD = """\
year: 2020
titles: {document: 工作要点}
publication: {issued: 2020-07-23}
departments: [{name: 许可处}]
"""


def plan_of(tasks: str, settings: str = "{}") -> PlanDocument:
    """Load a plan with these tasks, each given as the part of a flow mapping that matters."""
    listed = "".join(
        f"  - {{id: {number}, title: 任务{number}, goals: 网办率95%以上, departments: 许可处, {task}}}\n"
        for number, task in enumerate(tasks.splitlines(), start=1)
    )
    text = f"{HEAD}settings: {settings}\ntasks:\n{listed}"
    loaded = load_bytes(text.encode("utf-8"), "plan.yaml")
    assert loaded.document is not None, loaded.diagnostics
    assert not loaded.diagnostics, loaded.diagnostics
    return loaded.document


def day(text: str) -> date:
    """Read a day; `10-31` is of 2020."""
    return date.fromisoformat(text if len(text) > 5 else f"2020-{text}")


def on(when: str, task: int = 1, **told: Any) -> ProgressRecord:
    """Return a record that is true for that day and was written down on it."""
    extension = {"extension": {"reason": "招标流标", **told.pop("extension")}} if "extension" in told else {}
    at = {"task": task, "date": day(when), "recorded": day(when), "by": "许可处"}
    return progress_record({**at, **told, **extension})


def stand(plan: PlanDocument, when: str, *records: ProgressRecord) -> ScheduledTask:
    """Say where the first task stands, by records the ledger's own checks accept."""
    written = load_ledger("".join(map(to_yaml, records)).encode("utf-8"), "progress.yaml", plan)
    assert not written.errors, [str(d) for d in written.errors]
    assert written.document.records == records
    return schedule(plan, day(when), records)[0]


def folder_of(place: Path, ledger: bytes | None = None) -> Path:
    """Lay the real plan into a folder, and beside it this ledger, if any."""
    place.mkdir(exist_ok=True)
    (place / "plan.yaml").write_bytes(PLAN.read_bytes())
    if ledger is not None:
        (place / "progress.yaml").write_bytes(ledger)
    return place


def snapshot(place: Path) -> dict[str, tuple[bytes, int, int]]:
    """Return every file below a folder with its bytes, its time and its mode."""
    found = {}
    for folder, _, names in os.walk(place):
        for name in names:
            path = Path(folder, name)
            state = path.stat()
            found[str(path.relative_to(place))] = (path.read_bytes(), state.st_mtime_ns, state.st_mode)
    return found


def records_in(path: Path, plan: PlanDocument) -> Sequence[ProgressRecord]:
    """Return the records of a ledger file, which must be without fault."""
    loaded = load_ledger(path.read_bytes(), str(path), plan)
    assert not loaded.errors, [str(d) for d in loaded.errors]
    return loaded.document.records


def answer(run: Run, line: str, folder: Path) -> Any:
    """Return what a command answers in JSON."""
    return json.loads(run(f"{line} -O json", cwd=folder).out)


def task(run: Run, number: int, as_of: str, folder: Path) -> Any:
    """Return one task whole, as `show` gives it in JSON."""
    (found,) = answer(run, f"show {number} --as-of {as_of}", folder)["tasks"]
    return found


def refusal(run: Run, line: str, folder: Path, status: int = 2) -> tuple[str, str]:
    """Run what must be refused; return the line of what is wrong and the line of what to do.

    Nothing may have been answered, and nothing written.
    """
    before = {path.name: path.read_bytes() for path in folder.glob("*.yaml")}
    result = run(line, status=status, cwd=folder)
    assert before == {path.name: path.read_bytes() for path in folder.glob("*.yaml")}
    assert result.out == ""
    error, hint = result.err.splitlines()
    assert (error[:3], hint[:3]) == ("错误\uff1a", "提示\uff1a"), result.err
    return error[3:], hint[3:]


def added(folder: Path) -> str:
    """Return what was added to the worked example, which must stand before it unchanged."""
    before, after = EXAMPLE.read_bytes(), (folder / "progress.yaml").read_bytes()
    assert after.startswith(before)
    return after.removeprefix(before).decode("utf-8")
