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
from typing import NamedTuple

from ..checks.file_codes import CODES
from ..domain.characters import is_unsafe
from ..domain.diagnostics import Diagnostic
from ..domain.document import LedgerDocument, PlanDocument
from ..domain.errors import Conflict, InvalidPlan, Misuse, Unreadable, reason
from ..domain.records import ProgressRecord
from . import atomic
from .intake import read_bytes, real_folder
from .ledger_text import appended
from .source import Source

FILE_NAME = "progress.yaml"
LOCK_SECONDS = 10.0
_ATTEMPTS = 5


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
    from ..checks import ledger
    from .gate import LEDGER
    from .load import read_file

    read = read_file(LEDGER, raw, file, may_be_empty=True)
    document = LedgerDocument(read.source, read.value or ())
    if read.damaged:  # a record left out would make those after it seem out of order
        return LoadedLedger(document, read.diagnostics)
    return LoadedLedger(document, (*read.diagnostics, *ledger.run(document, plan)))


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
            if atomic.write_if(path, after, lambda before=before: _bytes(path) == before):  # type: ignore[misc]
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
    after = appended(before, old.document, records)
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
        words = (record.by, record.note, record.evidence, record.returned, record.problems, record.next)
        texts = (*words, *record.reached, *record.dropped, *record.voids, *record.values)
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
    for left in path.parent.glob(f"{glob.escape(atomic.temporary_prefix(path))}*.tmp"):
        with suppress(OSError):
            left.unlink()


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
