"""The parser's English words for a syntax error, in the Chinese of whoever keeps the plan."""

from __future__ import annotations

import re

KEY_WITHOUT_COLON = re.compile(r"\s*(?:- )?([a-z_]+)\s?(\uff1a|:(?=\S))")
"""A key whose colon is full-width, or has no blank behind it: the slip a Chinese keyboard makes."""

_SYNTAX = (
    ("mapping values are not allowed", "这里不该出现“冒号加空格”；含冒号的文字要加引号。"),
    ("found unexpected end of stream", "文件到末尾还没有写完，多半是引号没有配对。"),
    ("found unexpected document indicator", "引号里出现了文档分隔符（---），多半是引号没有配对。"),
    ("found unexpected document separator", "引号里出现了文档分隔符（---），多半是引号没有配对。"),
    ("could not find expected ':'", "这里缺少冒号。"),
    ("did not find expected key", "缩进或引号不对，这里应当是一个键。"),
    ("expected <block end>", "缩进不对，这一行与上文不在同一层。"),
    ("did not find expected '-' indicator", "列表的缩进不对，这里应当是“- ”开头的一项。"),
    ("did not find expected ',' or", "方括号或花括号里缺少逗号，或没有配对。"),
    ("expected ',' or", "方括号或花括号里缺少逗号，或没有配对。"),
    ("did not find expected node content", "这里缺少内容。"),
    ("expected the node content", "这里缺少内容。"),
    ("cannot start any token", "这里不能用这个字符开头（如制表符、@、`）；缩进用空格，文字加引号。"),
    ("found a tab character", "缩进里有制表符（Tab），请改为空格。"),
    ("sequence entries are not allowed", "这里不能开始一个列表项（“- ”）。"),
    ("block mapping entries are not allowed", "这里不能开始一个键。"),
    ("mapping keys are not allowed", "这里不能开始一个键。"),
    ("found unknown escape character", "双引号里有不认识的反斜杠转义；改用单引号。"),
    ("found undefined tag handle", "不支持标签（!）。"),
    ("did not find expected whitespace or line break", "! 在 YAML 里另有含义，文字以它开头时要加引号。"),
    ("did not find the expected '>'", "! 在 YAML 里另有含义，文字以它开头时要加引号。"),
    ("URI escape", "! 在 YAML 里另有含义，文字以它开头时要加引号。"),
    ("hexadecimal number", "双引号里有不完整的反斜杠转义；改用单引号。"),
    ("hexdecimal number", "双引号里有不完整的反斜杠转义；改用单引号。"),
    ("invalid Unicode character escape", "双引号里有无效的反斜杠转义；改用单引号。"),
    ("found undefined alias", "不支持引用（*）。"),
    ("did not find expected alphabetic or numeric", "* 和 & 在 YAML 里另有含义，文字以它开头时要加引号。"),
    ("expected alphabetic or numeric", "* 和 & 在 YAML 里另有含义，文字以它开头时要加引号。"),
    ("expected chomping or indentation", "> 和 | 在 YAML 里另有含义，文字以它开头时要加引号。"),
    ("did not find expected comment or line break", "> 和 | 在 YAML 里另有含义，文字以它开头时要加引号。"),
    ("indentation indicator", "> 和 | 后面的缩进数应为 1 至 9；文字以它们开头时要加引号。"),
    ("expected a comment or a line break", "这一行写到这里就该结束了。"),
    ("tag URI", "! 在 YAML 里另有含义，文字以它开头时要加引号。"),
    ("URI escaped octet", "! 在 YAML 里另有含义，文字以它开头时要加引号。"),
    ("expected URI", "! 在 YAML 里另有含义，文字以它开头时要加引号。"),
    ("UTF-8 octet", "! 在 YAML 里另有含义，文字以它开头时要加引号。"),
    ("codec can't decode", "! 在 YAML 里另有含义，文字以它开头时要加引号。"),
    ("expected '>'", "! 在 YAML 里另有含义，文字以它开头时要加引号。"),
    *(
        (english, "% 在行首另有含义，文字以它开头时要加引号。")
        for english in (
            "version number",
            "expected digit",
            "expected a digit",
            "incompatible YAML document",
            "duplicate %YAML",
            "duplicate YAML",
            "duplicate %TAG",
            "duplicate tag handle",
            "directive name",
            "non-alphabetical character",
            "did not find expected whitespace",
            "did not find expected '!'",
            "expected '!'",
            "expected ' '",
        )
    ),
    ("did not find expected <document start>", "这里的内容不在计划之内，检查缩进。"),
    ("expected '<document start>'", "这里的内容不在计划之内，检查缩进。"),
)


def in_chinese(problem: str) -> str:
    """Return what a problem means to the plan's keeper; the parser's own words where nobody has met it yet."""
    for english, chinese in _SYNTAX:
        if english in problem:
            return f"YAML 语法错误：{chinese}"
    return f"YAML 语法错误（{problem}）。"
