"""A plan as the rules of links see it: every link in it and in its ledger, and what it comes to at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..domain.diagnostics import Diagnostic, Severity
from ..domain.document import LedgerDocument, PlanDocument
from ..domain.neighbours import Found, Neighbours
from ..domain.places import Path_
from ..domain.plan import Task


class Link(NamedTuple):
    """One link as it is written: in a task's key, or in a record of the ledger; and what it comes to."""

    task: int
    key: str
    path: Path_
    found: Found

    @property
    def word(self) -> str:
        """What the key is called."""
        return {"from": "结转自", "carries": "承接", "carried": "结转到"}[self.key]


@dataclass(frozen=True)
class Linked:
    """A plan and its ledger with the plans at hand."""

    document: PlanDocument
    ledger: LedgerDocument
    neighbours: Neighbours

    def tasks(self) -> Iterator[tuple[int, Task]]:
        """Yield the tasks with their places in the list."""
        yield from enumerate(self.document.plan.tasks)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All links, those of the plan first: looked for once for all rules, where most tasks have none.

        What a key says twice is here once.
        """
        again = set(map(id, self.repeated))
        return tuple(link for link in self._all if id(link) not in again)

    @cached_property
    def repeated(self) -> tuple[Link, ...]:
        """The links of the plan that lead where one before them in the same key leads."""
        seen: set[tuple[int, str, tuple[str, int]]] = set()
        found = []
        for link in self._all:
            name = (link.task, link.key, link.found.itself)
            if link.key != "carried" and name in seen:
                found.append(link)
            seen.add(name)
        return tuple(found)

    @cached_property
    def _all(self) -> tuple[Link, ...]:
        return (*self._of_plan(), *self._of_ledger())

    def _of_plan(self) -> Iterator[Link]:
        for index, task in self.tasks():
            for key, texts in (("from", task.from_), ("carries", task.carries)):
                for slot, text in enumerate(texts):
                    for found in self.neighbours.find_all((text,)):
                        yield Link(task.id, key, ("tasks", index, key, slot), found)

    def _of_ledger(self) -> Iterator[Link]:
        for place, record in self.ledger.numbered():
            for found in self.neighbours.find_all((record.carried,)) if record.carried else ():
                yield Link(record.task, "carried", (place, "carried"), found)

    def diagnostic(self, link: Link, code: str, severity: Severity, message: str, hint: str) -> Diagnostic:
        """Return a finding placed at a link, in the plan or in the ledger."""
        source = self.ledger.source if link.key == "carried" else self.document.source
        return Diagnostic(source.locate(link.path), code, severity, message, hint, link.task)
