"""Assembly of the command line, and the one boundary where errors become text and a status."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr
from importlib import import_module
from keyword import iskeyword
from typing import Annotated, Any

import typer
from typer.main import get_command

from .. import __version__
from ..domain.characters import as_text
from ..domain.errors import ExitCode, InvalidPlan, WorkplanError, reason
from ..files.collector import no_collector
from . import completion, environment, shells, streams
from .help import Entry, Group, Part

COMMANDS = {
    "import": Entry(Part.CARRY, "附件.docx", "把印发的文件读成一份计划草稿：Word、Excel、网页、文字"),
    "init": Entry(Part.CARRY, "", "写一份最小的计划，照着改"),
    "due": Entry(Part.ASK, "--month 11", "某月、某季度或若干天内到期的任务"),
    "overdue": Entry(Part.ASK, "", "已经逾期的任务和节点"),
    "list": Entry(Part.ASK, "--dept 许可处", "任务清单，可按部门、时间、要点等筛选"),
    "show": Entry(Part.ASK, "7", "一项任务（或一个要点）的全部内容"),
    "by-dept": Entry(Part.ASK, "许可处", "一个部门的任务及其角色；或各部门一览"),
    "by": Entry(Part.ASK, "责任部门", "按任务清单的一栏计数"),
    "points": Entry(Part.ASK, "", "工作要点，以及落实每个要点的任务"),
    "targets": Entry(Part.ASK, "", "全部指标和承诺，及其原文出处"),
    "search": Entry(Part.ASK, "甬舟", "在要点和任务中查找"),
    "status": Entry(Part.ASK, "", "全局一览：各种进度、各月、各部门各多少项"),
    "missing": Entry(Part.ASK, "--month 6", "某月没有报进展的任务和部门"),
    "update": Entry(Part.RECORD, "5 --percent 60", "登记进展：状态、百分比、指标值、情况"),
    "done": Entry(Part.RECORD, "5", "报结：部门报告任务完成"),
    "close": Entry(Part.RECORD, "5", "销号：核实后办结"),
    "return": Entry(Part.RECORD, '5 --reason "材料不全"', "退回：核实不通过，重新推进"),
    "extend": Entry(Part.RECORD, '2 --to 12月15日 --reason "招标流标"', "延期：新的最后一日和理由"),
    "carry": Entry(Part.RECORD, "5 --to 2021#8", "结转：没有办结的任务转到下一份计划"),
    "carry-over": Entry(
        Part.CARRY, "2020/plan.yaml --to 2021 -o 2021/plan.yaml", "把没有办结的任务结转成下一年计划的草稿"
    ),
    "compare": Entry(Part.ASK, "2020 2021", "两份计划对照：沿用、结转、新增和不再有的任务"),
    "undo": Entry(Part.RECORD, "", "撤销登记错了的记录；台账里仍留底"),
    "log": Entry(Part.ASK, "", "台账，最近的在前"),
    "sheet": Entry(Part.RECORD, "--month 11 -o 发出", "发填报表：每个部门一份 Excel 表，写好它的任务"),
    "collect": Entry(Part.RECORD, "收回 --month 11", "收填报表：各部门填好的一次核对、登记"),
    "merge-ledger": Entry(
        Part.CARRY, "共同.yaml progress.yaml 对方.yaml", "合并两边都追加过的台账，可作 git 的合并程序"
    ),
    "export": Entry(Part.CARRY, "-o 数据", "写成若干张表，供数据库和别的程序用"),
    "report": Entry(Part.PRINT, "-o 清单.html", "生成可打印的报告：网页、PDF、Word"),
    "validate": Entry(Part.CHECK, "", "检查计划文件，一次列出全部问题"),
    "seal": Entry(Part.CHECK, "", "封存印发的文字，此后的改动 validate 会指出"),
    "schema": Entry(Part.CHECK, "-o plan.schema.json", "plan.yaml 的 JSON Schema，供编辑器使用"),
}
"""Every command: where it stands in the help, what follows its name in an example, and its line."""

WRITING = frozenset(
    {
        "import",
        "init",
        "update",
        "done",
        "close",
        "return",
        "extend",
        "carry",
        "carry-over",
        "undo",
        "collect",
        "seal",
    }
)
"""The commands that write to the plan's own files: none of them is ever guessed at."""


class LazyGroup(Group):
    """Imports a command's module only when the command is asked for: typing `due` must not pay for `report`."""

    entries = COMMANDS

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the order help shows them."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import and build one command."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        module = import_module(f".commands.{name}_" if iskeyword(name) else f".commands.{name}", __package__)
        command = get_command(module.app)
        command.name = cmd_name
        command.epilog = COMMANDS[cmd_name].examples(cmd_name, command.epilog)
        return command


app = typer.Typer(
    cls=LazyGroup,
    help="管单位的年度工作要点和重点工作任务清单：查询、登记、督办、打印。\n"
    "左边是命令和例子；一条命令的全部选项，见 workplan due --help。",
    rich_markup_mode=None,
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"workplan {__version__}")  # noqa: T201
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", help="显示版本号", callback=_version, is_eager=True)
    ] = False,
    install_completion: Annotated[
        bool,
        typer.Option(
            "--install-completion",
            help="为当前终端安装补全",
            callback=completion.install_asked,
            is_eager=True,
        ),
    ] = False,
    show_completion: Annotated[
        bool,
        typer.Option("--show-completion", help="显示补全脚本", callback=completion.show_asked, is_eager=True),
    ] = False,
) -> None:
    """Hold the options of the bare command."""


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return the exit status. Nothing escapes as a traceback."""
    streams.prepare()
    environment.prepare()
    if shells.asked():
        return _complete()
    try:
        with no_collector():  # an answer's values live as long as the process
            status = _guarded(arguments)
        streams.flush()
    except BrokenPipeError:  # `| head` has read enough
        streams.silence()
        return ExitCode.OK
    except SystemExit as error:  # Typer and rich end the process themselves where a pipe closes
        if isinstance(error.__context__, OSError):
            streams.silence()
            return ExitCode.OK
        return error.code if isinstance(error.code, int) else ExitCode.OK
    except OSError as error:  # a full disk behind stdout
        streams.silence()
        _complain(f"无法输出：{reason(error)}。", "检查磁盘空间或管道的另一端。")
        return ExitCode.UNREADABLE
    return status


def _complete() -> int:
    """Answer a shell: with words, or with nothing, whatever may be wrong with the plan."""
    from typer.completion import completion_init  # type: ignore[attr-defined]

    with redirect_stderr(io.StringIO()):
        try:
            shells.prepare()
            completion_init()
            get_command(app).main(args=[], prog_name="workplan")
        except SystemExit as error:  # fish asks by status whether there is anything
            return error.code if isinstance(error.code, int) else ExitCode.OK
        except (Exception, KeyboardInterrupt):
            return ExitCode.FINDINGS
    return ExitCode.OK


def _guarded(arguments: Sequence[str]) -> int:
    try:
        command = get_command(app)
        if not arguments:
            from .following import first_screen

            if first := first_screen():
                sys.stdout.write(first)
                return ExitCode.OK
        words = [*map(as_text, arguments[:1]), *arguments[1:]]
        result = command.main(args=words or ["--help"], prog_name="workplan", standalone_mode=False)
    except InvalidPlan as error:
        for diagnostic in sorted(error.diagnostics, key=lambda d: d.sort_key):
            streams.tell(str(diagnostic))
        _complain(error.message, error.hint)
        return error.exit_code
    except WorkplanError as error:
        _complain(error.message, error.hint)
        return error.exit_code
    except typer.TyperException as error:
        from .usage import explain

        _complain(*explain(error, [name for name in COMMANDS if name not in WRITING]))
        return ExitCode.USAGE
    except (KeyboardInterrupt, typer.Abort):
        return ExitCode.INTERRUPTED
    except OSError as error:
        if error.filename is None:  # of stdout, which has no name: the caller tells
            raise
        _complain(f"无法读写 {error.filename}：{reason(error)}。", "检查路径、权限和磁盘。")
        return ExitCode.UNREADABLE
    except Exception as error:
        if os.environ.get("WORKPLAN_DEBUG"):
            raise
        _complain(
            f"程序内部出错：{type(error).__name__}: {error}",
            "这是 workplan 的缺陷，不是计划的问题；请把命令和这一行报告给维护者（WORKPLAN_DEBUG=1 可看详情）。",
        )
        return ExitCode.INTERNAL
    return int(result or ExitCode.OK)


def _complain(message: str, hint: str) -> None:
    """Say one line of what is wrong and one of what to do, on stderr."""
    for line in (f"错误：{message}", f"提示：{hint}" if hint else ""):
        if line:
            streams.tell(line)
