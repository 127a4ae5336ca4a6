"""What was validated before, kept so that the same bytes need not be validated again.

The same plan is asked forty times a day; importing and building what validates it takes longer than all the rest of an
answer. An entry is named by a digest of the bytes it was made from, of Python's and of this program's version and
of the program's own files, so it can answer for nothing else. One that is missing, cut short, damaged or made by
anybody else's hand is as good as none: then the file is validated, as if there were no cache at all. So it is where
there is no folder to keep entries in, or the program's own files cannot be told.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from .. import __version__
from .collector import no_collector

if TYPE_CHECKING:
    from pickle import Pickler, Unpickler

VARIABLE = "WORKPLAN_CACHE"
"""The environment variable that names the folder to keep entries in, or says `off`."""
MAX_BYTES = 256 * 1024 * 1024
"""How much is kept, give or take a sixteenth; the oldest entries go first."""

_kept_since = 0
_thinned = False

_SUM = 20
_PART = 1000
_SUFFIX = ".kept"
_KINDS = {
    "workplan.domain.plan": "Comparison Department Group Milestone Plan Point PointTarget PrintedColumn Publication Role Roles "
    "Section Settings Target Task Titles Waiver",
    "workplan.domain.form": "Holds Layout Meaning Quoted",
    "workplan.domain.interpretation": "MilestoneReading Responsible TaskReading",
    "workplan.domain.offices": "Office OfficesReading",
    "workplan.domain.recurrence": "Recurrence",
    "workplan.domain.records": "Extension ProgressRecord",
    "workplan.domain.percent": "Share",
    "workplan.domain.status": "Status",
    "workplan.domain.deadlines": "BeforeReading Deadline DeadlineKind",
    "datetime": "date",
    "decimal": "Decimal",
}


def name(*contents: bytes) -> str:
    """Return the name of what is made from some files' bytes by the program as it is; "" where nothing is kept."""
    own = b"" if _off() else _own_files()
    if not own:
        return ""
    return f"{_of(contents, _program(__version__, own).copy()).hexdigest()}{_SUFFIX}"


@lru_cache(1)
def _program(version: str, own: bytes) -> Any:
    """Return a digest that has taken in what the program is, of which every name is made."""
    return _of((version.encode(), sys.version.encode(), own), _digest())


def _of(parts: Iterable[bytes], digest: Any) -> Any:
    """Take parts into a digest, each with its length."""
    for part in parts:
        digest.update(b"%d:" % len(part))
        digest.update(part)
    return digest


def recall(entry: str) -> list[Any] | None:
    """Return the parts kept under a name, or None. Never raises."""
    try:
        with _opened(_safe(_folder(entry)) / entry) as stream:
            whole = BytesIO(stream.read())
        with no_collector():
            told, digest = whole.read(_SUM), _digest()
            digest.update(whole.getbuffer()[_SUM:])
            return list(_unpickled(whole)) if digest.digest() == told else None
    except Exception:  # whatever is wrong with an entry, the file it is from is at hand
        return None


def keep(entry: str, parts: Iterable[Any]) -> None:
    """Keep something under a name, part by part, whole or not at all. Never raises: a full disk only costs time."""
    with suppress(Exception):
        folder = _folder(entry)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = _safe(folder) / f"{entry}.{os.getpid()}"
        try:
            size = _write(unfinished, parts)
            unfinished.replace(folder / entry)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise
        # To look through thousands of entries for each new one would cost more than they spare.
        if _due_for_thinning(entry, size):
            _thin_out(folder)


def _due_for_thinning(entry: str, size: int) -> bool:
    """Tell whether to look through the entries: by chance, and again only when much was kept since."""
    global _kept_since, _thinned
    _kept_since += size
    due = (entry.startswith("0") and not _thinned) or _kept_since > MAX_BYTES // 16
    if due:
        _kept_since, _thinned = 0, True
    return due


def in_parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield a long sequence in parts of some size, so that keeping it takes no more memory than it has; one at least."""
    for start in range(0, max(1, len(values)), _PART):
        yield values[start : start + _PART]


def _write(path: Path, parts: Iterable[Any]) -> int:
    """Write an entry; return its size in bytes."""
    path.unlink(missing_ok=True)  # of a writer that was killed and had our number
    with path.open("xb") as stream:
        stream.write(bytes(_SUM))
        summed = _Summed(stream)
        for part in parts:
            _writer()(summed, protocol=5).dump(part)
        size = stream.tell()
        stream.seek(0)
        stream.write(summed.digest.digest())
    return size


def _opened(path: Path) -> IO[bytes]:
    """Open an entry. Raises OSError for what is no ordinary file: a pipe would have us wait for ever."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    stream = os.fdopen(handle, "rb")
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        stream.close()
        raise OSError
    return stream


class _Summed:
    """A stream that sums up what is written to it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.digest = _digest()
        self._stream = stream

    def write(self, block: bytes) -> int:
        self.digest.update(block)
        return self._stream.write(block)


def _folder(entry: str) -> Path:
    """Return the folder of entries. Raises where there is to be none, or no home to keep it in."""
    if not entry:
        raise LookupError
    if chosen := os.environ.get(VARIABLE, "").strip():
        return Path(chosen).expanduser()
    if sys.platform == "win32":
        return Path(os.environ["LOCALAPPDATA"]) / "workplan" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "workplan"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "workplan"


def _off() -> bool:
    return os.environ.get(VARIABLE, "").strip().lower() in ("off", "0", "no")


def _safe(folder: Path) -> Path:
    """Return the folder if nobody but this user may write there; what others put there is not to be believed."""
    if hasattr(os, "geteuid"):
        status = folder.stat()
        if status.st_uid != os.geteuid() or status.st_mode & 0o022:
            raise PermissionError
    return folder


def _digest() -> Any:
    return hashlib.blake2b(digest_size=_SUM)


@lru_cache(1)
def _own_files() -> bytes:
    """Return what changes with any change of the program, released or not; empty where that cannot be told.

    The program is the files of its folder, or the one file that holds it: an archive, or an executable.
    """
    here = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - a Path for each of a hundred files costs more than the stat
    try:
        if not getattr(sys, "frozen", False) and os.path.isdir(here):  # noqa: PTH112
            return "\n".join(sorted(_states(here))).encode()
        one_file = getattr(globals()["__loader__"], "archive", None) or sys.executable
        return _state(one_file, Path(one_file).stat()).encode()
    except (OSError, KeyError):
        return b""


def _states(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield _state(entry.path, entry.stat())
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _states(entry.path)


def _state(path: str, status: os.stat_result) -> str:
    return f"{path} {status.st_size} {status.st_mtime_ns}"


def _unpickled(stream: IO[bytes]) -> Iterator[Any]:
    """Yield the pickled values of a stream, made of nothing but plans' and ledgers' own kinds."""
    with suppress(EOFError):
        while True:
            yield _reader()(stream).load()


@lru_cache(1)
def _writer() -> type[Pickler]:
    """Return what writes values; each of our kinds as its name and the plain tuple of what it holds."""
    import pickle

    class Writer(pickle.Pickler):
        def reducer_override(self, value: Any) -> Any:
            return (type(value), (tuple(value),)) if isinstance(value, tuple) else NotImplemented

    return Writer


@lru_cache(1)
def _reader() -> type[Unpickler]:
    """Return what reads them again, and takes no name for anything but a kind of ours."""
    import pickle

    class Reader(pickle.Unpickler):
        def find_class(self, module: str, name: str) -> Any:
            if name not in _KINDS.get(module, "").split():
                raise pickle.UnpicklingError(f"{module}.{name}")
            return _maker(module, name)

    return Reader


@lru_cache(None)
def _maker(module: str, name: str) -> Any:
    """Return what makes a value of a kind. A named tuple is made at once, not by its Python: there are thousands."""
    kind = getattr(import_module(module), name)
    return partial(tuple.__new__, kind) if issubclass(kind, tuple) else kind


def _thin_out(folder: Path) -> None:
    """Remove the oldest entries, unfinished ones of writers that were killed among them."""
    kept = 0
    entries = [
        (status.st_mtime_ns, status.st_size, path) for path in folder.iterdir() if (status := path.lstat())
    ]
    for number, (_, size, path) in enumerate(sorted(entries, reverse=True), start=1):
        kept += size
        if number > 1 and kept > MAX_BYTES and _SUFFIX in path.name:
            path.unlink(missing_ok=True)
