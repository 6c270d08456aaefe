"""Closed cases of earlier years behind what the summaries stated: the city of article 5, article 2's ten.

The "1" of article 2 has lost a digit; its parts, 1 + 1 + 8, are what the records hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tonghu.access.actor import Actor
from tonghu.cases.actions.carry_over import PastCase, carry_over
from tonghu.cases.rules.kinds import Channel, Matter
from tonghu.cases.rules.ways import Outcome
from tonghu.demo import divisions
from tonghu.demo.spread import split, token, turn, working_days
from tonghu.demo.world import World
from tonghu.kit.periods import Period
from tonghu.people.models import Person
from tonghu.people.rules import ServiceRole
from tonghu.places.models import Office

TITLES = {
    Matter.DOMESTIC_VIOLENCE: "孩子目睹家暴，母亲求助",
    Matter.CUSTODY: "离婚后孩子由谁抚养、抚养费如何付",
    Matter.ABANDONMENT: "父母都不肯抚养，老人求助",
    Matter.INJURY: "校外被打受伤，要求赔偿",
    Matter.TRAFFICKING: "孩子被拐，寻亲求助",
    Matter.RAPE: "女童受侵害，家属求助",
    Matter.BREAK_UP: "父母离异后孩子无人照看",
    Matter.DISPUTE: "婆媳争执影响孩子上学",
    Matter.SCHOOLING: "随迁子女入学",
    Matter.SUPPORT: "祖辈抚养孙辈，生活困难",
    Matter.BULLYING: "在校被同学欺负",
}
LAWYER_DAYS = {
    Matter.DOMESTIC_VIOLENCE: 5, Matter.CUSTODY: 22, Matter.ABANDONMENT: 5, Matter.INJURY: 4, Matter.TRAFFICKING: 2,
}  # fmt: skip
LAWYER_PERIOD = "2009-10..2011-07"
MINORS_RECEIVED = 92
FAR_CASES, FAR_PEOPLE, FAR_AGAIN = 96, 150, 102
"""96 petitions, brought by 150 persons, who came another 102 times: over 240 person-times."""
OTHERS = (Matter.CUSTODY, Matter.BREAK_UP, Matter.DISPUTE, Matter.DOMESTIC_VIOLENCE, Matter.SCHOOLING,
          Matter.SUPPORT, Matter.INJURY, Matter.BULLYING)  # fmt: skip
OUTCOMES = (Outcome.SETTLED, Outcome.MEDIATED, Outcome.SETTLED, Outcome.COURT, Outcome.PARTLY, Outcome.EXPLAINED)
CHANNELS = (Channel.VISIT, Channel.VISIT, Channel.CALL, Channel.LETTER, Channel.HANDED_DOWN)

TEN = (
    (divisions.COUNTY, "lin_he", (Matter.DOMESTIC_VIOLENCE, Matter.BREAK_UP, Matter.BREAK_UP)),
    (divisions.NEIGHBOUR, "tian_yuan", (Matter.RAPE, Matter.BREAK_UP, Matter.BREAK_UP)),
    (divisions.DISTRICT, "tao_ran", (Matter.BREAK_UP, Matter.BREAK_UP)),
    (divisions.HILLS, "luo_qing", (Matter.BREAK_UP, Matter.BREAK_UP)),
)
"""Article 2, 2024: one domestic violence, one rape of a girl, eight families that broke up."""


def far_city(world: World, by: Actor) -> int:
    """Article 5, 2009 to 2011: 96 petitions concerning minors, all closed; 38 of them from lawyer reception days."""
    offices = [world.federation(code) for code in (divisions.FAR_CITY, 990201000000, 990202000000)]
    lawyers = _lawyers(by)
    matters = [matter for matter, many in LAWYER_DAYS.items() for _case in range(many)]
    world.rng.shuffle(matters)
    days = working_days(Period.parse(LAWYER_PERIOD), len(matters), world.rng)
    present = split(MINORS_RECEIVED, len(matters), world.rng)
    received = [
        (day, matter, lawyers[index % len(lawyers)], minors)
        for index, (day, matter, minors) in enumerate(zip(days, matters, present, strict=True))
    ]
    others = working_days(Period.parse("2009-01..2011-10"), FAR_CASES - len(matters), world.rng)
    plain = [(day, turn(OTHERS, index), None, 0) for index, day in enumerate(others)]
    brought = sorted([*received, *plain], key=lambda one: one[0])
    people, again = split(FAR_PEOPLE, FAR_CASES, world.rng), split(FAR_AGAIN, FAR_CASES, world.rng)
    drafts = [
        _past(
            world, turn(offices, index), day, matter, people=people[index], again=again[index], lawyer=lawyer,
            minors=minors,
        )
        for index, (day, matter, lawyer, minors) in enumerate(brought)
    ]  # fmt: skip
    return len(carry_over(drafts=drafts, by=by))


def ten(world: World) -> int:
    """Article 2, 2024: the ten behind its damaged "1"."""
    made = 0
    for code, username, matters in TEN:
        days = working_days(Period.year(2024), len(matters), world.rng)
        with world.acting(username) as officer:
            drafts = [
                _past(world, world.federation(code), min(day, date(2024, 10, 31)), matter)
                for day, matter in zip(days, matters, strict=True)
            ]
            made += len(carry_over(drafts=drafts, by=officer))
    return made


def _past(
    world: World, office: Office, day: date, matter: Matter, *, people: int = 1, again: int = 1,
    lawyer: int | None = None, minors: int = 0,
) -> PastCase:  # fmt: skip
    return PastCase(
        office_id=office.pk,
        day=day,
        closed_on=day + timedelta(days=world.rng.randint(9, 58)),
        channel=Channel.LAWYER_DAY if lawyer else world.rng.choice(CHANNELS),
        matter=matter,
        title=TITLES[matter],
        people=people,
        minor=True,
        outcome=Outcome.COURT if matter in (Matter.RAPE, Matter.TRAFFICKING) else world.rng.choice(OUTCOMES),
        again=[(day + timedelta(days=3 + 2 * n), 1) for n in range(again)],
        lawyer_id=lawyer,
        minors_present=minors,
        token=token(world.rng),
    )


def _lawyers(by: Actor) -> Sequence[int]:
    found = Person.objects.visible_to(by).serving().filter(services__role=ServiceRole.LAWYER).order_by("id")
    return list(found.values_list("pk", flat=True))
