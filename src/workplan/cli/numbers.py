"""Numbers of tasks and points as people type them: `5`, `5,6`, `5、6`, `5-8`, `任务5`, `第5项`, `#7`.

What was typed is first the printed number, exactly; then several, or a range; then the id, which `#` always means.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple
from unicodedata import normalize

from ..domain.characters import inner_quotes
from ..domain.document import PlanDocument
from ..domain.errors import Misuse, NotFound
from ..domain.fold import compiled, fold
from ..domain.printed import number
from ..domain.suggest import nearest

_BLANKS = r"(?<=[0-9])\s+(?=[#0-9])"
_SEPARATORS = r"[,、;]"
_RANGE = r"(#?)([0-9]{1,20})(?:-|~|—|–|至|到)(#?)([0-9]{1,20})"


def tasks(typed: Sequence[str], document: PlanDocument) -> tuple[int, ...]:
    """Return the ids of the tasks named, each once, in the order typed; raises where there is no such task."""
    printed: dict[str, list[int]] = {}
    for task in document.plan.tasks:
        if text := fold(number(task, document.plan)):
            printed.setdefault(text, []).append(task.id)
    known = _Known("任务", document.tasks, printed, _TASKS_HINT, document)
    return _all(typed, known)


def points(typed: Sequence[str], document: PlanDocument) -> tuple[int, ...]:
    """Return the numbers of the points named, likewise."""
    return _all(typed, _Known("要点", document.points, {}, "如 5。", document))


_TASKS_HINT = "如 workplan show 7；查要点用 workplan show point 5。"


class _Known(NamedTuple):
    """What may be named: its word, the ids there are, and those that print each number."""

    word: str
    ids: Collection[int]
    printed: Mapping[str, list[int]]
    hint: str
    document: PlanDocument

    def exactly(self, typed: str) -> int | None:
        """Return what prints this number; raises :class:`Misuse` where several do."""
        found = self.printed.get(typed, ()) if typed[:1] != "#" else ()
        if len(found) > 1:
            several = "、".join(f"#{id_}“{inner_quotes(self.document.tasks[id_].title)}”" for id_ in found)
            raise Misuse(
                f"编号“{typed}”有 {len(found)} 项{self.word}：{several}。", f"写 # 和编号，如 #{found[0]}。"
            )
        return found[0] if found else None


def _all(typed: Sequence[str], known: _Known) -> tuple[int, ...]:
    return tuple(
        dict.fromkeys(
            found for text in typed for piece in _pieces(text, known) for found in _one(piece, known)
        )
    )


def _pieces(text: str, known: _Known) -> list[str]:
    """Return what one word of the command line lists: the whole of it where a number is printed so."""
    plain = normalize("NFKC", text)
    apart = compiled(_BLANKS).sub("、", plain)  # folding would make 56 of `5 6` in quotes
    if apart == plain and fold(text) in known.printed:
        return [fold(text)]
    folded = _bare(fold(apart), known)
    if folded in known.printed:
        return [folded]
    pieces = [_bare(piece, known) for piece in compiled(_SEPARATORS).split(folded) if piece]
    return pieces or [folded]  # `5, 6` comes as two words


def _bare(piece: str, known: _Known) -> str:
    """Return a number, or a range of them, without what people say round it: 任务5, 第5项, 5号."""
    bare = compiled(f"{known.word}|(?<![0-9])第|(?<=[0-9])[项号]").sub("", piece)
    return piece if piece in known.printed or not bare else bare


def _one(piece: str, known: _Known) -> Iterator[int]:
    """Yield what a piece names: by its printed number, as a range, as a step's task, by its id."""
    exact = known.exactly(piece)
    if exact is not None:
        yield exact
        return
    if step := _step(piece, known):
        raise Misuse(f"“{piece}”是任务 {step} 的节点，不是任务。", f"写任务的编号，如 {step}。")
    span = compiled(_RANGE).fullmatch(piece)
    if not span and not compiled("#?[0-9]{1,20}").fullmatch(piece):
        if known.document.names.own and known.word == "任务":
            raise NotFound(f"没有编号为“{piece}”的任务。", _nearest(piece, known))
        raise Misuse(f"{known.word}编号应为数字，这里是“{piece}”。", known.hint)
    if not span:
        yield _numbered(piece, known)
        return
    first, last = int(span[2]), int(span[4])
    if last < first:
        raise Misuse(f"{known.word}编号“{piece}”前大后小。", f"从小到大写，如 {last}-{first}。")
    sign = "#" if "#" in (span[1], span[3]) else ""
    for at in range(first, last + 1):  # a gap ends it: no more steps than there are tasks
        yield _numbered(f"{sign}{at}", known)


def _numbered(typed: str, known: _Known) -> int:
    """Return what one figure names: by its printed number, else by its id, which `#` always means."""
    exact = known.exactly(typed)
    if exact is not None:
        return exact
    id_ = int(typed.lstrip("#"))
    if id_ not in known.ids:
        raise NotFound(f"没有{known.word} {id_}。", _extent(known))
    return id_


def _step(piece: str, known: _Known) -> str:
    """Return the task whose step a piece names (5.2), "" where it names none."""
    found = compiled("([0-9]{1,9})[.]([0-9]{1,3})").fullmatch(piece)
    id_ = int(found[1]) if found else -1
    if found is None or known.word != "任务" or id_ not in known.ids:
        return ""
    there = 1 <= int(found[2]) <= len(known.document.tasks[id_].milestones)
    return known.document.names.typed(id_) if there else ""


def _nearest(piece: str, known: _Known) -> str:
    guess = nearest(piece, known.printed)
    return f"是不是“{guess}”？" if guess else "运行 workplan list 查看各项任务的编号。"


def _extent(known: _Known) -> str:
    ids = known.ids
    if known.document.names.own and known.word == "任务":
        return "运行 workplan list 查看各项任务的编号。"
    return f"{known.word}编号为 {min(ids)} 至 {max(ids)}。" if ids else "本计划没有这一项。"
