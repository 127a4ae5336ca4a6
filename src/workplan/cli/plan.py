"""Finding and opening the plan a command speaks of, and the ledger beside it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ..domain.characters import shell_word
from ..domain.document import LedgerDocument, PlanDocument
from ..domain.errors import InvalidPlan, Misuse, Unreadable, WorkplanError
from ..domain.interpretation import TaskReading
from ..domain.plan import Plan
from ..domain.records import ProgressRecord
from ..domain.standing import ScheduledTask, schedule
from ..files import cache, ledger_file, plan_folder, surroundings
from ..files.intake import read_bytes
from ..files.plan_folder import PlanFile
from ..files.source import Source
from . import nearby, streams, waiting

if TYPE_CHECKING:
    from ..answers.links import Links
    from ..domain.neighbours import Neighbour, Neighbours, Place, Shelf

FILE_NAME = "plan.yaml"
_NAMED = 5
_NEIGHBOURS = 32
Value = TypeVar("Value")


class Case(NamedTuple):
    """A plan and its ledger, both fit to answer from; ``entry`` is the name the plan's bytes have in the cache,
    ``shelf`` looks for the plans named together with it.

    What is remembered from before knows the names of its files, not the places in them: whoever has findings to
    place reads, as ``validate`` does.
    """

    path: Path
    document: PlanDocument
    ledger: LedgerDocument
    entry: str = ""
    known_on: date | None = None
    shelf: Callable[[], Shelf] | None = None

    @property
    def records(self) -> tuple[ProgressRecord, ...]:
        """The records in force: what nobody took back, as far as it was known on the day asked about."""
        return self.ledger.in_force(self.known_on)

    def tasks(self, today: date) -> tuple[ScheduledTask, ...]:
        """Say where every task stands on a day."""
        return schedule(self.document, today, self.records)

    def neighbours(self) -> Neighbours:
        """Return the plans at hand: those that were named with this one, else those that lie round it."""
        from ..domain.neighbours import Neighbour, Neighbours
        from ..files import at_hand

        own = Neighbour(self.path.stem, self.document, self.records)
        return Neighbours(own, self.shelf() if self.shelf else at_hand.around(self.path), self._neighbour)

    def links(self, today: date) -> Links:
        """Return what the tasks are to those of the plans at hand, on a day."""
        from ..answers.links import Links

        return Links(self.neighbours(), today)

    def beside(self, other: Case) -> Neighbours:
        """Return this plan and another as all that is at hand."""
        from ..domain.neighbours import Neighbour, Neighbours
        from ..files import at_hand

        own = Neighbour(self.path.stem, self.document, self.records)
        both = {str(case.path): Neighbour("", case.document, case.records) for case in (self, other)}
        places = plan_folder.plans_at([other.path, self.path]).plans
        return Neighbours(own, at_hand.shelf(places), lambda place: both.get(place.file))

    def _neighbour(self, place: Place) -> Neighbour | None:
        """Read a plan that a link leads to; of those named together the last few stay, for the plans beside them."""
        kept, name = self.shelf().kept if self.shelf else {}, (place.file, self.known_on)
        kept[name] = kept.pop(name) if name in kept else self._read(place)
        if len(kept) > _NEIGHBOURS:
            del kept[next(iter(kept))]
        return kept[name]

    def _read(self, place: Place) -> Neighbour | None:
        from ..domain.neighbours import Neighbour

        try:
            case = case_of(PlanFile(place.key, Path(place.file)))
        except WorkplanError:
            return None
        return Neighbour(place.key, case.document, case.ledger.in_force(self.known_on))

    def remember(self, ledger: ledger_file.Extended) -> None:
        """Keep what was proved by adding to the ledger, so that the next answer need not read it again."""
        _keep_ledger(ledger.content, self.entry, ledger.records)


def find_plans(files: Sequence[str] | None) -> list[PlanFile]:
    """Return the plans meant by -f, files and folders, else by WORKPLAN_FILE, else plan.yaml here or above.

    They are in the order of their keys. A folder without any has a plan.yaml that is not there.
    """
    if any(not file.strip() for file in files or ()):
        raise Misuse("-f 后面是空的。", "写明计划文件，如 -f plan.yaml。")
    named = list(files or filter(None, [os.environ.get("WORKPLAN_FILE")]))
    if not named:
        return [PlanFile("", _plan_here())]
    places = [_known(Path(name)) for name in named]
    if len(places) == 1 and not _is_folder(places[0]):
        return [PlanFile("", places[0])]
    found = plan_folder.plans_at(places)
    for place in filter(_is_folder, places):
        if not any(plan.path.is_relative_to(place) for plan in found.plans):
            _refuse_empty(place)
    for wrong in found.unread:
        streams.tell(f"注意：{wrong.message}{wrong.hint}")
    return list(found.plans)


def _known(path: Path) -> Path:
    """Return a place that is there, or a file whose opening will tell what is wrong with it."""
    if not os.path.lexists(path) and (hint := nearby.hint(path)):
        raise Unreadable(f"找不到文件：{path}。", hint)
    return path


def _refuse_empty(folder: Path) -> None:
    """Refuse a folder that holds no plan, unless those it holds were named besides."""
    if not plan_folder.plans_at([folder]).plans:
        path = folder / FILE_NAME
        hint = nearby.hint(path) or "检查文件名，或用 -f 指定计划文件。"
        raise Unreadable(f"找不到文件：{path}。", hint)


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - it never raises


def the_plan(files: Sequence[str] | str | None) -> PlanFile:
    """Return the one plan that is meant. Raises Misuse where several are, naming them."""
    plans = find_plans([files] if isinstance(files, str) else files)
    if len(plans) > 1:
        raise Misuse(
            f"这条命令一次只对一份计划，这里有 {len(plans)} 份：{named(plans)}。",
            f"用 -f 写明是哪一份，如 -f {shell_word(str(plans[0].path))}。",
        )
    return plans[0]


def named(plans: Sequence[PlanFile]) -> str:
    """Return the first of some plans by their paths."""
    return "、".join(str(plan.path) for plan in plans[:_NAMED]) + ("等" if len(plans) > _NAMED else "")


def find_plan(files: Sequence[str] | str | None) -> Path:
    """Return the path of the one plan that is meant."""
    return the_plan(files).path


def _plan_here() -> Path:
    """Return plan.yaml here or in the nearest folder above."""
    try:
        here = Path.cwd()
    except OSError:
        raise Unreadable("当前文件夹已经不在了。", "进入计划所在的文件夹再试。") from None
    for folder in (here, *here.parents):
        if os.path.lexists(folder / FILE_NAME):  # a link that leads nowhere is not stepped over
            found = Path(os.path.relpath(folder / FILE_NAME))
            if others := nearby.alike(here / FILE_NAME):
                streams.warn([f"用的是 {found}；旁边的 {'、'.join(others)} 没有读，名称不对。"])
            return found
    raise Unreadable(
        f"这里和上级文件夹里都没有 {FILE_NAME}。",
        nearby.hint(here / FILE_NAME)
        or "进入计划所在的文件夹，或用 -f 指定文件，如 -f D:/计划/plan.yaml；还没有计划的，"
        "用 workplan import 附件.docx 把印发的文件读成草稿，或用 workplan init 写一份最小的。",
    )


def open_plan(path: Path) -> PlanDocument:
    """Load a plan fit to answer from; raises :class:`InvalidPlan` where it holds errors."""
    with waiting.shown():
        return _plan_at(PlanFile("", path))[0]


def open_case(files: Sequence[str] | str | None) -> Case:
    """Find and load the one plan that is meant and the ledger beside it."""
    return open_alone(the_plan(files))


def open_alone(plan: PlanFile) -> Case:
    """Load a plan and the ledger beside it, and say on stderr what lies beside them."""
    with waiting.shown():
        case = case_of(plan)
    for found in surroundings.look(case.path, Path(case.ledger.source.file)):
        streams.tell(f"注意：{found.message}{found.hint}")
    return case


def case_of(plan: PlanFile) -> Case:
    """Load a plan and the ledger beside it. Raises :class:`InvalidPlan` or :class:`Unreadable`."""
    document, entry = _plan_at(plan)
    ledger = ledger_file.beside(plan.path)
    return Case(plan.path, document, _ledger_at(ledger, entry, document), entry)


def _plan_at(plan: PlanFile) -> tuple[PlanDocument, str]:
    """Return a plan, kept from before or read now, and the name its bytes give it."""
    path, key = plan.path, plan.key
    raw = read_bytes(path)
    entry = cache.name(raw)
    kept = cache.recall(entry)
    if kept and (plans := _all(kept[:1], Plan)) and (read := _all(kept[1:], TaskReading)) is not None:
        plan_ = plans[0]._replace(tasks=tuple([reading.task for reading in read]))
        return PlanDocument(plan_, Source(str(path)), key=key, read=read), entry
    from ..checks import plan as checks
    from ..files.plan_file import load_bytes

    loaded = load_bytes(raw, str(path), key)
    document = loaded.document
    wrong = [*loaded.errors, *(checks.errors(document) if document else ())]
    if wrong or document is None:
        raise InvalidPlan(wrong, path)
    bare = document.plan._replace(tasks=())
    cache.keep(entry, chain([(bare,)], cache.in_parts(document.readings)))
    return document, entry


def _ledger_at(path: Path, plan_entry: str, document: PlanDocument) -> LedgerDocument:
    """Return the ledger at ``path``, likewise; whether it is fit to answer from depends on its plan too."""
    raw = ledger_file.read(path)
    if raw is None:
        return ledger_file.nothing(path)
    kept = cache.recall(cache.name(raw, plan_entry.encode()))
    if kept is not None and (records := _all(kept, ProgressRecord)) is not None:
        return LedgerDocument(Source(str(path)), records)
    loaded = ledger_file.load_bytes(raw, str(path), document)
    if loaded.errors:
        raise InvalidPlan(loaded.errors, document.source.file)
    _keep_ledger(raw, plan_entry, loaded.document.records)
    return loaded.document


def _keep_ledger(raw: bytes, plan_entry: str, records: tuple[ProgressRecord, ...]) -> None:
    cache.keep(cache.name(raw, plan_entry.encode()), cache.in_parts(records))


def _all(parts: list[Any], kind: type[Value]) -> tuple[Value, ...] | None:
    """Return what the parts of an entry hold, None where there are none or any of it is of another kind."""
    if not parts or any(type(part) is not tuple for part in parts):
        return None
    values = tuple(chain.from_iterable(parts))
    return values if all(type(value) is kind for value in values) else None
