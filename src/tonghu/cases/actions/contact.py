from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.entering import entered, office_id, offices_of
from tonghu.cases.actions.frame import write_step
from tonghu.cases.actions.register import register_case
from tonghu.cases.checks import faults_of_contact, must_be_right
from tonghu.cases.drafts import CaseDraft, ContactDraft
from tonghu.cases.models import Case, Contact
from tonghu.cases.queries.contacts import firsts
from tonghu.cases.rules.kinds import Channel
from tonghu.kit.text import normal
from tonghu.people.filling import index_of
from tonghu.places.models import Office
from tonghu.work.actions import ObligationDraft, Subject, discharge, move, oblige_all

BATCH = 500
TABLE = "cases_contact"


def log_contact(*, draft: ContactDraft, by: Actor) -> Contact:
    """Write a talk into the contact log; the same token again returns the one written already.

    The same phone, or the same case, again is linked to the first. A work order of the 12345 line or a leader's
    instruction with a last day is owed from now on.

    Raises:
        PermissionDenied: not in her role, or the office or the case is not hers to see.
        ValidationError: by field, what is wrong; nothing was saved.
    """
    return log_contacts(drafts=[draft], by=by)[0]


def log_contacts(*, drafts: Sequence[ContactDraft], by: Actor) -> list[Contact]:
    """Log many, all or none, by the rules of :func:`log_contact`, in their order."""
    by.must("cases.log")
    if not drafts:
        return []
    return entered(drafts, write=lambda fresh: _logged(fresh, by), known=lambda ones: _known(ones, by))


def _logged(drafts: Sequence[ContactDraft], by: Actor) -> dict[UUID, Contact]:
    for one in drafts:
        must_be_right(faults_of_contact(one, today=clocks.today()))
    offices = offices_of(drafts, by)
    cases = _cases(drafts, by)
    rows = [_row(one, offices[office_id(one, by)], cases.get(one.case_id or 0), by) for one in drafts]
    first = firsts(rows, by)
    for row in rows:
        row.repeats_id = first.get(row.token)
    Contact.objects.bulk_create(rows, batch_size=BATCH)
    for row in rows:
        if row.case is not None:
            write_into_case(row, row.case, by=by)
    oblige_all(drafts=[_owed(row, by) for row in rows if row.due is not None], by=by)
    return {row.token: row for row in rows}


def _known(drafts: Sequence[ContactDraft], by: Actor) -> dict[UUID, Contact]:
    rows = Contact.objects.visible_to(by).filter(token__in=[one.token for one in drafts])
    return {row.token: row for row in rows.select_related("office")}


def _cases(drafts: Sequence[ContactDraft], by: Actor) -> dict[int, Case]:
    wanted = {one.case_id for one in drafts if one.case_id is not None}
    rows = Case.objects.visible_to(by).select_for_update(of=("self",)).select_related("office").filter(pk__in=wanted)
    found = {case.pk: case for case in rows.order_by("pk")} if wanted else {}
    if wanted - set(found):
        raise PermissionDenied(_("This case is not open to you."))
    return found


def _row(draft: ContactDraft, office: Office, case: Case | None, by: Actor) -> Contact:
    contact = Contact(
        office=office,
        place=office.place_id,
        case=case,
        level=case.level if case else 0,
        readers=list(case.readers) if case else [],
        slot_id=draft.slot_id,
        filing_id=draft.filing_id,
        entered_by=by.user.pk,
        entered_name=by.user.name,
        token=draft.token,
    )
    fill(contact, draft)
    return contact


def fill(contact: Contact, draft: ContactDraft) -> None:
    """Give a contact a draft's facts."""
    contact.day, contact.channel, contact.talk = draft.day, draft.channel, draft.talk
    contact.people, contact.matter, contact.minor = draft.people, draft.matter, draft.minor
    contact.words, contact.answer = draft.words.strip(), draft.answer.strip()
    contact.caller, contact.phone = normal(draft.caller), normal(draft.phone)
    contact.phone_index = index_of("phone", draft.phone)
    contact.order_number, contact.due = normal(draft.order_number), draft.due


def write_into_case(contact: Contact, case: Case, *, by: Actor) -> None:
    """Put a contact into the timeline of its case, so that whoever handles the case later still reads it."""
    data = {"channel": contact.channel, "talk": contact.talk, "people": contact.people}
    said = "\n".join(part for part in (contact.words, contact.answer) if part)
    write_step(case, "contact", by=by, day=max(contact.day, case.day), words=said, data=data, about=contact)


def subject_of(contact: Contact) -> Subject:
    """A contact as ``work`` names it: by its day and order number."""
    return Subject(TABLE, contact.pk, contact.order_number or contact.day.isoformat())


def _owed(contact: Contact, by: Actor) -> ObligationDraft:
    order = contact.channel == Channel.LINE_12345
    return ObligationDraft(
        subject=subject_of(contact),
        office=contact.office,
        kind="order12345.answer" if order else "contact.answer",
        since=contact.day,
        due=contact.due,
        assigned=by.user.pk,
        level=contact.level,
        readers=tuple(contact.readers),
    )


def answer_contact(*, contact: Contact, answer: str, day: date | None = None, by: Actor) -> Contact:
    """Note what was answered, and when; what was owed ends.

    Raises:
        PermissionDenied: not in her role. Contact.DoesNotExist: not open to her.
        ValidationError: no answer, or a day before it came or still to come.
    """
    by.must("cases.log")
    on = day or clocks.today()
    if not answer.strip():
        raise ValidationError({"answer": _("Please write down what was answered.")})
    with transaction.atomic():
        contact = held(contact, by)
        if not contact.day <= on <= clocks.today():
            raise ValidationError({"day": _("The answer lies between the day it came and today.")})
        contact.answer, contact.answered_on = answer.strip(), on
        contact.version += 1
        contact.save(update_fields=["answer", "answered_on", "version"])
        if contact.case is not None:
            data = {"channel": contact.channel, "answered": True}
            write_step(_case(contact.case, by), "contact", by=by, day=on, words=answer, data=data, about=contact)
        discharge(subject=subject_of(contact), by=by, on=on)
        return contact


class Changed(Exception):
    """Somebody else changed the contact meanwhile; ``contact`` is as it stands now."""

    def __init__(self, contact: Contact) -> None:
        self.contact = contact
        super().__init__(_("Somebody else changed this meanwhile. Nothing of yours is lost: look at it, then go on."))


def correct_contact(*, contact: Contact, draft: ContactDraft, seen: int, by: Actor) -> Contact:
    """Make a contact what the draft says; its office, its case and its token stay.

    Raises:
        PermissionDenied: not in her role. Contact.DoesNotExist: not open to her. Changed: another came first.
        ValidationError: by field, what is wrong.
    """
    by.must("cases.log")
    must_be_right(faults_of_contact(replace(draft, case_id=None), today=clocks.today()))
    with transaction.atomic():
        contact = held(contact, by)
        if contact.version != seen:
            raise Changed(contact)
        fill(contact, draft)
        contact.version += 1
        contact.save()
        if contact.due is None:
            discharge(subject=subject_of(contact), by=by, why=_("No last day is set any more."))
        elif contact.answered_on is None:
            oblige_all(drafts=[_owed(contact, by)], by=by)
        return contact


def link_contact(*, contact: Contact, case: Case, by: Actor) -> Contact:
    """Say that a contact is about a case; it stands in the case's timeline and under its confidentiality.

    Raises:
        PermissionDenied: not in her role. DoesNotExist: one of the two is not open to her.
        ValidationError: it belongs to another case.
    """
    by.must("cases.log")
    with transaction.atomic():
        contact = held(contact, by)
        if contact.case_id == case.pk:
            return contact
        if contact.case_id is not None:
            raise ValidationError({"case": _("This contact belongs to another case already.")})
        found = _case(case, by)
        contact.case, contact.level, contact.readers = found, found.level, list(found.readers)
        contact.version += 1
        contact.save(update_fields=["case", "level", "readers", "version"])
        write_into_case(contact, found, by=by)
        move(subject=subject_of(contact), level=found.level, readers=found.readers, by=by)
        return contact


def open_case_from(*, contact: Contact, draft: CaseDraft, by: Actor) -> Case:
    """Open a petition from a contact; the contact belongs to it from now on. Raises as ``register_case``."""
    with transaction.atomic():
        case = register_case(draft=replace(draft, contact_id=contact.pk), by=by)
        move(subject=subject_of(contact), level=case.level, readers=case.readers, by=by)
        return case


def held(contact: Contact, by: Actor) -> Contact:
    """The contact as it stands, held until the transaction ends."""
    rows = Contact.objects.visible_to(by).select_for_update(of=("self",)).select_related("office", "case")
    return rows.get(pk=contact.pk)


def _case(case: Case, by: Actor) -> Case:
    rows = Case.objects.visible_to(by).select_for_update(of=("self",)).select_related("office")
    return rows.get(pk=case.pk)
