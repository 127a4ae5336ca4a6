"""What a template may name: files that really stand in the folders of templates, by plain names, and nothing else."""

from __future__ import annotations

import os
import re
from importlib.resources.abc import Traversable
from pathlib import Path, PureWindowsPath

from ..domain.characters import visible
from ..domain.errors import Unreadable


def plain(name: str) -> str:
    """Return the name of a file in a folder of templates, without the `./` before it.

    Raises :class:`~workplan.domain.errors.Unreadable` for a name that leads elsewhere on any system, before anything is
    looked for: Windows asks a server as soon as one is named.
    """
    parts = re.split(r"[/\\]", name)
    # Windows drops blanks and dots at the end of a name: `.. ` is `..` there.
    upward = any(part != "." and not part.strip(" .") for part in parts)
    if upward or "\\" in name or "\0" in name or PureWindowsPath(name).anchor:
        raise _outside(f"“{visible(name)}” 不在里面")
    return "/".join(part for part in parts if part != ".")


def _outside(why: str) -> Unreadable:
    return Unreadable(f"只能引用模板文件夹里面的文件，{why}。", "把那个文件放在模板旁边，写它的文件名。")


def find(name: str, place: Path) -> Path | None:
    """Return the file of that plain name in a folder of templates, None where there is none.

    Raises :class:`~workplan.domain.errors.Unreadable` where it leads out by a link, or is no file.
    """
    file = place / on_disk(name)
    if not file.exists():
        return None
    if not is_inside(file, place):
        raise _outside(f"“{visible(name)}” 是链接，指向外面，或不是普通文件")
    return file


def on_disk(name: str) -> str:
    """Return a name as this system hands it over: under a locale without Chinese its bytes are lone surrogates."""
    return os.fsdecode(name.encode("utf-8", "surrogateescape"))


def is_inside(file: Traversable, place: Traversable) -> bool:
    """Tell whether a file really stands in a folder: a link may lead to what no template should print."""
    if not (isinstance(file, Path) and isinstance(place, Path)):
        return file.is_file()  # in an archive there are no links
    real = Path(os.path.realpath(file))
    return real.is_file() and real.is_relative_to(os.path.realpath(place))
