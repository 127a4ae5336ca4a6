"""Columns of offices where a list prints several: each office under the head that says its role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from ..domain.form import Holds
from ..domain.interpretation import Responsible
from ..domain.plan import Plan, PrintedColumn, Role
from ..domain.printed import ROLE_OF, Row, cell, shown
from .columns import Column, Value
from .wording import SEMICOLON, departments


class Parties(NamedTuple):
    """The offices of a row, and those of them that may stand where the row itself prints none."""

    parts: tuple[Responsible, ...]
    taken_over: tuple[Responsible, ...]


def role_columns(
    plan: Plan, row_of: Callable[[Any], Row], parties_of: Callable[[Any], Parties]
) -> dict[Holds | None, Column]:
    """Return what stands under the heads of offices where some say a role, nothing where none does.

    As printed where something is; else what the row takes over, from its group or, for a step, from its task.
    An office whose role has no head stands under that of the offices, or under the first.
    """
    heads = [column for column in shown(plan) if column.holds in ROLE_OF]
    if not heads:
        return {}
    roles = {ROLE_OF[column.holds]: column for column in heads if column.holds}
    general = any(column.holds is Holds.DEPARTMENTS for column in shown(plan))

    def under(column: PrintedColumn, *, first: bool) -> Callable[[Any], Value]:
        def value(item: Any) -> Value:
            if printed := cell(row_of(item), column, plan):
                return printed
            parts = parties_of(item).taken_over
            role = ROLE_OF[column.holds] if column.holds else None
            names = "、".join(part.printed for part in parts if part.role is role)
            rest = () if general or not first else (part for part in parts if part.role not in roles)
            return SEMICOLON.join(filter(None, (names, departments(rest))))

        return value

    def others(item: Any) -> Value:
        row = row_of(item)
        return departments(_elsewhere(row, parties_of(item).parts, plan, roles))

    found: dict[Holds | None, Column] = {
        column.holds: Column("", under(column, first=column is heads[0]), flexible=True) for column in heads
    }
    return {**found, Holds.DEPARTMENTS: Column("", others, flexible=True)}


def _elsewhere(
    row: Row, parts: tuple[Responsible, ...], plan: Plan, roles: dict[Role, PrintedColumn]
) -> Iterator[Responsible]:
    """Yield the offices that do not stand under a head of their role."""
    for part in parts:
        column = roles.get(part.role)
        text = cell(row, column, plan) if column else ""
        if not column or (part.printed not in text if text else not part.source):
            yield part
