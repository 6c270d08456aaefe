"""Figures of casework: what is open, what is late, middle values; who may see the records and the small numbers."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.factories.casework import a_case, a_contact, a_part
from tonghu.cases.models import Letter
from tonghu.figures.area import Area
from tonghu.figures.breakdown import breakdown
from tonghu.figures.catalogue import ALL
from tonghu.figures.evaluate import evaluate_all
from tonghu.kit.periods import Period
from tonghu.kit.scope import within
from tonghu.work.models import Obligation

HALF = Period.half(2026, 1)
QUESTION = {"period": HALF.code}


def _term(case, due):
    Obligation.objects.create(
        subject_table="cases_case", subject_id=case.pk, kind="petition.finish", office_id=case.office_id,
        place=case.place, since=case.day, due=due,
    )  # fmt: skip


@pytest.fixture
def spring(cast, actor):
    """Seven petitions of 青溪县: two closed (one late), one late and open, one restricted to a township."""
    lin = actor("lin_he")
    with within(lin.scope):
        one = a_case(cast.county, date(2026, 1, 10), serial=1, state="closed", closed_on=date(2026, 2, 9), minor=True)
        _term(one, date(2026, 3, 11))
        two = a_case(cast.county, date(2026, 1, 20), serial=2, state="closed", closed_on=date(2026, 6, 19))
        _term(two, date(2026, 3, 21))
        three = a_case(cast.county, date(2026, 2, 1), serial=3, state="handling", noticed_on=date(2026, 2, 1))
        _term(three, date(2026, 4, 2))
        a_part(
            Letter, three, kind="harm_report", code="A1", to_name="公安局", to_kind="police", from_office=cast.county,
            consent="duty", state="sent", sent_on=date(2026, 2, 4),
        )  # fmt: skip
        for serial in (4, 5, 6):
            a_case(cast.county, date(2026, 3, serial), serial=serial, channel="call", matter="wages")
        a_contact(cast.county, date(2026, 3, 9), case=three, people=2)
    with within(actor("zhou_sui").scope):
        a_case(cast.offices["town"], date(2026, 3, 20), serial=1, level=1)
    return three


def _values(actor, cast, who="lin_he", period=HALF):
    with within(actor(who).scope):
        return evaluate_all(ALL.values(), area=Area.of(cast.county), period=period)


@pytest.mark.usefixtures("spring")
def test_a_half_year(cast, actor):
    found = {key: value.value for key, value in _values(actor, cast).items()}
    assert (found["cases.petitions"], found["cases.petitions_minors"], found["cases.person_times"]) == (7, 1, 9)
    assert (found["cases.closed"], found["cases.closed_in_time"], found["cases.closed_late"]) == (2, 1, 1)
    assert (found["cases.closure_rate"], found["cases.in_time_rate"]) == (Decimal("28.6"), Decimal("50.0"))
    assert (found["cases.open"], found["cases.late"]) == (5, 1)
    assert (found["cases.days_to_close"], found["cases.report_delay"]) == (Decimal("90.0"), Decimal("3.0"))
    assert (found["cases.reports"], found["cases.returns"], found["cases.return_rate"]) == (1, 0, 0)


@pytest.mark.usefixtures("spring")
def test_what_is_open_is_told_as_of_the_period_s_last_day(cast, actor):
    found = _values(actor, cast, period=Period(date(2026, 1, 1), date(2026, 2, 1)))
    assert (found["cases.open"].value, found["cases.late"].value) == (3, 0)
    with within(actor("lin_he").scope):
        months = breakdown(ALL["cases.open"], by="month", area=Area.of(cast.county), period=HALF)
        kinds = breakdown(ALL["cases.petitions"], by="matter", area=Area.of(cast.county), period=HALF)
    assert [part.value.value for part in months] == [2, 2, 6, 6, 6, 5]
    assert {part.code: part.value.value for part in kinds} == {"custody": 4, "wages": 3}


def test_case_figures_cost_the_same_however_many_cases(cast, actor, spring, django_assert_num_queries):
    with within(actor("lin_he").scope), django_assert_num_queries(6):
        evaluate_all(ALL.values(), area=Area.of(cast.county), period=HALF)


@pytest.mark.usefixtures("spring")
def test_the_list_shows_what_is_open_and_counts_what_is_not(client_of):
    page = client_of("lin_he").get("/figures/cases.petitions/records/", QUESTION)
    assert (len(page.context["lines"]), page.context["not_open"]) == (6, 1)
    assert b"2026-0001" in page.content


@pytest.mark.usefixtures("spring")
def test_the_neighbour_sees_none_of_it(cast, actor):
    with within(actor("tian_yuan").scope):
        found = evaluate_all(ALL.values(), area=Area.of(cast.county), period=HALF)
    assert not any(value.records for key, value in found.items() if key.startswith("cases."))


@pytest.mark.usefixtures("spring")
def test_who_does_no_casework_reads_no_small_number(client_of):
    reader = client_of("he_qing")
    figures = {
        line.figure.key: line
        for group in reader.get("/figures/", QUESTION).context["groups"]
        for line in group.lines
    }  # fmt: skip
    assert figures["cases.petitions"].value.text == "7"
    assert figures["cases.closed"].value.text == "※"
    assert figures["cases.days_to_close"].value.text == "※"
    page = reader.get("/figures/cases.petitions/", QUESTION)
    by_matter = next(d for d in page.context["divisions"] if d.by == "matter")
    assert {part.value.text for part in by_matter.parts} == {"※"}
    assert figures["cases.incidents"].value.text == "7"
    minors = reader.get("/figures/cases.petitions_minors/", QUESTION)
    assert {part.value.text for division in minors.context["divisions"] for part in division.parts} == {"※"}
    assert reader.get("/figures/cases.petitions/records/", QUESTION).context["not_open"] == 0
    elsewhere = reader.get("/figures/cases.petitions/", {"period": "2026-01-01..2026-03-05"})
    assert elsewhere.context["value"].text == "※"


def test_a_case_that_is_late_today_is_late_without_being_saved(cast, actor):
    with within(actor("lin_he").scope):
        today = timezone.localdate()
        one = a_case(cast.county, date(today.year, 1, 1), serial=9, state="handling")
        _term(one, date(today.year, 1, 2))
    assert _values(actor, cast, period=Period.year(today.year))["cases.late"].value == 1


def test_nobody_finds_a_small_number_by_subtracting_a_part_from_its_whole(cast, actor, client_of):
    with within(actor("lin_he").scope):
        for serial in range(1, 10):
            a_case(cast.county, date(2026, 3, serial), serial=serial, minor=serial < 8)
    page = client_of("he_qing").get("/figures/", QUESTION)
    found = {line.figure.key: line.value.text for group in page.context["groups"] for line in group.lines}
    assert (found["cases.petitions"], found["cases.petitions_minors"]) == ("9", "※")
    assert client_of("he_qing").get("/figures/cases.petitions_minors/", QUESTION).context["value"].text == "※"
    assert client_of("lin_he").get("/figures/cases.petitions_minors/", QUESTION).context["value"].text == "7"
