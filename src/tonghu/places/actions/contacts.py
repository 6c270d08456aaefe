from collections.abc import Sequence
from copy import copy
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.kit.changes import save_changed
from tonghu.kit.text import tidy
from tonghu.places.acting import Acting, must_reach
from tonghu.places.checks import check_name, check_phone
from tonghu.places.drafts import ContactDraft
from tonghu.places.models import Contact, Office
from tonghu.trail.actions import note
from tonghu.trail.models import Verb


def add_contact(*, draft: ContactDraft, by: Acting) -> Contact:
    """Add one person to reach; see :func:`add_contacts`."""
    return add_contacts(drafts=[draft], by=by)[0]


def add_contacts(*, drafts: Sequence[ContactDraft], by: Acting) -> list[Contact]:
    """Add people to reach at offices, all of them or none.

    Raises:
        PermissionDenied: not her task, or an office outside her scope.
        ValidationError: by field, what is wrong with the first that cannot be saved.
    """
    with transaction.atomic():
        places = dict(Office.objects.filter(pk__in={draft.office_id for draft in drafts}).values_list("pk", "place_id"))
        for draft in drafts:
            must_reach(by, places.get(draft.office_id, 0))
        contacts = [_filled(Contact(office_id=draft.office_id), draft, places[draft.office_id]) for draft in drafts]
        return Contact.objects.bulk_create(contacts, batch_size=1000)


def change_contact(*, contact: Contact, draft: ContactDraft, by: Acting) -> Contact:
    """Correct a contact of the same office. Raises like :func:`add_contacts`."""
    must_reach(by, contact.place)
    with transaction.atomic():
        contact = Contact.objects.visible_to(by).select_for_update().get(pk=contact.pk)
        before = copy(contact)
        save_changed(_filled(contact, draft, contact.place), before=before)
    return contact


def reach_contact(*, contact: Contact, by: Acting, on: date | None = None) -> Contact:
    """Note that the contact was reached, today where no day is named. Raises PermissionDenied, ValidationError."""
    must_reach(by, contact.place)
    contact.reached_on = _past(on or timezone.localdate())
    with transaction.atomic():
        contact.save(update_fields=["reached_on"])
    return contact


def remove_contact(*, contact: Contact, by: Acting) -> None:
    """Take off the list somebody who left; the trail keeps that she was there. Raises PermissionDenied."""
    must_reach(by, contact.place)
    with transaction.atomic():
        contact.delete()


def unmask_contact(*, contact: Contact, why: str, by: Acting) -> str:
    """The contact's phone in clear, with the reason in the trail.

    Raises:
        PermissionDenied: not her task, or a contact outside her scope.
        ValidationError: no reason was given.
    """
    must_reach(by, contact.place)
    if not tidy(why):
        raise ValidationError({"why": _("Say in a few words what the number is needed for.")})
    with transaction.atomic():
        note(
            Verb.UNMASK,
            table="places_office",
            object_id=contact.office_id,
            label=contact.office.name,
            place=contact.place,
            detail={"contact": contact.pk, "field": "phone"},
            why=tidy(why),
        )
    return str(contact.phone)


def _filled(contact: Contact, draft: ContactDraft, place: int) -> Contact:
    contact.place = place
    contact.name, contact.post = check_name(draft.name), tidy(draft.post)
    contact.phone, contact.is_staff = check_phone(draft.phone), draft.is_staff
    contact.reached_on = _past(draft.reached_on) if draft.reached_on else None
    return contact


def _past(day: date) -> date:
    if day > timezone.localdate():
        raise ValidationError({"reached_on": _("This day is still to come. Please check the date.")})
    return day
