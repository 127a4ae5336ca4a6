"""The doors: from a path, from bytes, from a folder to opened plans. No file is read beside those named."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ..checks import plan as plan_checks
from ..domain.errors import InvalidPlan
from ..files import belongings, ledger_file, plan_folder
from ..files.intake import read_bytes
from ..files.plan_file import load_bytes
from ..files.plan_folder import PlanFile
from .opened import OpenedPlan


def open_plan(path: str | os.PathLike[str], key: str = "") -> OpenedPlan:
    """Open the plan at a path, with the ledger beside it; of a folder, its ``plan.yaml``.

    ``key`` is what it is called, its file's name unless given.

    Raises :class:`~workplan.InvalidPlan`, with all findings, where either holds errors, and
    :class:`~workplan.WorkplanError` where a file cannot be read. Nothing is written, no cache either.
    """
    file = Path(path)
    if file.is_dir():
        file = file / belongings.PLAN
    ledger = belongings.ledger_of(file)
    return _read(read_bytes(file), ledger_file.read(ledger), key or file.stem, str(file), str(ledger))


def open_plans(folder: str | os.PathLike[str]) -> Iterator[OpenedPlan]:
    """Open the plans below a folder one by one, in the order of their keys.

    Raises as :func:`open_plan` does, when the turn of a plan has come that cannot be opened.
    """
    for found in plan_files(folder):
        yield open_plan(found.path, found.key)


def plan_files(folder: str | os.PathLike[str]) -> tuple[PlanFile, ...]:
    """Return the plans below a folder by key, none of them opened.

    Raises :class:`~workplan.WorkplanError` where a folder or a file on the way cannot be read.
    """
    found = plan_folder.plans_at([Path(folder)])
    for error in found.unread:
        raise error
    return found.plans


def read_plan(plan_bytes: bytes, ledger_bytes: bytes | None, name: str) -> OpenedPlan:
    """Read a plan and its ledger, None where there is none yet, from their bytes; ``name`` is its key.

    Raises :class:`~workplan.InvalidPlan` where either holds errors.
    """
    return _read(plan_bytes, ledger_bytes, name, name, f"{name}{belongings.LEDGER_SUFFIX}")


def _read(plan: bytes, ledger: bytes | None, key: str, file: str, ledger_name: str) -> OpenedPlan:
    loaded = load_bytes(plan, file)
    document = loaded.document
    wrong = [*loaded.errors, *(plan_checks.errors(document) if document else ())]
    if wrong or document is None:
        raise InvalidPlan(wrong, file)
    if ledger is None:
        return OpenedPlan(key, file, document.plan)
    told = ledger_file.load_bytes(ledger, ledger_name, document)
    if told.errors:
        raise InvalidPlan(told.errors, file)
    return OpenedPlan(key, file, document.plan, told.document.records)
