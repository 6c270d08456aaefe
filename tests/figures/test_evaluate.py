"""Figures evaluated: whole months from the roll-up, other periods from rows, a year before beside them."""

from datetime import date

import pytest

from tests.factories.activities import activity, material
from tonghu.figures.area import Area
from tonghu.figures.catalogue import ALL
from tonghu.figures.evaluate import evaluate, evaluate_all
from tonghu.kit.periods import Period
from tonghu.kit.scope import within
from tonghu.outreach.rules import ActivityKind, AudienceSort, MaterialForm

HALF = Period.half(2026, 1)


@pytest.fixture
def county(cast):
    return Area.of(cast.county)


@pytest.fixture
def spring(cast, actor):
    """A spring of 青溪县: two campaign days and a talk, and one campaign day the year before."""
    lin, zhou = actor("lin_he"), actor("zhou_sui")
    leaflet, book = material("传单", MaterialForm.LEAFLET), material("手册", MaterialForm.HANDBOOK)
    return [
        activity(lin, day=date(2026, 3, 8), consulted=40, handouts=((leaflet.pk, 300), (book.pk, 50))),
        activity(zhou, day=date(2026, 5, 15), handouts=((leaflet.pk, 200),), topics=("law", "net")),
        activity(
            lin, day=date(2026, 4, 2), kind=ActivityKind.EXPERT_TALK,
            audiences=((AudienceSort.PARENTS, 120), (AudienceSort.TEACHERS, 8)),
            coorganisers=(cast.justice.pk, cast.police.pk),
        ),
        activity(lin, day=date(2025, 3, 8), consulted=25, coorganisers=(cast.justice.pk,)),
    ]  # fmt: skip


@pytest.mark.usefixtures("spring")
def test_all_figures_of_a_half_year_with_the_year_before(actor, county):
    with within(actor("lin_he").scope):
        found = evaluate_all(ALL.values(), area=county, period=HALF)
    stated = {key: (v.value, v.before) for key, v in found.items() if v.records or v.before_records}
    assert stated["outreach.publicity"] == (2, 1)
    assert stated["outreach.activities"] == (3, 1)
    assert stated["outreach.consulted"] == (40, 25)
    assert stated["outreach.copies"] == (550, 0)
    assert stated["outreach.copies_leaflet"] == (500, 0)
    assert stated["outreach.material_kinds"] == (2, 0)
    assert stated["outreach.audience"] == (128, 0)
    assert stated["outreach.talk_parents"] == (120, 0)
    assert stated["outreach.coorganisers"] == (2, 1)
    assert stated["outreach.topic_net"] == (1, 0)
    assert stated["places.stations"] == (1, 1)
    assert stated["places.towns_without_station"] == (1, 1)
    assert str(stated["places.station_coverage"][0]) == "50.0"
    assert "outreach.contests" not in stated


@pytest.mark.usefixtures("spring")
def test_periods_that_are_not_whole_months_say_the_same(actor, county):
    near_half = Period(date(2026, 1, 2), HALF.end)
    with within(actor("lin_he").scope):
        from_rows = evaluate_all(ALL.values(), area=county, period=near_half)
        from_cells = evaluate_all(ALL.values(), area=county, period=HALF)
    for key, value in from_cells.items():
        other = from_rows[key]
        assert (value.value, value.records, value.before) == (other.value, other.records, other.before), key


@pytest.mark.usefixtures("spring")
def test_nothing_recorded_is_told_from_nobody_came(actor, county):
    publicity = ALL["outreach.consulted"]
    with within(actor("lin_he").scope):
        may = evaluate(publicity, area=county, period=Period.month(2026, 5))
    activity(actor("lin_he"), day=date(2026, 5, 20), consulted=0)
    with within(actor("lin_he").scope):
        after = evaluate(publicity, area=county, period=Period.month(2026, 5))
    assert (may.value, may.records) == (0, 0)
    assert (after.value, after.records) == (0, 1)


@pytest.mark.usefixtures("spring")
def test_a_township_counts_its_own(actor, cast):
    with within(actor("zhou_sui").scope):
        value = evaluate(ALL["outreach.publicity"], area=Area.of(cast.town), period=HALF)
    assert (value.value, value.records) == (1, 1)


@pytest.mark.usefixtures("spring")
def test_the_neighbour_gets_not_even_a_count(actor, county):
    with within(actor("tian_yuan").scope):
        found = evaluate_all(ALL.values(), area=county, period=HALF)
    assert {v.value for k, v in found.items() if k.startswith("outreach.")} == {0}


@pytest.mark.usefixtures("spring")
def test_all_figures_cost_the_queries_of_one(actor, county, django_assert_num_queries):
    with within(actor("lin_he").scope):
        with django_assert_num_queries(1):
            evaluate(ALL["outreach.publicity"], area=county, period=HALF)
        with django_assert_num_queries(6):
            evaluate_all(ALL.values(), area=county, period=HALF)
