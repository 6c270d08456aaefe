"""Drafts of events and talks at an office, with who helped, who came and who spoke."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tonghu.demo.divisions import COUNTIES
from tonghu.demo.events import TALKS, Occasion, day_of
from tonghu.demo.materials import handouts
from tonghu.demo.spread import token, turn
from tonghu.demo.world import World
from tonghu.kit.codes import Level, range_of
from tonghu.kit.periods import Period
from tonghu.outreach.drafts import ActivityDraft
from tonghu.outreach.rules import ActivityKind as Kind
from tonghu.outreach.rules import AudienceSort as Sort
from tonghu.people.models import Person
from tonghu.places.models import Office, Place
from tonghu.places.rules import OfficeKind

NOTES = (
    "现场设咨询台，工作人员逐一解答，重点讲强制报告和12338维权热线。",
    "活动由学校和村（社区）配合组织，秩序良好，群众反映内容听得懂、用得上。",
    "会后留下联系方式，需要个别咨询的家庭由维权站另约时间。",
    "",
)


def publicity(
    world: World,
    office: Office,
    occasion: Occasion,
    period: Period,
    *,
    copies: Mapping[str, int],
    consulted: int | None,
    units: Sequence[Office] | None = None,
) -> ActivityDraft:
    """A publicity event on the occasion's days in a period.

    Args:
        copies: by the short name of the material.
        units: who held it together with the office; two to four of its member units where None.
    """
    rng = world.rng
    at = _where(world, office)
    people = rng.randint(90, 420)
    helpers = rng.randint(6, 18)
    together = _some_units(world, office) if units is None else units
    return ActivityDraft(
        office_id=office.pk,
        day=day_of(occasion, period, rng),
        kind=occasion.kind,
        title=occasion.title.format(_called(world, office, at)),
        venue=occasion.venue.format(at.name),
        held_at_id=at.code,
        festival=occasion.festival,
        topics=occasion.topics,
        consulted=consulted,
        audiences=((occasion.sort, people), (Sort.VOLUNTEERS, helpers)),
        note=turn(NOTES, rng.randrange(len(NOTES))),
        media="县融媒体" if occasion.kind == Kind.MEDIA else "",
        handouts=handouts(world, dict(copies)),
        coorganisers=tuple(unit.pk for unit in together),
        token=token(rng),
    )


def talk(world: World, office: Office, kind: Kind, index: int, *, day: date, people: int) -> ActivityDraft:
    """A lecture, contest or training for ``people``; teachers come to an expert's talk beside the parents."""
    rng = world.rng
    subject = turn(TALKS[kind], index)
    at = _where(world, office)
    teachers = people // 20
    lines: tuple[tuple[str, int], ...] = ((subject.sort, people), (Sort.TEACHERS, teachers))
    if kind != Kind.EXPERT_TALK:
        lines = ((subject.sort, people - teachers), (Sort.TEACHERS, teachers))
    speakers = _speakers(world, office) if kind != Kind.CONTEST else []
    return ActivityDraft(
        office_id=office.pk,
        day=day,
        kind=kind,
        title=f"{subject.title}（{_called(world, office, at)}）",
        venue=subject.venue.format(at.name),
        held_at_id=at.code,
        topics=subject.topics,
        audiences=tuple(line for line in lines if line[1]),
        coorganisers=tuple(unit.pk for unit in _some_units(world, office, 1)) if index % 4 == 0 else (),
        lecturers=(turn(speakers, index).pk,) if speakers else (),
        token=token(rng),
    )


def _called(world: World, office: Office, at: Place) -> str:
    """A city's event is called after the city, wherever in it it was held."""
    place = world.places[office.place_id]
    return place.name if place.level == Level.CITY else at.name


def _where(world: World, office: Office) -> Place:
    """A division inside a city, for most events of a county one of its townships, else the office's own."""
    place = world.places[office.place_id]
    if place.level == Level.CITY:
        lo, hi = range_of(place.code)
        inside = [code for code, _name, _towns in COUNTIES if lo < code < hi]
        return world.places[world.rng.choice(inside)]
    if place.level != Level.COUNTY or world.rng.random() < 0.35:
        return place
    return world.places[world.rng.choice(_towns(world, place.code))]


def _towns(world: World, county: int) -> list[int]:
    lo, hi = range_of(county)
    return [code for code, place in world.places.items() if lo < code < hi and place.level == Level.TOWNSHIP]


def _some_units(world: World, office: Office, count: int = 0) -> list[Office]:
    level = Level.CITY if world.places[office.place_id].level == Level.CITY else Level.COUNTY
    near = world.of(OfficeKind.MEMBER_UNIT, range_of(office.place_id, level)[0])
    return world.rng.sample(near, min(len(near), count or world.rng.randint(2, 4)))


def _speakers(world: World, office: Office) -> list[Person]:
    code = office.place_id
    county, city = code // 10**6 * 10**6, code // 10**8 * 10**8
    return world.people.get(county) or world.people.get(city) or []
