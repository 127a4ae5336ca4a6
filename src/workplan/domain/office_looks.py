"""What looks like the name of an office, and what looks like a sentence about offices."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from .departments import split
from .fold import compiled

_ENDS = (
    "处|科|局|院|队|中心|委|办|股|室|所|站|厅|部|会|署|司|组|庭|馆|校|园|处室|科室|股室|政府|党委|机关党委|工会|妇联|团委|大队|支队|总队|专班"
    "|部门|单位|街道|公司|集团|银行|分行|支行|法院|检察院|学校|学院|医院|镇|乡|区|县|市|社区|村|各地|社|协会|学会|基地|机关|窗口|法委|工委|纪委|办公室"
)
_NAME = rf"[^\s、,\uff0c;\uff1b:\uff1a。.]{{0,28}}(?:{_ENDS})(?:[(\uff08][^()\uff08\uff09]{{1,16}}[)\uff09])?"
_ROLE = (
    r"牵头|负责|主办|承办|配合|协办|协助|协同|会同|参与|起草|实施|参照执行|按职责分工"
    r"|(?:责任|落实)(?:单位|部门|科室|处室|股室)"
)
COLLECTIVE = r"(?:各|全体|所有|有关|相关)"
_LONGEST = 40


_REGISTER: ContextVar[Callable[[str], bool]] = ContextVar("register", default=lambda _: False)


def knows(name: str) -> bool:
    """Tell whether a name is one of the register's: without a register each name is new."""
    return _REGISTER.get()(name)


@contextmanager
def registered(known: Callable[[str], bool]) -> Iterator[None]:
    """Let a register say, inside, which pieces of a cell are names: it knows `治理和监督处` for one office."""
    token = _REGISTER.set(known)
    try:
        yield
    finally:
        _REGISTER.reset(token)


@lru_cache(4096)
def is_name(text: str) -> bool:
    """Tell whether a text has the form of one office's name."""
    if len(text) > _LONGEST:
        return False
    measured = compiled(r"[\d一二两三四五六七八九十百]+(?:余|多)?[处场所站个家组部社村镇乡]$").search(text)
    return not measured and bool(compiled(_NAME).fullmatch(text))


@lru_cache(4096)
def is_names(text: str) -> bool:
    """Tell whether a text is a list of names and nothing else."""
    parts = [part for line in text.split("\n") for piece in split(line) for part in [_without_more(piece)]]
    return bool(parts) and all(map(is_name, parts))


def _without_more(name: str) -> str:
    return name.removesuffix("等") if len(name) > 2 else name


@lru_cache(4096)
def says_roles(text: str) -> bool:
    """Tell whether a text gives offices their parts: `X牵头,Y配合`, `责任单位:X`."""
    return bool(compiled(_ROLE).search(text))


def is_collective(name: str) -> bool:
    """Tell whether a name stands for several offices: 各科室, 各有关单位, 有关开发公司."""
    return bool(compiled(COLLECTIVE).match(name))


@lru_cache(4096)
def looks_like_offices(text: str) -> bool:
    """Tell whether a cell holds offices: names alone, or a short sentence that gives names their parts."""
    if is_names(text):
        return True
    if len(text) > 120 or not says_roles(text):
        return False
    names = compiled(
        rf"(?:{_ENDS})(?:[(\uff08][^()\uff08\uff09]*[)\uff09])?(?:等|及|、|[,\uff0c]|{_ROLE}|会|$)"
    )
    return bool(names.search(text)) and not re.search("[。!\uff01]", text)
