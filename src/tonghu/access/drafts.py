from dataclasses import dataclass
from datetime import date

from tonghu.access.rules import Role
from tonghu.accounts.models import User
from tonghu.places.models import Office


@dataclass(frozen=True)
class UserDraft:
    """An account as somebody asks for it.

    Attributes:
        username: what she signs in with; name: what others read.
        password: the first one, which she changes at her first sign-in unless ``must_change`` is off.
    """

    username: str
    name: str
    password: str
    must_change: bool = True


@dataclass(frozen=True)
class GrantDraft:
    """A role for a user at an office, from a day on (today by default) until a day, both included."""

    user: User
    office: Office
    role: Role
    since: date | None = None
    until: date | None = None
