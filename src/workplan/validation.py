"""Plain data to values, by Pydantic: the one gate all that is read of a plan, a ledger or a seal goes through.

Values are named tuples, and their annotations say what each field may hold. Here the annotations are read: each kind
gets a Pydantic model, and what that has validated becomes the value it was made for. Importing this module builds the
models; a command that answers from what was validated before need not.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel, TypeAdapter, create_model
from pydantic.config import JsonDict, JsonValue

from . import rules
from .deadlines import BeforeReading
from .model import (
    Comparison,
    Department,
    Milestone,
    Plan,
    Point,
    PointTarget,
    Publication,
    Section,
    Settings,
    Target,
    Task,
    Titles,
    Waiver,
)
from .records import Extension, ProgressRecord
from .statuses import Status


class Strict(BaseModel):
    """Common ground of all parts of a file: frozen, and unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _given(key: str) -> JsonDict:
    """Return a schema of what has a key, and more than a blank after it."""
    return {"required": [key], "properties": {key: {"not": {"type": "null"}}}}


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
    Milestone: {"description": "目标要求中另有时间的一个步骤"},
    Point: {"description": "一个要点"},
    Section: {"description": "工作要点的一个部分：标题和要点"},
    Task: {"description": "重点工作任务清单的一行"},
    Department: {"description": "一个部门，以及文中用过的它的全部名称"},
    Settings: {"description": "读法与阈值，各单位可以自定"},
    Waiver: {"description": "照原样认可的问题及理由"},
    Plan: {"description": "单位年度工作计划（plan.yaml）"},
    Extension: {},
    ProgressRecord: {},
}


def _becoming(kind: type[Any]) -> AfterValidator:
    """Return what makes the value that a validated model stands for, or says why its parts do not go together."""
    fields, flawed = kind._fields, hasattr(kind, "flaw")

    def become(validated: BaseModel) -> Any:
        value = tuple.__new__(
            kind, map(vars(validated).__getitem__, fields)
        )  # as kind(**...), in half the time
        if flawed and (flaw := value.flaw()):
            raise ValueError(flaw)
        return value

    return AfterValidator(become)


def _model_of(kind: type[Any], names: dict[str, Any]) -> type[BaseModel]:
    """Make the model of a kind; ``names`` says what the names in its annotations mean."""
    fields: dict[str, Any] = {}
    for field, hint in typing.get_type_hints(kind, names, include_extras=True).items():
        default = kind._field_defaults.get(field, ...)
        # A default that is a part itself is nothing that could be written in its place.
        made = isinstance(default, tuple | Mapping) and default != ()
        fields[field] = (hint, Field(default_factory=partial(_same, default)) if made else default)
    config = ConfigDict(frozen=True, extra="forbid", json_schema_extra=_KINDS[kind])
    return create_model(kind.__name__, __config__=config, **fields)


def _same(default: Any) -> Any:
    return default


def _models() -> dict[type[Any], type[BaseModel]]:
    """Make the models of all kinds, each after its parts, which its annotations name."""
    names = {**vars(rules), "BeforeReading": BeforeReading, "Comparison": Comparison, "Status": Status}
    made: dict[type[Any], type[BaseModel]] = {}
    for kind in _KINDS:
        made[kind] = _model_of(kind, names)
        names[kind.__name__] = Annotated[made[kind], _becoming(kind)]
    return made


MODELS = _models()
"""The Pydantic model of every kind of value."""


class Ledger(RootModel[tuple[Annotated[MODELS[ProgressRecord], _becoming(ProgressRecord)], ...]]):  # type: ignore[valid-type]
    """All records of a ledger, in the order they were written."""


def plan_of(validated: BaseModel) -> Plan:
    """Return the plan that a validated model stands for."""
    return Plan(**vars(validated))


def progress_record(data: Mapping[str, Any]) -> ProgressRecord:
    """Validate one entry of a ledger. Raises ValidationError."""
    record: ProgressRecord = item_validators(Ledger)[""](data)
    return record


@cache
def item_validators(file: type[BaseModel]) -> dict[str, Callable[[Any], Any]]:
    """Return what makes a value of one item of each of a file's lists; "" stands for a file that is a list.

    They raise ValidationError.
    """
    found: dict[str, Callable[[Any], Any]] = {}
    for name, field in file.model_fields.items():
        if typing.get_origin(field.annotation) is tuple:
            found["" if name == "root" else name] = TypeAdapter(
                typing.get_args(field.annotation)[0]
            ).validate_python
    return found
