"""The messages that the sources ask for, read without the gettext programs: a fresh machine has none."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent

# Name of a function of gettext -> which of its arguments are context, message and plural.
SHAPES: dict[str, tuple[str, ...]] = {
    "_": ("msgid",),
    "gettext": ("msgid",),
    "gettext_noop": ("msgid",),
    "gettext_lazy": ("msgid",),
    "ngettext": ("msgid", "plural"),
    "ngettext_lazy": ("msgid", "plural"),
    "pgettext": ("context", "msgid"),
    "pgettext_lazy": ("context", "msgid"),
    "npgettext": ("context", "msgid", "plural"),
    "npgettext_lazy": ("context", "msgid", "plural"),
}
LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b({'|'.join(SHAPES)})\(\s*({LITERAL}(?:\s*,\s*{LITERAL})*)\s*(?:,\s*count\s*)?\)", re.DOTALL)


@dataclass(frozen=True, order=True)
class Message:
    """What the sources ask to be translated; context and plural are empty where there is none."""

    msgid: str
    context: str = ""
    plural: str = ""


def messages(package: Path = PACKAGE) -> dict[Message, list[str]]:
    """Every message below a folder with the files that use it, in the order of the files."""
    found: dict[Message, list[str]] = {}
    for path in sorted([*package.rglob("*.py"), *package.rglob("*.html")]):
        if "migrations" in path.parts:
            continue
        text = path.read_text("utf-8")
        where = path.relative_to(package).as_posix()
        for message in set(in_python(text) if path.suffix == ".py" else in_template(text)):
            found.setdefault(message, []).append(where)
    counted = {(m.context, m.msgid) for m in found if m.plural}
    return {m: places for m, places in found.items() if m.plural or (m.context, m.msgid) not in counted}


def in_python(text: str) -> Iterator[Message]:
    """Calls of gettext's functions whose arguments are written out."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            yield from _shaped(name, [a.value for a in node.args if isinstance(a, ast.Constant)])


def in_template(text: str) -> Iterator[Message]:
    """Django's own reading of a template's tags, which writes them as calls among blanked text."""
    for name, arguments in CALL.findall(templatize(text)):
        yield from _shaped(name, list(ast.literal_eval(f"({arguments},)")))


def _shaped(name: str, values: list[object]) -> Iterator[Message]:
    shape = SHAPES.get(name, ())
    texts = [value for value in values if isinstance(value, str)]
    if shape and len(texts) >= len(shape) and texts[0]:
        yield Message(**dict(zip(shape, texts, strict=False)))
