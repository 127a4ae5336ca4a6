"""``workplan carry``: a task that was not finished goes on as a task of another plan (结转)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Annotated

import typer

from ...answers.wording import told
from ...domain.characters import inner_quotes, quote, visible
from ...domain.errors import ExitCode, Misuse, NotFound
from ...domain.links import Reference, read_reference, references
from ...domain.neighbours import Found, Neighbours
from ...domain.records import ProgressRecord
from .. import frame, options, recording, slips, streams
from ..complete import complete_tasks
from ..help import Recording
from ..plan import Case, open_case
from ..reporter import reporter

app = frame.app()


@app.command(
    cls=Recording,
    help="结转：没有办结的任务转到另一份计划（多半是下一年的）继续办，从此不在这里催办。由督查登记，不算报进展。"
    "写 --from，则照那份计划写的“结转自”一次登记全部。",
    epilog="workplan carry 5 --to 2021#8 --by 办公室\nworkplan carry --from 2021/plan.yaml -f 2020/plan.yaml\n"
    'workplan carry 5 6 --to 2021#8 --note "两项合并" -f 2020/plan.yaml',
)
def carry(
    numbers: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="编号",
            help="任务编号，写了 --to 的",
            autocompletion=complete_tasks(lambda task: not task.standing.settled),
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="计划#编号", help="转到哪份计划的哪项任务，如 2021#8；计划写它的文件夹名或文件名"
        ),
    ] = None,
    from_: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="计划", help="照哪份计划的“结转自”登记全部，如 2021/plan.yaml；不写编号和 --to"
        ),
    ] = None,
    note: recording.Note = "",
    evidence: recording.Evidence = "",
    date: recording.RecordDate = None,
    by: recording.RecordBy = None,
    dry_run: recording.DryRun = False,
    file: options.File = None,
    as_of: options.WrittenOn = None,
) -> ExitCode:
    """Record that tasks go on elsewhere."""
    single = _asked(numbers, to, from_)
    case = open_case(file)
    today = options.today(as_of, case.document.plan.year)
    who = reporter(by, case.document.register)
    build = partial(
        recording.build, case=case, today=today, day=date, by=who.name, note=note, evidence=evidence
    )
    if single:
        neighbours = case.neighbours()
        _refuse(neighbours.find(single), case)
        made = build(numbers or (), carried=str(single))
        _refuse_again(made, case, neighbours)
    else:
        later = open_case(from_)
        neighbours = case.beside(later)
        pairs = _all_from(later, case)
        made = [each for id_, goal in pairs for each in build([f"#{id_}"], carried=str(goal))]
    written = recording.write(made, case, dry_run=dry_run, said=lambda record: _said(record, neighbours))
    if dry_run:
        for record in made:
            sys.stdout.write(
                visible(f"任务 {case.document.names[record.task]} {_said(record, neighbours)}") + "\n"
            )
    recording.remark(made, case, who, written, named=by is not None, dry_run=dry_run)
    streams.warn(_unlike(made, case, neighbours))
    return ExitCode.OK


def _asked(numbers: Sequence[str] | None, to: str | None, from_: str | None) -> Reference | None:
    """Return the one task that is gone to; None where a whole plan tells where each goes."""
    if from_ is not None:
        if numbers or to is not None:
            raise Misuse(
                "--from 一次登记全部，不写编号和 --to。", "如 workplan carry --from 2021/plan.yaml。"
            )
        return None
    if to is None or not numbers:
        missing = "编号" if to is not None else "转到哪里（--to）"
        raise Misuse(
            f"没有写{missing}。",
            "如 workplan carry 5 --to 2021#8；全部登记：workplan carry --from 2021/plan.yaml。",
        )
    reference = read_reference(to)
    if reference is None:
        raise Misuse(
            f"--to 应写成 计划#任务编号，这里是“{to}”。", "如 --to 2021#8：文件夹 2021 里的计划的任务 8。"
        )
    return reference


def _refuse(found: Found, case: Case) -> None:
    """Refuse what leads nowhere; of a plan that is not at hand, say that nothing was looked up."""
    reference, plan = found.reference, found.plan
    if found.vague:
        raise Misuse(
            f"“{reference.plan}”可以指手边的 {len(found.places)} 份计划：{'、'.join(p.key for p in found.places)}。",
            "把计划写得更全，如 --to 市场监管局/2021#8。",
        )
    if found.year is not None and found.year < case.document.plan.year:
        raise Misuse(
            f"{reference} 是 {found.year} 年的，早于这份 {case.document.plan.year} 年的计划。",
            "只能结转到同年或以后的计划；核对 --to。",
        )
    if plan is None:
        state = "不在手边" if found.absent else "读不出"
        streams.tell(f"“{reference.plan}”的计划{state}，没有核对任务 {reference.task}。")
    elif plan.document is case.document:
        raise Misuse(f"{reference} 就在这份计划里，不能结转到自己。", "写要转到的计划，如 --to 2021#8。")
    elif found.task is None:
        ids = plan.document.tasks
        raise NotFound(
            f"{plan.key} 的计划没有任务 {reference.task}。",
            f"它的任务编号为 {min(ids)} 至 {max(ids)}。" if ids else "先在那里写上这项任务。",
        )


def _refuse_again(made: Iterable[ProgressRecord], case: Case, neighbours: Neighbours) -> None:
    """Refuse to carry over what was carried over to the very task before."""
    for record in made:
        for before in case.records:
            if (
                before.task == record.task
                and before.carried
                and _goal(before, neighbours) == _goal(record, neighbours)
            ):
                raise Misuse(
                    f"任务 {case.document.names[record.task]} 在 {before.date} 已经登记结转到 {before.carried}"
                    f"（“{inner_quotes(before.by)}”{before.recorded} 登记）。",
                    "不用再登记；登记错了的，撤销："
                    f"{slips.undo_command([slips.name_of(before, case.ledger.records)], case.path)}。",
                )


def _goal(record: ProgressRecord, neighbours: Neighbours) -> list[tuple[str, int]]:
    return [found.itself for found in neighbours.find_all((record.carried,))]


def _all_from(later: Case, case: Case) -> list[tuple[int, Reference]]:
    """Return the open tasks a later plan says it took over, each with where it goes, and tell of the others."""
    year = later.document.plan.year
    if year <= case.document.plan.year:
        raise Misuse(
            f"{later.path} 是 {year} 年的，不晚于 {case.path}。", "--from 写下一年的计划，-f 写原来的。"
        )
    both = later.beside(case)
    found = [
        (each, task.id)
        for task in later.document.plan.tasks
        for each in both.find_all(task.from_)
        if each.plan and each.plan.document is case.document and each.task
    ]
    if not found or not (earlier := found[0][0].plan):
        raise NotFound(
            f"{later.path} 里没有任务写着结转自 {case.path}。", "在它的任务里写 from，或用 --to 逐项登记。"
        )
    name = both.name(both.own, earlier)
    waiting = [(each.reference.task, goal) for each, goal in found if earlier.open(each.reference.task)]
    if not waiting:
        raise NotFound(
            "没有要登记的结转，什么也没有写：任务都已办结、取消或登记过了。",
            "登记错了的，用 undo 撤销再登记。",
        )
    settled = {each.reference.task for each, _ in found} - {number for number, _ in waiting}
    if settled:
        named = "、".join(case.document.names[number] for number in sorted(settled))
        streams.tell(f"已办结、取消或登记过结转，不再登记：任务 {named}。")
    return [(number, Reference(name, goal)) for number, goal in waiting]


def _said(record: ProgressRecord, neighbours: Neighbours) -> str:
    """Return what a record says, with the title of the task it goes to where that can be looked up."""
    titles = [found.task.title for found in neighbours.find_all((record.carried,)) if found.task]
    return told(record).replace(record.carried, " ".join([record.carried, *titles]), 1)


def _unlike(made: Iterable[ProgressRecord], case: Case, neighbours: Neighbours) -> Iterator[str]:
    """Yield what looks mistaken: the task gone to does not say that it comes from here, or another one says so."""
    own, year = neighbours.own, case.document.plan.year
    for record in made:
        name = case.document.names[record.task]
        found = neighbours.find(references((record.carried,))[0])
        if (
            found.plan
            and found.task
            and found.year != year
            and not neighbours.names_back(found, own, record.task)
        ):
            back = f"{neighbours.name(own, found.plan)}#{record.task}"
            yield (
                f"{found.reference}{quote(found.task.title)}没有写结转自任务 {name}，核对是不是转到这一项；"
                f'是的，在那边写 from: ["{back}"]。'
            )
        if found.task is None:
            for each in neighbours.incoming.get(record.task, ()):
                if not each.carries:
                    yield (
                        f"手边的 {neighbours.name(each.plan)}#{each.task.id}{quote(each.task.title)}"
                        f"写着结转自任务 {name}；要转到的是它，先用 undo 撤销，再照此登记。"
                    )
