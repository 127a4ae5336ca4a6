"""Documents of plain paragraphs for the tests, and every word a draft holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workplan.office.draft import Draft
from workplan.office.notice import particulars
from workplan.office.source import Doubt, Paragraph, Place, SourceDocument

BETWEEN = "、.．:：;；,，|｜•()（）"
FORMS = Path(__file__).parent / "forms"


def document(text: str, name: str = "原件.txt") -> SourceDocument:
    """Return a text as a reader gives it: every line a paragraph, blank ones too."""
    lines = text.removesuffix("\n").split("\n")
    return SourceDocument(
        name, "text", tuple(Paragraph(line, Place(name, at)) for at, line in enumerate(lines, 1))
    )


def words(value: object) -> Iterator[str]:
    """Yield every text anywhere in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from words(each)


def held(draft: Draft) -> str:
    """Return all that a draft holds, or says it left out; what it merely tells does not count."""
    left = [doubt.message for doubt in draft.left_out if isinstance(doubt, Doubt)]
    return "\n".join([*words(draft._replace(told=(), left_out=())), *left])


def lost(text: str, draft: Draft) -> list[str]:
    """Return the pieces of a text that are in no part of a draft: its paragraphs, cut where a mark or bracket may cut them."""
    everything = "".join(held(draft).split())
    missing = []
    for printed in text.split("\n"):
        line = (
            "".join(value for _, value, _ in particulars(printed)) or printed
        )  # a label became a plan's key
        rest = "".join(line.split()).lstrip(BETWEEN)
        while rest:
            end = next((end for end in range(len(rest), 0, -1) if rest[:end] in everything), 0)
            if not end:
                missing.append(rest)
                break
            rest = rest[end:].lstrip(BETWEEN)
    return missing
