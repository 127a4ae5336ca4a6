"""The ledger (台账): reading it, and adding to it so that nothing is ever lost.

What was written stays: the old bytes are a prefix of the new ones. A kept lock lets one writer in at a time,
the file is read again just before it is replaced, and what was written is read back and compared.
"""

from __future__ import annotations

import errno
import glob
import os
import stat
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from ..checks.file_codes import CODES
from ..domain.characters import invisible, is_unsafe
from ..domain.diagnostics import Diagnostic, Severity
from ..domain.document import LedgerDocument, PlanDocument
from ..domain.errors import Conflict, InvalidPlan, Misuse, Unreadable, reason
from ..domain.records import ProgressRecord
from . import atomic, belongings
from .intake import read_bytes
from .ledger_text import appended
from .source import Source

LOCK_SECONDS = 10.0
_ATTEMPTS = 5


class LoadedLedger(NamedTuple):
    """What came of a ledger file: its records, as far as they can be used, and what is wrong."""

    document: LedgerDocument
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What nothing may be answered from, or added to."""
        return tuple(found for found in self.diagnostics if found.severity is Severity.ERROR)


class Extended(NamedTuple):
    """A ledger with records added: its bytes, and all its records as reading them proved."""

    content: bytes
    records: tuple[ProgressRecord, ...]


def beside(plan: Path) -> Path:
    """Return where the ledger of a plan stands."""
    return belongings.ledger_of(plan)


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
    from .reading import read_file

    read = read_file(LEDGER, raw, file, may_be_empty=True)
    document = LedgerDocument(read.source, read.value or ())
    if read.damaged:  # a record left out would make those after it seem out of order
        return LoadedLedger(document, read.diagnostics)
    return LoadedLedger(document, (*read.diagnostics, *ledger.run(document, plan)))


def append(path: Path, plan: PlanDocument, records: Sequence[ProgressRecord]) -> Extended:
    """Add records, all or none, and return what stands there now.

    Raises :class:`Misuse` where they cannot follow what stands, :class:`InvalidPlan` where the ledger itself is
    broken, :class:`Conflict` where another writer does not let go, :class:`Unreadable` where the place cannot
    be written. In every such case the file is as it was.
    """
    path = atomic.followed(path)
    if not path.exists():  # a lock beside no ledger tells that one was lost: it must not come of a refusal
        extended(None, str(path), plan, records)
    with _locked(path):
        _sweep(path)
        for _ in range(_ATTEMPTS):
            before = _bytes(path)
            after = extended(before, str(path), plan, records)
            # An editor that knows no lock may save meanwhile: then what it saved is added to.
            if atomic.write_if(path, after.content, lambda before=before: _bytes(path) == before):  # type: ignore[misc]
                if _bytes(path) != after.content:
                    raise Conflict(f"{path} 写入之后又被别的程序改动。", "打开它核对刚才的登记还在不在。")
                return after
    raise Conflict(f"{path} 正在被别的程序修改，没有写入。", "关闭正在编辑它的程序，再试一次。")


def check(path: Path, plan: PlanDocument, records: Sequence[ProgressRecord]) -> None:
    """Raise what :func:`append` would raise for these records, and write nothing."""
    extended(_bytes(path), str(path), plan, records)


def extended(
    before: bytes | None, file: str, plan: PlanDocument, records: Sequence[ProgressRecord]
) -> Extended:
    """Return a ledger with records added, proved by reading it."""
    old = load_bytes(before or b"", file, plan)
    if old.errors:
        raise InvalidPlan(old.errors, plan.source.file)
    _refuse_unsafe(records)
    after = appended(before, old.document, records)
    new = load_bytes(after, file, plan)
    if not new.errors and new.document.records == (*old.document.records, *records):
        return Extended(after, new.document.records)
    for diagnostic in new.errors:
        if diagnostic.code not in CODES:  # the text reads well: it is the record that cannot follow
            raise Misuse(diagnostic.message, diagnostic.hint)
    raise Unreadable(
        f"{file} 的写法不便追加：各条记录应从行首的“- ”开始。", "把它改成一条一块的列表，再试一次。"
    )


def _refuse_unsafe(records: Sequence[ProgressRecord]) -> None:
    """Refuse text that no file can hold readably: control characters, and bytes that were no text."""
    for record in records:
        extension = (record.extension.reason, record.extension.approval) if record.extension else ()
        words = (
            record.by,
            record.note,
            record.evidence,
            record.returned,
            record.problems,
            record.next,
            record.carried,
        )
        texts = (*words, *record.reached, *record.dropped, *record.voids, *record.values)
        told = "\n".join((*texts, *map(str, record.values.values()), *extension))
        hidden = invisible(told)
        for char in told:
            if is_unsafe(char) or char == "\r" or char in hidden:
                raise Misuse(
                    f"登记的内容含有看不见的控制字符 U+{ord(char):04X}。",
                    "删去它再试；多半是从网页或 Word 粘贴时带进来的。",
                )


def _bytes(path: Path) -> bytes | None:
    return read(path)


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
    _prepare(lock_path, path)
    lock = filelock.FileLock(lock_path, timeout=LOCK_SECONDS, poll_interval=0.02, mode=_SHARED)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # in English, of the lock it falls back to
            lock.acquire()
    except filelock.Timeout:
        raise Conflict(
            f"等了 {LOCK_SECONDS:g} 秒，{_read_holder(holder) or '另一个程序'}仍在写 {path}，没有写入。",
            "等它写完再试；若它已停住，先结束它。",
        ) from None
    except NotImplementedError:
        raise _lockless(path) from None
    except PermissionError:
        raise Unreadable(
            f"无法写入 {path}：没有权限写它的锁 {lock_path.name}，多半是别的同事建的。",
            f"请他运行 chmod 666 {lock_path.name}，或检查文件夹的写入权限。",
        ) from None
    except OSError as error:
        raise _unwritable(path, error) from None
    named = _write_holder(holder)
    try:
        yield
    finally:
        if named:
            with suppress(OSError):
                holder.unlink()
        lock.release()


_SHARED = 0o666
"""Whoever may write in the folder may take the lock, whatever the umask of who made it."""


def _prepare(lock: Path, path: Path) -> None:
    """Make the lock file where there is none; refuse what is none, a link above all: it leads to another file."""
    made = False
    try:
        handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), _SHARED)
    except FileExistsError:
        if not stat.S_ISREG(os.lstat(lock).st_mode):
            what = "链接" if lock.is_symlink() else "别的东西，不是普通文件"
            raise Unreadable(
                f"{lock} 应是台账的锁，却是{what}，没有写入。", "看它是从哪里来的；不要的删去，再试一次。"
            ) from None
    except OSError as error:
        raise _unwritable(path, error) from None
    else:
        made = True
        with suppress(OSError, AttributeError):
            os.fchmod(handle, _SHARED)
        os.close(handle)
    if not _lockable(lock):
        if made:  # nobody can hold it, and beside no ledger it would tell that one was lost
            lock.unlink()
        raise _lockless(path)


_NO_LOCKS = {errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK, errno.EINVAL}


def _lockable(lock: Path) -> bool:
    """Tell whether this folder has locks at all.

    Not left to filelock: where there are none, later versions of it make a lock file of another kind instead, take
    the one that stands here for somebody else's, and wait.
    """
    try:
        import fcntl
    except ImportError:  # Windows locks otherwise
        return True
    try:
        handle = os.open(lock, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _NO_LOCKS
    finally:
        os.close(handle)
    return True


def _lockless(path: Path) -> Unreadable:
    return Unreadable(
        f"无法写入 {path}：这个文件夹所在的磁盘不支持加锁，不能保证一次只有一个人写。",
        "把计划放到本机的文件夹，或换一种共享方式（如 SMB、NFSv4）。",
    )


def _unwritable(path: Path, error: OSError) -> Unreadable:
    return Unreadable(f"无法写入 {path}：{reason(error)}。", "检查文件夹是否存在、有没有写入权限。")


def _write_holder(holder: Path) -> bool:
    """Say who writes, where nothing but a leftover of this kind is in the way: it only helps those who wait."""
    with suppress(Exception):
        if holder.exists() and stat.S_ISREG(os.lstat(holder).st_mode):
            holder.unlink()
        handle = os.open(holder, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            os.write(handle, _self().encode("utf-8"))
        finally:
            os.close(handle)
        return True
    return False


def _read_holder(holder: Path) -> str:
    """Return who writes, empty where that is not told: a link or a pipe in its place says nothing."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    with suppress(OSError, ValueError):
        handle = os.open(holder, flags)
        with os.fdopen(handle, "rb") as stream:
            if stat.S_ISREG(os.fstat(handle).st_mode):
                return stream.read(400).decode("utf-8").strip()
    return ""


def _self() -> str:
    import getpass
    import platform

    return f"{platform.node()} 上的 {getpass.getuser()}（进程 {os.getpid()}）"
