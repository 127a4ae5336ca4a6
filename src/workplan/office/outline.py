"""The outline of numbered prose: what stands under which mark, and which of its paragraphs are the tasks themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..domain.fold import compiled
from ..domain.paragraph_marks import ORDER, Mark, read_mark
from .brackets import closing_bracket, is_bracket_line, label_of, outside_brackets, prints_plain_brackets
from .notice import Line


class Node(NamedTuple):
    """A marked paragraph, the unmarked ones that belong to it, and the marked ones under it."""

    line: Line
    mark: Mark
    more: tuple[Line, ...] = ()
    under: tuple[Node, ...] = ()

    @property
    def text(self) -> str:
        """What is printed after the mark."""
        return self.line.text[self.mark.end :].strip()

    @property
    def lines(self) -> Iterator[Line]:
        """Every paragraph of the node, in printed order."""
        yield self.line
        yield from self.more
        for node in self.under:
            yield from node.lines


class Outline(NamedTuple):
    """What stands before the first mark, and the outermost nodes."""

    before: tuple[Line, ...]
    nodes: tuple[Node, ...]


class Leaf(NamedTuple):
    """A task of the prose: its node, the headings above it, and offices printed once for its whole group."""

    node: Node
    above: tuple[Node, ...]
    shared: Line | None = None


def read_outline(lines: Sequence[Line]) -> Outline:
    """Put marked paragraphs under each other by the order of marks in official documents."""
    marked = [(line, read_mark(line.text)) for line in lines]
    first = next((at for at, (_, mark) in enumerate(marked) if mark), len(lines))
    nodes, _ = _nodes(marked, first, -1)
    return Outline(tuple(lines[:first]), nodes)


def _nodes(marked: Sequence[tuple[Line, Mark | None]], at: int, above: int) -> tuple[tuple[Node, ...], int]:
    """Read the nodes deeper than ``above`` from ``at`` on; return them and where they end."""
    nodes: list[Node] = []
    while at < len(marked):
        line, mark = marked[at]
        if mark is None or (level := ORDER.index(mark.style)) <= above:
            break
        at += 1
        more: list[Line] = []
        while at < len(marked) and marked[at][1] is None:
            more.append(marked[at][0])
            at += 1
        under, at = _nodes(marked, at, level)
        nodes.append(Node(line, mark, tuple(more), under))
    return tuple(nodes), at


def speaks_of_offices(node: Node, plain: bool = False) -> bool:
    """Tell whether a paragraph has offices of its own: a bracket at its end, a label, or a line below it."""
    return bool(
        closing_bracket(node.text, plain)
        or any(label_of(line.text) or is_bracket_line(line.text) for line in node.more)
        or compiled(
            r"(?:^|[\s。;\uff1b])(?:责任|牵头|承办|主办|配合|协办|落实)(?:单位|部门|科室|处室|股室)[:\uff1a]"
        ).search(outside_brackets(node.text))
    )


def _walk(nodes: Sequence[Node], above: tuple[Node, ...] = ()) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    for node in nodes:
        yield node, above
        if not is_whole(node):
            yield from _walk(node.under, (*above, node))


def is_whole(node: Node) -> bool:
    """Tell whether a paragraph with numbered ones under it is one task and they are its content: it ends in its offices."""
    return not node.under or bool(closing_bracket(node.text))


def tasks_of(outline: Outline) -> tuple[Leaf, ...]:
    """Return the paragraphs that are tasks: those of the marks that name offices, else of the mark most of them have."""
    ends = [(node, above) for node, above in _walk(outline.nodes) if is_whole(node)]
    groups = _shared_offices(ends)
    plain = prints_plain_brackets([node.text for node, _ in ends])
    speaking = {
        node.mark.style for node, _ in ends if speaks_of_offices(node, plain) or node.line.at in groups
    }
    if not speaking and ends:
        styles = Counter(node.mark.style for node, _ in ends)
        often = [style for style in styles if styles[style] * 3 >= len(ends)]
        speaking = {max(often or styles, key=ORDER.index)}
    return tuple(
        Leaf(node, above, groups.get(node.line.at)) for node, above in ends if node.mark.style in speaking
    )


def _shared_offices(ends: Sequence[tuple[Node, tuple[Node, ...]]]) -> dict[int, Line]:
    """Return, by the line of each task, a line of offices printed once at the end of its group.

    A document that gives any but the last of a group its own offices gives each its own, and none is shared.
    """
    families: dict[int, list[Node]] = {}
    for node, above in ends:
        if above:
            families.setdefault(above[-1].line.at, []).append(node)
    if not any(len(family) > 1 for family in families.values()):
        return {}
    if any(speaks_of_offices(node) for family in families.values() for node in family[:-1]):
        return {}
    return {
        node.line.at: line
        for family in families.values()
        for line in family[-1].more
        if is_bracket_line(line.text) or label_of(line.text)
        for node in family
    }
