"""A finding about a plan, as a value: where, which rule, how grave, what, and what to do."""

from enum import StrEnum, unique
from typing import NamedTuple


@unique
class Severity(StrEnum):
    """How grave a finding is. Errors stop every command; warnings only ``validate --strict``."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Location(NamedTuple):
    """A place in a file. Lines and columns start at 1; columns count characters, as editors do."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Diagnostic(NamedTuple):
    """One finding.

    ``task`` and ``point`` name what the finding speaks of, so that a waiver in the plan can accept it.
    """

    location: Location
    code: str
    severity: Severity
    message: str
    hint: str = ""
    task: int | None = None
    point: int | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """File, line, column, code, message: the one order findings are ever shown in."""
        place = self.location
        return (place.file, place.line, place.column, self.code, self.message)

    def __str__(self) -> str:
        return f"{self.location}: {self.severity}[{self.code}] {self.message}"


def and_more(finding: Diagnostic) -> Diagnostic:
    """Return the last finding that is shown, saying that there are more."""
    return finding._replace(hint=f"{finding.hint}此后还有，不再一一列出。")
