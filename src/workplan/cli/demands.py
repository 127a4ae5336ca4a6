"""What an office asks for at the end of a bulletin: a text file of its own, a paragraph a line."""

from __future__ import annotations

from pathlib import Path

from ..domain.errors import Misuse, Unreadable

_HOW = "写明工作要求的文本文件，一段写一行，如 --demands 要求.txt。"


def read(file: str | None) -> tuple[str, ...]:
    """Return the paragraphs of a text file; nothing where none was named."""
    if file is None:
        return ()
    if not file.strip() or file == "-":
        raise Misuse("--demands 后面没有写文件。", _HOW)
    from ..files.intake import read_bytes
    from ..office.encodings import decode
    from ..office.limits import Refused

    try:
        text, _ = decode(read_bytes(Path(file), _HOW), file)
    except Refused as refused:
        raise Unreadable(f"{file}：{refused.refusal.message}", "另存为 UTF-8 编码的文本文件。") from None
    paragraphs = tuple(line.strip() for line in text.split("\n") if line.strip())
    if not paragraphs:
        raise Unreadable(f"{file} 是空的，没有工作要求。", _HOW)
    return paragraphs
