from collections.abc import Iterable

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.access.drafts import UserDraft
from tonghu.accounts.models import User


def add_user(*, username: str, name: str, password: str, by: Actor, must_change: bool = True) -> User:
    """A new account, without any role yet.

    Raises:
        PermissionDenied: ``by`` is no security administrator.
        ValidationError: a sentence for each of username, name and password that cannot stand.
    """
    return add_users(drafts=[UserDraft(username, name, password, must_change)], by=by)[0]


@transaction.atomic
def add_users(*, drafts: Iterable[UserDraft], by: Actor) -> list[User]:
    """Several accounts, all or none; raises as ``add_user`` does."""
    by.must("accounts.change")
    return [_add(draft) for draft in drafts]


def _add(draft: UserDraft) -> User:
    user = User(
        username=User.normalize_username(draft.username.strip()),
        name=draft.name.strip(),
        must_change_password=draft.must_change,
    )
    user.full_clean(exclude=["password"])
    _check_password(draft.password, user)
    user.set_password(draft.password)
    user.save(force_insert=True)
    return user


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error


@transaction.atomic
def change_user(*, user: User, name: str, by: Actor) -> User:
    """Correct the name that others read. Raises PermissionDenied, ValidationError for an empty name."""
    by.must("accounts.change")
    user.name = name.strip()
    user.full_clean(exclude=["password"])
    user.save(update_fields=["name"])
    return user


@transaction.atomic
def close_user(*, user: User, by: Actor) -> User:
    """Shut an account; it stays in the trail. Raises PermissionDenied, ValidationError for one's own."""
    by.must("accounts.change")
    if user.pk == by.user.pk:
        raise ValidationError(_("You cannot close your own account. Another security administrator can."))
    user.is_active = False
    user.save(update_fields=["is_active"])
    return user


@transaction.atomic
def open_user(*, user: User, by: Actor) -> User:
    """Open a shut account again. Raises PermissionDenied."""
    by.must("accounts.change")
    user.is_active = True
    user.save(update_fields=["is_active"])
    return user
