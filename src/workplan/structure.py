"""The codes of findings that reading a file can give, before any check sees the plan."""

from __future__ import annotations

CODES = {
    "encoding": "文件不是 UTF-8 编码",
    "empty-file": "文件是空的",
    "control-character": "含有看不见的控制字符",
    "yaml-syntax": "YAML 语法错误",
    "yaml-alias": "用了 YAML 引用（*）",
    "yaml-anchor": "用了 YAML 锚点（&）",
    "yaml-tag": "用了 YAML 标签（!）",
    "multiple-documents": "一个文件里有多份文档（---）",
    "too-deep": "嵌套过深",
    "bad-key": "键不是文字",
    "duplicate-key": "同一个键写了两次",
    "unknown-key": "不认识的键",
    "missing-key": "缺少必需的键",
    "wrong-type": "该写列表或文字的地方写了别的",
    "bad-value": "值不合要求",
}
"""Every code of :mod:`workplan.source` and :mod:`workplan.load`, all of them errors, with a line on each."""
