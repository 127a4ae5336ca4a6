"""``workplan schema``: the JSON Schema of plan.yaml."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ...domain.characters import shell_word
from ...domain.errors import ExitCode, Misuse
from ...files.intake import read_bytes
from ...files.json_schema import plan_schema
from .. import frame, options
from ..help import Command
from ..saving import refuse_own, save

app = frame.app()

_SAVED = "写已保存的 Schema 的文件名，如 schema --check plan.schema.json。"


@app.command(
    cls=Command,
    help="输出 plan.yaml 的 JSON Schema（draft 2020-12）；编辑器据此提示键名、指出错处。",
    epilog="workplan schema -o plan.schema.json\nworkplan schema --check plan.schema.json",
)
def schema(
    check: Annotated[
        str | None, typer.Option("--check", metavar="文件", help="核对已保存的 Schema 是否与本版本一致")
    ] = None,
    file: options.File = None,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="文件", help="写入文件")] = None,
) -> int:
    """Write the schema, or say whether a saved one is current. It is the same for every plan: -f changes nothing."""
    text = plan_schema()
    if check is not None:
        saved = read_bytes(Path(check), _SAVED).decode("utf-8", errors="replace")
        if saved.replace("\r\n", "\n") == text:
            return ExitCode.OK
        if saved.strip() and not saved.lstrip("\ufeff \t\r\n").startswith("{"):
            raise Misuse(
                f"{check} 不是 JSON Schema。",
                f"要检查计划，运行 workplan validate {shell_word(check)}；"
                "已保存的 Schema 写在 --check 后面，如 plan.schema.json。",
            )
        sys.stdout.write(
            f"{check}: 与本版本的 Schema 不一致。\n    运行 workplan schema -o {check} 重新生成。\n"
        )
        return ExitCode.FINDINGS
    if output in (None, "-"):
        sys.stdout.write(text)
    else:
        refuse_own(Path(str(output)))
        save(Path(str(output)), text)
    return ExitCode.OK
