"""The first act of a deployment: divisions above all offices, the first offices, the three administrators.

Nobody can have signed in yet, so the act is the founder's, an actor without an account or an office. The
trail names it as such; from the next step on everybody acts in her own name.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tonghu.access.actions import add_grants, add_users
from tonghu.access.actor import Actor
from tonghu.access.drafts import GrantDraft, UserDraft
from tonghu.access.rules import Role
from tonghu.accounts.models import User
from tonghu.demo import divisions
from tonghu.demo.cast import ADMINISTRATORS, MEMBERS, Member
from tonghu.demo.world import REQUEST, World
from tonghu.kit.scope import within
from tonghu.places.actions import add_offices, add_places
from tonghu.places.drafts import OfficeDraft
from tonghu.places.models import Office, Place
from tonghu.places.rules import OfficeKind

FOUNDER = "建库 Founding"
SINCE = date(2015, 1, 1)


def found(world: World) -> None:
    """Divisions down to cities, their federations, the accounts of the three administrators."""
    builder = Actor(user=User(name=FOUNDER), office=None, roles=frozenset({Role.SYSTEM}), request=REQUEST)
    with within(builder.scope):
        keep(world, add_places(drafts=divisions.cities(), by=builder))
        world.add(add_offices(drafts=[_federation(code) for code in (divisions.CITY, divisions.FAR_CITY)], by=builder))
        warden = replace(builder, roles=frozenset({Role.SECURITY}))
        appoint(world, ADMINISTRATORS, warden)


def invite(world: World) -> int:
    """The rest of the cast get accounts and roles from the security administrator."""
    with world.acting("an_ran") as warden:
        return appoint(world, MEMBERS, warden)


def appoint(world: World, members: tuple[Member, ...], by: Actor) -> int:
    """Accounts and roles for members; returns how many."""
    accounts = [UserDraft(m.username, m.name, world.password, must_change=False) for m in members]
    users = add_users(drafts=accounts, by=by)
    grants = [
        GrantDraft(user, _office(world, member), role, SINCE)
        for member, user in zip(members, users, strict=True)
        for role in member.roles
    ]
    add_grants(drafts=grants, by=by)
    return len(users)


def keep(world: World, places: list[Place]) -> int:
    world.places |= {place.code: place for place in places}
    return len(places)


def _office(world: World, member: Member) -> Office:
    return world.named(member.kind, member.place, member.unit)


def _federation(code: int) -> OfficeDraft:
    name, name_en = next((name, name_en) for place, name, name_en in divisions.CITIES if place == code)
    return OfficeDraft(
        place_id=code,
        kind=OfficeKind.FEDERATION,
        name=f"{name}妇女联合会",
        name_en=f"Women's Federation of {name_en}",
        short=f"{name}妇联",
        opened_on=date(1952, 3, 8),
    )
