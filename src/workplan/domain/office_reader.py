"""One cell of departments, read from mark to mark: names wait until a word says what they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from . import deadlines, office_words
from .deadlines import DeadlineKind
from .fold import compiled
from .office_marks import (
    BREAK,
    CLOSING,
    COMMA,
    MOST_BRACKETS,
    OPENING,
    STOP,
    Segment,
    bare,
    bracket_at_end,
    outside,
    segments,
    trimmed,
)
from .office_names import Knows, holds_name, is_name
from .office_words import ROLE_OF, Word
from .plan import Role

_LONGEST = 120
"""How many characters of a piece are looked at for joiners, or for words in brackets."""
_JOINED = 8
"""How many joiners a piece may hold; one with more is no list of names."""
_TAIL = 60
"""How many characters at the end of a piece are looked at for a time or for 等部门."""


@dataclass(slots=True)
class Name:
    """A name of a cell. ``mark`` is the strength of the mark before it; ``role`` None until its order tells."""

    text: str
    mark: int
    role: Role | None = None
    told: bool = False

    def tell(self, word: Word) -> None:
        """Take the role a word says, which nothing further off will change."""
        self.role, self.told = ROLE_OF.get(word), True


class Reader:
    """Goes through one cell whose known names are set apart (see :mod:`office_names`).

    ``knows`` tells of the rest whether it is a name; ``inside`` how many brackets the cell stands in.
    """

    def __init__(self, knows: Knows, inside: int = 0) -> None:
        self.names: list[Name] = []
        self.time = ""
        self.open = False
        self.explicit = False
        self.ruled = False  # the cell says that its first office leads
        self._asked = knows
        self._inside = inside
        self._waiting = 0  # where the names begin that no word has spoken of
        self._label: Word | None = None
        self._cell = ""

    def read(self, cell: str) -> None:
        """Read the cell."""
        self._cell = bare(cell, self._knows)
        for segment in self._before_time(segments(self._cell)):
            self._segment(trimmed(self._cell[segment.start : segment.end]), segment.mark)
        self._settle()

    def _knows(self, piece: str) -> bool:
        return is_name(piece) or (not holds_name(piece) and self._asked(piece))

    def _before_time(self, parts: list[Segment]) -> list[Segment]:
        """Set the time at the end of a cell aside."""
        for count in (3, 2, 1):
            if len(parts) > count:
                words = self._cell[parts[-count].start : parts[-1].end].strip(" \u3000。.")
                if is_time(words) and not self._knows(words):
                    self.time = words
                    return parts[:-count]
        last = parts[-1]
        tail = max(last.start, last.end - _TAIL)
        pattern = rf"\s((?:{office_words.TIME_LABEL})?\S+?)[。.]?\s*$"
        found = compiled(pattern).search(self._cell, tail, last.end)
        if found and is_time(found[1]) and not self._knows(self._cell[last.start : last.end]):
            self.time = found[1]
            return [*parts[:-1], last._replace(end=found.start())]
        return parts

    def _segment(self, text: str, mark: int) -> None:
        """Take a segment apart at its words of role."""
        if mark and self._label is not None:
            self._settle()
        if mark == STOP and self._label is Word.WITH:
            self._label = None
        if not text or compiled(office_words.NOBODY).fullmatch(text):
            return
        if self._knows(text):
            self._add(text, mark)
        elif compiled(office_words.RULE).fullmatch(text):
            self.ruled = True
        else:
            self._words(self._behind_heading(text), mark)

    def _behind_heading(self, text: str) -> str:
        """Take the words that head a list without a colon; return the list."""
        if not compiled(office_words.HEADED).match(text) or compiled(office_words.LABELLED).match(text):
            return text
        for table in (office_words.HEADINGS, office_words.BARE):
            for word, words in table.items():
                found = compiled(rf"(?:{words})\s*").match(text)
                if found and found.end() < len(text) and self._is_list(text[found.end() :]):
                    self._begin(word)
                    return text[found.end() :]
        return text

    def _is_list(self, text: str) -> bool:
        """Tell whether what stands behind a heading is a list of offices."""
        return self._knows(text) or (is_office(text) and next(role_words(text), None) is None)

    def _words(self, text: str, mark: int) -> None:
        at = 0
        for begin, end, word, heads in role_words(text):
            self._piece(text[at:begin], mark)
            mark = 0
            if heads and self._heads(text, at, begin, end):
                self._begin(word)
            else:
                self._say(word)
            at = end
        self._piece(text[at:], mark)

    def _heads(self, text: str, start: int, begin: int, end: int) -> bool:
        """Tell whether a word with a colon heads a list; in `X牵头:Y配合` the colon is no more than a mark."""
        if begin == start or text[begin - 1].isspace() or self._label not in (None, Word.WITH):
            return True
        return bool(compiled(rf"{office_words.UNIT}\s*[:\uff1a]$").search(text[begin:end]))

    def _begin(self, word: Word) -> None:
        """Begin a list that a word heads."""
        self._settle()
        self._label, self.explicit = word, True

    def _say(self, word: Word) -> None:
        """Give the names that wait what a word behind them says."""
        self.explicit = True
        waiting = self.names[self._waiting :]
        if self._label is Word.WITH and (word is Word.PLAIN or not (waiting and waiting[0].mark >= COMMA)):
            self._settle()  # 会同X、Y实施
            waiting = []
        if word in (Word.ASSIST, Word.LEAD) and self._waiting == 0:
            least = BREAK if word is Word.ASSIST else STOP
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

    def _add(self, text: str, mark: int) -> None:
        """Add a name, or the rest of one that a line break divides: 市自然资源和规⏎划局."""
        if mark == BREAK and len(self.names) > self._waiting and not self._knows(text) and is_office(text):
            last = self.names[-1]
            joined = f"{last.text}\n{text}"
            if not is_office(last.text) and not self._knows(last.text) and joined in self._cell:
                last.text = joined
                return
        self.names.append(Name(text, mark))

    def _piece(self, text: str, mark: int) -> None:
        """Add the names of a piece that holds no word of role outside its brackets."""
        text = trimmed(text)
        if not text:
            return
        if self._knows(text) or len(text) > _LONGEST:
            self._add(text, mark)
            return
        if self._parts(text, office_words.JOINERS, likely=False):
            self._add_joined(text, mark)
        elif (found := compiled(office_words.LEAD_IN).match(text)) and self._leads_in(
            found[0], text[found.end() :]
        ):
            self._piece(text[found.end() :], mark)
        elif found := compiled(rf"(?:{office_words.AND_OTHERS})+$").search(text, max(0, len(text) - _TAIL)):
            self.open = True
            self._piece(text[: found.start()], mark)
        elif not (self._bracket(text, mark) or self._bracket_between(text, mark)):
            self._together(text, mark)

    def _leads_in(self, word: str, rest: str) -> bool:
        if not rest or word.endswith(("由", "请", ":", "\uff1a")) or self._knows(rest):
            return bool(rest)
        return bool(self.names) and (word in ("及", "以及") or rest[0] in "各省市区县" or holds_name(rest[0]))

    def _together(self, text: str, mark: int) -> None:
        """Add what 会 joins (保管科会综合科), else what other words and blanks join."""
        if parts := self._parts(text, office_words.TOGETHER):
            self._piece(parts[0], mark)
            self._say(Word.WITH)
            self._piece(parts[1], 0)
        else:
            self._add_joined(text, mark)

    def _add_joined(self, text: str, mark: int) -> None:
        for index, part in enumerate(self._joined(text)):
            self._add(part, 0 if index else mark)

    def _bracket(self, text: str, mark: int) -> bool:
        """Read a bracket behind a name that is no part of it: a role, a rule, a time, or further offices."""
        opened = bracket_at_end(text)
        if opened is None:
            return False
        before, inside = text[:opened], text[opened + 1 : -1].strip()
        if compiled(office_words.RULE).fullmatch(inside):
            self.ruled = True
            self._piece(before, mark)
        elif is_time(inside):
            self._piece(before, mark)
            self.time = inside
        elif word := word_alone(inside):
            self._piece(before, mark)
            self._say_last(word, inside)
        else:
            return self._offices_inside(before, inside, mark)
        return True

    def _bracket_between(self, text: str, mark: int) -> bool:
        """Divide a piece behind a word of role in a bracket: 教育局(牵头)公安局(配合)."""
        for found in compiled("[(\uff08]([^()\uff08\uff09]+)[)\uff09]").finditer(text):
            if found.end() < len(text) and word_alone(found[1]):
                self._piece(text[: found.end()], mark)
                self._piece(text[found.end() :], 0)
                return True
        return False

    def _say_last(self, word: Word, inside: str) -> None:
        """Give a word in a bracket to the name before it, or to the whole list where it says so."""
        if word is Word.SHARED or inside.startswith(("共同", "联合", "均", "分别")):
            self._say(word)
        elif len(self.names) > self._waiting:
            self.explicit = True
            self.names[-1].tell(word)

    def _offices_inside(self, before: str, inside: str, mark: int) -> bool:
        """Read a bracket that names offices with their roles: 县级组织(水股负责), 教育局(会同公安局)."""
        if self._inside >= MOST_BRACKETS or next(role_words(inside), None) is None:
            return False
        inner = Reader(self._asked, self._inside + 1)
        inner.read(inside)
        if not (inner.explicit and inner.names and all(self._likely(name.text) for name in inner.names)):
            return False
        if self._likely(before.strip()):
            self._piece(before, mark)
            if any(name.role is not Role.ASSIST for name in inner.names) and self._label is None:
                self._settle()
        for name in inner.names:
            name.mark, name.told = 0, True
        self.names += inner.names
        self.explicit, self.open = True, self.open or inner.open
        self.time = inner.time or self.time
        return True

    def _likely(self, text: str) -> bool:
        return self._knows(text) or is_office(text)

    def _joined(self, text: str) -> list[str]:
        """Return the names that 及, 和, 会 or blanks join; the whole piece where they do not."""
        if not self._knows(text):
            for pattern in (office_words.JOINERS, r"[^\S\n]+"):
                if parts := self._parts(text, pattern):
                    return [name for part in parts for name in self._joined(part)]
        return [text]

    def _parts(self, text: str, pattern: str, *, likely: bool = True) -> list[str]:
        """Return what stands before and behind a joiner, nothing where a part would be no name.

        Where the register knows the parts it is by them that the piece is divided; else, where what is ``likely``
        will do, by how names end.
        """
        joiners = list(compiled(pattern).finditer(text)) if len(text) <= _LONGEST else []
        if len(joiners) > _JOINED:
            return []
        places = [
            (found.start(), found.end())
            for found in reversed(joiners)
            if found.start() > 0 and found.end() < len(text) and outside(text, found.start())
        ]
        for test in (self._all_known, self._like_offices) if likely else (self._all_known,):
            for start, end in places:
                before, behind = trimmed(text[:start]), trimmed(text[end:])
                if test(before, behind, text, start):
                    return [before, behind]
        return []

    def _all_known(self, before: str, behind: str, text: str, at: int) -> bool:
        """Tell whether the register knows the first part, and the others."""
        return self._knows(before) and (
            self._knows(behind)
            or any(
                self._parts(behind, pattern, likely=False)
                for pattern in (office_words.JOINERS, office_words.TOGETHER)
            )
        )

    def _like_offices(self, before: str, behind: str, text: str, at: int) -> bool:
        """Tell whether both parts end as offices do; 会 ends many a name itself (工会, 管委会)."""
        if compiled(office_words.PART_OF_A_WORD).match(text, at) and not self._knows(before):
            return False
        return all(
            self._knows(part) or (len(part) > 1 and part[0] not in OPENING and is_office(part))
            for part in (before, behind)
        )


def _tell(names: Iterable[Name], word: Word) -> None:
    """Give names the role a word says, but for those of which something nearer has spoken."""
    for name in names:
        if not name.told:
            name.tell(word)


class RoleWord(NamedTuple):
    """A word of role in a text: where it begins and ends, which it is, and if a colon makes it head a list."""

    start: int
    end: int
    word: Word
    heads: bool


def role_words(text: str) -> Iterator[RoleWord]:
    """Yield the words of role outside brackets, from left to right."""
    depth = counted = 0
    for found in compiled(office_words.WORD).finditer(text):
        between = text[counted : found.start()]
        depth += sum(map(between.count, OPENING)) - sum(map(between.count, CLOSING))
        counted = found.start()
        if depth <= 0:
            kind = found.lastgroup or ""
            yield RoleWord(found.start(), found.end(), Word[kind[1:]], kind[0] == "L")


def word_alone(text: str) -> Word | None:
    """Return the word of role that is all of a text (`牵头`, `配合单位`), or None."""
    found = compiled(office_words.ALONE).fullmatch(text.strip())
    return Word[(found.lastgroup or "")[1:]] if found else None


def is_office(text: str) -> bool:
    """Tell whether a text ends as names of offices do."""
    return bool(compiled(rf"{office_words.OFFICE}$").search(text, max(0, len(text) - _ENDING)))


_ENDING = 4
"""How many characters of a name tell that it is one."""


def is_time(words: str) -> bool:
    """Tell whether words name a time; a bare number may be anything."""
    if len(words) > _TAIL:
        return False
    bare_words = compiled(rf"^{office_words.TIME_LABEL}").sub("", words)
    if not bare_words or bare_words.isdecimal() or len(bare_words) > 40:
        return False
    return deadlines.read(bare_words, _ANY_YEAR).kind not in (DeadlineKind.UNREADABLE, DeadlineKind.UNDATED)


_ANY_YEAR = 2000
"""Whether words name a time does not hang on the year; in this one even 29 February is a day."""
