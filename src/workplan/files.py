"""Writing files: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from .errors import Unreadable, reason


def write(path: Path, text: str, *, encoding: str = "utf-8") -> None:
    """Write a text file as :func:`write_bytes` does; line ends are written as they are."""
    write_bytes(path, text.encode(encoding))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file so that readers see the old one or the new one, never half of either.

    Raises :class:`~workplan.errors.Unreadable` where the place cannot be written.
    """
    target = Path(os.path.realpath(path))
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritable(path, error) from None
        raise


def _mode(target: Path) -> int:
    """Return the mode the file has, or that a new one would get: mkstemp's own 0600 shuts colleagues out."""
    try:
        return target.stat().st_mode & 0o7777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _unwritable(path: Path, error: OSError) -> Unreadable:
    return Unreadable(f"无法写入 {path}：{reason(error)}。", "检查文件夹是否存在、有没有写入权限。")
