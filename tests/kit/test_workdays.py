"""Last days: by the calendar of the state, moved off rest days, never before their start."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonghu.kit.workdays import Rest, Unit, days_left, explain, is_workday, last_day, words

DAYS = st.dates(date(2004, 1, 1), date(2030, 12, 31))
LENGTHS = st.integers(0, 200)
BY_DAY = st.sampled_from([Unit.DAYS, Unit.WORKDAYS, Unit.MONTHS])


@pytest.mark.parametrize(
    ("start", "number", "unit", "expected", "moved_from", "rest"),
    [
        ((2026, 3, 9), 15, "days", (2026, 3, 24), None, None),
        ((2026, 9, 20), 15, "days", (2026, 10, 8), (2026, 10, 5), Rest.HOLIDAY),
        ((2026, 3, 1), 20, "days", (2026, 3, 23), (2026, 3, 21), Rest.WEEKEND),
        ((2026, 9, 30), 5, "workdays", (2026, 10, 13), None, None),
        ((2026, 2, 13), 1, "workdays", (2026, 2, 14), None, None),
        ((2025, 8, 31), 6, "months", (2026, 2, 28), None, None),
        ((2023, 8, 29), 6, "months", (2024, 2, 29), None, None),
        ((2024, 2, 29), 12, "months", (2025, 2, 28), None, None),
        ((2025, 12, 20), 15, "days", (2026, 1, 4), None, None),
        ((2026, 3, 7), 0, "days", (2026, 3, 7), None, None),
    ],
)
def test_last_days(start, number, unit, expected, moved_from, rest):
    found = last_day(date(*start), number, unit)
    assert found.day == date(*expected)
    assert found.moved_from == (date(*moved_from) if moved_from else None)
    assert found.rest == rest
    assert not found.assumed


def test_a_saturday_on_which_everybody_works_is_a_working_day():
    assert is_workday(date(2026, 2, 14))
    assert not is_workday(date(2026, 2, 16))


def test_past_the_published_years_it_says_so():
    found = last_day(date(2026, 12, 20), 15, "days")
    assert (found.day, found.assumed) == (date(2027, 1, 4), True)
    assert "2026" in explain(found)
    assert last_day(date(1999, 12, 20), 3, "workdays").assumed


def test_the_offices_own_closed_days_move_only_the_last_day():
    closed = {date(2026, 3, 24), date(2026, 3, 12)}
    found = last_day(date(2026, 3, 9), 15, "days", closed)
    assert (found.day, found.moved_from, found.rest) == (date(2026, 3, 25), date(2026, 3, 24), Rest.CLOSED)
    assert last_day(date(2026, 3, 9), 4, "workdays", closed).day == date(2026, 3, 13)


def test_hours_run_through_the_night():
    start = datetime(2026, 10, 1, 22, tzinfo=UTC)
    found = last_day(start, 24, "hours")
    assert (found.at, found.day, found.moved_from) == (start + timedelta(hours=24), date(2026, 10, 2), None)
    with pytest.raises(ValueError, match="moment"):
        last_day(date(2026, 10, 1), 24, "hours")


def test_no_term_runs_backwards():
    with pytest.raises(ValueError, match="shorter"):
        last_day(date(2026, 10, 1), -1, "days")


@given(DAYS, LENGTHS, BY_DAY)
def test_never_before_its_start_and_never_on_a_rest_day(start, number, unit):
    found = last_day(start, number, unit)
    assert found.day >= start
    assert number == 0 or is_workday(found.day)
    assert found.moved_from is None or found.moved_from < found.day


@given(DAYS, DAYS, LENGTHS, BY_DAY)
def test_who_begins_later_does_not_end_sooner(one, other, number, unit):
    first, second = sorted((one, other))
    assert last_day(first, number, unit).day <= last_day(second, number, unit).day


@given(DAYS, LENGTHS, LENGTHS, BY_DAY)
def test_a_longer_term_does_not_end_sooner(start, one, other, unit):
    short, long = sorted((one, other))
    assert last_day(start, short, unit).day <= last_day(start, long, unit).day


@given(DAYS, st.integers(1, 60), st.frozensets(DAYS, max_size=30), BY_DAY)
def test_closed_days_never_bring_the_end_nearer(start, number, closed, unit):
    found = last_day(start, number, unit, closed)
    assert found.day not in closed
    assert found.day >= last_day(start, number, unit).day


@given(st.datetimes(datetime(2004, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)), st.integers(0, 240))
def test_hours_are_exact(start, number):
    assert last_day(start, number, Unit.HOURS).at - start == timedelta(hours=number)


@given(DAYS, DAYS)
def test_days_left_are_counted_to_the_due_day(today, due):
    assert today + timedelta(days=days_left(today, due)) == due


@pytest.mark.parametrize(("due", "said"), [(12, "3"), (9, ""), (7, "2")])
def test_how_long_is_left_in_words(due, said):
    assert said in words(date(2026, 3, 9), date(2026, 3, due))


def test_the_clock_explains_itself():
    said = explain(last_day(date(2026, 9, 20), 15, "days"), "《信访工作条例》第二十三条")
    for part in ("15", "2026-09-20", "2026-10-05", "2026-10-08", "《信访工作条例》第二十三条"):
        assert part in said
    assert explain(last_day(date(2026, 3, 7), 0, "days")).count("2026-03-07") == 1
    assert explain(last_day(datetime(2026, 3, 7, 9, tzinfo=UTC), 72, "hours")).count("09:00") == 2
