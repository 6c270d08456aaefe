"""Drafts of the cases and contacts in stories; every value can be changed by name."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tonghu.access.actor import Actor
from tonghu.cases.actions.accept import accept_case
from tonghu.cases.actions.classify import classify_case
from tonghu.cases.actions.register import register_case
from tonghu.cases.drafts import CaseDraft, ContactDraft, PartyDraft
from tonghu.cases.models import Case
from tonghu.cases.rules.kinds import Channel, Matter, Role
from tonghu.cases.rules.ways import Class, Way


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def party_draft(**changes: Any) -> PartyDraft:
    """A mother who can be told in writing; her numbers are nobody's."""
    values: dict[str, Any] = {
        "roles": (Role.PETITIONER,), "name": "单雨荷", "phone": "13900000011", "sex": 2,
        "address": "河湾乡柳树村3组5号",
    }  # fmt: skip
    return PartyDraft(**(values | changes))


def case_draft(**changes: Any) -> CaseDraft:
    """A visit about support of a child, nobody in danger."""
    values: dict[str, Any] = {
        "day": timezone.localdate(), "channel": Channel.VISIT, "title": "抚养费纠纷", "matter": Matter.CUSTODY,
        "words": "她说孩子的父亲半年没有付抚养费。", "persons": (party_draft(),),
    }  # fmt: skip
    return CaseDraft(**(values | changes))


def contact_draft(**changes: Any) -> ContactDraft:
    """A call for advice."""
    values: dict[str, Any] = {
        "day": timezone.localdate(), "channel": Channel.CALL, "words": "询问离婚手续", "phone": "13900000021",
    }  # fmt: skip
    return ContactDraft(**(values | changes))


def registered(by: Actor, **changes: Any) -> Case:
    """A case as it stands after its registration."""
    return register_case(draft=case_draft(**changes), by=by)


def accepted(by: Actor, *, way: int = Way.PETITION, day: date | None = None, **changes: Any) -> Case:
    """A case being handled, by petition procedure where nothing else is said."""
    case = registered(by, **(({"day": day} if day else {}) | changes))
    case = classify_case(case=case, classed=Class.APPEAL, way=way, day=day, by=by)
    return accept_case(case=case, day=day, by=by)
