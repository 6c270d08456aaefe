from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.models import Case, Contact, Incident, ReceptionDay, Slot, Step
from tonghu.cases.rules.kinds import Channel, Talk
from tonghu.cases.rules.states import State
from tonghu.cases.rules.ways import Outcome
from tonghu.kit.text import tidy
from tonghu.places.models import Office

BATCH = 500
OPENS, SLOT_MINUTES = time(9), 30


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCase:
    """A closed case of an earlier year, as a former register holds it: no person by name.

    Attributes:
        office_id: the office that handled it; day, closed_on: brought and closed.
        channel, matter: values of ``rules.kinds``; title: in short, without names; people: persons who came.
        again: days on which somebody came about it again, with how many persons.
        lawyer_id: the lawyer on duty it was brought to, None for others; minors_present: minors who came there.
        token: a carry-over of the same register twice is one.
    """

    office_id: int
    day: date
    closed_on: date
    channel: str
    matter: str
    title: str
    people: int = 1
    minor: bool = False
    outcome: str = Outcome.SETTLED
    again: Sequence[tuple[date, int]] = ()
    lawyer_id: int | None = None
    minors_present: int = 0
    token: UUID = field(default_factory=uuid4)


def carry_over(*, drafts: Sequence[PastCase], by: Actor) -> list[Case]:
    """Carry closed cases of earlier years over from a former register; those carried over before are returned.

    They get numbers of their year; no clock of theirs runs any more.

    Raises:
        PermissionDenied: not in her role, or an office outside her area.
        ValidationError: a day that is still to come, or a case that was closed before it was brought.
    """
    by.must("cases.handle")
    with transaction.atomic():
        known = {case.token: case for case in Case.objects.visible_to(by).filter(token__in=[d.token for d in drafts])}
        fresh = [one for one in drafts if one.token not in known]
        offices = Office.objects.in_bulk({one.office_id for one in fresh})
        for one in fresh:
            _check(one, offices.get(one.office_id), by)
        pairs = [(_case(one, offices[one.office_id], by), one) for one in fresh]
        _number([case for case, _one in pairs])
        Case.objects.bulk_create([case for case, _one in pairs], batch_size=BATCH)
        _write_parts(pairs, by)
        known |= {case.token: case for case, _one in pairs}
        return [known[one.token] for one in drafts]


def _check(draft: PastCase, office: Office | None, by: Actor) -> None:
    if office is None or not by.scope.holds(office.place_id):
        raise PermissionDenied(_("This unit lies outside the area you work for."))
    if draft.closed_on > timezone.localdate():
        raise ValidationError({"closed_on": _("This day is still to come. Please check the date.")})
    if draft.closed_on < draft.day:
        raise ValidationError({"closed_on": _("A case cannot be closed before it was brought.")})


def _case(draft: PastCase, office: Office, by: Actor) -> Case:
    case = Case(
        office=office, place=office.place_id, numbered=office, year=draft.day.year, day=draft.day,
        channel=draft.channel, title=tidy(draft.title), matter=draft.matter, minor=draft.minor, people=draft.people,
        state=State.CLOSED, outcome=draft.outcome, closed_on=draft.closed_on, reception=draft.lawyer_id is not None,
        entered_by=by.user.pk, entered_name=by.user.name, token=draft.token,
    )  # fmt: skip
    case.settle()
    return case


def _number(cases: Sequence[Case]) -> None:
    following: dict[tuple[int, int], int] = {}
    for key in sorted({(case.numbered_id, case.year) for case in cases}):
        with connection.cursor() as cursor:
            cursor.execute("select cases_next_serial(%s, %s)", key)
            following[key] = int(cursor.fetchone()[0])
    for case in cases:
        case.serial = following[case.numbered_id, case.year]
        following[case.numbered_id, case.year] += 1


def _write_parts(pairs: Sequence[tuple[Case, PastCase]], by: Actor) -> None:
    written = {"entered_by": by.user.pk, "entered_name": by.user.name}
    Incident.objects.bulk_create(
        [Incident(case=case, place=case.place, day=case.day, **written) for case, _draft in pairs], batch_size=BATCH
    )
    steps = []
    for case, draft in pairs:
        whole = {"case": case, "place": case.place, **written}
        steps += [
            Step(verb="register", day=case.day, to=State.REGISTERED, data={"carried_over": True}, **whole),
            Step(verb="approve_closure", day=draft.closed_on, start=State.CLOSING, to=State.CLOSED, **whole),
        ]
    Step.objects.bulk_create(steps, batch_size=BATCH)
    slots = _receptions(pairs, by)
    Contact.objects.bulk_create(
        [
            Contact(
                office_id=case.office_id, place=case.place, day=day, channel=channel, talk=talk, people=people,
                matter=case.matter, minor=case.minor, case=case, opened_case=opened, slot=slot, token=uuid4(),
                **written,
            )
            for case, draft in pairs
            for day, channel, talk, people, opened, slot in _talks(case, draft, slots)
        ],
        batch_size=BATCH,
    )  # fmt: skip


def _talks(case: Case, draft: PastCase, slots: dict[int, Slot]) -> list[tuple[date, str, str, int, bool, Slot | None]]:
    channel = Channel.LAWYER_DAY if case.pk in slots else case.channel
    first = (case.day, channel, Talk.REQUEST, draft.people, True, slots.get(case.pk))
    return [first, *((day, Channel.VISIT, Talk.PROGRESS, people, False, None) for day, people in draft.again)]


def _receptions(pairs: Sequence[tuple[Case, PastCase]], by: Actor) -> dict[int, Slot]:
    """A reception day for every lawyer and day of the register, with a consultation for each case, by case id."""
    rows: dict[tuple[int, date], ReceptionDay] = {}
    slots: dict[int, Slot] = {}
    for case, draft in pairs:
        lawyer = draft.lawyer_id
        if lawyer is None:
            continue
        day = rows.setdefault((lawyer, case.day), _reception(case, lawyer, by))
        many = sum(slot.reception is day for slot in slots.values())
        slots[case.pk] = Slot(
            reception=day, place=case.place, at=_later(many), people=draft.people, minor=case.minor,
            minors_present=draft.minors_present, matter=case.matter, came=True, entered_name=by.user.name,
            token=uuid4(),
        )  # fmt: skip
    ReceptionDay.objects.bulk_create(rows.values(), batch_size=BATCH)
    Slot.objects.bulk_create(slots.values(), batch_size=BATCH)
    return slots


def _reception(case: Case, lawyer: int, by: Actor) -> ReceptionDay:
    return ReceptionDay(
        office_id=case.office_id, place=case.place, day=case.day, begins=OPENS, ends=time(17), minutes=SLOT_MINUTES,
        lawyer_id=lawyer, entered_name=by.user.name, token=uuid4(),
    )  # fmt: skip


def _later(slots: int) -> time:
    minutes = OPENS.hour * 60 + slots * SLOT_MINUTES
    return datetime(2000, 1, 1, minutes // 60 % 24, minutes % 60).time()
