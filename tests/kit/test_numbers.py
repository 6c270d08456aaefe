from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonghu.kit.errors import Unreadable
from tonghu.kit.money import format_money, money_in_wan, parse_money
from tonghu.kit.numbers import MOST, in_wan, parse_count


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,200", 1200), ("１２００", 1200), ("１，２００", 1200), ("1.2万", 12_000), ("2万", 20_000),
        ("1200份", 1200), ("1.25万人次", 12_500), ("0", 0), ("+7", 7), ("12.0", 12), (12.0, 12), (7, 7),
    ],
)  # fmt: skip
def test_the_ways_to_write_a_count(text: str | int | float, number: int) -> None:
    assert parse_count(text) == number


@pytest.mark.parametrize(
    "text",
    ["近百", "-3", "－3", "3.5", "1.23456万", "1,20", "百余份", "100余份", "12千", "1200O", "=1+1", "",
     "10000001", "1e5", "３亿", "十", "nan", True, float("inf"), 0.4],
)  # fmt: skip
def test_no_counts(text: str | float) -> None:
    with pytest.raises(Unreadable):
        parse_count(text)


def test_the_limit_is_the_callers() -> None:
    assert parse_count("50", most=50) == 50
    with pytest.raises(Unreadable, match="50"):
        parse_count("51", most=50)


@given(st.integers(min_value=0, max_value=MOST))
def test_what_is_printed_is_read_back(number: int) -> None:
    assert parse_count(in_wan(number)) == number
    assert parse_count(f"{number:,}") == number
    assert parse_count(str(number)) == number


def test_wan_only_where_exact() -> None:
    assert in_wan(12_000) == "1.2万"
    assert in_wan(1_000_000) == "100万"
    assert in_wan(12_345) == "12,345"
    assert in_wan(9_000) == "9,000"
    assert in_wan(0) == "0"


fen = st.integers(min_value=0, max_value=10**12).map(lambda number: Decimal(number) / 100)


@given(fen)
def test_money_is_read_back(yuan: Decimal) -> None:
    assert parse_money(format_money(yuan)) == yuan
    assert parse_money(money_in_wan(yuan)) == yuan


def test_money_as_printed() -> None:
    assert format_money(Decimal("8400")) == "¥8,400.00"
    assert format_money(Decimal("-0.5")) == "-¥0.50"
    assert money_in_wan(Decimal("84000")) == "8.4万元"
    assert money_in_wan(Decimal("84000.5")) == "¥84,000.50"
    assert parse_money("１.２万元") == Decimal("12000.00")
    assert parse_money(8400.1) == Decimal("8400.10")


@pytest.mark.parametrize("text", ["", "-1", "八千", "1.234", "$5", "1,20", "100000000001"])
def test_no_money(text: str) -> None:
    with pytest.raises(Unreadable):
        parse_money(text)
