"""A printed cell of departments to offices and their roles: `X、Y牵头,Z等部门按职责分工负责,3月底完成`.

The register decides what is a name: a known whole is never divided, and words inside it are letters. Where it knows
nothing the marks, the words of role and the endings of names divide the cell as a reader would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

from . import deadlines, office_words
from .deadlines import DeadlineKind
from .fold import compiled
from .office_words import ROLE_OF, Word
from .plan import Role

Knows = Callable[[str], bool]
"""Whether a piece of a cell is a name of the register."""


class Office(NamedTuple):
    """One office as printed, and what it is to the task."""

    printed: str
    role: Role


class OfficesReading(NamedTuple):
    """What a cell says.

    ``unknown`` are those of the offices that the register lacks; ``time`` is what stands behind them of a time
    (`…,3月底完成`); ``open`` where it says 等, so that more are meant than are named; ``explicit`` where it says
    who does what in words.
    """

    offices: tuple[Office, ...]
    unknown: tuple[str, ...] = ()
    time: str = ""
    open: bool = False
    explicit: bool = False


class _HasRole(Protocol):
    @property
    def role(self) -> Role: ...


Part = TypeVar("Part", bound=_HasRole)


def holders(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return who holds the task: those that lead or, where none leads, those that share it."""
    every = tuple(parts)
    leads = tuple(part for part in every if part.role is Role.LEAD)
    return leads or tuple(part for part in every if part.role is Role.SHARED)


def read_offices(
    cell: str, knows: Knows, *, head: Role | None = None, first_leads: bool = True
) -> OfficesReading:
    """Read a printed cell of departments. Never raises: what cannot be divided is an unknown piece.

    ``head`` is the role of the column the cell stands under, None where the cell's own words tell and, without any,
    the first of several leads; with ``first_leads`` off they share the task instead.
    """
    whole = cell.strip()
    if not whole:
        return OfficesReading(())
    if knows(whole):
        return OfficesReading((Office(whole, head or Role.LEAD),))
    if len(whole) > _MOST:
        return OfficesReading((Office(whole, head or Role.LEAD),), (whole,))
    reader = _Reader(knows)
    reader.read(cell)
    names = tuple(name.text for name in reader.names)
    roles = _roles(reader.names, head, first_leads or reader.ruled)
    return OfficesReading(
        tuple(map(Office, names, roles)),
        tuple(dict.fromkeys(name for name in names if full_name(name, names, knows) is None)),
        reader.time,
        reader.open,
        reader.explicit,
    )


def assisting(remark: str, knows: Knows) -> tuple[str, ...]:
    """Return the names that a remark gives a part: behind 会同 or 配合部门:, before 配合, 协办, 参与.

    Other bodies may be named too; before a verb only what looks like an office counts.
    """
    if not compiled(office_words.ASSISTING).search(remark):
        return ()
    found: list[str] = []
    for sentence in compiled("[;\uff1b。\n]").split(remark):
        found += _assisting(sentence, knows)
    return tuple(dict.fromkeys(found))


def _assisting(sentence: str, knows: Knows) -> Iterator[str]:
    if label := compiled(rf"(?:{office_words.ASSISTING}){office_words.UNIT}?\s*[:\uff1a](.+)").search(
        sentence
    ):
        yield from _names(label[1], knows)
        return
    for clause in compiled("[,\uff0c]").split(sentence):
        before, word, behind = clause.partition("会同")
        if word:
            yield from _names(f"会同{behind}", knows)
        elif verb := compiled(rf".(?={office_words.ASSISTING})").search(before):
            listed = compiled(rf".*(?:{office_words.REQUESTED})").sub("", before[: verb.end()])
            for name in _names(before[: verb.end()], knows):
                if knows(name):
                    yield name
            for name in _names(listed, knows):
                if (
                    knows(name)
                    or (_is_office(name) and compiled(office_words.REQUESTED).match(before))
                    or (_is_office(name) and len(listed) == verb.end() and len(name) <= _LONGEST // 2)
                ):
                    yield name


def _names(words: str, knows: Knows) -> list[str]:
    return [office.printed for office in read_offices(words, knows).offices]


def says_first_leads(text: str) -> bool:
    """Tell whether some words are the rule that the first printed office leads (列第一位者为牵头单位)."""
    return bool(compiled(rf"[(\uff08]?(?:{office_words.RULE})[)\uff09]?[。.]?").fullmatch(text.strip()))


def full_name(piece: str, names: Sequence[str], knows: Knows) -> str | None:
    """Return the name the register knows a piece of a cell by, None where it knows none.

    What a list prints once belongs to all of it: 市教育、公安、民政局 are 市教育局, 市公安局 and 市民政局.
    """
    if knows(piece):
        return piece
    if len(names) < 2:
        return None
    place = names[0][:1] if names[0][:1] in "省市区县州旗" else ""
    before = ("", place) if place and not piece.startswith(place) else ("",)
    after = ("", names[-1][-1:]) if not _is_office(piece) else ("",)
    found = {made for b in before for a in after if (made := f"{b}{piece}{a}") != piece and knows(made)}
    return found.pop() if len(found) == 1 else None


@dataclass(slots=True)
class _Name:
    """A name of a cell. ``mark`` is the strength of the mark before it; ``role`` None until its order tells."""

    start: int
    end: int
    text: str
    mark: int
    role: Role | None = None
    told: bool = False


def _roles(names: list[_Name], head: Role | None, first_leads: bool) -> list[Role]:
    """Return the role of every name: by the words beside it, by the column's head, by its order."""
    leads = any(name.role is Role.LEAD for name in names)
    shares = any(name.role is Role.SHARED for name in names)
    several = sum(name.role is None for name in names) > 1
    if head is not None:
        beside = head if head in (Role.JOINT, Role.ASSIST) else Role.SHARED
        return [
            head if name.role is None else beside if name.role is Role.SHARED and not leads else name.role
            for name in names
        ]
    roles: list[Role] = []
    for name in names:
        role = name.role
        if role is None:
            if leads or (shares and not name.told):
                role = Role.JOINT if leads else Role.SHARED
            elif first_leads or not several:
                role, leads = Role.LEAD, True
            else:
                role = Role.SHARED
        roles.append(role)
    led = Role.LEAD in roles
    return [Role.JOINT if led and role is Role.SHARED else role for role in roles]


def _tell(names: Iterable[_Name], word: Word) -> None:
    """Give names the role a word says, but for those of which something nearer has spoken."""
    for name in names:
        if not name.told:
            name.role, name.told = ROLE_OF.get(word), True


class _Segment(NamedTuple):
    """What stands between two marks of a cell, and the strength of the mark before it."""

    start: int
    end: int
    mark: int


_BREAK, _COMMA, _STOP = 1, 2, 3
_STRENGTHS = {
    **dict.fromkeys("、/\uff0f|", 0),
    "\n": _BREAK,
    **dict.fromkeys(",\uff0c", _COMMA),
    **dict.fromkeys(";\uff1b。", _STOP),
}
_OPENING, _CLOSING = "(\uff08[\u3010\uff3b", ")\uff09]\u3011\uff3d"
_MOST = 2_000
"""How many characters a cell may have to be divided; one that is longer is no list of offices."""
_LONGEST = 30
"""How many characters of a name are looked at where a word of role might be part of it."""


class _Reader:
    """Goes through one cell, from mark to mark, gathering names until a word says what they are."""

    def __init__(self, knows: Knows) -> None:
        self.knows = knows
        self.names: list[_Name] = []
        self.time = ""
        self.open = False
        self.explicit = False
        self.ruled = False  # the cell says that its first office leads
        self._cell = ""
        self._waiting = 0  # where the names begin that no word has spoken of
        self._label: Word | None = None

    def read(self, cell: str) -> None:
        """Read the cell."""
        self._cell = cell
        start, end = _bare(cell, 0, len(cell), self.knows)
        segments = self._before_time(list(_segments(cell, start, end)))
        for segment in segments:
            self._segment(segment)
        self._settle()

    def _before_time(self, segments: list[_Segment]) -> list[_Segment]:
        """Set the time at the end of a cell aside."""
        for count in (3, 2, 1):
            if len(segments) > count:
                start, end = segments[-count].start, segments[-1].end
                words = self._cell[start:end].strip(" \u3000。.")
                if _is_time(words) and not self.knows(words):
                    self.time = words
                    return segments[:-count]
        if segments:
            last = segments[-1]
            text = self._cell[last.start : last.end]
            behind = compiled(rf"\s+((?:{office_words.TIME_LABEL})?\S+?)[。.]?\s*$").search(text)
            if behind and _is_time(behind[1]) and not self.knows(text):
                self.time = behind[1]
                return [*segments[:-1], last._replace(end=last.start + behind.start())]
        return segments

    def _segment(self, segment: _Segment) -> None:
        start, end = _trimmed(self._cell, segment.start, segment.end)
        if segment.mark and (self._label is not None):
            self._settle()
        if segment.mark == _STOP and self._label is Word.WITH:
            self._label = None
        if start == end or compiled(office_words.NOBODY).fullmatch(self._cell, start, end):
            return
        if self.knows(self._cell[start:end]):
            self._add(start, end, segment.mark)
            return
        if compiled(office_words.RULE).fullmatch(self._cell, start, end):
            self.ruled = True
            return
        start = self._heading(start, end)
        self._words(start, end, segment.mark)

    def _heading(self, start: int, end: int) -> int:
        """Take the words that head a list without a colon; return where the list begins."""
        if (first := _next_word(self._cell, start, end)) and first[0] == start and first[3]:
            return start
        for table, pattern in ((office_words.HEADINGS, r"(?:{})\s*"), (office_words.BARE, r"(?:{})\s*")):
            for word, words in table.items():
                found = compiled(pattern.format(words)).match(self._cell, start, end)
                if found and found.end() < end and not self._known_over(start, start, end):
                    behind = self._cell[found.end() : end]
                    if self.knows(behind) or (
                        _next_word(self._cell, found.end(), end) is None and _is_office(_last_piece(behind))
                    ):
                        self._settle()
                        self._label, self.explicit = word, True
                        return found.end()
        return start

    def _words(self, start: int, end: int, mark: int) -> None:
        """Take a segment apart at its words of role."""
        at, look = start, start
        while found := _next_word(self._cell, look, end):
            begin, stop, word, label = found
            if known := self._known_over(at, begin, end):
                look = known
                continue
            self._piece(at, begin, mark)
            mark = 0
            if label and self._heads(at, begin, stop):
                self._settle()
                self._label, self.explicit = word, True
            else:
                self._say(word)
            at = look = stop
        self._piece(at, end, mark)

    def _heads(self, start: int, begin: int, stop: int) -> bool:
        """Tell whether a word with a colon heads a list; in `X牵头:Y配合` the colon is no more than a mark."""
        if begin == start or self._cell[begin - 1].isspace() or self._label not in (None, Word.WITH):
            return True
        return bool(compiled(rf"{office_words.UNIT}\s*[:\uff1a]$").search(self._cell[begin:stop]))

    def _known_over(self, start: int, begin: int, end: int) -> int:
        """Return the end of the longest name of the register that covers a place, 0 where none does."""
        for left in range(max(start, begin - _LONGEST), begin + 1):
            for right in range(min(end, left + _LONGEST), begin, -1):
                if self.knows(self._cell[left:right]):
                    return right
        return 0

    def _say(self, word: Word) -> None:
        """Give the names that wait what a word behind them says."""
        self.explicit = True
        waiting = self.names[self._waiting :]
        if self._label is Word.WITH and (word is Word.PLAIN or not (waiting and waiting[0].mark >= _COMMA)):
            self._settle()  # 会同X、Y实施
            waiting = []
        if word in (Word.ASSIST, Word.LEAD) and self._waiting == 0:
            least = _BREAK if word is Word.ASSIST else _STOP
            first = next((at for at, name in enumerate(waiting) if at and name.mark >= least), 0)
            waiting = waiting[first:]
        self._waiting = len(self.names)
        self._label = Word.WITH if word is Word.WITH else None
        if word is not Word.WITH:
            _tell(waiting, word)

    def _settle(self) -> None:
        """Give the names that wait what the words before them say, or leave them to their order."""
        if self._label is Word.PERSON:
            del self.names[self._waiting :]
        elif self._label is not None:
            _tell(self.names[self._waiting :], self._label)
        self._waiting = len(self.names)

    def _add(self, start: int, end: int, mark: int) -> None:
        """Add a name, or make it one with the names before it where the register knows them as one."""
        for name in self.names[self._waiting :][-2:]:
            longer = self._cell[name.start : end]
            if name.end <= start and len(longer) <= _LONGEST * 2 and self.knows(longer):
                at = self.names.index(name)
                self.names[at:] = [_Name(name.start, end, longer, name.mark)]
                return
        text = self._cell[start:end]
        if self._broken(start, text):
            last = self.names[-1]
            last.end, last.text = end, self._cell[last.start : end]
            return
        self.names.append(_Name(start, end, text, mark))

    def _broken(self, start: int, text: str) -> bool:
        """Tell whether a line break stands inside a name: 市自然资源和规⏎划局."""
        if len(self.names) == self._waiting or self.knows(text):
            return False
        last = self.names[-1]
        between = self._cell[last.end : start]
        return (
            "\n" in between
            and not between.strip()
            and not _is_office(last.text)
            and not self.knows(last.text)
            and _is_office(text)
        )

    def _piece(self, start: int, end: int, mark: int) -> None:
        """Add the names of a piece that holds no word of role outside its brackets."""
        start, end = _trimmed(self._cell, start, end)
        if start == end:
            return
        text = self._cell[start:end]
        if (
            self.knows(text)
            or len(text) > 6 * _LONGEST
            or self._parts(start, end, office_words.JOINERS, likely=False)
        ):
            self._add_joined(start, end, mark)
            return
        lead_in = compiled(office_words.LEAD_IN).match(text)
        if (
            lead_in
            and lead_in.end() < len(text)
            and not self._known_over(start, start, end)
            and self._leads_in(lead_in[0], text[lead_in.end() :])
        ):
            self._piece(start + lead_in.end(), end, mark)
            return
        if others := compiled(rf"(?:{office_words.AND_OTHERS})+$").search(text):
            self.open = True
            self._piece(start, start + others.start(), mark)
            return
        if self._bracket(start, end, mark) or self._bracket_between(start, end, mark):
            return
        if parts := self._parts(start, end, office_words.TOGETHER):
            self._piece(*parts[0], mark)
            self._say(Word.WITH)
            self._piece(*parts[1], 0)
            return
        self._add_joined(start, end, mark)

    def _add_joined(self, start: int, end: int, mark: int) -> None:
        for index, (left, right) in enumerate(self._joined(start, end)):
            self._add(left, right, mark if index == 0 else 0)

    def _leads_in(self, word: str, rest: str) -> bool:
        if word.endswith(("由", "请", ":", "\uff1a")) or self.knows(rest):
            return True
        return bool(self.names) and (word in ("及", "以及") or rest[0] in "各省市区县")

    def _bracket(self, start: int, end: int, mark: int) -> bool:
        """Read a bracket behind a name that is no part of it: a role, a rule, a time, or further offices."""
        opened = _bracket_at_end(self._cell, start, end)
        if opened is None:
            return False
        inside = self._cell[opened + 1 : end - 1].strip()
        if compiled(office_words.RULE).fullmatch(inside):
            self.ruled = True
            self._piece(start, opened, mark)
            return True
        if _is_time(inside):
            self._piece(start, opened, mark)
            self.time = inside
            return True
        word = _word_alone(inside)
        if word is not None:
            self._piece(start, opened, mark)
            self._say_last(word, inside)
            return True
        return self._offices_inside(start, opened, end, mark)

    def _bracket_between(self, start: int, end: int, mark: int) -> bool:
        """Divide a piece behind a word of role in a bracket: 教育局(牵头)公安局(配合)."""
        for found in compiled("[(\uff08]([^()\uff08\uff09]+)[)\uff09]").finditer(self._cell, start, end):
            if found.end() < end and _word_alone(found[1]) is not None:
                self._piece(start, found.end(), mark)
                self._piece(found.end(), end, 0)
                return True
        return False

    def _say_last(self, word: Word, inside: str) -> None:
        """Give a word in a bracket to the name before it, or to the whole list where it says so."""
        if word is Word.SHARED or inside.startswith(("共同", "联合", "均", "分别")):
            self._say(word)
        elif len(self.names) > self._waiting:
            self.explicit = True
            self.names[-1].role, self.names[-1].told = ROLE_OF.get(word), True

    def _offices_inside(self, start: int, opened: int, end: int, mark: int) -> bool:
        """Read a bracket that names offices with their roles: 县级组织(水股负责), 教育局(会同公安局)."""
        inside = self._cell[opened + 1 : end - 1]
        if _next_word(inside, 0, len(inside)) is None:
            return False
        before = self._cell[start:opened].strip()
        inner = _Reader(self.knows)
        inner.read(inside)
        if not inner.explicit or not inner.names:
            return False
        if not all(self.knows(name.text) or _is_office(name.text) for name in inner.names):
            return False
        if self.knows(before) or _is_office(before):
            self._piece(start, opened, mark)
            if any(name.role is not Role.ASSIST for name in inner.names) and self._label is None:
                self._settle()
        for name in inner.names:
            name.start, name.end = name.start + opened + 1, name.end + opened + 1
            name.mark, name.told = 0, True
        self.names += inner.names
        self.explicit, self.open = True, self.open or inner.open
        self.time = inner.time or self.time
        return True

    def _joined(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the names that 及, 和, 会 or blanks join; the whole piece where they do not."""
        if self.knows(self._cell[start:end]):
            return [(start, end)]
        for pattern in (office_words.JOINERS, r"[^\S\n]+"):
            if parts := self._parts(start, end, pattern):
                return [part for left, right in parts for part in self._joined(left, right)]
        return [(start, end)]

    def _parts(self, start: int, end: int, pattern: str, *, likely: bool = True) -> list[tuple[int, int]]:
        """Return what stands before and behind a joiner, nothing where a part would be no name.

        Where the register knows the parts it is by them that the piece is divided; else, where what is ``likely``
        will do, by how names end.
        """
        if end - start > 4 * _LONGEST:
            return []
        found = [
            joiner
            for joiner in reversed(list(compiled(pattern).finditer(self._cell, start, end)))
            if start < joiner.start() and joiner.end() < end and _outside(self._cell, start, joiner.start())
        ]
        for test in (self._all_known, self._like_offices) if likely else (self._all_known,):
            for joiner in found:
                before, behind = _trimmed(self._cell, start, joiner.start()), (joiner.end(), end)
                if test(before, _trimmed(self._cell, *behind), joiner.start()):
                    return [before, _trimmed(self._cell, *behind)]
        return []

    def _all_known(self, before: tuple[int, int], behind: tuple[int, int], at: int) -> bool:
        """Tell whether the register knows the first part, and the others."""
        if not self.knows(self._cell[slice(*before)]):
            return False
        return self.knows(self._cell[slice(*behind)]) or bool(
            any(
                self._parts(*behind, pattern, likely=False)
                for pattern in (office_words.JOINERS, office_words.TOGETHER)
            )
        )

    def _like_offices(self, before: tuple[int, int], behind: tuple[int, int], at: int) -> bool:
        """Tell whether both parts end as offices do; 会 ends many a name itself (工会, 管委会)."""
        first, second = self._cell[slice(*before)], self._cell[slice(*behind)]
        if compiled(office_words.PART_OF_A_WORD).match(self._cell, at) and not self.knows(first):
            return False
        return all(
            len(part) > 1 and part[0] not in _OPENING and (_is_office(part) or self.knows(part))
            for part in (first, second)
        )


def _is_office(text: str) -> bool:
    """Tell whether a text ends as names of offices do."""
    return bool(compiled(rf"{office_words.OFFICE}$").search(text))


def _last_piece(text: str) -> str:
    return compiled("[、,;\uff0c\uff1b]").split(text)[-1]


def _is_time(words: str) -> bool:
    """Tell whether words name a time; a bare number may be anything."""
    bare = compiled(rf"^{office_words.TIME_LABEL}").sub("", words)
    if not bare or bare.isdecimal() or len(bare) > 40:
        return False
    return deadlines.read(bare, _ANY_YEAR).kind not in (DeadlineKind.UNREADABLE, DeadlineKind.UNDATED)


_ANY_YEAR = 2000
"""Whether words name a time does not hang on the year; in this one even 29 February is a day."""


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of what stands there without blanks and marks at its ends."""
    while start < end and (text[start].isspace() or text[start] in ".。:\uff1a"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ".。:\uff1a"):
        end -= 1
    return start, end


def _bare(cell: str, start: int, end: int, knows: Knows) -> tuple[int, int]:
    """Return the bounds of a cell without the bracket round it."""
    while True:
        start, end = _trimmed(cell, start, end)
        if start == end or cell[start] not in _OPENING or knows(cell[start:end]):
            return start, end
        closed = _closing(cell, start, end)
        if closed is not None and closed < end - 1:
            return start, end
        start, end = start + 1, end if closed is None else closed


def _closing(text: str, start: int, end: int) -> int | None:
    """Return where the bracket that opens at ``start`` is closed."""
    depth = 0
    for at in range(start, end):
        depth += (text[at] in _OPENING) - (text[at] in _CLOSING)
        if depth == 0:
            return at
    return None


def _bracket_at_end(text: str, start: int, end: int) -> int | None:
    """Return where the bracket opens that closes at the end of a piece, if something stands before it."""
    if text[end - 1] not in _CLOSING:
        return None
    depth = 0
    for at in range(end - 1, start, -1):
        depth += (text[at] in _CLOSING) - (text[at] in _OPENING)
        if depth == 0:
            return at
    return None


def _segments(cell: str, start: int, end: int) -> Iterator[_Segment]:
    """Yield what stands between the marks outside brackets; the numbers before the lines of a list are none."""
    skipped = {found.start(): found.end() for found in compiled(office_words.NUMBERING).finditer(cell)}
    depth, begin, mark, at = 0, start, _STOP, start
    while at < end:
        if depth == 0 and at in skipped and skipped[at] < end:
            if cell[begin:at].strip():
                yield _Segment(begin, at, mark)
                mark = 0
            begin = at = skipped[at]
            continue
        char = cell[at]
        depth += (char in _OPENING) - (char in _CLOSING and depth > 0)
        strength = _STRENGTHS.get(char)
        if char == "\n" and depth == 0 and begin != start and not cell[begin:at].strip():
            begin = at + 1  # a line broken behind a mark is no mark of its own
        elif strength is not None and depth == 0 and not _in_figure(cell, at):
            yield _Segment(begin, at, mark)
            begin, mark = at + 1, strength
        at += 1
    yield _Segment(begin, end, mark)


def _in_figure(cell: str, at: int) -> bool:
    """Tell whether a stroke stands in a day: 2024/11."""
    return cell[at] == "/" and cell[at - 1 : at].isdigit() and cell[at + 1 : at + 2].isdigit()


def _pattern() -> str:
    """Return the one pattern that finds a word of role: what heads a list, what stands anywhere, what ends."""
    rows = [
        *((f"L{word.name}", rf"(?:{words})\s*[:\uff1a]") for word, words in office_words.LABELS.items()),
        *((f"A{word.name}", words) for word, words in office_words.ANYWHERE.items()),
        *((f"E{word.name}", rf"(?:{words})(?=[\s。.]*$)") for word, words in office_words.AT_END.items()),
    ]
    return "|".join(f"(?P<{name}>{words})" for name, words in rows)


_WORD = _pattern()


def _next_word(text: str, start: int, end: int) -> tuple[int, int, Word, bool] | None:
    """Return where the next word of role outside brackets begins and ends, which it is, and if it heads a list."""
    for found in compiled(_WORD).finditer(text, start, end):
        if _outside(text, start, found.start()):
            kind = found.lastgroup or ""
            return found.start(), found.end(), Word[kind[1:]], kind[0] == "L"
    return None


def _outside(text: str, start: int, at: int) -> bool:
    """Tell whether a place lies in no bracket."""
    before = text[start:at]
    return sum(map(before.count, _OPENING)) <= sum(map(before.count, _CLOSING))


def _word_alone(text: str) -> Word | None:
    """Return the word of role that is all of a text (`牵头`, `配合单位`), or None."""
    bare = text.strip()
    for table in (office_words.ANYWHERE, office_words.AT_END, office_words.HEADINGS):
        for word, words in table.items():
            if word is not Word.WITH and compiled(rf"(?:均为|为|是)?(?:{words})").fullmatch(bare):
                return word
    return None
