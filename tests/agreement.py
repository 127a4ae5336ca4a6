"""What the reader of plain blocks says of a text, held against what YAML says of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workplan.domain.places import Path_
from workplan.files.block_source import BlockSource
from workplan.files.blocks import Blocks, NotPlain
from workplan.files.parsing import parse_text


def plainly(text: str) -> tuple[Any, BlockSource] | None:
    """Return the data of a text in the plain style and its places; None for any other text."""
    try:
        blocks = Blocks(text)
        data = {
            key: list(blocks.items(key)) if part.items else blocks.value(key)
            for key, part in blocks.parts.items()
        }
    except NotPlain:
        return None
    return data.get("", data), BlockSource("p.yaml", text, blocks)


def paths(node: Any, above: Path_ = ()) -> Iterator[Path_]:
    """Yield the path of every value, and beside each mapping and list one that is not there."""
    yield above
    if isinstance(node, dict):
        yield (*above, "absent")
        for key, value in node.items():
            yield from paths(value, (*above, key))
    elif isinstance(node, list):
        yield (*above, len(node))
        for index, value in enumerate(node):
            yield from paths(value, (*above, index))


def agrees(text: str, *, places: bool = True) -> bool:
    """Say whether a text was read plainly; fail where it was, and YAML reads it otherwise, or places it so."""
    plain = plainly(text)
    if plain is None:
        return False
    source, findings = parse_text(text, "p.yaml")
    assert findings == []
    data, found = plain
    assert data == source.data
    for path in paths(data) if places else ():
        for key in (False, True):
            assert found.locate(path, key=key) == source.locate(path, key=key), (path, key)
    return True
