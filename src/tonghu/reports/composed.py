"""A report put together: its words, its figures' values, and what stands in the margin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tonghu.access.actor import Actor
from tonghu.kit.paper import chinese_number
from tonghu.kit.periods import Period
from tonghu.reports.audit import Mark, Severity, audit
from tonghu.reports.frozen import frozen_figures
from tonghu.reports.living import KNOWN, figures_now
from tonghu.reports.models import Report, Template
from tonghu.reports.rules import FROZEN, PAPER_LANGUAGE
from tonghu.reports.standard import Pattern
from tonghu.reports.text import BlockRef, FigureRef, Line, Plain, Prose, TextRefused, blocks, filled, keys, parse
from tonghu.reports.values import Row, Shown

EMPTY = "本期无记录。"
"""What the paper prints under a heading without text."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one look: plain, a figure (``key``), or written by hand (``look`` typed or bad)."""

    text: str
    key: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    spans: tuple[Span, ...]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A table or chart of a figure; no rows where there is no record."""

    form: str
    figure: Shown
    by: str
    rows: tuple[Row, ...]
    marks: tuple[Mark, ...] = ()


Shape = Paragraph | Breakdown


@dataclass(frozen=True, slots=True)
class Part:
    """A section as it prints, with the remarks beside it."""

    pk: int
    number: str
    heading: str
    kind: str
    shapes: tuple[Shape, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Composed:
    """The whole report."""

    report: Report
    parts: Sequence[Part]
    figures: Mapping[str, Shown]

    @cached_property
    def marks(self) -> list[Mark]:
        """Every remark, red ones first."""
        return sorted(
            (mark for part in self.parts for mark in part.marks), key=lambda mark: mark.severity != Severity.RED
        )

    @property
    def red(self) -> list[Mark]:
        return [mark for mark in self.marks if mark.severity == Severity.RED]


@dataclass(frozen=True, slots=True)
class Words:
    """A section before its figures are known; a template's as well as a report's."""

    pk: int
    heading: str
    kind: str
    body: str


def compose(report: Report, by: Actor) -> Composed:
    """A report as it prints: a draft with the figures of now, a signed one with those it was signed with.

    Args:
        report: with its office; inside the reader's scope.
        by: the reader, whose walls the figures are counted behind.
    """
    sections = [Words(s.pk, s.heading, s.kind, s.body) for s in report.sections.order_by("position", "id")]
    read = [_read(words) for words in sections]
    named = [line for lines, _marks in read for line in lines]
    if report.state in FROZEN:
        figures = frozen_figures(report)
    else:
        figures = figures_now(keys(named), blocks(named), office=report.office, period=report.period)
    return put_together(report, sections, read, figures)


def preview(template: Template, sections: Sequence[Pattern], period: Period) -> Composed:
    """How a report begun from a template would print; nothing is saved.

    Args:
        template: with its office; sections: as they are being written.
    """
    words = [Words(0, one.heading, one.kind, one.body) for one in sections]
    read = [_read(one) for one in words]
    named = [line for lines, _marks in read for line in lines]
    office = template.office
    names = {"office": office.name, "period": period.label(PAPER_LANGUAGE)}
    report = Report(
        office=office,
        place=office.place_id,
        title=filled(template.title, **names),
        addressee=filled(template.addressee, **names),
        start=period.start,
        end=period.end,
    )
    return put_together(report, words, read, figures_now(keys(named), blocks(named), office=office, period=period))


def put_together(
    report: Report,
    sections: Sequence[Words],
    read: Sequence[tuple[list[Line], list[Mark]]],
    figures: Mapping[str, Shown],
) -> Composed:
    """Sections and figures joined; pure."""
    parts = []
    for number, (words, (lines, refused)) in enumerate(zip(sections, read, strict=True), start=1):
        marks = tuple(refused or audit(lines, figures))
        shapes = tuple(
            _shape(line, figures, tuple(m for m in marks if m.line == index), report)
            for index, line in enumerate(lines)
        )
        parts.append(Part(words.pk, chinese_number(number), words.heading, words.kind, shapes, marks))
    return Composed(report, parts, figures)


def _read(words: Words) -> tuple[list[Line], list[Mark]]:
    """The section's lines; where the catalogue has lost a figure since, the words alone and a red remark."""
    try:
        return parse(words.body, KNOWN), []
    except TextRefused as refused:
        plain: list[Line] = [Prose((Plain(raw),)) for raw in words.body.splitlines() if raw.strip()]
        return plain, [Mark(Severity.RED, sentence) for sentence in refused.sentences]


def _shape(line: Line, figures: Mapping[str, Shown], marks: tuple[Mark, ...], report: Report) -> Shape:
    if isinstance(line, BlockRef):
        figure = figures[line.key]
        return Breakdown(line.form, figure, line.by, figure.breakdowns.get(line.by, ()), marks)
    spans: list[Span] = []
    for index, piece in enumerate(line.pieces):
        if isinstance(piece, FigureRef):
            figure = figures[piece.key]
            spans.append(Span(figure.text, key=piece.key, look="missing" if figure.missing else ""))
        elif isinstance(piece, Plain):
            spans += _plain(piece.text, [m for m in marks if m.piece == index and m.span])
        else:
            spans.append(Span(report.office.name if piece.name == "office" else report.period.label(PAPER_LANGUAGE)))
    return Paragraph(tuple(spans), marks)


def _plain(text: str, marks: Sequence[Mark]) -> Iterator[Span]:
    end = 0
    for mark in sorted(marks, key=lambda m: m.span or (0, 0)):
        low, high = mark.span or (0, 0)
        if low < end:
            continue
        yield Span(text[end:low])
        yield Span(text[low:high], look="bad" if mark.severity == Severity.RED else "typed")
        end = high
    yield Span(text[end:])
