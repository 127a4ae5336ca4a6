"""The seal's file beside the plan: read, and written whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..checks.seal import (
    DAMAGED,
    Seal,
    SealedGroup,
    SealedPoint,
    SealedSection,
    SealedStep,
    SealedTask,
    changes,
    header,
)
from ..domain.diagnostics import Diagnostic, Severity
from ..domain.document import PlanDocument
from ..domain.errors import Unreadable
from ..domain.places import Places
from ..domain.plan import Plan, Publication, Titles
from . import atomic, belongings, scalars
from .gate import TYPES, Form, fields_of, types
from .intake import read_bytes
from .ledger_text import quoted
from .reading import read_file
from .source import Source

if TYPE_CHECKING:
    from pydantic.config import JsonDict

_HEAD = """\
# 印发文字的封存:每一格文字的指纹,不含文字本身。由 workplan seal 写入,不要手工改。
# workplan validate 据此指出封存之后改动了哪些文字。
"""

_KINDS: dict[type[Any], JsonDict] = {
    SealedStep: {},
    SealedTask: {},
    SealedPoint: {},
    SealedSection: {},
    SealedGroup: {},
    Seal: {},
}
_FORM: Form[Seal] = Form(types(_KINDS, vars(scalars))[Seal], "封存文件")


class LoadedSeal(NamedTuple):
    """What came of a seal's file; no seal and nothing wrong where there is no file."""

    seal: Seal | None
    source: Places
    diagnostics: tuple[Diagnostic, ...] = ()


def beside(plan: Path) -> Path:
    """Return where the seal of a plan stands."""
    return belongings.seal_of(plan)


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


def write(path: Path, seal: Seal) -> None:
    """Write a seal, whole or not at all. Raises Unreadable where a link stands in its place: it may lead anywhere."""
    if path.is_symlink():
        raise Unreadable(f"{path} 是链接，封存文件不经链接写入。", "删去这个链接，再运行 workplan seal。")
    atomic.write(path, to_yaml(seal))


def to_yaml(seal: Seal) -> str:
    """Return a seal's file: one line a part, so that a diff names the parts."""
    lines = [f"schema_version: {seal.schema_version}", "header:"]
    lines += [f"  {name}: {value}" for name, value in seal.header.items()]
    for name in ("sections", "points", "tasks"):
        lines += _listed(name, getattr(seal, name))
    if seal.columns:
        lines.append(f"columns: [{', '.join(seal.columns)}]")
    if seal.groups:
        lines += _listed("groups", seal.groups)
    return _HEAD + "\n".join(lines) + "\n"


def _listed(name: str, rows: Sequence[Any]) -> list[str]:
    return [f"{name}:", *(f"  - {_flow(row)}" for row in rows)] if rows else [f"{name}: []"]


def _flow(row: Any) -> str:
    """Return digests on one line; keys that nothing is printed for are left out."""
    parts = []
    for key, value in row._asdict().items():
        if isinstance(value, dict) and value:
            parts.append(f"{key}: {{{', '.join(f'{quoted(head)}: {text}' for head, text in value.items())}}}")
        elif isinstance(value, tuple) and value:
            parts.append(f"{key}: [{', '.join(map(_flow, value))}]")
        elif value not in (None, {}, ()):
            parts.append(f"{key}: {quoted(value) if key == 'id' and isinstance(value, str) else value}")
    return f"{{{', '.join(parts)}}}"


def changed(seal: Seal, document: PlanDocument) -> Iterator[Diagnostic]:
    """Yield every part of the plan that is not as it was sealed."""
    return changes(seal, document, _called(document.plan))


def _called(plan: Plan) -> dict[str, str]:
    """Return what each text of the header is called: what the description of its key says."""
    called: dict[str, str] = {}
    kinds: dict[str, type[Any]] = {"": Plan, "titles": Titles, "publication": Publication}
    for name, (path, _) in header(plan).items():
        hint = fields_of(TYPES[kinds["" if len(path) == 1 else str(path[0])]])[str(path[-1])]
        told = (getattr(part, "description", "") for part in hint.__metadata__)
        called[name] = next(filter(None, told), name)
    return called
