"""What lies beside several plans and should be known before they are believed, said on stderr."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..files import surroundings
from ..files.plan_folder import PlanFile
from . import streams
from .plan import Case


class Beside:
    """Looks round plans; every folder is looked through once, however many lie in it."""

    def __init__(self, plans: Sequence[PlanFile]) -> None:
        self._strangers: dict[Path, tuple[str, ...]] = {}
        self._names: dict[Path, set[str]] = {}
        for plan in plans:
            self._names.setdefault(plan.path.parent, set()).add(plan.path.name)

    def warn(self, plan: PlanFile, case: Case) -> None:
        """Say what lies beside a plan."""
        ledger = Path(case.ledger.source.file)
        folder = ledger.parent
        if folder not in self._strangers:
            self._strangers[folder] = surroundings.strangers(folder, self._names.get(folder, ()))
        for found in surroundings.look(plan.path, ledger, self._strangers[folder]):
            streams.tell(f"注意：{plan.key}：{found.message}{found.hint}")
