from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.access.drafts import GrantDraft
from tonghu.access.models import Grant
from tonghu.access.rules import Role, conflicts
from tonghu.accounts.models import User
from tonghu.places.models import Office
from tonghu.places.rules import LISTED_ONLY


def grant(
    *, user: User, office: Office, role: Role, by: Actor, since: date | None = None, until: date | None = None
) -> Grant:
    """Give a user a role at an office.

    Raises:
        PermissionDenied: ``by`` is no security administrator.
        ValidationError: she holds it already, the office is only listed, the days are in the wrong
            order, or she would hold an administrator's role beside another (三员分立, GB/T 22239-2019).
    """
    return add_grants(drafts=[GrantDraft(user, office, role, since, until)], by=by)[0]


@transaction.atomic
def add_grants(*, drafts: Iterable[GrantDraft], by: Actor) -> list[Grant]:
    """Several grants, all or none; raises as ``grant`` does."""
    by.must("accounts.change")
    return [_add(draft, by) for draft in drafts]


def _add(draft: GrantDraft, by: Actor) -> Grant:
    since = draft.since or timezone.localdate()
    if draft.user.pk == by.user.pk:
        raise ValidationError(_("You cannot change your own roles. Another security administrator can."))
    if draft.office.kind in LISTED_ONLY:
        raise ValidationError(_("This office belongs to another body and is only listed; nobody signs in for it."))
    if draft.until and draft.until < since:
        raise ValidationError(_("The last day lies before the first."))
    _stay_apart(draft)
    try:
        with transaction.atomic():
            return Grant.objects.create(
                user=draft.user, office=draft.office, role=draft.role, since=since, until=draft.until
            )
    except IntegrityError as error:
        raise ValidationError(_refusal(str(error))) from error


def _stay_apart(draft: GrantDraft) -> None:
    held = {Role(role) for role in draft.user.grants.values_list("role", flat=True)}
    if conflicts(frozenset(held | {draft.role})):
        raise ValidationError(_refusal("access_administrator_apart"))


def _refusal(reason: str) -> str:
    if "access_administrator_apart" in reason:
        return _(
            "The three administrators are kept apart: who is system, security or audit administrator holds no "
            "other role. End the other role first, or make an account of its own."
        )
    return _("She already holds this role at this office.")


@transaction.atomic
def end_grant(*, grant: Grant, by: Actor) -> None:
    """Take a role back at once; the trail keeps that it was held. Raises PermissionDenied, ValidationError."""
    by.must("accounts.change")
    if grant.user_id == by.user.pk:
        raise ValidationError(_("You cannot change your own roles. Another security administrator can."))
    grant.delete()
