"""The city's last half-years, told from today: three that are over and the one that is running."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from tonghu.demo import divisions
from tonghu.demo.drafting import publicity, talk
from tonghu.demo.events import FIRST_HALF, SECOND_HALF
from tonghu.demo.spread import split, turn, working_days
from tonghu.demo.world import World
from tonghu.kit.periods import Period
from tonghu.outreach.actions import log_activities
from tonghu.outreach.drafts import ActivityDraft
from tonghu.outreach.rules import ActivityKind as Kind
from tonghu.places.models import Office

EVENTS = (8, 9, 10, 11)
"""Publicity events of each half; the last finished one has ten."""
TALKS = {
    Kind.LECTURE: (38, 41, 46, 48),
    Kind.LAW_LECTURE: (9, 10, 12, 12),
    Kind.EXPERT_TALK: (4, 5, 6, 6),
    Kind.CONTEST: (2, 2, 3, 2),
    Kind.TRAINING: (4, 4, 5, 5),
}
HOLDERS = (
    divisions.COUNTY, divisions.CITY, divisions.NEIGHBOUR, divisions.TOWN, divisions.DISTRICT, 990105000000,
    divisions.COUNTY, 990106000000, divisions.HILLS, 990107000000, divisions.NEIGHBOUR_TOWN,
)  # fmt: skip
"""Whose event the first, second … of a half is."""
WRITERS = {
    divisions.TOWN: "zhou_sui",
    divisions.NEIGHBOUR_TOWN: "qiao_an",
    divisions.COUNTY: "lin_he",
    divisions.NEIGHBOUR: "tian_yuan",
    divisions.DISTRICT: "tao_ran",
    divisions.HILLS: "luo_qing",
}


def halves(today: date) -> list[Period]:
    """The half-year that ``today`` lies in, after the three before it."""
    count = today.year * 2 + (today.month - 1) // 6
    return [Period.half(number // 2, number % 2 + 1) for number in range(count - 3, count + 1)]


def build(world: World) -> int:
    """Record the four half-years, each office's work by its own officer; returns how many activities."""
    drafts = [draft for number, period in enumerate(halves(world.today)) for draft in half(world, period, number)]
    drafts = [draft for draft in drafts if draft.day <= world.today] + _latest(world)
    places = {office.pk: office.place_id for found in world.offices["federation"].values() for office in found}
    by_writer: dict[str, list[ActivityDraft]] = {}
    for draft in sorted(drafts, key=lambda one: (one.day, one.office_id)):
        by_writer.setdefault(_writer(places[draft.office_id]), []).append(draft)
    for writer, own in by_writer.items():
        with world.acting(writer) as actor:
            # the county's lecturers are not on a township's list
            bare = writer in ("zhou_sui", "qiao_an")
            log_activities(drafts=[replace(one, lecturers=()) for one in own] if bare else own, by=actor)
    return len(drafts)


def half(world: World, period: Period, number: int) -> Iterator[ActivityDraft]:
    """One half-year of the city, ``number`` 0 the oldest."""
    occasions = FIRST_HALF if period.start.month == 1 else SECOND_HALF
    consulted = split(62 * EVENTS[number] + 17 * number, EVENTS[number], world.rng)
    for index in range(EVENTS[number]):
        occasion = turn(occasions, index)
        on_air = occasion.kind == Kind.MEDIA
        copies = {} if on_air else {key: world.rng.randint(12, 60) * 10 for key in occasion.materials}
        office = world.federation(turn(HOLDERS, index))
        advised = None if on_air else consulted[index]
        yield publicity(world, office, occasion, period, copies=copies, consulted=advised)
    for kind, counts in TALKS.items():
        days = working_days(period, counts[number], world.rng)
        for index, day in enumerate(days):
            yield talk(world, _holder(world, index), kind, index, day=day, people=world.rng.randint(45, 260))


def _holder(world: World, index: int) -> Office:
    """Mostly counties, now and then the city or the township of the cast."""
    counties = [code for code, _name, _towns in divisions.COUNTIES if code < divisions.FAR_CITY]
    extra = (divisions.CITY, divisions.TOWN)
    return world.federation(turn((*counties, *extra), index * 5))


def _latest(world: World) -> list[ActivityDraft]:
    """Something of these days in the county of the cast, so that its lists begin with the present."""
    start = halves(world.today)[-1].start
    days = [day for back in range(1, 10) if (day := world.today - timedelta(days=back)) >= start]
    days = [day for day in days if day.weekday() < 5][::2]
    holders = (divisions.TOWN, divisions.COUNTY, divisions.COUNTY, divisions.NEIGHBOUR)
    return [
        talk(world, world.federation(holder), Kind.LECTURE, index, day=day, people=world.rng.randint(40, 120))
        for index, (day, holder) in enumerate(zip(days, holders, strict=False))
    ]


def _writer(place: int) -> str:
    return WRITERS.get(place) or WRITERS.get(place // 10**6 * 10**6) or "he_qing"
