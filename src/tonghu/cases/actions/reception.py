"""The lawyer reception day: its roster, who is booked, and what happens where a lawyer cannot come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tonghu.access.actor import Actor
from tonghu.cases.models import ReceptionDay, Slot
from tonghu.cases.queries.reception import lawyers
from tonghu.cases.rules.reception import MOST_WEEKS, between, free, shifted
from tonghu.kit.text import tidy
from tonghu.people.models import Person
from tonghu.places.models import Office
from tonghu.work.actions import Subject, discharge, oblige
from tonghu.work.queries import about

TABLE = "cases_receptionday"
CALL_THEM = gettext_noop("Call those who had booked: the reception day has changed")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayDraft:
    """A reception day as it is planned.

    Attributes:
        lawyer: id of a person who serves as a lawyer; minutes: length of a consultation, 10 to 240.
        weeks: for how many weeks it is repeated on the same weekday, 0 to 12.
        token: of the form; the same token again changes nothing.
    """

    day: date
    begins: time
    ends: time
    lawyer: int
    token: UUID
    minutes: int = 30
    venue: str = ""
    weeks: int = 0


def plan_days(*, draft: DayDraft, office: Office, by: Actor) -> list[ReceptionDay]:
    """Put a reception day, and its repetitions, on the roster; all of them or none.

    Raises:
        PermissionDenied: not in her role, or the office lies outside her area.
        ValidationError: no such lawyer, she is elsewhere at that hour, hours that end before they begin.
    """
    by.must("cases.reception")
    if not by.scope.holds(office.place_id):
        raise PermissionDenied(_("This unit lies outside the area you work for."))
    tokens = [uuid5(draft.token, str(week)) for week in range(draft.weeks + 1)]
    with transaction.atomic():
        _one_at_a_time(draft.lawyer)
        found = list(ReceptionDay.objects.visible_to(by).filter(token__in=tokens))
        if found:
            return found
        _check(draft)
        lawyer = _lawyer(draft.lawyer, by, field="lawyer")
        return [
            _planned(draft, week, token=tokens[week], office=office, lawyer=lawyer, by=by)
            for week in range(draft.weeks + 1)
        ]


def cancel_day(*, reception: ReceptionDay, why: str, by: Actor) -> ReceptionDay:
    """The day does not take place; those who had booked are to be called.

    Raises:
        PermissionDenied: not in her role. ReceptionDay.DoesNotExist: not open to her.
        ValidationError: no reason, cancelled before, or consultations were held already.
    """
    with transaction.atomic():
        current = _held(reception, by)
        if not tidy(why):
            raise ValidationError({"why": _("Say why the day is cancelled.")})
        if current.slots.filter(came=True).exists():
            raise ValidationError(_("Consultations of this day are recorded already: it took place."))
        current.cancelled_on, current.cancelled_why = timezone.localdate(), tidy(why)
        current.save(update_fields=["cancelled_on", "cancelled_why"])
        _call_those_booked(current, by)
    return current


def stand_in(*, reception: ReceptionDay, lawyer: int, by: Actor) -> ReceptionDay:
    """Another lawyer takes the day over; the bookings stay as they are.

    Raises:
        PermissionDenied, ReceptionDay.DoesNotExist: as :func:`cancel_day`.
        ValidationError: no such lawyer, or she is elsewhere at that hour, or the day is cancelled.
    """
    with transaction.atomic():
        _one_at_a_time(lawyer)
        current = _held(reception, by)
        person = _lawyer(lawyer, by, field="lawyer")
        _must_be_free(person, current.day, current.begins, current.ends, but=current.pk, field="lawyer")
        current.stands_in = person if person.pk != current.lawyer_id else None
        current.save(update_fields=["stands_in"])
    return current


def move_day(*, reception: ReceptionDay, day: date, begins: time, ends: time, by: Actor) -> ReceptionDay:
    """The day is held at another time; bookings keep their order, and those who booked are to be called.

    Raises:
        PermissionDenied, ReceptionDay.DoesNotExist: as :func:`cancel_day`.
        ValidationError: a day that has passed, too short for the bookings, or the lawyer is elsewhere then.
    """
    with transaction.atomic():
        _one_at_a_time(reception.stands_in_id or reception.lawyer_id)
        current = _held(reception, by)
        if day < timezone.localdate():
            raise ValidationError({"day": _("This day has passed. Please choose one that is to come.")})
        if ends <= begins:
            raise ValidationError({"ends": _("It ends before it begins. Please check the hours.")})
        if current.slots.exclude(came=None).exists():
            raise ValidationError(_("Consultations of this day are recorded already: it took place."))
        person = current.stands_in or current.lawyer
        _must_be_free(person, day, begins, ends, but=current.pk, field="begins")
        _shift(current, begins, ends)
        current.day, current.begins, current.ends = day, begins, ends
        current.save(update_fields=["day", "begins", "ends"])
        _call_those_booked(current, by)
    return current


def called_them(*, reception: ReceptionDay, by: Actor) -> None:
    """Those who had booked have been called. Said before, nothing happens.

    Raises:
        PermissionDenied: not in her role. ReceptionDay.DoesNotExist: not open to her.
    """
    by.must("cases.reception")
    with transaction.atomic():
        current = ReceptionDay.objects.visible_to(by).get(pk=reception.pk)
        discharge(subject=subject_of(current), kind="task.call", by=by)


def subject_of(reception: ReceptionDay) -> Subject:
    """A reception day as ``work`` names it: by its day."""
    return Subject(TABLE, reception.pk, reception.day.isoformat())


def free_hours(reception: ReceptionDay) -> list[time]:
    """The hours of a day nobody has booked."""
    taken = reception.slots.filter(walk_in=False).values_list("at", flat=True)
    return free(reception.begins, reception.ends, reception.minutes, taken)


def _one_at_a_time(lawyer: int | None) -> None:
    """Two officers who roster the same lawyer wait for each other until their transactions end."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('reception'), %s)", [(lawyer or 0) % 2**31])


def _held(reception: ReceptionDay, by: Actor) -> ReceptionDay:
    by.must("cases.reception")
    rows = ReceptionDay.objects.visible_to(by).select_for_update(of=("self",)).select_related("office", "lawyer")
    current = rows.select_related("stands_in").get(pk=reception.pk)
    if current.cancelled_on is not None:
        raise ValidationError(_("This day was cancelled on %(day)s.") % {"day": current.cancelled_on})
    return current


def _check(draft: DayDraft) -> None:
    wrong: dict[str, Any] = {}
    if draft.ends <= draft.begins:
        wrong["ends"] = _("It ends before it begins. Please check the hours.")
    elif not free(draft.begins, draft.ends, draft.minutes, ()):
        wrong["minutes"] = _("Not one consultation fits into these hours.")
    if not 10 <= draft.minutes <= 240:
        wrong["minutes"] = _("Between 10 and 240 minutes.")
    if not 0 <= draft.weeks <= MOST_WEEKS:
        wrong["weeks"] = _("It can be repeated for at most %(most)s weeks.") % {"most": MOST_WEEKS}
    if wrong:
        raise ValidationError(wrong)


def _lawyer(pk: int, by: Actor, *, field: str) -> Person:
    found = lawyers(by).filter(pk=pk).first()
    if found is None:
        raise ValidationError({field: _("Choose a lawyer from the list; lawyers are added under People.")})
    return found


def _planned(draft: DayDraft, week: int, *, token: UUID, office: Office, lawyer: Person, by: Actor) -> ReceptionDay:
    day = draft.day + timedelta(weeks=week)
    _must_be_free(lawyer, day, draft.begins, draft.ends, field="lawyer")
    return ReceptionDay.objects.create(
        office=office,
        place=office.place_id,
        day=day,
        begins=draft.begins,
        ends=draft.ends,
        minutes=draft.minutes,
        venue=tidy(draft.venue),
        lawyer=lawyer,
        entered_name=by.user.name,
        token=token,
    )


def _must_be_free(lawyer: Person, day: date, begins: time, ends: time, *, field: str, but: int | None = None) -> None:
    """One lawyer is in one place at a time; of another office's days only the hours are said."""
    holds = Q(stands_in=lawyer) | Q(lawyer=lawyer, stands_in=None)
    rows = ReceptionDay.objects.filter(holds, day=day, cancelled_on=None, begins__lt=ends, ends__gt=begins)
    other = rows.exclude(pk=but or 0).first()
    if other is not None:
        facts = {"day": day.isoformat(), "begins": f"{other.begins:%H:%M}", "ends": f"{other.ends:%H:%M}"}
        said = _("This lawyer already receives on %(day)s from %(begins)s to %(ends)s. Choose another time or lawyer.")
        raise ValidationError({field: said % facts})


def _shift(reception: ReceptionDay, begins: time, ends: time) -> None:
    # every booking keeps its distance from the beginning; the unique hour is freed first where they overlap
    step = between(reception.begins, begins)
    booked = list(reception.slots.filter(walk_in=False).order_by("-at" if step > timedelta(0) else "at"))
    for slot in booked:
        at = shifted(slot.at, by=step)
        if at is None or at >= ends:
            raise ValidationError({"ends": _("Not all who are booked fit into these hours.")})
        slot.at = at
        slot.save(update_fields=["at"])


def _call_those_booked(reception: ReceptionDay, by: Actor) -> None:
    """A task for those who booked; a day that changed twice has one more line, the one before has ended."""
    if not Slot.objects.filter(reception=reception, walk_in=False).exists():
        return
    subject = subject_of(reception)
    discharge(subject=subject, kind="task.call", by=by)
    today = timezone.localdate()
    oblige(
        subject=subject,
        office=reception.office,
        kind="task.call",
        label=CALL_THEM,
        since=today,
        due=today,
        assigned=by.user.pk,
        ordinal=about(subject, by=by, kind="task.call").count(),
        by=by,
    )
