"""Plain data to values, by Pydantic: the one gate all that is read of a plan, a ledger or a seal goes through.

Values are named tuples, and their annotations say what each field may hold. Here the annotations are read: each kind
becomes a mapping Pydantic knows, and what has been validated becomes the value it stands for. A command that answers
from what was validated before need not import this.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from operator import itemgetter
from types import NoneType
from typing import Annotated, Any, Generic, TypeVar

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter
from pydantic.config import JsonDict, JsonValue
from typing_extensions import TypedDict, is_typeddict

from ..domain.deadlines import BeforeReading
from ..domain.form import Holds, Layout
from ..domain.plan import (
    Comparison,
    Department,
    Group,
    Milestone,
    Plan,
    Point,
    PointTarget,
    PrintedColumn,
    Publication,
    Roles,
    Section,
    Settings,
    Target,
    Task,
    Titles,
    Waiver,
)
from ..domain.records import Extension, ProgressRecord
from ..domain.status import Status
from . import scalars


def _given(key: str) -> JsonDict:
    """Return a schema of what has a key, and more than a blank after it."""
    return {"required": [key], "properties": {key: {"not": {"type": "null"}}}}


def _filled(key: str) -> JsonDict:
    """Return a schema of what has a key, and words after it."""
    return {"required": [key], "properties": {key: {"not": {"type": "null"}, "pattern": r"\S"}}}


_BOTH_OR_NEITHER: list[JsonValue] = [
    {"if": _given("value"), "then": _given("comparison")},
    {"if": _given("comparison"), "then": _given("value")},
]

# What editors show of each kind; a kind stands after those it is made of.
_KINDS: dict[type[Any], JsonDict] = {
    Titles: {"description": "文件所用的各个标题，照原文"},
    Publication: {"description": "信息公开目录所载的事项"},
    Target: {
        "description": "一项承诺：有数字的按数字核对，没有数字的凭材料销号",
        "allOf": _BOTH_OR_NEITHER,
    },
    PointTarget: {"description": "要点中的一项承诺，以及承担它的任务", "allOf": _BOTH_OR_NEITHER},
    Milestone: {
        "description": "任务中另有时间的一个步骤：目标要求里的，或单独印出的",
        "oneOf": [_filled("text"), _filled("title")],
        "allOf": [{"if": _filled("text"), "then": _filled("deadline")}],
    },
    Point: {"description": "一个要点"},
    Section: {"description": "工作要点的一个部分：标题和要点"},
    Roles: {"description": "一项任务的分工"},
    Task: {"description": "重点工作任务清单的一行"},
    PrintedColumn: {
        "description": "任务清单的一栏：表头，以及这一栏是什么",
        "anyOf": [_filled("head"), _filled("key"), _given("holds")],
    },
    Group: {"description": "任务清单里的一个分组标题"},
    Department: {"description": "一个部门，以及文中用过的它的全部名称"},
    Settings: {"description": "读法与阈值，各单位可以自定"},
    Waiver: {"description": "照原样认可的问题及理由"},
    Plan: {"description": "单位年度工作计划（plan.yaml）"},
    Extension: {},
    ProgressRecord: {},
}


def types(kinds: Mapping[type[Any], JsonDict], names: Mapping[str, Any]) -> dict[type[Any], Any]:
    """Return what Pydantic takes for each kind of named tuple, and makes the tuple of.

    A kind stands after those it is made of, with what its schema says besides; ``names`` are the other names in
    annotations.
    """
    made: dict[type[Any], Any] = {}
    known = dict(names)
    for kind, extra in kinds.items():
        made[kind] = known[kind.__name__] = Annotated[_mapping(kind, extra, known), _becoming(kind)]
    return made


def _mapping(kind: type[Any], extra: JsonDict, names: dict[str, Any]) -> Any:
    """Return the mapping a kind is written as. Unknown keys are refused."""
    fields: dict[str, Any] = {}
    for field, hint in typing.get_type_hints(kind, names, include_extras=True).items():
        default = kind._field_defaults.get(field, ...)
        # A default that is a part itself is nothing that could be written in its place.
        made = isinstance(default, tuple | Mapping) and default != ()
        filled = Field(default_factory=partial(_same, default)) if made else Field(default=default)
        fields[_key(field)] = hint if default is ... else Annotated[hint, filled]
    made_at_run_time: Any = TypedDict
    mapping = made_at_run_time(kind.__name__, fields)
    mapping.__pydantic_config__ = ConfigDict(extra="forbid", json_schema_extra=extra)
    return mapping


def _key(field: str) -> str:
    """Return how a file writes a field: one whose key is a word of Python's own bears an underscore behind it."""
    return field.rstrip("_")


def _same(default: Any) -> Any:
    return default


def _becoming(kind: type[Any]) -> AfterValidator:
    """Return what makes the value that a validated mapping stands for, or says why its parts do not go together."""
    assert len(kind._fields) > 1, "of one field itemgetter makes no tuple"
    parts, new, flawed = itemgetter(*map(_key, kind._fields)), tuple.__new__, hasattr(kind, "flaw")

    def become(validated: dict[str, Any]) -> Any:
        value = new(kind, parts(validated))  # as kind(**...), in a third of the time
        if flawed and (flaw := value.flaw()):
            raise ValueError(flaw)
        return value

    return AfterValidator(become)


TYPES = types(
    _KINDS,
    {
        **vars(scalars),
        "BeforeReading": BeforeReading,
        "Comparison": Comparison,
        "Holds": Holds,
        "Layout": Layout,
        "Status": Status,
    },
)
"""What Pydantic takes for every kind of value there is in plans and ledgers."""


Value = TypeVar("Value", covariant=True)


class Form(Generic[Value]):
    """What a file holds: one mapping of some kind, or a list of them where it is ``listed``.

    ``word`` is what messages call it.
    """

    def __init__(self, type_: Any, word: str, *, listed: bool = False) -> None:
        """``type_`` is one of those :func:`types` returns."""
        self.word = word
        self._one = type_
        self._listed = listed
        self._whole = tuple[type_, ...] if listed else type_

    @cached_property
    def _adapter(self) -> TypeAdapter[Value]:
        return TypeAdapter(self._whole)

    def validate(self, data: Any) -> Value:
        """Return the value of a whole file of plain data. Raises ValidationError."""
        return self._adapter.validate_python(data)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of such a file."""
        return self._adapter.json_schema()

    @cached_property
    def items(self) -> dict[str, Callable[[Any], Any]]:
        """What makes the value of one item of each of the file's lists; "" stands for a file that is a list.

        They raise ValidationError.
        """
        if self._listed:
            return {"": _maker(self._one)}
        lists = {name: item for name, hint in fields_of(self._one).items() if (item := _item_of(hint))}
        return {name: _maker(item) for name, item in lists.items()}

    def keys(self, path: Sequence[str | int]) -> list[str]:
        """Return the keys of the mapping at ``path`` of a file."""
        fields = fields_of(self._one)
        for step in path:
            if isinstance(step, str):
                fields = fields_of(fields[step])
        return list(fields)


def _maker(type_: Any) -> Callable[[Any], Any]:
    # The adapter's own method first looks at options nobody gives, for a third of the time a record takes.
    return TypeAdapter(type_).validator.validate_python


def fields_of(type_: Any) -> dict[str, Any]:
    """Return the annotated types of the keys of a mapping, or of the mappings some list holds."""
    while not is_typeddict(type_):
        type_ = next(part for part in typing.get_args(type_) if part is not NoneType)
    return dict(type_.__annotations__)


def _item_of(hint: Any) -> Any:
    """Return what a list's items are; None for what is no list."""
    bare = typing.get_args(hint)[0] if typing.get_origin(hint) is Annotated else hint
    return typing.get_args(bare)[0] if typing.get_origin(bare) is tuple else None


PLAN: Form[Plan] = Form(TYPES[Plan], "计划")
LEDGER: Form[tuple[ProgressRecord, ...]] = Form(TYPES[ProgressRecord], "台账", listed=True)


def progress_record(data: Mapping[str, Any]) -> ProgressRecord:
    """Validate one entry of a ledger. Raises ValidationError."""
    record: ProgressRecord = LEDGER.items[""](data)
    return record
