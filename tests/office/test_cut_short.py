"""Files whose end is lost, and numbers that are left out: told where it can be seen, and nowhere else."""

from __future__ import annotations

import pytest

from workplan.office.draft import Draft, Refusal
from workplan.office.read_draft import Asked, read_drafts

CELLS = "2023年重点任务清单\n序号\n任务\n责任单位\n完成时间\n" + "".join(
    f"{at}\n{word}项工作\n办公室\n{at + 3}月底\n" for at, word in enumerate("甲乙丙", 1)
)
POINTS = "某街道2023年工作要点\n1.抓好党建。开展教育3次。\n2.抓好环境。清理12处。\n3.抓好平安。建立台账。\n"
CSV = "任务清单\n序号,任务,责任单位,完成时间\n1,甲事,办公室,3月\n2,乙事,法规处,4月\n3,丙事,许可处,5月\n"
PAGE = (
    "<html><body><h1>2023年任务清单</h1><table><tr><th>序号<th>任务<th>责任单位<th>完成时间</tr>"
    "<tr><td>1<td>甲事<td>办公室<td>3月</tr><tr><td>2<td>乙事<td>法规处<td>4月</tr></table></body></html>"
)


def read(text: str | bytes, encoding: str = "") -> Draft | Refusal:
    raw = text if isinstance(text, bytes) else text.encode()
    found = read_drafts([("原件.txt", raw)], Asked(year=2023, encoding=encoding))
    return found if isinstance(found, Refusal) else found[-1]


def said(text: str | bytes, code: str = "cut-short", encoding: str = "") -> list[str]:
    found = read(text, encoding)
    assert isinstance(found, Draft), found
    return [doubt.message for doubt in found.told if doubt.code == code]


@pytest.mark.parametrize("text", [CELLS, POINTS, CSV, PAGE, f"{CSV}4,丁事,,\n注：丁事待定。\n"])
def test_a_whole_file_is_not_called_cut(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (CELLS.removesuffix("6月底\n"), "完成时间"),
        (CSV.removesuffix(",许可处,5月\n"), "责任单位、完成时间"),
        (POINTS.removesuffix("账。\n"), "建立台"),
        (PAGE.partition("</table>")[0], "一张表没有结束"),
        (PAGE.removesuffix("</body></html>"), "网页没有结尾"),
    ],
)
def test_a_file_that_breaks_off_is_told(text: str, words: str) -> None:
    assert any(words in each for each in said(text))


def test_a_table_in_a_script_is_none_of_the_page_s() -> None:
    assert said(PAGE.replace("<body>", "<body><script>'<table>'</script><!-- <table> -->")) == []


def test_titles_in_cells_need_no_mark_at_their_end() -> None:
    assert said(CSV.replace("甲事", "甲事（一）").replace("乙事", "“乙事”")) == []


def test_a_signature_below_ends_the_list() -> None:
    assert said(f"{POINTS.removesuffix('。' + chr(10))}\n某街道办事处\n2023年2月1日\n") == []


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_cut_inside_a_character_is_refused_not_read_as_another_encoding(encoding: str) -> None:
    refused = read(CSV.removesuffix(",5月\n").encode(encoding)[:-1])
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.place.line) == ("cut-short", 5)


def test_numbers_left_out_are_told_but_not_those_of_a_choice() -> None:
    rows = "".join(
        f"{at},任务{word},办公室,{at}月\n"
        for at, word in ((1, "甲"), (2, "乙"), (3, "丙"), (4, "丁"), (6, "戊"))
    )
    head = "2023年任务清单\n序号,任务,责任单位,完成时间\n"
    assert said(head + rows, "number-gap") == ["编号从4跳到6，中间也许漏了，请核对。"]
    assert said(f"{head}302,甲事,办公室,3月\n305,乙事,办公室,4月\n307,丙事,办公室,5月\n", "number-gap") == []


@pytest.mark.parametrize(
    ("raw", "asked", "words"),
    [
        (CSV.encode("utf-16"), "gbk", "文件开头的标记是 UTF-16"),
        (CSV.encode("utf-8-sig"), "gbk", "文件开头的标记是 UTF-8"),
        (CSV.encode("gbk"), "utf-8", "按它读不通"),
        (CSV.encode("gbk"), "utf-16", "按它读不通"),
    ],
)
def test_an_encoding_that_gives_way_is_told(raw: bytes, asked: str, words: str) -> None:
    (told,) = said(raw, "encoding-contradicts", asked)
    assert words in told
    assert len([row for row in [read(raw, asked)] if isinstance(row, Draft) and len(row.rows) == 3]) == 1


@pytest.mark.parametrize(
    ("encoding", "asked"), [("utf-16-le", "utf-16"), ("utf-16-be", "utf-16-be"), ("gbk", "GB2312")]
)
def test_an_encoding_that_fits_is_believed(encoding: str, asked: str) -> None:
    assert said(CSV.encode(encoding), "encoding-contradicts", asked) == []
