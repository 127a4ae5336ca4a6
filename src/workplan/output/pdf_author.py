"""Who made a PDF, which no browser writes: added behind its end, as the format lets one change a document."""

from __future__ import annotations

import re

_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*\Z", re.DOTALL)


def signed(pdf: bytes, author: str) -> bytes:
    """Return a PDF that names its author; unchanged where there is none to name, or no place that is known for it."""
    trailer = _TRAILER.search(pdf, max(0, len(pdf) - 2048))
    info = re.search(rb"/Info (\d+) 0 R", trailer[1]) if trailer else None
    old = re.search(rb"(?:\A|\n)%b 0 obj\n<<(.*?)>>\nendobj" % info[1], pdf, re.DOTALL) if info else None
    if not (author and trailer and info and old) or b"/Author" in old[1]:
        return pdf
    name = f"\ufeff{author}".encode("utf-16-be").hex().upper().encode()
    entry = b"%b 0 obj\n<<%b\n/Author <%b>>>\nendobj\n" % (info[1], old[1], name)
    body = pdf if pdf.endswith(b"\n") else pdf + b"\n"
    table = b"xref\n%b 1\n%010d 00000 n \n" % (info[1], len(body))
    end = b"trailer\n<<%b\n/Prev %b>>\nstartxref\n%d\n%%%%EOF\n" % (
        trailer[1],
        trailer[2],
        len(body) + len(entry),
    )
    return body + entry + table + end
