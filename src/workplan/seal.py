"""The seal (封存): digests of the words as issued, in a small file beside the plan, and what changed since.

A change is a warning, not an error: a plan may be amended lawfully, and the answers drawn from it stand either
way. ``validate --strict`` stops at it; a waiver in the plan accepts it for one task, with the reason, and so
keeps the amendment on record. Readings added later (points, targets, ``last_day``) are not sealed.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import Field

from . import files
from .checks import ISSUED_TEXT
from .diagnostics import Diagnostic, Severity
from .document import PlanDocument
from .intake import read_bytes
from .load import read_file
from .manual import Manual
from .model import Plan, Point, Section, Task
from .rules import Number, Version
from .source import Path_, Places, Source
from .validation import TYPES, Form, fields_of, types

SUFFIX = ".seal.yaml"
CHANGED, DAMAGED = ISSUED_TEXT, "damaged-seal"
TITLES = {
    CHANGED: (Severity.WARNING, "封存之后改动了印发的文字"),
    DAMAGED: (Severity.ERROR, "封存文件损坏"),
}
MANUALS = {
    CHANGED: Manual(
        "计划是印发过的承诺，印发之后文字不应悄悄变动；封存（workplan seal）记下了当时的文字，这里与之不符。",
        "封存之后把任务 7 的完成时间从 11 改成 12。",
        "误改的，改回原文；确经批准调整的，在 waivers 里按任务写明理由，或重新封存（workplan seal --renew）。",
    ),
    DAMAGED: Manual(
        "封存文件读不出来，就无从知道印发的文字有没有变动。",
        "合并冲突时封存文件里多出了半行。",
        "从版本库取回原来的封存文件；实在没有，与原件核对之后运行 workplan seal --renew。",
    ),
}

_HEAD = """\
# 印发文字的封存:每一格文字的指纹,不含文字本身。由 workplan seal 写入,不要手工改。
# workplan validate 据此指出封存之后改动了哪些文字。
"""

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]

_TASK_WORDS = {
    "title": "任务名称",
    "goals": "具体目标要求",
    "departments": "责任部门",
    "deadline": "完成时间",
    "remark": "备注",
}
_POINT_WORDS = {"title": "首句", "text": "正文"}


class SealedTask(NamedTuple):
    """One task's digests."""

    id: Number
    title: Digest
    goals: Digest
    departments: Digest
    deadline: Digest
    remark: Digest


class SealedPoint(NamedTuple):
    """One point's digests."""

    id: Number
    title: Digest
    text: Digest


class SealedSection(NamedTuple):
    """One section's digest."""

    number: Number
    title: Digest


class Seal(NamedTuple):
    """The digests of a whole plan."""

    schema_version: Version
    header: dict[str, Digest]
    sections: tuple[SealedSection, ...]
    points: tuple[SealedPoint, ...]
    tasks: tuple[SealedTask, ...]


_FORM: Form[Seal] = Form(
    types({SealedTask: {}, SealedPoint: {}, SealedSection: {}, Seal: {}}, globals())[Seal], "封存文件"
)


class LoadedSeal(NamedTuple):
    """What came of a seal's file; no seal and nothing wrong where there is no file."""

    seal: Seal | None
    source: Places
    diagnostics: tuple[Diagnostic, ...] = ()


def beside(plan: Path) -> Path:
    """Return where the seal of a plan stands; a link to a plan has the seal of that plan, as it has its ledger."""
    real = Path(os.path.realpath(plan)) if plan.is_symlink() else plan
    return real.with_suffix(SUFFIX)


def load(path: Path) -> LoadedSeal:
    """Read a seal. Raises Unreadable where something stands there that is no ordinary file."""
    if not path.exists() and not path.is_symlink():
        return LoadedSeal(None, Source(str(path)))
    read = read_file(_FORM, read_bytes(path), str(path))
    if not read.diagnostics:
        return LoadedSeal(read.value, read.source)
    first = min(read.diagnostics, key=lambda diagnostic: diagnostic.sort_key)
    return LoadedSeal(
        None,
        read.source,
        (
            Diagnostic(
                first.location,
                DAMAGED,
                Severity.ERROR,
                f"封存文件损坏，印发的文字没有核对：{first.message}",
                "从版本库取回它，或与原件核对之后运行 workplan seal --renew。",
            ),
        ),
    )


def make(plan: Plan) -> Seal:
    """Return the seal of a plan as it stands."""
    return Seal(
        schema_version=1,
        header={name: digest(text) for name, (_, _, text) in _header(plan).items()},
        sections=tuple(SealedSection(number=s.number, title=digest(s.title)) for s in plan.sections),
        points=tuple(SealedPoint(id=p.id, **_digests(p, _POINT_WORDS)) for p in plan.points),
        tasks=tuple(SealedTask(id=t.id, **_digests(t, _TASK_WORDS)) for t in plan.tasks),
    )


def digest(text: str) -> str:
    """Return the fingerprint of some words: layout does not count, every visible character does."""
    bare = "".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(bare.encode("utf-8")).hexdigest()[:16]


def write(path: Path, seal: Seal) -> None:
    """Write a seal, whole or not at all."""
    files.write(path, to_yaml(seal))


def to_yaml(seal: Seal) -> str:
    """Return a seal's file: one line a part, so that a diff names the parts."""
    lines = [f"schema_version: {seal.schema_version}", "header:"]
    lines += [f"  {name}: {value}" for name, value in seal.header.items()]
    for name in ("sections", "points", "tasks"):
        rows = [
            ", ".join(f"{key}: {value}" for key, value in row._asdict().items())
            for row in getattr(seal, name)
        ]
        lines += [f"{name}:", *(f"  - {{{row}}}" for row in rows)] if rows else [f"{name}: []"]
    return _HEAD + "\n".join(lines) + "\n"


def changes(seal: Seal, document: PlanDocument) -> Iterator[Diagnostic]:
    """Yield every part of the plan that is not as it was sealed; nothing where the plan was not read whole."""
    if not document.whole:
        return
    plan = document.plan
    for name, (path, word, text) in _header(plan).items():
        if digest(text) != seal.header.get(name):
            yield _changed(document, path, f"{word}改动过。")
    yield from _sections(seal, document)
    points = {
        point.id: (("sections", s, "points", i), point)
        for s, section in reversed(list(enumerate(plan.sections)))
        for i, point in reversed(list(enumerate(section.points)))
    }
    sealed_points = {row.id: row for row in seal.points}
    for number, (path, point) in points.items():
        yield from _part(document, path, f"要点 {number} ", point, sealed_points.get(number), _POINT_WORDS)
    for number in sealed_points.keys() - points.keys():
        yield _changed(document, ("sections",), f"要点 {number} 不见了。", key=True, point=number)
    tasks = {task.id: (("tasks", i), task) for i, task in reversed(list(enumerate(plan.tasks)))}
    sealed_tasks = {row.id: row for row in seal.tasks}
    for number, (place, task) in tasks.items():
        yield from _part(document, place, f"任务 {number} ", task, sealed_tasks.get(number), _TASK_WORDS)
    for number in sealed_tasks.keys() - tasks.keys():
        yield _changed(document, ("tasks",), f"任务 {number} 不见了。", key=True, task=number)


def _sections(seal: Seal, document: PlanDocument) -> Iterator[Diagnostic]:
    sealed = {row.number: row.title for row in seal.sections}
    present: set[int] = set()
    for index, section in enumerate(document.plan.sections):
        present.add(section.number)
        if digest(section.title) != sealed.get(section.number):
            how = "的标题改动过" if section.number in sealed else "是后加的"
            yield _changed(document, ("sections", index, "title"), f"第 {section.number} 部分{how}。")
    for number in sealed.keys() - present:
        yield _changed(document, ("sections",), f"第 {number} 部分不见了。", key=True)


def _part(
    document: PlanDocument,
    path: Path_,
    label: str,
    part: Task | Point,
    sealed: SealedTask | SealedPoint | None,
    words: Mapping[str, str],
) -> Iterator[Diagnostic]:
    """Compare one task or point, field by field."""
    task, point = (part.id, None) if isinstance(part, Task) else (None, part.id)
    if sealed is None:
        yield _changed(document, (*path, "id"), f"{label}是后加的。", task=task, point=point)
        return
    for key, word in words.items():
        if digest(getattr(part, key)) != getattr(sealed, key):
            yield _changed(document, (*path, key), f"{label}的{word}改动过。", task=task, point=point)


def _changed(
    document: PlanDocument,
    path: Path_,
    message: str,
    *,
    task: int | None = None,
    point: int | None = None,
    key: bool = False,
) -> Diagnostic:
    return document.diagnostic(
        path,
        CHANGED,
        Severity.WARNING,
        f"封存之后，{message}",
        "误改的改回原文；经批准调整的，在 waivers 里写明理由，或重新封存（workplan seal --renew）。",
        task=task,
        point=point,
        key=key,
    )


def _digests(part: Task | Point | Section, words: Mapping[str, str]) -> dict[str, str]:
    return {key: digest(getattr(part, key)) for key in words}


def _header(plan: Plan) -> dict[str, tuple[Path_, str, str]]:
    """Return the texts round the lists, by name: where each stands, what it is called, its words."""
    found: dict[str, tuple[Path_, str, str]] = {"year": (("year",), "计划年度", str(plan.year))}
    for group in ("titles", "publication"):
        part = getattr(plan, group)
        for key, hint in fields_of(TYPES[type(part)]).items():
            said = next(filter(None, (getattr(told, "description", "") for told in hint.__metadata__)), key)
            found[f"{group}.{key}"] = ((group, key), said, str(getattr(part, key) or ""))
    found["preamble"] = (("preamble",), "总体要求", plan.preamble)
    found["footer"] = (("footer",), "落款", plan.footer)
    return found
