"""Which plans are at hand beside one: those of its folder and of the folders beside and below it, each by its key."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
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
_LINKS = r"\b(?:from|carries)[\"']?[ \t]*:"
_MARK = "[#\uff03](?=[ \t]*[0-9])"
_NAMED = "(?:^[ \t]*-|[\"'\\[,])[ \t]*([^\"'\\[\\],#\uff03]*[^\"'\\[\\],#\uff03\\s])[ \t]*$"
"""Words before a link's #, where an item of a list may begin."""
_YEAR = r"(?m)^[\"']?year[\"']?[ \t]*:[ \t]*[\"']?([0-9]{4})"


def around(plan: Path, text: str = "") -> Shelf:
    """Return a plan, whose ``text`` may have been read already, and what lies round it."""
    above = _absolute(plan).parent.parent.as_posix()
    return _Disk([PlanFile(keys_of([plan], above)[0], plan)], above, text).shelf()


def shelf(plans: Sequence[PlanFile]) -> Shelf:
    """Return plans that were named together, and what lies round each of them."""
    folders = [_absolute(plan.path).parent.as_posix() for plan in plans]
    try:
        above = os.path.commonpath(folders)
    except ValueError:  # on several drives, or of nothing
        above = ""
    return _Disk(plans, Path(above).as_posix() if above else "", "").shelf()


def place_of(plan: Path) -> Place:
    """Return where a plan lies, or will lie, of which no more need be known."""
    path = _absolute(plan)
    return Place("", str(plan), folder=path.parent.as_posix(), path=path.as_posix())


class _Disk:
    """What was looked into, every file once, however many plans are asked."""

    def __init__(self, named: Sequence[PlanFile], above: str, text: str) -> None:
        self._above = above
        self._absolute = any(plan.path.is_absolute() for plan in named)
        self._named = [_place(plan, text) for plan in named]
        self._known = {place.itself: place for place in self._named}
        self._keys = {place.key for place in self._named}

    def shelf(self) -> Shelf:
        return Shelf(sorted(self._named), self._level)

    def _level(self, folder: str) -> list[Place]:
        """Return the plans right in a folder, and in the folders in it."""
        here = Path(folder)
        paths = [path for each in (here, *_folders(here)) for path in _plans(each)]
        inside = bool(self._above) and f"{folder}/".startswith(f"{self._above.rstrip('/')}/")
        keys = keys_of(paths, self._above if inside else str(here.parent))
        return [self._at(key, path) for key, path in zip(keys, paths, strict=True)]

    def _at(self, key: str, path: Path) -> Place:
        real = os.path.realpath(path)
        if real not in self._known:
            typed = path if self._absolute else Path(os.path.relpath(path))
            key = f"{key}{path.suffix}" if key in self._keys else key
            self._known[real] = _place(PlanFile(key, typed))
        return self._known[real]


def _place(each: PlanFile, text: str = "") -> Place:
    """Look into a plan for what it may be called and what it names, without reading it as a plan."""
    path = _absolute(each.path)
    own = path.name == belongings.PLAN
    whole = (path.parent if own else path.with_suffix("")).as_posix()
    found = Place(
        each.key,
        str(each.path),
        whole,
        folder=path.parent.as_posix(),
        path=path.as_posix(),
        real=os.path.realpath(path),
    )
    try:
        text = text or read_bytes(each.path).decode("utf-8", "replace")
    except WorkplanError:
        return found
    year = compiled(_YEAR).search(text) if own else None
    # The words first: to look for a pattern takes a hundred times as long, and few plans have links.
    linking = any(word in text for word in _KEYS) and compiled(_LINKS).search(text)
    return found._replace(
        named=frozenset(_named(text)) if linking else frozenset(), year=year[1] if year else ""
    )


def _named(text: str) -> Iterator[str]:
    """Yield what links say before their #, as reading them would give it."""
    for mark in compiled(_MARK).finditer(text):
        before = text[text.rfind("\n", 0, mark.start()) + 1 : mark.start()]
        if (words := compiled(_NAMED).search(before)) and (read := read_reference(f"{words[1]}#1")):
            yield read.plan


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - of the path as typed


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
    yield from (path for path in belongings.other_plans(own) if path.suffix == belongings.SUFFIXES[0])
