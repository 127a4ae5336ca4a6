"""The prose of a plan: its 总体要求, its sections and numbered points, where the tasks stand in a list of their own."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from .draft import DraftPoint, DraftSection
from .notice import Line
from .outline import Node, read_outline
from .rows import first_sentence
from .source import Doubt


class Prose(NamedTuple):
    """Preamble, sections and doubts; ``left_out`` are paragraphs a plan has no place for."""

    preamble: str
    sections: tuple[DraftSection, ...]
    told: tuple[Doubt, ...]
    left_out: tuple[Doubt, ...]


def read_prose(body: Sequence[Line]) -> Prose:
    """Read the paragraphs of a notice: the outermost marks are its sections, the next ones its points."""
    outline = read_outline(body)
    preamble = [line.text for line in outline.before]
    sections: list[DraftSection] = []
    left_out: list[Doubt] = []
    for node in _sections(outline.nodes):
        if node.under or not node.more:
            left_out += [_left(line) for line in node.more]
            points = tuple(_point(each) for each in node.under)
            sections.append(DraftSection(node.mark.value, node.text, points, node.line.place))
        elif not sections:
            preamble += [line.text for line in node.lines]
        else:
            left_out += [_left(line) for line in node.lines]
    told = _long_titles([point for section in sections for point in section.points])
    return Prose("\n".join(preamble), tuple(sections), tuple(told), tuple(left_out))


def _sections(nodes: Sequence[Node]) -> Sequence[Node]:
    """Return the sections; points that stand under no heading are each a section of their own and told elsewhere."""
    return nodes


def _left(line: Line) -> Doubt:
    return Doubt(line.place, "no-place-in-plan", f"正文里的这一段在计划里没有位置：{line.text}")


def _point(node: Node) -> DraftPoint:
    """Return a point: its first sentence, and the rest with every paragraph that belongs to it."""
    title, rest = first_sentence(node.text)
    below = [line.text for line in node.lines][1:]
    return DraftPoint(node.mark.value, title, "\n".join(filter(None, (rest, *below))), node.line.place)


def _long_titles(points: Sequence[DraftPoint]) -> list[Doubt]:
    """Tell points whose first sentence is far longer than the others': its full stop may be lost."""
    if len(points) < 4:
        return []
    usual = median(len(point.title) for point in points)
    return [
        Doubt(
            point.place,
            "no-full-stop",
            f"要点{point.number}的首句比别的长得多，句号可能漏印，请断句：{point.title}",
        )
        for point in points
        if len(point.title) > max(3 * usual, 30)
    ]
