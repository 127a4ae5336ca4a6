"""What a task is to tasks of other plans: since when it goes on, what it carries out, who carries it, and how each stands.

Each is shown by itself: nothing is added up over plans.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..domain.document import PlanDocument
from ..domain.lineage import Lineage, lineage
from ..domain.links import references
from ..domain.neighbours import Found, Incoming, Neighbours
from ..domain.plan import Task
from ..domain.standing import ScheduledTask
from .columns import Payload, plain
from .wording import SEMICOLON, bracketed, ordinal, progress_words


class Links(NamedTuple):
    """The plans at hand, and the day everything is said of."""

    neighbours: Neighbours
    today: date

    def lineage(self, task: Task) -> Lineage:
        """Follow a task back."""
        return lineage(task, self.neighbours)

    def carriers(self, task: Task) -> list[Incoming]:
        """Return the tasks of other plans at hand that carry a task out."""
        return [each for each in self.neighbours.incoming.get(task.id, ()) if each.carries]

    def successors(self, task: Task) -> list[Incoming]:
        """Return the tasks of later plans that come from a task."""
        return [each for each in self.neighbours.incoming.get(task.id, ()) if not each.carries]

    def origin_words(self, task: Task) -> str:
        """Return where a task comes from: 2019#27(2018 年起,第三年); 2019#27(2019 年或更早) where a link leads nowhere."""
        line = self.lineage(task)
        since = f"{line.since} 年起，第{ordinal(line.years)}年" if line.since and line.years else ""
        if line.lost and line.known:
            since = f"{line.known} 年或更早"
        return "、".join(map(str, references(task.from_))) + bracketed(since)

    def rows(self, item: ScheduledTask) -> list[tuple[str, str]]:
        """Return labelled lines about a task, none where it has no links."""
        task = item.reading.task
        earlier = [self._led_to(found) for found in self.lineage(task).earlier]
        superior = [self._led_to(found) for found in self.neighbours.find_all(task.carries)]
        onward = self.neighbours.find_all((item.history.carried_to,))
        return [
            ("结转自", "\n".join((self.origin_words(task), *earlier)) if task.from_ else ""),
            ("结转到", "\n".join(map(self._led_to, onward))),
            ("后来", "\n".join(map(self._named, self.successors(task)))),
            ("承接", "\n".join(superior)),
            ("承接者", "\n".join(map(self._named, self.carriers(task)))),
        ]

    def _led_to(self, found: Found) -> str:
        """Return where a link leads and how that task stands, or why that cannot be told."""
        if found.absent:
            return f"{found.reference} （计划不在手边）"
        if found.vague:
            return f"{found.reference} （“{found.reference.plan}”可以指 {len(found.places)} 份计划）"
        if found.plan is None:
            return f"{found.reference} （计划读不出）"
        standing = found.plan.stands(found.reference.task, self.today)
        if standing is None:
            return f"{found.reference} （没有这项任务）"
        return f"{found.reference} {standing.reading.task.title} {progress_words(standing)}"

    def _named(self, each: Incoming) -> str:
        standing = each.plan.stands(each.task.id, self.today)
        words = progress_words(standing) if standing else ""
        return f"{each.plan.key}#{each.task.id} {each.task.title} {words}".rstrip()

    def carried_words(self, task: Task) -> str:
        """Return who carries a task and how each stands, in one line: 市场监管局/2020#7(■ 逾期 12 天)."""
        return "、".join(self._in_short(each) for each in self.carriers(task))

    def _in_short(self, each: Incoming) -> str:
        standing = each.plan.stands(each.task.id, self.today)
        return f"{each.plan.key}#{each.task.id}{bracketed(progress_words(standing) if standing else '')}"

    def payload(self, item: ScheduledTask) -> Payload:
        """Return the same for JSON; no keys where there are no links."""
        task = item.reading.task
        line, carriers, later = self.lineage(task), self.carriers(task), self.successors(task)
        body: Payload = {}
        if task.from_:
            earlier = list(map(self._found, line.earlier))
            told = {"since": line.since, "years": line.years, "earlier": earlier}
            body["lineage"] = {**told, "known_since": line.known}
        if task.carries:
            body["superiors"] = list(map(self._found, self.neighbours.find_all(task.carries)))
        if carriers:
            body["carried_by"] = list(map(self._incoming, carriers))
        if later:
            body["continued_as"] = list(map(self._incoming, later))
        return body

    def _found(self, found: Found) -> Payload:
        task = found.task.id if found.task else None
        standing = found.plan.stands(task, self.today) if found.plan and task else None
        return {
            "link": str(found.reference),
            "plan": found.plan.key if found.plan else None,
            "year": found.year,
            **_stood(standing),
        }

    def _incoming(self, each: Incoming) -> Payload:
        year = each.plan.document.plan.year
        return {"plan": each.plan.key, "year": year, **_stood(each.plan.stands(each.task.id, self.today))}


def _stood(item: ScheduledTask | None) -> Payload:
    if item is None:
        return {"id": None, "title": None, "standing": None, "last_day": None}
    return {
        "id": item.id,
        "title": item.reading.task.title,
        "standing": item.standing.value,
        "last_day": plain(item.last_day),
    }


def notes(links: Links, items: Iterable[ScheduledTask], document: PlanDocument) -> tuple[str, ...]:
    """Return the lines below a listing: what was carried over and since when, and who carries what."""
    chosen = list(items)
    return tuple(_notes(links, chosen, document))


def _notes(links: Links, items: Sequence[ScheduledTask], document: PlanDocument) -> Iterator[str]:
    came = [
        f"任务 {document.names[item.id]} 自 {links.origin_words(item.reading.task)}"
        for item in items
        if item.reading.task.from_
    ]
    if came:
        yield f"结转来的：{SEMICOLON.join(came)}。"
    carrying = [
        f"任务 {document.names[item.id]} 承接 {'、'.join(item.reading.task.carries)}"
        for item in items
        if item.reading.task.carries
    ]
    if carrying:
        yield f"承接上级的：{SEMICOLON.join(carrying)}。"
    carried = [
        f"任务 {document.names[item.id]} 由 {words}"
        for item in items
        if (words := links.carried_words(item.reading.task))
    ]
    if carried:
        yield f"由下级承接的：{SEMICOLON.join(carried)}。"


def in_short(links: Links, items: Iterable[ScheduledTask]) -> dict[int, str]:
    """Return one line for each task with links, by its id: 结转自 2019#27(2018 年起,第三年);承接 市政府/2020#14."""
    found: dict[int, str] = {}
    for item in items:
        task, carried = item.reading.task, links.carried_words(item.reading.task)
        said = (
            f"结转自 {links.origin_words(task)}" if task.from_ else "",
            f"结转到 {item.history.carried_to}" if item.history.carried_to else "",
            f"承接 {'、'.join(task.carries)}" if task.carries else "",
            f"由 {carried} 承接" if carried else "",
        )
        if words := SEMICOLON.join(filter(None, said)):
            found[item.id] = words
    return found
