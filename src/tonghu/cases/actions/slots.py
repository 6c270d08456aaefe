"""Consultations of a reception day: booked, walked in, recorded, and what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions.contact import log_contact, open_case_from
from tonghu.cases.actions.reception import free_hours
from tonghu.cases.drafts import CaseDraft, ContactDraft, PartyDraft
from tonghu.cases.models import Case, Contact, ReceptionDay, Slot
from tonghu.cases.rules.kinds import Channel, Matter, Role, Talk
from tonghu.cases.rules.reception import MOST_MINORS
from tonghu.kit.text import normal, tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotDraft:
    """Somebody who wants to see the lawyer.

    Attributes:
        at: the hour booked; of a walk-in the hour she came, now where None. who, phone: may be blank.
        people: persons who come; minors_present: minors among them; minor: one is concerned.
    """

    token: UUID
    at: time | None = None
    who: str = ""
    phone: str = ""
    people: int = 1
    minor: bool = False
    minors_present: int = 0
    matter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulted:
    """What was asked and advised; ``came`` is False where nobody came."""

    came: bool
    asked: str = ""
    advised: str = ""
    people: int = 1
    minor: bool = False
    minors_present: int = 0
    matter: str = ""


def book(*, reception: ReceptionDay, draft: SlotDraft, by: Actor) -> Slot:
    """Book an hour of a day to come.

    Raises:
        PermissionDenied: not in her role. ReceptionDay.DoesNotExist: not open to her.
        ValidationError: the hour is taken or none of the day's, the day is cancelled or over, numbers out of range.
    """
    with transaction.atomic():
        current = _held(reception, by)
        found = Slot.objects.visible_to(by).filter(token=draft.token).first()
        if found is not None:
            return found
        if current.day < timezone.localdate():
            raise ValidationError(_("This reception day is over. Who came can be recorded as having walked in."))
        if draft.at is None or draft.at not in free_hours(current):
            raise ValidationError({"at": _("This hour is taken by now. Please choose another.")})
        return _made(current, draft, draft.at, by, walk_in=False)


def walk_in(*, reception: ReceptionDay, draft: SlotDraft, by: Actor) -> Slot:
    """Somebody came without an appointment.

    Raises:
        PermissionDenied, ReceptionDay.DoesNotExist: as :func:`book`.
        ValidationError: the day is cancelled or still to come, numbers out of range.
    """
    with transaction.atomic():
        current = _held(reception, by)
        found = Slot.objects.visible_to(by).filter(token=draft.token).first()
        if found is not None:
            return found
        if current.day > timezone.localdate():
            raise ValidationError(_("This reception day is still to come: book an hour instead."))
        now = timezone.localtime().time().replace(second=0, microsecond=0)
        at = draft.at or (now if current.day == timezone.localdate() else current.begins)
        return _made(current, draft, at, by, walk_in=True)


def unbook(*, slot: Slot, by: Actor) -> None:
    """Somebody who had booked does not come after all: the hour is free again, the trail keeps who it was.

    Raises:
        PermissionDenied, DoesNotExist: as :func:`book`.
        ValidationError: the consultation is recorded.
    """
    with transaction.atomic():
        _held(slot.reception, by, cancelled=True)
        current = _slot(slot, by)
        if current.came is not None:
            raise ValidationError(_("This consultation is recorded and stays."))
        current.delete()


def record(*, slot: Slot, consulted: Consulted, by: Actor) -> Slot:
    """Write down what was asked and advised; whoever came stands in the contact log from now on, once.

    Raises:
        PermissionDenied, DoesNotExist: as :func:`book`.
        ValidationError: nothing asked or advised, the day is to come or cancelled, numbers out of range; or the
            consultation stands in the contact log already and is corrected there.
    """
    with transaction.atomic():
        current_day = _held(slot.reception, by)
        current = _slot(slot, by)
        if current.came:
            raise ValidationError(_("This consultation stands in the contact log already: correct it there."))
        if current_day.day > timezone.localdate():
            raise ValidationError(_("This reception day is still to come."))
        _check(consulted.people, consulted.minors_present, consulted.matter)
        if consulted.came and not tidy(consulted.asked):
            raise ValidationError({"asked": _("Say in a few words what was asked.")})
        if consulted.came and not tidy(consulted.advised):
            raise ValidationError({"advised": _("Say in a few words what was advised.")})
        current.came = consulted.came
        current.people, current.minors_present = consulted.people, consulted.minors_present
        current.minor = consulted.minor or consulted.minors_present > 0
        current.matter = consulted.matter
        if consulted.came:
            _into_log(current, consulted, current_day, by)
            current.who = current.phone = ""  # in the log they follow the confidentiality of what becomes of it
        current.save()
    return current


def open_petition(*, slot: Slot, by: Actor, title: str = "") -> Case:
    """Open a petition from a recorded consultation; asked again, the one opened before.

    Raises:
        PermissionDenied: not in her role, or the contact is not open to her.
        ValidationError: nothing is recorded yet, or what ``register_case`` refuses.
    """
    by.must("cases.log")
    with transaction.atomic():
        current_day = _held(slot.reception, by, cancelled=True)
        current = _slot(slot, by)
        contact = contact_of(current, by)
        if contact is None and current.came:
            raise PermissionDenied(_("What became of this consultation is not open to you."))
        if contact is None:
            raise ValidationError(_("Record the consultation first: what was asked becomes the petition."))
        if contact.case is not None:
            return contact.case
        matter = Matter(current.matter) if current.matter else Matter.OTHER
        who = PartyDraft(
            roles=(Role.PETITIONER,), name=contact.caller, phone=contact.phone, token=uuid5(current.token, "person")
        )
        draft = CaseDraft(
            day=current_day.day,
            channel=Channel.LAWYER_DAY,
            title=tidy(title) or str(matter.label),
            matter=matter,
            words=contact.words,
            people=current.people,
            minor=current.minor,
            persons=(who,) if contact.caller or contact.phone else (),
            office_id=current_day.office_id,
            reception=True,
            token=uuid5(current.token, "case"),
        )
        return open_case_from(contact=contact, draft=draft, by=by)


def contact_of(slot: Slot, by: Actor) -> Contact | None:
    """The line of the contact log that a consultation became, as far as it is open to her."""
    return Contact.objects.visible_to(by).select_related("case", "office").filter(slot=slot).first()


def _into_log(slot: Slot, consulted: Consulted, reception: ReceptionDay, by: Actor) -> Contact:
    draft = ContactDraft(
        day=reception.day,
        channel=Channel.LAWYER_DAY,
        office_id=reception.office_id,
        talk=Talk.ADVICE,
        people=slot.people,
        words=consulted.asked,
        answer=consulted.advised,
        caller=slot.who,
        phone=slot.phone,
        matter=slot.matter,
        minor=slot.minor,
        slot_id=slot.pk,
        token=uuid5(slot.token, "contact"),
    )
    return log_contact(draft=draft, by=by)


def _made(reception: ReceptionDay, draft: SlotDraft, at: time, by: Actor, *, walk_in: bool) -> Slot:
    _check(draft.people, draft.minors_present, draft.matter)
    return Slot.objects.create(
        reception=reception,
        place=reception.place,
        at=at,
        walk_in=walk_in,
        who=normal(draft.who),
        phone=normal(draft.phone),
        people=draft.people,
        minor=draft.minor or draft.minors_present > 0,
        minors_present=draft.minors_present,
        matter=draft.matter,
        entered_name=by.user.name,
        token=draft.token,
    )


def _check(people: int, minors: int, matter: str) -> None:
    wrong = {}
    if not 0 <= people <= MOST_MINORS:
        wrong["people"] = _("Between 0 and %(most)s.") % {"most": MOST_MINORS}
    if not 0 <= minors <= people:
        wrong["minors_present"] = _("No more minors than persons who came.")
    if matter and matter not in Matter.values:
        wrong["matter"] = _("Please choose the kind.")
    if wrong:
        raise ValidationError(wrong)


def _held(reception: ReceptionDay, by: Actor, *, cancelled: bool = False) -> ReceptionDay:
    by.must("cases.reception")
    rows = ReceptionDay.objects.visible_to(by).select_for_update(of=("self",)).select_related("office")
    current = rows.get(pk=reception.pk)
    if current.cancelled_on is not None and not cancelled:
        raise ValidationError(_("This day was cancelled on %(day)s.") % {"day": current.cancelled_on})
    return current


def _slot(slot: Slot, by: Actor) -> Slot:
    return Slot.objects.visible_to(by).select_for_update(of=("self",)).get(pk=slot.pk)
