from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from tonghu.kit.codes import (
    Level,
    county_of,
    level_of,
    parent_of,
    parse_identity,
    parse_organisation,
    parse_place,
    range_of,
    town_of,
)
from tonghu.kit.errors import Unreadable

places = st.integers(min_value=110_000_000_001, max_value=999_999_999_999)


def identity(seventeen: str) -> str:
    return seventeen + ric.calc_check_digit(seventeen + "0")


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(0, 999))
def test_identity_says_birth_and_sex(born_on: date, order: int) -> None:
    number = identity(f"990101{born_on:%Y%m%d}{order:03}")
    read = parse_identity(f" {number[:6]} {number[6:14]} {number[14:].lower()}")
    assert (read.number, read.born_on, read.sex) == (number, born_on, 1 if order % 2 else 2)


@given(st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_character_is_noticed(position: int, shift: int) -> None:
    number = identity("99010120150308002")
    wrong = "0123456789X"[("0123456789X".index(number[position]) + shift) % (10 if position < 17 else 11)]
    with pytest.raises(Unreadable):
        parse_identity(number[:position] + wrong + number[position + 1 :])


@pytest.mark.parametrize("text", ["", "123", identity("99010120151308002"), "99010120150308二02"])
def test_no_identity(text: str) -> None:
    with pytest.raises(Unreadable):
        parse_identity(text)


def test_organisation_code() -> None:
    code = "5199010106003734"
    code = code + "1" + uscc.calc_check_digit(code + "1")
    assert parse_organisation(f"{code[:2]} {code[2:8].lower()} {code[8:].lower()}") == code
    with pytest.raises(Unreadable):
        parse_organisation(code[:-1] + ("A" if code[-1] != "A" else "C"))


@pytest.mark.parametrize(
    ("code", "place", "level"),
    [
        ("99", 990_000_000_000, Level.PROVINCE),
        ("9901", 990_100_000_000, Level.CITY),
        ("990103", 990_103_000_000, Level.COUNTY),
        ("990103105", 990_103_105_000, Level.TOWNSHIP),
        ("990103105207", 990_103_105_207, Level.VILLAGE),
    ],
)
def test_places(code: str, place: int, level: Level) -> None:
    assert parse_place(code) == place
    assert level_of(place) == level


@pytest.mark.parametrize("code", ["", "9", "990", "99010", "09", "9901ab", "9901031052070"])
def test_no_place(code: str) -> None:
    with pytest.raises(Unreadable):
        parse_place(code)


@given(places, places)
def test_a_place_lies_in_the_range_of_its_parents(place: int, other: int) -> None:
    for level in Level:
        low, high = range_of(place, level)
        assert low <= place < high
        assert (low <= other < high) == (str(other)[:level] == str(place)[:level])


@given(places)
def test_codes_of_county_and_town(place: int) -> None:
    assert (county_of(place), town_of(place)) == (int(str(place)[:6]), int(str(place)[:9]))


def test_parents_end_at_the_province() -> None:
    chain = [990_103_105_207]
    while (above := parent_of(chain[-1])) is not None:
        chain.append(above)
    assert chain == [990_103_105_207, 990_103_105_000, 990_103_000_000, 990_100_000_000, 990_000_000_000]
