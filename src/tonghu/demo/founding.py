"""The first act of the demonstration, and the accounts of its cast."""

from __future__ import annotations

from datetime import date

from tonghu.access import founding
from tonghu.access.actions import add_grants, add_users
from tonghu.access.actions.undertaking import undertake
from tonghu.access.actor import Actor
from tonghu.access.drafts import GrantDraft, UserDraft
from tonghu.access.undertakings import VERSION
from tonghu.demo import divisions
from tonghu.demo.cast import ADMINISTRATORS, MEMBERS, Member
from tonghu.demo.world import REQUEST, World
from tonghu.places.drafts import OfficeDraft
from tonghu.places.models import Office, Place
from tonghu.places.rules import OfficeKind

SINCE = date(2015, 1, 1)


def found(world: World) -> None:
    """Divisions down to cities, their federations, the accounts of the three administrators."""
    founded = founding.found(
        places=divisions.cities(),
        offices=[_federation(code) for code in (divisions.CITY, divisions.FAR_CITY)],
        administrators={member.roles[0]: _account(world, member) for member in ADMINISTRATORS},
        request=REQUEST,
        since=SINCE,
    )
    keep(world, founded.places)
    world.add(founded.offices)


def invite(world: World) -> int:
    """The rest of the cast get accounts and roles from the security administrator; who reads cases undertakes
    confidentiality."""
    with world.acting("an_ran") as warden:
        count = appoint(world, MEMBERS, warden)
    for member in MEMBERS:
        with world.acting(member.username) as actor:
            if actor.needs_undertaking:
                undertake(version=VERSION, by=actor)
    return count


def appoint(world: World, members: tuple[Member, ...], by: Actor) -> int:
    """Accounts and roles for members; returns how many."""
    users = add_users(drafts=[_account(world, member) for member in members], by=by)
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


def _account(world: World, member: Member) -> UserDraft:
    return UserDraft(member.username, member.name, world.password, must_change=False)


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
