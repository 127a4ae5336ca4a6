"""``workplan report``: a page to print, from a template."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum, unique
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ... import reports
from ...domain.errors import ExitCode, Misuse
from ...domain.fold import fold
from ...domain.printed import numbers as printed_numbers
from ...domain.query import Filter, select
from ...domain.silence import until_month_end
from ...domain.standing import ScheduledTask
from ...domain.width import display_width
from ...domain.worded import words
from .. import demands as demands_file
from .. import following, frame, options, remarks, streams, waiting
from ..complete import complete_choice, complete_report
from ..help import Command
from ..plan import Case, find_plans, open_alone
from ..saving import refuse_own, save, save_new

if TYPE_CHECKING:
    from ...files.plan_folder import PlanFile
    from ...output.templates import TemplateInfo
    from .. import plans_report

app = frame.app()


_LEVELS = {f"{level.word}单": level for level in reports.Level}
_REPORTS = {
    **dict.fromkeys(("清单", "计划", "要点"), "plan"),
    **dict.fromkeys(("通报", "月度通报", "月报"), "bulletin"),
    "完成情况": "account",
    **dict.fromkeys(_LEVELS, "slip"),
    **dict.fromkeys(("挂图", "挂图作战"), "wall"),
    "部门": "department",
    "一页通": "overview",
}
"""Reports by what the office calls them; each of the three slips says its level as well."""
_TO_A_DAY = ("bulletin", "account")
"""Reports of all that happened by a day, to which --month is the last day of that month."""
_TAKEN_BY = {
    "--since": {"bulletin": "通报"},
    "--to": {"bulletin": "通报", "account": "完成情况"},
    "--issue": {"bulletin": "通报"},
    "--demands": {"bulletin": "通报"},
    "--level": {"slip": "督办单"},
    "--number": {"slip": "督办单"},
    "--reply-by": {"slip": "督办单"},
    "--paper": {"wall": "挂图", "overview": "一页通"},
}
"""Options that only some reports take."""
_SHIPPED = ("plan", "overview", "bulletin", "account", "slip", "wall", "department")


@unique
class Paper(StrEnum):
    """Paper of wall charts and overviews."""

    A0 = "A0"
    A1 = "A1"
    A2 = "A2"
    A3 = "A3"
    A4 = "A4"


_SHEETS = {"overview": (Paper.A3, Paper.A4)}
"""What paper a report is laid out for, where not for all."""


@unique
class Page(StrEnum):
    """Formats of reports."""

    MD = "md"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"


_FILES = {Page.PDF: "PDF ", Page.DOCX: "Word 文件"}
"""Formats that no screen shows."""


@app.command(
    cls=Command,
    help="生成可打印的报告：plan（要点和清单）、bulletin（通报）、account（完成情况）、slip（督办单）、wall（挂图）、overview（一页通）、department（部门）。"
    "不写文件则输出 Markdown。",
    epilog="workplan report -o 清单.html\nworkplan report -o 清单.pdf --dept 许可处\n"
    "workplan report bulletin --month 9 --issue 9 --to 各处室 -o 通报.pdf\n"
    "workplan report account --to 2020-06-30 -o 上半年.pdf\n"
    "workplan report slip --level 督办 -o 督办单.html\nworkplan report wall -o 挂图.html\n"
    "workplan report overview -o 一页通.pdf\n"
    "workplan report --list",
)
def report_(
    name: Annotated[
        str,
        typer.Argument(
            metavar="报告", help="报告的名称；不写则为 plan", autocompletion=complete_report(_REPORTS)
        ),
    ] = "plan",
    dept: options.Dept = None,
    month: options.Months = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="日期", help="通报：与哪一天相比；不写则为上月末")
    ] = None,
    level: Annotated[
        str | None,
        typer.Option(
            "--level",
            metavar="级别",
            help="督办单的级别：交办、催办或督办",
            autocompletion=complete_choice(reports.Level, words(reports.Level), _LEVELS),
        ),
    ] = None,
    number: Annotated[str | None, typer.Option("--number", metavar="号", help="督办单从几号编起")] = None,
    paper: Annotated[
        str | None,
        typer.Option(
            "--paper",
            metavar="纸张",
            help="挂图的纸张：A0 至 A4；一页通的：A3 或 A4",
            autocompletion=complete_choice(Paper),
        ),
    ] = None,
    issue: Annotated[str | None, typer.Option("--issue", metavar="号", help="通报的号数，如 9")] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="主送或日期", help="通报：主送哪些单位；完成情况：到哪一天为止"),
    ] = None,
    demands: Annotated[
        str | None, typer.Option("--demands", metavar="文件", help="通报末尾的工作要求，一段一行的文本文件")
    ] = None,
    reply_by: Annotated[
        str | None, typer.Option("--reply-by", metavar="日期", help="督办单：哪一天以前反馈")
    ] = None,
    template: Annotated[
        str | None, typer.Option("--template", metavar="模板", help="用自己的模板，如 我的.html.j2")
    ] = None,
    eject: Annotated[
        bool, typer.Option("--eject", help="把随程序带的模板抄到计划旁边的 templates 文件夹，供修改")
    ] = False,
    list_: Annotated[bool, typer.Option("--list", help="列出可用的报告")] = False,
    open_: Annotated[bool, typer.Option("--open", help="生成后打开")] = False,
    file: options.Files = None,
    skip_invalid: options.SkipInvalid = False,
    as_of: options.AsOf = None,
    known_on: options.KnownOn = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "-O",
            "--format",
            metavar="格式",
            help="md、html、pdf 或 docx",
            autocompletion=complete_choice(Page),
        ),
    ] = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="文件", help="写入文件，格式看后缀")
    ] = None,
) -> ExitCode:
    """Make a report."""
    from ...output import templates

    given = {"--since": since, "--to": to, "--issue": issue, "--demands": demands, "--level": level}
    given |= {"--number": number, "--reply-by": reply_by, "--paper": paper}
    if list_ or eject:
        idle: dict[str, object] = {**given, "-o": output, "--template": template, "--open": open_ or None}
        idle |= {"--dept": dept, "--month": month}
        _refuse_idle("--list" if list_ else "--eject", {**idle, "-O": format_ if list_ else None})
    if template is not None and not template.strip():
        raise Misuse("--template 后面是空的。", "写模板的文件名，如 --template 我的.html.j2。")
    plans = find_plans(file)
    target = None if output in (None, "-") else Path(str(output))
    if len(plans) > 1 and not list_:
        alone: dict[str, object] = {"--dept": dept, "--since": since, "--level": level, "--number": number}
        alone |= {"--reply-by": reply_by, "--template": template, "--eject": eject}
        several = {option: given[option] for option in ("--to", "--issue", "--demands", "--paper")}
        asked = _asked(_REPORTS.get(name, name), plans, alone, several, month)
        asked = asked._replace(as_of=as_of, known_on=known_on, skip_invalid=skip_invalid)
        return _of_several(plans, asked, format_, target, open_=open_)
    path = plans[0].path
    places = templates.folders(path)
    if name in _REPORTS and name not in {own.name for own in templates.available(places)}:
        level, name = _level(name, level), _REPORTS[name]
    if list_:
        sys.stdout.write(_catalogue(templates.available(places)))
        return ExitCode.OK
    if eject:
        if output is not None:
            raise Misuse("--eject 把模板抄到计划旁边的 templates 文件夹，用不上 -o。", "去掉 -o。")
        kind = "md" if options.choice(format_, "--format", Page) is Page.MD else "html"
        _eject(templates.source(name, kind), path.parent / "templates" / f"{name}.{kind}{templates.SUFFIX}")
        return ExitCode.OK
    _refuse_stray(name if not template else "", given)
    if name == "account" and not template and to is not None and month is not None:
        raise Misuse("--to 和 --month 都说到哪一天为止。", "只写一个，如 report account --to 2020-06-30。")
    page = options.choice(format_, "--format", Page) or _page_of(
        target, template, open_, templates.formats(name, places)
    )
    _refuse_screen(page, target, open_=open_)
    if page is Page.DOCX:
        _refuse_picture(name, template, places)
    if target is not None:
        refuse_own(target, path, Path(template) if template else None)
    case = open_alone(plans[0])
    today, known = options.days(as_of, known_on, case.document.plan.year)
    case = case._replace(known_on=known)
    if name in _TO_A_DAY and month is not None:
        today, month = _month_end(month, today, case.document.plan.year), None
    if name == "account":
        today = today if to is None else _account_day(to, today, case.document.plan.year)
        _refuse_other_years(today, case, named=to is not None)
        to = None
    extra = {"since": since, "level": level, "number": number, "paper": paper, "reply_by": reply_by}
    extra |= {"issue": issue, "to": to, "demands": demands}
    request = _request(name, case, today, dept, month, extra)._replace(on_paper=page is Page.PDF)
    tasks = case.tasks(today)
    report = reports.Report(
        case.document,
        case.records,
        request,
        tasks,
        _notes(tasks, case, request),
        _links(tasks, case, today),
    )
    if page is Page.DOCX:
        target = target or _temporary(f"{name}.{page}")
        _save_docx(target, name, report, templates.own(name, "html", places))
        _tell_far(today, case)
        _lead_on(name, case, today)
        if open_:
            _open(target)
        return ExitCode.OK
    context = templates.Context({"report": report}, printed_numbers(case.document.plan))
    kind = "md" if page is Page.MD else "html"
    own = [] if template else templates.own(name, kind, places)
    text = (
        templates.render_file(Path(template), kind, places, context)
        if template
        else templates.render(name, kind, places, context)
    )
    _hand_over(text, target, page, name, open_=open_, author=report.author)
    _tell_far(today, case)
    _name_own(own)
    _warn_of_blocks(template, f"{name}.{kind}{templates.SUFFIX}" if own else "", kind, places)
    if not template and (target is not None or open_):
        _lead_on(name, case, today)
    return ExitCode.OK


def _hand_over(
    text: Iterable[str], target: Path | None, page: Page, name: str, *, open_: bool, author: str = ""
) -> None:
    """Write a report to the screen or into a file, and open it where that was asked for."""
    if target is None and open_:
        target = _temporary(f"{name}.{page}")
    if target is None:
        sys.stdout.writelines(text)
        return
    with waiting.shown():
        if page is Page.PDF:
            from ...output import browser, pdf_author

            save(target, pdf_author.signed(browser.to_pdf("".join(text)), author))
        else:
            save(target, text)
    if open_:
        _open(target)


def _lead_on(name: str, case: Case, today: date) -> None:
    """Say what comes after a report of the year."""
    if (step := f"report {name}") in following.NEXT:
        following.tell(step, **following.of_plan(case.path, case.document.plan.year, today))


def _open(target: Path) -> None:
    import webbrowser

    webbrowser.open(target.resolve().as_uri())


def _refuse_picture(name: str, template: str | None, places: list[Path]) -> None:
    """Refuse what there is no Word document of: pictures, and pages of an office's own templates."""
    from ...office import paper
    from ...output import templates

    if name in paper.NAMES and not template:
        return
    if template or name not in _SHIPPED:
        templates.known("plan" if template else name, places)
        raise Misuse("自己的模板没有 Word 格式。", f"有 Word 格式的是 {'、'.join(paper.NAMES)}；别的用 PDF。")
    raise Misuse(f"{name} 是一张图，没有 Word 格式。", f"用 PDF，如 workplan report {name} -o {name}.pdf。")


def _save_docx(target: Path, name: str, report: reports.Report, unused: list[Path]) -> None:
    """Write a Word document, which no template has a part in, and say what it leaves out."""
    from ...office import paper

    with waiting.shown():
        save(target, paper.to_docx(name, report))
    for line in paper.left_out(name, report):
        streams.tell(line)
    if unused:
        shown = "、".join(os.path.relpath(file) for file in unused)
        streams.tell(f"Word 文件不用模板，没有用上：{shown}。")


def _asked(
    name: str,
    plans: Sequence[PlanFile],
    alone: dict[str, object],
    given: dict[str, str | None],
    months: list[str] | None,
) -> plans_report.Asked:
    """Return what was asked about several plans; refuse what is of one plan (``alone``) or of another report."""
    from .. import plans_report

    plans_report.refuse_single(name, plans, alone)
    _refuse_stray(name, given)
    if name == "overview" and months:
        raise Misuse(f"--month 是通报的，{name} 用不上。", "去掉它，或换一种报告。")
    return plans_report.Asked(
        name,
        months=months,
        paper=_paper(name, given["--paper"]).value,
        issue=_issue(given["--issue"], ""),
        to=given["--to"] or "",
        demands=demands_file.read(given["--demands"]),
    )


def _of_several(
    plans: Sequence[PlanFile],
    asked: plans_report.Asked,
    format_: str | None,
    target: Path | None,
    *,
    open_: bool,
) -> ExitCode:
    """Make a report about several plans."""
    from ...output import templates
    from .. import plans_report

    page = options.choice(format_, "--format", Page) or _page_of(target, None, open_, ("html", "md"))
    _refuse_screen(page, target, open_=open_)
    if page is Page.DOCX:
        raise Misuse(f"{asked.name} 写几份计划的，没有 Word 格式。", f"用 PDF，如 -o {asked.name}.pdf。")
    if target is not None:
        plans_report.refuse_over(target, plans)
    with waiting.shown():
        context, status = plans_report.gathered(plans, asked)
    kind = "md" if page is Page.MD else "html"
    text = templates.render_shipped(plans_report.TEMPLATES[asked.name], kind, context)
    _hand_over(text, target, page, asked.name, open_=open_)
    return status


def _refuse_screen(page: Page, target: Path | None, *, open_: bool) -> None:
    """Refuse to show what only a file can hold."""
    if page in _FILES and target is None and not open_:
        raise Misuse(f"{_FILES[page]}要写入文件。", f"如 -o 清单.{page}。")


def _level(name: str, level: str | None) -> str | None:
    """Return the level of a slip, from its option or from what the report was called. Raises where both speak."""
    if name not in _LEVELS or level is None:
        return level or (name if name in _LEVELS else None)
    if options.choice(level, "--level", reports.Level, words(reports.Level), _LEVELS) is not _LEVELS[name]:
        raise Misuse(
            f"“{name}”和 --level {level} 说的不是一种。", "两个只写一个，如 report slip --level 督办。"
        )
    return level


def _eject(text: str, target: Path) -> None:
    """Write a shipped template where an office's own are looked for, and never over one that is there."""
    if os.path.lexists(target):
        raise Misuse(f"{target} 已经有了，没有覆盖，什么也没有写。", "要重新抄一份，先把它移走。")
    save_new(target, text)
    streams.tell("从现在起用的是这一份；只改一段的，不必抄全，见 docs/templates.md。")


def _refuse_idle(option: str, given: dict[str, object]) -> None:
    """Refuse, beside an option that makes no report, what would shape one."""
    if stray := next((name for name, value in given.items() if value is not None), None):
        raise Misuse(f"{option} 不生成报告，{stray} 用不上。", "去掉其中一个。")


def _refuse_stray(name: str, given: dict[str, str | None]) -> None:
    """Refuse what would say nothing: an option of another report. An office's own templates may use any."""
    for option, value in given.items():
        takers = _TAKEN_BY[option]
        if value is not None and name in _SHIPPED and name not in takers:
            words = "、".join(f"{word}（{taker}）" for taker, word in takers.items())
            raise Misuse(f"{option} 是{words}的，{name} 用不上。", "去掉它，或换一种报告。")


def _account_day(text: str, today: date, year: int) -> date:
    """Return the day an account goes to, which must have come; 上半年 and 六月 mean their last."""
    day = options.last_day(text, "--to", year, today)
    if day > today:
        raise Misuse(f"{day} 还没有到（截至 {today}）。", "完成情况只到已经过去的日子。")
    return day


def _refuse_other_years(day: date, case: Case, *, named: bool) -> None:
    """Refuse an account of a day that is none of the plan's: its title would speak of a year that had not begun."""
    first, last = case.document.life
    if day < first or (named and day > last):
        raise Misuse(
            f"{day} 不在计划的年份里：完成情况可写 {first} 至 {last}。", "核对 --to、--month 或 --as-of。"
        )


def _tell_far(today: date, case: Case) -> None:
    """Say on stderr where the day of a report is years from its plan."""
    for line in remarks.far(today, {case.document.plan.year}):
        streams.tell(line)


def _warn_of_blocks(template: str | None, file: str, kind: str, places: list[Path]) -> None:
    """Say on stderr which blocks of a template of one's own came to nothing."""
    from ...output import templates

    if template:
        real = Path(os.path.realpath(template))
        file, places = real.name, [real.parent, *places]
    for idle in templates.idle_blocks(file, kind, places) if file else ():
        streams.tell(
            f"警告：模板 {idle.file} 第 {idle.line} 行的段 {idle.name} 没有印出：所扩展的模板没有这一段，"
            f"有的是 {'、'.join(idle.known)}。"
        )


def _name_own(files: list[Path]) -> None:
    """Say on stderr which templates are not those workplan comes with."""
    if files:
        shown = "、".join(os.path.relpath(file) for file in files)
        streams.tell(f"所用的模板不是随程序带的：{shown}。")


def _month_end(months: list[str], today: date, year: int) -> date:
    """Return the day a month's bulletin or account speaks of: its last, or today while it runs."""
    if len(months) > 1:
        raise Misuse("一次只出一个月的。", "--month 只写一个，如 --month 9。")
    period = options.month(months[0], year)
    if period.first is not None and period.first > today:
        raise Misuse(f"{period.label}还没有到（截至 {today}）。", "月份到了才有它的通报。")
    return until_month_end(period, today)


def _since(text: str | None, year: int, today: date) -> date | None:
    if text is None:
        return None
    day = options.day(text, "--since", year, today)
    if day > today:
        raise Misuse(f"--since {day} 晚于 --as-of {today}。", "与更早的一天相比，如上月末。")
    return day


def _paper(name: str, text: str | None) -> Paper:
    """Return the paper to lay a report out for, A3 where none is asked for."""
    sheets = _SHEETS.get(name, tuple(Paper))
    found = [sheet for sheet in sheets if fold(sheet) == fold(text or Paper.A3)]
    if not found:
        raise Misuse(f"报告 {name} 没有 {text} 的版面。", f"--paper 用 {'、'.join(sheets)}。")
    return found[0]


def _request(
    name: str,
    case: Case,
    today: date,
    dept: list[str] | None,
    month: list[str] | None,
    extra: dict[str, str | None],
) -> reports.Request:
    document = case.document
    asked = options.asked_periods(document, today, month, None, None, None)
    wanted = Filter(departments=options.departments(dept, document), periods=tuple(asked))
    return reports.Request(
        as_of=today,
        wanted=wanted,
        known_on=case.known_on,
        since=_since(extra["since"], document.plan.year, today),
        level=options.choice(extra["level"], "--level", reports.Level, words(reports.Level), _LEVELS)
        or reports.Level.ASSIGN,
        first_number=options.number(extra["number"] or "1", "--number", 1, 99_999),
        issue=_issue(extra["issue"], document.plan.settings.issue_form),
        to=extra["to"] or "",
        demands=demands_file.read(extra["demands"]),
        reply_by=options.reply_by(extra["reply_by"], document.plan.year, today),
        paper=_paper(name, extra["paper"]).value,
    )


def _issue(text: str | None, form: str) -> str:
    if text is None:
        return ""
    if form.strip() and reports.NUMBER not in form:
        raise Misuse(
            f"settings 的 issue_form “{form}”里没有 {reports.NUMBER}，号数没有地方写。",
            f"把它改成“通报〔{reports.YEAR}〕{reports.NUMBER}号”这样。",
        )
    return str(options.number(text.removeprefix("第").rstrip("号期"), "--issue", 1, 99_999))


def _notes(tasks: tuple[ScheduledTask, ...], case: Case, request: reports.Request) -> tuple[str, ...]:
    if request.wanted == Filter():
        return ()
    from ...answers.tasks import notes

    return notes(select(tasks, request.wanted), case.document)


def _links(tasks: tuple[ScheduledTask, ...], case: Case, today: date) -> dict[int, str]:
    """Return what the tasks are to those of other plans."""
    from ...answers.links import in_short

    return in_short(case.links(today), tasks)


def _catalogue(known: list[TemplateInfo]) -> str:
    from ...office import paper

    made = ((i, (Page.PDF,) * ("html" in i.formats) + (Page.DOCX,) * (i.name in paper.NAMES)) for i in known)
    rows = [(i.name, "、".join((*i.formats, *more)), i.title) for i, more in made]
    widths = [max((display_width(row[column]) for row in rows), default=0) for column in (0, 1)]
    return "".join(
        "  ".join(
            [*(cell + " " * (w - display_width(cell)) for cell, w in zip(row, widths, strict=False)), row[2]]
        )
        + "\n"
        for row in rows
    )


def _page_of(target: Path | None, template: str | None, open_: bool, formats: tuple[str, ...]) -> Page:
    name = target.name if target else (template or "").removesuffix(".j2")
    suffix = Path(name).suffix.lower().lstrip(".")
    if suffix == "htm":
        return Page.HTML
    if suffix in list(Page):
        return Page(suffix)
    if target is not None:
        raise Misuse(f"从文件名“{target.name}”看不出格式。", "后缀用 .md、.html、.pdf 或 .docx，或加上 -O。")
    return Page.HTML if open_ or (formats and Page.MD not in formats) else Page.MD


def _temporary(name: str) -> Path:
    import tempfile

    return Path(tempfile.mkdtemp(prefix="workplan-")) / name
