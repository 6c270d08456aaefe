import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonghu.kit.paper import Heading, Paragraph, chinese_number, number_headings


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "一百"), (105, "一百零五"),
     (110, "一百一十"), (1000, "一千"), (1010, "一千零一十"), (2005, "二千零五"), (9999, "九千九百九十九")],
)  # fmt: skip
def test_chinese_numbers(number: int, words: str) -> None:
    assert chinese_number(number) == words


@given(st.integers(1, 9999))
def test_every_number_has_its_own_words(number: int) -> None:
    values = {"十": 10, "百": 100, "千": 1000}
    total, digit = 0, 0
    for character in ("一" if chinese_number(number).startswith("十") else "") + chinese_number(number):
        if character in values:
            total, digit = total + digit * values[character], 0
        else:
            digit = "零一二三四五六七八九".index(character)
    assert total + digit == number


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_other_numbers_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="9999"):
        chinese_number(number)


def test_a_higher_heading_restarts_the_lower_ones() -> None:
    levels = [1, 2, 3, 4, 4, 3, 2, 1, 2, 3]
    blocks = [Heading(level, "") for level in levels]
    assert [number for _block, number in number_headings([Paragraph.of(""), *blocks])] == [
        "", "一、", "（一）", "1.", "（1）", "（2）", "2.", "（二）", "二、", "（一）", "1.",
    ]  # fmt: skip
