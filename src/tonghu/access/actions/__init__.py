"""Accounts and what they may do: the security administrator's verbs."""

from .grants import add_grants, end_grant, grant
from .passwords import change_own_password, new_password, reset_password, unlock
from .undertaking import undertake
from .users import add_user, add_users, change_user, close_user, open_user

__all__ = [
    "add_grants",
    "add_user",
    "add_users",
    "change_own_password",
    "change_user",
    "close_user",
    "end_grant",
    "grant",
    "new_password",
    "open_user",
    "reset_password",
    "undertake",
    "unlock",
]
