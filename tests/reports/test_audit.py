"""The margin: numbers by hand, shares over the whole, claims and parts that do not add up."""

from decimal import Decimal

import pytest

from tonghu.reports.audit import Severity, audit
from tonghu.reports.living import KNOWN
from tonghu.reports.numerals import typed_numbers
from tonghu.reports.text import parse
from tonghu.reports.values import NO_RECORD, Shown, plain_number, printed


def shown(key, value, before=None, unit="场", *, records=1, rate=False):
    number = None if value is None else Decimal(value)
    text = printed(number, unit, records)
    then = None if before is None else Decimal(before)
    return Shown(key, key, unit, "", 1, number, then, records, text, rate=rate)


def marks(text, *figures):
    return audit(parse(text, KNOWN), {one.key: one for one in figures})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("律师接访日12次，提供免费咨询近百人次。", ["12次", "近百人次"]),
        ("听众1.2万人次，占95%。", ["1.2万人次", "95%"]),
        ("近三年来，十余个部门、两名讲师参加。", ["十余个", "两名"]),
        ("发放3,000份、1200余本", ["3,000份", "1200余本"]),
        ("2026年上半年，6月1日至3日，三八维权周、“六一”期间", []),
        ("根据〔2026〕12号文件和第十二条，一是抓好三个方面；拨打12338", []),
        ("一、加强宣传", []),
        ("1. 做好准备", []),
        ("“十四五”以来，按照第二季度安排", []),
    ],
)
def test_counts_by_hand_are_found_and_dates_are_not(text, found):
    assert [one.text for one in typed_numbers(text)] == found


def test_a_number_by_hand_is_amber_and_its_place_is_known():
    (mark,) = marks("接待近百人次。")
    assert mark.severity == Severity.AMBER
    assert mark.span == (2, 6)


def test_a_share_over_the_whole_is_red_and_growth_may_pass_it():
    assert [m.severity for m in marks("覆盖率达120%。")] == [Severity.RED]
    assert [m.severity for m in marks("总量增长120%。")] == [Severity.AMBER]
    (mark,) = marks("[[places.station_coverage]]", shown("places.station_coverage", "101.5", unit="%", rate=True))
    assert mark.severity == Severity.RED


def test_a_year_on_year_claim_is_held_against_the_figures():
    figure = shown("outreach.audience", 12000, 10800, "人次")
    text = "[[outreach.audience]]，比去年同期增长20%。"
    (mark,) = marks(text, figure)
    assert mark.severity == Severity.RED
    assert "11.1" in mark.sentence
    assert marks(text.replace("20%", "11.1%"), figure) == []
    assert marks("[[outreach.audience]]，比去年同期多1200人次。", figure) == []
    assert [m.severity for m in marks("[[outreach.audience]]，同比下降11%。", figure)] == [Severity.RED]


def test_a_claim_without_a_year_before_cannot_be_checked():
    (mark,) = marks("[[outreach.audience]]，同比增长20%。", shown("outreach.audience", 12000, None, "人次"))
    assert mark.severity == Severity.AMBER


@pytest.mark.parametrize(("parts", "severity"), [((1, 1), Severity.AMBER), ((8, 8), Severity.RED), ((4, 6), None)])
def test_parts_are_added_up(parts, severity):
    text = "讲座[[outreach.lectures]]，其中法律[[outreach.law_lectures]]、家庭教育[[outreach.expert_talks]]。"
    figures = [
        shown("outreach.lectures", 10),
        shown("outreach.law_lectures", parts[0]),
        shown("outreach.expert_talks", parts[1]),
    ]
    found = [m.severity for m in marks(text, *figures)]
    assert found == ([severity] if severity else [])


def test_what_is_missing_is_said():
    (empty,) = audit([], {})
    assert empty.severity == Severity.AMBER
    (missing,) = marks("竞赛[[outreach.contests]]。", shown("outreach.contests", 0, records=0))
    assert missing.severity == Severity.AMBER
    (lost,) = audit(parse("竞赛[[outreach.contests]]。", KNOWN), {})
    assert lost.severity == Severity.RED


@pytest.mark.parametrize(
    ("value", "records", "text"),
    [
        ("10", 1, "10场"),
        ("12000", 1, "1.2万场"),
        ("12345", 1, "12,345场"),
        ("0", 0, NO_RECORD),
        ("0", 1, "0场"),
        ("66.7", 1, "66.7场"),
    ],
)
def test_values_print_as_reports_write_them(value, records, text):
    assert printed(Decimal(value), "场", records) == text
    assert plain_number(Decimal("10.0000")) == "10"
