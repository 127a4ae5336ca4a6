"""YAML text to plain data with the place of every key and value.

One pass over the parser's events. Nothing is resolved: every scalar stays the text that was typed, so
`no`, `on`, `11` and `2020-02-30` cannot turn into something else. Everything YAML offers beyond plain
mappings, sequences and scalars (anchors, aliases, tags, several documents) is refused, because a plan is
read by people who have never heard of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

import yaml

from ..domain.characters import is_unsafe, short
from ..domain.diagnostics import Diagnostic, Location, Severity, and_more
from ..domain.meter import METER
from .collector import no_collector
from .intake import MAX_REPORTED, control_character, read_text
from .lines import lines_of, same_line_ends
from .source import COUNT, KEY, LIST, MAPPING, SCALAR, UNNAMED, Source, name_of
from .syntax import KEY_WITHOUT_COLON, in_chinese

MAX_DEPTH = 32
MAX_DIRECTIVES = 100
"""How many lines may begin with %; libyaml holds each directive of YAML against all before it."""
MAX_LINES = 10_000
MAX_CHARACTERS = 100_000
"""How long a text may be."""
MAX_KEYS = 100
"""How many keys one mapping may have; a plan's own have a dozen."""
MAX_ENTRIES = 10_000
"""How many items a list may have that is not one of the few a file is made of."""

Probe = Callable[[str, Any], Any]
"""Makes the value of one item of the list that stands under a top-level key ("" for none).

Returns the value, or a number: how many things are wrong with the item, which stays as it is.
"""


def parse(raw: bytes, file: str) -> tuple[Source, list[Diagnostic]]:
    """Parse bytes into a source and everything wrong with them as YAML. Never raises for any bytes."""
    findings: list[Diagnostic] = []
    text = read_text(raw, file, findings)
    if text is None:
        return Source(file), findings
    source, wrong = parse_text(text, file)
    return source, [*findings, *wrong]


def parse_text(
    text: str, file: str, probe: Probe | None = None, long: Collection[str] | None = None
) -> tuple[Source, list[Diagnostic]]:
    """Parse a text into a source and everything wrong with it as YAML.

    ``long`` names the top-level keys whose lists may have more than :data:`MAX_ENTRIES` items; None means any.

    ``probe`` is asked about every item as it comes, and while nothing is wrong the value it makes takes the item's
    place; reading stops after :data:`MAX_REPORTED` things wrong, so that a file which is no plan at all costs no
    more than what will be shown of it.
    """
    source = Source(file, same_line_ends(text))
    findings: list[Diagnostic] = []
    METER.begin(f"读取 {file}", len(text))
    with no_collector():
        _Builder(source, findings, probe, long).build()
    return source, findings


def scalars_of(text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int], str | None]]:
    """Yield where each scalar of a text that reads well begins and ends, as line and column from 0, and its style."""
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.ScalarEvent):
            start: Any = event.start_mark
            end: Any = event.end_mark
            yield (start.line, start.column), (end.line, end.column), event.style


class PureLoader(yaml.SafeLoader):
    """PyYAML's own parser, which gathers a text piece by piece: 5 MB of short lines would be 300 MB of pieces."""

    def scan_to_next_token(self) -> None:
        """Go to where the next token begins, which may be a text."""
        self._begins: Any = None
        super().scan_to_next_token()
        self._begins = self.get_mark()

    def scan_line_break(self) -> Any:
        """Read a line end; inside a token it is one of a text over several lines."""
        if self._begins is not None and self.line - self._begins.line >= MAX_LINES:
            raise _LongText(problem_mark=self._begins)
        return super().scan_line_break()  # type: ignore[no-untyped-call]


class _LongText(yaml.MarkedYAMLError):
    """A text has more lines than anybody prints."""


_LOADER: type[Any] = getattr(yaml, "CSafeLoader", PureLoader)
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)

_BLANK: dict[str, str | None] = {"": None, "~": None, "null": None}
"""What bare words mean nothing."""
_REMEMBERED = 10_000
"""How many different short texts are kept, so that each is held in memory once."""
_SHORT = 24
_UNKNOWN: Any = object()
_REFUSED: Any = object()
"""Stands for a key that was refused, while its value is read."""


class _Enough(Exception):
    """So much is wrong that reading on would tell nothing new."""


class _Builder:
    """Builds data from events, keeping its own stack: no recursion, so no depth of input can overflow it.

    Of what is open: ``container`` is the innermost, ``start`` the number of its mark, ``key`` its key that waits for
    a value (None where none does); ``stack`` has the same three of each around it.
    """

    def __init__(
        self,
        source: Source,
        findings: list[Diagnostic],
        probe: Probe | None,
        long: Collection[str] | None,
    ) -> None:
        self.source = source
        self.findings = findings
        self.probe = probe
        self.long = long
        self.problems = 0
        self.documents = 0
        self.part = ""  # the top-level key that is being read
        self.lines = source.text.count("\n") + 1
        self.container: Any = None
        self.start = 0
        self.key: Any = None
        self.stack: list[tuple[Any, int, Any]] = []
        # What was met before: keys with the words for their names, and texts.
        self.keys: dict[str, tuple[str, int]] = {}
        self.plain: dict[str, str | None] = {**_BLANK}
        self.in_quotes: dict[str, str] = {}
        # Containers that lost an entry here, so that it is not missed later.
        self.incomplete: list[Any] = []
        # The last quoted text over several lines, and where it was put: often a quote that was not closed and ran
        # on to the next one.
        self.long_quote: Any = None
        self.long_quote_end = 0
        self.long_quote_place: tuple[Any, int, int] | None = None
        # What was closed since the last mark, and how many marks there were.
        self.just_closed: list[Any] = []
        self.closed_at = 0
        # The last item whose value took its place, and the list it is in.
        self.made_of: tuple[list[Any], Any] | None = None

    def report(self, mark: Any, code: str, message: str, hint: str) -> None:
        if len(self.findings) >= MAX_REPORTED:
            self.findings[-1] = and_more(self.findings[-1])
            raise _Enough
        self.findings.append(Diagnostic(self.place(mark), code, Severity.ERROR, message, hint))

    def place(self, mark: Any) -> Location:
        """Return a mark's place; libyaml puts the end of a file without a last newline on a line of its own."""
        if mark.line >= self.lines:
            return Location(self.source.file, self.lines, len(self.line(self.lines)) + 1)
        return Location(self.source.file, mark.line + 1, mark.column + 1)

    def line(self, number: int) -> str:
        return next((line for _, line in lines_of(self.source.text, [number])), "")

    def build(self) -> None:
        stopped = False
        try:
            self.refuse_directives()
            loader = _LOADER(self.source.text)
            try:
                self.read(loader.get_event)
            finally:
                loader.dispose()
        except _Enough:
            pass
        except yaml.MarkedYAMLError as error:
            with suppress(_Enough):
                if isinstance(error, _LongText):
                    self.refuse_text(error.problem_mark)
                self.report_syntax(error)
            self.forget_long_quote()
            stopped = True
        except (yaml.YAMLError, ValueError, AttributeError, RecursionError) as error:
            # The parser's own slips (ReaderError, a bare ValueError) carry no usable place.
            self.findings.append(
                Diagnostic(
                    Location(self.source.file),
                    "yaml-syntax",
                    Severity.ERROR,
                    f"不是有效的 YAML：{_first_line(error)}。",
                    "检查文件内容是否完整。",
                )
            )
        self.finish(stopped)

    def finish(self, stopped: bool) -> None:
        """Close what was left open, and say what may lack something."""
        # What the parser closed right before an error it may have closed for a wrong indentation only.
        closed = self.just_closed if stopped and self.closed_at == len(self.source.marks) else []
        unfinished = [*self.incomplete, *closed]
        if self.made_of and any(part is self.made_of[1] for part in unfinished):
            self.made_of[0][-1] = self.made_of[1]
        while self.container is not None:
            unfinished.append(self.container)
            if self.key is not None:  # its value did not come
                self.skip_value(self.source.starts[-1])
            self.leave()
        self.source.unfinished = frozenset(map(id, unfinished))

    def read(self, event_after: Callable[[], Any]) -> None:
        """Take in all events.

        One long loop, because all of a large plan's time goes by here, a million times and more: a call of a method
        costs as much as all that is done with an ordinary key or text. So what is ordinary is put where it belongs at
        once, a value in the same turn as its key, with nothing looked up twice; whatever is rare has a method of its
        own.
        """
        source, stack, closed = self.source, self.stack, self.just_closed
        keys, plain, in_quotes = self.keys, self.plain, self.in_quotes
        start_next, mark_next = source.starts.append, source.marks.append
        a_scalar, a_mapping = yaml.ScalarEvent, yaml.MappingStartEvent
        ends = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
        bare = "&" not in source.text and "!" not in source.text  # then nothing can have an anchor or a tag
        container: Any = None
        mapping = False
        text: Any
        while True:  # not `while event`: Python 3.11 makes a loop quick only where it ends in a bare jump
            event = event_after()
            if event is None:
                break
            kind = type(event)
            if kind is a_scalar and mapping and self.key is None:
                known: tuple[str | None, int] | None = keys.get(event.value)
                if (
                    known is None
                    or not bare
                    or (event.style and event.end_mark.line != event.start_mark.line)
                ):
                    known = self.key_of(event)
                text, name = known
                mark = event.start_mark
                if text in container or not name:
                    name = self.check_key(text, mark)
                else:
                    self.key = text
                start_next(mark.index)
                mark_next(name)
                event = event_after()
                kind = type(event)
            if kind is a_scalar:
                mark = event.start_mark
                if bare or (event.anchor is None and event.tag is None):
                    if not event.style:
                        text = plain.get(event.value, _UNKNOWN)
                    elif event.end_mark.line == mark.line:
                        text = in_quotes.get(event.value, _UNKNOWN)
                    else:
                        text = _UNKNOWN
                    if text is _UNKNOWN:
                        text = self.scalar(event)
                else:
                    text = self.text_of(event)
                if mapping:
                    if self.key is not _REFUSED:
                        if len(container) >= MAX_KEYS:
                            self.refuse_keys(mark)
                        container[self.key] = text
                    self.key = None
                    start_next(mark.index)
                    mark_next(SCALAR)
                elif container is None:
                    source.data = text
                    self.mark(mark.index, SCALAR)
                else:
                    if len(container) >= MAX_ENTRIES:
                        self.refuse_entries(mark)
                    container.append(text)
                    start_next(mark.index)
                    mark_next(SCALAR)
                    if len(stack) <= 2:
                        self.examine(text)
            elif kind in ends:
                if self.closed_at != len(source.marks):
                    closed.clear()
                closed.append(container)
                self.leave()
                container = self.container
                mapping = type(container) is dict
                if len(stack) <= 2:
                    self.examine(closed[-1])
            else:
                closed.clear()
                if kind is a_mapping:
                    self.open({}, event, MAPPING)
                elif self.other(event, kind):
                    break
                container = self.container
                mapping = type(container) is dict

    def key_of(self, event: Any) -> tuple[str | None, int]:
        """Return the text of a key and the word for its name, which is 0 for one that was not met before."""
        text = self.text_of(event)
        return text, self.source.names.get(text, 0) if text is not None else 0

    def text_of(self, event: Any) -> str | None:
        """Return the text of a scalar of whatever kind, and refuse what was put before it."""
        self.refuse_extras(event)
        known = self.in_quotes if event.style else self.plain
        if event.start_mark.line == event.end_mark.line and event.value in known:
            return known[event.value]
        return self.scalar(event)

    def other(self, event: Any, kind: type) -> bool:
        """Take in what is neither a scalar, a mapping nor an end; return whether nothing behind it is to be read."""
        if kind is yaml.SequenceStartEvent:
            self.open([], event, LIST)
        elif kind is yaml.AliasEvent:
            anchor = short(str(event.anchor))
            self.report(event.start_mark, "yaml-alias", f"不支持引用（*{anchor}）。", "把内容原样写出来。")
            self.skip(event.start_mark)
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                self.report(
                    event.start_mark,
                    "multiple-documents",
                    "一个文件里只能有一份计划，这里又起了一份（---）。",
                    "删去这一行 ---，或把后面的内容移到另一个文件。",
                )
                return True
        return False

    def scalar(self, event: Any) -> str | None:
        """Return the text of a scalar that was not met before."""
        value: str = event.value
        style, several = event.style, event.start_mark.line != event.end_mark.line
        if several or len(value) > MAX_CHARACTERS:
            self.note_lines(event)
            self.source.folds |= style != "|" and several
        if not style:
            # Numbers of tasks would leave no room for anything else.
            if self.to_remember(value) and (len(value) < 4 or not value.isdigit()):
                self.plain[value] = value
            return value
        if style == '"' and not value.isprintable():
            # An escape such as \\e is not seen in the raw text.
            for char in sorted(char for char in set(value) if char == "\r" or is_unsafe(char)):
                self.findings.append(control_character(self.place(event.start_mark), char))
                value = value.replace(char, "\ufffd")
        elif self.to_remember(value):
            self.in_quotes[value] = value
        return value

    def to_remember(self, value: str) -> bool:
        return len(value) <= _SHORT and len(self.plain) + len(self.in_quotes) < _REMEMBERED

    def skip(self, mark: Any) -> None:
        """Leave out a value that was refused, and remember where, so that it is not missed as well."""
        if self.container is not None:
            self.incomplete.append(self.container)
        if type(self.container) is dict:
            if self.key is None:
                self.key = _REFUSED
                self.mark(mark.index, UNNAMED)
            else:
                self.skip_value(mark.index)

    def skip_value(self, offset: int) -> None:
        """Let the key that waits have a place, but no name by which it could be found."""
        if self.source.marks[-1] & KEY == KEY:
            self.unname(len(self.source.marks) - 1)
        self.key = None
        self.mark(offset, SCALAR)

    def mark(self, offset: int, what: int) -> None:
        """Note where something begins, and what it is."""
        self.source.starts.append(offset)
        self.source.marks.append(what)

    def unname(self, at: int) -> None:
        """Let nobody find a key by its name."""
        self.source.marks[at] = UNNAMED

    def note_lines(self, event: Any) -> None:
        start, end = event.start_mark, event.end_mark
        if end.line - start.line > MAX_LINES:
            self.refuse_text(start)
        if len(event.value) > MAX_CHARACTERS:
            self.refuse_length(start, f"这段文字超过 {MAX_CHARACTERS} 字。")
        if event.style in ("'", '"') and start.line != end.line:
            self.long_quote, self.long_quote_end = start, end.line
            put = self.key not in (None, _REFUSED) or type(self.container) is list
            count = len(self.container or ())
            self.long_quote_place = (self.container, count, len(self.source.marks)) if put else None

    def quote_at_hand(self) -> bool:
        """Tell whether the last text was quoted and over several lines, or began on the line where such a one ended."""
        if self.long_quote is not None and self.line_of_last_scalar() > self.long_quote_end:
            self.long_quote = None  # reading went on well after it
        return self.long_quote is not None

    def line_of_last_scalar(self) -> int:
        """Return the line, from 0, where the last scalar began: seldom asked for, so only its mark remembers it."""
        source = self.source
        marks = zip(reversed(source.starts), reversed(source.marks), strict=True)
        last = next(start for start, what in marks if what & KEY in (SCALAR, KEY))
        return source.place(last).line - 1

    def forget_long_quote(self) -> None:
        """Take out the text of a quote that was not closed: it swallowed what follows, and means nothing."""
        if not self.quote_at_hand() or self.long_quote_place is None:
            return
        container, count, at = self.long_quote_place
        if len(container) == count + 1:
            if type(container) is dict:
                self.unname(at - 1)
                container.popitem()
            else:
                container.pop()

    def refuse_extras(self, event: Any) -> None:
        if event.anchor is not None:
            self.report(
                event.start_mark, "yaml-anchor", f"不支持锚点（&{short(event.anchor)}）。", "删去它。"
            )
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.report(event.start_mark, "yaml-tag", f"不支持标签（{short(tag)}）。", "删去它，直接写内容。")

    def open(self, container: Any, event: Any, kind: int) -> None:
        """Put a mapping or a list where it belongs, and go into it."""
        if event.anchor is not None or event.tag is not None:
            self.refuse_extras(event)
        mark, parent = event.start_mark, self.container
        if len(self.stack) >= MAX_DEPTH:
            self.refuse_depth(mark)
        if parent is None:
            self.source.data = container
        elif type(parent) is list:
            if len(parent) >= MAX_ENTRIES:
                self.refuse_entries(mark)
            parent.append(container)
        elif self.key is None:
            self.check_key(container, mark)
        else:
            if self.key is not _REFUSED:
                if len(parent) >= MAX_KEYS:
                    self.refuse_keys(mark)
                parent[self.key] = container
                if len(self.stack) == 1:
                    self.part = self.key
            self.key = None
        self.stack.append((parent, self.start, self.key))
        self.container, self.start, self.key = container, len(self.source.marks), None
        self.mark(mark.index, kind)

    def leave(self) -> None:
        """Go back to what holds the container that is open, noting how much was in it."""
        marks, start = self.source.marks, self.start
        self.closed_at = len(marks)
        marks[start] += self.closed_at - start - 1 << COUNT
        self.container, self.start, self.key = self.stack.pop()

    def examine(self, item: Any) -> None:
        """Let the probe make the value of an item of a list at the top, when it is complete; stop after too much wrong."""
        depth, items = len(self.stack), self.container
        if self.probe is None or type(items) is not list or depth > 2:
            return
        if depth == 2 and type(self.source.data) is not dict:
            return
        METER.done = self.source.starts[-1]
        made = self.probe(self.part, item)
        if isinstance(made, int):
            self.problems += made
            if self.problems > MAX_REPORTED:
                raise _Enough
        elif not self.findings and not self.quote_at_hand():
            self.made_of = (items, item)
            items[-1] = made

    def refuse_depth(self, mark: Any) -> None:
        self.report(
            mark, "too-deep", f"嵌套超过 {MAX_DEPTH} 层。", "工作计划用不到这么深的层次，检查括号和缩进。"
        )
        raise _Enough

    def refuse_length(self, mark: Any, message: str) -> None:
        self.report(
            mark, "too-long", message, "工作计划没有这么多内容，请检查是否给错了文件；此后的内容没有读。"
        )
        raise _Enough

    def refuse_text(self, mark: Any) -> None:
        self.refuse_length(mark, f"这段文字超过 {MAX_LINES} 行，也可能是引号没有配对。")

    def refuse_directives(self) -> None:
        # A glance first: to go through their places takes longer, and next to no file has any.
        if self.source.text.count("\n%") < MAX_DIRECTIVES:
            return
        if found := next(islice(_DIRECTIVE.finditer(self.source.text), MAX_DIRECTIVES, None), None):
            line = self.source.text.count("\n", 0, found.start())
            self.refuse_length(yaml.Mark("", 0, line, 0, "", 0), f"这里有超过 {MAX_DIRECTIVES} 行以 % 开头。")

    def refuse_entries(self, mark: Any) -> None:
        """Refuse a list of too many items, unless it is one of those a file is made of."""
        if len(self.stack) > 2 or (self.long is not None and self.part not in self.long):
            self.refuse_length(mark, f"这个列表超过 {MAX_ENTRIES} 项。")

    def refuse_keys(self, mark: Any) -> None:
        self.refuse_length(mark, f"这里超过 {MAX_KEYS} 个键。")

    def check_key(self, key: Any, mark: Any) -> int:
        """Let a key wait for its value, or refuse it; return the word for its name."""
        if not isinstance(key, str):
            self.incomplete.append(self.container)
            self.report(mark, "bad-key", "这里的键不是文字。", "键写成一个英文单词，后面跟冒号和空格。")
        elif key in self.container:
            earlier = self.source.line_of_key(self.start, key)
            self.report(
                mark,
                "duplicate-key",
                f"“{short(key)}”重复，第 {earlier} 行已经写过。",
                "两处只留一处；不留意的话，后一处会悄悄盖掉前一处。",
            )
        else:
            self.key = key
            name = name_of(self.source.names, key)
            if key not in _BLANK:  # those are texts in quotation marks only
                self.keys[key] = key, name
            return name
        self.key = _REFUSED
        return UNNAMED

    def report_syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark: Any = error.problem_mark or error.context_mark
        began: Any = (self.long_quote if self.quote_at_hand() else None) or error.context_mark
        if self.report_colon(error.context_mark):
            return
        if "nesting depth" in (error.problem or ""):  # libyaml 0.2.6 looks ahead, and counts for itself
            self.refuse_depth(mark)
        message = in_chinese(error.problem or error.context or "")
        if began and mark and (began.line, began.column) != (mark.line, mark.column):
            open_quote = self.long_quote or (
                "quoted" in (error.context or "") and "unexpected" in (error.problem or "")
            )
            message += f"问题可能从第 {began.line + 1} 行第 {began.column + 1} 列开始"
            message += "，那里的引号没有配对。" if open_quote else "。"
        self.report(
            mark or yaml.Mark("", 0, 0, 0, "", 0),
            "yaml-syntax",
            message,
            "检查这一行及上一行的引号、冒号后的空格和缩进；大段文字用 |- 另起一行写。",
        )

    def report_colon(self, mark: Any) -> bool:
        """Say what is wrong with a key's colon, where that is it: the slip a Chinese keyboard makes."""
        found = KEY_WITHOUT_COLON.match(self.line(mark.line + 1) if mark else "")
        if found is None:
            return False
        wide = found[2] != ":"
        self.findings.append(
            Diagnostic(
                Location(self.source.file, mark.line + 1, found.start(2) + 1),
                "yaml-syntax",
                Severity.ERROR,
                f"YAML 语法错误：“{found[1]}”后面"
                + ("的冒号是全角的。" if wide else "的冒号之后缺一个空格。"),
                f"写成 {found[1]}: …，用半角冒号，后面空一格。",
            )
        )
        return True


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
