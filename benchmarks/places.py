"""Where the tasks of a made plan lie: counties of the province, each with an office of every kind, and their towns."""

from __future__ import annotations

import math

_COUNTIES_OF_THE_PROVINCE = (
    "定海区 普陀区 岱山县 嵊泗县 上城区 拱墅区 西湖区 滨江区 萧山区 余杭区 临平区 钱塘区 富阳区 临安区 桐庐县 淳安县 "
    "建德市 海曙区 江北区 北仑区 镇海区 鄞州区 奉化区 象山县 宁海县 余姚市 慈溪市 鹿城区 龙湾区 瓯海区 洞头区 永嘉县 "
    "平阳县 苍南县 文成县 泰顺县 瑞安市 乐清市 龙港市 南湖区 秀洲区 嘉善县 海盐县 海宁市 平湖市 桐乡市 吴兴区 南浔区 "
    "德清县 长兴县 安吉县 越城区 柯桥区 上虞区 新昌县 诸暨市 嵊州市 婺城区 金东区 武义县 浦江县 磐安县 兰溪市 义乌市 "
    "东阳市 永康市 柯城区 衢江区 常山县 开化县 龙游县 江山市 椒江区 黄岩区 路桥区 三门县 天台县 仙居县 温岭市 临海市 "
    "玉环市 莲都区 青田县 缙云县 遂昌县 松阳县 云和县 庆元县 景宁县 龙泉市"
)
_TOWNS_OF_A_COUNTY = (
    "城东 城西 城南 城北 临江 沿海 湖滨 新港 白沙 青山 双桥 三墩 虾峙 六横 金塘 岑港 马岙 长峙 朱家尖 桃花 东极 展茅 "
    "高亭 衢山 菜园 洋山 沈家门 勾山 蚂蚁岛 秀山"
)
_COUNTIES, _TOWNS = _COUNTIES_OF_THE_PROVINCE.split(), _TOWNS_OF_A_COUNTY.split()


def how_many(tasks: int, in_the_real_plan: int) -> int:
    """Return how many places share so many tasks: the register grows, but more slowly than the list."""
    return math.ceil(math.sqrt(max(1, tasks / in_the_real_plan)))


def place(number: int) -> str:
    """Return the name of a place; the first is the bureau itself, which needs no name."""
    if number == 0:
        return ""
    rounds, at = divmod(number - 1, len(_COUNTIES))
    return f"{_COUNTIES[at]}{f'第{rounds}分' if rounds else ''}"


def spot(number: int) -> str:
    """Return where within a place a task lies, so that no two tasks bear one name; most often nowhere special."""
    if number == 0:
        return ""
    rounds, at = divmod(number - 1, len(_TOWNS))
    return f"{_TOWNS[at]}片区{f'({rounds + 1})' if rounds else ''}"
