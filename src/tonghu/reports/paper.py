"""A report as an official document (GB/T 9704-2012)."""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike
from typing import BinaryIO

from django.utils import timezone, translation

from tonghu.access.actor import Actor
from tonghu.kit.charts import Bar, Spec, bars, to_png
from tonghu.kit.paper import Block, Heading, Mark, Paper, Picture, Run, Table, write_docx
from tonghu.kit.paper import Paragraph as PaperParagraph
from tonghu.reports.composed import EMPTY, Breakdown, Composed, Paragraph, Part, compose
from tonghu.reports.models import Report
from tonghu.reports.rules import FROZEN, PAPER_LANGUAGE
from tonghu.reports.values import NO_RECORD

TITLE_WIDTH = 20
"""Characters of 22 pt between the margins."""

HEADS = {"county": "地区", "town": "乡镇", "month": "月份", "kind": "类别", "material": "资料", "office_kind": "类别"}


def write_report_docx(report: Report, path: str | PathLike[str] | BinaryIO, actor: Actor) -> None:
    """Write a report to a path or an open binary file.

    A draft carries its remarks as comments in the margin and says that it is one; a signed report prints
    the hash of what was signed and the head of the trail's chain.

    Args:
        report: with its office, inside the actor's scope.
    """
    write_docx(as_paper(compose(report, actor)), path)


def as_paper(composed: Composed) -> Paper:
    """The composed report as a document without a file format."""
    report = composed.report
    signed = report.state in FROZEN and report.signed_at
    return Paper(
        title_lines=title_lines(report.title, report.period.label(PAPER_LANGUAGE)),
        addressee=report.addressee or None,
        number=report.document_number,
        blocks=[block for part in composed.parts for block in _blocks(part, marks=not signed)],
        signature_office=report.office.name,
        signed_on=timezone.localtime(report.signed_at).date() if signed and report.signed_at else None,
        footer_note=footer_note(report),
    )


def title_lines(title: str, period: str) -> list[str]:
    """A title in lines of at most 20 characters, broken after the period where it names it."""
    if len(title) <= TITLE_WIDTH:
        return [title]
    head, named, tail = title.partition(period)
    if named and tail and len(head + named) <= TITLE_WIDTH and len(tail) <= TITLE_WIDTH:
        return [head + named, tail]
    lines = -(-len(title) // TITLE_WIDTH)
    width = -(-len(title) // lines)
    return [title[at : at + width] for at in range(0, len(title), width)]


def footer_note(report: Report) -> str:
    """The small print below the signature, in the paper's language."""
    if report.state not in FROZEN:
        return "草稿，未签发。"
    return f"第{report.version}版　签发校验值：{report.signed_hash}　留痕链首：{report.trail_head}"


def chart(breakdown: Breakdown) -> Spec:
    """The one specification of a chart, for page, print and .docx."""
    return bars([Bar(row.label, float(row.value)) for row in breakdown.rows], description=caption(breakdown), width=360)


def caption(breakdown: Breakdown) -> str:
    return f"{breakdown.figure.label}（按{HEADS[breakdown.by]}，单位：{breakdown.figure.unit}）"


def _blocks(part: Part, *, marks: bool) -> Iterator[Block]:
    yield Heading(1, part.heading)
    if not part.shapes:
        yield PaperParagraph.of(EMPTY)
    for shape in part.shapes:
        if isinstance(shape, Paragraph):
            yield PaperParagraph([Run(span.text) for span in shape.spans if span.text])
        else:
            yield _breakdown(shape)
        if marks:
            yield from (Mark(mark.sentence) for mark in shape.marks)
    if marks:
        yield from (Mark(mark.sentence) for mark in part.marks if mark.line is None)


def _breakdown(shape: Breakdown) -> Block:
    with translation.override(PAPER_LANGUAGE):
        if not shape.rows:
            return PaperParagraph.of(f"{caption(shape)}：{NO_RECORD}")
        if shape.form == "chart":
            return Picture(to_png(chart(shape)), caption=caption(shape), alt=caption(shape))
        return Table(
            headings=[HEADS[shape.by], f"{shape.figure.label}（{shape.figure.unit}）"],
            rows=[[row.label, row.text] for row in shape.rows],
            caption=caption(shape),
        )
