"""The catalogue as data: every entry can be read, each is defined once and in both languages."""

import pytest
from django.apps import apps
from django.utils import translation

from tonghu.figures.catalogue import ALL
from tonghu.figures.figure import Caseload, Count, Distinct, Figure, Median, Rate, Stock, Sum
from tonghu.figures.reading import FACTS, reading_of
from tonghu.figures.reading_cases import reading_of_cases
from tonghu.figures.slips import AT
from tonghu.figures.stock import wanted


@pytest.mark.parametrize("figure", ALL.values(), ids=lambda figure: figure.key)
def test_every_figure_can_be_read(figure):
    if isinstance(figure.measure, Rate):
        assert figure.measure.of in ALL
        assert figure.measure.to in ALL
    elif isinstance(figure.measure, Stock):
        assert wanted(figure)
    elif isinstance(figure.measure, Caseload | Median):
        assert set(figure.breakdowns) <= {by for by in AT if by}
    elif figure.source.startswith("cases."):
        assert all(reading_of_cases(figure, by) is not None for by in (None, *figure.breakdowns))
    else:
        assert reading_of(figure) is not None
        apps.get_model(figure.source)


def test_no_two_figures_share_a_name_or_a_definition_of_the_same_records():
    assert len({str(figure.label) for figure in ALL.values()}) == len(ALL)
    read = [(f.source, f.where, f.measure, f.day) for f in ALL.values()]
    assert len(set(read)) == len(ALL)


def test_a_unit_agrees_with_its_number():
    with translation.override("en"):
        unit = ALL["outreach.publicity"].unit
        assert (unit.of(1), unit.of(0), unit.of(2), str(unit)) == ("event", "events", "events", "events")
        assert ALL["places.station_coverage"].unit.of(50.5) == "%"


@pytest.mark.parametrize(
    ("measure", "source", "where"),
    [
        (Count(), "outreach.Activity", (("venue", "eq", "x"),)),
        (Distinct("material"), "outreach.Handout", (("material__form", "eq", "leaflet"),)),
    ],
)
def test_a_condition_that_no_fact_knows_is_refused(measure, source, where):
    figure = Figure("outreach.x", "x", "x", ALL["outreach.copies"].unit, measure, source, where)
    with pytest.raises(ValueError, match=r"fact|distinct"):
        reading_of(figure)


def test_every_sum_has_a_fact():
    for figure in ALL.values():
        if isinstance(figure.measure, Sum) and figure.desk != "cases":
            assert (figure.source, figure.measure.column) in FACTS
