"""Notes of a Word document: each paragraph is told in full, with the words its sign stands behind."""

from __future__ import annotations

import io
import zipfile

from tests.office.made import HEADS, document, docx_table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LONG = "本项任务含桥梁两座、涵洞三处，" * 8
NOTES = (
    f'<w:footnotes xmlns:w="{W}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    f'<w:footnote w:id="1"><w:p><w:r><w:t>{LONG}</w:t></w:r></w:p><w:p><w:r><w:t>另有护栏。</w:t></w:r></w:p></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:t>2020</w:t></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)


def with_notes() -> bytes:
    """Put two notes into a document: one behind 修路, one whose sign is gone."""
    made = docx_table([HEADS, ("1", "修路", "三公里", "办公室", "6月", "")])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            words = old.read(name).decode("utf-8", "surrogateescape")
            if name == "word/document.xml":
                sign = '<w:r><w:footnoteReference w:id="1"/></w:r>'
                words = words.replace("修路</w:t></w:r>", f"修路</w:t></w:r>{sign}")
            new.writestr(name, words.encode("utf-8", "surrogateescape"))
        new.writestr("word/footnotes.xml", NOTES)
    return out.getvalue()


def test_every_paragraph_of_a_note_is_told_whole() -> None:
    told = [doubt.message for doubt in document(with_notes()).left_out if doubt.code == "footnote"]
    assert told == [
        f"“修路”的脚注“{LONG}”没有导入。",
        "“修路”的脚注“另有护栏。”没有导入。",
        "脚注“2020”没有导入。",
    ]
