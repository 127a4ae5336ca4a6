"""Text that a spreadsheet leaves alone."""

from __future__ import annotations


def inert(text: str) -> str:
    """Keep a spreadsheet from running text as a formula (OWASP: CSV injection)."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
