"""Records behind what the summaries stated: the district of article 1, the county of 4, the city of 5.

Each stands in its own place and period (``figures/data/stated.tsv``); "=" is met exactly, "more than" by a
little. What article 2 states is the network itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tonghu.access.actor import Actor
from tonghu.demo import divisions
from tonghu.demo.drafting import publicity, talk
from tonghu.demo.events import FIRST_HALF, SECOND_HALF, Occasion
from tonghu.demo.materials import KINDS
from tonghu.demo.spread import near, split, turn, working_days
from tonghu.demo.world import World
from tonghu.kit.periods import Period
from tonghu.outreach.actions import log_activities
from tonghu.outreach.drafts import ActivityDraft
from tonghu.outreach.rules import ActivityKind as Kind
from tonghu.outreach.rules import MaterialForm as Form
from tonghu.places.models import Office
from tonghu.places.rules import OfficeKind

DISTRICT_EVENTS = (
    (2021, FIRST_HALF[0]), (2021, FIRST_HALF[1]), (2021, SECOND_HALF[3]), (2022, FIRST_HALF[0]),
    (2022, FIRST_HALF[3]), (2022, SECOND_HALF[2]), (2023, FIRST_HALF[0]), (2023, FIRST_HALF[5]),
    (2023, SECOND_HALF[1]), (2023, SECOND_HALF[3]),
)  # fmt: skip
DISTRICT_COPIES = {Form.MATERIAL: 12_000, Form.HANDBOOK: 1_268, Form.LEAFLET: 20_640}
DISTRICT_CONSULTED = 357
DISTRICT_TALKS = {Kind.CONTEST: 1, Kind.LAW_LECTURE: 3, Kind.EXPERT_TALK: 4, Kind.LECTURE: 5, Kind.TRAINING: 2}
DISTRICT_PARENTS = 2_086

HILLS_EVENTS = (FIRST_HALF[0], FIRST_HALF[1], SECOND_HALF[1], SECOND_HALF[2], SECOND_HALF[3])
HILLS_UNITS = 9
HILLS_CONSULTED, HILLS_COPIES, HILLS_KINDS = 1_046, 10_480, 18

LECTURES, AUDIENCE = 312, 100_000
FEASTS = (((5, 25), (6, 1)), ((9, 1), (9, 12)), ((3, 1), (3, 8)))


def district(world: World, by: Actor) -> int:
    """Article 1, 2021 to 2023: ten events, 12,000 materials, 357 consultations, six parent schools."""
    office = world.federation(divisions.DISTRICT)
    many = len(DISTRICT_EVENTS)
    shares = {form: split(total, many, world.rng) for form, total in DISTRICT_COPIES.items()}
    consulted = split(DISTRICT_CONSULTED, many, world.rng)
    drafts = [
        publicity(
            world, office, occasion, Period.year(year),
            copies={key: shares[form][index] for key, form in _one_a_form(occasion)}, consulted=consulted[index],
        )
        for index, (year, occasion) in enumerate(DISTRICT_EVENTS)
    ]  # fmt: skip
    drafts += _district_talks(world, office)
    return len(log_activities(drafts=sorted(drafts, key=lambda draft: draft.day), by=by))


def _one_a_form(occasion: Occasion) -> list[tuple[str, Form]]:
    """One material of each stated form, that of the occasion where it has one."""
    usual = {Form.MATERIAL: "law", Form.HANDBOOK: "rights", Form.LEAFLET: "hotline"}
    own = {KINDS[key][1]: key for key in reversed(occasion.materials)}
    return [(own.get(form, key), form) for form, key in usual.items()]


def _district_talks(world: World, office: Office) -> list[ActivityDraft]:
    parents = iter(split(DISTRICT_PARENTS, DISTRICT_TALKS[Kind.EXPERT_TALK], world.rng))
    drafts = []
    for kind, count in DISTRICT_TALKS.items():
        days = working_days(Period.parse("2021-01..2023-12"), count, world.rng)
        for index, day in enumerate(days):
            people = next(parents) if kind == Kind.EXPERT_TALK else world.rng.randint(60, 240)
            drafts.append(talk(world, office, kind, index, day=day, people=people))
    return drafts


def hills(world: World, by: Actor) -> int:
    """Article 4, 2023: nine units together, 18 kinds of material, over 10,000 copies, over 1,000 consultations."""
    office = world.federation(divisions.HILLS)
    units = world.of(OfficeKind.MEMBER_UNIT, divisions.HILLS)[:HILLS_UNITS]
    many = len(HILLS_EVENTS)
    kinds = list(KINDS)[:HILLS_KINDS]
    copies = dict(zip(kinds, split(HILLS_COPIES, HILLS_KINDS, world.rng), strict=True))
    consulted = split(HILLS_CONSULTED, many, world.rng)
    drafts = [
        publicity(
            world, office, occasion, Period.year(2023), copies={key: copies[key] for key in kinds[index::many]},
            consulted=consulted[index], units=units if index == 0 else units[index : index + 4],
        )
        for index, occasion in enumerate(HILLS_EVENTS)
    ]  # fmt: skip
    return len(log_activities(drafts=drafts, by=by))


def far_city(world: World, by: Actor) -> int:
    """Article 5, 2009 to 2011: over 300 lectures for an audience of 100,000."""
    offices = [
        world.federation(divisions.FAR_CITY),
        *(world.federation(c) for c in _counties(divisions.FAR_CITY)),
    ]
    people = split(AUDIENCE, LECTURES, world.rng)
    days = _lecture_days(world, LECTURES)
    drafts = [
        talk(
            world, turn(offices, index * 7 // 3), Kind.LAW_LECTURE if index % 13 == 5 else Kind.LECTURE, index,
            day=day, people=count,
        )
        for index, (day, count) in enumerate(zip(days, people, strict=True))
    ]  # fmt: skip
    return len(log_activities(drafts=drafts, by=by))


def _lecture_days(world: World, count: int) -> list[date]:
    """Days over three years, some of them around Children's Day and the beginning of term."""
    feasts = [near(*window, year, world.rng) for year in (2009, 2010, 2011) for window in FEASTS for _again in range(4)]
    return sorted(feasts + working_days(Period.parse("2009-01..2011-12"), count - len(feasts), world.rng))


def _counties(city: int) -> Sequence[int]:
    return [code for code, _name, _towns in divisions.COUNTIES if city < code < city + 100_000_000]
