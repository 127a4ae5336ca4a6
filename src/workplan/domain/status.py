"""What may be recorded of a task, and of a promise without a figure."""

from __future__ import annotations

from enum import StrEnum, unique


@unique
class Status(StrEnum):
    """What may be recorded of a task. Late, behind, due soon are computed and never recorded."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CLOSED = "closed"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


STATUS_WORDS = {
    Status.NOT_STARTED: "未启动",
    Status.IN_PROGRESS: "推进中",
    Status.DONE: "报结",
    Status.CLOSED: "已销号",
    Status.SUSPENDED: "暂缓",
    Status.CANCELLED: "取消",
}

FULFILLED = "是"
UNFULFILLED = "否"
