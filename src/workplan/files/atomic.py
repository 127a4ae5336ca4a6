"""Writing files: whole or not at all."""

from __future__ import annotations

import codecs
import errno
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ..domain.errors import Conflict, Unreadable, reason

_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between attempts to rename: a virus scanner that has the new file open lets go of it soon."""
_PASSING = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY}


def write(path: Path, text: str | Iterable[str], *, encoding: str = "utf-8") -> None:
    """Write a text, whole or piece by piece, as :func:`write_bytes` does; line ends are written as they are."""
    pieces = [text] if isinstance(text, str) else text
    _write(path, codecs.iterencode(pieces, encoding))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file so that readers see the old one or the new one, never half of either, power cuts included.

    A link stays a link, and is not followed out of its folder; mode and owner are kept; into a device or a pipe
    (`/dev/null`, `/dev/stdout`) it is simply written. Raises :class:`~workplan.domain.errors.Unreadable` where the
    place cannot be written, a file marked read-only among them.
    """
    _write(path, [content])


def _write(path: Path, content: Iterable[bytes]) -> None:
    if _is_stream(path):
        try:
            with _opened(path) as stream:
                stream.writelines(content)
        except OSError as error:
            raise _unwritable(path, error) from None
        return
    _write_if(path, content, lambda: True)


def _opened(path: Path) -> BinaryIO:
    """Open a device or a pipe; without waiting for ever for somebody to read it."""
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if os.name == "posix":
        os.set_blocking(handle, True)
    return os.fdopen(handle, "wb")


def _is_stream(path: Path) -> bool:
    """Tell whether something stands at ``path`` that is no file: to replace it would destroy a device."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def refuse_unwritable(path: Path) -> None:
    """Raise what writing there would raise, as far as can be told without writing.

    For whoever has other work to do first that cannot be taken back.
    """
    if _is_stream(path):
        return
    target = _writable(path)
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not target.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        if not os.access(target.parent, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise _unwritable(path, error) from None


def write_if(path: Path, content: bytes, wanted: Callable[[], bool]) -> bool:
    """Write as :func:`write_bytes` does, but ask once more right before the old file is replaced.

    Returns what ``wanted`` said; where it said no, the old file stands.
    """
    return _write_if(path, [content], wanted)


def _write_if(path: Path, content: Iterable[bytes], wanted: Callable[[], bool]) -> bool:
    import tempfile  # most commands write no file

    target = _writable(path)
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=temporary_prefix(target), suffix=".tmp")
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(content)
            stream.flush()
            os.fsync(stream.fileno())
        _keep_owner(Path(name), target)
        if not wanted():
            Path(name).unlink()
            return False
        _replace(Path(name), target)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritable(path, error) from None
        raise
    _sync_folder(target.parent)
    return True


@contextmanager
def made_file(path: Path) -> Iterator[Path]:
    """Give the place of an unfinished file that another library writes, and put it where ``path`` is once it is whole.

    Raises Unreadable as :func:`write_bytes` does; then, and where the work inside raises, the old file stands.
    """
    import tempfile

    target = _writable(path)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=temporary_prefix(target)) as folder:
            new = Path(folder, "whole")
            yield new
            sync(new)
            _keep_owner(new, target)
            _replace(new, target)
    except OSError as error:
        raise _unwritable(path, error) from None
    _sync_folder(target.parent)


@contextmanager
def made_folder(path: Path, *, replace: bool = False) -> Iterator[Path]:
    """Give an unfinished folder to be filled, and put it where ``path`` is once it is whole.

    In a folder that holds anything, only ``replace`` puts it: each file and folder in the place of the one of its name.
    Raises :class:`~workplan.domain.errors.Conflict` otherwise, Unreadable where the place cannot be written.
    """
    import tempfile

    target = followed(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=temporary_prefix(target)) as unfinished:
            new = Path(unfinished, "whole")
            new.mkdir()
            yield new
            for file in new.rglob("*"):
                if file.is_file():
                    sync(file)
            _put_folder(new, target, Path(unfinished), replace=replace)
    except OSError as error:
        raise _unwritable(path, error) from None
    _sync_folder(target.parent)


def holds_something(folder: Path) -> bool:
    """Tell whether something stands at a place that a new folder would have to give way to."""
    return os.path.lexists(folder) and not (folder.is_dir() and not any(folder.iterdir()))


def _put_folder(new: Path, target: Path, aside: Path, *, replace: bool) -> None:
    if not holds_something(target):
        if target.is_dir():
            target.rmdir()
        _replace(new, target)
        return
    if not replace or not target.is_dir():
        raise Conflict(f"{target} 里已经有东西，没有写入。", "换一个文件夹；确要替换其中同名的，加 --force。")
    for entry in sorted(new.iterdir()):
        place = target / entry.name
        if os.path.lexists(place):
            _replace(place, aside / f"old-{entry.name}")
        _replace(entry, place)


def sync(file: Path) -> None:
    """Make a file's bytes survive a power cut."""
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


def _writable(path: Path) -> Path:
    """Return the file to be written; one marked read-only is refused, for replacing it would get round the mark."""
    target = followed(path)
    if target.exists() and not os.access(target, os.W_OK):
        if target.stat().st_mode & stat.S_IWUSR and os.access(target.parent, os.W_OK):
            raise Unreadable(
                f"无法写入 {path}：没有权限写它，多半是别的同事建的。",
                f"请他运行 chmod g+w {target.name}，或换一个文件名。",
            )
        raise Unreadable(f"无法写入 {path}：文件是只读的。", "去掉只读，或换一个文件名。")
    return target


def followed(path: Path) -> Path:
    """Return the file that is written where ``path`` is.

    Raises Unreadable where it is a link out of its folder: whoever made the link, a copied folder perhaps, would
    choose what is written over.
    """
    target = Path(os.path.realpath(path))
    if not path.is_symlink() or path.is_relative_to("/dev") or path.is_relative_to("/proc"):
        return target
    if not target.exists():
        raise Unreadable(f"{path} 是链接，它指向的 {target} 不存在，没有写入。", "删去这个链接，再试一次。")
    if not target.is_relative_to(os.path.realpath(path.parent)):
        raise Unreadable(
            f"{path} 是链接，指向文件夹以外的 {target}，没有写入。",
            "要写的就是它，直接写明那个文件；否则删去这个链接。",
        )
    return target


def _replace(new: Path, target: Path) -> None:
    """Put the new file in the old one's place; what is refused once is tried again."""
    for seconds in _WAITS:
        try:
            new.replace(target)
        except OSError as error:
            if error.errno not in _PASSING:
                raise
            time.sleep(seconds)
        else:
            return
    new.replace(target)


def temporary_prefix(target: Path) -> str:
    """Return how the names of unfinished files beside ``target`` begin."""
    return f".{target.name}."


def _keep_owner(new: Path, target: Path) -> None:
    """Give the new file the old one's mode and owner; a new one the usual mode, for mkstemp's is 0600.

    What a shared folder refuses of this it would have refused of the old file too: the text is written all the same.
    """
    try:
        old = target.stat()
    except FileNotFoundError:
        with suppress(OSError):
            new.chmod(_usual_mode(target.parent))
        return
    if hasattr(os, "chown") and (old.st_uid, old.st_gid) != (os.geteuid(), os.getegid()):
        # Only root may give files away; the group, whose members go on reading it, may be kept all the same.
        with suppress(OSError):
            os.chown(new, -1, old.st_gid)
        with suppress(OSError):
            os.chown(new, old.st_uid, -1)
    with suppress(OSError):
        new.chmod(old.st_mode & 0o7777)


def _usual_mode(folder: Path) -> int:
    """Return the mode of a new file: what the umask leaves, and whoever reads it and may write its folder may write it.

    They could put another in its place anyway; without it, a ledger begun under umask 022 in a folder of several
    colleagues would be the first one's alone.
    """
    mask = os.umask(0)
    os.umask(mask)
    mode, shared = 0o666 & ~mask, folder.stat().st_mode
    if shared & stat.S_ISVTX:
        return mode
    return mode | (shared & (mode >> 1) & 0o022)


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut; Windows has no such call, and some file systems refuse it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _unwritable(path: Path, error: OSError) -> Unreadable:
    if error.errno == errno.ENXIO:
        return Unreadable(f"无法写入 {path}：这是一根管道，没有程序在读它。", "先让读它的程序运行，再写。")
    return Unreadable(f"无法写入 {path}：{reason(error)}。", "检查文件夹是否存在、有没有写入权限。")
