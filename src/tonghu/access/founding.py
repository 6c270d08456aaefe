"""The first act of a deployment: divisions above all offices, the first offices, the three administrators.

Nobody can have signed in yet, so the act is the founder's, an actor without an account or an office. The
trail names it as such; from the next step on everybody acts in her own name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from tonghu.access.actions import add_user, grant
from tonghu.access.actor import Actor
from tonghu.access.drafts import UserDraft
from tonghu.access.rules import ADMINISTRATORS, Role
from tonghu.accounts.models import User
from tonghu.kit.scope import within
from tonghu.kit.text import normal
from tonghu.places.actions import add_offices, add_places
from tonghu.places.drafts import OfficeDraft, PlaceDraft
from tonghu.places.models import Office, Place

FOUNDER = "建库 Founding"
LOCK = 990_026


@dataclass(frozen=True, slots=True)
class Founded:
    """What a deployment begins with; the administrators by their role."""

    places: list[Place]
    offices: list[Office]
    administrators: dict[Role, User]


def without_account(name: str, *, request: str) -> Actor:
    """An actor that is no account: it keeps divisions and offices everywhere and sees no record.

    Args:
        name: what the trail calls it; request: id that joins its entries.
    """
    return Actor(user=User(name=name), office=None, roles=frozenset({Role.SYSTEM}), request=request)


def found(
    *,
    places: Sequence[PlaceDraft],
    offices: Sequence[OfficeDraft],
    administrators: Mapping[Role, UserDraft],
    request: str,
    since: date | None = None,
) -> Founded:
    """Begin a deployment, all or nothing.

    Args:
        places: divisions down to those of the offices; offices: the first of them holds the administrators.
        administrators: system, security and audit (三员, GB/T 22239-2019), three people.
        since: the first day of their roles, today where None.

    Raises:
        ValidationError: accounts exist, the three are not three, or a draft that cannot stand.
    """
    _three_people(administrators)
    builder = without_account(FOUNDER, request=request)
    with within(builder.scope):
        _first()
        added_places = add_places(drafts=places, by=builder)
        added_offices = add_offices(drafts=offices, by=builder)
        warden = replace(builder, roles=frozenset({Role.SECURITY}))
        users = {role: _administrator(draft, warden) for role, draft in administrators.items()}
        for role, user in users.items():
            grant(user=user, office=added_offices[0], role=role, since=since, by=warden)
    return Founded(added_places, added_offices, users)


def _three_people(administrators: Mapping[Role, UserDraft]) -> None:
    usernames = {normal(draft.username).casefold() for draft in administrators.values()}
    names = {normal(draft.name) for draft in administrators.values()}
    if set(administrators) != ADMINISTRATORS or len(usernames) < len(ADMINISTRATORS) or len(names) < len(usernames):
        raise ValidationError(
            _(
                "System, security and audit administrator are three different people, each with an account of "
                "her own. Nothing was saved."
            )
        )


def _first() -> None:
    """Two foundings at once would each find no account; the second waits, then finds the first one's."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
    if User.objects.exists():
        raise ValidationError(
            _("This data folder has accounts already. Nothing was changed; the security administrator adds more.")
        )


def _administrator(draft: UserDraft, by: Actor) -> User:
    try:
        return add_user(
            username=draft.username, name=draft.name, password=draft.password, must_change=draft.must_change, by=by
        )
    except ValidationError as error:
        said = {"who": draft.name or draft.username, "problem": " ".join(error.messages)}
        raise ValidationError(_("%(who)s: %(problem)s Nothing was saved.") % said) from error
