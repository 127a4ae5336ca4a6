"""Cells of departments as task lists print them, and what they say: who, as what, until when."""

# ruff: noqa: E501 - a row of the tables is one cell

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties import tried
from workplan.domain.fold import fold
from workplan.domain.offices import Office, OfficesReading, full_name, holders, read_offices
from workplan.domain.plan import Role

ROLES = {"L": Role.LEAD, "J": Role.JOINT, "A": Role.ASSIST, "S": Role.SHARED}


def nothing(name: str) -> bool:
    return False


def said(reading: OfficesReading) -> str:
    """Spell a reading: `L市教育局 A市公安局 @3月底 +` (time, and more than are named)."""
    letters = {role: letter for letter, role in ROLES.items()}
    words = [f"{letters[office.role]}{fold(office.printed)}" for office in reading.offices]
    return " ".join(
        [*words, *([f"@{reading.time}"] if reading.time else []), *(["+"] if reading.open else [])]
    )


def names_in(expected: str) -> set[str]:
    return {word[1:] for word in expected.split() if word[0] in ROLES}


# Who is told by the marks and the words alone: with a register that knows all of them, and with one that knows none.
CELLS = """
许可处 => L许可处
工会、妇委会 => L工会 J妇委会
工会，妇委会；许可处 => L工会 J妇委会 J许可处
工会,妇委会 => L工会 J妇委会
工会/妇委会 => L工会 J妇委会
工会 妇委会 => L工会 J妇委会
市住建局⏎市公安局⏎市消防救援支队 => L市住建局 J市公安局 J市消防救援支队
交警大队、⏎城管局 => L交警大队 J城管局
区住建局、⏎区交通局、区水务局。 => L区住建局 J区交通局 J区水务局
市教育局、 => L市教育局
市教育局。 => L市教育局
消保处(消保委) => L消保处(消保委)
各处室(所) => L各处室(所)
办公室、各处室（所） => L办公室 J各处室(所)
县公安局(交警大队)、县交通局 => L县公安局(交警大队) J县交通局
各沿海县(市、区)人民政府 => L各沿海县(市、区)人民政府
市海洋局、市气象局,各沿海县(市、区)人民政府 => L市海洋局 J市气象局 J各沿海县(市、区)人民政府
岚浦高新区管委会(区投资促进中心) => L岚浦高新区管委会(区投资促进中心)
区妇联(区妇儿工委办)⏎区教育局 => L区妇联(区妇儿工委办) J区教育局
市教育局牵头 => L市教育局
市通信管理办公室、工信局牵头 => L市通信管理办公室 L工信局
市教育局牵头,市公安局配合 => L市教育局 A市公安局
市教育局牵头，市公安局、市民政局配合 => L市教育局 A市公安局 A市民政局
市教育局牵头；市公安局、市民政局配合。 => L市教育局 A市公安局 A市民政局
市教育局牵头、市公安局配合 => L市教育局 A市公安局
市教育局牵头 市公安局配合 => L市教育局 A市公安局
市教育局牵头市公安局配合 => L市教育局 A市公安局
市教育局牵头,市公安局,市民政局配合 => L市教育局 A市公安局 A市民政局
市教育局牵头，市公安局 => L市教育局 J市公安局
市教育局牵头，市公安局、市民政局 => L市教育局 J市公安局 J市民政局
市教育局、市公安局牵头，市民政局按职责分工负责 => L市教育局 L市公安局 J市民政局
市教育局牵头，市公安局、市民政局按职责分工负责 => L市教育局 J市公安局 J市民政局
市教育局牵头,市公安局等部门按职责分工负责 => L市教育局 J市公安局 +
市大数据局牵头，市统计局等单位按职责分工负责 => L市大数据局 J市统计局 +
市大数据局牵头，市公安局、人社局、民政局按职责分工负责，各县（区）人民政府参照执行 => L市大数据局 J市公安局 J人社局 J民政局 J各县(区)人民政府
市机关事务中心、发改委、工信局按职责分工负责 => S市机关事务中心 S发改委 S工信局
市营商环境局、税务局，人民银行柏川市分行按职责分工负责 => S市营商环境局 S税务局 S人民银行柏川市分行
市教育局、市公安局，按职责分工负责 => S市教育局 S市公安局
市教育局、市公安局按照职责分工分别负责 => S市教育局 S市公安局
市教育局、市公安局根据职责分工落实 => S市教育局 S市公安局
市教育局、市公安局按各自职责抓好落实 => S市教育局 S市公安局
市教育局、市公安局分别负责 => S市教育局 S市公安局
市教育局、市公安局分工负责 => S市教育局 S市公安局
市教育局、市公安局共同负责 => S市教育局 S市公安局
市教育局、市公安局各负其责 => S市教育局 S市公安局
市教育局、市公安局(按职责分工负责) => S市教育局 S市公安局
市教育局、市公安局按职责分工负责，市财政局配合 => S市教育局 S市公安局 A市财政局
市教育局、市公安局等按职责分工负责 => S市教育局 S市公安局 +
市教育局、市公安局等部门、各县区政府按职责分工负责 => S市教育局 S市公安局 S各县区政府 +
各县区人民政府、市直有关部门按职责分工负责 => S各县区人民政府 S市直有关部门
市委政法委牵头，市公安局、大数据局配合，各有关单位参与 => L市委政法委 A市公安局 A大数据局 A各有关单位
市营商环境局会同市公安局、市大数据局实施 => L市营商环境局 A市公安局 A市大数据局
市大数据局会同市司法局起草 => L市大数据局 A市司法局
法规科会同工程科实施 => L法规科 A工程科
法规科会同工程科 => L法规科 A工程科
法规科，会同工程科、财务科实施 => L法规科 A工程科 A财务科
由市教育局会同市公安局、市民政局牵头实施 => L市教育局 A市公安局 A市民政局
市教育局牵头会同市公安局、市民政局落实 => L市教育局 A市公安局 A市民政局
市教育局牵头，会同市公安局、市民政局 => L市教育局 A市公安局 A市民政局
市教育局牵头，会同市公安局、市民政局等部门组织实施 => L市教育局 A市公安局 A市民政局 +
市教育局(会同市公安局、市民政局) => L市教育局 A市公安局 A市民政局
市教育局会同有关部门 => L市教育局 A有关部门
市教育局会同市公安局实施，市财政局配合 => L市教育局 A市公安局 A市财政局
会同市公安局实施 => A市公安局
场馆处会青少处、法规处 => L场馆处 A青少处 A法规处
保管科会综合科 => L保管科 A综合科
青少处及产业处 => L青少处 J产业处
财务科及纪检室 => L财务科 J纪检室
许可处和餐饮处 => L许可处 J餐饮处
许可处与餐饮处 => L许可处 J餐饮处
许可处以及餐饮处 => L许可处 J餐饮处
许可处、餐饮处和网监处 => L许可处 J餐饮处 J网监处
许可处、餐饮处及各县区分局 => L许可处 J餐饮处 J各县区分局
办公室、人事处，以及各直属单位 => L办公室 J人事处 J各直属单位
区发展和改革局 => L区发展和改革局
区发展和改革局、区人力资源和社会保障局 => L区发展和改革局 J区人力资源和社会保障局
区发展和改革局牵头，区住房和城乡建设局配合 => L区发展和改革局 A区住房和城乡建设局
市规划和自然资源局会同市文化和旅游局 => L市规划和自然资源局 A市文化和旅游局
市红十字会 => L市红十字会
市卫生健康委、市红十字会起草 => L市卫生健康委 J市红十字会
县商务局、县财政局、县贸促会(排在首位的是牵头单位,下同) => L县商务局 J县财政局 J县贸促会
县商务局、县财政局（列第一位者为牵头单位） => L县商务局 J县财政局
县商务局、县财政局(下同) => L县商务局 J县财政局
县商务局、县财政局，列首位的为牵头单位，下同 => L县商务局 J县财政局
县教育局、县住建局等 => L县教育局 J县住建局 +
县教育局、县住建局等部门 => L县教育局 J县住建局 +
县教育局、县住建局等单位 => L县教育局 J县住建局 +
县教育局、县住建局等有关部门 => L县教育局 J县住建局 +
县教育局、县住建局等5个部门 => L县教育局 J县住建局 +
县教育局、县住建局等相关单位 => L县教育局 J县住建局 +
县教育局、县住建局等市直有关单位 => L县教育局 J县住建局 +
县教育局牵头，县住建局、县水利局等部门配合 => L县教育局 A县住建局 A县水利局 +
(牵头单位:县便民服务中心;责任单位:县人社局、县医保局及县税务局,3月底完成) => L县便民服务中心 J县人社局 J县医保局 J县税务局 @3月底完成
(牵头单位:县数据中心;责任单位:县公安局、县卫健局,各乡镇人民政府,9月前完成) => L县数据中心 J县公安局 J县卫健局 J各乡镇人民政府 @9月前完成
(责任单位:县便民服务中心,持续推进) => L县便民服务中心 @持续推进
(牵头单位:县交通局;配合单位:县财政局、石埠镇人民政府、茶亭乡人民政府;2023年11月20日前完成) => L县交通局 A县财政局 A石埠镇人民政府 A茶亭乡人民政府 @2023年11月20日前完成
(县城管局牵头,县公安局(交警大队)、县交通局配合,8月底前) => L县城管局 A县公安局(交警大队) A县交通局 @8月底前
(县住建局、县消防救援大队牵头,各乡镇人民政府按职责分工负责) => L县住建局 L县消防救援大队 J各乡镇人民政府
(县城管局负责) => L县城管局
(牵头单位:市农业农村局;参与单位:市应急局、市财政局) => L市农业农村局 A市应急局 A市财政局
（责任单位：市教育局、市公安局；完成时限：2023年6月底前） => L市教育局 J市公安局 @完成时限：2023年6月底前
（市教育局；2023年12月底前） => L市教育局 @2023年12月底前
市教育局 12月底前完成 => L市教育局 @12月底前完成
市教育局、市公安局，年底前 => L市教育局 J市公安局 @年底前
市教育局负责，长期坚持 => L市教育局 @长期坚持
市教育局牵头,市公安局配合,上半年完成 => L市教育局 A市公安局 @上半年完成
【责任单位：市教育局】 => L市教育局
［市教育局牵头，市公安局配合］ => L市教育局 A市公安局
牵头:市教育局 配合:市公安局 => L市教育局 A市公安局
牵头：市教育局；配合：市公安局、市民政局 => L市教育局 A市公安局 A市民政局
牵头单位：市教育局⏎配合单位：市公安局、市民政局 => L市教育局 A市公安局 A市民政局
牵头单位：市教育局⏎责任单位：市公安局、市民政局 => L市教育局 J市公安局 J市民政局
牵头部门：市教育局　配合部门：市公安局 => L市教育局 A市公安局
牵头处室:法规处;配合处室:各处室 => L法规处 A各处室
牵头科室：法规科，责任科室：办公室 => L法规科 J办公室
主办单位：市教育局，协办单位：市公安局、市民政局 => L市教育局 A市公安局 A市民政局
主办:市教育局 协办:市公安局 => L市教育局 A市公安局
主办:市教育局⏎协办:市公安局⏎市民政局 => L市教育局 A市公安局 A市民政局
责任单位:市教育局、市公安局 => L市教育局 J市公安局
责任单位：市教育局；配合单位：市公安局 => L市教育局 A市公安局
承办单位：市教育局，协同单位：市公安局 => L市教育局 A市公安局
实施单位：市教育局；协助单位：市公安局 => L市教育局 A市公安局
牵头单位:市教育局配合单位:市公安局 => L市教育局 A市公安局
牵头单位：市教育局、市公安局；配合单位：市民政局，市财政局 => L市教育局 L市公安局 A市民政局 A市财政局
牵头单位：市教育局，责任单位：市公安局，参与单位：市民政局 => L市教育局 J市公安局 A市民政局
牵头领导：王建国；牵头单位：市教育局；配合单位：市公安局 => L市教育局 A市公安局
责任单位：市教育局；责任人：李明 => L市教育局
牵头单位市教育局，配合单位市公安局 => L市教育局 A市公安局
牵头单位为市教育局，配合单位为市公安局、市民政局 => L市教育局 A市公安局 A市民政局
牵头市教育局，配合市公安局 => L市教育局 A市公安局
市教育局为牵头单位，市公安局、市民政局为配合单位 => L市教育局 A市公安局 A市民政局
市教育局为牵头部门，市公安局为责任部门 => L市教育局 J市公安局
市教育局(牵头)、市公安局、市民政局 => L市教育局 J市公安局 J市民政局
市教育局（牵头单位）、市公安局 => L市教育局 J市公安局
市教育局(牵头)、市公安局(配合) => L市教育局 A市公安局
市教育局（牵头）⏎市公安局（配合）⏎市民政局（配合） => L市教育局 A市公安局 A市民政局
市教育局(牵头)市公安局(配合) => L市教育局 A市公安局
市教育局(主办)、市公安局(协办) => L市教育局 A市公安局
市公安局、市教育局（牵头） => J市公安局 L市教育局
市教育局、市公安局(共同牵头) => L市教育局 L市公安局
市教育局(市公安局配合) => L市教育局 A市公安局
市教育局（市公安局、市民政局协办） => L市教育局 A市公安局 A市民政局
后勤科负责 => L后勤科
市教育局负责，市公安局配合 => L市教育局 A市公安局
市教育局负责、市公安局配合 => L市教育局 A市公安局
市教育局负责市公安局配合 => L市教育局 A市公安局
市教育局、市公安局负责 => L市教育局 J市公安局
市教育局具体负责，市公安局协助 => L市教育局 A市公安局
市教育局主要负责 => L市教育局
市教育局牵头负责，市公安局参与 => L市教育局 A市公安局
市教育局牵头，各县区政府负责 => L市教育局 J各县区政府
市教育局牵头，各县（市、区）政府、各功能区管委会落实 => L市教育局 J各县(市、区)政府 J各功能区管委会
市教育局牵头抓总，市公安局、市民政局具体实施 => L市教育局 J市公安局 J市民政局
市教育局牵头组织，市公安局、市民政局共同落实 => L市教育局 J市公安局 J市民政局
市教育局统筹协调，各县区政府实施 => L市教育局 J各县区政府
市教育局主办，市公安局会办 => L市教育局 A市公安局
市教育局主办，市公安局协办 => L市教育局 A市公安局
市教育局主办、市公安局协办、市民政局参与 => L市教育局 A市公安局 A市民政局
市教育局承办，市公安局协作 => L市教育局 A市公安局
市教育局承办，市公安局协同 => L市教育局 A市公安局
市教育局组织实施，市公安局支持 => L市教育局 A市公安局
市教育局组织实施 => L市教育局
市教育局贯彻落实 => L市教育局
市住房保障局起草 => L市住房保障局
(市公安局、市城市管理局起草) => L市公安局 J市城市管理局
(市海洋渔业局起草,市交通运输局配合) => L市海洋渔业局 A市交通运输局
市司法局拟定，市公安局参加 => L市司法局 A市公安局
工程科牵头,财务科参与 => L工程科 A财务科
宣教科牵头,各科室配合 => L宣教科 A各科室
利用科牵头,各科室协办 => L利用科 A各科室
仓储股牵头,办公室协办 => L仓储股 A办公室
机务部牵头,各车队配合 => L机务部 A各车队
办公室，各科室配合 => L办公室 A各科室
办公室；财务科、人事科配合 => L办公室 A财务科 A人事科
办公室、财务科；人事科、法规科配合 => L办公室 J财务科 A人事科 A法规科
办公室、财务科配合 => A办公室 A财务科
办公室牵头，财务科积极配合 => L办公室 A财务科
办公室牵头，财务科配合做好 => L办公室 A财务科
办公室牵头，财务科予以配合 => L办公室 A财务科
办公室牵头，由财务科配合 => L办公室 A财务科
由办公室牵头，各科室配合，6月底前完成 => L办公室 A各科室 @6月底前完成
由办公室负责 => L办公室
办公室和财务科牵头，人事科和法规科配合 => L办公室 L财务科 A人事科 A法规科
办公室牵头，财务科和人事科及各直属单位配合 => L办公室 A财务科 A人事科 A各直属单位
财务科配合，办公室牵头 => A财务科 L办公室
各科室按职责分工负责，办公室牵头 => J各科室 L办公室
各科室、各直属单位 => L各科室 J各直属单位
全体班子成员单位 => L全体班子成员单位
1.市教育局 2.市公安局 => L市教育局 J市公安局
1、市教育局⏎2、市公安局 => L市教育局 J市公安局
①市教育局⏎②市公安局 => L市教育局 J市公安局
县级组织(生态环境局大气股负责) => L生态环境局大气股
乡镇自查(农业农村局畜牧股负责) => L农业农村局畜牧股
市自然资源和规⏎划局 => L市自然资源和规划局
市教育局 、 市公安局 => L市教育局 J市公安局
市教育局， => L市教育局
市教育局联合市公安局 => L市教育局 A市公安局
市教育局联合市公安局、市民政局实施 => L市教育局 A市公安局 A市民政局
市教育局协同市公安局 => L市教育局 A市公安局
市社科联合会 => L市社科联合会
市协作中心 => L市协作中心
公安分局、司法所、各村(社区) => L公安分局 J司法所 J各村(社区)
团县委、县妇联 => L团县委 J县妇联
市总工会、团市委、市妇联 => L市总工会 J团市委 J市妇联
人行市中心支行、银保监分局 => L人行市中心支行 J银保监分局
市财政局(国资委) => L市财政局(国资委)
市国资委、各市属国有企业 => L市国资委 J各市属国有企业
市发展改革委牵头，市工业和信息化局、市生态环境局、市住房城乡建设局、市交通运输局、市水利局、市农业农村局、市商务局、市市场监管局等按职责分工负责 => L市发展改革委 J市工业和信息化局 J市生态环境局 J市住房城乡建设局 J市交通运输局 J市水利局 J市农业农村局 J市商务局 J市市场监管局 +
"""
# Who is told only by a register that knows them: names that hold words of role, or joiners, or no ending at all.
KNOWN = """
质量推进、许可处 => L质量推进 J许可处
质量推进负责 => L质量推进
会同质量推进 => A质量推进
市人和局 => L市人和局
协作处配合 => A协作处
办公室牵头，协作处配合 => L办公室 A协作处
牵头协调科牵头，配合办配合 => L牵头协调科 A配合办
会展办会同会计科 => L会展办 A会计科
党政办、综治办 => L党政办、综治办
党政办、综治办牵头，司法所配合 => L党政办、综治办 A司法所
司法所、党政办、综治办 => L司法所 J党政办、综治办
发展和改革局和统计局 => L发展和改革局 J统计局
工会和妇委会 => L工会 J妇委会
工会会妇委会 => L工会 A妇委会
市等级办、许可处 => L市等级办 J许可处
市等级办等 => L市等级办 +
平等 => L平等
会同处、许可处 => L会同处 J许可处
许可处会同会同处实施 => L许可处 A会同处
和平分局和向阳分局 => L和平分局 J向阳分局
综合、财务 => L综合 J财务
综合牵头，财务配合 => L综合 A财务
许 可 处 => L许可处
办 公 室牵头，财 务 科配合 => L办公室 A财务科
张三 => L张三
王处 李处 => L王处 J李处
负责人办、许可处 => L负责人办 J许可处
参与办参与 => A参与办
许可处联合推进 => L许可处
"""


def rows(table: str) -> list[tuple[str, str]]:
    lines = [line.split(" => ") for line in table.strip().split("\n") if " => " in line]
    return [(line[0].replace("⏎", "\n"), line[1].strip()) for line in lines]


@pytest.mark.parametrize(("cell", "expected"), rows(CELLS) + rows(KNOWN))
def test_a_register_that_knows_the_offices(cell: str, expected: str) -> None:
    known = names_in(expected)
    reading = read_offices(cell, lambda name: fold(name) in known)
    assert said(reading) == expected
    assert reading.unknown == ()


@pytest.mark.parametrize(("cell", "expected"), rows(CELLS))
def test_a_register_that_knows_nothing(cell: str, expected: str) -> None:
    reading = read_offices(cell, nothing)
    assert said(reading) == expected
    assert reading.unknown == tuple(office.printed for office in reading.offices)


@pytest.mark.parametrize("cell", ["", " ", "无", "/", "—", "——", "－", "、", "待定", "\n", "。", "()"])
def test_a_cell_that_names_nobody(cell: str) -> None:
    assert read_offices(cell, nothing) == OfficesReading(())


@pytest.mark.parametrize(
    ("cell", "head", "expected"),
    [
        ("区经信局、区税务局", Role.LEAD, "L区经信局 L区税务局"),
        ("区财政局，区审计局", Role.ASSIST, "A区财政局 A区审计局"),
        ("县商务局,石埠镇人民政府", Role.JOINT, "J县商务局 J石埠镇人民政府"),
        ("甲局、乙局", Role.SHARED, "S甲局 S乙局"),
        ("甲局负责", Role.JOINT, "J甲局"),
        ("甲局、乙局按职责分工负责", Role.JOINT, "J甲局 J乙局"),
        ("甲局、乙局按职责分工负责", Role.LEAD, "S甲局 S乙局"),
        ("甲局、乙局按职责分工负责", Role.ASSIST, "A甲局 A乙局"),
        ("甲局牵头，乙局配合", Role.LEAD, "L甲局 A乙局"),
        ("甲局(牵头)、乙局", Role.JOINT, "L甲局 J乙局"),
        ("甲局会同乙局", Role.LEAD, "L甲局 A乙局"),
        ("甲局", Role.ASSIST, "A甲局"),
        ("甲局等部门", Role.ASSIST, "A甲局 +"),
    ],
)
def test_the_head_of_the_column_says_what_the_cell_does_not(cell: str, head: Role, expected: str) -> None:
    assert said(read_offices(cell, nothing, head=head)) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("甲局、乙局", "S甲局 S乙局"),
        ("甲局", "L甲局"),
        ("甲局、乙局(列第一位者为牵头单位)", "L甲局 J乙局"),
        ("甲局牵头，乙局", "L甲局 J乙局"),
        ("甲局、乙局，丙局配合", "S甲局 S乙局 A丙局"),
    ],
)
def test_without_the_rule_the_first_of_several_does_not_lead(cell: str, expected: str) -> None:
    assert said(read_offices(cell, nothing, first_leads=False)) == expected


@pytest.mark.parametrize(
    ("cell", "explicit"),
    [
        ("甲局、乙局", False),
        ("甲局牵头", True),
        ("配合单位:甲局", True),
        ("甲局(下同)", False),
        ("甲局会乙局", True),
    ],
)
def test_whether_words_of_role_were_printed(cell: str, explicit: bool) -> None:
    assert read_offices(cell, nothing).explicit is explicit


@pytest.mark.parametrize(
    ("cell", "known", "unknown"),
    [
        ("许可科", "许可处", ("许可科",)),
        ("许可处、海事局", "许可处", ("海事局",)),
        ("许可处和海事局", "许可处", ("海事局",)),
        ("许可科牵头，餐饮处配合", "许可处 餐饮处", ("许可科",)),
        ("许可处牵头做好校园安全", "许可处", ("校园安全",)),
        ("许可处(张三)", "许可处", ("许可处(张三)",)),
        ("许可处、许可科、许可科", "许可处", ("许可科",)),
        ("消保处(消保办)", "消保处 消保委", ("消保处(消保办)",)),
    ],
)
def test_what_the_register_lacks_is_kept_as_divided(cell: str, known: str, unknown: tuple[str, ...]) -> None:
    reading = read_offices(cell, known.split().__contains__)
    assert reading.unknown == unknown
    assert set(unknown) <= {office.printed for office in reading.offices}


@pytest.mark.parametrize(
    ("cell", "known", "full"),
    [
        ("市教育、公安、民政局", "市教育局 市公安局 市民政局", ["市教育局", "市公安局", "市民政局"]),
        ("市通信管理办公室、工信局牵头", "市通信管理办公室 市工信局", ["市通信管理办公室", "市工信局"]),
        ("市教育局、公安局", "市教育局 公安局 市公安局", ["市教育局", "公安局"]),
        ("市教育局、公安局", "市教育局", ["市教育局", None]),
        ("工信局", "市工信局", [None]),
    ],
)
def test_what_a_list_prints_once_belongs_to_all_of_it(cell: str, known: str, full: list[str | None]) -> None:
    reading = read_offices(cell, known.split().__contains__)
    names = [office.printed for office in reading.offices]
    assert [full_name(name, names, known.split().__contains__) for name in names] == full
    assert reading.unknown == tuple(
        name for name, known_as in zip(names, full, strict=True) if known_as is None
    )


def test_who_holds_a_task() -> None:
    offices = [
        Office("甲", Role.SHARED),
        Office("乙", Role.LEAD),
        Office("丙", Role.LEAD),
        Office("丁", Role.ASSIST),
    ]
    assert [office.printed for office in holders(offices)] == ["乙", "丙"]
    assert [office.printed for office in holders(offices[:1] + offices[3:])] == ["甲"]
    assert holders(offices[3:]) == ()


REGISTER = [
    "办公室",
    "许可处",
    "餐饮处",
    "工会",
    "妇委会",
    "消保处(消保委)",
    "产品监管(食品抽检)处",
    "质量推进",
    "协作处",
    "会同处",
    "牵头协调科",
    "发展和改革局",
    "统计局",
    "市人和局",
    "会展办",
    "等级办",
    "平等",
    "各县(市、区)政府",
    "市场监管局及知识产权局",
    "负责人办",
    "配合办",
    "市财政局",
    "综合执法队",
    "参与处",
    "主办科",
    "团县委",
    "县妇联",
    "12315中心",
    "各科室",
    "与时俱进办",
    "由义所",
]
KNOWS = {fold(name) for name in REGISTER}
NAMES = st.lists(st.sampled_from(REGISTER), min_size=1, max_size=4, unique=True)


def wide(text: str) -> str:
    return text.translate({ord(a): b for a, b in zip(",;:()", "，；：（）", strict=True)})


FORMS = {
    "{a}": "first",
    "{a}牵头": "L",
    "{a}牵头,{b}配合": "LA",
    "{a}牵头;{b}协办": "LA",
    "{a}牵头,{b}": "LJ",
    "{a}牵头,{b}按职责分工负责": "LJ",
    "{a}按职责分工负责": "S",
    "{a}按职责分工负责,{b}配合": "SA",
    "({a}牵头,{b}参与,3月底完成)": "LA",
    "(牵头单位:{a};配合单位:{b})": "LA",
    "(牵头单位:{a};责任单位:{b},持续推进)": "LJ",
    "牵头单位:{a}\n协办单位:{b}": "LA",
    "牵头:{a} 配合:{b}": "LA",
    "主办:{a};协办:{b}": "LA",
    "{a}主办,{b}协助": "LA",
    "{a}负责": "first",
    "{a}负责,{b}配合": "firstA",
    "{a}起草": "first",
    "{a}等单位": "first",
    "{a}牵头,{b}等部门配合": "LA",
    "会同{a}实施": "A",
    "{a}会同{b}": "firstA",
    "{a}会同{b}实施": "firstA",
    "{a}牵头,会同{b}共同落实": "LA",
    "{a}(排在首位的是牵头单位,下同)": "first",
    "{a};年底前完成": "first",
    "由{a}牵头,各负其责": "L",
}


def expected_roles(form: str, first: list[str], second: list[str]) -> list[tuple[str, Role]]:
    kind = FORMS[form]
    led, rest = ("LJ", kind.removeprefix("first")) if kind.startswith("first") else (kind[0], kind[1:])
    roles = [(name, ROLES[led[min(at, len(led) - 1)]]) for at, name in enumerate(first)]
    return roles + [(name, ROLES[rest]) for name in second if rest]


@tried(200)
@given(
    form=st.sampled_from(sorted(FORMS)),
    names=st.lists(st.sampled_from(REGISTER), min_size=2, max_size=7, unique=True),
    cut=st.integers(min_value=1, max_value=6),
    mark=st.sampled_from(["、", "\n", "、\n"]),
    last=st.sampled_from(["", "及", "和", "与"]),
    full_width=st.booleans(),
)
def test_any_division_of_register_names_comes_back(
    form: str, names: list[str], cut: int, mark: str, last: str, full_width: bool
) -> None:
    cut = min(cut, len(names) - 1)
    first, second = names[:cut], names[cut:] if "{b}" in form else []

    def joined(part: list[str]) -> str:
        if last and len(part) > 1 and "\n" not in mark:
            return f"{mark.join(part[:-1])}{last}{part[-1]}"
        return mark.join(part)

    cell = form.format(a=joined(first), b=joined(second))
    reading = read_offices(wide(cell) if full_width else cell, lambda name: fold(name) in KNOWS)
    assert [(fold(office.printed), office.role) for office in reading.offices] == expected_roles(
        form, first, second
    )
    assert reading.unknown == ()


@given(
    st.text(
        alphabet="市教育局处和及会等、，,;()（）: \n牵头配合同负责单位按职责分工3月底前完成/无各由",
        max_size=40,
    )
)
def test_no_cell_breaks_the_reader(cell: str) -> None:
    for knows in (nothing, {"教育局", "市教育局", "和会处", "等处"}.__contains__):
        reading = read_offices(cell, knows)
        for office in reading.offices:
            assert office.printed in cell
            assert office.printed.strip() == office.printed != ""
        assert set(reading.unknown) <= {office.printed for office in reading.offices}
