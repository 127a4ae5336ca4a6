"""Files that bear nearly the name that is looked for: `plan.yml`, `plan.yaml.txt`, `Plan.YAML`."""

from __future__ import annotations

import os
from pathlib import Path

from ..domain.characters import quote


def alike(path: Path) -> list[str]:
    """Return the names beside ``path`` that people take for its own: another suffix, another case, a hidden `.txt`."""
    try:
        names = os.listdir(path.parent)  # noqa: PTH208 - names as the folder has them, quickly
    except OSError:
        return []
    return sorted(name for name in names if name != path.name and _plain(name) == _plain(path.name))


def hint(path: Path) -> str:
    """Return what to do about files of nearly that name; empty where there are none."""
    names = alike(path)
    if not names:
        return ""
    return f"这里有 {'、'.join(map(quote, names))}：把它改名为 {path.name}，或用 -f 写明它。"


def _plain(name: str) -> str:
    bare = name.lower().removesuffix(".txt")
    return bare.removesuffix(".yml") + ".yaml" if bare.endswith(".yml") else bare
