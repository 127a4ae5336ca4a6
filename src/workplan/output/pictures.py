"""Pictures of an office's own, embedded in the page: a page needs nothing but itself."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path

from ..domain.characters import visible
from ..domain.errors import Unreadable
from . import within

_MEGABYTES = 4
_KINDS = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"))


def address_of(name: str, places: Sequence[Path]) -> str:
    """Return a picture in the templates' folders as an address that holds all of it.

    Raises :class:`~workplan.domain.errors.Unreadable` where there is none such.
    """
    content = _found(name, places)
    return f"data:{_kind(name, content)};base64,{b64encode(content).decode('ascii')}"


def _found(name: str, places: Sequence[Path]) -> bytes:
    plain = within.plain(name)
    if not (file := next(filter(None, (within.find(plain, place) for place in places)), None)):
        raise Unreadable(
            f"模板文件夹里找不到图片 {visible(name)}。", "图片放在模板旁边，picture 里写文件名。"
        )
    if file.stat().st_size > _MEGABYTES * 1024 * 1024:
        raise Unreadable(f"图片 {visible(name)} 超过 {_MEGABYTES} MB。", "把它缩小再用。")
    return file.read_bytes()


def _kind(name: str, content: bytes) -> str:
    """Tell what a picture is by its first bytes; a drawing in SVG runs no script where it is shown as a picture."""
    for mark, kind in _KINDS:
        if content.startswith(mark):
            return kind
    if b"<svg" in content[:1000]:
        return "image/svg+xml"
    raise Unreadable(f"{visible(name)} 不是 PNG、JPEG、GIF 或 SVG 图片。", "另存为 PNG 再用。")
