from axes.utils import reset
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from tonghu.access import second_factor
from tonghu.access.actor import Actor
from tonghu.accounts.models import User
from tonghu.trail.actions import note
from tonghu.trail.models import Verb

SAFE_TO_READ_OUT = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters and digits that are taken for one another."""


@transaction.atomic
def change_own_password(*, password: str, by: Actor) -> None:
    """Set one's own password, after which nobody else knows it. Raises ValidationError."""
    validate_password(password, by.user)
    by.user.set_password(password)
    by.user.must_change_password = False
    by.user.save(update_fields=["password", "must_change_password"])
    _noted(by.user, "password changed")


def new_password() -> str:
    """A password to hand over, about 59 bits, easy to read out."""
    return "-".join(get_random_string(4, SAFE_TO_READ_OUT) for _part in range(3))


@transaction.atomic
def reset_password(*, user: User, by: Actor, second_factor_too: bool = False) -> str:
    """A new password to hand over, which ends the user's sessions and must be changed at once.

    Args:
        second_factor_too: also take away her authenticator and recovery codes (a lost phone).

    Returns:
        The password, shown this once.

    Raises:
        PermissionDenied: ``by`` is no security administrator.
        ValidationError: one's own account.
    """
    by.must("accounts.change")
    if user.pk == by.user.pk:
        raise ValidationError(_("Change your own password under your name at the top."))
    password = new_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    if second_factor_too:
        second_factor.take_away(user)
    _noted(user, "password and second factor reset" if second_factor_too else "password reset")
    return password


@transaction.atomic
def unlock(*, user: User, by: Actor) -> int:
    """Let a user try again who locked herself out; returns how many failed tries were forgotten."""
    by.must("accounts.change")
    forgotten = int(reset(username=user.username))
    _noted(user, "unlocked")
    return forgotten


def _noted(user: User, decision: str) -> None:
    note(Verb.DECIDE, table="accounts_user", object_id=user.pk, label=user.name, detail={"decision": decision})
