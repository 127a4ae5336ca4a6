"""The files that belong to a plan: what its ledger and its seal are called, and whose a file is."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from ..domain.errors import Unreadable, WorkplanError

PLAN, LEDGER, SEAL = "plan.yaml", "progress.yaml", "plan.seal.yaml"
LEDGER_SUFFIX, SEAL_SUFFIX = f".{LEDGER}", ".seal.yaml"
SUFFIXES = (".yaml", ".yml")
_STEM = "plan"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_MARK = b"\xef\xbb\xbf"
_KEYS = ("year", "tasks", "schema_version", "titles", "departments", "sections", "publication")
_NEEDED = _KEYS[:2]
_ENOUGH = 2
"""How many of a plan's keys at its top make a file look like one that lost the others."""
_BLOCK, _FLOW = rb"(?m)^(?:" + _MARK + rb")?", rb"[{,]\s*"


def _key(before: bytes, key: str) -> re.Pattern[bytes]:
    return re.compile(before + rb"[\"']?" + key.encode() + rb"[\"']?[ \t]*:")


_TOP = {key: _key(_BLOCK, key) for key in _KEYS}
_IN_BRACES = {key: _key(_FLOW, key) for key in _KEYS}


def ledger_of(plan: Path) -> Path:
    """Return where the ledger of a plan stands; a link to a plan has the ledger of that plan.

    Of any plan but `plan.yaml` it bears the plan's name. Where it is not begun, a `progress.yaml` beside the only
    plan of a folder is read as its ledger; beside a `plan.yaml` it is that plan's, and this one has none yet.
    Raises Unreadable where no `plan.yaml` claims it and it could be another plan's.
    """
    real = _real(plan)
    own, common = real.with_name(ledger_name(real.name)), real.with_name(LEDGER)
    if os.path.lexists(own) or not os.path.lexists(common):
        return own
    if any(_is_plan(real.with_name(_STEM + suffix)) for suffix in SUFFIXES):
        return own
    other = next(other_plans(real), None)
    if other is None:
        return common
    raise Unreadable(
        f"{own} 还没有，旁边的 {common} 分不清是 {real.name} 的台账，还是 {other.name} 的。",
        f"把其中属于 {real.name} 的记录移到 {own.name}；它还没有报过的，新建一个空的 {own.name}。",
    )


def seal_of(plan: Path) -> Path:
    """Return where the seal of a plan stands; a link to a plan has the seal of that plan."""
    return _real(plan).with_suffix(SEAL_SUFFIX)


def ledger_name(plan: str) -> str:
    """Return what the ledger of a plan is called: `progress.yaml` beside `plan.yaml`, else by the plan's name."""
    stem = Path(plan).stem
    return LEDGER if stem == _STEM else stem + LEDGER_SUFFIX


def plan_of(path: Path) -> Path | None:
    """Return the plan a ledger or a seal belongs to, None where ``path`` is neither.

    Raises Unreadable where there is no such plan beside it.
    """
    if path.name == LEDGER:
        stem = _STEM
    elif path.name.endswith(LEDGER_SUFFIX):
        stem = path.name.removesuffix(LEDGER_SUFFIX)
    elif path.name.endswith(SEAL_SUFFIX):
        stem = path.name.removesuffix(SEAL_SUFFIX)
    else:
        return None
    names = [f"{stem}{suffix}" for suffix in SUFFIXES]
    plans = [path.with_name(name) for name in names if os.path.lexists(path.with_name(name))]
    if not plans and path.name == LEDGER and os.path.lexists(path):
        plans = list(other_plans(path))
    if not plans:
        raise Unreadable(
            f"{path} 旁边没有它的计划 {names[0]}（或 {names[1]}）。",
            "给出计划文件；台账和封存文件随计划一起检查。",
        )
    return plans[0]


def is_company(name: str) -> bool:
    """Tell whether a file is called as a ledger or a seal is."""
    return name == LEDGER or name.endswith((LEDGER_SUFFIX, SEAL_SUFFIX))


def _is_plan(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and looks_like_a_plan(path)


def other_plans(path: Path) -> Iterator[Path]:
    """Yield the plans in the folder of ``path``, itself apart: files, no links, that hold what every plan holds."""
    try:
        entries = sorted(os.scandir(path.parent), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        plain = entry.name.endswith(SUFFIXES) and not entry.name.startswith(".")
        if plain and entry.name != path.name and not is_company(entry.name):
            other = path.with_name(entry.name)
            if entry.is_file(follow_symlinks=False) and looks_like_a_plan(other):
                yield other


def looks_like_a_plan(path: Path) -> bool:
    """Tell whether a file holds the keys every plan has at its top; what cannot be read does not."""
    try:
        return holds_a_plan(path)
    except WorkplanError:
        return False


def holds_a_plan(path: Path) -> bool:
    """Tell the same. Raises Unreadable where the file cannot be read."""
    return lacks(path) == ()


def lacks(path: Path) -> tuple[str, ...] | None:
    """Return which of the keys every plan has a file lacks at its top; None where it does not look like a plan at all.

    Raises Unreadable where the file cannot be read.
    """
    from .intake import read_bytes

    raw = read_bytes(path)
    if raw[:2] in _WIDE:  # it is refused when it is read as a plan, not passed over
        raw = raw.decode("utf-16", "replace").encode()
    braced = raw.removeprefix(_MARK).lstrip().startswith(b"{")
    top = _IN_BRACES if braced else _TOP
    if all(top[key].search(raw) for key in _NEEDED):
        return ()
    held = [key for key in _KEYS if top[key].search(raw)]
    return tuple(key for key in _NEEDED if key not in held) if len(held) >= _ENOUGH else None


def _real(plan: Path) -> Path:
    """Return the file a plan really is, as it was typed unless it is a link.

    Raises Unreadable where another plan has its name but for the suffix: the two would share a ledger and a seal.
    """
    real = Path(os.path.realpath(plan)) if plan.is_symlink() else plan
    twin = real.with_suffix(SUFFIXES[0])
    if real.suffix == SUFFIXES[0] or not os.path.lexists(twin):
        return real
    if real.exists() and twin.exists() and real.samefile(twin):  # one file, where case does not count
        return real
    raise Unreadable(
        f"{real} 和 {twin.name} 只差后缀，台账和封存文件会是同一个。",
        "给其中一个改名，如 2020.yaml 和 2021.yaml。",
    )
