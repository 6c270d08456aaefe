"""Breakdowns of a report by month: a month without records is 0 in its series, one to come is nothing."""

from datetime import date

import pytest
from django.utils import timezone

from tests.factories.reports import log
from tonghu.kit.periods import Period
from tonghu.reports import living
from tonghu.reports.living import figures_now

KEY = "outreach.publicity"


@pytest.fixture
def months(actor, scoped):
    officer = actor("lin_he")

    def found(days, period):
        with scoped(officer):
            log(officer, days)
            shown = figures_now([KEY], {(KEY, "month")}, office=officer.office, period=period)
        return [(row.label, row.text) for row in shown[KEY].breakdowns["month"]]

    return found


def test_a_month_without_records_stands_as_nought_between_the_others(months):
    found = months([date(2025, 1, 9), date(2025, 3, 5), date(2025, 3, 6)], Period.half(2025, 1))
    assert found == [("1月", "1"), ("2月", "0"), ("3月", "2"), ("4月", "0"), ("5月", "0"), ("6月", "0")]


def test_months_to_come_are_left_out(months, monkeypatch):
    monkeypatch.setattr(living, "timezone", type("Then", (), {"localdate": staticmethod(lambda: date(2026, 3, 20))}))
    found = months([date(2026, 1, 9)], Period.half(2026, 1))
    assert found == [("1月", "1"), ("2月", "0"), ("3月", "0")]


def test_a_period_without_any_record_has_no_months(months):
    year = timezone.localdate().year - 3
    assert months([], Period.year(year)) == []
