"""What lies beside a plan and should be known before its answers are believed."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from ..checks.company import COMMON, LOST, MANUALS, SECOND, TITLES
from ..domain.diagnostics import Diagnostic, Location
from . import belongings

_COPY = (
    r"(?:{stem}(?:[ (（\[_.~-]|副本).*\.ya?ml|{stem}[0-9]{{1,2}}\.ya?ml|{stem}\.yml"
    r"|{stem}\.ya?ml(?:[ .(（_~-].*\.?(?:ya?ml|txt)| ?[(（].*[)）])"
    r"|(?:copy of |copy |复制|复件|副本|~).{{0,6}}{stem}\.ya?ml)"
)
"""How copies are called that cloud folders, editors and hands make of a ledger."""


def look(plan: Path, ledger: Path, others: Sequence[str] | None = None) -> tuple[Diagnostic, ...]:
    """Return what is found beside a plan whose ledger stands at ``ledger``, in the order of names.

    ``others`` are the :func:`strangers` of the folder, where they are known already.
    """
    return tuple(_found(plan, ledger, strangers(ledger.parent) if others is None else others))


def strangers(folder: Path, plans: Collection[str] = ()) -> tuple[str, ...]:
    """Return the names in a folder that may be copies of something, in order: YAML that belongs to no plan.

    A folder of thousands of plans is looked through once for all of them; ``plans`` are names known to be plans.
    """
    try:
        names = sorted(entry.name for entry in os.scandir(folder))
    except OSError:
        return ()
    beside = frozenset(names)
    return tuple(
        name
        for name in names
        if _may_be_yaml(name)
        and name not in plans
        and (not belongings.is_company(name) or _is_an_orphan(name, beside))
    )


def _is_an_orphan(name: str, beside: Collection[str]) -> bool:
    """Tell whether a file is the ledger of a plan that is not there: the plan was renamed, and its ledger was not."""
    stem = name.removesuffix(belongings.LEDGER_SUFFIX)
    return stem != name and not any(stem + suffix in beside for suffix in belongings.SUFFIXES)


def _may_be_yaml(name: str) -> bool:
    return any(suffix in name.lower() for suffix in belongings.SUFFIXES)


def _found(plan: Path, ledger: Path, others: Sequence[str]) -> Iterator[Diagnostic]:
    own = belongings.ledger_name(plan.name)
    if ledger.name == belongings.LEDGER != own and not plan.is_symlink():
        yield _finding(ledger, COMMON, f"{ledger.name} 当作 {plan.name} 的台账读。", f"请改名为 {own}。")
    if not os.path.lexists(ledger):
        lock = ledger.with_name(f".{ledger.name}.lock")
        if lock.is_file() and not lock.is_symlink():
            message = f"台账 {ledger.name} 不见了，它的锁 {lock.name} 还在；以下都照没有报过来答。"
            yield _finding(ledger, LOST, message, MANUALS[LOST].fix)
        for name in others:
            if name.endswith(belongings.LEDGER_SUFFIX):
                message = f"{name} 没有它的计划，没有读：计划改过名的，台账要一起改。"
                hint = f"是 {plan.name} 的台账，改名为 {own}；不是的，移走它。"
                yield _finding(ledger.with_name(name), SECOND, message, hint)
    for name in _copies(ledger, others):
        message = f"{name} 像是另一个台账，没有读；台账是 {ledger.name}。"
        yield _finding(
            ledger.with_name(name), SECOND, message, "核对里面有没有台账上没有的记录，并入之后移走它。"
        )


def _finding(file: Path, code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Location(str(file)), code, TITLES[code][0], message, hint)


def _copies(ledger: Path, names: Sequence[str]) -> Iterator[str]:
    """Yield the names of files that look like a second copy of a ledger; a plan called so is none."""
    stem = re.escape(ledger.name.removesuffix(belongings.SUFFIXES[0]))
    like = re.compile(_COPY.format(stem=stem), re.IGNORECASE)
    for name in names:
        if name == ledger.name or not (like.fullmatch(name) or name.lower() == ledger.name.lower()):
            continue
        path = ledger.with_name(name)
        twin = path.exists() and ledger.exists() and path.samefile(ledger)
        if path.is_file() and not twin and not belongings.looks_like_a_plan(path):
            yield name
