"""What an office asks for at the end of a bulletin: a text file of its own, a paragraph a line."""

from __future__ import annotations

from pathlib import Path

from ..domain.errors import Misuse, Unreadable

_HOW = "写明工作要求的文本文件，一段写一行，如 --demands 要求.txt。"


def read(file: str | None) -> tuple[str, ...]:
    """Return the paragraphs of a text file; nothing where none was named."""
    if file is None:
        return ()
    if not file.strip():
        raise Misuse("--demands 后面没有写文件。", _HOW)
    from ..office.encodings import decode
    from ..office.limits import Refused

    try:
        text, _ = decode(_bytes_of(file), file)
    except Refused as refused:
        raise Unreadable(f"{file}：{refused.refusal.message}", "另存为 UTF-8 编码的文本文件。") from None
    paragraphs = tuple(line.strip() for line in text.split("\n") if line.strip())
    if not paragraphs:
        raise Unreadable(f"{file} 是空的，没有工作要求。", "一段写一行，存成文本文件。")
    return paragraphs


def _bytes_of(file: str) -> bytes:
    """Return a file's bytes; whoever reads it speaks of plans where there is none."""
    from ..files.intake import read_bytes

    try:
        return read_bytes(Path(file))
    except Unreadable as error:
        raise Unreadable(error.message, _HOW) from None
