"""Bad plans, by name: what people, tools and accidents put into a file, and what must be said of it.

Each case is the bytes, and the findings expected of them as ``line:code``. ``GOOD`` ones are accepted.
"""

from __future__ import annotations

from dataclasses import dataclass

PLAN = """\
year: 2020
titles: {document: "T"}
departments:
  - name: "许可处"
tasks:
  - id: 1
    title: "A"
    goals: "G"
    departments: "许可处"
    deadline: "11"
"""
"""The smallest plan without findings but two; `title` stands on line 7, `deadline` on line 10."""


@dataclass(frozen=True)
class Hostile:
    """One input and the findings, as ``line:code``, that must be among those it gets."""

    name: str
    raw: bytes
    expected: tuple[str, ...] = ()


def _with(old: str, new: str) -> bytes:
    assert old in PLAN, old
    return PLAN.replace(old, new, 1).encode("utf-8")


def _title(text: str) -> bytes:
    return _with('title: "A"', f"title: {text}")


def _line(text: str) -> bytes:
    return _with("    deadline", f"{text}\n    deadline")


def _raw(position: str, inserted: bytes) -> bytes:
    return PLAN.encode("utf-8").replace(position.encode("utf-8"), position.encode("utf-8") + inserted, 1)


BASE = PLAN.encode("utf-8")

GOOD = (
    Hostile("plain", BASE),
    Hostile("crlf", BASE.replace(b"\n", b"\r\n")),
    Hostile("lone-cr", BASE.replace(b"\n", b"\r")),
    Hostile("bom", b"\xef\xbb\xbf" + BASE),
    Hostile("bom-crlf", b"\xef\xbb\xbf" + BASE.replace(b"\n", b"\r\n")),
    Hostile("no-last-newline", BASE.rstrip(b"\n")),
    Hostile("blank-lines", BASE.replace(b"\n", b"\n\n")),
    Hostile("document-marks", b"---\n" + BASE + b"...\n"),
    Hostile("yaml-directive", b"%YAML 1.1\n---\n" + BASE),
    Hostile("comments", b"# c\n" + BASE.replace(b"\n", b" # c\n")),
    Hostile("bare-deadline", _with('"11"', "11")),
    Hostile("quoted-numbers", _with("id: 1", 'id: "1"')),
    Hostile("astral", _title('"𠮷𠀀"')),
    Hostile("emoji", _title('"\U0001f600"')),
    Hostile("combining", _title('"e\u0301"')),
    Hostile("no-break-space", _title('"A\u00a0B"')),
    Hostile("yaml-word-no", _title('"no"')),
    Hostile("bare-word-no", _title("no")),
    Hostile("bare-date-title", _title("2020-02-30")),
    Hostile("sexagesimal", _title("1:30:00")),
    Hostile("long-line", _title('"' + "字" * 100_000 + '"')),
    Hostile("template-syntax", _title('"{{ 7*7 }} {% raw %}"')),
    Hostile("formula", _title('"=cmd|calc"')),
    Hostile("long-text", _title("|-\n" + "      A\n" * 9_000)),
    Hostile("comment-of-many-lines", BASE + b"# c\n" * 11_000 + b"footer: F\n"),
    Hostile("workflow-command", _title('"::error::x%0A::warning::y"')),
    Hostile("cdata-end", _title('"]]><x/>&amp;"')),
    Hostile("rich-markup", _title('"[/foo] [red]"')),
)

BAD = (
    # encodings
    Hostile("gbk", PLAN.encode("gbk"), ("4:encoding",)),
    Hostile("gb18030", PLAN.replace('"A"', '"𠮷"').encode("gb18030"), ("4:encoding",)),
    Hostile("utf-16-le", b"\xff\xfe" + PLAN.encode("utf-16-le"), ("1:encoding",)),
    Hostile("utf-16-be", b"\xfe\xff" + PLAN.encode("utf-16-be"), ("1:encoding",)),
    Hostile("utf-32", PLAN.encode("utf-32"), ("1:encoding",)),
    Hostile("latin-1", PLAN.replace("许可处", "é").encode("latin-1"), ("4:encoding",)),
    Hostile("stray-byte-cr", _raw('title: "', b"\xff").replace(b"\n", b"\r"), ("7:encoding",)),
    Hostile("stray-byte", _raw('title: "', b"\xff"), ("7:encoding",)),
    Hostile("truncated-character", _raw('title: "', "许".encode()[:2]), ("7:encoding",)),
    Hostile("overlong", _raw('title: "', b"\xc0\xaf"), ("7:encoding",)),
    Hostile("surrogate", _raw('title: "', b"\xed\xa0\x80"), ("7:encoding",)),
    # nothing there
    Hostile("empty", b"", ("1:empty-file",)),
    Hostile("only-bom", b"\xef\xbb\xbf", ("1:empty-file",)),
    Hostile("only-comments", b"# a\n# b\n", ("1:empty-file",)),
    Hostile("only-blank", b"\n \n\n", ("1:empty-file",)),
    Hostile("only-nul", b"\0" * 64, ("1:control-character",)),
    Hostile("binary", bytes(range(256)), ("3:encoding",)),
    # control and bidi characters
    Hostile("nul", _raw('title: "', b"\0"), ("7:control-character",)),
    Hostile("bell-cr", _raw('title: "', b"\a").replace(b"\n", b"\r"), ("7:control-character",)),
    Hostile("escape", _raw('title: "', b"\x1b[31m"), ("7:control-character",)),
    Hostile("bell", _raw('title: "', b"\a"), ("7:control-character",)),
    Hostile("delete", _raw('title: "', b"\x7f"), ("7:control-character",)),
    Hostile("c1", _title('"\u0085"'), ("7:control-character",)),
    Hostile("line-separator", _title('"a\u2028b"'), ("7:control-character",)),
    Hostile("bidi-override", _title('"\u202eA"'), ("7:control-character",)),
    Hostile("bidi-isolate", _title('"\u2066A\u2069"'), ("7:control-character",)),
    Hostile("bom-inside", _title('"\ufeffA"'), ("7:control-character",)),
    Hostile("escaped-control", _title(r'"\x1b[31m"'), ("7:control-character",)),
    # damage
    Hostile("open-quote", _title('"A'), ("8:yaml-syntax",)),
    Hostile("open-quote-cr", _title('"A').replace(b"\n", b"\r"), ("8:yaml-syntax",)),
    Hostile("open-quote-crlf", _title('"A').replace(b"\n", b"\r\n"), ("8:yaml-syntax",)),
    Hostile("cut-in-quote-cr", BASE.rstrip(b'"\n').replace(b"\n", b"\r"), ("10:yaml-syntax",)),
    Hostile("full-width-colon-cr", _with("title:", "title\uff1a").replace(b"\n", b"\r"), ("7:yaml-syntax",)),
    Hostile("open-bracket", _with("    deadline", "    points: [1\n    deadline"), ("11:yaml-syntax",)),
    Hostile("open-brace", _with('{document: "T"}', '{document: "T"'), ("3:yaml-syntax",)),
    Hostile("tab-indent", _line("\tremark: x"), ("10:yaml-syntax",)),
    Hostile("colon-in-plain", _title("a: b"), ("7:yaml-syntax",)),
    Hostile("conflict-marks", _line("<<<<<<< HEAD"), ("10:yaml-syntax",)),
    Hostile("at-sign", _title("@a"), ("7:yaml-syntax",)),
    Hostile("backtick", _title("`a`"), ("7:yaml-syntax",)),
    Hostile("bad-escape", _title(r'"\q"'), ("7:yaml-syntax",)),
    Hostile("dedent", _line("   remark: x"), ("10:yaml-syntax",)),
    Hostile("prose-after", BASE + "这是正文\n".encode(), ("12:yaml-syntax",)),
    Hostile("cut-in-quote", BASE.rstrip(b'"\n'), ("10:yaml-syntax",)),
    # shapes
    Hostile("a-list", b"- 1\n- 2\n", ("1:wrong-type",)),
    Hostile("a-text", b"hello\n", ("1:wrong-type",)),
    Hostile("json-wrong", b'{"a": [1, 2]}', ("1:unknown-key", "1:missing-key")),
    Hostile("tasks-text", _with("tasks:", "tasks: x #"), ("6:yaml-syntax",)),
    Hostile("tasks-null", BASE[: BASE.index(b"  - id")], ("5:wrong-type",)),
    Hostile("title-list", _title("[A]"), ("7:wrong-type",)),
    Hostile("title-map", _title("{a: b}"), ("7:wrong-type",)),
    Hostile("title-null", _title(""), ("7:wrong-type",)),
    Hostile("id-zero", _with("id: 1", "id: 0"), ("6:bad-value",)),
    Hostile("id-octal", _with("id: 1", "id: 01"), ("6:bad-value",)),
    Hostile("id-huge", _with("id: 1", "id: " + "9" * 5000), ("6:bad-value",)),
    Hostile("year-word", _with("2020", "二〇二〇"), ("1:bad-value",)),
    Hostile("bad-day", _line("    last_day: 2020-02-30"), ("10:bad-value",)),
    # keys
    Hostile("duplicate-key", _line('    title: "B"'), ("10:duplicate-key",)),
    Hostile("duplicate-root", BASE + b"year: 2021\n", ("11:duplicate-key",)),
    Hostile("list-key", _line("    ? [a]\n    : b"), ("10:bad-key",)),
    Hostile("map-key", _line("    {a: b}: c"), ("10:bad-key",)),
    Hostile("empty-key", _line("    : x"), ("10:yaml-syntax",)),
    Hostile("unknown-key", _line("    titel: x"), ("10:unknown-key",)),
    Hostile("merge-key", _line("    <<: {title: B}"), ("10:unknown-key",)),
    Hostile("dunder-key", _line("    __class__: x"), ("10:unknown-key",)),
    # what YAML offers beyond plain data
    Hostile("anchor", _title('&a "A"'), ("7:yaml-anchor",)),
    Hostile("alias", _title('&a "A"').replace(b'"G"', b"*a"), ("8:yaml-alias",)),
    Hostile("undefined-alias", _title("*a"), ("7:yaml-alias",)),
    Hostile("tag", _title('!!str "A"'), ("7:yaml-tag",)),
    Hostile("python-tag", _title("!!python/object/apply:os.system [id]"), ("7:yaml-tag",)),
    Hostile("undefined-tag", _title("!x!y A"), ("7:yaml-syntax",)),
    Hostile("two-documents", BASE + b"---\n" + BASE, ("11:multiple-documents",)),
    Hostile(
        "alias-bomb", b"a: &a [1]\n" + b"".join(b"b%d: [*a, *a]\n" % i for i in range(20)), ("1:yaml-anchor",)
    ),
    Hostile("recursive-alias", b"a: &a [*a]\n", ("1:yaml-anchor", "1:yaml-alias")),
    # depth and size
    Hostile("deep-flow", b"[" * 20_000, ("1:too-deep",)),
    Hostile("deep-maps", b"{a: " * 5_000, ("1:too-deep",)),
    Hostile("deep-block", b"".join(b" " * i + b"a:\n" for i in range(200)), ("33:too-deep",)),
    Hostile("deep-dashes", b"- " * 5_000, ("1:too-deep",)),
    Hostile("many-keys", b"".join(b"k%d: 1\n" % i for i in range(5_000)), ("1:unknown-key",)),
    Hostile("many-directives", b"".join(b"%%TAG !t%d! x\n" % i for i in range(200)), ("101:too-long",)),
    Hostile("many-directives-cr", b"%YAML 1.1\r" * 200, ("101:too-long",)),
    Hostile("long-literal", _title("|-\n" + "      A\n" * 11_000), ("7:too-long",)),
    Hostile("long-quote", _title('"' + "A\n      " * 11_000 + '"'), ("7:too-long",)),
    Hostile("long-plain", _title("A\n      " * 11_000), ("7:too-long",)),
    Hostile("long-word", _title('"' + "字" * 100_001 + '"'), ("7:too-long",)),
    Hostile("long-block", _title("|-\n" + f"      {'字' * 99}\n" * 1_001), ("7:too-long",)),
    Hostile("long-key", _line(f"    ? {'k' * 100_001}\n    : x"), ("10:too-long",)),
    Hostile("many-controls", _title('"' + "\u200e" * 5_000 + '"'), ("7:control-character",)),
    Hostile("many-anchors", b"".join(b"k%d: &a 1\n" % i for i in range(5_000)), ("1:yaml-anchor",)),
)

ALL = (*GOOD, *BAD)
