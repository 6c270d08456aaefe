"""What was filed on the public page: taken up as a contact, or answered with a sentence."""

from __future__ import annotations

from datetime import date
from uuid import uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions.contact import log_contact
from tonghu.cases.drafts import ContactDraft
from tonghu.cases.models import Contact, Filing, FilingState
from tonghu.cases.rules.kinds import Channel, Talk
from tonghu.kit.text import tidy

LONGEST_NOTE = 500


def take_filing(*, filing: Filing, by: Actor) -> Contact:
    """Write a filing into the contact log, from which a case is opened; taken twice it is one contact.

    Raises:
        PermissionDenied: not in her role. Filing.DoesNotExist: outside her area.
    """
    by.must("cases.log")
    with transaction.atomic():
        current = _held(filing, by)
        contact = Contact.objects.visible_to(by).filter(filing=current).first()
        contact = contact or log_contact(draft=_draft(current), by=by)
        if current.state == FilingState.RECEIVED:
            current.state, current.taken_at, current.taken_name = FilingState.TAKEN, timezone.now(), by.user.name
            current.save(update_fields=["state", "taken_at", "taken_name"])
    return contact


def answer_filing(*, filing: Filing, state: str, note: str, by: Actor, until: date | None = None) -> Filing:
    """Say to the person who filed where it stands; she reads it with her code.

    Raises:
        PermissionDenied: not in her role. ValidationError: no words, or a state that is none.
    """
    by.must("cases.log")
    if state not in FilingState.values or state == FilingState.RECEIVED:
        raise ValidationError({"state": _("Choose what she shall read.")})
    if not tidy(note) or len(note) > LONGEST_NOTE:
        raise ValidationError({"note": _("Write one or two sentences for her, without names.")})
    with transaction.atomic():
        current = _held(filing, by)
        current.state, current.public_note, current.handled_until = state, tidy(note), until
        current.taken_at, current.taken_name = current.taken_at or timezone.now(), current.taken_name or by.user.name
        current.save(update_fields=["state", "public_note", "handled_until", "taken_at", "taken_name"])
    return current


def _held(filing: Filing, by: Actor) -> Filing:
    return Filing.objects.visible_to(by).select_for_update(of=("self",)).select_related("office").get(pk=filing.pk)


def _draft(filing: Filing) -> ContactDraft:
    parts = [filing.words, filing.where, filing.reporter_unit]
    return ContactDraft(
        office_id=filing.office_id,
        day=timezone.localdate(filing.filed_at),
        channel=Channel.ONLINE,
        talk=Talk.NOTICE if filing.report or filing.situations else Talk.REQUEST,
        words="\n".join(part for part in parts if part),
        caller=filing.contact_name,
        phone=filing.contact_phone,
        minor=filing.minor,
        filing_id=filing.pk,
        token=uuid5(filing.token, "contact"),
    )
