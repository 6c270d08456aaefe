"""Who signs in and what to try first, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

from django.utils import translation

from tonghu.access.actor import actor_for
from tonghu.accounts.models import User
from tonghu.demo.cast import Member


def table(members: Sequence[Member]) -> list[str]:
    """One line a member: user name, name, office, roles; below it what to try, in both languages."""
    users = User.objects.in_bulk([member.username for member in members], field_name="username")
    rows = []
    for member in members:
        office = actor_for(users[member.username]).office
        with translation.override("zh-hans"):
            roles = "、".join(str(role.label) for role in member.roles)
            rows.append((member.username, member.name, office.called if office else "", roles))
    widths = [max(_width(row[column]) for row in rows) for column in range(3)]
    lines = []
    for member, row in zip(members, rows, strict=True):
        lines.append("  ".join([*(_padded(*pair) for pair in zip(row, widths, strict=False)), row[3]]))
        lines.append(f"    {member.try_zh} / {member.try_en}")
    return lines


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
