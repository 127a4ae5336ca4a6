"""What several formats need: a finding's words in one piece, its file as a path, its fingerprint; quiet text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import PurePath
from typing import Any

from ..diagnostics import Diagnostic
from ..text import visible


def told(finding: Diagnostic) -> str:
    """Return message and remedy, two lines at most, nothing in them that could steer a reader."""
    return visible(f"{finding.message}\n{finding.hint}" if finding.hint else finding.message)


# What the runners of CI take for a command in the log of a job, whatever format printed it: GitHub `::error::` at
# the head of a line and `##[error]` anywhere in it (actions/runner, src/Runner.Common/ActionCommand.cs), Azure
# `##vso[...]`, TeamCity `##teamcity[...]`.
_COMMAND = re.compile(r"^(?P<indent>\s*):(?=:)|(?<=#)#(?=\w*\[)", re.MULTILINE)


def quiet(text: str, spell: Callable[[int], str]) -> str:
    """Return ``text`` with nothing in it that a runner would obey.

    ``spell`` writes a character, given as its code point, as the reader of the format reads it back.
    """
    if "::" not in text and "##" not in text:
        return text
    return _COMMAND.sub(lambda found: (found["indent"] or "") + spell(ord(found[0][-1])), text)


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
