"""The text of a section: words, and figures by key. Nothing in it is ever executed.

A line may hold ``[[outreach.publicity]]`` (a figure), ``[[office]]`` and ``[[period]]``; a line of its own may be
``[[table:KEY:BY]]`` or ``[[chart:KEY:BY]]``. Everything else in double brackets, and everything that looks
like code, is refused with a sentence that names the spot. Pure: no database.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

MOST = 20_000
WORDS = ("office", "period")
TOKEN = re.compile(r"\[\[(?P<inner>[^\[\]\n]*)\]\]")
KEY = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")
BLOCK = re.compile(r"(?P<form>table|chart):(?P<key>[a-z0-9_.]+):(?P<by>[a-z_]+)")
CODE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|\$\{|<[A-Za-z/!?]|\[\[|\]\]|[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Plain:
    """Words as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class FigureRef:
    """A figure by its key."""

    key: str


@dataclass(frozen=True, slots=True)
class Word:
    """The office's or the period's name."""

    name: str


Piece = Plain | FigureRef | Word


@dataclass(frozen=True, slots=True)
class Prose:
    """One paragraph."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class BlockRef:
    """A table or chart of one figure, one row or bar for each value of ``by``."""

    form: Literal["table", "chart"]
    key: str
    by: str


Line = Prose | BlockRef


class TextRefused(ValueError):
    """The text holds something that is neither words nor a known figure; ``sentences`` say what and where."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def parse(text: str, known: Mapping[str, Collection[str]]) -> list[Line]:
    """The paragraphs and blocks of a section; empty lines fall away.

    Args:
        text: what was typed, at most 20,000 characters.
        known: every figure's key with the breakdowns it offers.

    Raises:
        TextRefused: unknown keys, brackets that do not pair, code.
    """
    if len(text) > MOST:
        raise TextRefused(
            [_("The text is longer than %(most)d characters. Please split the section.") % {"most": MOST}]
        )
    lines: list[Line] = []
    wrong: list[str] = []
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        said = list(_problems(raw, number, known))
        wrong += said
        if not said and raw.strip():
            lines.append(_line(raw.strip()))
    if wrong:
        raise TextRefused(wrong)
    return lines


def filled(text: str, *, office: str, period: str) -> str:
    """A title or addressee with the office's and the period's names in it."""
    return text.replace("[[office]]", office).replace("[[period]]", period)


def source(lines: Collection[Line]) -> str:
    """The text that :func:`parse` reads back to the same lines."""
    return "\n".join(_source_of(line) for line in lines)


def keys(lines: Collection[Line]) -> list[str]:
    """The figures that the lines name, each once, in order."""
    found: dict[str, None] = {}
    for line in lines:
        if isinstance(line, BlockRef):
            found[line.key] = None
        else:
            found.update((piece.key, None) for piece in line.pieces if isinstance(piece, FigureRef))
    return list(found)


def blocks(lines: Collection[Line]) -> set[tuple[str, str]]:
    """Each ``(key, by)`` that a table or chart shows."""
    return {(line.key, line.by) for line in lines if isinstance(line, BlockRef)}


def _problems(raw: str, number: int, known: Mapping[str, Collection[str]]) -> Iterator[str]:
    alone = TOKEN.fullmatch(raw.strip())
    rest: list[str] = []
    end = 0
    for token in TOKEN.finditer(raw):
        rest.append(raw[end : token.start()])
        end = token.end()
        said = _refused(token["inner"], known, alone=alone is not None)
        if said:
            yield _("Line %(line)d, character %(column)d: %(what)s") % {
                "line": number, "column": token.start() + 1, "what": said,
            }  # fmt: skip
    rest.append(raw[end:])
    code = CODE.search("\ue000".join(rest))
    if code:
        spot = raw.find(code[0]) + 1
        yield _(
            "Line %(line)d, character %(column)d: “%(code)s” is not allowed. "
            "A section holds words and figures such as [[outreach.publicity]], no code."
        ) % {"line": number, "column": spot, "code": code[0] if code[0].isprintable() else "?"}


def _refused(inner: str, known: Mapping[str, Collection[str]], *, alone: bool) -> str:
    block = BLOCK.fullmatch(inner)
    if block:
        if not alone:
            return _("[[%(inner)s]] must stand on a line of its own.") % {"inner": inner}
        if block["key"] in known and block["by"] not in known[block["key"]]:
            return _("The figure %(key)s cannot be broken down by “%(by)s”.") % {"key": block["key"], "by": block["by"]}
        inner = block["key"]
    if inner in WORDS or (KEY.fullmatch(inner) and inner in known):
        return ""
    return _("There is no figure [[%(inner)s]]. Please choose one from the list.") % {"inner": inner[:60]}


def _line(raw: str) -> Line:
    alone = TOKEN.fullmatch(raw)
    block = BLOCK.fullmatch(alone["inner"]) if alone else None
    if block:
        return BlockRef("table" if block["form"] == "table" else "chart", block["key"], block["by"])
    pieces: list[Piece] = []
    end = 0
    for token in TOKEN.finditer(raw):
        if token.start() > end:
            pieces.append(Plain(raw[end : token.start()]))
        pieces.append(Word(token["inner"]) if token["inner"] in WORDS else FigureRef(token["inner"]))
        end = token.end()
    if end < len(raw):
        pieces.append(Plain(raw[end:]))
    return Prose(tuple(pieces))


def _source_of(line: Line) -> str:
    if isinstance(line, BlockRef):
        return f"[[{line.form}:{line.key}:{line.by}]]"
    return "".join(
        piece.text
        if isinstance(piece, Plain)
        else f"[[{piece.key}]]"
        if isinstance(piece, FigureRef)
        else f"[[{piece.name}]]"
        for piece in line.pieces
    )
