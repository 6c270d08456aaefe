"""Offices of every kind at every level: 38 panels, 131 stations, 19 legal-aid centres in the city of Yunxi."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from random import Random

from tonghu.access.actor import Actor
from tonghu.demo import divisions, units
from tonghu.demo.founding import keep
from tonghu.demo.units import Unit
from tonghu.demo.world import World
from tonghu.kit.codes import Level, range_of
from tonghu.places.actions import add_duties, add_offices, add_places
from tonghu.places.drafts import DutyDraft, OfficeDraft
from tonghu.places.models import Office, Place
from tonghu.places.rules import OfficeKind

WITHOUT_STATION = 6
"""Townships of Yunxi that have none: what is missing."""
PARENT_SCHOOLS = 6
"""In the district of article 1; elsewhere two or three a county."""
ENDINGS = {
    "市": "City", "县": "County", "区": "District", "乡": "Township", "镇": "Town", "道": "Subdistrict",
    "村": "Village",
}  # fmt: skip


def build(world: World, city: int, by: Actor) -> tuple[int, int]:
    """The divisions and offices of one city; returns how many of each were added."""
    places = keep(world, add_places(drafts=divisions.below(city, world.rng), by=by))
    at = [place for place in world.places.values() if city < place.code < city + 100_000_000]
    counties = [place for place in at if place.level == Level.COUNTY]
    towns = [place for place in at if place.level == Level.TOWNSHIP]
    villages = [place for place in at if place.level == Level.VILLAGE]
    offices = 0
    # each step names offices of those before it
    steps: tuple[Callable[[], Iterable[OfficeDraft]], ...] = (
        lambda: [*_city(world, world.places[city]), *(_federation(world, place, city) for place in counties)],
        lambda: [_draft(unit, place, None) for place in counties for unit in units.MEMBER_UNITS],
        lambda: [draft for number, place in enumerate(counties) for draft in _county(world, place, number)],
        lambda: [*_city_panels(world, city), *(_federation(world, town, _county_of(town)) for town in towns)],
        lambda: [*_stations(world, city, towns), *_schools(towns), *_parent_schools(world, counties, towns)],
        lambda: [draft for place in villages for draft in _village(world, place)],
    )
    for step in steps:
        added = add_offices(drafts=list(step()), by=by)
        world.add(added)
        offices += len(added)
    return places, offices


def _county_of(place: Place) -> int:
    """The 12-digit code of the county that a division lies in."""
    return range_of(place.code, Level.COUNTY)[0]


def duties(world: World, city: int, by: Actor) -> int:
    """One line for each member unit: what it has to do."""
    drafts = [
        DutyDraft(office_id=office.pk, text=text, since=date(2021, 6, 1))
        for office in world.below(OfficeKind.MEMBER_UNIT, city)
        for ending, text in units.DUTIES.items()
        if office.name == f"{world.places[office.place_id].name}{ending}"
    ]
    return len(add_duties(drafts=drafts, by=by))


def _city(world: World, place: Place) -> list[OfficeDraft]:
    federation = world.federation(place.code)
    plain = [unit for unit in units.OF_CITY if not unit.court]
    # a city's court is the intermediate one
    members = [unit for unit in units.MEMBER_UNITS if unit.name != units.COURT]
    return [_draft(unit, place, federation) for unit in (*plain, *members)]


def _county(world: World, place: Place, number: int) -> Iterator[OfficeDraft]:
    federation = world.federation(place.code)
    court = world.named(OfficeKind.MEMBER_UNIT, place.code, units.COURT)
    wanted = list(units.OF_COUNTY)
    wanted += [units.SECOND_PANEL] if number < units.SECOND_PANELS else []
    wanted += [units.SECOND_AID] if number < units.SECOND_AIDS else []
    for unit in wanted:
        yield _draft(unit, place, court if unit.court else federation)


def _city_panels(world: World, city: int) -> list[OfficeDraft]:
    court = world.named(OfficeKind.MEMBER_UNIT, city, units.CITY_COURT)
    return [_draft(unit, world.places[city], court) for unit in units.OF_CITY if unit.court]


def _stations(world: World, city: int, towns: list[Place]) -> Iterator[OfficeDraft]:
    missing = _without_station(world.rng, city, towns)
    for town in towns:
        if town.code not in missing:
            unit = Unit(
                OfficeKind.STATION, "维权工作站", "Rights-Protection Station", _some_day(world.rng, 2008, 2022)
            )  # fmt: skip
            yield _draft(unit, town, world.federation(town.code))


def _without_station(rng: Random, city: int, towns: list[Place]) -> set[int]:
    """One township of the cast's county, the others anywhere; never where somebody of the cast works."""
    told = (divisions.TOWN, divisions.OTHER_TOWN, divisions.NEIGHBOUR_TOWN)
    others = [town.code for town in towns if town.code not in told]
    if city != divisions.CITY:
        return {rng.choice(others)}
    near = [code for code in others if code // 10**6 * 10**6 == divisions.COUNTY]
    chosen = rng.choice(near)
    return {chosen, *rng.sample([code for code in others if code not in near], WITHOUT_STATION - 1)}


def _schools(towns: Iterable[Place]) -> Iterator[OfficeDraft]:
    for town in towns:
        yield _draft(Unit(OfficeKind.SCHOOL, "中心小学", "Central Primary School", date(1958, 9, 1)), town, None)


def _parent_schools(world: World, counties: list[Place], towns: list[Place]) -> Iterator[OfficeDraft]:
    for number, county in enumerate(counties):
        here = [town for town in towns if _county_of(town) == county.code]
        wanted = PARENT_SCHOOLS if county.code == divisions.DISTRICT else 2 + number % 2
        for town in here[:wanted]:
            unit = Unit(
                OfficeKind.PARENT_SCHOOL, "中心小学家长学校", "Parent School", _some_day(world.rng, 2012, 2020)
            )  # fmt: skip
            yield _draft(unit, town, None)


def _village(world: World, place: Place) -> Iterator[OfficeDraft]:
    town = world.federation(place.code // 1000 * 1000)
    yield _federation(world, place, town.place_id)
    if _county_of(place) in divisions.VILLAGES:
        home = Unit(OfficeKind.CHILDRENS_HOME, "儿童之家", "Children's Home", _some_day(world.rng, 2014, 2021))
        yield _draft(home, place, town)


def _federation(world: World, place: Place, above: int) -> OfficeDraft:
    unit = Unit(OfficeKind.FEDERATION, "妇女联合会", "Women's Federation", date(1953, 3, 8), short="妇联")
    return _draft(unit, place, world.federation(above))


def _draft(unit: Unit, place: Place, parent: Office | None) -> OfficeDraft:
    return OfficeDraft(
        place_id=place.code,
        kind=unit.kind,
        name=f"{place.name}{unit.name}",
        name_en=f"{place.name_en} {ENDINGS[place.name[-1]]} {unit.name_en}",
        short=f"{place.name}{unit.short}" if unit.short else "",
        parent_id=None if unit.alone or parent is None else parent.pk,
        opened_on=unit.opened,
    )


def _some_day(rng: Random, first: int, last: int) -> date:
    return date(rng.randint(first, last), rng.randint(1, 12), rng.randint(1, 28))
