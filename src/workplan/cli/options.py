"""Options many commands share, and how their values are read. The clock is read here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeVar

import typer

from ..answers.wording import ordinal
from ..domain import periods
from ..domain.document import PlanDocument
from ..domain.errors import Misuse, NotFound
from ..domain.fold import fold
from ..domain.periods import Period
from ..domain.suggest import nearest
from ..output import export
from .complete import complete_department, complete_point, complete_task

File = Annotated[
    str | None,
    typer.Option(
        "-f", "--file", metavar="文件", help="计划文件；不写则用 WORKPLAN_FILE，或本文件夹及上级的 plan.yaml"
    ),
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="日期", help="截至哪一天，如 2020-11-30；不写则为今天")
]
OutputFormat = Annotated[str | None, typer.Option("-O", "--format", metavar="格式", help=export.names())]
WrittenOn = Annotated[
    str | None, typer.Option("--as-of", metavar="日期", help="哪一天登记的，如 2020-11-30；不写则为今天")
]
Output = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="文件", help="写入文件，格式看后缀；CSV 可直接用 Excel 打开"),
]
Dept = Annotated[
    str | None,
    typer.Option(
        "--dept", metavar="部门", help="部门的名称、别名或其中几个字", autocompletion=complete_department
    ),
]
Month = Annotated[
    str | None, typer.Option("--month", metavar="月", help="计划年度的第几月，如 11；或 2021-03")
]
Quarter = Annotated[str | None, typer.Option("--quarter", metavar="季度", help="计划年度的第几季度，1 至 4")]
Half = Annotated[str | None, typer.Option("--half", metavar="半年", help="1 为上半年，2 为下半年")]
By = Annotated[str | None, typer.Option("--by", metavar="日期", help="到这一天为止（含当天）")]
PointNumber = Annotated[
    str | None, typer.Option("--point", metavar="要点", help="要点编号，1 起", autocompletion=complete_point)
]
SectionNumber = Annotated[
    str | None, typer.Option("--section", metavar="部分", help="部分的序号，如 2 或 二")
]
TaskNumbers = Annotated[
    list[str], typer.Argument(metavar="编号", help="任务编号", autocompletion=complete_task)
]

_NUMERALS = {ordinal(value): value for value in range(1, 100)}


def today(as_of: str | None) -> date:
    """Return the day an answer speaks of: the one given, or the clock's."""
    if as_of is None:
        return date.today()  # noqa: DTZ011 - a clerk's today is the day of the machine's own zone
    return day(as_of, "--as-of")


def day(text: str, option: str) -> date:
    """Read a day: 2020-11-30, 2020/11/30 or 2020年11月30日."""
    found = re.fullmatch(r"([0-9]{4})(?:[-/.]|年)([0-9]{1,2})(?:[-/.]|月)([0-9]{1,2})日?", fold(text))
    try:
        if found:
            return date(*map(int, found.groups()))
    except ValueError:
        pass
    raise Misuse(f"{option} 的日期“{text}”读不出。", "写成 2020-11-30 这样。")


def number(text: str, option: str, first: int, last: int) -> int:
    """Read a whole number in a range, in either script."""
    folded = fold(text)
    value = _NUMERALS.get(folded, int(folded) if re.fullmatch(r"[0-9]{1,6}", folded) else -1)
    if not first <= value <= last:
        raise Misuse(
            f"{option} 应为 {first} 至 {last}，这里是“{text}”。", f"如 {option} {min(max(first, 1), last)}。"
        )
    return value


def month(text: str, year: int) -> Period:
    """Read `11`, `11月`, `2021-03` or `2021年3月`."""
    found = re.fullmatch(r"([0-9]{4})(?:[-/.]|年)([0-9]{1,2})月?", fold(text))
    if found and int(found[1]) >= 1:
        return periods.month(int(found[1]), number(found[2], "--month", 1, 12))
    return periods.month(year, number(fold(text).removesuffix("月"), "--month", 1, 12))


def asked_periods(
    year: int, month_: str | None, quarter: str | None, half: str | None, by: str | None
) -> list[Period]:
    """Return the periods asked for by --month, --quarter, --half and --by, in the plan's year."""
    asked = []
    if month_ is not None:
        asked.append(month(month_, year))
    if quarter is not None:
        asked.append(periods.quarter(year, number(quarter, "--quarter", 1, 4)))
    if half is not None:
        asked.append(periods.half(year, number(half, "--half", 1, 2)))
    if by is not None:
        asked.append(periods.by(day(by, "--by")))
    return asked


Choice = TypeVar("Choice", bound=StrEnum)


def choice(
    text: str | None, option: str, kind: type[Choice], words: Mapping[Choice, str] | None = None
) -> Choice | None:
    """Read one of an enumeration's values, by its English code or its Chinese word."""
    if text is None:
        return None
    named = {fold(member.value): member for member in kind}
    named |= {fold(word): member for member, word in (words or {}).items()}
    if (found := named.get(fold(text).replace("-", "_"))) is not None:
        return found
    shown = "、".join(f"{m.value}({words[m]})" if words and m in words else m.value for m in kind)
    guess = nearest(text, named)
    raise Misuse(
        f"{option} 没有“{text}”这个值。",
        f"是不是 {guess}？可用的有：{shown}。" if guess else f"可用的有：{shown}。",
    )


def department(typed: str | None, document: PlanDocument) -> str | None:
    """Return the register name of what was typed after --dept."""
    return document.register.find(typed).name if typed is not None else None


def search_words(words: list[str]) -> tuple[str, ...]:
    """Return the words to look for; an empty one would be found everywhere."""
    if not all(map(fold, words)):
        raise Misuse("要找的词是空的。", "如 workplan search 甬舟。")
    return tuple(words)


def task_number(text: str, document: PlanDocument) -> int:
    """Return a task's number; raises where it is none or there is no such task."""
    folded = fold(text)
    if not re.fullmatch(r"[0-9]{1,9}", folded):
        raise Misuse(
            f"任务编号应为数字，这里是“{text}”。", "如 workplan show 7；查要点用 workplan show point 5。"
        )
    if int(folded) not in document.tasks:
        raise NotFound(f"没有任务 {folded}。", _range("任务编号", document.tasks))
    return int(folded)


def point_number(text: str, document: PlanDocument) -> int:
    """Return a point's number; raises where it is none or there is no such point."""
    folded = fold(text)
    if not re.fullmatch(r"[0-9]{1,9}", folded):
        raise Misuse(f"要点编号应为数字，这里是“{text}”。", "如 5。")
    if int(folded) not in document.points:
        raise NotFound(f"没有要点 {folded}。", _range("要点编号", document.points))
    return int(folded)


def section_points(text: str, document: PlanDocument) -> frozenset[int]:
    """Return the numbers of the points of one section."""
    sections = {section.number: section for section in document.plan.sections}
    folded = fold(text)
    wanted = _NUMERALS.get(folded, int(folded) if re.fullmatch(r"[0-9]{1,6}", folded) else None)
    if wanted is None:
        raise Misuse(f"--section 应为数字，这里是“{text}”。", "如 --section 2。")
    if wanted not in sections:
        raise NotFound(f"没有第 {wanted} 部分。", _range("部分的序号", sections))
    return frozenset(point.id for point in sections[wanted].points)


def _range(word: str, numbers: Mapping[int, object]) -> str:
    return f"{word}为 {min(numbers)} 至 {max(numbers)}。" if numbers else "本计划没有这一项。"
