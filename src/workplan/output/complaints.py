"""What Jinja and Python say of a template that fails, in Chinese; what is not known here is quoted."""

from __future__ import annotations

import re

_TYPES = {
    "str": "文字",
    "Markup": "文字",
    "int": "数",
    "float": "数",
    "decimal.Decimal": "数",
    "Decimal": "数",
    "NoneType": "空",
    "list": "列表",
    "tuple": "列表",
    "dict": "字典",
    "date": "日期",
    "datetime.date": "日期",
    "bool": "真假",
}
_KNOWN = (
    (
        r"(?:float |integer |decimal )?(?:division|modulo)(?: or modulo)? by zero|.*DivisionByZero.*",
        "除数是零",
    ),
    (r"unsupported operand type\(s\) for (.+): '(.+)' and '(.+)'", r"\2和\3不能用 \1 运算"),
    (r"can only concatenate .+ \(not \"(.+)\"\) to .+", r"\1不能接在文字或列表后面；连接文字用 ~"),
    (r"'(.+)' not supported between instances of '(.+)' and '(.+)'", r"\2和\3不能用 \1 比较"),
    (r"'(.+)' object is not callable", r"\1不是函数，后面不能加括号"),
    (r"'(.+)' object is not iterable", r"\1不能用 for 逐个取"),
    (r"object of type '(.+)' has no len\(\)", r"\1没有 length"),
    (r"Encountered unknown tag '(.+?)'.*", r"没有 \1 这种标记"),
    (r"Unexpected end of template.*", "模板没有写完，缺少 endfor、endif 这样的结尾"),
    (r"unexpected end of template.*", "模板没有写完"),
    (r"unexpected '(.+)'", r"多出了 \1"),
    (r"unexpected char '(.+)' at \d+", r"不认得的字符 \1"),
    (r"expected token '(.+)', got '(.+)'", r"应写 \1，却写了 \2"),
    (r"Expected an expression, got '(.+)'", r"\1 前面缺了内容"),
    (r"Missing end of (?:comment tag|raw directive)", "注释没有写完，缺少 #}"),
    (r"No filter named '(.+?)'.*", r"没有名为 \1 的过滤器"),
    (r"No test named '(.+?)'.*", r"没有名为 \1 的判断"),
    (r"block '(.+)' defined twice", r"段 \1 写了两次"),
    (r"access to attribute '(.+)' of '(.+)' object is unsafe", r"不许读取\2的 \1"),
    (r"Range too big.*", "range 的范围过大"),
    (r"(?:list|tuple|string) index out of range", "取的第几项超出了范围"),
    (r"unhashable type: '(.+)'", r"\1不能用作名称"),
    (r"(?:macro )?'(.+)' takes no keyword argument '(.+)'", r"\1 没有 \2 这个参数"),
    (r".*got an unexpected keyword argument '(.+)'.*", r"没有 \1 这个参数"),
    (r".*missing \d+ required positional argument.*: (.+)", r"缺少参数 \1"),
    (r".*takes .* positional arguments? but .*", "参数的个数不对"),
    (r"No (?:first|last) item, sequence was empty", "列表是空的，没有第一项和最后一项"),
    (r".+ object has no element (-?[0-9]+)", r"没有第 \1 项（从 0 数起）"),
    (r"'(.+)' object has no attribute '(.+)'", r"\1没有 \2"),
    (r"expected name or number", "点后面缺了名称"),
    (r"expected token '(.+)', got .+", r"应写 \1"),
    (r"%[a-z] format: .+", "format 里的 % 和所给的值对不上"),
    (r"not (?:enough|all) arguments .*", "format 里的 % 和所给的值个数不对"),
    (r"cannot unpack non-iterable (.+) object", r"\1不能拆成几个名称"),
    (r"(?:not enough|too many) values to unpack.*", "拆成的名称个数不对"),
    (r"Exceeds the limit .*", "数太长，写不出来"),
    (r"'(.+)' codec can't (?:de|en)code .*", r"不能按 \1 编码转换"),
    (r"invalid literal for int\(\).*: (.+)", r"\1 不是整数"),
)


def in_chinese(said: str) -> str:
    """Return what was said of a template, in Chinese as far as it is known."""
    said = said.strip().rstrip(".")
    if re.search("[\u4e00-\u9fff]", said) and not said.isascii() and not re.search("^[A-Za-z ]{6}", said):
        return said
    return known(said) or f"程序不认得这种写法（{said}）"


def known(said: str) -> str:
    """Return what was said in Chinese, nothing where it is not known here."""
    said = said.strip().rstrip(".")
    for pattern, words in _KNOWN:
        if found := re.fullmatch(pattern, said, re.DOTALL):
            for at, group in enumerate(found.groups(), 1):
                words = words.replace(f"\\{at}", _TYPES.get(group, group))
            return words
    return ""
