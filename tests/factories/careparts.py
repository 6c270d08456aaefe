"""A lawyer, and drafts of a reception day; every value can be changed by name."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from tests.factories.people import person_draft
from tonghu.access.actor import Actor
from tonghu.cases.actions.reception import DayDraft, plan_days
from tonghu.cases.actions.slots import SlotDraft
from tonghu.cases.models import ReceptionDay
from tonghu.people.actions import add_person
from tonghu.people.drafts import ServiceDraft
from tonghu.people.models import Person
from tonghu.people.rules import ServiceRole


def lawyer(by: Actor, name: str = "秦川") -> Person:
    """A lawyer on the list of the actor's office."""
    services = (ServiceDraft(role=ServiceRole.LAWYER),)
    draft = person_draft(by.office.pk, name=name, phone="", unit="云溪远山律师事务所", services=services)
    return add_person(draft=draft, by=by)


def day_draft(lawyer_id: int, **changes: Any) -> DayDraft:
    """A morning today, with half-hours."""
    values: dict[str, Any] = {
        "day": timezone.localdate(), "begins": time(9), "ends": time(11), "lawyer": lawyer_id, "token": uuid4(),
        "venue": "县妇联接待室",
    }  # fmt: skip
    return DayDraft(**(values | changes))


def reception_day(by: Actor, *, days: int = 0, **changes: Any) -> ReceptionDay:
    """A reception day of the actor's office, ``days`` from today."""
    pk = changes.pop("lawyer", None) or lawyer(by).pk
    draft = day_draft(pk, **({"day": timezone.localdate() + timedelta(days=days)} | changes))
    return plan_days(draft=draft, office=by.office, by=by)[0]


def slot_draft(**changes: Any) -> SlotDraft:
    """Somebody who wants to ask about support of her child."""
    values: dict[str, Any] = {
        "token": uuid4(), "at": time(9, 30), "who": "苏禾", "phone": "13900000031", "matter": "custody",
    }  # fmt: skip
    return SlotDraft(**(values | changes))
