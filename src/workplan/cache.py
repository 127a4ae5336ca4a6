"""What was validated before, kept so that the same bytes need not be validated again.

The same plan is asked forty times a day; building the models that validate it takes longer than all the rest of an
answer. An entry is named by a digest of the bytes it was made from, of Python's and of this program's version and
of the program's own files, so it can answer for nothing else. One that is missing, cut short, damaged or made by
anybody else's hand is as good as none: then the file is validated, as if there were no cache at all.
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from . import __version__
from .memory import no_collector

VARIABLE = "WORKPLAN_CACHE"
"""The environment variable that names the folder to keep entries in, or says `off`."""
MAX_BYTES = 256 * 1024 * 1024
"""How much is kept; the oldest entries go first."""
MAX_ENTRIES = 256

_SUM = 20
_SUFFIX = ".kept"
_KINDS = {
    "workplan.model": "Comparison Department Milestone Plan Point PointTarget Publication Section Settings Target Task "
    "Titles Waiver",
    "workplan.records": "Extension ProgressRecord",
    "workplan.statuses": "Status",
    "workplan.deadlines": "BeforeReading",
    "datetime": "date",
    "decimal": "Decimal",
}

Value = TypeVar("Value")


def name(*contents: bytes) -> str:
    """Return the name of what is made from some files' bytes by the program as it is."""
    digest = _digest()
    for part in (__version__.encode(), sys.version.encode(), _own_files(), *contents):
        digest.update(b"%d:" % len(part))
        digest.update(part)
    return f"{digest.hexdigest()}{_SUFFIX}"


def recall(entry: str, kind: type[Value]) -> Value | None:
    """Return what was kept under a name, or None. Never raises."""
    try:
        content = (_safe(_folder()) / entry).read_bytes()
        digest = _digest()
        digest.update(memoryview(content)[_SUM:])
        if digest.digest() != content[:_SUM]:
            return None
        with no_collector():
            value = _unpickled(memoryview(content)[_SUM:])
    except Exception:  # whatever is wrong with an entry, the file itself is at hand
        return None
    return value if isinstance(value, kind) else None


def keep(entry: str, value: Any) -> None:
    """Keep a value under a name, whole or not at all. Never raises: a full disk only costs time."""
    import pickle

    with suppress(Exception):
        folder = _folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _safe(folder)
        payload = pickle.dumps(value, protocol=5)
        digest = _digest()
        digest.update(payload)
        unfinished = folder / f"{entry}.{os.getpid()}"
        try:
            unfinished.write_bytes(digest.digest() + payload)
            unfinished.replace(folder / entry)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise
        _thin_out(folder)


def _folder() -> Path:
    """Return the folder of entries. Raises where there is to be none, or no home to keep it in."""
    if chosen := os.environ.get(VARIABLE, "").strip():
        if chosen.lower() in ("off", "0", "no"):
            raise LookupError
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ["LOCALAPPDATA"]) / "workplan" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "workplan"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "workplan"


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
    here = os.path.dirname(__file__)  # noqa: PTH120 - a Path for each of a hundred files costs more than the stat
    found = []
    for folder in ("", "checks", "ledger_checks", "render"):
        with os.scandir(os.path.join(here, folder)) as entries:  # noqa: PTH118
            for entry in entries:
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    found.append(f"{entry.name} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(sorted(found)).encode()


def _unpickled(payload: memoryview) -> Any:
    """Return a pickled value made of nothing but plans' and ledgers' own kinds."""
    import io
    import pickle

    class Reader(pickle.Unpickler):
        def find_class(self, module: str, name: str) -> Any:
            if name not in _KINDS.get(module, "").split():
                raise pickle.UnpicklingError(f"{module}.{name}")
            return super().find_class(module, name)

    return Reader(io.BytesIO(payload)).load()


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
