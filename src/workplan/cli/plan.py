"""Finding and opening the plan a command speaks of, and the ledger beside it."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import NamedTuple

from .. import checks, ledger
from ..document import LedgerDocument, PlanDocument
from ..errors import InvalidPlan, Misuse, Unreadable
from ..load import load
from ..schedule import ScheduledTask, schedule

FILE_NAME = "plan.yaml"


class Case(NamedTuple):
    """A plan and its ledger, both fit to answer from."""

    path: Path
    document: PlanDocument
    ledger: LedgerDocument

    def tasks(self, today: date) -> tuple[ScheduledTask, ...]:
        """Say where every task stands on a day."""
        return schedule(self.document, today, self.ledger.records)


def find_plan(file: str | None) -> Path:
    """Return the plan's path: -f, else WORKPLAN_FILE, else plan.yaml here or in the nearest folder above."""
    if file is not None and not file.strip():
        raise Misuse("-f 后面是空的。", "写明计划文件，如 -f plan.yaml。")
    if named := file or os.environ.get("WORKPLAN_FILE"):
        path = Path(named)
        return path / FILE_NAME if os.path.isdir(path) else path  # noqa: PTH112 - it never raises
    try:
        here = Path.cwd()
    except OSError:
        raise Unreadable("当前文件夹已经不在了。", "进入计划所在的文件夹再试。") from None
    for folder in (here, *here.parents):
        if os.path.lexists(folder / FILE_NAME):  # a link that leads nowhere is not stepped over
            return Path(os.path.relpath(folder / FILE_NAME))
    raise Unreadable(
        f"这里和上级文件夹里都没有 {FILE_NAME}。",
        "进入计划所在的文件夹，或用 -f 指定文件，如 -f D:/计划/plan.yaml。",
    )


def open_plan(path: Path) -> PlanDocument:
    """Load a plan fit to answer from; raises :class:`InvalidPlan` where it holds errors."""
    loaded = load(path)
    document = loaded.document
    wrong = [*loaded.diagnostics, *(checks.errors(document) if document else ())]
    if wrong or document is None:
        raise InvalidPlan(wrong, path)
    return document


def open_case(file: str | None) -> Case:
    """Find and load a plan and the ledger beside it."""
    path = find_plan(file)
    document = open_plan(path)
    loaded = ledger.load(ledger.beside(path), document)
    if loaded.diagnostics:
        raise InvalidPlan(loaded.diagnostics, path)
    return Case(path, document, loaded.document)
