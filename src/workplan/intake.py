"""Bytes of a file to text: ordinary files only, UTF-8 only, and no character that nobody can see."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import replace
from itertools import islice
from pathlib import Path

from .diagnostics import Diagnostic, Location, Severity
from .errors import Unreadable, reason
from .text import is_unsafe

MAX_BYTES = 64 * 1024 * 1024
MAX_REPORTED = 100


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


def real_folder(path: Path) -> Path:
    """Return the folder a file really stands in, as it was typed unless the file is a link."""
    return Path(os.path.realpath(path)).parent if path.is_symlink() else path.parent


def decode(raw: bytes, file: str, findings: list[Diagnostic]) -> str | None:
    """Return the text of UTF-8 bytes, without a byte order mark; None, and a finding, for anything else."""
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


def blank_unsafe(text: str, file: str, findings: list[Diagnostic]) -> str:
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
        findings.append(control_character(place, char))
    if next(places, None) is not None:
        findings[-1] = and_more(findings[-1])
    return "".join("\ufffd" if is_unsafe(c) else c for c in text)


def and_more(finding: Diagnostic) -> Diagnostic:
    """Return the last finding that is shown, saying that there are more."""
    return replace(finding, hint=f"{finding.hint}此后还有，不再一一列出。")


def control_character(place: Location, char: str) -> Diagnostic:
    """Return the finding about a character that nobody can see."""
    return Diagnostic(
        place,
        "control-character",
        Severity.ERROR,
        f"含有看不见的控制字符 U+{ord(char):04X}。",
        "删去它；多半是从网页或 Word 粘贴时带进来的。",
    )
