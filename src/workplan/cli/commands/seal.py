"""``workplan seal``: record the words as issued, so that every later change to them shows."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ...checks.seal import make
from ...domain.characters import one_line
from ...domain.errors import Conflict, ExitCode
from ...files import seal_file as seals
from .. import following, frame, options, streams
from ..help import Command
from ..plan import find_plan, open_plan

app = frame.app()


@app.command(
    cls=Command,
    help="封存印发的文字：在计划旁边写下每一格文字的指纹，此后 validate 会指出哪一格改动过。",
    epilog="workplan seal\nworkplan seal --renew",
)
def seal(
    file: options.File = None,
    renew: Annotated[
        bool, typer.Option("--renew", help="已经封存、文字又有改动的，按现在的文字重新封存")
    ] = False,
) -> int:
    """Write the seal beside the plan; never over an older one that differs, unless told to."""
    plan = find_plan(file)
    document = open_plan(plan)
    path = seals.beside(plan)
    old = seals.load(path)
    new = make(document.plan)
    if old.seal == new:
        sys.stdout.write(one_line(f"{path} 已经封存，文字没有改动。") + "\n")
        following.tell("seal", **following.of_plan(plan))
        return ExitCode.OK
    if (old.seal or old.diagnostics) and not renew:
        raise Conflict(
            f"{path} 与现在的计划不符，没有改动它。",
            "运行 workplan validate 看改动了哪些文字；确认无误后用 workplan seal --renew 重新封存。",
        )
    seals.write(path, new)
    done = f"已封存 {len(new.tasks)} 项任务、{len(new.points)} 个要点的文字，写入 {path}。"
    with streams.already(done):
        sys.stdout.write(one_line(done) + "\n")
    following.tell("seal", **following.of_plan(plan))
    return ExitCode.OK
