"""YAML text to plain data, with the place of every key and value.

One pass over the parser's events. Nothing is resolved: every scalar stays the text that was typed, so
`no`, `on`, `11` and `2020-02-30` cannot turn into something else. Everything YAML offers beyond plain
mappings, sequences and scalars (anchors, aliases, tags, several documents) is refused, because a plan is
read by people who have never heard of them.
"""

from __future__ import annotations

import gc
import os
import re
import stat
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from .diagnostics import Diagnostic, Location, Severity
from .errors import Unreadable, reason
from .text import is_unsafe

MAX_DEPTH = 32
MAX_BYTES = 64 * 1024 * 1024
MAX_REPORTED = 100

Path_ = tuple[str | int, ...]
"""Where a value stands: keys and list indexes from the root down."""

# A line and column packed into one machine word: a plan of 100,000 tasks has some three million places.
_LINE_SHIFT = 24
_COLUMN_MASK = (1 << _LINE_SHIFT) - 1
_START = 1 << _LINE_SHIFT | 1


@dataclass(slots=True)
class Source:
    """The data of one file and where each part of it stands.

    ``marks`` has an array for each mapping (place of key, place of value, ...) and list (place of item,
    ...), by the identity of the container, in the order of its entries.
    """

    file: str
    text: str = ""
    data: Any = None
    marks: dict[int, array[int]] = field(default_factory=dict)
    unfinished: frozenset[int] = frozenset()
    """Containers still open where reading had to stop; what they lack may only be out of reach."""

    @property
    def cut(self) -> bool:
        """Whether reading stopped before the end of the file."""
        return id(self.data) in self.unfinished

    def locate(self, path: Path_, *, key: bool = False) -> Location:
        """Return the place of the value at ``path``, or of its key; of the nearest parent that exists."""
        node, line, column = self.data, 1, 1
        for step in path:
            slot = _slot(node, step)
            if slot is None:
                break
            packed = self.marks[id(node)][slot * 2 + (not key)] if isinstance(node, dict) else 0
            if isinstance(node, list):
                packed = self.marks[id(node)][slot]
            line, column = packed >> _LINE_SHIFT, packed & _COLUMN_MASK
            node = node[step]
        return Location(self.file, line, column)

    def get(self, path: Path_) -> Any:
        """Return the value at ``path``, or None."""
        node = self.data
        for step in path:
            if _slot(node, step) is None:
                return None
            node = node[step]
        return node

    def prune(self, path: Path_) -> bool:
        """Take the value at ``path`` out, its marks too, and say whether it was there."""
        parent = self.get(path[:-1])
        slot = _slot(parent, path[-1])
        if slot is None:
            return False
        marks = self.marks[id(parent)]
        if isinstance(parent, dict):
            del marks[slot * 2 : slot * 2 + 2]
        else:
            del marks[slot]
        del parent[path[-1]]
        return True

    def stand_in(self, key: str) -> None:
        """Put an empty list where a part of the root is out of reach, so that the rest can be spoken of."""
        self.data[key] = []
        self.marks[id(self.data)].extend((_START, _START))
        self.marks[id(self.data[key])] = array("Q")


def _slot(node: Any, step: str | int) -> int | None:
    """Return the position of the entry ``step`` in a container, or None where there is none."""
    if isinstance(node, dict) and step in node:
        return list(node).index(step)
    if isinstance(node, list) and isinstance(step, int) and 0 <= step < len(node):
        return step
    return None


def read(path: Path) -> tuple[Source, list[Diagnostic]]:
    """Read and parse one file. Raises :class:`Unreadable` where there is no ordinary file to read."""
    return parse(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes; refuses what would block or never end (pipes, devices), and very large files."""
    try:
        # Non-blocking: opening a pipe that nobody writes to would otherwise wait for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        raise Unreadable(f"找不到文件：{path}", "检查文件名，或用 -f 指定计划文件。") from None
    except OSError as error:
        why = "这是一个文件夹" if os.path.isdir(path) else reason(error)  # noqa: PTH112 - it never raises; Windows says EACCES of a folder
        raise Unreadable(f"无法打开 {path}：{why}。", "检查路径和权限。") from None
    except ValueError:
        raise Unreadable(f"无法打开 {path}：文件名里有空字符。", "检查路径。") from None
    mode = os.fstat(handle)
    if stat.S_ISDIR(mode.st_mode):
        os.close(handle)
        raise Unreadable(f"无法读取 {path}：这是一个文件夹。", "给出其中的计划文件，如 plan.yaml。")
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(mode.st_mode):
            raise Unreadable(f"无法读取 {path}：不是普通文件（管道或设备）。", "给出一个 YAML 文件。")
        if mode.st_size > MAX_BYTES:
            raise Unreadable(
                f"文件过大：{path} 有 {mode.st_size // 1024 // 1024} MB，上限 {MAX_BYTES // 1024 // 1024} MB。",
                "工作计划不会这么大，请检查是否给错了文件。",
            )
        return stream.read(MAX_BYTES + 1)


def parse(raw: bytes, file: str, *, may_be_empty: bool = False) -> tuple[Source, list[Diagnostic]]:
    """Parse bytes into a source and everything wrong with them as YAML. Never raises for any bytes."""
    findings: list[Diagnostic] = []
    source = Source(file)
    text = _decode(raw, file, findings)
    if text is None:
        return source, findings
    source.text = _blank_unsafe(text, file, findings)
    with _no_collector():
        _Builder(source, findings).build()
    if source.data is None and not findings and not may_be_empty:
        findings.append(
            Diagnostic(
                Location(file),
                "empty-file",
                Severity.ERROR,
                "文件是空的。",
                "从一份现成的 plan.yaml 开始，或检查是否给错了文件。",
            )
        )
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


@contextmanager
def _no_collector() -> Iterator[None]:
    """Hold the cyclic collector back: on a large plan it costs several times what parsing does."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _decode(raw: bytes, file: str, findings: list[Diagnostic]) -> str | None:
    try:
        return raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        guess = _guess_encoding(raw)
        findings.append(
            Diagnostic(
                Location(file, line, column),
                "encoding",
                Severity.ERROR,
                f"文件不是 UTF-8 编码，看来是 {guess}。" if guess else "文件不是 UTF-8 编码。",
                "用记事本打开，“另存为”时编码选 UTF-8。" if guess else "这里的字节已经损坏，照原件改正。",
            )
        )
        return None


def _guess_encoding(raw: bytes) -> str:
    """Name the encoding for the message only; the text is never read by a guess."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    try:
        sample = raw.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "GBK" if re.search(r"[\u4e00-\u9fff]{2}", sample) else ""


def _blank_unsafe(text: str, file: str, findings: list[Diagnostic]) -> str:
    """Report every unsafe character, and put U+FFFD in its place so that reading can go on."""
    if not any(map(is_unsafe, set(text))):
        return text
    places = (
        Location(file, number, column)
        for number, line in enumerate(text.split("\n"), start=1)
        for column, char in enumerate(line, start=1)
        if is_unsafe(char)
    )
    lines = text.split("\n")
    for place in islice(places, MAX_REPORTED):
        char = lines[place.line - 1][place.column - 1]
        findings.append(_control_character(place, char))
    if next(places, None) is not None:
        findings[-1] = replace(findings[-1], hint=f"{findings[-1].hint}此后还有，不再一一列出。")
    return "".join("\ufffd" if is_unsafe(c) else c for c in text)


def _control_character(place: Location, char: str) -> Diagnostic:
    return Diagnostic(
        place,
        "control-character",
        Severity.ERROR,
        f"含有看不见的控制字符 U+{ord(char):04X}。",
        "删去它；多半是从网页或 Word 粘贴时带进来的。",
    )


def _packed(mark: Any) -> int:
    return int(mark.line + 1) << _LINE_SHIFT | min(int(mark.column) + 1, _COLUMN_MASK)


_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Builder:
    """Builds data from events, keeping its own stack: no recursion, so no depth of input can overflow it."""

    def __init__(self, source: Source, findings: list[Diagnostic]) -> None:
        self.source = source
        self.findings = findings
        self.lines = source.text.count("\n") + 1
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
        if len(self.findings) < MAX_REPORTED:
            place = self.place(mark)
            if len(self.findings) == MAX_REPORTED - 1:
                hint = f"{hint}此后还有，不再一一列出。"
            self.findings.append(Diagnostic(place, code, Severity.ERROR, message, hint))

    def place(self, mark: Any) -> Location:
        """Return a mark's place; libyaml puts the end of a file without a last newline on a line of its own."""
        if mark.line >= self.lines:
            last = self.source.text.split("\n")[-1]
            return Location(self.source.file, self.lines, len(last) + 1)
        return Location(self.source.file, mark.line + 1, mark.column + 1)

    def build(self) -> None:
        documents = 0
        stopped = False
        try:
            for event in yaml.parse(self.source.text, Loader=_LOADER):
                if not isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                    self.just_closed.clear()
                if isinstance(event, yaml.ScalarEvent):
                    self.refuse_extras(event)
                    self.note_quote(event)
                    self.put(self.scalar(event), event.start_mark)
                elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                    self.refuse_extras(event)
                    if len(self.stack) >= MAX_DEPTH:
                        self.report(
                            event.start_mark,
                            "too-deep",
                            f"嵌套超过 {MAX_DEPTH} 层。",
                            "工作计划用不到这么深的层次，检查括号和缩进。",
                        )
                        break
                    self.open({} if isinstance(event, yaml.MappingStartEvent) else [], event.start_mark)
                elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                    self.just_closed.append(self.stack.pop()[0])
                    self.keys.pop()
                elif isinstance(event, yaml.AliasEvent):
                    self.report(
                        event.start_mark,
                        "yaml-alias",
                        f"不支持引用（*{event.anchor}）。",
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
        except yaml.MarkedYAMLError as error:
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
                    f"不是有效的 YAML:{_first_line(error)}。",
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
            for char in sorted(set(filter(is_unsafe, value)) | ({"\r"} & set(value))):
                self.findings.append(_control_character(self.place(event.start_mark), char))
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

    def note_quote(self, event: Any) -> None:
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
        began = _packed(self.long_quote)
        if isinstance(container, dict) and container and marks[-1] == began:
            container.popitem()
            del marks[-2:]
        elif isinstance(container, list) and container and marks[-1] == began:
            container.pop()
            marks.pop()

    def refuse_extras(self, event: Any) -> None:
        if event.anchor is not None:
            self.report(event.start_mark, "yaml-anchor", f"不支持锚点（&{event.anchor}）。", "删去它。")
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.report(event.start_mark, "yaml-tag", f"不支持标签（{tag}）。", "删去它，直接写内容。")

    def open(self, container: dict[str, Any] | list[Any], mark: Any) -> None:
        marks = array("Q")
        self.put(container, mark)
        self.source.marks[id(container)] = marks
        self.stack.append((container, marks))
        self.keys.append(None)

    def put(self, value: Any, mark: Any) -> None:
        """Give ``value`` its place: root, list item, key of a mapping, or value of the waiting key."""
        place = _packed(mark)
        if not self.stack:
            if not self.root_seen:
                self.source.data = value
            self.root_seen = True
            return
        container, marks = self.stack[-1]
        if isinstance(container, list):
            container.append(value)
            marks.append(place)
            return
        waiting = self.keys[-1]
        if waiting is None:
            self.keys[-1] = (self.check_key(container, value, mark), place)
            return
        self.keys[-1] = None
        key, key_place = waiting
        if key is not None:
            container[key] = value
            marks.extend((key_place, place))

    def check_key(self, container: dict[str, Any], key: Any, mark: Any) -> str | None:
        if not isinstance(key, str):
            self.incomplete.add(id(container))
            self.report(mark, "bad-key", "这里的键不是文字。", "键写成一个英文单词，后面跟冒号和空格。")
            return None
        if key in container:
            slot = self.source.marks[id(container)][list(container).index(key) * 2]
            self.report(
                mark,
                "duplicate-key",
                f"“{key}”重复，第 {slot >> _LINE_SHIFT} 行已经写过。",
                "两处只留一处；不留意的话，后一处会悄悄盖掉前一处。",
            )
            return None
        return key

    def report_syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark: Any = error.problem_mark or error.context_mark
        began: Any = self.long_quote or error.context_mark
        if self.report_colon(error.context_mark):
            return
        message = _chinese_syntax(error.problem or error.context or "")
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
        line = self.source.text.split("\n")[mark.line] if mark and mark.line < self.lines else ""
        found = _KEY_WITHOUT_COLON.match(line)
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


_KEY_WITHOUT_COLON = re.compile(r"\s*(?:- )?([a-z_]+)\s?(\uff1a|:(?=\S))")

_SYNTAX = (
    ("mapping values are not allowed", "这里不该出现“冒号加空格”；含冒号的文字要加引号。"),
    ("found unexpected end of stream", "文件到末尾还没有写完，多半是引号没有配对。"),
    ("found unexpected document indicator", "引号里出现了文档分隔符（---），多半是引号没有配对。"),
    ("could not find expected ':'", "这里缺少冒号。"),
    ("did not find expected key", "缩进或引号不对，这里应当是一个键。"),
    ("expected <block end>", "缩进不对，这一行与上文不在同一层。"),
    ("did not find expected '-' indicator", "列表的缩进不对，这里应当是“- ”开头的一项。"),
    ("did not find expected ',' or", "方括号或花括号里缺少逗号，或没有配对。"),
    ("expected ',' or", "方括号或花括号里缺少逗号，或没有配对。"),
    ("did not find expected node content", "这里缺少内容。"),
    ("expected the node content", "这里缺少内容。"),
    ("cannot start any token", "这里不能用这个字符开头（如制表符、@、`）；缩进用空格，文字加引号。"),
    ("found a tab character", "缩进里有制表符（Tab），请改为空格。"),
    ("block sequence entries are not allowed", "这里不能开始一个列表项（“- ”）。"),
    ("block mapping entries are not allowed", "这里不能开始一个键。"),
    ("mapping keys are not allowed", "这里不能开始一个键。"),
    ("found unknown escape character", "双引号里有不认识的反斜杠转义；改用单引号。"),
    ("found undefined tag handle", "不支持标签（!）。"),
    ("did not find expected whitespace or line break", "! 在 YAML 里另有含义，文字以它开头时要加引号。"),
    ("did not find the expected '>'", "! 在 YAML 里另有含义，文字以它开头时要加引号。"),
    ("hexdecimal number", "双引号里有不完整的反斜杠转义；改用单引号。"),
    ("invalid Unicode character escape", "双引号里有无效的反斜杠转义；改用单引号。"),
    ("found undefined alias", "不支持引用（*）。"),
    ("did not find expected alphabetic or numeric", "* 和 & 在 YAML 里另有含义，文字以它开头时要加引号。"),
    ("expected alphabetic or numeric", "* 和 & 在 YAML 里另有含义，文字以它开头时要加引号。"),
    ("expected chomping or indentation", "> 和 | 在 YAML 里另有含义，文字以它开头时要加引号。"),
    ("did not find expected comment or line break", "> 和 | 在 YAML 里另有含义，文字以它开头时要加引号。"),
    ("did not find expected <document start>", "这里的内容不在计划之内，检查缩进。"),
    ("expected '<document start>'", "这里的内容不在计划之内，检查缩进。"),
)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _chinese_syntax(problem: str) -> str:
    for english, chinese in _SYNTAX:
        if english in problem:
            return f"YAML 语法错误：{chinese}"
    return f"YAML 语法错误（{problem}）。"
