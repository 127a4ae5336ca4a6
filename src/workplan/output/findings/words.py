"""What several formats need: a finding's words in one piece, its file as a path, its fingerprint; JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from ...domain.characters import quiet, visible
from ...domain.diagnostics import Diagnostic


def told(finding: Diagnostic) -> str:
    """Return message and remedy, two lines at most, nothing in them that could steer a reader."""
    return visible(f"{finding.message}\n{finding.hint}" if finding.hint else finding.message)


def as_json(body: Any) -> str:
    """Return a value as indented JSON that no runner takes for commands; read back it is the same value."""
    import json

    text = json.dumps(body, ensure_ascii=False, indent=2) + "\n"
    return quiet(text, lambda code: f"\\u{code:04x}")


def path(file: str) -> str:
    """Return a file's name with forward slashes, bytes that are no text spelled out."""
    return visible(PurePath(file).as_posix()).encode("utf-8", "backslashreplace").decode("utf-8")


def fingerprints(found: Iterable[Diagnostic]) -> list[str]:
    """Return for each finding what stays the same when lines move: a digest of file, code and message.

    Findings alike in all three are numbered, for a reader that keeps one of each fingerprint would lose them.
    """
    import hashlib

    seen: Counter[str] = Counter()
    digests = []
    for finding in found:
        same = "\0".join((path(finding.location.file), finding.code, visible(finding.message)))
        seen[same] += 1
        text = same if seen[same] == 1 else f"{same}\0{seen[same]}"
        digests.append(hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest())
    return digests
