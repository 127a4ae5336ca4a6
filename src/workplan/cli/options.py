"""Options many commands share, and how their values are read. The clock is read here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, TypeVar

import typer

from ..answers.wording import ordinal
from ..domain import choosing, deadlines, periods
from ..domain.choosing import Chosen
from ..domain.days import written_day
from ..domain.deadlines import DeadlineKind
from ..domain.document import PlanDocument
from ..domain.errors import Misuse, NotFound
from ..domain.fold import fold
from ..domain.holding import collectives
from ..domain.periods import Period
from ..domain.plan import PrintedColumn
from ..domain.query import Filter
from ..domain.suggest import nearest
from ..output import export
from .complete import (
    complete_choice,
    complete_department,
    complete_group,
    complete_point,
    complete_section,
    complete_task,
    complete_where,
)

File = Annotated[
    list[str] | None,
    typer.Option(
        "-f", "--file", metavar="文件", help="计划文件；不写则用 WORKPLAN_FILE，或本文件夹及上级的 plan.yaml"
    ),
]
Files = Annotated[
    list[str] | None,
    typer.Option(
        "-f",
        "--file",
        metavar="文件",
        help="计划文件，或放着计划的文件夹，可写多次；不写则用 WORKPLAN_FILE，或本文件夹及上级的 plan.yaml",
    ),
]
SkipInvalid = Annotated[
    bool, typer.Option("--skip-invalid", help="几份计划中有错误的，指明是哪一份，其余照常列出；返回 1")
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="日期", help="截至哪一天，如 2020-11-30；不写则为今天")
]
KnownOn = Annotated[
    str | None,
    typer.Option(
        "--known-on", metavar="日期", help="只按到这一天为止已登记的台账；不写 --as-of，也就截至这一天"
    ),
]
OutputFormat = Annotated[
    str | None,
    typer.Option(
        "-O",
        "--format",
        metavar="格式",
        help=export.names(export.LISTED),
        autocompletion=complete_choice(export.LISTED),
    ),
]
CalendarFormat = Annotated[
    str | None,
    typer.Option(
        "-O",
        "--format",
        metavar="格式",
        help=f"{export.names()}（日历）",
        autocompletion=complete_choice(export.Format),
    ),
]
WrittenOn = Annotated[
    str | None, typer.Option("--as-of", metavar="日期", help="哪一天登记的，如 2020-11-30；不写则为今天")
]
Output = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="文件", help="写入文件，格式看后缀；CSV 可直接用 Excel 打开"),
]
Dept = Annotated[
    list[str] | None,
    typer.Option(
        "--dept", metavar="部门", help="部门的名称、别名或其中几个字", autocompletion=complete_department
    ),
]
Months = Annotated[
    list[str] | None, typer.Option("--month", metavar="月", help="计划年度的第几月，如 11；或 2021-03")
]
Month = Annotated[
    str | None, typer.Option("--month", metavar="月", help="计划年度的第几月，如 11；或 2021-03")
]
Quarters = Annotated[
    list[str] | None, typer.Option("--quarter", metavar="季度", help="计划年度的第几季度，1 至 4；或 2021-1")
]
Halves = Annotated[
    list[str] | None, typer.Option("--half", metavar="半年", help="1 为上半年，2 为下半年；或 2021-1")
]
By = Annotated[str | None, typer.Option("--by", metavar="日期", help="到这一天为止（含当天）")]
PointNumbers = Annotated[
    list[str] | None,
    typer.Option("--point", metavar="要点", help="要点编号，1 起", autocompletion=complete_point),
]
SectionNumbers = Annotated[
    list[str] | None,
    typer.Option("--section", metavar="部分", help="部分的序号，如 2 或 二", autocompletion=complete_section),
]
Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="栏=字词",
        help="某一栏含有的字词，如 分管领导=张；只写“分管领导=”是这一栏空白的",
        autocompletion=complete_where,
    ),
]
InGroup = Annotated[
    list[str] | None,
    typer.Option(
        "--group",
        metavar="分组",
        help="分组的名称、编号或标题中的几个字，连同其下各级",
        autocompletion=complete_group,
    ),
]
TaskNumbers = Annotated[
    list[str], typer.Argument(metavar="编号", help="任务编号", autocompletion=complete_task)
]

_NUMERALS = {ordinal(value): value for value in range(1, 100)}


def today(as_of: str | None, year: int) -> date:
    """Return the day an answer speaks of: the one given, which may leave out the plan's year, or the clock's."""
    clock = date.today()  # noqa: DTZ011 - a clerk's today is the day of the machine's own zone
    return clock if as_of is None else day(as_of, "--as-of", year, clock)


def days(as_of: str | None, known_on: str | None, year: int) -> tuple[date, date | None]:
    """Return the day an answer speaks of, and the one by whose end what it tells was recorded, None for any."""
    known = day(known_on, "--known-on", year, today(None, year)) if known_on is not None else None
    return (known if known and as_of is None else today(as_of, year)), known


NEAR = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2}


def day(text: str, option: str, year: int, today: date) -> date:
    """Read a day: 2020-11-30, 20201130, 2020年11月30日, 11月30日 of the plan's year; 今天, 昨天."""
    if (folded := fold(text)) in NEAR:
        return today - timedelta(days=NEAR[folded])
    try:
        found = written_day(text, year)
    except ValueError:
        raise Misuse(f"{option} 的日期“{text}”没有这一天。", "核对月和日；写成 2020-11-30 这样。") from None
    if found is None:
        raise Misuse(f"{option} 的日期“{text}”读不出。", "写成 2020-11-30 这样。")
    return found


def reply_by(text: str | None, year: int, today: date) -> date | None:
    """Read the day by which an office is to answer; None where none is given."""
    if text is None:
        return None
    found = day(text, "--reply-by", year, today)
    if found < today:
        raise Misuse(f"--reply-by {found} 早于 {today}。", "反馈的日子不早于发出的日子。")
    return found


def last_day(text: str, option: str, year: int, today: date) -> date:
    """Read a day, or words that name a last day as a plan's column of deadlines has them: 12月底前, 明年3月, 一季度末."""
    found = deadlines.read(text, year)
    if found.ambiguous or found.days:
        days = found.days or sorted(filter(None, (found.last_day, found.other_day)))
        each = " 或 ".join(map(str, days))
        raise Misuse(f"{option} 的“{text}”可以读作 {each}。", f"写明是哪一天，如 {option} {days[-1]}。")
    if found.kind in _DATED and found.last_day:
        return found.last_day
    return day(text, option, year, today)


_DATED = (DeadlineKind.DAY, DeadlineKind.MONTH, DeadlineKind.PERIOD, DeadlineKind.BEFORE)


def number(text: str, option: str, first: int, last: int, typed: str = "") -> int:
    """Read a whole number in a range, in either script; ``typed`` is what it is a part of."""
    folded = fold(text)
    value = _NUMERALS.get(folded, int(folded) if re.fullmatch(r"[0-9]{1,6}", folded) else -1)
    if not first <= value <= last:
        year = today(None, 0).year
        like = year if first <= year <= last and last < 9999 else min(max(first, 1), last)
        raise Misuse(f"{option} 应为 {first} 至 {last}，这里是“{typed or text}”。", f"如 {option} {like}。")
    return value


def month(text: str, year: int) -> Period:
    """Read `11`, `11月`, `2021-03` or `2021年3月`."""
    found = re.fullmatch(r"([0-9]{4})(?:[-/.]|年)([0-9]{1,2})月?", fold(text))
    if found and int(found[1]) >= 1:
        return periods.month(int(found[1]), number(found[2], "--month", 1, 12, text))
    return periods.month(year, number(fold(text).removesuffix("月"), "--month", 1, 12, text))


def asked_periods(
    document: PlanDocument,
    today: date,
    months: list[str] | None,
    quarters: list[str] | None,
    halves: list[str] | None,
    by: str | None,
) -> list[tuple[Period, ...]]:
    """Return the periods asked for by --month, --quarter, --half and --by, in the plan's year; each kind by itself."""
    year = document.plan.year
    kinds = [
        tuple(month(text, year) for text in months or ()),
        tuple(quarter(text, year) for text in quarters or ()),
        tuple(half(text, year) for text in halves or ()),
        (periods.by(day(by, "--by", year, today)),) if by is not None else (),
    ]
    return [tuple(dict.fromkeys(kind)) for kind in kinds if kind]


def quarter(text: str, year: int) -> Period:
    """Read `4`, `四季度`, `Q4`, `2021-4`, `2021Q4` or `2021年四季度`."""
    return periods.quarter(*_in_year(text, year, _quarter))


def half(text: str, year: int) -> Period:
    """Read `1`, `上半年`, `2021-1` or `2021年上半年`."""
    return periods.half(*_in_year(text, year, _half))


def _in_year(text: str, year: int, read: Callable[[str, str], int]) -> tuple[int, int]:
    """Read a quarter or a half of the plan's year, or of one written before it: 2021-4, 2021年四季度, 2021Q4."""
    found = re.fullmatch(r"([0-9]{4})(?:[-/.年]|(?=q))(.+)", fold(text))
    if found and int(found[1]) >= 1:
        return int(found[1]), read(found[2], text)
    return year, read(fold(text), text)


def _quarter(part: str, typed: str) -> int:
    """Read `4`, `四`, `q4`, `四季度` or `第四季度`."""
    bare = part.removeprefix("第").removesuffix("季度")
    return number(re.sub("^q(?=[1-4]$)", "", bare), "--quarter", 1, 4, typed)


def _half(part: str, typed: str) -> int:
    """Read `1`, `上半年` or `下半年`."""
    return {"上": 1, "下": 2}.get(part.removesuffix("半年")) or number(part, "--half", 1, 2, typed)


Choice = TypeVar("Choice", bound=StrEnum)


def choice(
    text: str | None,
    option: str,
    kind: type[Choice],
    words: Mapping[Choice, str] | None = None,
    also: Mapping[str, Choice] | None = None,
) -> Choice | None:
    """Read one of an enumeration's values, by its English code, its Chinese word, or another the office has for it."""
    if text is None:
        return None
    (found,) = choices(
        [text], option, kind, words, {word: frozenset({c}) for word, c in (also or {}).items()}
    )
    return found


def choices(
    texts: Sequence[str] | None,
    option: str,
    kind: type[Choice],
    words: Mapping[Choice, str] | None = None,
    also: Mapping[str, frozenset[Choice]] | None = None,
) -> frozenset[Choice]:
    """Read any of an enumeration's values, likewise; a word of the office may mean several."""
    named = {fold(word): meant for word, meant in (also or {}).items()}
    named |= {fold(member.value): frozenset({member}) for member in kind}
    named |= {fold(word): frozenset({member}) for member, word in (words or {}).items()}
    found: set[Choice] = set()
    for text in texts or ():
        meant = named.get(fold(text).replace("-", "_"))
        if meant is None:
            raise _no_such_choice(text, option, kind, words or {}, named)
        found |= meant
    return frozenset(found)


def _no_such_choice(
    text: str, option: str, kind: type[Choice], words: Mapping[Choice, str], named: Iterable[str]
) -> Misuse:
    shown = "、".join(f"{m.value}({words[m]})" if m in words else m.value for m in kind)
    guess = nearest(text, named)
    return Misuse(
        f"{option} 没有“{text}”这个值。",
        f"是不是 {guess}？可用的有：{shown}。" if guess else f"可用的有：{shown}。",
    )


def departments(typed: list[str] | None, document: PlanDocument) -> frozenset[str]:
    """Return the register names of what was typed after --dept."""
    return frozenset(document.register.find(name).name for name in typed or ())


def chosen(where: list[str] | None, groups: list[str] | None, document: PlanDocument) -> tuple[Chosen, ...]:
    """Return the conditions of --where, those on one column together, and of --group."""
    columns: dict[PrintedColumn, list[str]] = {}
    for text in where or ():
        column, wanted = _where(text, document)
        columns.setdefault(column, []).append(wanted)
    found = [choosing.where(column, texts, document) for column, texts in columns.items()]
    if groups:
        found.append(choosing.in_groups([choosing.group_named(name, document) for name in groups], document))
    return tuple(found)


def _where(text: str, document: PlanDocument) -> tuple[PrintedColumn, str]:
    """Read 栏=字词; a head may hold the sign itself, so the longest that fits is taken."""
    parts = text.replace("\uff1d", "=").split("=")
    if len(parts) < 2 or not fold(parts[0]):
        raise Misuse(f"--where 应写成 栏=字词，这里是“{text}”。", "如 --where 分管领导=张。")
    for end in range(len(parts) - 1, 1, -1):
        if column := choosing.known_column("=".join(parts[:end]), document):
            return column, "=".join(parts[end:])
    return choosing.column_named(parts[0], document), "=".join(parts[1:])


def by_collectives(wanted: Filter, document: PlanDocument) -> Filter | None:
    """Return the same filter for the collectives its departments are of, None where they are of none others."""
    names = {
        name
        for department in document.plan.departments
        if department.name in wanted.departments
        for name in collectives(department, document.register)
    }
    others = frozenset(names - wanted.departments)
    return wanted._replace(departments=others) if others else None


def search_words(words: list[str]) -> tuple[str, ...]:
    """Return the words to look for; an empty one would be found everywhere."""
    if not all(map(fold, words)):
        raise Misuse("要找的词是空的。", "如 workplan search 甬舟。")
    return tuple(words)


def sections(typed: list[str] | None, document: PlanDocument) -> tuple[int, ...]:
    """Return the numbers of the sections named."""
    known = {section.number for section in document.plan.sections}
    return tuple(dict.fromkeys(_section(text, known) for text in typed or ()))


def _section(text: str, known: Collection[int]) -> int:
    """Read `2`, `二` or `第二部分`."""
    folded = fold(text).removeprefix("第").removesuffix("部分").removesuffix("、")
    wanted = _NUMERALS.get(folded, int(folded) if re.fullmatch(r"[0-9]{1,6}", folded) else None)
    if wanted is None:
        raise Misuse(f"--section 应为数字，这里是“{text}”。", "如 --section 2。")
    if wanted not in known:
        extent = f"部分的序号为 {min(known)} 至 {max(known)}。" if known else "本计划没有这一项。"
        raise NotFound(f"没有第 {wanted} 部分。", extent)
    return wanted
