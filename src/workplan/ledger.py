"""The ledger (台账): reading it, and adding to it so that nothing is ever lost.

What was written stays: the old bytes are a prefix of the new ones. A kept lock lets one writer in at a time,
the file is read again just before it is replaced, and what was written is read back and compared.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from . import files
from .diagnostics import Diagnostic
from .document import LedgerDocument, PlanDocument
from .errors import Conflict, InvalidPlan, Misuse, Unreadable, reason
from .intake import read_bytes, real_folder
from .records import ProgressRecord
from .source import Source
from .structure import CODES
from .text import is_unsafe

FILE_NAME = "progress.yaml"
LOCK_SECONDS = 10.0
_ATTEMPTS = 5

_HEAD = """\
# 台账:各部门所报进展,一条一记,只增不改。由 workplan update 等命令追加,也可以手工编辑。
# date 是所报情况的日子,recorded 是登记的日子;逾期、临期由命令推算,不在这里登记。
"""


class LoadedLedger(NamedTuple):
    """What came of a ledger file: its records, as far as they can be used, and what is wrong."""

    document: LedgerDocument
    diagnostics: tuple[Diagnostic, ...]


def beside(plan: Path) -> Path:
    """Return where the ledger of a plan stands; a link to a plan has the ledger of that plan."""
    return real_folder(plan) / FILE_NAME


def load(path: Path, plan: PlanDocument) -> LoadedLedger:
    """Read and check a ledger; one that does not exist yet is empty."""
    raw = read(path)
    return load_bytes(raw, str(path), plan) if raw is not None else LoadedLedger(nothing(path), ())


def read(path: Path) -> bytes | None:
    """Return a ledger's bytes, or None where there is none yet."""
    return read_bytes(path) if path.exists() or path.is_symlink() else None


def nothing(path: Path) -> LedgerDocument:
    """Return the ledger that has not been begun."""
    return LedgerDocument(Source(str(path)))


def load_bytes(raw: bytes, file: str, plan: PlanDocument) -> LoadedLedger:
    """Check the bytes of a ledger against its plan."""
    from . import ledger_checks
    from .load import read_file
    from .validation import LEDGER

    read = read_file(LEDGER, raw, file, may_be_empty=True)
    document = LedgerDocument(read.source, read.value or ())
    if read.damaged:  # a record left out would make those after it seem out of order
        return LoadedLedger(document, read.diagnostics)
    return LoadedLedger(document, (*read.diagnostics, *ledger_checks.run(document, plan)))


def append(path: Path, plan: PlanDocument, records: Sequence[ProgressRecord]) -> None:
    """Add records, all or none.

    Raises :class:`Misuse` where they cannot follow what stands, :class:`InvalidPlan` where the ledger itself is
    broken, :class:`Conflict` where another writer does not let go, :class:`Unreadable` where the place cannot
    be written. In every such case the file is as it was.
    """
    path = Path(os.path.realpath(path))
    with _locked(path):
        _sweep(path)
        for _ in range(_ATTEMPTS):
            before = _bytes(path)
            after = extended(before, str(path), plan, records)
            # An editor that knows no lock may save meanwhile: then what it saved is added to.
            if files.write_if(path, after, lambda before=before: _bytes(path) == before):  # type: ignore[misc]
                if _bytes(path) != after:
                    raise Conflict(f"{path} 写入之后又被别的程序改动。", "打开它核对刚才的登记还在不在。")
                return
    raise Conflict(f"{path} 正在被别的程序修改，没有写入。", "关闭正在编辑它的程序，再试一次。")


def check(path: Path, plan: PlanDocument, records: Sequence[ProgressRecord]) -> None:
    """Raise what :func:`append` would raise for these records, and write nothing."""
    extended(_bytes(path), str(path), plan, records)


def extended(before: bytes | None, file: str, plan: PlanDocument, records: Sequence[ProgressRecord]) -> bytes:
    """Return the bytes of a ledger with records added, proved by reading them."""
    old = load_bytes(before or b"", file, plan)
    if old.diagnostics:
        raise InvalidPlan(old.diagnostics, plan.source.file)
    _refuse_unsafe(records)
    after = _appended(before, old.document, records)
    new = load_bytes(after, file, plan)
    if not new.diagnostics and new.document.records == (*old.document.records, *records):
        return after
    for diagnostic in new.diagnostics:
        if diagnostic.code not in CODES:  # the text reads well: it is the record that cannot follow
            raise Misuse(diagnostic.message, diagnostic.hint)
    raise Unreadable(
        f"{file} 的写法不便追加：各条记录应从行首的“- ”开始。", "把它改成一条一块的列表，再试一次。"
    )


def _refuse_unsafe(records: Sequence[ProgressRecord]) -> None:
    """Refuse text that no file can hold readably: control characters, and bytes that were no text."""
    for record in records:
        extension = (record.extension.reason, record.extension.approval) if record.extension else ()
        texts = (record.by, record.note, record.evidence, record.returned, *record.reached, *record.values)
        for char in "".join((*texts, *extension)):
            if is_unsafe(char) or char == "\r":
                raise Misuse(
                    f"登记的内容含有看不见的控制字符 U+{ord(char):04X}。",
                    "删去它再试；多半是从网页或 Word 粘贴时带进来的。",
                )


def _bytes(path: Path) -> bytes | None:
    return read_bytes(path) if path.exists() else None


def _sweep(path: Path) -> None:
    """Remove what writers that were killed left behind; whoever holds the lock is the only one alive."""
    for left in path.parent.glob(f"{glob.escape(files.temporary_prefix(path))}*.tmp"):
        with suppress(OSError):
            left.unlink()


def _appended(before: bytes | None, old: LedgerDocument, records: Sequence[ProgressRecord]) -> bytes:
    """Add the records' text in the file's own manner: its indentation, its line ends."""
    text = "".join(to_yaml(record) for record in records)
    if not (before or b"").strip():
        return (before or b"") + (_HEAD + "\n" + text if not before else text).encode("utf-8")
    assert before is not None
    newline = "\r\n" if b"\r\n" in before else "\n"
    indent = " " * _indentation(old)
    lines = [indent + line if line else line for line in text.split("\n")[:-1]]
    joint = "" if before.endswith(b"\n") else newline
    return before + (joint + newline.join(lines) + newline).encode("utf-8")


def _indentation(ledger: LedgerDocument) -> int:
    """Return how far the dashes of the list stand in."""
    if not ledger.records:
        return 0
    place = ledger.source.locate((0,))
    line = ledger.source.text.split("\n")[place.line - 1]
    return max(0, line.find("-")) if line.lstrip().startswith("-") else 0


def to_yaml(record: ProgressRecord) -> str:
    """Return a record as the block that stands in the file."""
    from .parsing import quoted

    lines = [f"task: {record.task}", f"date: {record.date}", f"recorded: {record.recorded}"]
    lines.append(f"by: {quoted(record.by)}")
    if record.status is not None:
        lines.append(f"status: {record.status.value}")
    if record.percent is not None:
        lines.append(f"percent: {record.percent:f}")
    if record.values:
        lines.append("values:")
        lines += [f"  {quoted(name)}: {_value(value)}" for name, value in record.values.items()]
    if record.reached:
        lines.append(f"reached: [{', '.join(map(quoted, record.reached))}]")
    if record.extension is not None:
        lines += [
            "extension:",
            f"  to: {record.extension.to}",
            f"  reason: {quoted(record.extension.reason)}",
        ]
        if record.extension.approval:
            lines.append(f"  approval: {quoted(record.extension.approval)}")
    for key in ("returned", "note", "evidence"):
        if text := getattr(record, key):
            lines.append(f"{key}: {quoted(text)}")
    return "\n".join([f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]) + "\n"


def _value(value: Any) -> str:
    return value if isinstance(value, str) else f"{value:f}"


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock beside the ledger. The lock file is kept: removing it would let two writers in."""
    import filelock

    lock_path = path.with_name(f".{path.name}.lock")
    holder = path.with_name(f".{path.name}.holder")
    lock = filelock.FileLock(lock_path, timeout=LOCK_SECONDS, poll_interval=0.02)
    try:
        lock.acquire()
    except filelock.Timeout:
        who = "另一个程序"
        with suppress(OSError, ValueError):
            who = holder.read_text(encoding="utf-8") or who
        raise Conflict(
            f"等了 {LOCK_SECONDS:g} 秒，{who}仍在写 {path}，没有写入。",
            "等它写完再试；若它已停住，先结束它。",
        ) from None
    except OSError as error:
        raise Unreadable(
            f"无法写入 {path}：{reason(error)}。", "检查文件夹是否存在、有没有写入权限。"
        ) from None
    try:
        with suppress(Exception):  # it only helps to tell who holds the lock
            holder.write_text(_self(), encoding="utf-8")
        yield
    finally:
        with suppress(OSError):
            holder.unlink()
        lock.release()


def _self() -> str:
    import getpass
    import platform

    return f"{platform.node()} 上的 {getpass.getuser()}（进程 {os.getpid()}）"
