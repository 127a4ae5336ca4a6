"""What can go wrong outside the plan, and the exit status each kind ends with.

Whatever is wrong *in* a plan is a :class:`~workplan.domain.diagnostics.Diagnostic`, a value. The exceptions here
are for the world around it: a missing file, a name nobody bears, a disk that is full.
"""

from __future__ import annotations

import errno
from copyreg import __newobj__  # type: ignore[attr-defined]
from enum import IntEnum, unique
from typing import TYPE_CHECKING, Any, ClassVar

from .characters import shell_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .diagnostics import Diagnostic


_NAMED = 5
"""How many of several files a message names."""


@unique
class ExitCode(IntEnum):
    """Exit statuses of every command; docs/reference.md prints this table."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    NOT_FOUND = 4
    CONFLICT = 5
    UNAVAILABLE = 69
    INTERNAL = 70
    INTERRUPTED = 130


class WorkplanError(Exception):
    """One line of what is wrong, one of what to do, and the status to end with."""

    exit_code: ClassVar[ExitCode] = ExitCode.INTERNAL

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[Any, ...]:
        """Come back whole from another process, whatever it was made with: one that cannot would hang a pool of them."""
        return __newobj__, (type(self), *self.args), self.__dict__


class Misuse(WorkplanError):
    """The command line asks for something that makes no sense."""

    exit_code = ExitCode.USAGE


class Unreadable(WorkplanError):
    """A file is missing, is no ordinary file, or cannot be read or written."""

    exit_code = ExitCode.UNREADABLE


class InvalidPlan(WorkplanError):
    """The plan or its ledger holds errors, so nothing may be answered from it."""

    exit_code = ExitCode.UNREADABLE

    def __init__(self, diagnostics: Sequence[Diagnostic], plan: object) -> None:
        super().__init__(
            f"计划或台账有 {len(diagnostics)} 处错误，改正后才能查询。",
            f"运行 workplan validate {shell_word(str(plan))} 查看全部问题及改法。",
        )
        self.diagnostics = tuple(diagnostics)


class BrokenPlans(InvalidPlan):
    """Of several plans some cannot be answered from: ``wrong`` says by their files what is wrong with each."""

    def __init__(self, wrong: Mapping[str, WorkplanError], total: int) -> None:
        first = next(iter(wrong))
        super().__init__(
            [d for error in wrong.values() if isinstance(error, InvalidPlan) for d in error.diagnostics],
            first,
        )
        unread = "".join(error.message for error in wrong.values() if not isinstance(error, InvalidPlan))
        named = "、".join(list(wrong)[:_NAMED]) + ("等" if len(wrong) > _NAMED else "")
        self.message = f"{total} 份计划中有 {len(wrong)} 份不能用（{named}），改正后才能查询。{unread}"
        self.hint = (
            f"运行 workplan validate {shell_word(first)} 查看问题及改法；先看其余的计划，加 --skip-invalid。"
        )


class NotFound(WorkplanError):
    """No task, point, department or template of that name."""

    exit_code = ExitCode.NOT_FOUND


class Conflict(WorkplanError):
    """Going on would lose what someone else has written, or is writing."""

    exit_code = ExitCode.CONFLICT


class Unavailable(WorkplanError):
    """Something optional, such as a browser, is not installed."""

    exit_code = ExitCode.UNAVAILABLE


_REASONS = {
    errno.ENOENT: "文件或文件夹不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.EROFS: "磁盘是只读的",
    errno.ELOOP: "链接绕成了圈",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EIO: "磁盘读写出错",
    errno.ENXIO: "没有这个设备，或者没有程序在读这个管道",
}


def reason(error: OSError) -> str:
    """Say in Chinese why the system refused; its own words where we have none."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))
