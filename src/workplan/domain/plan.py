"""The plan as values: frozen, complete, and free of files, clocks and terminals.

Every field keeps the words as printed; what they mean (a day, a register name, a role) is computed from
them in :mod:`workplan.domain.interpretation`. Descriptions are in Chinese because editors show them to the plan's keepers.

What a field may hold stands in its annotation. :mod:`workplan.files.gate` reads the annotations when a file has to
be validated; nobody else does, so an answer from a plan that is known to be good costs no Pydantic.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from enum import unique
from typing import TYPE_CHECKING, Annotated, NamedTuple

from .deadlines import BeforeReading
from .form import Holds, Layout
from .worded import Worded

if TYPE_CHECKING:
    from pydantic import Field

    from ..files.scalars import (
        Cell,
        CellsByHead,
        Commitment,
        Count,
        Day,
        Flag,
        Links,
        Meant,
        Members,
        Number,
        Phrase,
        QuotedFrom,
        TargetName,
        TargetValue,
        Text,
        Unit,
        Version,
        Year,
    )


ABOUT = Decimal("0.9")
"""From which share of it on a figure is met that the text calls 约 or 近."""


def _nearly(figure: Decimal, wanted: Decimal) -> bool:
    """Tell whether a figure comes near the wanted one, in that one's own direction, or goes beyond it."""
    if not wanted:
        return not figure
    return figure >= ABOUT * wanted if wanted > 0 else figure <= ABOUT * wanted


@unique
class Role(Worded):
    """What a department is to a task, the nearest to it first.

    ``named``: its word stands before the offices where a task lists them (会同X、Y). ``always``: tables have its column
    even where nobody has it.
    """

    def __init__(self, code: str, word: str, named: bool, always: bool) -> None:
        super().__init__(code, word)
        self.named = named
        self.always = always

    LEAD = "lead", "牵头", False, True
    SHARED = "shared", "分工", False, False
    JOINT = "joint", "共同", False, True
    ASSIST = "assist", "会同", True, True

    @property
    def rank(self) -> int:
        """Where it stands among the others, 0 being the nearest to the task."""
        return _RANKS[self]


_RANKS = {role: rank for rank, role in enumerate(Role)}


@unique
class Comparison(Worded):
    """How a reported figure is held against a target: what people call it, and whether the figure meets the target."""

    def __init__(self, code: str, word: str, met: Callable[[Decimal, Decimal], bool]) -> None:
        super().__init__(code, word)
        self.met = met

    AT_LEAST = "at_least", "不低于", operator.ge
    AT_MOST = "at_most", "不超过", operator.le
    EXACTLY = "exactly", "等于", operator.eq
    ABOUT = "about", "约", _nearly


class Titles(NamedTuple):
    """The titles the document bears, each as printed."""

    document: Annotated[
        Cell, Field(description="正文标题；原件没有的不写", examples=["2020年全市市场监督管理工作要点"])
    ] = ""
    page: Annotated[Cell, Field(description="网页标题", examples=["舟山市市场监督管理局2020年工作要点"])] = ""
    annex_line: Annotated[
        Cell, Field(description="正文末尾的附件行", examples=["附件:2020年全市市场监督管重点工作任务清单"])
    ] = ""
    annex_label: Annotated[Cell, Field(description="附件首页的“附件”二字", examples=["附件"])] = ""
    annex_head: Annotated[
        Cell, Field(description="附件自己的标题", examples=["2020年全市市场监管重点工作任务清单"])
    ] = ""


class Publication(NamedTuple):
    """The publication's particulars (信息公开目录)."""

    index_number: Annotated[Cell, Field(description="索引号", examples=["001008009005030/2020-122132"])] = ""
    category: Annotated[Cell, Field(description="组配分类", examples=["工作计划与总结"])] = ""
    issuer: Annotated[Cell, Field(description="发布机构", examples=["市市场监督管理局"])] = ""
    disclosure: Annotated[Cell, Field(description="公开方式", examples=["主动公开"])] = ""
    source: Annotated[Cell, Field(description="来源", examples=["市市场监管局"])] = ""
    generated: Annotated[Day | None, Field(description="生成日期", examples=["2020-05-28"])] = None
    published: Annotated[Day | None, Field(description="发布日期", examples=["2020-03-31"])] = None
    issued: Annotated[Day | None, Field(description="印发日期", examples=["2020-03-27"])] = None


class Target(NamedTuple):
    """One promise of the text: with a figure, or without one and then closed by evidence."""

    name: TargetName
    phrase: Phrase
    commitment: Commitment = ""
    comparison: Annotated[
        Comparison | None, Field(description="与目标值的比较方式；没有数字的承诺不写", examples=["at_least"])
    ] = None
    value: TargetValue = None
    unit: Unit = ""

    @property
    def measured(self) -> bool:
        """Whether the promise has a figure."""
        return self.value is not None

    def flaw(self) -> str:
        """Return what is wrong with the promise as a whole, in a finding's words; empty where nothing is."""
        return _figure_flaw(self)


def _figure_flaw(target: AnyTarget) -> str:
    return (
        ""
        if (target.value is None) == (target.comparison is None)
        else "comparison 与 value 要么都写，要么都不写"
    )


class PointTarget(NamedTuple):
    """A promise of the prose, and the tasks whose own goals repeat it."""

    name: TargetName
    phrase: Phrase
    commitment: Commitment = ""
    comparison: Annotated[
        Comparison | None, Field(description="与目标值的比较方式；没有数字的承诺不写", examples=["at_least"])
    ] = None
    value: TargetValue = None
    unit: Unit = ""
    tasks: Annotated[
        tuple[Number, ...], Field(description="承担这一指标的任务编号；没有就不写", examples=[[5]])
    ] = ()

    @property
    def measured(self) -> bool:
        """Whether the promise has a figure."""
        return self.value is not None

    def flaw(self) -> str:
        """Return what is wrong with the promise as a whole, as for any other."""
        return _figure_flaw(self)


AnyTarget = Target | PointTarget


class Milestone(NamedTuple):
    """A step of a task with a time of its own.

    One with ``text`` quotes the goals. One with ``title`` is printed text of its own, a sub-task that may have an
    office, goals and cells as a task has.
    """

    text: Annotated[
        Cell,
        Field(
            description="目标要求中的原文",
            examples=["省局财务工作现场会在舟召开,并成为全市机关单位绩效评价唯一试点单位"],
        ),
    ] = ""
    deadline: Annotated[Cell, Field(description="这一步的时间，照原文", examples=["上半年"])] = ""
    title: Annotated[
        Cell,
        Field(description="单独印出的子项或步骤，照原文；与 text 只写一个", examples=["完成初步设计批复"]),
    ] = ""
    number: Annotated[Cell, Field(description="子项的印刷编号", examples=["(1)"])] = ""
    goals: Annotated[Cell, Field(description="子项的目标要求，照原文", examples=["完成投资 2000 万元"])] = ""
    departments: Annotated[
        Cell, Field(description="子项的责任部门，照原文", examples=["水利局牵头，农业农村局配合"])
    ] = ""
    cells: CellsByHead = {}  # noqa: RUF012 - never written to
    deadline_from: QuotedFrom = None
    last_day: Annotated[
        Day | None, Field(description="另行明确的最后一日；写了就不再按时间推算", examples=["2020-06-30"])
    ] = None
    means: Meant = None

    @property
    def name(self) -> str:
        """What the step is called: its own title, or the words it quotes."""
        return self.title or self.text

    def flaw(self) -> str:
        """Return what is wrong with the step as a whole, in a finding's words; empty where nothing is."""
        if bool(self.text.strip()) == bool(self.title.strip()):
            return "text（引目标要求的原文）和 title（单独印出的子项）要写一个，也只写一个"
        if self.text and (self.number or self.goals or self.departments or self.cells):
            return "引原文的节点（text）没有自己的编号、要求、部门和其他栏；单独印出的用 title"
        if self.text.strip() and not self.deadline.strip():
            return "引原文的节点缺少 deadline（这一步的时间）"
        return ""


class Point(NamedTuple):
    """One numbered point (要点) of the prose."""

    id: Annotated[Number, Field(description="要点编号", examples=[1])]
    title: Annotated[Text, Field(description="要点的首句，连同句末标点", examples=["打造“跑改”升级版。"])]
    text: Annotated[
        Text,
        Field(
            description="首句之后的正文", examples=["企业开办上,优化“四个工作时办结”流程,力争网办率95%以上;"]
        ),
    ]
    targets: Annotated[tuple[PointTarget, ...], Field(description="正文中的承诺")] = ()

    @property
    def name(self) -> str:
        """The title without its full stop, as listings show it."""
        return self.title.rstrip("。")


class Section(NamedTuple):
    """One section of the prose: a heading and its points."""

    number: Annotated[Number, Field(description="部分的序号，1 即“一、”", examples=[1])]
    title: Annotated[
        Text, Field(description="部分的标题", examples=["持续改革创新,高质量打造“精业强局”治理体系"])
    ]
    points: Annotated[tuple[Point, ...], Field(description="本部分的要点")] = ()


class PrintedColumn(NamedTuple):
    """One column of the printed list: its head, and what it holds."""

    head: Annotated[Cell, Field(description="表头，照原文；没有印的写空", examples=["牵头单位"])] = ""
    holds: Annotated[Holds | None, Field(description="这一栏是什么；自由栏不写", examples=["lead"])] = None
    key: Annotated[Cell, Field(description="没有表头的栏在 cells 里的名称", examples=["列2"])] = ""

    @property
    def name(self) -> str:
        """What the column is called in a task's ``cells`` and on the command line."""
        return self.head or self.key

    def flaw(self) -> str:
        """Return what is wrong with the column, in a finding's words; empty where nothing is."""
        return "" if self.name.strip() or self.holds else "的表头是空的，要另写 key（这一栏的名称）"


class Group(NamedTuple):
    """A heading in the list with tasks under it; what it prints for all of them they inherit."""

    id: Annotated[Text, Field(description="分组的名称，任务用 group 引它", examples=["一"])]
    title: Annotated[Text, Field(description="分组标题，照原文", examples=["优化营商环境"])]
    number: Annotated[Cell, Field(description="分组的印刷编号", examples=["(一)"])] = ""
    parent: Annotated[Cell, Field(description="上一层分组的 id", examples=["一"])] = ""
    departments: Annotated[
        Cell, Field(description="印在分组行上的责任部门，组内任务没有另写的都由它负责", examples=["许可处"])
    ] = ""
    deadline: Annotated[
        Cell, Field(description="印在分组行上的完成时间，组内任务没有另写的都以它为准", examples=["6月底前"])
    ] = ""
    cells: CellsByHead = {}  # noqa: RUF012 - never written to


class Roles(NamedTuple):
    """Who does what in a task, stated outright where the printed cells cannot be read by rule."""

    lead: Annotated[tuple[Text, ...], Field(description="牵头部门，可以不止一个", examples=[["许可处"]])] = ()
    joint: Annotated[tuple[Text, ...], Field(description="共同负责的部门", examples=[["餐饮处"]])] = ()
    assist: Annotated[
        tuple[Text, ...], Field(description="会同、配合、协办的部门", examples=[["财务处"]])
    ] = ()
    shared: Annotated[
        tuple[Text, ...], Field(description="没有牵头、按职责分工负责的部门", examples=[["许可处", "餐饮处"]])
    ] = ()

    @property
    def stated(self) -> bool:
        """Whether any office is named."""
        return any(self)


class Task(NamedTuple):
    """One row of the task list (重点工作任务清单)."""

    id: Annotated[Number, Field(description="序号；印刷编号与它不同的，另写 number", examples=[7])]
    title: Annotated[Text, Field(description="任务名称，照原文", examples=["加力政务信息工作"])]
    goals: Annotated[
        Cell,
        Field(
            description="具体目标要求，照原文；一段一行；原件没有的不写",
            examples=["确保完成市委办、市府办、省局信息考核任务,实现进位"],
        ),
    ] = ""
    departments: Annotated[
        Cell,
        Field(
            description="责任部门，照原文；没有写明牵头的，第一个是牵头部门；原件没有的不写",
            examples=["工会、妇委会"],
        ),
    ] = ""
    deadline: Annotated[
        Cell,
        Field(
            description='完成时间，照原文；空白写 ""', json_schema_extra={"examples": ["11", "10月前", ""]}
        ),
    ] = ""
    remark: Annotated[
        Cell, Field(description="备注，照原文", examples=["会同产品监管处、计量评管处、餐饮处实施"])
    ] = ""
    last_day: Annotated[
        Day | None, Field(description="另行明确的最后一日；写了就不再按完成时间推算", examples=["2020-09-30"])
    ] = None
    lead: Annotated[
        Cell, Field(description="另行明确的牵头部门；不写则以责任部门中第一个为准", examples=["工会"])
    ] = ""
    points: Annotated[tuple[Number, ...], Field(description="本任务落实的要点编号", examples=[[2, 5]])] = ()
    milestones: Annotated[
        tuple[Milestone, ...], Field(description="另有时间的步骤：目标要求中的，或单独印出的")
    ] = ()
    targets: Annotated[tuple[Target, ...], Field(description="目标要求中的承诺")] = ()
    number: Annotated[
        Cell | None, Field(description='印刷编号，与 id 不同的才写；原件没有编号的写 ""', examples=["(一)1"])
    ] = None
    group: Annotated[Cell, Field(description="所属分组的 id", examples=["一"])] = ""
    cells: CellsByHead = {}  # noqa: RUF012 - never written to
    means: Meant = None
    deadline_from: QuotedFrom = None
    roles: Annotated[Roles, Field(description="另行明确的分工；写了就不再按责任部门和备注的文字推断")] = (
        Roles()
    )
    from_: Annotated[
        Links,
        Field(
            description="结转自：以前的计划里同一件事的任务，写 计划#任务编号，计划写它的文件夹名或文件名",
            examples=[["2019#27"]],
        ),
    ] = ()
    carries: Annotated[
        Links,
        Field(description="承接：本任务落实的上级计划的任务，写法同 from", examples=[["市政府/2020#14"]]),
    ] = ()

    @property
    def linked(self) -> bool:
        """Whether it is linked to a task of another plan."""
        return bool(self.from_ or self.carries)


class Department(NamedTuple):
    """One office of the register, by all the names the document uses for it."""

    name: Annotated[Text, Field(description="部门名称", examples=["许可处"])]
    aliases: Annotated[
        tuple[Text, ...], Field(description="文中出现的其他写法、简称", examples=[["法规处"]])
    ] = ()
    members: Annotated[
        Members,
        Field(
            description="统称所指的部门，如“各科室”；指名录里其余全部部门的写 all",
            examples=[["许可处"], "all"],
        ),
    ] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and all aliases."""
        return (self.name, *self.aliases)


class Settings(NamedTuple):
    """Readings and thresholds an office may choose for itself."""

    due_soon_days: Annotated[Count, Field(description="离最后一日不超过多少天算临期", examples=[30])] = 30
    behind_points: Annotated[
        Count, Field(description="完成百分比落后于时间进度多少个百分点算滞后（黄灯）", examples=[10])
    ] = 10
    far_behind_points: Annotated[Count, Field(description="落后多少个百分点亮红灯", examples=[30])] = 30
    silent_days: Annotated[
        Count, Field(description="多少天没有报进展亮黄灯，原先报过的从此也算未报", examples=[62])
    ] = 62
    before_reading: Annotated[
        BeforeReading,
        Field(
            description="“10月前”的读法：before_period 为9月30日，end_of_period 为10月31日",
            examples=["end_of_period"],
        ),
    ] = BeforeReading.BEFORE_PERIOD
    default_department: Annotated[
        Cell, Field(description="没有写责任部门的任务由哪个部门负责", examples=["办公室"])
    ] = ""
    default_deadline: Annotated[
        Cell, Field(description="完成时间空白的任务以什么时间为准", examples=["年底"])
    ] = ""
    organ: Annotated[
        Cell,
        Field(description="通报、督办单的发文机关和落款；不写则为发布机构", examples=["某某市某某局办公室"]),
    ] = ""
    addressees: Annotated[Cell, Field(description="通报的主送机关", examples=["机关各处室、直属各单位"])] = ""
    issue_form: Annotated[
        Cell,
        Field(
            description="通报的编号怎样写，{年} 和 {号} 处填上年份和号数", examples=["某监督查〔{年}〕{号}号"]
        ),
    ] = ""
    sealed: Annotated[
        Flag, Field(description="计划已经封存：没有封存文件时，validate 报错", examples=["true"])
    ] = False


class Waiver(NamedTuple):
    """Findings accepted as they are, with the reason."""

    code: Annotated[Text, Field(description="所认可的问题代码", examples=["missing-deadline"])]
    reason: Annotated[Text, Field(description="认可的理由", examples=["原件“完成时间”一格空白。"])]
    tasks: Annotated[tuple[Number, ...], Field(description="涉及的任务编号", examples=[[27, 28, 29]])] = ()
    points: Annotated[tuple[Number, ...], Field(description="涉及的要点编号", examples=[[2]])] = ()


class Plan(NamedTuple):
    """A bureau's work plan for one year, whole."""

    year: Annotated[Year, Field(description="计划年度", examples=[2020])]
    titles: Annotated[Titles, Field(description="标题")]
    departments: Annotated[tuple[Department, ...], Field(description="部门名录")]
    tasks: Annotated[tuple[Task, ...], Field(description="重点工作任务清单")]
    schema_version: Annotated[Version, Field(description="本文件格式的版本", examples=[1])] = 1
    publication: Annotated[Publication, Field(description="公开信息")] = Publication()
    settings: Annotated[Settings, Field(description="读法与阈值")] = Settings()
    waivers: Annotated[tuple[Waiver, ...], Field(description="已认可的问题")] = ()
    preamble: Annotated[
        Cell, Field(description="总体要求", examples=["2020年是我国全面建成小康社会的决胜之年,"])
    ] = ""
    sections: Annotated[tuple[Section, ...], Field(description="工作要点")] = ()
    footer: Annotated[
        Cell, Field(description="落款，照原文", examples=["舟山市市场监督管理局办公室 2020年3月27日印发"])
    ] = ""
    columns: Annotated[
        tuple[PrintedColumn, ...],
        Field(description="任务清单印出的各栏，从左到右；不写则为 2020 年计划的六栏"),
    ] = ()
    groups: Annotated[tuple[Group, ...], Field(description="任务清单里的分组标题，按印刷次序")] = ()
    layout: Annotated[
        Layout, Field(description="清单怎样印：table 为表格，prose 为编号的段落", examples=["prose"])
    ] = Layout.TABLE

    @property
    def start(self) -> date:
        """The day its time begins to run: its issue; the year's first where it has none, or one of another year."""
        issued = self.publication.issued
        return issued if issued and issued.year == self.year else date(self.year, 1, 1)

    @property
    def points(self) -> Iterator[Point]:
        """All points, in order."""
        return (point for section in self.sections for point in section.points)
