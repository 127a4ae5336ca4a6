"""The words a plan is written in where its list has another form than the 2020 plan's."""

from enum import StrEnum, unique

ALL = "all"
"""What stands for all members of a collective: `members: all`."""


@unique
class Holds(StrEnum):
    """What a printed column of the list holds; a column that holds none of these is free."""

    NUMBER = "number"
    TITLE = "title"
    GOALS = "goals"
    DEPARTMENTS = "departments"
    LEAD = "lead"
    JOINT = "joint"
    ASSIST = "assist"
    SHARED = "shared"
    DEADLINE = "deadline"
    REMARK = "remark"


@unique
class Meaning(StrEnum):
    """What the plan says that words of time mean which name no day."""

    ONGOING = "ongoing"
    UNDATED = "undated"


@unique
class Quoted(StrEnum):
    """Where a time stands that is not in a cell of its own: then it is a quotation, printed and sealed there."""

    GOALS = "goals"
    DEPARTMENTS = "departments"
    GROUP = "group"
    NOTICE = "notice"


@unique
class Layout(StrEnum):
    """How the list is printed: as a table, or as numbered paragraphs with the offices in brackets."""

    TABLE = "table"
    PROSE = "prose"
