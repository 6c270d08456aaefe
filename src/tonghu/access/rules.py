"""Roles and what each may do. Pure: no database."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    CHAIR = "chair", _("Township or village chair")
    RIGHTS = "rights", _("Rights officer")
    PROGRAMME = "programme", _("Programme officer")
    COMMITTEE = "committee", _("Office of the Working Committee on Women and Children")
    LEADER = "leader", _("Chair and leaders")
    AGENCY = "agency", _("Liaison at a member agency")
    SCHOOL = "school", _("School liaison")
    VOLUNTEER = "volunteer", _("Volunteer or professional")
    SYSTEM = "system", _("System administrator")
    SECURITY = "security", _("Security administrator")
    AUDIT = "audit", _("Audit administrator")


OFFICERS = frozenset({Role.RIGHTS, Role.PROGRAMME, Role.COMMITTEE, Role.LEADER})
FEDERATION = OFFICERS | {Role.CHAIR}
CASEWORKERS = frozenset({Role.CHAIR, Role.RIGHTS, Role.LEADER})
ADMINISTRATORS = frozenset({Role.SYSTEM, Role.SECURITY, Role.AUDIT})
"""The three administrators (三员): no one holds two, and none holds another role beside it."""

NEEDS_SECOND_FACTOR = OFFICERS | ADMINISTRATORS

MAY: dict[str, frozenset[Role]] = {
    "places.view": FEDERATION | {Role.SYSTEM},
    "places.change": frozenset({Role.RIGHTS, Role.PROGRAMME, Role.SYSTEM}),
    "places.contacts": FEDERATION,
    "people.view": FEDERATION,
    "people.change": frozenset({Role.CHAIR, Role.RIGHTS, Role.PROGRAMME}),
    "people.unmask": frozenset({Role.RIGHTS, Role.PROGRAMME}),
    "cases.view": CASEWORKERS,
    "cases.log": CASEWORKERS,
    "cases.handle": frozenset({Role.CHAIR, Role.RIGHTS}),
    "cases.approve": frozenset({Role.LEADER}),
    "cases.close_days": frozenset({Role.CHAIR, Role.RIGHTS, Role.LEADER}),
    "cases.override": frozenset({Role.LEADER}),
    "cases.break_glass": frozenset({Role.RIGHTS, Role.LEADER}),
    "cases.handover": frozenset({Role.RIGHTS, Role.LEADER}),
    "cases.unmask": frozenset({Role.RIGHTS, Role.CHAIR}),
    "cases.export": frozenset({Role.RIGHTS, Role.LEADER}),
    "cases.settings": frozenset({Role.SYSTEM}),
    "cases.reception": frozenset({Role.RIGHTS, Role.CHAIR}),
    "referrals.answer": frozenset({Role.AGENCY}),
    "outreach.view": FEDERATION,
    "outreach.log": frozenset({Role.CHAIR, Role.RIGHTS, Role.PROGRAMME}),
    "outreach.correct": frozenset({Role.CHAIR, Role.RIGHTS, Role.PROGRAMME}),
    "outreach.import": frozenset({Role.RIGHTS, Role.PROGRAMME}),
    "outreach.materials": frozenset({Role.RIGHTS, Role.PROGRAMME, Role.SYSTEM}),
    "figures.view": FEDERATION,
    "reports.view": FEDERATION,
    "reports.draft": OFFICERS,
    "reports.check": OFFICERS,
    "reports.sign": frozenset({Role.LEADER}),
    "reports.templates": OFFICERS | {Role.SYSTEM},
    "accounts.change": frozenset({Role.SECURITY}),
    "trail.audit": frozenset({Role.AUDIT}),
    "trail.record": FEDERATION,
}


def scoped_by_place(role: Role) -> bool:
    """Whether the role sees an area; the others see only what is addressed or assigned to them."""
    return role in FEDERATION


def conflicts(roles: frozenset[Role]) -> bool:
    """Whether one person may not hold these roles together (separation of the three administrators)."""
    return bool(roles & ADMINISTRATORS) and len(roles) > 1
