"""The codes of findings that reading a file can give, before any check sees the plan."""

from __future__ import annotations

from .manual import Manual

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
    "too-long": "列表、键或一段文字太多太长，不像计划",
    "bad-key": "键不是文字",
    "duplicate-key": "同一个键写了两次",
    "unknown-key": "不认识的键",
    "missing-key": "缺少必需的键",
    "wrong-type": "该写列表或文字的地方写了别的",
    "bad-value": "值不合要求",
}
"""Every code of :mod:`workplan.files.parsing` and :mod:`workplan.files.problems`, all of them errors, with a line on each."""

MANUALS = {
    "encoding": Manual(
        "计划一律用 UTF-8 保存；按别的编码猜着读，会读出错字。",
        "在旧版记事本里另存为 ANSI（即 GBK）。",
        "用记事本打开，“另存为”时编码选 UTF-8。",
    ),
    "empty-file": Manual(
        "空的计划什么也回答不了，多半是给错了文件，或保存时出了错。",
        "一个 0 字节的 plan.yaml。",
        "从版本库取回，或从一份现成的 plan.yaml 开始。",
    ),
    "control-character": Manual(
        "看不见的字符会使查找落空、文字倒排，甚至左右终端的显示。",
        "从网页粘贴时带进来的 U+200E。",
        "在所指的行和列删去它。",
    ),
    "yaml-syntax": Manual(
        "文件不合 YAML 的写法，出错之处以后的内容都读不到。",
        'title: "加力政务信息工作，少了一个引号。',
        "看所指的行及上一行的引号、冒号后的空格和缩进；大段文字用 |- 另起一行写。",
    ),
    "yaml-alias": Manual(
        "引用使一处改动牵动别处，看的人不易发觉，所以不用。",
        "departments: *dept",
        "把内容原样写出来。",
    ),
    "yaml-anchor": Manual(
        "锚点只为引用而设，计划不用引用。",
        "departments: &dept 许可处",
        "删去 & 和它后面的名称。",
    ),
    "yaml-tag": Manual(
        "标签会改变值的含义，计划里的值都照字面读。",
        "year: !!int 2020",
        "删去标签，直接写内容。",
    ),
    "multiple-documents": Manual(
        "一个文件里有两份计划，就不知道该答哪一份。",
        "文件中间又起了一行 ---。",
        "删去 ---，或把后一份移到另一个文件。",
    ),
    "too-deep": Manual(
        "计划用不到很深的层次，过深多半是括号没有配对，或文件不是计划。",
        "[[[[[[ 一直套下去。",
        "检查括号和缩进。",
    ),
    "too-long": Manual(
        "一处写着成百个键，列表里又有上万项，或一段文字有上万行、十万字，多半不是计划；读下去只会耗尽内存。",
        "一项任务里有上百个键。",
        "检查是否给错了文件。",
    ),
    "bad-key": Manual(
        "键应当是一个词，列表或若干“键: 值”不能当键。",
        "? [1, 2] 后面跟一个值。",
        "键写成一个英文单词，后面跟冒号和空格。",
    ),
    "duplicate-key": Manual(
        "同一个键写两次，一般的程序会悄悄只留后一个，前一个的内容就丢了。",
        "一项任务里有两行 deadline。",
        "只留一处。",
    ),
    "unknown-key": Manual(
        "不认识的键多半是拼错了，它的内容不会起作用。",
        'dead_line: "11"',
        "按提示改正；workplan schema 有全部键名。",
    ),
    "missing-key": Manual(
        "缺了必需的内容，这一条就不能用。",
        "一项任务没有 goals。",
        "按原件补上。",
    ),
    "wrong-type": Manual(
        "该写列表的地方写了文字之类，程序不猜它的意思。",
        "points: 3，应为 points: [3]。",
        "照提示改成列表、文字或若干“键: 值”。",
    ),
    "bad-value": Manual(
        "值不在允许的范围里，或写法读不出来。",
        "year: 二〇二〇；id: 0",
        "照提示改正。",
    ),
}
