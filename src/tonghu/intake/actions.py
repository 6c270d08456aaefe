"""Sheets taken in: checked row by row, written when the person who uploaded says so, or dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import BinaryIO

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.files.actions import store_file
from tonghu.files.models import FileKind
from tonghu.intake.models import Batch, BatchState, Row, RowState
from tonghu.intake.reading import Checked, Reader, plain
from tonghu.kit.errors import Unreadable
from tonghu.kit.sheets import Sheet, read_sheet
from tonghu.places.models import Office

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 20_000
CHUNK = 1000


def check_sheet(
    *, reader: Reader, name: str, content: BinaryIO, office: Office, by: Actor, permission: str
) -> tuple[Batch, bool]:
    """Keep a sheet and what every row of it would become; nothing becomes a record yet.

    The same file again is the batch already there: the second value says whether this one is new.

    Args:
        reader: the desk's; permission: what the actor must be allowed.
        content: an .xlsx of at most 20,000 rows.

    Raises:
        PermissionDenied: not in her role, or an office outside her area.
        Unreadable: it is no such sheet; the message says what to do.
    """
    by.must(permission)
    if not by.scope.holds(office.place_id):
        raise PermissionDenied(_("This unit lies outside the area you work for."))
    content.seek(0)
    digest = sha256(content.read()).hexdigest()
    before = _before(reader.kind, digest, office, by)
    if before is not None:
        return before, False
    sheet = read_sheet(content, headings=reader.names, most_rows=MOST_ROWS)
    _check_headings(sheet, reader)
    rows = [(row.number, {c.column: plain(c.value) for c in row.cells if c.value is not None}) for row in sheet.rows]
    if not rows:
        raise Unreadable(_("The sheet has headings but no rows below them. Please fill it in and retry."))
    checked = reader.check(rows, sheet.headings, office=office, by=by)
    try:
        with transaction.atomic():
            stored = store_file(name=name, content=content, kind=FileKind.SHEET, media_type=XLSX, office=office, by=by)
            batch = Batch.objects.create(
                office=office,
                place=office.place_id,
                kind=reader.kind,
                file=stored,
                sha256=digest,
                headings=sheet.headings,
                uploaded_by=by.user.pk,
            )
            _keep(batch, checked)
    except IntegrityError:
        # the same file arrived twice at once
        before = _before(reader.kind, digest, office, by)
        if before is None:
            raise
        return before, False
    return batch, True


def confirm(*, batch: Batch, reader: Reader, by: Actor, permission: str) -> Batch:
    """Write the good rows, all in one transaction; a second time changes nothing.

    Rows are checked again, since the records they would repeat may have come in the meantime.
    Raises PermissionDenied, and Unreadable for a batch that was dropped.
    """
    by.must(permission)
    with transaction.atomic():
        current = _locked(batch, by)
        if current.state == BatchState.WRITTEN:
            return current
        if current.state == BatchState.DROPPED:
            raise Unreadable(_("This import was dropped. Please upload the sheet again."))
        rows = {row.number: row for row in current.rows.all()}
        good = [(number, row.cells) for number, row in rows.items() if row.state == RowState.GOOD]
        checked = reader.check(good, current.headings, office=current.office, by=by)
        writing = [one for one in checked if one.state == RowState.GOOD]
        became = dict(zip((one.number for one in writing), reader.write(current, writing, by=by), strict=True))
        for one in checked:
            row = rows[one.number]
            row.state, row.errors = one.state, [asdict(error) for error in one.errors]
            row.became = became.get(one.number, one.known)
        Row.objects.bulk_update([rows[one.number] for one in checked], ["state", "errors", "became"], batch_size=CHUNK)
        current.state, current.written, current.written_at = BatchState.WRITTEN, len(became), timezone.now()
        current.save(update_fields=["state", "written", "written_at"])
        return current


def drop(*, batch: Batch, by: Actor, permission: str) -> Batch:
    """Let a checked sheet go: its rows are forgotten, the file stays on record.

    Raises PermissionDenied, and Unreadable for one that was written.
    """
    by.must(permission)
    with transaction.atomic():
        current = _locked(batch, by)
        if current.state == BatchState.WRITTEN:
            raise Unreadable(_("This import was written already. Withdraw its activities one by one where needed."))
        current.rows.all().delete()
        current.state = BatchState.DROPPED
        current.save(update_fields=["state"])
        return current


def _before(kind: str, digest: str, office: Office, by: Actor) -> Batch | None:
    same = Batch.objects.visible_to(by).filter(office=office, kind=kind, sha256=digest)
    return same.exclude(state=BatchState.DROPPED).first()


def _check_headings(sheet: Sheet, reader: Reader) -> None:
    missing = reader.missing(sheet.headings)
    if missing:
        raise Unreadable(
            _("The sheet has no column for: %(missing)s. Please add it, or use the empty sheet offered here.")
            % {"missing": "、".join(missing)}
        )


def _keep(batch: Batch, checked: Sequence[Checked]) -> None:
    Row.objects.bulk_create(
        [
            Row(
                batch=batch,
                place=batch.place,
                number=one.number,
                cells=one.cells,
                errors=[asdict(error) for error in one.errors],
                state=one.state,
                became=one.known,
            )
            for one in checked
        ],
        batch_size=CHUNK,
    )


def _locked(batch: Batch, by: Actor) -> Batch:
    found = Batch.objects.visible_to(by).select_for_update().filter(pk=batch.pk).first()
    if found is None:
        raise PermissionDenied(_("This import lies outside the area you work for."))
    return found
