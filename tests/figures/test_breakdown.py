"""The parts of a figure: what they are called, in which order, and what is left out."""

from datetime import date

import pytest

from tests.factories.activities import activity
from tests.factories.world import COUNTY, NEIGHBOUR, OTHER_TOWN, TOWN
from tonghu.figures.area import Area
from tonghu.figures.breakdown import breakdown
from tonghu.figures.catalogue import ALL
from tonghu.figures.evaluate import breakdown_all
from tonghu.kit.periods import Period
from tonghu.kit.scope import within

PUBLICITY = ALL["outreach.publicity"]
HALF = Period.half(2026, 1)


@pytest.fixture
def events(actor):
    activity(actor("zhou_sui"), day=date(2026, 3, 8))
    activity(actor("lin_he"), day=date(2026, 3, 9))
    activity(actor("tian_yuan"), day=date(2026, 6, 1))
    activity(actor("lin_he"), day=date(2025, 6, 1))


@pytest.mark.usefixtures("events")
def test_by_county_places_without_records_stand_with_nought(cast, actor):
    with within(actor("shen_mei").scope):
        parts = breakdown(PUBLICITY, by="county", area=Area.of(cast.city), period=HALF)
    assert [(part.code, part.label, part.value.value, part.value.before) for part in parts] == [
        (str(COUNTY), "青溪县", 2, 1),
        (str(NEIGHBOUR), "白沙县", 1, 0),
    ]


@pytest.mark.usefixtures("events")
def test_by_township_the_county_itself_has_a_line_of_its_own(cast, actor):
    with within(actor("lin_he").scope):
        parts = breakdown(PUBLICITY, by="town", area=Area.of(cast.county), period=HALF)
    assert [(part.code, part.value.value) for part in parts] == [(str(COUNTY), 1), (str(TOWN), 1), (str(OTHER_TOWN), 0)]
    assert "青溪县" in parts[0].label
    assert parts[0].label != "青溪县"


@pytest.mark.usefixtures("events")
def test_by_month_every_month_stands_beside_that_of_the_year_before(cast, actor):
    with within(actor("shen_mei").scope):
        parts = breakdown(PUBLICITY, by="month", area=Area.of(cast.city), period=HALF)
    assert [part.code for part in parts] == [f"2026-{month:02d}" for month in range(1, 7)]
    assert {part.code: (part.value.value, part.value.before) for part in parts if part.value.records} == {
        "2026-03": (2, 0),
        "2026-06": (1, 1),
    }


@pytest.mark.usefixtures("events")
def test_a_span_longer_than_a_year_keeps_its_overlap_apart(cast, actor):
    span = Period(date(2025, 5, 10), date(2026, 6, 20))
    with within(actor("shen_mei").scope):
        parts = breakdown_all([PUBLICITY], by="month", area=Area.of(cast.city), period=span)["outreach.publicity"]
    assert {code: (value.value, value.before) for code, value in parts.items()} == {
        "2025-06": (1, 0),
        "2026-03": (2, 0),
        "2026-06": (1, 1),
    }


def test_a_figure_is_not_divided_in_a_way_it_does_not_offer(cast):
    with pytest.raises(ValueError, match="material"):
        breakdown(PUBLICITY, by="material", area=Area.of(cast.county), period=HALF)


@pytest.mark.usefixtures("events")
def test_all_figures_divided_cost_the_queries_of_one(cast, actor, django_assert_num_queries):
    with within(actor("shen_mei").scope), django_assert_num_queries(6):
        breakdown_all(ALL.values(), by="county", area=Area.of(cast.city), period=HALF)
