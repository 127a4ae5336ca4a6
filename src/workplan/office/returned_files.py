"""The files of a folder that may be returns; the rest is passed over, and what is passed over is said."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ..domain.errors import Unreadable, reason
from ..files.intake import read_bytes

_OTHERS = frozenset(
    {".csv", ".txt", ".md", ".json", ".yaml", ".yml", ".ini", ".db", ".lnk", ".tmp", ".ds_store"}
)
"""What a folder holds beside returns; whatever else lies in it, a picture or an archive, somebody sent as a return."""


class Found(NamedTuple):
    """Files with their bytes, and the names of those passed over."""

    files: tuple[tuple[str, bytes], ...]
    passed: tuple[str, ...]


def found(places: Sequence[str]) -> Found:
    """Read the files named, and those of the folders named. Raises :class:`Unreadable`."""
    paths: dict[str, Path] = {}
    passed: list[str] = []
    for place in places:
        for path, wanted in _of(Path(place)):
            if wanted:
                paths.setdefault(os.path.realpath(path), path)
            else:
                passed.append(f"{path.name}/" if path.is_dir() else path.name)
    return Found(tuple((str(path), read_bytes(path)) for path in paths.values()), tuple(sorted(passed)))


def _of(place: Path) -> Iterator[tuple[Path, bool]]:
    """Yield the files of a place, and whether each is taken for a return; one named outright always is."""
    if not os.path.lexists(place):
        raise Unreadable(f"找不到 {place}。", "核对收回的填报表放在哪个文件夹。")
    if not place.is_dir():
        yield place, True
        return
    try:
        inside = sorted(place.iterdir())
    except OSError as error:
        raise Unreadable(f"无法打开文件夹 {place}：{reason(error)}。", "检查路径和权限。") from None
    for path in inside:
        if not path.name.startswith((".", "~$")):
            yield path, path.is_file() and path.suffix.lower() not in _OTHERS
