"""Which plans are at hand beside one: those of its folder and of the folders beside and below it, each by its key."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from ..domain.errors import WorkplanError
from ..domain.fold import compiled
from ..domain.neighbours import Neighbour, Neighbours, Place
from . import belongings
from .intake import read_bytes
from .plan_folder import PlanFile, keys_of

MOST_BESIDE = 500
"""In how many folders beside a plan its neighbours are looked for; a folder of more is no shelf of plans."""

_LINKS = rb"(?m)^[ \t]+.*\b(?:from|carries)[\"']?[ \t]*:"
_YEAR = rb"(?m)^[\"']?year[\"']?[ \t]*:[ \t]*[\"']?([0-9]{4})"


def around(own: Neighbour, plan: Path, read: Callable[[Place], Neighbour | None]) -> Neighbours:
    """Return a plan with those that lie round it."""
    paths = [plan, *(path for path in _beside(plan) if not _same(path, plan))]
    above = str(Path(os.path.abspath(plan)).parent.parent)  # noqa: PTH100 - of the path as typed
    return among(own, plan, tuple(map(PlanFile, keys_of(paths, above), paths)), read)


def among(
    own: Neighbour, plan: Path, plans: tuple[PlanFile, ...], read: Callable[[Place], Neighbour | None]
) -> Neighbours:
    """Return a plan with those that were named together with it."""
    places = [_place(each, plan) for each in plans]
    own.key = next(
        (place.key for place, each in zip(places, plans, strict=True) if each.path == plan), own.key
    )
    return Neighbours(own, places, read)


def _place(each: PlanFile, plan: Path) -> Place:
    try:
        raw = read_bytes(each.path)
    except WorkplanError:
        return Place(each.key, str(each.path), _whole(each.path))
    year = (
        compiled(_YEAR).search(raw) if each.path.name == belongings.PLAN and _above(each.path, plan) else None
    )
    return Place(
        each.key,
        str(each.path),
        _whole(each.path),
        bool(compiled(_LINKS).search(raw)),
        int(year[1]) if year else None,
    )


def _whole(path: Path) -> str:
    """Return the whole path a plan may be called by the end of."""
    whole = Path(os.path.abspath(path)).with_suffix("")  # noqa: PTH100 - of the path as typed
    return (whole.parent if path.name == belongings.PLAN else whole).as_posix()


def _above(path: Path, plan: Path) -> bool:
    """Tell whether a plan stands in the folder of another or in one above it."""
    return Path(os.path.abspath(path)).parent in Path(os.path.abspath(plan)).parents  # noqa: PTH100 - of the path as typed


def _beside(plan: Path) -> Iterator[Path]:
    """Yield what may be plans in the folder of one, in those in it, beside it, and in those beside that."""
    here = Path(os.path.abspath(plan)).parent  # noqa: PTH100
    for folder in dict.fromkeys((here, here.parent)):
        inner = _folders(folder)
        for each in (folder, *inner):
            yield from map(_as_typed(plan), _plans(each))


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
    yield from (other for other in belongings.other_plans(own))


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)
