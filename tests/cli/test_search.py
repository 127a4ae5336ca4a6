"""``workplan search``: where words stand, in context."""

from __future__ import annotations

import pytest

from tests.conftest import Run


def bare(text: str) -> str:
    return text.replace("【", "").replace("】", "").strip("…")


@pytest.mark.parametrize(
    ("words", "points", "tasks"),
    [
        ("甬舟", [6, 7], [10, 32]),
        ("lng", [7, 9], [34]),
        ("ＬＮＧ", [7, 9], [34]),
        ("双随机 自贸区", [8], [6]),
        ("自贸区 双随机", [8], [6]),
        ("'“浙里检”'", [], [35]),
        ("'\"浙里检\"'", [], [35]),
        ("'甬 舟'", [6, 7], [10, 32]),
        ("契入点", [], [10]),
        ("计量评管理处", [], [33, 34]),
        ("会同产品监管处", [], [21]),
        ("没有这样的词", [], []),
    ],
)
def test_hits(run: Run, words: str, points: list[int], tasks: list[int]) -> None:
    answer = run(f"search {words} -O json").data
    assert [hit["id"] for hit in answer["points"]] == points
    assert [hit["id"] for hit in answer["tasks"]] == tasks
    assert all(set(hit) >= {"id", "title", "hits"} for hit in answer["points"] + answer["tasks"])


def test_each_hit_is_marked_in_words_of_the_plan(run: Run) -> None:
    answer = run("search 甬舟 -O json").data
    [point] = [hit for hit in answer["points"] if hit["id"] == 7]
    sections = run("points -O json").data["sections"]
    [whole] = [p for section in sections for p in section["points"] if p["id"] == 7]
    text = whole["title"] + whole["text"]
    for hit in point["hits"]:
        assert "【甬舟】" in hit
        assert bare(hit) in text
    assert "".join(point["hits"]).count("【") == text.count("甬舟")


def test_two_words_close_together_share_an_excerpt(run: Run) -> None:
    [hit] = run("search 浙江省 加气市场 -O json").data["tasks"]
    assert hit["id"] == 34
    assert any("【浙江省】LNG【加气市场】" in text for text in hit["hits"])


def test_the_screen(run: Run) -> None:
    out = run("search 甬舟").out
    assert "2 个要点" in out.splitlines()[0]
    assert "2 项任务" in out.splitlines()[0]
    assert run("search 没有这样的词").out.count("\n") == 1


@pytest.mark.parametrize("word", ["", " ", "\u3000"])
def test_nothing_to_look_for(run: Run, word: str) -> None:
    error, _ = run("search", word, status=2).complaint
    assert "空" in error
