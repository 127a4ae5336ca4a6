"""What was validated before, kept so that the same bytes need not be validated again.

The same plan is asked forty times a day; importing and building what validates it takes longer than all the rest of an
answer. An entry is named by a digest of the bytes it was made from, of Python's and of this program's version and
of the program's own files, so it can answer for nothing else. One that is missing, cut short, damaged or made by
anybody else's hand is as good as none: then the file is validated, as if there were no cache at all.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from .. import __version__
from .collector import no_collector

VARIABLE = "WORKPLAN_CACHE"
"""The environment variable that names the folder to keep entries in, or says `off`."""
MAX_BYTES = 256 * 1024 * 1024
"""How much is kept; the oldest entries go first."""
MAX_ENTRIES = 256

_SUM = 20
_BLOCK = 1024 * 1024
_PART = 1000
_SUFFIX = ".kept"
_KINDS = {
    "workplan.domain.plan": "Comparison Department Group Holds Layout Meaning Milestone Plan Point PointTarget "
    "PrintedColumn Publication Quoted Roles Section Settings Target Task Titles Waiver",
    "workplan.domain.records": "Extension ProgressRecord",
    "workplan.domain.status": "Status",
    "workplan.domain.deadlines": "BeforeReading",
    "datetime": "date",
    "decimal": "Decimal",
}


def name(*contents: bytes) -> str:
    """Return the name of what is made from some files' bytes by the program as it is; "" where nothing is kept."""
    if _off():
        return ""
    digest = _digest()
    for part in (__version__.encode(), sys.version.encode(), _own_files(), *contents):
        digest.update(b"%d:" % len(part))
        digest.update(part)
    return f"{digest.hexdigest()}{_SUFFIX}"


def recall(entry: str) -> list[Any] | None:
    """Return the parts kept under a name, or None. Never raises."""
    try:
        with (_safe(_folder()) / entry).open("rb") as stream, no_collector():
            told, digest = stream.read(_SUM), _digest()
            while block := stream.read(_BLOCK):
                digest.update(block)
            if digest.digest() != told:
                return None
            stream.seek(_SUM)
            return list(_unpickled(stream))
    except Exception:  # whatever is wrong with an entry, the file it is from is at hand
        return None


def keep(entry: str, parts: Iterable[Any]) -> None:
    """Keep something under a name, part by part, whole or not at all. Never raises: a full disk only costs time."""
    with suppress(Exception):
        folder = _folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = _safe(folder) / f"{entry}.{os.getpid()}"
        try:
            _write(unfinished, parts)
            unfinished.replace(folder / entry)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise
        _thin_out(folder)


def in_parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield a long sequence in parts of some size, so that keeping it takes no more memory than it has."""
    for start in range(0, len(values), _PART):
        yield values[start : start + _PART]


def _write(path: Path, parts: Iterable[Any]) -> None:
    import pickle

    with path.open("wb") as stream:
        stream.write(bytes(_SUM))
        summed = _Summed(stream)
        for part in parts:
            pickle.dump(part, summed, protocol=5)
        stream.seek(0)
        stream.write(summed.digest.digest())


class _Summed:
    """A stream that sums up what is written to it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.digest = _digest()
        self._stream = stream

    def write(self, block: bytes) -> int:
        self.digest.update(block)
        return self._stream.write(block)


def _folder() -> Path:
    """Return the folder of entries. Raises where there is to be none, or no home to keep it in."""
    if _off():
        raise LookupError
    if chosen := os.environ.get(VARIABLE, "").strip():
        return Path(chosen)
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
    """Return what changes with any change of the modules that make what is kept, released or not."""
    here = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - a Path for each of a hundred files costs more than the stat
    found = []
    for folder in ("domain", "files", "checks/plan", "checks/ledger", "output"):
        with os.scandir(os.path.join(here, folder)) as entries:  # noqa: PTH118
            for entry in entries:
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    found.append(f"{entry.name} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(sorted(found)).encode()


def _unpickled(stream: IO[bytes]) -> Iterator[Any]:
    """Yield the pickled values of a stream, made of nothing but plans' and ledgers' own kinds."""
    import pickle

    class Reader(pickle.Unpickler):
        def find_class(self, module: str, name: str) -> Any:
            if name not in _KINDS.get(module, "").split():
                raise pickle.UnpicklingError(f"{module}.{name}")
            return super().find_class(module, name)

    with suppress(EOFError):
        while True:
            yield Reader(stream).load()


def _thin_out(folder: Path) -> None:
    """Remove the oldest entries, unfinished ones of writers that were killed among them."""
    kept = 0
    entries = [
        (status.st_mtime_ns, status.st_size, path) for path in folder.iterdir() if (status := path.stat())
    ]
    for number, (_, size, path) in enumerate(sorted(entries, reverse=True), start=1):
        kept += size
        if number > 1 and (kept > MAX_BYTES or number > MAX_ENTRIES) and _SUFFIX in path.name:
            path.unlink(missing_ok=True)
