"""A finding about a plan, as a value: where, which rule, how grave, what, and what to do."""

from enum import unique
from typing import NamedTuple

from .worded import Worded


@unique
class Severity(Worded):
    """How grave a finding is. Errors stop every command; warnings only ``validate --strict``.

    ``colour`` is a terminal's: bold red, yellow, cyan.
    """

    def __init__(self, code: str, word: str, colour: str) -> None:
        super().__init__(code, word)
        self.colour = colour

    ERROR = "error", "错误", "1;31"
    WARNING = "warning", "警告", "1;33"
    INFO = "info", "提示", "1;36"


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
