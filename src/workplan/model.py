"""The plan as values: frozen, complete, and free of files, clocks and terminals.

Every field keeps the words as printed; what they mean (a day, a register name, a role) is computed from
them in :mod:`workplan.reading`. Descriptions are in Chinese because editors show them to the plan's keepers.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum, unique
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic.config import JsonDict, JsonValue

from .deadlines import BeforeReading


def whole_number(value: Any) -> Any:
    """`7` and `"7"` mean the same; `1_000`, `+7`, `07` and `7.0` are slips of the hand."""
    if isinstance(value, str):
        if not re.fullmatch(r"0|[1-9][0-9]{0,8}", value):
            raise ValueError("应为整数，如 7")
        return int(value)
    return value


def decimal_number(value: Any) -> Any:
    """Accept a figure as it may be typed: no exponents, no more digits than anybody reads."""
    if isinstance(value, str):
        if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,9})?", value):
            raise ValueError("应为数字，如 95 或 99.5")
        return Decimal(value)
    return value


def _day(value: Any) -> Any:
    """Accept ISO days only: YAML's own date type also reads times, and raises on 30 February."""
    if isinstance(value, str):
        try:
            if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
                raise ValueError
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError("应为日期，如 2020-11-30") from None
    return value


def _cell(value: Any) -> Any:
    """A cell of the printed table may be blank: `remark:` and `remark: ""` mean the same."""
    return "" if value is None else value


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


Number = Annotated[int, BeforeValidator(whole_number), Field(ge=1), _figure_schema(1)]
Count = Annotated[int, BeforeValidator(whole_number), Field(ge=0), _figure_schema(0)]
Figure = Annotated[
    Decimal,
    BeforeValidator(decimal_number),
    WithJsonSchema({"type": ["number", "string"], "pattern": r"^-?[0-9]{1,15}(\.[0-9]{1,9})?$"}),
]
Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
]
Text = Annotated[str, Field(min_length=1, pattern=r"\S"), _WORDS_SCHEMA]
Cell = Annotated[str, BeforeValidator(_cell), _PRINTED_SCHEMA]


@unique
class Role(StrEnum):
    """What a department is to a task."""

    LEAD = "lead"
    JOINT = "joint"
    ASSIST = "assist"


@unique
class Comparison(StrEnum):
    """How a reported figure is held against a target."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"
    ABOUT = "about"


class Record(BaseModel):
    """Common ground of all parts of a plan: frozen, and unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Titles(Record):
    """The titles the document bears, each as printed."""

    model_config = ConfigDict(json_schema_extra={"description": "文件所用的各个标题，照原文"})

    document: Text = Field(description="正文标题")
    page: Cell = Field("", description="网页标题")
    annex_line: Cell = Field("", description="正文末尾的附件行")
    annex_label: Cell = Field("", description="附件首页的“附件”二字")
    annex_head: Cell = Field("", description="附件自己的标题")


class Publication(Record):
    """The publication's particulars (信息公开目录)."""

    model_config = ConfigDict(json_schema_extra={"description": "信息公开目录所载的事项"})

    index_number: Cell = Field("", description="索引号")
    category: Cell = Field("", description="组配分类")
    issuer: Cell = Field("", description="发布机构")
    disclosure: Cell = Field("", description="公开方式")
    source: Cell = Field("", description="来源")
    generated: Day | None = Field(None, description="生成日期", examples=["2020-05-28"])
    published: Day | None = Field(None, description="发布日期", examples=["2020-03-31"])
    issued: Day | None = Field(None, description="印发日期", examples=["2020-03-27"])


def _given(key: str) -> JsonDict:
    """Return a schema of what has a key, and more than a blank after it."""
    return {"required": [key], "properties": {key: {"not": {"type": "null"}}}}


_BOTH_OR_NEITHER: list[JsonValue] = [
    {"if": _given("value"), "then": _given("comparison")},
    {"if": _given("comparison"), "then": _given("value")},
]


class Target(Record):
    """One promise of the text: with a figure, or without one and then closed by evidence."""

    model_config = ConfigDict(
        json_schema_extra={
            "description": "一项承诺：有数字的按数字核对，没有数字的凭材料销号",
            "allOf": _BOTH_OR_NEITHER,
        }
    )

    name: Text = Field(description="指标名称，在同一条任务（要点）内不重复", examples=["网办率"])
    phrase: Text = Field(description="原文中的字句，一字不差", examples=["力争网办率95%以上"])
    commitment: Cell = Field("", description="承诺用语，照原文：确保、力争、争取……", examples=["力争"])
    comparison: Comparison | None = Field(None, description="与目标值的比较方式；没有数字的承诺不写")
    value: Figure | None = Field(None, description="目标值；没有数字的承诺不写", examples=[95])
    unit: Cell = Field("", description="单位", examples=["%", "家"])

    @property
    def measured(self) -> bool:
        """Whether the promise has a figure."""
        return self.value is not None

    @model_validator(mode="after")
    def _figure_is_whole(self) -> "Target":
        if (self.value is None) != (self.comparison is None):
            raise ValueError("comparison 与 value 要么都写，要么都不写")
        return self


class PointTarget(Target):
    """A promise of the prose, and the tasks whose own goals repeat it."""

    model_config = ConfigDict(
        json_schema_extra={
            "description": "要点中的一项承诺，以及承担它的任务",
            "allOf": _BOTH_OR_NEITHER,
        }
    )

    tasks: tuple[Number, ...] = Field((), description="承担这一指标的任务编号；没有就不写")


class Milestone(Record):
    """A step inside a task's goals with a time of its own."""

    model_config = ConfigDict(json_schema_extra={"description": "目标要求中另有时间的一个步骤"})

    text: Text = Field(description="目标要求中的原文")
    deadline: Text = Field(description="这一步的时间，照原文", examples=["上半年"])


class Point(Record):
    """One numbered point (要点) of the prose."""

    model_config = ConfigDict(json_schema_extra={"description": "一个要点"})

    id: Number = Field(description="要点编号")
    title: Text = Field(description="要点的首句，连同句末标点")
    text: Text = Field(description="首句之后的正文")
    targets: tuple[PointTarget, ...] = Field((), description="正文中的承诺")

    @property
    def name(self) -> str:
        """The title without its full stop, as listings show it."""
        return self.title.rstrip("。")


class Section(Record):
    """One section of the prose: a heading and its points."""

    model_config = ConfigDict(json_schema_extra={"description": "工作要点的一个部分：标题和要点"})

    number: Number = Field(description="部分的序号，1 即“一、”")
    title: Text = Field(description="部分的标题")
    points: tuple[Point, ...] = Field((), description="本部分的要点")


class Task(Record):
    """One row of the task list (重点工作任务清单)."""

    model_config = ConfigDict(json_schema_extra={"description": "重点工作任务清单的一行"})

    id: Number = Field(description="序号")
    title: Text = Field(description="任务名称，照原文", examples=["加力政务信息工作"])
    goals: Text = Field(description="具体目标要求，照原文；一段一行")
    departments: Text = Field(description="责任部门，照原文；第一个是牵头部门", examples=["工会、妇委会"])
    deadline: Cell = Field(
        description='完成时间，照原文；空白写 ""',
        json_schema_extra={"examples": ["11", "10月前", ""]},
    )
    remark: Cell = Field("", description="备注，照原文")
    last_day: Day | None = Field(
        None, description="另行明确的最后一日；写了就不再按完成时间推算", examples=["2020-09-30"]
    )
    lead: Cell = Field("", description="另行明确的牵头部门；不写则以责任部门中第一个为准", examples=["工会"])
    points: tuple[Number, ...] = Field((), description="本任务落实的要点编号", examples=[[2, 5]])
    milestones: tuple[Milestone, ...] = Field((), description="目标要求中另有时间的步骤")
    targets: tuple[Target, ...] = Field((), description="目标要求中的承诺")


class Department(Record):
    """One office of the register, by all the names the document uses for it."""

    model_config = ConfigDict(json_schema_extra={"description": "一个部门，以及文中用过的它的全部名称"})

    name: Text = Field(description="部门名称", examples=["许可处"])
    aliases: tuple[Text, ...] = Field((), description="文中出现的其他写法、简称", examples=[["法规处"]])

    @property
    def names(self) -> tuple[str, ...]:
        """The name and all aliases."""
        return (self.name, *self.aliases)


class Settings(Record):
    """Readings and thresholds an office may choose for itself."""

    model_config = ConfigDict(json_schema_extra={"description": "读法与阈值，各单位可以自定"})

    due_soon_days: Count = Field(30, description="离最后一日不超过多少天算临期")
    behind_points: Count = Field(10, description="完成百分比落后于时间进度多少个百分点算滞后（黄灯）")
    far_behind_points: Count = Field(30, description="落后多少个百分点亮红灯")
    before_reading: BeforeReading = Field(
        BeforeReading.BEFORE_PERIOD,
        description="“10月前”的读法：before_period 为9月30日，end_of_period 为10月31日",
    )


class Waiver(Record):
    """Findings accepted as they are, with the reason."""

    model_config = ConfigDict(json_schema_extra={"description": "照原样认可的问题及理由"})

    code: Text = Field(description="所认可的问题代码", examples=["missing-deadline"])
    reason: Text = Field(description="认可的理由", examples=["原件“完成时间”一格空白。"])
    tasks: tuple[Number, ...] = Field((), description="涉及的任务编号", examples=[[27, 28, 29]])
    points: tuple[Number, ...] = Field((), description="涉及的要点编号")


class Plan(Record):
    """A bureau's work plan for one year, whole."""

    model_config = ConfigDict(json_schema_extra={"description": "单位年度工作计划（plan.yaml）"})

    schema_version: Annotated[
        Literal[1], BeforeValidator(whole_number), WithJsonSchema({"enum": [1, "1"]})
    ] = Field(1, description="本文件格式的版本")
    year: Annotated[
        int, BeforeValidator(whole_number), Field(ge=1949, le=2200), _figure_schema(1949, 2200)
    ] = Field(description="计划年度", examples=[2020])
    titles: Titles = Field(description="标题")
    publication: Publication = Field(default_factory=Publication, description="公开信息")
    settings: Settings = Field(default_factory=Settings, description="读法与阈值")
    departments: tuple[Department, ...] = Field(description="部门名录")
    waivers: tuple[Waiver, ...] = Field((), description="已认可的问题")
    preamble: Cell = Field("", description="总体要求")
    sections: tuple[Section, ...] = Field((), description="工作要点")
    tasks: tuple[Task, ...] = Field(description="重点工作任务清单")
    footer: Cell = Field("", description="落款，照原文")

    @property
    def points(self) -> Iterator[Point]:
        """All points, in order."""
        return (point for section in self.sections for point in section.points)
