"""Finding and opening the plan a command speaks of, and the ledger beside it."""

from __future__ import annotations

import os
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..domain.document import LedgerDocument, PlanDocument
from ..domain.errors import InvalidPlan, Misuse, Unreadable
from ..domain.records import ProgressRecord
from ..domain.standing import ScheduledTask, schedule
from ..files import cache, ledger_file
from ..files.intake import read_bytes
from ..files.source import Unread
from . import waiting

if TYPE_CHECKING:
    from ..files.load import Loaded

FILE_NAME = "plan.yaml"


class Case(NamedTuple):
    """A plan and its ledger, both fit to answer from."""

    path: Path
    document: PlanDocument
    ledger: LedgerDocument
    known_on: date | None = None

    @property
    def records(self) -> tuple[ProgressRecord, ...]:
        """The records in force: what nobody took back, as far as it was known on the day asked about."""
        return self.ledger.in_force(self.known_on)

    def tasks(self, today: date) -> tuple[ScheduledTask, ...]:
        """Say where every task stands on a day."""
        return schedule(self.document, today, self.records)


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
    with waiting.shown():
        return _plan_at(path)[0]


def open_case(file: str | None) -> Case:
    """Find and load a plan and the ledger beside it."""
    path = find_plan(file)
    with waiting.shown():
        document, entry = _plan_at(path)
        return Case(path, document, _ledger_at(ledger_file.beside(path), entry, document))


def _plan_at(path: Path) -> tuple[PlanDocument, str]:
    """Return the plan at ``path``, kept from before or read now, and the name its bytes give it.

    Nobody holds the file's bytes while a kept plan is built.
    """
    entry = cache.name(read_bytes(path))
    places = Unread(str(path), lambda: _loaded(read_bytes(path), path).source)
    if known := cache.recall(entry):
        plan, *tasks = known
        return PlanDocument(plan._replace(tasks=tuple(chain.from_iterable(tasks))), places), entry
    from ..checks import plan

    raw = read_bytes(path)
    loaded = _loaded(raw, path)
    document = loaded.document
    wrong = [*loaded.diagnostics, *(plan.errors(document) if document else ())]
    if wrong or document is None:
        raise InvalidPlan(wrong, path)
    plan, entry = document.plan, cache.name(raw)  # another name, if the file was saved meanwhile
    cache.keep(entry, chain([plan._replace(tasks=())], cache.in_parts(plan.tasks)))
    return document.with_source(places), entry


def _loaded(raw: bytes, path: Path) -> Loaded:
    from ..files.load import load_bytes

    return load_bytes(raw, str(path))


def _ledger_at(path: Path, plan_entry: str, document: PlanDocument) -> LedgerDocument:
    """Return the ledger at ``path``, likewise; whether it is fit to answer from depends on its plan too."""
    raw = ledger_file.read(path)
    if raw is None:
        return ledger_file.nothing(path)
    entry = cache.name(raw, plan_entry.encode())
    places = Unread(str(path), lambda: ledger_file.load(path, document).document.source)
    if (known := cache.recall(entry)) is not None:
        return LedgerDocument(places, tuple(chain.from_iterable(known)))
    loaded = ledger_file.load_bytes(raw, str(path), document)
    if loaded.diagnostics:
        raise InvalidPlan(loaded.diagnostics, document.source.file)
    cache.keep(entry, cache.in_parts(loaded.document.records))
    return loaded.document._replace(source=places)
