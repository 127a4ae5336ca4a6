"""workplan: a bureau's yearly work plan kept as one validated YAML file.

For other programs: ``open_plan``, ``open_plans``, ``read_plan``, ``TABLES`` and what goes with them; docs/python.md tells of all.
They are imported when they are first asked for, so that the command line, which imports this too, stays quick.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .domain import periods
    from .domain.diagnostics import Diagnostic
    from .domain.errors import InvalidPlan, NotFound, WorkplanError
    from .domain.periods import Period
    from .library.doors import open_plan, open_plans, plan_files, read_plan
    from .library.opened import Listing, OpenedPlan
    from .library.tables import TABLES

__version__ = "0.2.0"

_HOMES = {
    "open_plan": "library.doors",
    "open_plans": "library.doors",
    "plan_files": "library.doors",
    "read_plan": "library.doors",
    "OpenedPlan": "library.opened",
    "Listing": "library.opened",
    "TABLES": "library.tables",
    "Period": "domain.periods",
    "periods": "domain.periods",
    "Diagnostic": "domain.diagnostics",
    "InvalidPlan": "domain.errors",
    "NotFound": "domain.errors",
    "WorkplanError": "domain.errors",
}

__all__ = [
    "TABLES",
    "Diagnostic",
    "InvalidPlan",
    "Listing",
    "NotFound",
    "OpenedPlan",
    "Period",
    "WorkplanError",
    "open_plan",
    "open_plans",
    "periods",
    "plan_files",
    "read_plan",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module = import_module(f".{_HOMES[name]}", __name__)
    return module if name == "periods" else getattr(module, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
