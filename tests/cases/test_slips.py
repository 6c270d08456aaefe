"""Whatever is saved, joined, sealed, moved or removed: slips are what the cases say, and the roll-up is the slips."""

from collections import Counter
from datetime import date, timedelta
from threading import Thread
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.factories.casework import BY, a_case, a_contact, a_minor, a_part
from tests.factories.figures import in_counties, rolled_up
from tests.factories.together import until_somebody_waits
from tests.factories.world import CITY
from tonghu.cases.models import (
    Case,
    CaseSlip,
    Contact,
    ContactSlip,
    EventSlip,
    FollowUp,
    Goal,
    Incident,
    Letter,
    Party,
    Step,
    Track,
    TrackStep,
)  # fmt: skip
from tonghu.figures.actions import fold
from tonghu.figures.area import Area
from tonghu.figures.catalogue import ALL
from tonghu.figures.evaluate import breakdown_all, evaluate_all
from tonghu.figures.facts import COLUMNS
from tonghu.figures.facts_cases import SLIPS, slip_facts
from tonghu.figures.models.cell import Grain
from tonghu.figures.records import rows
from tonghu.kit.periods import Period
from tonghu.kit.scope import within
from tonghu.people.models import Person
from tonghu.work.models import Obligation

OFFICES = ("county", "town", "neighbour", "city")
days = st.dates(date(2025, 1, 1), date(2026, 4, 30))
which = st.integers(0, 12)
cases = st.fixed_dictionaries(
    {
        "matter": st.sampled_from(["custody", "rape", "wages"]),
        "channel": st.sampled_from(["visit", "lawyer_day"]),
        "minor": st.booleans(),
        "reception": st.booleans(),
        "people": st.integers(0, 6),
    }
)
steps = st.one_of(
    st.tuples(st.just("case"), st.sampled_from(OFFICES), days, cases),
    st.tuples(st.just("contact"), st.sampled_from(OFFICES), days, which, st.booleans()),
    st.tuples(st.just("change"), which, cases),
    st.tuples(st.just("close"), which, st.integers(0, 90)),
    st.tuples(st.just("reopen"), which),
    st.tuples(st.just("withdraw"), which, days),
    st.tuples(st.just("term"), which, st.integers(0, 90)),
    st.tuples(st.just("seal"), which, st.sampled_from([0, 1, 2])),
    st.tuples(st.just("join"), which, which),
    st.tuples(st.just("part"), which),
    st.tuples(st.just("move"), which, st.sampled_from(OFFICES)),
    st.tuples(st.just("minor"), which, st.one_of(st.none(), days.map(lambda d: d.replace(year=d.year - 14, day=1)))),
    st.tuples(st.just("born"), which, st.sampled_from([1, 2])),
    st.tuples(st.just("again"), which, days),
    st.tuples(st.just("letter"), which, days, st.sampled_from(["harm_report", "referral"]), st.booleans()),
    st.tuples(st.just("goal"), which, st.booleans()),
    st.tuples(st.just("track"), which, days, st.booleans()),
    st.tuples(st.just("visit"), which, days),
    st.tuples(st.just("lose"), st.sampled_from([Incident, Letter, Goal, FollowUp, Party, Contact])),
    st.tuples(st.just("fold")),
)


class World:
    """One step after another, straight into the tables."""

    def __init__(self, cast, reader):
        self.offices = {key: cast.offices[key] for key in OFFICES}
        self.reader, self.serial = reader, 0

    def chosen(self, number):
        found = list(Case.objects.order_by("id"))
        return found[number % len(found)] if found else None

    def take(self, step):
        name, *arguments = step
        if arguments and isinstance(arguments[0], int):
            one = self.chosen(arguments[0])
            if one is not None:
                getattr(self, name)(one, *arguments[1:])
        else:
            getattr(self, name)(*arguments)

    def case(self, office, day, facts):
        self.serial += 1
        # one who is named on everything, so that the comparison sees what is sealed
        a_case(self.offices[office], day, serial=self.serial, readers=[self.reader.pk], **facts)

    def contact(self, office, day, number, opened):
        one = self.chosen(number) if number % 3 else None
        a_contact(self.offices[office], day, case=one, opened_case=opened, people=number, matter="custody")

    def change(self, one, facts):
        Case.objects.filter(pk=one.pk).update(**facts)

    def close(self, one, after):
        Case.objects.filter(pk=one.pk).update(
            state="closed", closed_on=one.day + timedelta(days=after), outcome="settled"
        )

    def reopen(self, one):
        Case.objects.filter(pk=one.pk).update(state="handling", closed_on=None, outcome="")

    def withdraw(self, one, day):
        Case.objects.filter(pk=one.pk).update(state="withdrawn", closed_on=None)
        a_part(Step, one, verb="withdraw", day=day, start="handling", to="withdrawn")

    def term(self, one, after):
        Obligation.objects.update_or_create(
            subject_table="cases_case", subject_id=one.pk, kind="petition.finish", ordinal=0,
            defaults={
                "office_id": one.office_id, "place": one.place, "since": one.day, "due": one.day + timedelta(days=after)
            },
        )  # fmt: skip

    def seal(self, one, level):
        Case.objects.filter(pk=one.pk).update(level=level)

    def join(self, one, number):
        other = self.chosen(number)
        above, seen = other, set()
        while above is not None and above.pk not in seen:
            seen.add(above.pk)
            above = above.merged_into
        if one.pk not in seen:
            Case.objects.filter(pk=one.pk).update(merged_into=other, state="merged")

    def part(self, one):
        Case.objects.filter(pk=one.pk).update(merged_into=None, state="handling")

    def move(self, one, office):
        Case.objects.filter(pk=one.pk).update(place=self.offices[office].place_id, office=self.offices[office])

    def minor(self, one, born):
        a_minor(one, born, 2)

    def born(self, one, sex):
        Person.objects.filter(parties__case=one).update(sex=sex, born=date(2020, 1, 1))

    def again(self, one, day):
        a_part(Incident, one, day=day, noticed_on=day)

    def letter(self, one, day, kind, answered):
        a_part(
            Letter, one, kind=kind, code=f"L{Letter.objects.count()}-{one.pk}-{day}-{timezone.now().timestamp()}",
            to_name="公安局", to_kind="police", from_office_id=one.office_id, consent="duty", sent_on=day,
            state="answered" if answered else "sent", ended_on=day + timedelta(days=9) if answered else None,
        )  # fmt: skip

    def goal(self, one, reached):
        a_part(Goal, one, need="安全", state="reached" if reached else "open")

    def track(self, one, day, granted):
        found = a_part(Track, one, kind="protection_order", day=day)
        a_part(TrackStep, one, track=found, step="visit", day=day)
        if granted:
            a_part(TrackStep, one, track=found, step="granted", day=day)

    def visit(self, one, day):
        a_part(FollowUp, one, day=day, how="visit")
        a_part(Step, one, verb="scene", day=day, start=one.state, to=one.state)

    def lose(self, model):
        found = model.objects.order_by("id").first()
        if found is not None:
            found.delete()

    def fold(self):
        fold()


FURNITURE = [
    *(("case", office, date(2026, 1, 5 + n), {"minor": n % 2 == 0}) for n, office in enumerate(OFFICES)),
    ("again", 0, date(2026, 2, 1)),
    ("minor", 0, date(2012, 1, 1)),
    ("term", 0, 10),
    ("close", 0, 20),
    ("contact", "county", date(2026, 1, 9), 1, False),
    ("letter", 1, date(2026, 2, 9), "harm_report", True),
]


@settings(
    max_examples=15,
    deadline=None,
    # a story costs a second: it is printed as it failed, for a shorter one would be sought for minutes
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(taken=st.lists(steps, min_size=3, max_size=16), span=st.tuples(days, days).map(sorted))
def test_slips_are_the_cases_and_the_roll_up_is_the_slips(cast, actor, taken, span):
    area, leader = Area.at(cast.places[CITY]), actor("shen_mei")
    world = World(cast, leader.user)
    with within(leader.scope), transaction.atomic():
        for step in [*FURNITURE, *taken]:
            world.take(step)
        assert _slips() == _anew()
        assert set(ContactSlip.objects.values_list("contact_id", flat=True)) == {
            one.pk for one in Contact.objects.select_related("case") if not one.case or one.case.level < 2
        }
        facts = _facts()
        assert _of_cases(rolled_up(Grain.PLACE)) == facts
        assert _of_cases(rolled_up(Grain.COUNTY)) == in_counties(facts)
        for period in (Period(date(2026, 1, 1), date(2026, 4, 30)), Period(*span)):
            _figures_agree(area, period)
        transaction.set_rollback(True)


def _slips():
    found = {}
    for slip in CaseSlip.objects.all():
        events = sorted(EventSlip.objects.filter(case_id=slip.pk).values_list("sort", "sub", "day", "n"))
        found[slip.pk] = (
            slip.place, slip.day, slip.closed_on, slip.ended_on, slip.due, slip.matter, slip.people,
            slip.person_times, slip.incidents, slip.minors, sorted(slip.minor_sexes), sorted(slip.minor_ages),
            slip.in_time, slip.days_open, slip.delay_days, slip.goals, slip.goals_reached, events,
        )  # fmt: skip
    assert set(EventSlip.objects.values_list("case_id", flat=True)) <= found.keys()
    return found


def _anew():
    every = list(Case.objects.all())
    found = {}
    for case in every:
        if case.level < 2 and case.merged_into_id is None:
            family = [one for one in every if _root(one, every) == case.pk]
            found[case.pk] = _slip(case, family)
    return found


def _root(case, every):
    by_id = {one.pk: one for one in every}
    while case.merged_into_id is not None:
        case = by_id[case.merged_into_id]
    return case.pk


def _slip(case, family):
    incidents = list(Incident.objects.filter(case__in=family))
    letters = list(Letter.objects.filter(case__in=family))
    contacts = Contact.objects.filter(case__in=family, opened_case=False)
    minors = list(Person.objects.filter(parties__case__in=family).distinct())
    goals = [goal.state for goal in Goal.objects.filter(case__in=family)]
    due = Obligation.objects.filter(subject_id=case.pk, kind="petition.finish").values_list("due", flat=True).first()
    sent = [one.sent_on for one in letters if one.kind == "harm_report"]
    noticed = [one.noticed_on for one in incidents if one.noticed_on]
    people = sum(one.people for one in family)
    unknown = case.minor and not minors
    return (
        case.place, case.day, case.closed_on, _ended(case), due, case.matter, people,
        people + sum(one.people for one in contacts), max(len(incidents), len(family)), len(minors) or int(case.minor),
        [0] if unknown else sorted(one.sex for one in minors),
        ["unknown"] if unknown else sorted(_age(one.born, case.day) for one in minors),
        case.closed_on <= due if case.closed_on and due else None,
        (case.closed_on - case.day).days if case.closed_on else None,
        max(0, (min(sent) - min(noticed)).days) if sent and noticed else None,
        len(goals), goals.count("reached"), _events(family, letters),
    )  # fmt: skip


def _ended(case):
    if case.state == "closed":
        return case.closed_on
    if case.state != "withdrawn":
        return None
    return max(Step.objects.filter(case=case, verb="withdraw").values_list("day", flat=True))


def _age(born, day):
    if born is None:
        return "unknown"
    years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return next((name for end, name in ((6, "0-5"), (14, "6-13"), (16, "14-15"), (18, "16-17")) if years < end), "18")


def _events(family, letters):
    found = Counter()
    for one in letters:
        report = one.kind == "harm_report"
        found["reported" if report else "referred", "police", one.sent_on] += 1
        if one.state == "answered":
            found["returned" if report else "answered", "police", one.ended_on] += 1
    for track in Track.objects.filter(case__in=family):
        found["track", track.kind, track.day] += 1
    for step in TrackStep.objects.filter(case__in=family, step="granted").select_related("track"):
        found["granted", step.track.kind, step.day] += 1
    for model, sub, which_ones in (
        (Step, "scene", {"verb": "scene"}),
        (TrackStep, "track", {"step": "visit"}),
        (FollowUp, "follow_up", {}),
    ):
        for day in model.objects.filter(case__in=family, **which_ones).values_list("day", flat=True):
            found["visit", sub, day] += 1
    return sorted((*key, n) for key, n in found.items())


def _facts():
    when = "date_trunc('month', v.day)::date"
    each = [slip_facts(t, when=when, source=f"(select s.*, 1 as w from {t} s)") for t in SLIPS]
    found = Counter()
    with connection.cursor() as cursor:
        cursor.execute(f"select {COLUMNS} from ({' union all '.join(each)}) f ({COLUMNS})")
        for fact, place, month, kind, sub, n, records in cursor.fetchall():
            found[fact, place, month, kind, sub, "n"] += int(n)
            found[fact, place, month, kind, sub, "records"] += int(records)
    return Counter({key: amount for key, amount in found.items() if amount})


def _of_cases(found):
    return Counter({key: amount for key, amount in found.items() if key[0].startswith("cases.")})


def _figures_agree(area, period):
    figures = [figure for figure in ALL.values() if figure.desk == "cases"]
    values = evaluate_all(figures, area=area, period=period)
    divided = {
        by: breakdown_all(figures, by=by, area=area, period=period)
        for by in ("county", "town", "month", "case_kind", "matter", "channel", "outcome", "sex", "age", "agency")
    }
    for figure in figures:
        if not figure.adds_up:
            continue
        counted = sum(record.contribution for record in rows(figure, area=area, period=period))
        assert values[figure.key].value == counted, figure.key
        for by in figure.breakdowns:
            if by in divided:
                parts = divided[by][figure.key].values()
                assert sum(part.value for part in parts) == counted, (figure.key, by)


@pytest.mark.django_db(transaction=True)
def test_two_who_save_parts_of_one_case_at_once_are_both_counted(cast, actor):
    lin = actor("lin_he")
    assert lin.scope
    with within(lin.scope):
        one = a_case(cast.county, date(2026, 1, 5), serial=1)

    def add():
        with within(lin.scope):
            a_part(Incident, one, day=date(2026, 2, 1))
        connection.close()

    other = Thread(target=add)
    with within(lin.scope):
        a_part(Incident, one, day=date(2026, 1, 5))
        other.start()
        until_somebody_waits()
    other.join(timeout=30)
    with within(lin.scope):
        assert CaseSlip.objects.get(pk=one.pk).incidents == 2


def test_many_cases_written_at_once_are_all_counted(cast, actor):
    office = cast.county
    with within(actor("lin_he").scope):
        Case.objects.bulk_create(
            Case(
                office=office, place=office.place_id, numbered=office, year=2025, serial=n, day=date(2025, 3, 1),
                matter="custody", kind="family", channel="visit", title="x", token=UUID(int=n), **BY,
            )
            for n in range(1, 2_001)
        )  # fmt: skip
        assert CaseSlip.objects.count() == 2_000
        assert sum(CaseSlip.objects.values_list("people", flat=True)) == 2_000
