"""A list as a workbook: written to a file inside the scope, then sent; the trail notes who took what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse
from django.utils import timezone
from django.utils.text import slugify

from tonghu.access.actor import Actor
from tonghu.kit.sheets import write_sheet
from tonghu.trail.actions import note
from tonghu.trail.models import Verb

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(
    *,
    actor: Actor,
    table: str,
    title: str,
    scope_line: str,
    headings: Sequence[Any],
    rows: Iterable[Sequence[Any]],
    noted: str | None = None,
) -> FileResponse:
    """All rows of a list as .xlsx.

    Args:
        table: database table that the trail names; title: of the list, also the file's name.
        scope_line: whose records these are and which filters hold.
        noted: what the trail keeps of that line, where the line may name a person: the trail keeps it for ever.

    Raises:
        TooManyRows: more than a worksheet holds.
    """
    file = TemporaryFile()  # noqa: SIM115  the response closes it
    count = write_sheet(
        file, title=title, scope_line=scope_line, headings=[str(heading) for heading in headings], rows=rows
    )
    file.seek(0)
    note(
        Verb.EXPORT,
        table=table,
        object_id=None,
        label=title,
        place=actor.office.place_id if actor.office else None,
        detail={"rows": count, "which": scope_line if noted is None else noted},
    )
    name = f"{slugify(title, allow_unicode=True)}-{timezone.localdate():%Y%m%d}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
