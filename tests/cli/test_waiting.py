"""The bar on a terminal's stderr, for what takes over a second."""

from __future__ import annotations

import io
import sys
import threading
import time

import pytest

from workplan.cli import waiting
from workplan.domain import meter
from workplan.output import terminal


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
def test_nothing_is_shown_elsewhere_or_of_what_is_soon_done(
    stream: io.StringIO, monkeypatch: pytest.MonkeyPatch
):
    if not stream.isatty():
        monkeypatch.setattr(waiting, "PATIENCE", 0.0)
    monkeypatch.setattr(sys, "stderr", stream)
    with waiting.shown():
        time.sleep(0.05)
    assert stream.getvalue() == ""


def test_a_bar_is_drawn_and_taken_away(monkeypatch: pytest.MonkeyPatch):
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(waiting, "PATIENCE", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    with waiting.shown():
        list(meter.METER.through(range(50), "读取 plan.yaml", 100))
        deadline = time.monotonic() + 10
        while "50%" not in stream.getvalue() and time.monotonic() < deadline:
            time.sleep(0.01)
    assert "读取 plan.yaml" in stream.getvalue()
    assert "50%" in stream.getvalue()
    assert stream.getvalue().endswith("\x1b[2K"), "the line of the bar is wiped out at the end"
    assert threading.active_count() == 1 or not any(
        t.name.endswith("(_watch)") for t in threading.enumerate()
    )


def test_what_fails_inside_leaves_no_bar(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    with pytest.raises(ValueError, match="inside"), waiting.shown():
        raise ValueError("inside")
    assert not any(t.name.endswith("(_watch)") for t in threading.enumerate())


def test_a_file_s_name_cannot_steer_the_terminal(monkeypatch: pytest.MonkeyPatch):
    stream, done = Terminal(), threading.Event()
    work = meter.Meter()
    work.begin("读取 \x1b]0;owned\x07[red]x")
    threading.Timer(0.3, done.set).start()
    terminal.bar(work, stream, done)
    assert "\x1b]" not in stream.getvalue()
    assert "[red]x" in stream.getvalue()


def test_reading_tells_how_far_it_has_come(monkeypatch: pytest.MonkeyPatch, tmp_path):
    from workplan.files.plan_file import load_bytes

    told: list[tuple[str, int, int]] = []

    class Watched(meter.Meter):
        def __setattr__(self, name: str, value: object) -> None:
            super().__setattr__(name, value)
            if name == "done" and hasattr(self, "total"):
                told.append((self.work, self.done, self.total))

    monkeypatch.setattr("workplan.files.parsing.METER", Watched())
    head = "year: 2020\ntitles:\n  document: 要点\ndepartments:\n  - name: 甲\ntasks:\n"
    item = "  - id: {n}\n    title: t\n    goals: g\n    departments: 甲\n    deadline: 11\n"
    text = head + "".join(item.format(n=n) for n in range(1, 50))
    assert load_bytes(text.encode(), "p.yaml").document is not None
    places = [done for _, done, _ in told]
    assert places == sorted(places)
    assert {(work, total) for work, _, total in told[1:]} == {("读取 p.yaml", len(text))}
    assert 0.9 * len(text) < places[-1] < len(text)
