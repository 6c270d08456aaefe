"""What the templates of reports ask of values."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from tonghu.kit.charts import to_svg
from tonghu.kit.paper.writing import official_date
from tonghu.reports import paper
from tonghu.reports.composed import Breakdown
from tonghu.reports.models import Report
from tonghu.reports.since import RecordChange
from tonghu.reports.values import plain_number
from tonghu.web.reports.links import record_url

register = template.Library()


@register.filter
def caption(shape: Breakdown) -> str:
    """What stands above a table and below a chart."""
    return paper.caption(shape)


@register.filter
def addressed(addressee: str) -> str:
    """The addressee with the paper's one colon, whether or not one was typed."""
    return addressee.rstrip("：: ") + "："


@register.filter
def grouped_by(shape: Breakdown) -> str:
    """The heading of a table's first column."""
    return paper.HEADS[shape.by]


@register.filter
def drawn(shape: Breakdown) -> SafeString:
    """The chart as inline SVG."""
    return to_svg(paper.chart(shape))


@register.filter
def signed_on(report: Report) -> str:
    """The day of the signature as documents print it."""
    return official_date(timezone.localtime(report.signed_at).date()) if report.signed_at else ""


@register.filter
def amount(number: Decimal | None) -> str:
    """What a record contributes; a dash for nothing."""
    return "–" if number is None else plain_number(number)


@register.filter
def record_page(change: RecordChange) -> str:
    """Where the record is read; empty where it has no page."""
    return record_url(change.source, change.object_id)
