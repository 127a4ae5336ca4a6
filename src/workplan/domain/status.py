"""What may be recorded of a task, and of a promise without a figure."""

from __future__ import annotations

from enum import unique

from .worded import Worded


@unique
class Status(Worded):
    """What may be recorded of a task. Late, behind, due soon are computed and never recorded.

    A row says what people call it, whether nothing is left to do, whether it tells of the work or is an act of the
    office (neither, where nothing has begun), and which may follow. Closing (销号) follows only a report of completion
    (报结); going back from there is a return (退回), which is its own kind of record. What was carried over (结转) goes on in
    another plan, and here only a void brings it back.
    """

    def __init__(
        self, code: str, word: str, finished: bool, reported: bool, decided: bool, followed_by: str
    ) -> None:
        super().__init__(code, word)
        self.finished = finished
        self.reported = reported
        self.decided = decided
        self._followed_by = frozenset(followed_by.split())

    NOT_STARTED = (
        "not_started",
        "未启动",
        False,
        False,
        False,
        "not_started in_progress done suspended cancelled carried",
    )
    IN_PROGRESS = "in_progress", "推进中", False, True, False, "in_progress done suspended cancelled carried"
    DONE = "done", "报结", True, True, False, "done closed"
    CLOSED = "closed", "已销号", True, False, True, "closed"
    SUSPENDED = "suspended", "暂缓", False, True, False, "suspended in_progress done cancelled carried"
    CANCELLED = "cancelled", "取消", False, False, True, "cancelled in_progress"
    CARRIED = "carried", "已结转", False, False, True, "carried"

    def admits(self, following: Status) -> bool:
        """Tell whether that status may be recorded where this one stands."""
        return following in self._followed_by


FULFILLED = "是"
UNFULFILLED = "否"
