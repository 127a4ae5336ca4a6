"""The five large figures of an overview, each with the figures it is explained by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..domain.document import PlanDocument
from ..domain.promises import Promise
from ..domain.standing import Light, ScheduledTask, Standing
from ..domain.targets import Outcome
from .conclusion import due_by
from .figures import Figure, Figures, Piece


class Tile(NamedTuple):
    """A large figure, what it is a part of (None where of nothing), and a line below; ``tone`` is its colour's name."""

    word: str
    figure: Figure
    of: Figure | None
    below: tuple[Piece, ...]
    tone: str


class _Counter(NamedTuple):
    """What tiles are counted from."""

    tasks: Sequence[ScheduledTask]
    kept: Figures

    def of(self, key: str, words: str, wanted: Callable[[ScheduledTask], bool]) -> Figure:
        """Count the tasks that are as wanted."""
        return self.kept.of_tasks(key, words, filter(wanted, self.tasks))


def tiles_of(
    tasks: Sequence[ScheduledTask],
    found: Sequence[Promise],
    document: PlanDocument,
    as_of: date,
    kept: Figures,
) -> tuple[Tile, ...]:
    """Return the tiles in their order."""
    counter = _Counter(tasks, kept)
    return (
        _done(counter, as_of),
        _overdue(counter, document),
        _behind(counter),
        _unreported(counter),
        _promised(found, kept),
    )


def _line(*parts: tuple[str, Figure]) -> Iterator[Piece]:
    """Yield words and figures, those that are nought left out."""
    shown = [part for part in parts if part[1].number]
    for at, (words, figure) in enumerate(shown):
        yield Piece(f"{'，' if at else ''}{words}")
        yield Piece(figure.unit, figure)


def _done(counter: _Counter, as_of: date) -> Tile:
    due = due_by(counter.tasks, as_of)
    late, early = Standing.DONE_LATE, [t for t in counter.tasks if t.standing.done and t not in due]
    return Tile(
        "完成／应完成",
        counter.of("finished", "报结", lambda t: t.standing.done),
        counter.kept.of_tasks("due", "应完成", due),
        tuple(
            _line(
                ("逾期完成", counter.of(late.value, late.word, lambda t: t.standing is late)),
                ("提前完成", counter.kept.of_tasks("early", "提前完成", early)),
                ("全部任务", counter.of("all", "任务", lambda _: True)),
            )
        ),
        "done",
    )


def _overdue(counter: _Counter, document: PlanDocument) -> Tile:
    late = [t for t in counter.tasks if t.standing is Standing.OVERDUE]
    worst = max(late, key=lambda t: t.days_late, default=None)
    figure = counter.kept.of_tasks("overdue", Standing.OVERDUE.word, late)
    below: tuple[Piece, ...] = (Piece("没有逾期的任务"),)
    if worst:
        longest = counter.kept.of_tasks("longest", "逾期最久", [worst])
        label = document.names[worst.id]
        below = (
            Piece(f"最久{worst.days_late}天：任务"),
            Piece("", longest._replace(unit=label)),
            Piece(f"，{worst.reading.lead}" if worst.reading.lead else ""),
        )
    return Tile(Standing.OVERDUE.word, figure, None, below, "late")


def _behind(counter: _Counter) -> Tile:
    behind = Standing.BEHIND

    def lit(light: Light) -> tuple[str, Figure]:
        words = f"{behind.word}、{light.word}"
        return light.word, counter.of(
            f"behind-{light.value}", words, lambda t: t.standing is behind and t.light is light
        )

    figure = counter.of(behind.value, behind.word, lambda t: t.standing is behind)
    below = tuple(_line(lit(Light.RED), lit(Light.YELLOW)))
    return Tile(behind.word, figure, None, below or (Piece("没有滞后任务"),), "soon")


def _unreported(counter: _Counter) -> Tile:
    silent = Standing.UNREPORTED

    def told(*, ever: bool) -> Callable[[ScheduledTask], bool]:
        return lambda t: t.standing is silent and (t.history.report is not None) is ever

    figure = counter.of(silent.value, silent.word, lambda t: t.standing is silent)
    below = tuple(
        _line(
            ("从未报", counter.of("never", "从未报", told(ever=False))),
            ("久未再报", counter.of("stale", "久未再报", told(ever=True))),
        )
    )
    unkept = any(task.unkept for task in counter.tasks)
    none = "还没有部门报过进展" if unkept else "没有未报的任务"
    return Tile(silent.word, figure, None, below or (Piece(none),), "plain")


def _promised(found: Sequence[Promise], kept: Figures) -> Tile:
    def of(key: str, words: str, wanted: Iterable[int]) -> Figure:
        return kept.of_promises(f"targets-{key}", words, wanted)

    def come_out(outcome: Outcome) -> tuple[str, Figure]:
        places = (at for at, p in enumerate(found) if p.standing and p.standing.outcome is outcome)
        return outcome.word, of(outcome.value, f"指标{outcome.word}", places)

    unowned = (at for at, p in enumerate(found) if p.standing is None)
    below = _line(
        come_out(Outcome.UNMET),
        come_out(Outcome.PENDING),
        come_out(Outcome.NO_VALUE),
        ("没有任务承担", of("unowned", "没有任务承担的指标", unowned)),
    )
    return Tile(
        "指标达到",
        come_out(Outcome.MET)[1],
        of("all", "指标", range(len(found))),
        tuple(below) or (Piece("没有指标"),),
        "plain",
    )
