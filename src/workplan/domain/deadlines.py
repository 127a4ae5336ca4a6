"""完成时间 as printed, and the last day it names.

The printed words are kept for ever; the day is computed from them by rule, never guessed: what names one stretch
of days is read in :mod:`spans`, what comes again and again in :mod:`recurrence`, and here what such words say of a
task. What no rule knows is ``unreadable``, and words that name several days are ``ambiguous``: a check makes both
an error with its place.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum, unique
from functools import lru_cache
from typing import NamedTuple

from .fold import compiled
from .recurrence import Recurrence, read_recurrence
from .spans import BEFORE, Span, arabic, complete, read_span


@unique
class DeadlineKind(StrEnum):
    """What sort of words a deadline is printed in."""

    DAY = "day"
    MONTH = "month"
    BEFORE = "before"
    PERIOD = "period"
    STATED = "stated"
    ONGOING = "ongoing"
    RECURRING = "recurring"
    UNDATED = "undated"
    AMBIGUOUS = "ambiguous"
    UNREADABLE = "unreadable"


@unique
class BeforeReading(StrEnum):
    """What `10月前` means. Offices differ, so the plan may say; both readings are always kept."""

    BEFORE_PERIOD = "before_period"
    """The day before October begins: 09-30. The narrower reading, and the default."""
    END_OF_PERIOD = "end_of_period"
    """The end of October: 10-31."""


class Deadline(NamedTuple):
    """The printed words and their reading.

    ``last_day`` is the last day that is still on time, None where there is none. ``other_day`` is the
    last day by the other reading where the words have two (`10月前`), and None where they are plain.
    ``recurrence`` says when a recurring duty falls due. ``days`` are those that words of kind ``ambiguous`` name.
    ``then`` is ``ongoing`` where the duty goes on after its last day (`6月底前,并长期坚持`).
    """

    raw: str
    kind: DeadlineKind
    last_day: date | None = None
    other_day: date | None = None
    recurrence: Recurrence | None = None
    days: tuple[date, ...] = ()
    then: DeadlineKind | None = None

    @property
    def ambiguous(self) -> bool:
        """Whether the words have two readings and the plan has not chosen one of them for this task."""
        return self.other_day is not None


def stated(raw: str, last_day: date) -> Deadline:
    """Return the reading the plan itself states for one task, beside the words as printed."""
    return Deadline(raw, DeadlineKind.STATED, last_day)


def meant(raw: str, kind: DeadlineKind) -> Deadline:
    """Return the reading of words that give no day where the plan says what they mean: ongoing or undated."""
    if kind not in (DeadlineKind.ONGOING, DeadlineKind.UNDATED):
        raise ValueError(kind)
    return Deadline(raw, kind)


@lru_cache(maxsize=1024)
def read(raw: str, year: int, before: BeforeReading = BeforeReading.BEFORE_PERIOD) -> Deadline:
    """Read the printed words of a plan for ``year``.

    Never raises: words that no rule knows give kind ``unreadable`` and no day. Width and white space do not
    matter. A bare number is a month, as in the 2020 plan's column 完成时间.
    """
    if not raw.strip():
        return Deadline(raw, DeadlineKind.UNDATED)
    for words in _normalise(raw) if len(raw) <= _LONGEST else ():
        if (found := _read(words, year, before)).kind is not DeadlineKind.UNREADABLE:
            return found._replace(raw=raw)
    return Deadline(raw, DeadlineKind.UNREADABLE)


_LONGEST = 80
"""Characters of the longest cell that is read: what is longer is a sentence, no time."""

_DASHES = str.maketrans(dict.fromkeys("—–‐‑−~～〜", "-"))
_WIDE = str.maketrans({0xFF01 + at: 0x21 + at for at in range(94)})

_UNDATED = r"[-/\\]+|暂?无|(?:暂时?|时间|时限)?(?:未|待)(?:定|确定|明确)|无(?:时限|期限)"
_AT_ONCE = r"(?:立(?:行|整|说)立改|即(?:知|行|查|整)即改|边(?:整|查|学)边改|立即(?:整改|落实|完成|执行)?)"
_VERBS = (
    r"(?:推进|推动|坚持|开展|实施|进行|落实|抓好|抓实|工作|任务|用力|发力|深化|加强|强化|整改|整治|巩固|执行|优化|提升|提高|"
    r"改进|管理|跟踪|督导|督查|检查|监管|监测|关注|保持|完善|更新|做好|跟进|贯彻|运行|维护|机制|专项)"
)
_GOES_ON = (
    rf"(?:(?:(?:全年|不断|始终)?(?:持续|长期|长效|常态|常年|经常|日常|滚动)(?:性|化)?|全年(?=[推坚开实进落抓工任])){_VERBS}*"
    r"|贯穿(?:全年|始终|全程)|常抓不懈|久久为功)"
)
_AND = r"(?:[,;、。(]|[,;、。(]?(?:并且?|同时))"
_ALWAYS = rf"(?:{_GOES_ON}{_AND}?)+"
_ONGOING = (
    rf"(?:{_AT_ONCE}{_AND}?|(?:.+年)?全年{_AND}+)*{_ALWAYS}(?:全部|基本)?(?:完成|办结|结束|到位|为止|止)?"
)
_SINCE = rf"(?:自|从)?(?P<start>.+)(?:起|开始)(?:[,;]?(?:实施|施行|执行|{_ALWAYS}))?"
_AFTERWARDS = rf"(?P<until>.+?)(?:{_AND}|(?<=[成束位毕结]))(?:[此之以今]?后,?)?{_ALWAYS}\)?"
_FIRST = rf"(?:{_AT_ONCE}[,;、]|(?:全年|持续|滚动|常态化)+推进[,;、](?=.*(?:成|结|束|位)$))"

_LABEL = (
    r"(?:(?:完成|办结|整改)?(?:时间|时限|期限):)?"
    r"(?:力争|争取|确保|务必|计划|预计|暂定|初定|原定|原则上|拟|最迟|最晚|不迟于|不晚于|于|在|截至|截止|到|至)*"
)
_DONE = (
    r"(?:全面|全部|基本|力争|确保|按时|按期|如期|集中|逐项|整体)*"
    r"(?:完成|整改|落实|办结|结束|到位|完毕|为止|止|任务|工作|验收|完工|竣工|建成|投用|投入(?:使用|运行)|交付|上线|启用|"
    r"印发|出台|制定|发布|公布|报送|上报|提交|销号|清零|达标)*"
)


_WITHIN_IT = r"\((?:含|包含|包括)(?:[当本该]?[日天月年]|\d{1,2}[日号月]|\d{4}年)?\)"
# What a bracket adds to a time: that its own last day counts, that it is only hoped for, how often.
_BRACKETS = (
    (rf"(?<=[日号])(?P<kept>{BEFORE}?){_WITHIN_IT}(?P<after>{BEFORE}?)$", r"\g<kept>\g<after>"),
    (rf"(?<=[月旬度年])(?:{BEFORE}{_WITHIN_IT}|{_WITHIN_IT}{BEFORE}?)$", "底前"),
    (rf"(?<=[底末内])(?:{BEFORE}?{_WITHIN_IT}|{_WITHIN_IT}{BEFORE}?)$", "前"),
    (r"(?<=.)\((?:力争|争取|确保|暂定|初定|预计|计划|拟|原则上)\)$", ""),
    (r"(?:全年|常年|长期)\((每[^()]+)\)", r"\1"),
)


def _normalise(raw: str) -> Iterator[str]:
    """Fold width and blanks and unify dashes.

    Only full-width forms are folded: a superscript is no digit. A line break never joins two numbers; elsewhere
    it is a fold of the cell, or the end of a clause.
    """
    words = raw.strip().translate(_WIDE).rstrip("。;")
    if ":" in words:
        words = compiled(r"(?<=\d)(?:[^\S\n]+|T)(?=\d{1,2}:\d\d)").sub("日", words)  # `2022-06-30 17:00`
    words = "\n".join("".join(line.split()) for line in words.split("\n"))
    if words[:1] == "(" and words[-1:] == ")" and words.count("(") == 1:
        words = words[1:-1]
    if "年" in words:
        words = compiled("[〇零○一二三四五六七八九]{4}(?=年)").sub(arabic, words)
    words = compiled(_LABEL).sub("", words, 1)
    if "至" in words or "到" in words:
        words = compiled("至(?!少)|到(?!位)").sub("-", words)
    words = words.translate(_DASHES)
    if ")" in words:
        for bracket, meaning in _BRACKETS:
            words = compiled(bracket).sub(meaning, words)
    if "\n" not in words:
        yield words
        return
    numeral = r"[\d一二三四五六七八九十]"
    if not compiled(rf"{numeral}\n+{numeral}").search(words):
        yield words.replace("\n", "")
    yield compiled("[,;、。]?\n+").sub(",", words)


def _read(words: str, year: int, before: BeforeReading) -> Deadline:
    """Read normalised words; the raw ones are not known here."""
    if span := read_span(words, year):
        return _deadline(words, span, year, before)
    if len(words) < 9 and compiled(_UNDATED).fullmatch(words):
        return Deadline(words, DeadlineKind.UNDATED)
    if words.startswith("每年"):  # the plan is for one year
        rest = words[2:].removeprefix("度").removeprefix("的")
        found = _read_dated(f"年{rest}" if rest[:1] in tuple("底末终") else rest, year, before)
        if (found.last_day or found.days) and not rest.isdecimal():
            return found
    if recurrence := read_recurrence(words, year) or read_recurrence(_time(words), year):
        return Deadline(words, DeadlineKind.RECURRING, recurrence=recurrence)
    return _read_dated(words, year, before)


def _read_dated(words: str, year: int, before: BeforeReading) -> Deadline:
    """Read words that name a day, or say that there is none."""
    if _goes_on(words, year):
        return Deadline(words, DeadlineKind.ONGOING)
    if span := read_span(_time(words), year):
        return _deadline(words, span, year, before)
    if found := compiled(rf"{_FIRST}(?P<rest>.+)").fullmatch(words):
        return _read_dated(found["rest"], year, before)
    found = compiled(_AFTERWARDS).fullmatch(words)
    if found and (span := read_span(_time(found["until"]), year)):
        return _deadline(words, span, year, before)._replace(then=DeadlineKind.ONGOING)
    if len(days := _days(words, year, before)) > 1:
        return Deadline(words, DeadlineKind.AMBIGUOUS, days=days)
    return Deadline(words, DeadlineKind.UNREADABLE)


def _deadline(words: str, span: Span, year: int, before: BeforeReading) -> Deadline:
    """Return the day a stretch of days ends on; of `1月前`, whose eve is last year's, there is none."""
    if not span.before:
        return Deadline(words, DeadlineKind(span.kind), span.last)
    unreadable = Deadline(words, DeadlineKind.UNREADABLE)
    try:
        eve = span.first - timedelta(days=1)
    except OverflowError:
        return unreadable
    if before is BeforeReading.END_OF_PERIOD:
        return Deadline(words, DeadlineKind.BEFORE, span.last, eve)
    if eve.year < year <= span.last.year:
        return unreadable
    return Deadline(words, DeadlineKind.BEFORE, eve, span.last)


def _time(words: str) -> str:
    """Return the words of a time without what is to be done by it: `11月前全面完成`."""
    found = compiled(rf"{_LABEL}(.*?){_DONE}").fullmatch(words)
    return str(found[1]) if found else words


def _goes_on(words: str, year: int) -> bool:
    """Tell whether words say that a duty has no end: `长期坚持`, `9月起`, `全年,持续推进`."""
    holds = any(char in words for char in "持长常滚贯全")
    # The simple pattern spares most plans the other.
    if holds and (compiled(_ALWAYS).fullmatch(words) or compiled(_ONGOING).fullmatch(words)):
        return True
    if not any(char in words for char in "起始"):
        return False
    since = compiled(_SINCE).fullmatch(words)
    return since is not None and (since["start"] == "即日" or read_span(since["start"], year) is not None)


def _days(words: str, plan_year: int, before: BeforeReading) -> tuple[date, ...]:
    """Return the last days of several times that stand side by side; nothing where one of them is not read."""
    clauses, year = _clauses(words), plan_year
    if len(clauses) < 2 or clauses[-1].isdecimal():
        return ()
    days = []
    for clause in clauses:
        if found := compiled(r"(\d{4})年").match(clause):  # `2021年3月、9月`: the year is printed once
            year = int(found[1])
        span = _opening(clause, year)
        day = _deadline(words, span, plan_year, before).last_day if span else None
        if day is None:
            return ()
        days.append(day)
    return tuple(dict.fromkeys(days))


def _clauses(words: str) -> list[str]:
    """Divide `3月-5月/9月-10月`, `6月底前…,12月底前…`, `3、9月`; each clause begins with its own time."""
    parts: list[str] = []
    for mark in (r"[,;、。]|以?及|和|与|或", "/"):
        parts = [part for part in compiled(mark).split(words) if part]
        if len(parts) > 1:
            break
    clauses: list[str] = []
    for part in parts:
        if clauses and not compiled(r"[\d月季旬年底末]").search(part):
            clauses[-1] += part
        else:
            clauses.append(part)
    for at in range(len(clauses) - 1, 0, -1):
        clauses[at - 1], clauses[at] = complete(clauses[at - 1], clauses[at])
    return clauses


def _opening(clause: str, year: int) -> Span | None:
    """Read the longest time a clause begins with; what follows holds no other."""
    for end in range(len(clause), 0, -1):
        if compiled(r"[\d月季旬年底末前-]").search(clause[end:]):
            return None
        if span := read_span(_time(clause[:end]), year):
            return span
    return None
