"""Make ``2021-annex.docx``, the invented notice with its list that the manual imports: ``python examples/make_annex.py``."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx

ANNEX = Path(__file__).with_name("2021-annex.docx")
PROSE = (
    "云溪县市场监督管理局2021年工作要点",
    "2021年全县市场监管工作的总体要求是:坚持稳中求进,守牢安全底线,优化营商环境。",
    "一、优化营商环境",
    "(一)便利企业开办。企业开办全程网上办理,网办率95%以上。",
    "(二)规范涉企收费。检查收费单位不少于20家。",
    "二、守牢安全底线",
    "(三)严管重点领域。开展食品、药品、特种设备安全专项检查。",
    "附件:云溪县市场监督管理局2021年重点工作任务清单",
    "云溪县市场监督管理局办公室 2021年2月26日印发",
    "附件",
    "云溪县市场监督管理局2021年重点工作任务清单",
)
ROWS = (
    ("序号", "任务名称", "具体目标要求", "责任部门", "完成时间", "备注"),
    ("1", "企业开办网上办理", "网办率95%以上;压缩办理时间至一个工作日。", "许可股", "6月底前", ""),
    ("2", "涉企收费检查", "检查收费单位不少于20家。", "价格监督股", "三季度", "会同信用监管股实施"),
    ("3", "学校食堂检查", "全县学校食堂检查全覆盖。", "餐饮股、食品协调股", "11", ""),
    ("4", "电梯安全筛查", "筛查老旧电梯120台。", "特种设备股", "10", ""),
    ("5", "药品追溯推广", "推广药品追溯,零售药店基本覆盖。", "药械股", "", ""),
)


def annex() -> bytes:
    """Return the document: a list in a table below the prose. Same input, same bytes."""
    document = docx.Document()
    for text in PROSE:
        document.add_paragraph(text)
    table = document.add_table(0, len(ROWS[0]), "Table Grid")
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    made = io.BytesIO()
    document.save(made)
    return _undated(made.getvalue())


def _undated(packed: bytes) -> bytes:
    """Give every part of a packed document one day, so that a second run makes no difference."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(
                zipfile.ZipInfo(part.filename, (2021, 2, 26, 0, 0, 0)), old.read(part), zipfile.ZIP_DEFLATED
            )
    return made.getvalue()


if __name__ == "__main__":
    ANNEX.write_bytes(annex())
