"""What a paper about the whole plan is made of."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from ..domain.document import PlanDocument
from ..domain.standing import ScheduledTask
from .bulletin import Bulletin
from .rows import TaskRow


class Facts(NamedTuple):
    """What a letter is made of: the plan, the figures, the tasks as rows and as they stand, and what was asked for."""

    document: PlanDocument
    bulletin: Bulletin
    rows: tuple[TaskRow, ...]
    tasks: tuple[ScheduledTask, ...]
    notice: str = ""
    scope: str = ""
    issue: str = ""
    to: str = ""
    demands: tuple[str, ...] = ()
    links: Mapping[int, str] = MappingProxyType({})

    @property
    def year(self) -> int:
        """The plan's year."""
        return self.document.plan.year
