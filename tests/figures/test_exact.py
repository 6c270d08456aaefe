"""Whatever is saved, changed, withdrawn or removed, and whenever it is folded: cells and deltas are the rows."""

from datetime import date

import pytest
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.activities import material
from tests.factories.figures import by_hand, counted_anew, in_counties, rolled_up, unsaved
from tests.factories.world import CITY
from tonghu.figures.actions import fold
from tonghu.figures.area import Area
from tonghu.figures.catalogue import ALL
from tonghu.figures.evaluate import breakdown_all, evaluate_all
from tonghu.figures.models.cell import Grain
from tonghu.figures.standing import standing
from tonghu.kit.periods import Period
from tonghu.kit.scope import within
from tonghu.outreach.models import Activity, Audience, CoOrganiser, Handout, Lecturer
from tonghu.outreach.rules import ActivityKind, AudienceSort, Festival, MaterialForm, Topic
from tonghu.people.models import Person

OFFICES = ("county", "town", "other_town", "neighbour", "city")
UNITS = ("justice", "police", "school")
FORMS = (MaterialForm.MATERIAL, MaterialForm.LEAFLET, MaterialForm.HANDBOOK)

days = st.dates(date(2025, 1, 1), date(2026, 4, 30))
counts = st.none() | st.integers(0, 500)
stated = st.fixed_dictionaries(
    {
        "day": days,
        "kind": st.sampled_from(ActivityKind.values),
        "consulted": counts,
        "audience": counts,
        "festival": st.sampled_from(["", *Festival.values[:2]]),
        "topics": st.lists(st.sampled_from(Topic.values[:3]), unique=True),
    }
)
offices = st.sampled_from(OFFICES)
which = st.integers(0, 30)
steps = st.one_of(
    st.tuples(st.just("save"), offices, stated),
    st.tuples(st.just("change"), which, stated),
    st.tuples(st.just("move"), which, offices),
    st.tuples(st.just("withdraw"), which),
    st.tuples(st.just("restore"), which),
    st.tuples(st.just("remove"), which),
    st.tuples(st.just("part"), which, st.sampled_from(["handout", "audience", "unit", "lecturer"]), which),
    st.tuples(st.just("recount"), which, st.integers(1, 900)),
    st.tuples(st.just("pass_on"), which, which),
    st.tuples(st.just("unpart"), which, st.sampled_from([Handout, Audience, CoOrganiser, Lecturer])),
    st.tuples(st.just("change_all"), days),
    st.tuples(st.just("fold")),
)

FURNITURE = [
    ("save", "county", {"day": date(2026, 1, 5), "consulted": 12}),
    ("save", "town", {"day": date(2025, 3, 8), "audience": 80, "topics": ["law"]}),
    ("save", "neighbour", {"day": date(2026, 4, 1), "kind": "lecture"}),
    *(
        ("part", number, sort, number + 1)
        for number in range(3)
        for sort in ("handout", "audience", "unit", "lecturer")
    ),
    ("withdraw", 1),
    ("recount", 1, 9),
    ("part", 1, "unit", 5),
    ("unpart", 1, Lecturer),
]
"""What every history begins with, so that each later step has something to spoil."""


class World:
    """Applies one step after another, past the forms: the database alone keeps the roll-up exact."""

    def __init__(self, cast, materials, people):
        self.offices = {key: cast.offices[key] for key in OFFICES}
        self.units = [cast.offices[key] for key in UNITS]
        self.materials, self.people = materials, people

    def chosen(self, number):
        found = list(Activity.objects.order_by("id"))
        return found[number % len(found)] if found else None

    def take(self, step):
        name, *arguments = step
        getattr(self, name)(*arguments)

    def save(self, office, facts):
        unsaved(self.offices[office], **facts).save()

    def change(self, number, facts):
        if one := self.chosen(number):
            Activity.objects.filter(pk=one.pk).update(**facts)

    def move(self, number, office):
        if one := self.chosen(number):
            place = self.offices[office].place_id
            Activity.objects.filter(pk=one.pk).update(place=place, office=self.offices[office])

    def withdraw(self, number):
        if one := self.chosen(number):
            Activity.objects.filter(pk=one.pk).update(withdrawn_at=timezone.now())

    def restore(self, number):
        if one := self.chosen(number):
            Activity.objects.filter(pk=one.pk).update(withdrawn_at=None)

    def remove(self, number):
        if one := self.chosen(number):
            one.delete()

    def part(self, number, sort, other):
        one = self.chosen(number)
        if one is None:
            return
        facts = {"activity": one, "place": one.place}
        if sort == "handout":
            Handout.objects.update_or_create(
                material=self._pick(self.materials, other), **_with(facts, copies=other + 1)
            )
        elif sort == "audience":
            Audience.objects.update_or_create(
                sort=self._pick(AudienceSort.values, other), **_with(facts, people=other + 1)
            )
        elif sort == "unit":
            CoOrganiser.objects.get_or_create(office=self._pick(self.units, other), **_with(facts))
        else:
            Lecturer.objects.get_or_create(person=self._pick(self.people, other), **_with(facts))

    def recount(self, number, copies):
        if one := self.chosen(number):
            Handout.objects.filter(activity=one).update(copies=copies)

    def pass_on(self, number, other):
        """A line given to another activity of the same place, as a repair by hand might."""
        one, line = self.chosen(other), Handout.objects.order_by("id").first()
        if one and line and one.place == line.place and not one.handouts.filter(material=line.material).exists():
            Handout.objects.filter(pk=line.pk).update(activity=one)

    def unpart(self, number, model):
        if one := self.chosen(number):
            model.objects.filter(activity=one).delete()

    def change_all(self, day):
        Activity.objects.update(day=day)

    def fold(self):
        fold()

    @staticmethod
    def _pick(choices, number):
        return choices[number % len(choices)]


def _with(facts, **defaults):
    return {**facts, "defaults": defaults}


@pytest.fixture
def world(cast, actor):
    materials = [material(f"{form.label}{number}", form) for form in FORMS for number in (1, 2)]
    with within(actor("lin_he").scope):
        people = [
            Person.objects.create(name=name, place=cast.county.place_id, office=cast.county, token=_token(name))
            for name in ("讲师甲", "讲师乙")
        ]
    return World(cast, materials, people)


def _token(name):
    from uuid import NAMESPACE_OID, uuid5

    return uuid5(NAMESPACE_OID, name)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taken=st.lists(steps, min_size=3, max_size=20), span=st.tuples(days, days).map(sorted))
def test_cells_and_deltas_are_the_rows(world, cast, actor, taken, span):
    area, period = Area.at(cast.places[CITY]), Period(date(2026, 1, 1), date(2026, 4, 30))
    with within(actor("shen_mei").scope), transaction.atomic():
        for step in [*FURNITURE, *taken]:
            world.take(step)
        anew = counted_anew()
        assert rolled_up(Grain.PLACE) == anew
        assert rolled_up(Grain.COUNTY) == in_counties(anew)
        for by in ("shen_mei", "lin_he", "zhou_sui"):
            _standing_agrees(actor(by).scope)
        _figures_agree(area, period)
        _figures_agree(area, Period(*span))
        transaction.set_rollback(True)


def _standing_agrees(scope):
    with within(scope):
        stand = Activity.objects.filter(withdrawn_at=None)
        assert standing(scope, "activity", "audience") == {
            "activity": stand.count(),
            "audience": stand.aggregate(n=Sum("audience"))["n"] or 0,
        }


def _figures_agree(area, period):
    figures = [figure for figure in ALL.values() if figure.desk == "outreach"]
    values = evaluate_all(figures, area=area, period=period)
    divided = {
        by: breakdown_all(figures, by=by, area=area, period=period) for by in ("county", "town", "month", "kind")
    }
    for figure in figures:
        assert values[figure.key].value == by_hand(figure, area, period), figure.key
        assert values[figure.key].before == by_hand(figure, area, period.year_before()), figure.key
        if figure.adds_up:
            for by, found in divided.items():
                parts = found[figure.key].values()
                assert sum(part.value for part in parts) == values[figure.key].value, (figure.key, by)
                assert sum(part.before for part in parts) == values[figure.key].before, (figure.key, by)
