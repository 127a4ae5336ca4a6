"""Finding and opening the plan a command speaks of, and the ledger beside it."""

from __future__ import annotations

import os
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ..domain.document import LedgerDocument, PlanDocument
from ..domain.errors import InvalidPlan, Misuse, Unreadable, WorkplanError
from ..domain.plan import Plan, Task
from ..domain.records import ProgressRecord
from ..domain.standing import ScheduledTask, schedule
from ..files import cache, ledger_file, surroundings
from ..files.intake import read_bytes
from ..files.source import Source
from . import nearby, streams, waiting

if TYPE_CHECKING:
    from ..answers.links import Links
    from ..domain.neighbours import Neighbour, Neighbours, Place

FILE_NAME = "plan.yaml"
Value = TypeVar("Value")


class Case(NamedTuple):
    """A plan and its ledger, both fit to answer from; ``entry`` is the name the plan's bytes have in the cache.

    What is remembered from before knows the names of its files, not the places in them: whoever has findings to
    place reads, as ``validate`` does.
    """

    path: Path
    document: PlanDocument
    ledger: LedgerDocument
    entry: str = ""
    known_on: date | None = None

    @property
    def records(self) -> tuple[ProgressRecord, ...]:
        """The records in force: what nobody took back, as far as it was known on the day asked about."""
        return self.ledger.in_force(self.known_on)

    def tasks(self, today: date) -> tuple[ScheduledTask, ...]:
        """Say where every task stands on a day."""
        return schedule(self.document, today, self.records)

    def neighbours(self) -> Neighbours:
        """Return the plans at hand beside this one."""
        from ..domain.neighbours import Neighbour
        from ..files import at_hand

        own = Neighbour(self.path.stem, self.document, self.records)
        return at_hand.around(own, self.path, self._neighbour)

    def links(self, today: date) -> Links:
        """Return what the tasks are to those of the plans at hand, on a day."""
        from ..answers.links import Links

        return Links(self.neighbours(), today)

    def beside(self, other: Case) -> Neighbours:
        """Return this plan and another as all that is at hand."""
        from ..domain.neighbours import Neighbour
        from ..files import at_hand
        from ..files.plan_folder import plans_at

        own = Neighbour(self.path.stem, self.document, self.records)
        both = {str(case.path): Neighbour("", case.document, case.records) for case in (self, other)}
        return at_hand.among(
            own, self.path, plans_at([other.path, self.path]).plans, lambda p: both.get(p.file)
        )

    def _neighbour(self, place: Place) -> Neighbour | None:
        from ..domain.neighbours import Neighbour

        path = Path(place.file)
        try:
            document, entry = _plan_at(path)
            ledger = _ledger_at(ledger_file.beside(path), entry, document)
        except WorkplanError:
            return None
        return Neighbour(place.key, document, ledger.in_force(self.known_on))

    def remember(self, ledger: ledger_file.Extended) -> None:
        """Keep what was proved by adding to the ledger, so that the next answer need not read it again."""
        _keep_ledger(ledger.content, self.entry, ledger.records)


def find_plan(file: str | None) -> Path:
    """Return the plan's path: -f, else WORKPLAN_FILE, else plan.yaml here or in the nearest folder above."""
    if file is not None and not file.strip():
        raise Misuse("-f 后面是空的。", "写明计划文件，如 -f plan.yaml。")
    if named := file or os.environ.get("WORKPLAN_FILE"):
        path = Path(named)
        path = path / FILE_NAME if os.path.isdir(path) else path  # noqa: PTH112 - it never raises
        if not os.path.lexists(path) and (hint := nearby.hint(path)):
            raise Unreadable(f"找不到文件：{path}", hint)
        return path
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
        return _plan_at(path)[0]


def open_case(file: str | None) -> Case:
    """Find and load a plan and the ledger beside it."""
    path = find_plan(file)
    with waiting.shown():
        document, entry = _plan_at(path)
        ledger = ledger_file.beside(path)
        case = Case(path, document, _ledger_at(ledger, entry, document), entry)
    _tell(path, ledger)
    return case


def _tell(plan: Path, ledger: Path) -> None:
    """Say on stderr what lies beside the plan and should be known before an answer is believed."""
    for found in surroundings.look(plan, ledger):
        streams.tell(f"注意：{found.message}{found.hint}")


def _plan_at(path: Path) -> tuple[PlanDocument, str]:
    """Return the plan at ``path``, kept from before or read now, and the name its bytes give it."""
    raw = read_bytes(path)
    entry = cache.name(raw)
    kept = cache.recall(entry)
    if kept and (plans := _all(kept[:1], Plan)) and (tasks := _all(kept[1:], Task)) is not None:
        return PlanDocument(plans[0]._replace(tasks=tasks), Source(str(path))), entry
    from ..checks import plan
    from ..files.plan_file import load_bytes

    loaded = load_bytes(raw, str(path))
    document = loaded.document
    wrong = [*loaded.errors, *(plan.errors(document) if document else ())]
    if wrong or document is None:
        raise InvalidPlan(wrong, path)
    bare = document.plan._replace(tasks=())
    cache.keep(entry, chain([(bare,)], cache.in_parts(document.plan.tasks)))
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
