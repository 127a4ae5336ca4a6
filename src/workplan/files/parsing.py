"""YAML text to plain data with the place of every key and value.

One pass over the parser's events. Nothing is resolved: every scalar stays the text that was typed, so
`no`, `on`, `11` and `2020-02-30` cannot turn into something else. Everything YAML offers beyond plain
mappings, sequences and scalars (anchors, aliases, tags, several documents) is refused, because a plan is
read by people who have never heard of them.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

import yaml

from ..domain.characters import is_unsafe, short
from ..domain.diagnostics import Diagnostic, Location, Severity, and_more
from .blocks import MAX_CHARACTERS, MAX_ENTRIES, MAX_KEYS, MAX_LINES
from .collector import no_collector
from .intake import MAX_REPORTED, control_character, read_text
from .lines import lines_of, same_line_ends
from .source import Source, packed
from .syntax import KEY_WITHOUT_COLON, in_chinese

MAX_DEPTH = 32
MAX_DIRECTIVES = 100
"""How many lines may begin with %; libyaml holds each directive of YAML against all before it."""

Probe = Callable[[str, Any], int]
"""Says how many things are wrong with one item of the list that stands under a top-level key ("" for none)."""


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

    ``probe`` is asked about every item as it comes; reading stops after :data:`MAX_REPORTED` things wrong, so
    that a file which is no plan at all costs no more than what will be shown of it.
    """
    source = Source(file, text)
    findings: list[Diagnostic] = []
    with no_collector():
        _Builder(source, findings, probe, long).build()
    return source, findings


def quoted(text: str) -> str:
    """Return text as a YAML scalar on one line, so that every character comes back; JSON's quoting is not YAML's.

    PyYAML spells characters above U+FFFF; rare names (U+20BB7) are put back so that people can read them.
    """
    dumped = str(yaml.dump(text, default_style='"', allow_unicode=True, width=10**9)).rstrip("\n")
    return re.sub(r"((?<!\\)(?:\\\\)*)\\U([0-9A-F]{8})", _readable, dumped)


def _readable(spelled: re.Match[str]) -> str:
    char = chr(int(spelled[2], 16))
    return spelled[1] + char if char.isprintable() else spelled[0]


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
_DIRECTIVE = re.compile(r"(?:^|(?<=\r))%", re.MULTILINE)


class _Enough(Exception):
    """So much is wrong that reading on would tell nothing new."""


class _Builder:
    """Builds data from events, keeping its own stack: no recursion, so no depth of input can overflow it."""

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
        self.part = ""  # the top-level key that is being read
        self.lines = same_line_ends(source.text).count("\n") + 1
        self.incomplete: set[int] = (
            set()
        )  # containers that lost an entry here, so that it is not missed later
        # Each open container: the container, its marks, and for a mapping the key that waits for a value.
        self.stack: list[tuple[Any, array[int]]] = []
        self.keys: list[tuple[str | None, int] | None] = []
        self.root_seen = False
        # The last quoted text over several lines, where it ended and where it was put: often a quote that was
        # not closed and ran on to the next one.
        self.long_quote: Any = None
        self.long_quote_end: Any = None
        self.long_quote_holder: Any = None
        self.just_closed: list[Any] = []

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
        documents = 0
        stopped = False
        try:
            self.refuse_directives()
            for event in yaml.parse(self.source.text, Loader=_LOADER):
                if not isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                    self.just_closed.clear()
                if isinstance(event, yaml.ScalarEvent):
                    self.refuse_extras(event)
                    self.note_lines(event)
                    self.put(self.scalar(event), event.start_mark)
                elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                    self.refuse_extras(event)
                    if len(self.stack) >= MAX_DEPTH:
                        self.refuse_depth(event.start_mark)
                    self.open({} if isinstance(event, yaml.MappingStartEvent) else [], event.start_mark)
                elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                    container, _ = self.stack.pop()
                    self.just_closed.append(container)
                    self.keys.pop()
                    self.examine(container)
                elif isinstance(event, yaml.AliasEvent):
                    self.report(
                        event.start_mark,
                        "yaml-alias",
                        f"不支持引用（*{short(str(event.anchor))}）。",
                        "把内容原样写出来。",
                    )
                    self.skip()
                elif isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self.report(
                            event.start_mark,
                            "multiple-documents",
                            "一个文件里只能有一份计划，这里又起了一份（---）。",
                            "删去这一行 ---，或把后面的内容移到另一个文件。",
                        )
                        break
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
        # What the parser closed right before an error it may have closed for a wrong indentation only.
        broken_off = self.just_closed if stopped else []
        left_open = {id(container) for container, _ in self.stack} | set(map(id, broken_off))
        self.source.unfinished = frozenset(left_open | self.incomplete)

    def scalar(self, event: Any) -> str | None:
        """Return a scalar's text, None for an empty plain one. libyaml's plain style is "", Python's None."""
        value: str = event.value
        if not event.style and value in ("", "~", "null"):
            return None
        if (
            event.style == '"' and not value.isprintable()
        ):  # an escape such as \\e is not seen in the raw text
            for char in sorted(char for char in set(value) if char == "\r" or is_unsafe(char)):
                self.findings.append(control_character(self.place(event.start_mark), char))
                value = value.replace(char, "\ufffd")
        return value

    def skip(self) -> None:
        """Leave out a value that was refused, and remember where, so that it is not missed as well."""
        if not self.stack:
            self.root_seen = True
            return
        container, _ = self.stack[-1]
        self.incomplete.add(id(container))
        if isinstance(container, dict):
            self.keys[-1] = None if self.keys[-1] is not None else (None, 0)

    def note_lines(self, event: Any) -> None:
        if event.end_mark.line - event.start_mark.line > MAX_LINES:
            self.refuse_text(event.start_mark)
        if len(event.value) > MAX_CHARACTERS:
            self.refuse_length(event.start_mark, f"这段文字超过 {MAX_CHARACTERS} 字。")
        if event.style in ("'", '"') and event.start_mark.line != event.end_mark.line:
            self.long_quote, self.long_quote_end = event.start_mark, event.end_mark
            self.long_quote_holder = self.stack[-1] if self.stack else None
        elif self.long_quote and event.start_mark.line > self.long_quote_end.line:
            self.long_quote = None  # reading went on well after it

    def forget_long_quote(self) -> None:
        """Take out the text of a quote that was not closed: it swallowed what follows, and means nothing."""
        if self.long_quote is None or self.long_quote_holder is None:
            return
        container, marks = self.long_quote_holder
        began = packed(self.long_quote)
        if isinstance(container, dict) and container and marks[-1] == began:
            container.popitem()
            del marks[-2:]
        elif isinstance(container, list) and container and marks[-1] == began:
            container.pop()
            marks.pop()

    def refuse_extras(self, event: Any) -> None:
        if event.anchor is not None:
            self.report(
                event.start_mark, "yaml-anchor", f"不支持锚点（&{short(event.anchor)}）。", "删去它。"
            )
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.report(event.start_mark, "yaml-tag", f"不支持标签（{short(tag)}）。", "删去它，直接写内容。")

    def open(self, container: dict[str, Any] | list[Any], mark: Any) -> None:
        marks = array("Q")
        self.put(container, mark)
        self.source.marks[id(container)] = marks
        self.stack.append((container, marks))
        self.keys.append(None)

    def put(self, value: Any, mark: Any) -> None:
        """Give ``value`` its place: root, list item, key of a mapping, or value of the waiting key."""
        place = packed(mark)
        if not self.stack:
            if not self.root_seen:
                self.source.data = value
            self.root_seen = True
            return
        container, marks = self.stack[-1]
        if isinstance(container, list):
            if len(container) == MAX_ENTRIES and not self.may_be_long():
                self.refuse_length(mark, f"这个列表超过 {MAX_ENTRIES} 项。")
            container.append(value)
            marks.append(place)
            if not isinstance(value, (dict, list)):
                self.examine(value)
            return
        waiting = self.keys[-1]
        if waiting is None:
            self.keys[-1] = (self.check_key(container, value, mark), place)
            return
        self.keys[-1] = None
        key, key_place = waiting
        if key is not None:
            if len(container) >= MAX_KEYS:
                self.refuse_length(mark, f"这里超过 {MAX_KEYS} 个键。")
            container[key] = value
            marks.extend((key_place, place))
            if len(self.stack) == 1:
                self.part = key

    def may_be_long(self) -> bool:
        """Tell whether the list that is open is one of those a file is made of."""
        return len(self.stack) <= 2 and (self.long is None or self.part in self.long)

    def examine(self, value: Any) -> None:
        """Ask the probe about an item of a list at the top, when it is complete; stop after too much wrong."""
        if self.probe is None or not self.stack or not isinstance(self.stack[-1][0], list):
            return
        if len(self.stack) == 1 or (len(self.stack) == 2 and isinstance(self.source.data, dict)):
            self.problems += self.probe(self.part, value)
            if self.problems > MAX_REPORTED:
                raise _Enough

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
        if found := next(islice(_DIRECTIVE.finditer(self.source.text), MAX_DIRECTIVES, None), None):
            line = same_line_ends(self.source.text[: found.start()]).count("\n")
            self.refuse_length(yaml.Mark("", 0, line, 0, "", 0), f"这里有超过 {MAX_DIRECTIVES} 行以 % 开头。")

    def check_key(self, container: dict[str, Any], key: Any, mark: Any) -> str | None:
        if not isinstance(key, str):
            self.incomplete.add(id(container))
            self.report(mark, "bad-key", "这里的键不是文字。", "键写成一个英文单词，后面跟冒号和空格。")
            return None
        if key in container:
            earlier = self.source.line_of_key(container, key)
            self.report(
                mark,
                "duplicate-key",
                f"“{short(key)}”重复，第 {earlier} 行已经写过。",
                "两处只留一处；不留意的话，后一处会悄悄盖掉前一处。",
            )
            return None
        return key

    def report_syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark: Any = error.problem_mark or error.context_mark
        began: Any = self.long_quote or error.context_mark
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
