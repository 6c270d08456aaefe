"""Those who speak and those to reach: lecturers, volunteers and contacts with invented names and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tonghu.access.actor import Actor
from tonghu.demo.names import people_names
from tonghu.demo.spread import token, turn
from tonghu.demo.world import World
from tonghu.people.actions import add_people
from tonghu.people.drafts import PersonDraft, ServiceDraft
from tonghu.people.rules import ServiceRole, Sex
from tonghu.places.actions import add_contacts
from tonghu.places.drafts import ContactDraft
from tonghu.places.models import Office
from tonghu.places.rules import OfficeKind

SKILLS = ("家庭教育", "儿童心理", "未成年人保护法", "防性侵教育", "青春期教育", "网络素养", "婚姻家事法律", "安全自护")
UNITS = ("师范学校", "律师事务所", "心理咨询中心", "人民检察院", "妇幼保健院", "党校")
ROLES = (ServiceRole.LECTURER, ServiceRole.LECTURER, ServiceRole.LECTURER, ServiceRole.VOLUNTEER, ServiceRole.LAWYER)
POSTS = {
    OfficeKind.FEDERATION: ("主席", "权益专干"),
    OfficeKind.STATION: ("站长",),
    OfficeKind.LEGAL_AID: ("主任",),
    OfficeKind.MEMBER_UNIT: ("联络员",),
    OfficeKind.PARTNER: ("秘书长",),
    OfficeKind.CENTRE: ("负责人",),
}


def lecturers(world: World, office: Office, count: int, by: Actor) -> int:
    """Register people who serve at a federation; the first of every five are lecturers."""
    drafts = []
    for index, name in enumerate(people_names(world.rng, count)):
        role = turn(ROLES, index)
        services = (ServiceDraft(role=role, since=date(2008 + index % 10, 9, 1)),)
        unit = f"{world.places[office.place_id].name}{turn(UNITS, index)}"
        drafts.append(
            PersonDraft(
                office_id=office.pk,
                name=name,
                sex=Sex.FEMALE if index % 3 else Sex.MALE,
                phone=f"139{world.rng.randint(0, 99999):08d}",
                unit=unit,
                skills=turn(SKILLS, index),
                services=services,
                token=token(world.rng),
            )
        )
    added = add_people(drafts=drafts, by=by)
    speakers = [person for index, person in enumerate(added) if turn(ROLES, index) == ServiceRole.LECTURER]
    world.people[office.place_id] = speakers
    return len(added)


def contacts(world: World, code: int, by: Actor) -> int:
    """People to reach at the offices of a division and below, schools and homes left aside."""
    drafts = list(_contacts(world, code))
    return len(add_contacts(drafts=drafts, by=by))


def _contacts(world: World, code: int) -> Iterator[ContactDraft]:
    wanted = [
        (office, post)
        for kind, posts in POSTS.items()
        for office in world.below(kind, code)
        if office.place_id % 1000 == 0
        for post in posts
    ]
    for (office, post), name in zip(wanted, people_names(world.rng, len(wanted)), strict=True):
        phone = f"0990-5{world.rng.randint(0, 999999):06d}"
        reached = world.today - timedelta(days=world.rng.randint(3, 420)) if world.rng.random() < 0.8 else None
        yield ContactDraft(
            office_id=office.pk,
            name=name,
            post=post,
            phone=phone,
            is_staff=post != "联络员",
            reached_on=reached,
        )
