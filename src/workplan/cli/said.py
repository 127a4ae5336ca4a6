"""Words of the office for what an option may be, beside those the answers print.

Where one is asked for, a word stands for one; where a filter may name several, for all it means.
"""

from __future__ import annotations

from ..domain.plan import Role
from ..domain.query import UNFINISHED, Order
from ..domain.standing import Standing
from ..domain.status import Status

ROLES = {
    **dict.fromkeys(("主办", "牵头单位", "承办", "负责"), frozenset({Role.LEAD})),
    **dict.fromkeys(("协办", "配合", "参与", "协助"), frozenset({Role.ASSIST})),
}
STATUS = {
    "完成": Status.DONE,
    "已完成": Status.DONE,
    "销号": Status.CLOSED,
    "进行中": Status.IN_PROGRESS,
    "暂停": Status.SUSPENDED,
    "结转": Status.CARRIED,
}
STATUSES = {
    **{word: frozenset({status}) for word, status in STATUS.items()},
    **dict.fromkeys(("完成", "已完成"), frozenset({Status.DONE, Status.CLOSED})),
    "未完成": frozenset(Status) - {Status.DONE, Status.CLOSED, Status.CANCELLED, Status.CARRIED},
}
STANDINGS: dict[str, frozenset[Standing]] = {
    "未完成": UNFINISHED,
    "未到时限": frozenset({Standing.ON_TRACK}),
    "暂停": frozenset({Standing.SUSPENDED}),
    "结转": frozenset({Standing.CARRIED}),
}
ORDERS = {
    **{"序号": Order.ID, "编号": Order.ID},
    **{"时限": Order.DEADLINE, "完成时间": Order.DEADLINE, "最后一日": Order.DEADLINE},
    **{"部门": Order.DEPARTMENT, "责任部门": Order.DEPARTMENT, "牵头": Order.DEPARTMENT},
    "进度": Order.STANDING,
}
