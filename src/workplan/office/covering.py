"""A sentence of the notice that gives all tasks their deadline, applied where the list itself prints no time at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..domain.fold import compiled
from .draft import DraftDeadline, DraftRow
from .notice import Line
from .source import Doubt
from .times import anywhere, deadline

_ALL = "以上|上述|各项|所有|全部|全面|均|都|一律|项目|工作|任务"


class Covering(NamedTuple):
    """A sentence with a time for all, and where it stands."""

    words: str
    sentence: str
    line: Line


def covering_sentences(lines: Iterable[Line]) -> tuple[Covering, ...]:
    """Return the sentences that say by when all is to be done: `以上工作均须于12月10日前完成`."""
    found = []
    for line in lines:
        for sentence in compiled("[^。;\uff1b!\uff01]+").findall(line.text):
            times = anywhere(sentence)
            if len(times) == 1 and compiled(_ALL).search(sentence) and "完成" in sentence:
                found.append(Covering(_words(times[0], sentence), sentence.strip(), line))
    return tuple(found)


def _words(time: str, sentence: str) -> str:
    """Keep `全面完成` with its time; `于…前完成` closes round the time and is none of it."""
    return time.removesuffix("完成") if not time.endswith(("全面完成", "全部完成")) else time


def best_list(sentence: str, titles: Sequence[str]) -> int | None:
    """Return which of several lists a sentence speaks of: the one whose title it shares words with that the others lack."""
    shares = [_shared(sentence, title, [other for other in titles if other != title]) for title in titles]
    best = max(shares, default=0)
    return shares.index(best) if best >= 2 and shares.count(best) == 1 else None


def _shared(sentence: str, title: str, others: Sequence[str]) -> int:
    """Return how long a piece of ``title`` stands in ``sentence`` and in no other title."""
    for length in range(len(title), 1, -1):
        for at in range(len(title) - length + 1):
            piece = title[at : at + length]
            if piece in sentence and not any(piece in other for other in others):
                return length
    return 0


def apply(
    rows: Sequence[DraftRow], covering: Covering, year: int | None
) -> tuple[tuple[DraftRow, ...], DraftDeadline, Doubt]:
    """Give a list without any time the notice's; else only propose it. Return the rows, the time, and what to tell."""
    time = deadline(covering.words, year, "notice")
    place = covering.line.place
    if any(row.deadline.raw or row.parts for row in rows):
        words = f"正文给全部任务定了时间，没有填进清单：{covering.sentence}"
        return tuple(rows), time, Doubt(place, "default-deadline", words)
    given = tuple(row._replace(deadline=time) for row in rows)
    return given, time, Doubt(place, "time-from-notice", f"完成时间取自正文或注：{covering.sentence}")
