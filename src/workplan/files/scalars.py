"""What single values of a file may be: Pydantic's types for the scalars of plans, ledgers and seals."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic.config import JsonValue
from pydantic_core import PydanticKnownError

from ..domain.form import ALL, Meaning, Quoted
from ..domain.links import read_reference
from ..domain.percent import Share
from ..domain.status import FULFILLED, UNFULFILLED, Status

_remembering = lru_cache(10_000)
"""A year has few days and a percentage few figures: each is read, and held in memory, once."""


def whole_number(value: Any) -> Any:
    """`7` and `"7"` mean the same; `1_000`, `+7`, `07` and `7.0` are slips of the hand."""
    if not isinstance(value, str):
        return value
    if not (value.isascii() and value.isdigit() and len(value) <= 9) or (value[0] == "0" and value != "0"):
        raise ValueError("应为整数，如 7")
    return int(value)


def decimal_number(value: Any) -> Any:
    """Accept a figure as it may be typed: no exponents, no more digits than anybody reads."""
    return _decimal(value) if isinstance(value, str) else value


@_remembering
def _decimal(text: str) -> Decimal:
    if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,9})?", text):
        raise ValueError("应为数字，如 95 或 99.5")
    return Decimal(text)


def _day(value: Any) -> Any:
    """Accept ISO days only: YAML's own date type also reads times, and raises on 30 February."""
    return _iso_day(value) if isinstance(value, str) else value


@_remembering
def _iso_day(text: str) -> date:
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("应为日期，如 2020-11-30") from None


def _cell(value: Any) -> Any:
    """A cell of the printed table may be blank: `remark:` and `remark: ""` mean the same."""
    return "" if value is None else value


def _words(value: str) -> str:
    """Refuse what is blank, as the pattern of Pydantic would, which keeps a copy of each text it looks into."""
    if not value or value.isspace():
        raise PydanticKnownError("string_pattern_mismatch", {"pattern": r"\S"})
    return value


# All scalars of a plan are text; an editor's YAML reader sees numbers and truth values in some. What the loader takes
# the schema must not refuse: `title: 2020` is a title.
_SCALARS: list[JsonValue] = ["string", "number", "boolean"]
_WORDS_SCHEMA = WithJsonSchema({"type": _SCALARS, "minLength": 1, "pattern": r"\S"})
_PRINTED_SCHEMA = WithJsonSchema({"type": [*_SCALARS, "null"]})


def _figure_schema(least: int, most: int = 999_999_999) -> WithJsonSchema:
    """Describe a whole number as it may be typed: bare, or in quotation marks."""
    pattern = "^[1-9][0-9]{0,8}$" if least else "^(0|[1-9][0-9]{0,8})$"
    return WithJsonSchema(
        {"type": ["integer", "string"], "minimum": least, "maximum": most, "pattern": pattern}
    )


# Limits stand next to the type: those behind a validator of ours Pydantic would check in Python.
Number = Annotated[int, Field(ge=1), BeforeValidator(whole_number), _figure_schema(1)]
Count = Annotated[int, Field(ge=0), BeforeValidator(whole_number), _figure_schema(0)]
_DECIMAL_SCHEMA = WithJsonSchema({"type": ["number", "string"], "pattern": r"^-?[0-9]{1,15}(\.[0-9]{1,9})?$"})
Figure = Annotated[Decimal, BeforeValidator(decimal_number), _DECIMAL_SCHEMA]
Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
]
Text = Annotated[str, AfterValidator(_words), _WORDS_SCHEMA]
_WORDS: JsonValue = {"type": _SCALARS, "minLength": 1, "pattern": r"\S"}
Members = Annotated[
    tuple[Text, ...],
    BeforeValidator(lambda value: (ALL,) if value == ALL else value),
    WithJsonSchema({"anyOf": [{"type": "array", "items": _WORDS}, {"enum": [ALL]}]}),
]
Cell = Annotated[str, BeforeValidator(_cell), _PRINTED_SCHEMA]
# What a promise says, whether it is a task's or a point's: described once for both.
TargetName = Annotated[Text, Field(description="指标名称，在同一条任务（要点）内不重复", examples=["网办率"])]
Phrase = Annotated[Text, Field(description="原文中的字句，一字不差", examples=["力争网办率95%以上"])]
Commitment = Annotated[Cell, Field(description="承诺用语，照原文：确保、力争、争取……", examples=["力争"])]
TargetValue = Annotated[Figure | None, Field(description="目标值；没有数字的承诺不写", examples=[95])]
Unit = Annotated[Cell, Field(description="单位", examples=["%", "家"])]

CellsByHead = Annotated[
    dict[Text, Cell],
    Field(
        description="其余各栏，按表头照原文写；空白的不写",
        examples=[{"分管领导": "张副局长", "分值": "5"}],
    ),
]
Meant = Annotated[
    Meaning | None,
    Field(
        description="时间的字句说不出哪一天时，写明它的意思：ongoing 为持续推进，undated 为未定时限",
        examples=["ongoing"],
    ),
]
QuotedFrom = Annotated[
    Quoted | None,
    Field(
        description="时间印在别处时写明在哪里：goals 目标要求，departments 责任部门，group 分组标题，notice 正文",
        examples=["goals"],
    ),
]


def _link(value: Any) -> Any:
    """Accept a task of another plan; what is no text is refused as such."""
    if isinstance(value, str) and value.strip() and read_reference(value) is None:
        raise ValueError("应写成 计划#任务编号，如 2019#27")
    return value


_LINK_PATTERN = r"^\s*[^#]*[^#\s]\s*[#＃]\s*[1-9][0-9]{0,8}\s*$"
Link = Annotated[Text, BeforeValidator(_link), WithJsonSchema({"type": "string", "pattern": _LINK_PATTERN})]
"""A task of another plan: the end of that plan's key, #, the task's id."""
Links = tuple[Link, ...]
CarriedTo = Annotated[
    Cell,
    BeforeValidator(_link),
    WithJsonSchema({"type": ["string", "null"], "pattern": _LINK_PATTERN}),
    Field(description="结转到哪份计划的哪项任务，如 2021#8；从此在那里推进"),
]

Version = Annotated[Literal[1], BeforeValidator(whole_number), WithJsonSchema({"enum": [1, "1"]})]
Year = Annotated[int, Field(ge=1949, le=2200), BeforeValidator(whole_number), _figure_schema(1949, 2200)]


def _flag(value: Any) -> Any:
    """Accept `true` and `false` as text or as a truth value; `yes` and `on` mean different things to different readers."""
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise ValueError("应为 true 或 false")
        return value == "true"
    return value


Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"enum": ["true", "false", True, False]})]

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
"""A fingerprint of some words, in a seal."""
Digests = dict[Text, Digest]
"""Fingerprints of cells by their heads."""


def _status(value: Any) -> Any:
    """Accept the Chinese word as well: clerks edit the ledger by hand."""
    if value in ("逾期", "临期", "滞后", "overdue", "due_soon", "behind", "done_late", "逾期完成"):
        raise ValueError("不能写“逾期”一类，那是由时限和日期算出来的，不用登记")
    return _STATUSES.get(value, value) if isinstance(value, str) else value


_STATUSES = {status.word: status.value for status in Status}


def _figure_or_word(value: Any) -> Any:
    """A promise without a figure is reported with 是 or 否; a figure may carry its %."""
    if not isinstance(value, str) or value in (FULFILLED, UNFULFILLED):
        return value
    try:
        figure = decimal_number(value.removesuffix("%"))
    except ValueError:
        raise ValueError("应为数字，如 96.2；没有数字的承诺写 是 或 否") from None
    return Share(figure) if value.endswith("%") else figure


Recorded = Annotated[Status, BeforeValidator(_status)]
Percent = Annotated[Decimal, Field(ge=0, le=100), BeforeValidator(decimal_number), _DECIMAL_SCHEMA]
Reported = Annotated[Any, BeforeValidator(_figure_or_word), WithJsonSchema({"type": ["number", "string"]})]
"""A reported figure (Decimal), or 是 / 否 for a promise without one."""
