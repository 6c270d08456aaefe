from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.models import ExportColumn
from tonghu.cases.rules.export import ExportField
from tonghu.kit.text import tidy
from tonghu.places.models import Office

MOST = 60
LONGEST = 120


@dataclass(frozen=True, slots=True)
class ColumnDraft:
    """One column: its heading, what stands there (``rules.export.ExportField``), the text where it is a fixed one."""

    heading: str
    field: str
    constant: str = ""


def arrange_columns(*, columns: Sequence[ColumnDraft], by: Actor) -> list[ExportColumn]:
    """Set the columns of the acting office's export, in this order; none leaves it the usual ones.

    Raises:
        PermissionDenied: not in her role.
        ValidationError: a column without heading, two of one heading, an unknown field, too many.
    """
    by.must("cases.export")
    headings = [tidy(one.heading) for one in columns]
    if len(columns) > MOST:
        raise ValidationError(_("An export has at most %(most)s columns.") % {"most": MOST})
    if not all(headings) or max(map(len, headings), default=0) > LONGEST:
        raise ValidationError(_("Every column needs a heading of at most %(most)s characters.") % {"most": LONGEST})
    if len(set(headings)) < len(headings):
        raise ValidationError(_("Two columns have the same heading."))
    if any(one.field not in ExportField.values for one in columns):
        raise ValidationError(_("Choose from the list what stands in each column."))
    office = by.office
    if office is None:
        return []
    with transaction.atomic():
        # two who arrange at once: the later one replaces the earlier
        Office.objects.select_for_update(no_key=True).get(pk=office.pk)
        ExportColumn.objects.filter(office=office).delete()
        return ExportColumn.objects.bulk_create(
            ExportColumn(office=office, position=position, heading=heading, field=one.field,
                         constant=tidy(one.constant) if one.field == ExportField.CONSTANT else "")
            for position, (heading, one) in enumerate(zip(headings, columns, strict=True), start=1)
        )  # fmt: skip
