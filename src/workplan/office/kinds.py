"""What kind of file some bytes are: by their first bytes and by what is packed in them, never by a suffix."""

from __future__ import annotations

import io
import re
import zipfile

from .limits import refuse
from .source import Place

_SAVE_AS_DOCX = "用 Word 或 WPS 打开，另存为 .docx，再导入。"
_SAVE_AS_XLSX = "用 Excel 或 WPS 打开，另存为 .xlsx，再导入。"
_COPY_TEXT = "取得 Word、Excel 或网页原件；或把文字复制到 .txt 里再导入，并逐行核对。"

# What cannot be imported: its name for people, why, and the way out.
_REFUSED = {
    "pdf": ("PDF 里没有表格，只有画出来的线和字，读出来会丢行。", _COPY_TEXT),
    "doc": (".doc、.wps 是旧的二进制格式，读不出表格。", _SAVE_AS_DOCX),
    "ppt": ("这是演示文稿，不是任务清单。", _COPY_TEXT),
    "pptx": ("这是演示文稿，不是任务清单。", _COPY_TEXT),
    "odt": ("这是 OpenDocument 文字文档，不在支持之列。", _SAVE_AS_DOCX),
    "ofd": ("OFD 是版式文件，里面没有表格，只有画出来的线和字。", _COPY_TEXT),
    "rtf": ("RTF 文档不在支持之列。", _SAVE_AS_DOCX),
    "mhtml": ("这是打包的网页（MHTML）。", "用浏览器打开，另存为“仅网页 HTML”，再导入。"),
    "image": ("这是图片，里面没有文字。", _COPY_TEXT),
    "encrypted": ("文件设有密码，打不开。", "去掉密码、另存之后再导入。"),
    "archive": ("这是压缩包，不是文档。", "解压之后，逐个导入里面的文件。"),
    "ole": ("这是旧的二进制格式，认不出是哪一种。", _SAVE_AS_XLSX),
    "empty": ("文件是空的。", "核对文件是否取得完整。"),
    "binary": ("这不是文字、表格或网页。", "核对文件；支持 .xlsx .xls .et .ods .docx、网页、文字、CSV。"),
}

_FIRST_BYTES = (
    (rb"%PDF|.{0,1000}\n%PDF-\d", "pdf"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (rb"PK(?:\x03\x04|\x05\x06)", "zip"),
    (rb"\{\\rtf", "rtf"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0\0\0|II\*\0|MM\0\*|RIFF.{4}WEBP", "image"),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b", "archive"),
)
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
_PARTS = (
    (r"word/document\d*\.xml", "docx"),
    (r"xl/workbook\.xml", "xlsx"),
    (r"xl/workbook\.bin", "xlsb"),
    (r"ppt/presentation\.xml", "pptx"),
    (r"OFD\.xml", "ofd"),
)
_HTML = rb"(?is)\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|table|div|meta|p|h[1-6])\b"


def kind_of(raw: bytes, file: str) -> str:
    """Return ``xlsx``, ``xls``, ``xlsb``, ``ods``, ``docx``, ``html`` or ``text``. Raises ``Refused`` for all others."""
    kind = _kind(raw)
    if kind in _REFUSED:
        message, hint = _REFUSED[kind]
        refuse(Place(file), f"kind-{kind}", message, hint)
    return kind


def _kind(raw: bytes) -> str:
    if not raw.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return "empty"
    first = next((kind for pattern, kind in _FIRST_BYTES if re.match(pattern, raw[:1100], re.S)), "")
    if first == "zip":
        return _packed(raw)
    if first == "ole":
        return next((kind for name, kind in _OLE_STREAMS if name.encode("utf-16-le") in raw), "ole")
    return first or _written(raw)


def _packed(raw: bytes) -> str:
    """Tell packed documents apart by their parts; a file cut in the middle by the first part's name."""
    try:
        package = zipfile.ZipFile(io.BytesIO(raw))
        names = package.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return "xlsx" if b"xl/" in raw else "docx" if b"word/" in raw else "archive"
    for pattern, kind in _PARTS:
        if any(re.fullmatch(pattern, name) for name in names):
            return kind
    if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
        mimetype = package.read("mimetype")
        return "ods" if b"spreadsheet" in mimetype else "odt" if b"opendocument" in mimetype else "archive"
    return "archive"


def _written(raw: bytes) -> str:
    """Tell pages from text; UTF-16 has its mark, and no other text holds a NUL."""
    head = raw[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    elif b"\0" in raw:
        return "binary"
    if re.match(rb"(?:MIME-Version:|From: <Saved by)", head):
        return "mhtml"
    return "html" if re.match(_HTML, head.removeprefix(b"\xef\xbb\xbf")) else "text"
