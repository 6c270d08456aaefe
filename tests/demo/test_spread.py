"""Totals come out exactly, days where they were asked for."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonghu.demo.events import FIRST_HALF, SECOND_HALF, day_of
from tonghu.demo.halves import halves
from tonghu.demo.spread import split, token, working_days
from tonghu.kit.periods import Period


@given(parts=st.integers(1, 400), more=st.integers(0, 100_000), seed=st.integers())
def test_parts_add_up_to_the_whole(parts: int, more: int, seed: int) -> None:
    counts = split(parts + more, parts, Random(seed))
    assert len(counts) == parts
    assert sum(counts) == parts + more
    assert min(counts) >= 1


def test_more_parts_than_there_is_to_divide() -> None:
    with pytest.raises(ValueError, match="3 cannot be divided into 4"):
        split(3, 4, Random(1))


@given(year=st.integers(2009, 2030), half=st.integers(1, 2), count=st.integers(1, 300), seed=st.integers())
def test_days_lie_in_the_period_and_on_working_days(year: int, half: int, count: int, seed: int) -> None:
    period = Period.half(year, half)
    days = working_days(period, count, Random(seed))
    assert len(days) == count
    assert days == sorted(days)
    assert all(day in period and day.weekday() < 5 and day.month not in (2, 8) for day in days)


@pytest.mark.parametrize(("half", "occasions"), [(1, FIRST_HALF), (2, SECOND_HALF)])
def test_every_occasion_lies_in_its_half_year(half: int, occasions: tuple) -> None:
    period = Period.half(2024, half)
    for occasion in occasions:
        assert all(day_of(occasion, period, Random(seed)) in period for seed in range(40)), occasion.title


@pytest.mark.parametrize(
    ("today", "codes"),
    [
        (date(2026, 11, 24), ["2025H1", "2025H2", "2026H1", "2026H2"]),
        (date(2026, 1, 1), ["2024H2", "2025H1", "2025H2", "2026H1"]),
        (date(2025, 7, 1), ["2024H1", "2024H2", "2025H1", "2025H2"]),
    ],
)
def test_three_halves_are_over_and_one_is_running(today: date, codes: list[str]) -> None:
    assert [period.code for period in halves(today)] == codes
    assert today in halves(today)[-1]


def test_a_form_has_the_same_number_in_every_build() -> None:
    assert token(Random(7)) == token(Random(7)) != token(Random(8))
