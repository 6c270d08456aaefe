"""Files kept, found and let go. Whoever calls has checked the right to the record they belong to."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import IO
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.files import storage
from tonghu.files.models import FileKind, Pending, Stored
from tonghu.files.photos import clean_photo
from tonghu.kit.errors import Unreadable
from tonghu.places.models import Office

LONGEST_NAME = 120
PENDING_DAYS = 7


def store_photo(*, name: str, content: IO[bytes], office: Office, by: Actor) -> Stored:
    """Keep a picture, re-encoded as JPEG without its hidden data.

    Raises :class:`~tonghu.kit.errors.Unreadable`, with a sentence, for what is no picture or too large.
    """
    raw = clean_photo(content)
    return _store(raw, name=name, kind=FileKind.PHOTO, media_type="image/jpeg", office=office, by=by)


def store_file(*, name: str, content: IO[bytes], kind: FileKind, media_type: str, office: Office, by: Actor) -> Stored:
    """Keep a file byte by byte."""
    content.seek(0)
    return _store(content.read(), name=name, kind=kind, media_type=media_type, office=office, by=by)


def _store(raw: bytes, *, name: str, kind: FileKind, media_type: str, office: Office, by: Actor) -> Stored:
    digest = sha256(raw).hexdigest()
    storage.write(office.place_id, digest, raw)
    return Stored.objects.create(
        office=office,
        place=office.place_id,
        kind=kind,
        sha256=digest,
        name=Path(name.replace("\\", "/")).name[-LONGEST_NAME:],
        media_type=media_type,
        size=len(raw),
        stored_by=by.user.pk,
    )


def open_file(stored: Stored) -> Path:
    """Where a file's content lies; raises ``Unreadable`` where the data folder has lost it."""
    path = storage.path_of(stored.place, stored.sha256)
    if not path.exists():
        raise Unreadable(_("The file is listed, but its content is missing from the data folder."))
    return path


def discard(*, stored: Stored, by: Actor) -> None:
    """Let a file go, its content too where nothing else holds it; raises ProtectedError while a record does."""
    place, digest = stored.place, stored.sha256
    with transaction.atomic():
        Stored.objects.visible_to(by).filter(pk=stored.pk).delete()
        if not Stored.objects.visible_to(by).filter(place=place, sha256=digest).exists():
            transaction.on_commit(lambda: storage.path_of(place, digest).unlink(missing_ok=True))


def move(*, stored: Stored, office: Office, by: Actor) -> Stored:
    """Let a file belong to another office, where its record now does.

    Raises ``Unreadable`` where the data folder has lost its content.
    """
    if stored.place == office.place_id:
        return stored
    place, digest = stored.place, stored.sha256
    with transaction.atomic():
        storage.write(office.place_id, digest, open_file(stored).read_bytes())
        stored.place, stored.office = office.place_id, office
        stored.save(update_fields=["place", "office"])
        if not Stored.objects.visible_to(by).filter(place=place, sha256=digest).exists():
            transaction.on_commit(lambda: storage.path_of(place, digest).unlink(missing_ok=True))
    return stored


def keep_pending(*, token: UUID, name: str, content: IO[bytes], office: Office, by: Actor) -> Pending:
    """Keep the photo of a form that is not saved yet; the form finds it again by its token.

    Lets this person's photos go that no form was saved with for a week. Raises ``Unreadable``.
    """
    with transaction.atomic():
        for old in Pending.objects.visible_to(by).filter(
            by=by.user.pk, at__lt=timezone.now() - timedelta(days=PENDING_DAYS)
        ):
            discard(stored=old.file, by=by)
        stored = store_photo(name=name, content=content, office=office, by=by)
        return Pending.objects.create(token=token, file=stored, place=stored.place, by=by.user.pk)


def pending_of(*, token: UUID, by: Actor) -> list[Pending]:
    """The photos that this person has added to a form that is not saved yet."""
    return list(Pending.objects.visible_to(by).filter(token=token, by=by.user.pk).select_related("file"))
