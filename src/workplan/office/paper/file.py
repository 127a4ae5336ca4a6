"""The file: a blank document with styles of ours alone, and the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from lxml import etree

from . import styles
from .sheets import page_number
from .words import element

if TYPE_CHECKING:
    from docx.document import Document

_KEPT = frozenset(
    {KIND.STYLES, KIND.SETTINGS, KIND.FONT_TABLE, KIND.THEME, KIND.OFFICE_DOCUMENT, KIND.CORE_PROPERTIES}
)
_ZIPPED = (1980, 1, 1, 0, 0, 0)
"""When every part was put into the file: the earliest a zip can tell."""


def blank(title: str, organ: str, day: date) -> Document:
    """Return a document without a word in it, made by that organ on that day."""
    document = docx.Document()
    _drop(document.part.package.rels)
    _drop(document.part.rels)
    listed = document.styles.element
    listed[:] = styles.elements()
    _fonts(document)
    _settings(document)
    _told(document, title, organ, day)
    _footers(document)
    return document


def _drop(relations: Any) -> None:
    """Drop the parts a template brings that no paper needs: a picture of it, numberings, styles of elsewhere."""
    for name in [name for name, one in relations.items() if one.reltype not in _KEPT]:
        relations.pop(name)


def _fonts(document: Document) -> None:
    part: Any = document.part.part_related_by(KIND.FONT_TABLE)
    part._blob = etree.tostring(styles.fonts(), xml_declaration=True, encoding="UTF-8", standalone=True)


def _settings(document: Document) -> None:
    mode = element(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val="15",
    )
    document.settings.element[:] = [
        element("zoom", percent="100"),
        element("evenAndOddHeaders"),
        element("characterSpacingControl", val="doNotCompress"),
        element("compat", element("spaceForUL"), element("balanceSingleByteDoubleByteWidth"), mode),
        element("themeFontLang", val="en-US", eastAsia="zh-CN"),
    ]


def _told(document: Document, title: str, organ: str, day: date) -> None:
    about, made = document.core_properties, datetime.combine(day, time(), UTC)
    about.title, about.author, about.last_modified_by = title[:255], organ[:255], ""
    about.comments, about.keywords, about.language = "", "", "zh-CN"
    about.created = about.modified = made
    about.revision = 1


def _footers(document: Document) -> None:
    section = document.sections[0]
    for footer, style in ((section.footer, "PageOdd"), (section.even_page_footer, "PageEven")):
        footer.is_linked_to_previous = False
        footer._element[:] = page_number(style)


def packed(document: Document) -> bytes:
    """Return the bytes of a document; nothing in them tells when they were made."""
    saved, found = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIPPED)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            new.writestr(entry, old.read(name))
    return found.getvalue()
