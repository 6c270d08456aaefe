from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonghu.kit.errors import Unreadable
from tonghu.kit.periods import Period, month_end

days = st.dates(min_value=date(1950, 1, 1), max_value=date(2199, 12, 31))
periods = st.tuples(days, days).map(lambda pair: Period(min(pair), max(pair)))
whole = periods.map(lambda period: Period(period.start.replace(day=1), month_end(period.end)))


@given(periods | whole)
def test_code_is_read_back(period: Period) -> None:
    assert Period.parse(period.code) == period


@given(periods)
def test_months_cover_the_period(period: Period) -> None:
    months = period.months()
    assert months == sorted(set(months))
    assert period.start >= months[0]
    assert period.end <= month_end(months[-1])
    assert all(month.day == 1 for month in months)


@given(whole)
def test_year_before_keeps_whole_months(period: Period) -> None:
    before = period.year_before()
    assert before.is_whole_months
    assert len(before.months()) == len(period.months())
    assert before.start.year == period.start.year - 1


@given(periods, days)
def test_contains_is_between_both_ends(period: Period, day: date) -> None:
    assert (day in period) == (period.start <= day <= period.end)
    assert period.start in period
    assert period.end in period


@pytest.mark.parametrize(
    ("code", "start", "end", "chinese", "english"),
    [
        ("2026", (2026, 1, 1), (2026, 12, 31), "2026年", "2026"),
        ("2026H1", (2026, 1, 1), (2026, 6, 30), "2026年上半年", "first half of 2026"),
        ("2026H2", (2026, 7, 1), (2026, 12, 31), "2026年下半年", "second half of 2026"),
        ("2026Q2", (2026, 4, 1), (2026, 6, 30), "2026年第二季度", "second quarter of 2026"),
        ("2024-02", (2024, 2, 1), (2024, 2, 29), "2024年2月", "February 2024"),
        (
            "2009-10..2011-07",
            (2009, 10, 1),
            (2011, 7, 31),
            "2009年10月至2011年7月",
            "October 2009 to July 2011",
        ),
        ("2026-02..2026-05", (2026, 2, 1), (2026, 5, 31), "2026年2月至5月", "February 2026 to May 2026"),
        (
            "2026-01-05..2026-02-03",
            (2026, 1, 5),
            (2026, 2, 3),
            "2026年1月5日至2026年2月3日",
            "5 January 2026 to 3 February 2026",
        ),
    ],
)
def test_named_periods(
    code: str, start: tuple[int, int, int], end: tuple[int, int, int], chinese: str, english: str
) -> None:
    period = Period.parse(code)
    assert (period.start, period.end) == (date(*start), date(*end))
    assert (period.code, str(period)) == (code, code)
    assert (period.label(), period.label("en")) == (chinese, english)


@pytest.mark.parametrize("code", ["", "2026H3", "2026-13", "26", "2026Q5", "2026-02..2026-01", "0000", "2026-2"])
def test_other_codes_are_refused(code: str) -> None:
    with pytest.raises(Unreadable, match=r"\S"):
        Period.parse(code)


def test_end_before_start_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"\S"):
        Period.between(date(2026, 2, 1), date(2026, 1, 31))


def test_leap_day_a_year_before() -> None:
    assert Period.parse("2024-02").year_before() == Period.parse("2023-02")
    assert Period.parse("2025-02").year_before() == Period.parse("2024-02")
    leap = Period.between(date(2024, 2, 29), date(2024, 3, 4))
    assert leap.year_before() == Period(date(2023, 2, 28), date(2023, 3, 4))
