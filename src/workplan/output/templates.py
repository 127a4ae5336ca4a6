"""Reports from templates: the only user of jinja2.

Templates run in a sandbox, the shipped ones too; an office's own, which may come from anywhere, in a process of their
own that ends. In HTML every value is escaped; in Markdown every value is made plain text.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
from jinja2 import (
    BaseLoader,
    BytecodeCache,
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError, TemplateError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from ..domain.characters import as_text, inner_quotes, visible
from ..domain.errors import NotFound, Unreadable, WorkplanError
from ..domain.suggest import nearest
from ..files import cache
from . import chinese, complaints, confined, markdown, pictures, traces, within
from .typography import typeset

SUFFIX = ".j2"
SHIPPED = "workplan"
"""The prefix by which an office's own template names a shipped one it changes: `workplan/bulletin.html.j2`."""
LOCAL = "_local.css"
"""A style sheet of the office's own, beside its templates: it comes last on every page."""
_PIECE = 1024 * 1024
_TITLE = r"(?s)\{#-?\s*(.*?)\s*-?#\}"


class Context(NamedTuple):
    """What a template is filled in with: the names it knows, and the printed numbers that typesetting leaves alone."""

    names: dict[str, Any]
    numbers: frozenset[str] = frozenset()


class TemplateInfo(NamedTuple):
    """A report that can be made: its name, what it is, and in which formats."""

    name: str
    title: str
    formats: tuple[str, ...]


@lru_cache(1)
def shipped() -> Traversable:
    """Return the folder of the templates that come with workplan: in the wheel, in one archive, or in the checkout."""
    packaged = files(__package__.partition(".")[0]) / "templates"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "templates"


def folders(plan: Path) -> list[Path]:
    """Return where templates are looked for before those that come with workplan: beside the plan.

    A `templates` that is a link out of the plan's folder is passed over, and so are workplan's own.
    """
    folder = Path(os.path.realpath(plan)).parent
    own = Path(os.path.realpath(folder / "templates"))
    return [own] if own.is_relative_to(folder) and own != shipped() else []


def available(places: Iterable[Path]) -> list[TemplateInfo]:
    """Return the reports that can be made, by name; names that begin with _ are parts of others."""
    return [
        TemplateInfo(name, _title(next(iter(kinds.values()))), tuple(sorted(kinds)))
        for name, kinds in sorted(_files(places).items())
    ]


def _files(places: Iterable[Path]) -> dict[str, dict[str, Traversable]]:
    """Return the file of each report in each of its formats."""
    found: dict[str, dict[str, Traversable]] = {}
    for place in (*places, shipped()):
        for file in sorted(entry.name for entry in place.iterdir()) if place.is_dir() else ():
            name, _, kind = as_text(file).removesuffix(SUFFIX).rpartition(".")
            if (
                file.endswith(SUFFIX)
                and name
                and not name.startswith("_")
                and within.is_inside(place / file, place)
            ):
                found.setdefault(name, {}).setdefault(kind, place / file)
    return found


class Idle(NamedTuple):
    """A block that the template extended does not have, so that nothing comes of it."""

    file: str
    line: int
    name: str
    known: tuple[str, ...]


def idle_blocks(file: str, kind: str, places: list[Path]) -> list[Idle]:
    """Return the blocks of a template of one's own that fill in for none: most likely their names are mistyped."""
    environment = _environment(kind, places)
    try:
        tree = _tree(environment, file)
        known = _blocks_above(environment, tree, frozenset({file}))
    except (TemplateError, WorkplanError, RecursionError):  # rendering it has told
        return []
    blocks = [node for node in tree.body if isinstance(node, jinja2.nodes.Block)] if known else []
    return [Idle(file, b.lineno, b.name, tuple(known)) for b in blocks if b.name not in known]


def _tree(environment: jinja2.Environment, name: str) -> jinja2.nodes.Template:
    assert environment.loader is not None
    return environment.parse(environment.loader.get_source(environment, within.plain(name))[0])


def _blocks_above(
    environment: jinja2.Environment, tree: jinja2.nodes.Template, seen: frozenset[str]
) -> list[str]:
    """Return the blocks of all that a template extends, none where it does not say plainly what that is."""
    names = [
        node.template.value
        for node in tree.find_all(jinja2.nodes.Extends)
        if isinstance(node.template, jinja2.nodes.Const)
    ]
    if len(names) != 1 or names[0] in seen:
        return []
    above = _tree(environment, names[0])
    own_blocks = [block.name for block in above.find_all(jinja2.nodes.Block)]
    return list(dict.fromkeys([*own_blocks, *_blocks_above(environment, above, seen | {names[0]})]))


def own(name: str, kind: str, places: Iterable[Path]) -> list[Path]:
    """Return the files of a plan's own that a report would be made of: the template, and parts in place of shipped ones."""
    kinds = (f".{kind}{SUFFIX}", Path(LOCAL).suffix) if kind == "html" else (f".{kind}{SUFFIX}",)
    parts = {entry.name for entry in shipped().iterdir() if entry.name.startswith("_")}
    wanted = {file for file in (f"{name}.{kind}{SUFFIX}", *parts, LOCAL) if file.endswith(kinds)}
    return [
        place / file
        for place in places
        for file in map(within.on_disk, sorted(wanted))
        if (place / file).is_file()
    ]


def source(name: str, kind: str) -> str:
    """Return the text of a shipped template, to be changed by whoever takes it."""
    found = _files([])
    if kind not in found.get(name, ()):
        raise NotFound(
            f"随程序带的模板里没有 {name} 的 {kind} 格式。", "运行 workplan report --list 查看全部报告。"
        )
    return found[name][kind].read_text(encoding="utf-8")


def _title(path: Traversable) -> str:
    found = re.match(_TITLE, path.read_bytes().decode(errors="replace"))  # rendering it tells
    return visible(found[1].partition("\n")[0].rstrip()) if found else ""


def formats(name: str, places: Iterable[Path]) -> tuple[str, ...]:
    """Return the formats a report can be made in, none where there is no such report."""
    return tuple(sorted(_files(places).get(name, ())))


def known(name: str, places: Iterable[Path]) -> tuple[str, ...]:
    """Return the formats of a report. Raises :class:`NotFound` where there is none of that name."""
    found = _files(places)
    if name not in found:
        guess = nearest(name, found)
        raise NotFound(
            f"没有名为“{name}”的报告。",
            f"是不是 {guess}？" if guess else "运行 workplan report --list 查看全部报告。",
        )
    return tuple(sorted(found[name]))


def render(name: str, kind: str, places: list[Path], context: Context) -> Iterator[str]:
    """Yield the report ``name`` as ``kind`` (md or html), in large pieces. The same context gives the same text."""
    kinds = known(name, places)
    if kind not in kinds:
        raise NotFound(f"报告 {name} 没有 {kind} 格式。", f"它的格式有：{'、'.join(kinds)}。")
    file = f"{name}.{kind}{SUFFIX}"
    if own(name, kind, places):
        return _confined(file, kind, places, context)
    return _render(file, kind, [], context)


def render_shipped(name: str, kind: str, values: dict[str, Any]) -> Iterator[str]:
    """Yield, likewise, a shipped template that is none of the reports about one plan."""
    return _render(f"{name}.{kind}{SUFFIX}", kind, [], Context(values))


def render_file(path: Path, kind: str, places: list[Path], context: Context) -> Iterator[str]:
    """Yield, likewise, a template of the user's own; it may include those beside it and those shipped."""
    real = Path(os.path.realpath(path))
    if not real.is_file():
        raise Unreadable(f"找不到模板 {path}。", "检查模板文件名，或 --template 的路径。")
    return _confined(as_text(real.name), kind, [real.parent, *places], context)


def _confined(file: str, kind: str, places: list[Path], context: Context) -> Iterator[str]:
    """Yield a report made by a template that may be anybody's; the control characters it may hold are spelled."""
    return map(visible, confined.pieces(f"模板 {file} ", _render_own, file, kind, places, context))


def _render_own(file: str, kind: str, places: list[Path], context: Context) -> Iterator[str]:
    """Yield a report; whatever its template does wrong is the template's mistake."""
    try:
        yield from _render(file, kind, places, context)
    except WorkplanError:
        raise
    except MemoryError as error:
        raise Unreadable(
            f"模板 {traces.where(error, file)}占用的内存超过 {confined.MEGABYTES} MB，已经停下。",
            "检查模板里的循环和乘法。",
        ) from None
    except Exception as error:
        raise _mistake(error, file) from None


def _render(file: str, kind: str, places: list[Path], context: Context) -> Iterator[str]:
    environment = _environment(kind, places, context.numbers)
    try:
        yield from _joined(environment.get_template(file).generate(context.names))
    except TemplateSyntaxError as error:
        raise Unreadable(
            f"模板 {Path(error.name or file).name} 第 {error.lineno} 行语法错误：{_plain(error)}。",
            "改正模板这一行。",
        ) from None
    except TemplateNotFound as error:
        raise _not_found(error, file) from None
    except Unreadable as error:
        raise Unreadable(f"模板 {traces.where(error, file)}出错：{error.message}", error.hint) from None
    except SecurityError as error:
        raise Unreadable(
            f"模板 {traces.where(error, file)}做了不允许的事：{_plain(error)}。", "模板只能读取数据。"
        ) from None
    except UndefinedError as error:
        raise Unreadable(
            f"模板 {traces.where(error, file)}用了没有的名称：{_undefined(error)}。",
            "模板可用的名称见 docs/templates.md。",
        ) from None
    except RecursionError as error:
        what = traces.endless(error)
        raise Unreadable(f"模板 {traces.where(error, file)}{what}。", what.hint) from None
    except SyntaxError as error:  # Python's, of what jinja2 made: it nests only so deep
        what = traces.Endless.TOO_DEEP
        raise Unreadable(f"模板 {traces.where(error, file)}{what}。", what.hint) from None
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise _mistake(error, file) from None


def _not_found(error: TemplateNotFound, file: str) -> Unreadable:
    names = [str(name) for name in getattr(error, "templates", (error.name,))]
    ours = any(name.startswith(f"{SHIPPED}/") for name in names)
    return Unreadable(
        f"模板 {traces.where(error, file)}引用的 {'、'.join(names)} 找不到。",
        f"{SHIPPED}/ 后面写随程序带的模板，如 {SHIPPED}/bulletin.html.j2。"
        if ours
        else "把它放在模板旁边，写文件名；也许可以没有的，加 ignore missing。",
    )


def _mistake(error: Exception, file: str) -> Unreadable:
    return Unreadable(
        f"模板 {traces.where(error, file)}出错：{_plain(error)}。", "模板可用的名称见 docs/templates.md。"
    )


def _joined(pieces: Iterable[str]) -> Iterator[str]:
    """Join pieces to large ones: a report of one year's plan comes whole, or not at all where its template fails."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _PIECE:
            yield "".join(held)
            held, size = [], 0
    yield "".join(held)


def _plain(error: Exception) -> str:
    return complaints.in_chinese(str(error.message if isinstance(error, TemplateSyntaxError) else error))


def _undefined(error: UndefinedError) -> str:
    """Return the name a template asked for, out of jinja2's English message."""
    if found := complaints.known(str(error)):
        return found
    names = re.findall(r"'([^']+)'", str(error))
    return names[-1] if names else str(error)


class _Folder(FileSystemLoader):
    """The templates of one folder: its own files, and no links that lead out of it; a BOM is no part of a text."""

    def __init__(self, place: Path) -> None:
        super().__init__(place, encoding="utf-8-sig")

    def get_source(self, environment: Any, template: str) -> Any:
        """Return a template's text, its file, and whether it is as it was."""
        within.find(template, Path(self.searchpath[0]))
        try:
            text, name, fresh = super().get_source(environment, within.on_disk(template))
        except UnicodeDecodeError:
            raise Unreadable(f"{template} 不是 UTF-8 文字。", "另存为 UTF-8 编码。") from None
        return text, as_text(name), fresh


class _Shipped(BaseLoader):
    """The templates that come with workplan, which no path need lead to."""

    def get_source(self, environment: Any, template: str) -> Any:
        """Return a template's text, its file, and that it is as it was: nothing changes a program while it runs."""
        file = next((entry for entry in shipped().iterdir() if entry.name == template), None)
        if file is None or not file.is_file():
            raise TemplateNotFound(template)
        return file.read_text(encoding="utf-8"), str(file), lambda: True


class _Places(ChoiceLoader):
    """All that a template can name, whatever names it: include, extends, import, a style sheet."""

    def load(self, environment: Any, name: str, globals: Any = None) -> Any:
        """Return a template. Raises :class:`Unreadable` where the name leads elsewhere."""
        return super().load(environment, within.plain(name), globals)


class _Compiled(BytecodeCache):
    """Templates as compiled before, by their own text: compiling one takes as long as filling it in."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what was kept, if anything was."""
        code = cache.recall(self._entry(bucket))
        if code and isinstance(code[0], bytes):
            bucket.bytecode_from_string(code[0])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds."""
        cache.keep(self._entry(bucket), [bucket.bytecode_to_string()])

    def _entry(self, bucket: Bucket) -> str:
        # Compiled code depends on the environment, which is made in this module: its file is in the name already.
        kind = bucket.environment.finalize is _printable
        made_of = (jinja2.__version__, str(kind), bucket.key, bucket.checksum)
        return cache.name(*(part.encode() for part in made_of))


def _environment(
    kind: str, places: list[Path], numbers: frozenset[str] = frozenset()
) -> ImmutableSandboxedEnvironment:
    html = kind == "html"
    environment = ImmutableSandboxedEnvironment(
        loader=_Places([PrefixLoader({SHIPPED: _Shipped()}), *map(_Folder, places), _Shipped()]),
        bytecode_cache=_Compiled(),
        autoescape=True,  # in Markdown too, where _markdown leaves it nothing to do: a macro's text is then safe
        undefined=StrictUndefined,
        finalize=_printable if html else _markdown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters: dict[str, Callable[..., Any]] = {
        "typeset": partial(typeset, numbers=numbers),
        "cell": _markdown_cell,
        "inner_quotes": inner_quotes,
        "cn_date": chinese.date_words,
        "cn_number": chinese.number_words,
    }
    embedded = _embedder(places, html=html)
    environment.filters.update(filters, picture=embedded)
    environment.globals["picture"] = embedded
    return environment


def _embedder(places: list[Path], *, html: bool) -> Callable[..., Markup]:
    """Return what templates know as ``picture``: a file of the office's own, embedded in the page."""

    def picture(name: Any, alt: Any = "") -> Markup:
        address, words = pictures.address_of(str(name), places), visible(str(alt))
        if html:
            return Markup('<img src="{}" alt="{}">').format(address, words)
        return Markup(f"![{markdown.escape(words)}]({address})")

    return picture


def _printable(value: Any) -> Any:
    return visible(value) if type(value) is str else value


def _markdown(value: Any) -> Markup:
    return value if isinstance(value, Markup) else Markup(markdown.escape(visible(str(value))))


def _markdown_cell(value: Any) -> Markup:
    return Markup(markdown.cell(visible(str(value))))
