"""Numbers of tasks and points as people type them: `5`, `5,6`, `5、6`, `5-8`, `任务5`, `第5项`, `#7`.

What was typed is first the printed number, exactly; then several, or a range; then the id, which `#` always means.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from unicodedata import normalize

from ..domain.document import PlanDocument
from ..domain.errors import Misuse, NotFound
from ..domain.fold import compiled, fold

_BLANKS = r"(?<=[0-9])\s+(?=[#0-9])"
_SEPARATORS = r"[,、;]"
_RANGE = r"#?([0-9]{1,9})(?:-|~|—|–|至|到)#?([0-9]{1,9})"


def tasks(typed: Sequence[str], document: PlanDocument) -> tuple[int, ...]:
    """Return the ids of the tasks named, each once, in the order typed; raises where there is no such task."""
    return _all(typed, "任务", document.tasks, "如 workplan show 7；查要点用 workplan show point 5。")


def points(typed: Sequence[str], document: PlanDocument) -> tuple[int, ...]:
    """Return the numbers of the points named, likewise."""
    return _all(typed, "要点", document.points, "如 5。")


def _all(typed: Sequence[str], word: str, known: Collection[int], hint: str) -> tuple[int, ...]:
    return tuple(
        dict.fromkeys(
            number
            for text in typed
            for piece in _pieces(text, word, known)
            for number in _one(piece, word, known, hint)
        )
    )


def _pieces(text: str, word: str, known: Collection[int]) -> list[str]:
    """Return what one word of the command line lists: the whole of it where a number is printed so."""
    apart = compiled(_BLANKS).sub("、", normalize("NFKC", text))  # folding would make 56 of `5 6` in quotes
    folded = _bare(fold(apart), word)
    if folded in map(str, known):
        return [folded]
    pieces = [_bare(piece, word) for piece in compiled(_SEPARATORS).split(folded) if piece]
    return pieces or [folded]  # `5, 6` comes as two words


def _bare(piece: str, word: str) -> str:
    """Return a number, or a range of them, without what people say round it: 任务5, 第5项, 5号."""
    return compiled(f"{word}|(?<![0-9])第|(?<=[0-9])[项号]").sub("", piece)


def _one(piece: str, word: str, known: Collection[int], hint: str) -> Iterator[int]:
    span = compiled(_RANGE).fullmatch(piece)
    if not span and not compiled("#?[0-9]{1,9}").fullmatch(piece):
        raise Misuse(f"{word}编号应为数字，这里是“{piece}”。", hint)
    first, last = map(int, span.groups()) if span else (int(piece.lstrip("#")),) * 2
    if last < first:
        raise Misuse(f"{word}编号“{piece}”前大后小。", f"从小到大写，如 {last}-{first}。")
    for number in range(first, last + 1):  # a gap ends it: no more steps than there are tasks
        if number not in known:
            raise NotFound(f"没有{word} {number}。", _extent(word, known))
        yield number


def _extent(word: str, known: Collection[int]) -> str:
    return f"{word}编号为 {min(known)} 至 {max(known)}。" if known else "本计划没有这一项。"
