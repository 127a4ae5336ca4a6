"""Which plans are at hand beside one: those of its folder and of the folders beside and below it, each by its key."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from ..domain.errors import WorkplanError
from ..domain.fold import compiled
from ..domain.links import read_reference
from ..domain.neighbours import Place, Shelf
from . import belongings
from .intake import read_bytes
from .plan_folder import PlanFile, keys_of

MOST_BESIDE = 500
"""In how many folders beside a plan its neighbours are looked for; a folder of more is no shelf of plans."""

_KEYS = ("from", "carries")
_LINKS = r"(?m)^[ \t]+.*\b(?:from|carries)[\"']?[ \t]*:"
_NAMED = (
    "(?m)(?:^[ \t]*-|[\"'\\[,])\\s*([^\"'\\[\\],#\uff03\n]*[^\"'\\[\\],#\uff03\\s])[ \t]*[#\uff03][ \t]*[0-9]"
)
"""Words before a link's #, where an item of a list may begin."""
_YEAR = r"(?m)^[\"']?year[\"']?[ \t]*:[ \t]*[\"']?([0-9]{4})"


def around(plan: Path, text: str = "") -> Shelf:
    """Return the plans that lie round one, itself among them, whose ``text`` may have been read already."""
    paths = [plan, *(path for path in _beside(plan) if not _same(path, plan))]
    above = str(_absolute(plan).parent.parent)
    own, *others = map(PlanFile, keys_of(paths, above), paths)
    return Shelf(sorted([_place(own, text), *map(_place, others)]))


def shelf(plans: Sequence[PlanFile]) -> Shelf:
    """Return plans that were named together."""
    return Shelf(sorted(map(_place, plans)))


def _place(each: PlanFile, text: str = "") -> Place:
    """Look into a plan for what it may be called and what it names, without reading it as a plan."""
    path = _absolute(each.path)
    own = path.name == belongings.PLAN
    whole = (path.parent if own else path.with_suffix("")).as_posix()
    try:
        text = text or read_bytes(each.path).decode("utf-8", "replace")
    except WorkplanError:
        return Place(each.key, str(each.path), whole)
    year = compiled(_YEAR).search(text) if own else None
    # The words first: to go through every line for a key takes a hundred times as long, and few plans have links.
    linking = any(word in text for word in _KEYS) and compiled(_LINKS).search(text)
    named = frozenset(map(_words, compiled(_NAMED).findall(text))) if linking else frozenset()
    return Place(each.key, str(each.path), whole, named, path.parent.as_posix(), year[1] if year else "")


def _words(named: str) -> str:
    """Return what a link says before its #, as reading it would give it."""
    read = read_reference(f"{named}#1")
    return read.plan if read else ""


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - of the path as typed


def _beside(plan: Path) -> Iterator[Path]:
    """Yield what may be plans in the folder of one, in those in it, beside it, and in those beside that."""
    here = _absolute(plan).parent
    folders: Iterable[Path] = dict.fromkeys((here, *_folders(here), here.parent, *_folders(here.parent)))
    for folder in folders:
        yield from map(_as_typed(plan), _plans(folder))


def _as_typed(plan: Path) -> Callable[[Path], Path]:
    return (lambda path: path) if plan.is_absolute() else (lambda path: Path(os.path.relpath(path)))


def _folders(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            found = list(islice((e for e in entries if not e.name.startswith(".")), MOST_BESIDE + 1))
    except OSError:
        return []
    if len(found) > MOST_BESIDE:
        return []
    return sorted(Path(entry.path) for entry in found if entry.is_dir(follow_symlinks=False))


def _plans(folder: Path) -> Iterator[Path]:
    """Yield the plans right in a folder."""
    own = folder / belongings.PLAN
    if own.is_file() and not own.is_symlink():
        yield own
    yield from belongings.other_plans(own)


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)
