"""The plans of a folder: every `plan.yaml`, and every other YAML file with a plan's keys at its top, each by its key.

A key is the path from the folder that holds all that was named, without the suffix, and without a last `plan`:
`市场监管局/2020` is `市场监管局/2020/plan.yaml`, or `市场监管局/2020.yaml`. Ledgers, seals, what is hidden, links and
other YAML are passed over. No file is parsed for it, and no folder is walked that holds more than any office has.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ..domain.document import key_alone
from ..domain.errors import Unreadable, reason
from . import belongings

MAX_ENTRIES = 200_000
"""How many files and folders are looked at below one folder: enough for a province, too few for a whole disk."""
_PLAN = Path(belongings.PLAN).stem


class PlanFile(NamedTuple):
    """A plan among several: its key, and its path as the folder was named."""

    key: str
    path: Path


class Found(NamedTuple):
    """The plans at some places, in the order of their keys; and what could not be looked into, which may be more."""

    plans: tuple[PlanFile, ...]
    unread: tuple[Unreadable, ...] = ()


def plans_at(places: Sequence[Path]) -> Found:
    """Return the plans that files and folders are and hold, each once, however often it was named.

    A file is taken at its word: whether it is a plan, reading it tells. So is a `plan.yaml` right in a named folder,
    even a link, as where it is the folder's only plan. Raises Unreadable for a folder that cannot be read.
    """
    told = _Told([], {})
    paths: dict[str, Path] = {}
    for place in places:
        for path in _in_folder(place, told) if os.path.isdir(place) else (place,):  # noqa: PTH112 - it never raises
            paths.setdefault(os.path.realpath(path), path)
    if len(paths) > 1:  # an answer over what else there is would be taken for one over all
        paths |= {
            os.path.realpath(folder / belongings.PLAN): folder / belongings.PLAN for folder in told.closed
        }
        told.closed.clear()
    keys = keys_of(list(paths.values()), _above(places))
    if keys == [_PLAN]:  # right in the folder that was named: its own name tells more
        keys = [key_alone(str(path)) for path in paths.values()]
    return Found(tuple(sorted(map(PlanFile, keys, paths.values()))), (*told.closed.values(), *told.unread))


class _Told(NamedTuple):
    """What is to be said of a search: files passed over, and the folders that could not be looked into."""

    unread: list[Unreadable]
    closed: dict[Path, Unreadable]


def _in_folder(folder: Path, told: _Told) -> Iterator[Path]:
    """Yield the plans below a folder, those of folders within it too; its own `plan.yaml`, where that is a link, last."""
    own = folder / belongings.PLAN
    for entry in _files_below(folder, told):
        path = Path(entry.path)
        if entry.name == belongings.PLAN or (_may_be_a_plan(entry.name) and _holds_a_plan(path, told.unread)):
            if path.suffix == belongings.SUFFIXES[0]:
                yield path
            else:
                told.unread.append(
                    Unreadable(f"{path} 像是计划，后缀却不是 .yaml，没有读。", "要读的，改名为 .yaml。")
                )
    if own.is_symlink():
        yield own


def _may_be_a_plan(name: str) -> bool:
    return name.lower().endswith(belongings.SUFFIXES) and not belongings.is_company(name)


def _holds_a_plan(path: Path, unread: list[Unreadable]) -> bool:
    """Tell whether a file is to be read as a plan; one that may not be opened could be, and reading it will tell."""
    if not os.access(path, os.R_OK):
        return True
    try:
        lacking = belongings.lacks(path)
    except Unreadable as error:
        unread.append(error)
        return False
    if lacking is None:
        return False
    if lacking:
        message = f"{path} 像是计划，最外层没有 {'、'.join(lacking)}，没有读。"
        unread.append(Unreadable(message, "是计划的，补上；看缺什么，用 workplan validate 检查它。"))
    return not lacking


def _files_below(folder: Path, told: _Told) -> Iterator[os.DirEntry[str]]:
    """Yield the files below a folder: no link is followed, and nothing hidden is entered."""
    left = MAX_ENTRIES
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        for entry in _entries(here, told, must=here == folder):
            left -= 1
            if left < 0:
                raise Unreadable(
                    f"{folder} 里的文件太多，超过 {MAX_ENTRIES} 个，没有找完。",
                    "指明放计划的文件夹，如 -f D:/计划。",
                )
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False) and not _is_junction(entry):
                waiting.append(Path(entry.path))
            elif entry.is_file(follow_symlinks=False):
                yield entry


def _entries(folder: Path, told: _Told, *, must: bool) -> Iterable[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        wrong = Unreadable(f"无法打开文件夹 {folder}：{reason(error)}。", "检查路径和权限。")
        if must:
            raise wrong from None
        told.closed[folder] = wrong
        return ()


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """Tell whether a folder is one of Windows' links, which Python knows of from 3.12 on."""
    return bool(getattr(entry, "is_junction", bool)())


def _above(places: Sequence[Path]) -> str:
    """Return the nearest folder that holds all of what was named; a single folder is its own."""
    folders = [
        os.path.abspath(place if os.path.isdir(place) else place.parent)  # noqa: PTH100, PTH112 - of the path as typed
        for place in places
    ]
    try:
        return os.path.commonpath(folders)
    except ValueError:  # on several drives, or of nothing
        return ""


def keys_of(paths: Sequence[Path], above: str) -> list[str]:
    """Return the keys of plans: short where that is plain, with `plan` or the suffix where two would be alike."""
    names = [Path(os.path.relpath(path, above) if above else path).as_posix() for path in paths]
    keys: dict[str, str] = {}
    for length in range(3):
        forms = {name: _forms(name)[length] for name in names if name not in keys}
        borne = Counter([*keys.values(), *forms.values()])
        keys |= {name: form for name, form in forms.items() if borne[form] == 1}
    return [keys[name] for name in names]


def _forms(name: str) -> tuple[str, str, str]:
    """Return what a plan may be called, the shortest first: `2020`, `2020/plan`, `2020/plan.yaml`."""
    bare = name.removesuffix(Path(name).suffix)
    return bare.removesuffix(f"/{_PLAN}"), bare, name
