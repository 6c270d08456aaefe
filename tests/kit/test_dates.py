from datetime import date, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tonghu.kit.dates import FOUNDING, not_future, parse_date
from tonghu.kit.errors import Unreadable

TODAY = date(2026, 11, 23)
FULL_WIDTH = str.maketrans("0123456789.-/", "０１２３４５６７８９．－／")
days = st.dates(min_value=FOUNDING, max_value=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "3.8",
        "3-8",
        "3/8",
        "3月8日",
        "03.08",
        "2026-3-8",
        "2026.3.8",
        "2026年3月8日",
        "20260308",
        " 2026/03/08 ",
    ],
)
def test_the_ways_to_write_a_day(text: str) -> None:
    assert parse_date(text, today=TODAY) == date(2026, 3, 8)
    assert parse_date(text.translate(FULL_WIDTH), today=TODAY) == date(2026, 3, 8)


@given(days, st.sampled_from(["{0}-{1}-{2}", "{0}.{1}.{2}", "{0}/{1}/{2}", "{0}年{1}月{2}日", "{0}{1:02}{2:02}"]))
def test_every_day_with_its_year(day: date, form: str) -> None:
    assert parse_date(form.format(day.year, day.month, day.day), today=TODAY) == day


@given(days, days)
def test_without_a_year_the_latest_past_day_is_meant(day: date, today: date) -> None:
    assume(today.year > 1960)
    found = parse_date(f"{day.month}.{day.day}", today=today)
    assert found <= today
    assert (found.month, found.day) == (day.month, day.day)
    if (day.month, day.day) != (2, 29):
        assert (today - found).days <= 365


@given(st.text(max_size=20))
def test_nothing_else_than_a_sentence(text: str) -> None:
    try:
        found = parse_date(text, today=TODAY)
    except Unreadable as error:
        found = None
        sentence = str(error)
    assert found or sentence


def test_dates_of_a_spreadsheet() -> None:
    assert parse_date(datetime(2026, 3, 8, 9, 30), today=TODAY) == date(2026, 3, 8)
    assert parse_date(date(2026, 3, 8), today=TODAY) == date(2026, 3, 8)
    assert parse_date("2026-03-08 00:00:00", today=TODAY) == date(2026, 3, 8)
    assert parse_date(20260308.0, today=TODAY) == date(2026, 3, 8)
    assert parse_date(3.8, today=TODAY) == date(2026, 3, 8)


def test_a_number_that_may_be_two_days_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"3\.1"):
        parse_date(3.1, today=TODAY)


@pytest.mark.parametrize("text", ["3月81日", "13.1", "2.30", "2025-2-29", "下周", "", "0.5", "1899-01-01", "2026-3"])
def test_impossible_days(text: str) -> None:
    with pytest.raises(Unreadable):
        parse_date(text, today=TODAY)


def test_what_lies_ahead_is_refused_by_itself() -> None:
    assert not_future(TODAY, TODAY) == TODAY
    with pytest.raises(Unreadable, match="2026-11-24"):
        not_future(parse_date("2026-11-24", today=TODAY), TODAY)
