"""What shells do to words before completion sees them, and how they want them back.

Bash cuts words at `=` and `:`, lists what could follow as it gets it, and puts it on the command line as it is.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterable

from ..domain.characters import short

VARIABLE = "_WORKPLAN_COMPLETE"
"""Set by the script of a shell: `complete_bash`."""

_BEFORE, _QUOTE = "_WORKPLAN_BEFORE", "_WORKPLAN_QUOTE"
"""What bash does not replace of the word that is being typed, and the quotation mark that it opens."""

_CUTS = frozenset("=:")
_TITLE = 30
_LISTING = frozenset({"63", "33", "64"})
"""Where bash shows what could follow, and inserts no more of it than all have in common."""

BASH = f"""\
_workplan_completion() {{
    local IFS=$'\\n'
    mapfile -t COMPREPLY < <(COMP_WORDS="${{COMP_WORDS[*]}}" COMP_CWORD=$COMP_CWORD COMP_TYPE=$COMP_TYPE \\
        {VARIABLE}=complete_bash "$1" 2>/dev/null)
    [[ "${{COMPREPLY[*]}}" ]] || COMPREPLY=()
    [[ "${{COMPREPLY[*]}}" == *= ]] && compopt -o nospace
    return 0
}}

complete -o default -o nosort -F _workplan_completion workplan
"""
"""Beside what Typer's does: titles where words are listed, their order, no blank behind `分管领导=`."""


def asked() -> bool:
    """Tell whether a shell wants to know what could follow."""
    return bool(os.environ.get(VARIABLE))


def _shell() -> str:
    return os.environ.get(VARIABLE, "").partition("_")[2]


def prepare() -> None:
    """Put together what bash cut, and answer Windows' PowerShell in the code page it reads."""
    if _shell() == "bash":
        _join()
    elif sys.platform == "win32" and _shell() in ("powershell", "pwsh"):
        import ctypes

        sys.stdout.reconfigure(encoding=f"cp{ctypes.windll.kernel32.GetConsoleOutputCP()}")  # type: ignore[union-attr]


def _join() -> None:
    """Make one word of 分管领导, = and 张, and keep what stands before the last: bash replaces that alone."""
    words = os.environ.get("COMP_WORDS", "").split("\n")
    cursor = int(os.environ.get("COMP_CWORD", "0"))
    if cursor >= len(words):  # not as our script or Typer's hands them over
        return
    joined: list[str] = []
    at, before, glue = len(words), "", False
    for nth, word in enumerate(words):
        cut = bool(word) and _CUTS.issuperset(word)
        whole = nth > 1 and (cut or glue)
        joined[len(joined) - whole :] = [(joined[-1] if whole else "") + word]
        if nth == cursor:
            at, before = len(joined) - 1, joined[-1] if cut else joined[-1].removesuffix(word)
        glue = cut
    os.environ |= {"COMP_WORDS": "\n".join(joined), "COMP_CWORD": str(at)}
    os.environ[_BEFORE] = _read(before.partition("=")[2] if before.startswith("-") else before)
    os.environ[_QUOTE] = words[cursor][:1] if words[cursor][:1] in "\"'" else ""


def _read(word: str) -> str:
    """Return a word as the shell reads it."""
    try:
        return "".join(shlex.split(word))
    except ValueError:
        return word


def bare(typed: str) -> str:
    """Return what was typed without the quotation mark PowerShell leaves before it."""
    return typed.lstrip("'\"") if _shell() in ("powershell", "pwsh") else typed


def as_typed(offers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return words as they must stand on the command line, quoted; where bash lists several, with what they are."""
    if _shell() != "bash":
        quote = _quoted_powershell if _shell() in ("powershell", "pwsh") else str
        return [(quote(word), help_) for word, help_ in offers]
    before = os.environ.get(_BEFORE, "")
    words = [(_quoted(word.removeprefix(before)), help_) for word, help_ in offers]
    if len(words) > 1 and os.environ.get("COMP_TYPE") in _LISTING:
        return [
            ("  ".join(filter(None, (word, short(" ".join(help_.split()), _TITLE)))), "")
            for word, help_ in words
        ]
    return words


def _quoted(word: str) -> str:
    """Return a word for bash, inside the quotation mark that is open where one is."""
    opened = os.environ.get(_QUOTE, "")
    special = {'"': r'(["$`\\])', "'": r"((?!))"}.get(opened, r"([^\w.,:/@%+=\u0080-\U0010ffff-])")
    return re.sub(special, r"\\\1", word)


def _quoted_powershell(word: str) -> str:
    plain = re.fullmatch(r"[\w.:/%+=-]+", word)
    return word if plain else "'" + re.sub("(['‘’])", r"\1\1", word) + "'"
