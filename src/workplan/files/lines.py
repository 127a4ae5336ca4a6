"""Lines of a text, however it ends them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def same_line_ends(text: str) -> str:
    """Return a text whose lines all end at LF.

    The parser counts LF, CR LF and CR; the other line ends it knows are unsafe characters.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


_STRETCH = 1 << 10


def lines_of(text: str, numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Yield the lines with those numbers, which ascend from 1, without taking the whole text apart.

    Lines end as :func:`same_line_ends` says.
    """
    text = same_line_ends(text)
    at, line = 0, 1  # where the search stands, and the line it stands in
    for number in numbers:
        while line < number:
            end = at + _STRETCH
            passed = text.count("\n", at, end)
            if line + passed < number:
                if end >= len(text):
                    return
                at, line = end, line + passed
                continue
            for _ in range(number - line):
                at = text.index("\n", at) + 1
            line = number
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        yield number, text[start : end if end >= 0 else len(text)]
