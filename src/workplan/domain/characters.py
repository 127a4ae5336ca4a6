"""Characters that could steer a reader or a runner, made harmless; quotation marks inside others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable


def is_unsafe(char: str) -> bool:
    """Tell whether ``char`` could steer a terminal, reorder a line, or not be written at all.

    C0, C1, DEL, bidi marks, line separators, lone surrogates.
    """
    return (unicodedata.category(char) in ("Cc", "Zl", "Zp", "Cs") and char not in "\t\n\r") or char in _BIDI


_INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\u3164\uffa0\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f"
)
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_LETTERS = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"


def invisible(text: str) -> set[str]:
    """Return the characters of a text that nobody sees, and that steer nothing; a search fails by them.

    A variation selector after a Chinese character chooses its form: it is a letter's part.
    """
    from .fold import compiled

    if not compiled(f"[{_INVISIBLE}{_SELECTORS}]").search(text):  # a third of the time of telling them apart
        return set()
    return set(compiled(f"[{_INVISIBLE}]|(?<![{_LETTERS}])[{_SELECTORS}]").findall(text))


_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def as_text(word: str) -> str:
    """Return a word of the command line, the environment or a folder as it was typed.

    Under a locale without Chinese (``LC_ALL=C``) Python hands over its bytes as lone surrogates. Bytes that are no
    UTF-8 stay that.
    """
    from .fold import compiled

    return word if word.isascii() else compiled("[\udc80-\udcff]+").sub(_decoded, word)


def _decoded(run: re.Match[str]) -> str:
    try:
        return run[0].encode("ascii", "surrogateescape").decode("utf-8")
    except UnicodeDecodeError:
        return run[0]


def visible(text: str) -> str:
    """Return ``text`` with every unsafe character spelled as ``<U+001B>``; names of files as they were typed."""
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text
    text = as_text(text)
    return "".join(spelled(ord(c)) if is_unsafe(c) or c == "\r" else c for c in text)


# What the runners of CI take for a command in the log of a job, whatever format printed it: GitHub `::error::` at
# the head of a line and `##[error]` anywhere in it (actions/runner, src/Runner.Common/ActionCommand.cs), Azure
# `##vso[...]`, TeamCity `##teamcity[...]`.
_COMMAND = r"(?m)^(?P<indent>\s*):(?=:)|(?<=#)#(?=\w*\[)"


def quiet(text: str, spell: Callable[[int], str]) -> str:
    """Return ``text`` with nothing in it that a runner would obey.

    ``spell`` writes a character, given as its code point, as the reader of the format reads it back.
    """
    if "::" not in text and "##" not in text:
        return text
    return re.sub(_COMMAND, lambda found: (found["indent"] or "") + spell(ord(found[0][-1])), text)


def one_line(text: str) -> str:
    """Return ``text`` as one line for people: what would begin a line of its own, or steer a reader, is spelled."""
    return quiet(visible(text).replace("\r", spelled(13)).replace("\n", spelled(10)), spelled)


def spelled(code: int) -> str:
    """Return how a character is shown that must not be written as it is."""
    return f"<U+{code:04X}>"


def told_apart(words: str, text: str) -> str:
    """Return, as a sentence, the first character that keeps words from standing in a text that looks as if they did.

    Radicals and compatibility forms (⼯ and 工) look like the letter they stand for; empty where no such one does it.
    """
    at = _plain_forms(text).find(_plain_forms(words))
    for typed, other in zip(words, text[at:], strict=False) if at >= 0 else ():
        if typed != other and any(
            "\u2e80" <= c <= "\u2fdf" or "\uf900" <= c <= "\ufaff" for c in (typed, other)
        ):
            return f"这里的“{typed}”是 U+{ord(typed):04X}，那里的“{other}”是 U+{ord(other):04X}，看似相同。"
    return ""


def _plain_forms(text: str) -> str:
    forms = ((char, unicodedata.normalize("NFKC", char)) for char in text)
    return "".join(form if len(form) == 1 else char for char, form in forms)


def short(text: str, most: int = 60) -> str:
    """Return the beginning of a text that may be megabytes long."""
    return text if len(text) <= most else text[: most - 1] + "…"


def quote(text: str) -> str:
    """Return ``text`` on one line in quotation marks, its own turned into the inner kind (GB/T 15834-2011, 4.8).

    >>> quote("打造“一站式”服务体系")
    '“打造‘一站式’服务体系”'
    """
    return f"“{inner_quotes(' '.join(text.split(chr(10))))}”"


def inner_quotes(text: str) -> str:
    """Return ``text`` with its quotation marks as they stand inside others."""
    return text.translate(_INNER)


_INNER = str.maketrans("“”", "‘’")

_SPECIAL = frozenset(" \t()&|;<>*?!'\"`$\\#")
"""Characters a shell takes for its own."""


def shell_word(text: str) -> str:
    """Return a word of a command to be typed, as a shell takes it.

    >>> shell_word("城管 局/plan.yaml")
    '"城管 局/plan.yaml"'
    """
    return f'"{text}"' if _SPECIAL & set(text) else text
