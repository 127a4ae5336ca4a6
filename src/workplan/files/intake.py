"""Bytes of a file to text: ordinary files only, UTF-8 only, and no character that nobody can see."""

from __future__ import annotations

import os
import re
import stat
from itertools import islice
from pathlib import Path

from ..domain.characters import invisible, is_unsafe
from ..domain.diagnostics import Diagnostic, Location, Severity, and_more
from ..domain.errors import Misuse, Unreadable, reason
from .lines import same_line_ends

MEGABYTE = 1024 * 1024
MAX_MEGABYTES = 64
"""The size of file that is read; the environment variable WORKPLAN_MAX_MB allows more, or less."""
MAX_REPORTED = 100


def max_bytes() -> int:
    """Return how many bytes a file may have. Raises Misuse where WORKPLAN_MAX_MB is no number of megabytes."""
    wanted = os.environ.get("WORKPLAN_MAX_MB", "").strip() or str(MAX_MEGABYTES)
    if not re.fullmatch(r"[1-9][0-9]{0,5}", wanted):
        raise Misuse(
            f"环境变量 WORKPLAN_MAX_MB 应为正整数（MB），这里是“{wanted}”。", "如 WORKPLAN_MAX_MB=256。"
        )
    return int(wanted) * MEGABYTE


def too_large(what: str, size: int, limit: int) -> Unreadable:
    """Return the error for a file or a stream of more bytes than are read."""
    return Unreadable(
        f"{what}过大：{f'有 {size // MEGABYTE} MB,' if size else ''}上限 {limit // MEGABYTE} MB。",
        "请检查是否给错了文件；计划确有这么大的，用环境变量放宽，如 WORKPLAN_MAX_MB=256。",
    )


def read_bytes(path: Path, advice: str = "") -> bytes:
    """Return a file's bytes; refuses what would block or never end (pipes, devices), and very large files.

    ``advice`` says what to give where the file is none of a plan's.
    """
    try:
        # Non-blocking: opening a pipe that nobody writes to would otherwise wait for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        raise _missing(path, advice) from None
    except OSError as error:
        why = "这是一个文件夹" if os.path.isdir(path) else reason(error)  # noqa: PTH112 - it never raises; Windows says EACCES of a folder
        raise Unreadable(f"无法打开 {path}：{why}。", "检查路径和权限。") from None
    except ValueError:
        raise Unreadable(f"无法打开 {path}：文件名里有空字符。", "检查路径。") from None
    mode = os.fstat(handle)
    if stat.S_ISDIR(mode.st_mode):
        os.close(handle)
        raise Unreadable(f"无法读取 {path}：这是一个文件夹。", advice or "给出其中的计划文件，如 plan.yaml。")
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(mode.st_mode):
            raise Unreadable(
                f"无法读取 {path}：不是普通文件（管道或设备）。", advice or "给出一个 YAML 文件。"
            )
        limit = max_bytes()
        if mode.st_size > limit:
            raise too_large(f"文件 {path} ", mode.st_size, limit)
        try:
            raw = stream.read(
                mode.st_size + 1
            )  # not of the limit: room for that much costs more than the reading
            return raw if len(raw) <= mode.st_size else raw + stream.read(limit + 1 - len(raw))
        except OSError as error:
            raise Unreadable(f"无法读取 {path}：{reason(error)}。", "检查磁盘和网络，再试一次。") from None


def _missing(path: Path, advice: str) -> Unreadable:
    if path.is_symlink():
        real = os.path.realpath(path)
        return Unreadable(
            f"找不到文件：{path} 是链接，它指向的 {real} 不存在。", "找回那个文件，或删去这个链接。"
        )
    return Unreadable(f"找不到文件：{path}。", advice or "检查文件名，或用 -f 指定计划文件。")


def read_text(
    raw: bytes, file: str, findings: list[Diagnostic], hidden: Severity = Severity.ERROR
) -> str | None:
    """Return the text of a file's bytes, and report what no text should hold; None where it is no text.

    ``hidden`` says how grave characters are that nobody sees: in records already written nobody may mend them.
    """
    text = decode(raw, file, findings)
    if text is None:
        return None
    report_invisible(text, file, findings, hidden)
    # YAML ends at these two, in English and without a place; they have been reported.
    return blank_unsafe(text, file, findings).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def report_invisible(text: str, file: str, findings: list[Diagnostic], severity: Severity) -> None:
    """Report every character nobody sees."""
    lines = same_line_ends(text)
    if not (hidden := invisible(lines)):
        return
    places = [found.start() for found in re.finditer(f"[{re.escape(''.join(hidden))}]", lines)]
    for at in places[:MAX_REPORTED]:
        place = Location(file, lines.count("\n", 0, at) + 1, at - lines.rfind("\n", 0, at))
        findings.append(control_character(place, lines[at])._replace(severity=severity))
    if len(places) > MAX_REPORTED:
        findings[-1] = and_more(findings[-1])


def decode(raw: bytes, file: str, findings: list[Diagnostic]) -> str | None:
    """Return the text of UTF-8 bytes, without a byte order mark; None, and a finding, for anything else."""
    try:
        return raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        before = same_line_ends(error.object[: error.start].decode("utf-8"))
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
    # What can be printed is safe; to ask it of the whole text at once takes a fifth of asking each kind of character.
    bare = text.replace("\n", "").replace("\r", "").replace("\u3000", "")
    unsafe = "" if bare.isprintable() else "".join(filter(is_unsafe, set(bare)))
    if not unsafe:
        return text
    lines = same_line_ends(text)
    places = re.finditer(f"[{re.escape(unsafe)}]", lines)
    at, line = 0, 1
    for found in islice(places, MAX_REPORTED):
        line += lines.count("\n", at, found.start())
        at = found.start()
        column = at - lines.rfind("\n", 0, at)
        findings.append(control_character(Location(file, line, column), found[0]))
    if next(places, None) is not None:
        findings[-1] = and_more(findings[-1])
    for char in unsafe:
        text = text.replace(char, "\ufffd")
    return text


def control_character(place: Location, char: str) -> Diagnostic:
    """Return the finding about a character that nobody can see."""
    return Diagnostic(
        place,
        "control-character",
        Severity.ERROR,
        f"含有看不见的{'控制' if is_unsafe(char) else ''}字符 U+{ord(char):04X}。",
        "删去它；多半是从网页或 Word 粘贴时带进来的。",
    )
