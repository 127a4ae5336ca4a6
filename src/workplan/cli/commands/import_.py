"""``workplan import``: a published document becomes the draft of a plan."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ...answers.wording import COLON
from ...domain.characters import one_line
from ...domain.errors import ExitCode, Misuse, NotFound, Unreadable
from ...domain.fold import fold
from ...domain.form import Holds
from ...domain.plan import Department
from ...domain.suggest import nearest
from ...files.intake import max_bytes, read_bytes, too_large
from .. import following, frame, options, streams, waiting
from ..help import Command
from ..plan import FILE_NAME, find_plan, open_plan
from ..saving import refuse_taken, save_new

if TYPE_CHECKING:
    from ...office.draft import Draft

app = frame.app()

STDIN, STDIN_NAME = "-", "标准输入"
_TABLE, _JSON = "table", "json"

# What --column may say that a column holds; besides the format's own words.
_WORDS = {
    "编号": Holds.NUMBER,
    "名称": Holds.TITLE,
    "任务名称": Holds.TITLE,
    "目标要求": Holds.GOALS,
    "责任部门": Holds.DEPARTMENTS,
    "牵头": Holds.LEAD,
    "共同": Holds.JOINT,
    "配合": Holds.ASSIST,
    "会同": Holds.ASSIST,
    "分工": Holds.SHARED,
    "完成时间": Holds.DEADLINE,
    "时限": Holds.DEADLINE,
    "备注": Holds.REMARK,
    "分组": "group",
    "自由": "",
}
_HOLDS = {**_WORDS, **{held.value: held for held in Holds}, "group": "group", "free": ""}


@app.command(
    name="import",
    cls=Command,
    help="把印发的文件读成一份新的计划草稿：Excel、Word、网页、CSV、Markdown 或复制来的文字。看内容定种类，不看后缀。"
    "原文一字不改，读不准的地方在草稿里注明“待核”，并逐处列出；没有收入的也逐处列出。已有的文件不会被覆盖。",
    epilog="workplan import 附件.docx -o 2021/plan.yaml\nworkplan import 正文.docx 清单.xlsx --year 2021\n"
    "workplan import 清单.xlsx --column 经办=departments\nworkplan import 附件.docx --dry-run",
)
def import_(
    paths: Annotated[
        list[str], typer.Argument(metavar="文件", help="原件；正文和清单分开的一起写上；- 为标准输入")
    ],
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="文件", help=f"草稿写到哪里；不写则为 {FILE_NAME}")
    ] = None,
    year: Annotated[
        str | None, typer.Option("--year", metavar="年", help="计划年度；不写则看标题和日期")
    ] = None,
    table: Annotated[
        str | None, typer.Option("--table", metavar="第几份", help="有几份清单的，只取第几份")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="表头=内容",
            help="指明一栏是什么，如 经办=departments；不是任何一种的写 free；可写多次",
        ),
    ] = None,
    register: Annotated[
        str | None,
        typer.Option("--register", metavar="文件", help="沿用这份计划的部门名录，如上一年的 plan.yaml"),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", metavar="编码", help="文字和网页的编码，如 gb18030；不写则自动识别"),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="有待核之处就返回 1；草稿照样写出")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只说读出什么，不写文件")] = False,
    format_: Annotated[
        str | None,
        typer.Option("-O", "--format", metavar="格式", help="table 或 json；json 输出读出的内容，不写文件"),
    ] = None,
) -> int:
    """Read documents, write a draft for each list in them, and tell every doubt."""
    shape = _shape(format_)
    if shape == _JSON and output:
        raise Misuse(
            "-O json 只输出读出的内容，不写草稿。", "要写草稿的，去掉 -O json；要存 JSON 的，用 > 存成文件。"
        )
    target = Path(output or FILE_NAME)
    writing = shape == _TABLE and not dry_run
    if writing:
        refuse_taken(target)
    offices = open_plan(find_plan(register)).plan.departments if register else ()
    drafts = _read(paths, year, column or (), offices, encoding or "")
    drafts = _chosen(drafts, table)
    targets = _targets(target, len(drafts))
    for each in targets if writing else ():
        refuse_taken(each)
    from ...office.plan_draft import plan_text

    written = [plan_text(draft, offices) for draft in drafts]
    drafts = [draft for _, draft in written]
    _tell(drafts, shape)
    if writing:
        for each, (text, _) in zip(targets, written, strict=True):
            save_new(each, text)
        errors = sum(_errors(text) for text, _ in written)
        named = " ".join(map(str, targets))
        following.tell(_step(drafts, errors), always=True, plans=named, errors=errors)
    return ExitCode.FINDINGS if strict and any(draft.told for draft in drafts) else ExitCode.OK


def _shape(format_: str | None) -> str:
    shape = fold(format_ or _TABLE)
    if shape not in (_TABLE, _JSON):
        raise Misuse(f"--format 没有“{format_}”这一种。", "可写 table、json；草稿本身写在 -o 后面。")
    return shape


def _read(
    paths: Sequence[str],
    year: str | None,
    columns: Sequence[str],
    offices: Sequence[Department],
    encoding: str,
) -> list[Draft]:
    from ...office.draft import Refusal
    from ...office.read_draft import Asked, read_drafts

    when = options.number(year.removesuffix("年"), "--year", 1949, 2200) if year is not None else None
    asked = Asked(when, dict(map(_held, columns)), _encoding(encoding), offices)
    if len(set(paths)) < len(paths):
        raise Misuse("同一个文件写了两次。", "每个原件只写一次。")
    files = [_file(path) for path in paths]
    with waiting.shown():
        found = read_drafts(files, asked)
    if isinstance(found, Refusal):
        raise Unreadable(f"{found.place}: {found.message}", found.hint)
    _refuse_unknown_heads(asked.columns or {}, found)
    return list(found)


def _refuse_unknown_heads(columns: Mapping[str, str], drafts: Sequence[Draft]) -> None:
    """Refuse a head that no list prints: a typo would leave the list read otherwise than asked."""
    printed = [
        "".join(column.head.split())
        for draft in drafts
        for columns_ in (draft.columns, *(one.columns for one in draft.lists))
        for column in columns_
    ]
    for head in columns:
        if head not in printed and not any(each.split("/")[-1] == head for each in printed):
            guess = nearest(head, printed)
            raise NotFound(
                f"--column 的“{head}”不是清单的表头。",
                f"是不是“{guess}”？" if guess else f"读出的表头有：{'、'.join(dict.fromkeys(printed))}。",
            )


def _file(path: str) -> tuple[str, bytes]:
    if path != STDIN:
        if not os.path.lexists(path):
            raise Unreadable(
                f"找不到文件：{path}。", f"把文件放进这个文件夹，或写出完整的路径{_documents()}。"
            )
        return path, read_bytes(Path(path))
    limit = max_bytes()
    raw = sys.stdin.buffer.read(limit + 1) if sys.stdin is not None else b""
    if len(raw) > limit:
        raise too_large("标准输入", 0, limit)
    return STDIN_NAME, raw


def _documents() -> str:
    """Name what lies here that could be meant."""
    known = (".docx", ".xlsx", ".xls", ".et", ".ods", ".html", ".htm", ".csv")
    found = sorted(entry.name for entry in os.scandir() if entry.name.lower().endswith(known))[:5]
    return f"；这里有{COLON}{'、'.join(found)}" if found else ""


def _held(text: str) -> tuple[str, str]:
    """Read `经办=departments`: a printed head, without the blanks in it, and what its column holds."""
    head, mark, word = text.replace("\uff1d", "=").rpartition("=")
    if not mark or not head.strip():
        raise Misuse(f"--column 的“{text}”不成一对。", "写成 表头=内容，如 --column 经办=departments。")
    if fold(word) not in _HOLDS:
        raise Misuse(f"--column 的“{word}”不是一种内容。", f"可写 {'、'.join(_HOLDS)}。")
    return "".join(head.split()), str(_HOLDS[fold(word)])


def _encoding(name: str) -> str:
    import codecs

    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        raise Misuse(f"--encoding 没有“{name}”这种编码。", "如 utf-8、gb18030、utf-16。") from None


def _chosen(drafts: list[Draft], table: str | None) -> list[Draft]:
    """Return the list asked for, with the notice that stands before them all; else all lists."""
    if table is None:
        return drafts
    at = options.number(table, "--table", 1, 999)
    if at > len(drafts):
        raise NotFound(
            f"没有第 {at} 份清单，文件里有 {len(drafts)} 份。", "不写 --table，每份清单各成一份草稿。"
        )
    first, chosen = drafts[0], drafts[at - 1]
    if chosen is first:
        return [chosen]
    prose = "\n".join(dict.fromkeys(filter(None, (first.preamble, chosen.preamble))))
    kept = tuple(pair for pair in first.header if pair[0] != "titles.annex_head")
    return [
        chosen._replace(
            sections=first.sections, preamble=prose, footer=first.footer, header=(*kept, *chosen.header)
        )
    ]


def _targets(target: Path, many: int) -> list[Path]:
    """Return a file for each draft: plan.yaml, plan2.yaml, plan3.yaml."""
    return [target, *(target.with_stem(f"{target.stem}{at}") for at in range(2, many + 1))]


def _tell(drafts: Sequence[Draft], shape: str) -> None:
    if shape == _JSON:
        from ...office.draft_json import payload

        sys.stdout.write(json.dumps(payload(drafts), ensure_ascii=False, indent=2) + "\n")
        streams.tell(_summary(drafts))
        return
    for line in (*_doubts(drafts), _summary(drafts)):
        sys.stdout.write(one_line(line) + "\n")


def _doubts(drafts: Sequence[Draft]) -> Iterator[str]:
    for draft in drafts:
        for doubt in draft.told:
            yield f"{doubt.place}: 待核[{doubt.code}] {doubt.message}"
    for draft in drafts:
        for left in draft.left_out:
            yield f"{left.place}: 没有收入[{left.code}] {left.message}"


def _summary(drafts: Sequence[Draft]) -> str:
    tasks = sum(len(draft.rows) for draft in drafts)
    points = sum(len(section.points) for draft in drafts for section in draft.sections)
    told = sum(len(draft.told) for draft in drafts)
    left = sum(len(draft.left_out) for draft in drafts)
    lists = f"（{len(drafts)} 份清单）" if len(drafts) > 1 else ""
    return f"读出 {tasks} 项任务{lists}、{points} 个要点；待核 {told} 处；没有收入 {left} 段。"


def _errors(text: str) -> int:
    """Count what stands in the way of an answer: times that name no day, a year nobody printed."""
    from ...checks import plan
    from ...files.plan_file import load_bytes

    loaded = load_bytes(text.encode(), FILE_NAME)
    return len(loaded.errors) + (len(plan.errors(loaded.document)) if loaded.document else 0)


def _step(drafts: Sequence[Draft], errors: int) -> str:
    if errors:
        return "import, errors"
    return "import, doubts" if any(draft.told for draft in drafts) else "import"
