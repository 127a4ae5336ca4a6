"""The words a cell of departments uses for their parts: one row a kind, and the marks that divide a cell.

Every word stands here once. A word may end a list (`X、Y配合`), head one (`配合单位:X、Y`), or stand in a bracket
behind a name (`X(配合)`).
"""

from __future__ import annotations

from enum import Enum, auto, unique
from typing import Final

from .plan import Role


@unique
class Word(Enum):
    """What some words of a cell say of the names beside them."""

    LEAD = auto()
    ASSIST = auto()
    SHARED = auto()
    JOINT = auto()
    PLAIN = auto()
    """负责, 起草: no more than the column's own head says."""
    WITH = auto()
    """会同: whoever stands before it holds the task, whoever follows assists."""
    PERSON = auto()
    """分管领导:张三 names no office."""


ROLE_OF: Final = {
    Word.LEAD: Role.LEAD,
    Word.ASSIST: Role.ASSIST,
    Word.SHARED: Role.SHARED,
    Word.JOINT: Role.JOINT,
    Word.WITH: Role.ASSIST,
}
"""What a word makes of the names it speaks of; a plain one leaves that to their order."""

TOKENS: Final = "\U000f0000-\U000f07ff"
"""What stands for a known name where a text is read: the range, as a class of characters has it."""

NAMES_ALONE: Final = rf"[{TOKENS}](?:[、,;\uff0c\uff1b\n][{TOKENS}])*"
"""A text of nothing but known names and the marks between them."""

_DOING = (
    "负责|组织|抓好|做好|落实|实施|推进|办理|开展|完成|执行|到位|抓总|协调|统筹|工作|共同|联合|一起|具体|抓"
)
_DO = rf"(?:(?:{_DOING})(?![部处科局办室股])){{0,6}}"
_HOW = r"(?:积极|共同|予以|协调|全力|主动|大力|做好|一并|分别|协同|联合|统一|具体)?"
_BY_DUTY = (
    r"(?:按照?|依据?|依照|根据|结合)?(?:其|各自|部门|工作|法定|本){0,3}(?:的)?(?:职[责能]分工|分工职责|职[责能]|分工)"
    r"(?:范围|权限|要求)?内?(?:各自|分别|共同|具体)?"
)
_LEADING = r"牵头|主办(?!公)|主责|主抓"
_ASSISTING = r"配合|协办(?!公)|协助|协同|协作|会办|参与|参加|支持"
_PLAIN = (
    r"负责(?![人制])|承办(?!公)|承担|起草|拟[定订]|制[定订]|编制|实施|落实|办理|推进|完成|执行|开展|经办|主管|归口管理"
    r"|贯彻落实|抓好落实|评分|考核|责任|第一责任"
)

_END = f"[局委办处科室股部院队心府{TOKENS}]"
UNIT = r"(?:责任)?(?:单位|部门|处室|科室|股室|机构|机关|方)"

ANYWHERE: Final = {
    Word.SHARED: rf"(?:(?:按照?|依据?|依照|根据|结合){_BY_DUTY}{_DO})|各负其责|各司其职"
    r"|(?:职[责能]分工|分工|分别|各自|分头|共同)(?:负责|承担|落实|实施|推进|办理|完成)",
    Word.LEAD: rf"(?:共同|联合|总|双|分别|统一)?牵头{_DO}|主办(?!公)",
    Word.WITH: rf"(?:共同)?会同|会商|(?<={_END})(?:联合(?!会)|协同|商)(?=[省市区县{TOKENS}]|[^,、]{{1,12}}?{_END})"
    rf"(?!{_DOING}|配合|参与)",
    Word.ASSIST: rf"{_HOW}(?:配合|协办(?!公)|协助|参与){_DO}",
    Word.PLAIN: rf"(?:具体|主要|全面|直接)?负责(?![人制处科局办室])(?:{_DO})",
}
"""Words that have their meaning wherever they stand, even where the next name follows with no mark between."""

AT_END: Final = {
    Word.LEAD: rf"(?:为|是|作为|系)?(?:(?:共同|联合|总|双|第一)?(?:{_LEADING}){UNIT}|主责|主抓|统筹(?:协调|推进|负责))",
    Word.ASSIST: rf"(?:为|是|作为|系)?(?:(?:{_ASSISTING}){UNIT}|{_HOW}(?:{_ASSISTING}){_DO})",
    Word.JOINT: r"参照(?:执行|落实|实施|推进|办理|开展)",
    Word.PLAIN: rf"(?:为|是|作为|系)?(?:(?:{_PLAIN}){UNIT}"
    rf"|(?:具体|主要|全面|直接|组织|共同|联合|一起|抓好|做好){{0,3}}(?:{_PLAIN}){_DO})",
}
"""Words that are some office's name as often (协作处, 质量推进处), and count where nothing follows."""

_HEADING = {
    Word.LEAD: rf"(?:共同|联合|总|双|第一)?(?:{_LEADING})(?:负责)?",
    Word.ASSIST: rf"(?:{_ASSISTING}|会同|协调|其他配合)",
    Word.SHARED: r"(?:分工负责|共同负责)",
    Word.JOINT: r"(?:共同责任|其他责任)",
    Word.PLAIN: rf"(?:{_PLAIN}|涉及|相关)",
}
LABELS: Final = {
    Word.PERSON: r"(?:责任|分管|牵头|包联|包保|主管|项目|联系|配合|第一|直接|主要|具体){0,3}"
    r"(?:[省市区县局]?领导|责任人|负责人|联系人|人)",
    **{word: rf"{heading}(?:{UNIT})?" for word, heading in _HEADING.items()},
}
"""Words that head a list when a colon follows."""
HEADINGS: Final = {
    **{
        word: rf"{heading}{UNIT}(?:主要)?(?:为|是|有|包括)?"
        for word, heading in _HEADING.items()
        if word is not Word.SHARED
    },
}
"""Words that head a list at the beginning of a clause even without a colon."""
BARE: Final = {Word.LEAD: r"牵头|主办(?!公)", Word.ASSIST: r"配合|协办(?!公)"}
"""Words that head a list at the beginning of a clause by themselves: `牵头X,配合Y`."""


def _word() -> str:
    """Return the one pattern that finds a word of role: what heads a list, what stands anywhere, what ends."""
    rows = [
        *((f"L{word.name}", rf"(?:{words})\s*[:\uff1a]") for word, words in LABELS.items()),
        *((f"A{word.name}", words) for word, words in ANYWHERE.items()),
        *((f"E{word.name}", rf"(?:{words})(?=[\s。.]*$)") for word, words in AT_END.items()),
    ]
    every = "|".join(f"(?P<{name}>{words})" for name, words in rows)
    letters = sorted({letter for letter in every if letter >= "\u4e00"} - set(TOKENS))
    return f"(?=[{''.join(letters)}])(?:{every})"  # most places are passed by their first letter


WORD: Final = _word()
LABELLED: Final = "|".join(rf"(?:{words})\s*[:\uff1a]" for words in LABELS.values())
"""What heads a list with its colon."""
HEADED: Final = "|".join((*HEADINGS.values(), *BARE.values()))
"""What may head a list without one."""
ALONE: Final = (
    "(?:均为|为|是)?(?:"
    + "|".join(
        f"(?P<{kind}{word.name}>{words})"
        for kind, table in (("A", ANYWHERE), ("E", AT_END), ("H", HEADINGS))
        for word, words in table.items()
        if word is not Word.WITH
    )
    + ")"
)
"""A word of role that is all there is, as in a bracket: `(牵头)`."""

RULE = (
    r"(?:注[::\uff1a])?(?:[排列居名位]|首|第一|最前|带下划线|加粗|打?[*※★]).{0,14}?(?:[为是系即的者]|负责)(?:总?牵头|主办|责任|主责)"
    r"(?:责任)?(?:单位|部门|处室|科室|方)?(?:[,\uff0c]?[下以]同)?|[下以]同|以上排名.*|排名不分先后"
)
"""A rule in a bracket or a clause: 排在首位的是牵头单位,下同."""

AND_OTHERS = (
    r"等(?:其他|各|相关|有关|多个|\d+[个家]|[一二三四五六七八九十]+[个家]){0,3}"
    r"(?:市直|县直|区直|成员|责任|相关|有关|职能)*(?:单位|部门|处室|科室|股室|机构|企业|地区|地|方)?"
)
TIME_LABEL = r"(?:完成|办结|整改|推进)?(?:时间|时限|期限)(?:要求)?[::\uff1a]"
NOBODY = r"[/\uff0f\\\-\u2014\u2013\u2015\uff0d*\s]+|无|暂无|待定|未定"

OFFICE = (
    r"(?:[局委办处科室股部厅院所队站社会团组馆校行段署库园屯旗府台]|中心|公司|集团|街道|[乡镇县市区]|单位|部门|机构|企业"
    r"|[妇残文侨台作]联|科协|工商联|专班|大学|医院|基地|人大|政协|班子|机关|人员|[)\uff09]"
    rf"|[{TOKENS}])"
)
"""How names of offices end, for where no register tells."""

JOINERS = r"以及|及其|及|和|与|暨|并"
TOGETHER = r"会"
"""保管科会综合科: as 会同."""
PART_OF_A_WORD = r"和[谐平解睦]|并[购轨]|会[同计议展务员商审签长费]|(?<=[委社协员])会|(?<=联合)会"
"""Joiners that join nothing: 和平分局, 会计科, 管委会."""
LEAD_IN = r"(?:并|另|分别|主要|具体)?由|以及|及|和|与|并|请|其中[:\uff1a]?|各责任单位[:\uff1a]"
NUMBERING = (
    r"(?:(?<![^\n])|(?<=\s))[^\S\n]*(?:[\u2460-\u2473]|[(\uff08]?\d{1,2}[)\uff09.\uff0e、](?!\d))[^\S\n]*"
)
ASSISTING = r"会同|配合|协办(?!公)|协助|协同|协作|参与"
"""What a remark says of who helps."""
REQUESTED = r"由|请|需要?|与|同|和"
"""What stands before those who help: 由许可处配合."""
