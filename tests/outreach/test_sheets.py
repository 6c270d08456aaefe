from datetime import date, datetime

import pytest

from tests.factories.activities import activity, material
from tests.factories.sheets import HEADINGS
from tonghu.kit.scope import within
from tonghu.outreach.headings import FIELDS, WORDS, field_of_heading, meanings
from tonghu.outreach.rules import ActivityKind, Festival, MaterialForm, Topic
from tonghu.outreach.sheets import ActivityReader

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@pytest.fixture
def read(actor, cast):
    """``read({"日期": ..., ...})`` gives the row as it was checked."""
    material("宣传册", MaterialForm.HANDBOOK)
    material("传单", MaterialForm.LEAFLET)
    lin = actor("lin_he")

    def one(**cells):
        cells = {"日期": "2025-3-8", "地点": "县城广场", "种类": "宣传日", **cells}
        headings = dict(zip(LETTERS, cells, strict=False))
        values = {letter: cells[name] for letter, name in headings.items() if cells[name] is not None}
        with within(lin.scope):
            return ActivityReader().check([(7, values)], headings, office=lin.office, by=lin)[0]

    return one


def said(checked) -> list[tuple[str, str]]:
    return [(f"{error.column}{checked.number} {error.heading}", error.read) for error in checked.errors]


def test_a_full_row_becomes_a_draft(read, actor, cast):
    row = read(
        活动名称="维权周宣传", 联合单位="县司法局、青溪县公安局", 资料="宣传册 1,200；传单×3.5万张", 咨询人数="86人",
        听众=640.0, 家长=400, 学生=240, 主题="未成年人保护法，防溺水", 节日="三八", 备注="现场有雨",
        主办单位="河湾乡妇联",
    )  # fmt: skip
    assert not row.errors
    draft = row.draft
    assert (draft.day, draft.kind, draft.consulted, draft.heads) == (date(2025, 3, 8), "campaign", 86, 640)
    assert [copies for _material, copies in draft.handouts] == [1200, 35000]
    assert draft.coorganisers == (cast.justice.pk, cast.police.pk)
    assert draft.office_id == cast.town.pk
    assert (draft.topics, draft.festival) == (("law", "drowning"), "womens_day")
    assert draft.audiences == (("parents", 400), ("pupils", 240))


@pytest.mark.parametrize(
    ("资料", "份数", "copies"),
    [
        ("宣传册", 300, [300]),
        ("宣传册 300", 300, [300]),
        ("宣传册：300份", None, [300]),
        ("宣传册300本，传单200张", 500, [300, 200]),
        ("宣传册 100\n宣传册 50", None, [150]),
        (None, None, []),
    ],
)
def test_materials_as_offices_write_them(read, 资料, 份数, copies):  # noqa: PLC2401
    row = read(资料=资料, 份数=份数)
    assert not row.errors
    assert [n for _material, n in row.draft.handouts] == copies


@pytest.mark.parametrize(
    ("cells", "where"),
    [
        ({"日期": "2025-2-30"}, [("A7 日期", "2025-2-30")]),
        ({"日期": None}, [("A7 日期", "")]),
        ({"日期": 3.1}, [("A7 日期", "3.1")]),
        ({"日期": "2999-1-1"}, [("A7 日期", "2999-1-1")]),
        ({"日期": "合计"}, [("A7 日期", "合计")]),
        ({"种类": "茶话会"}, [("C7 种类", "茶话会")]),
        ({"地点": None}, [("B7 地点", "")]),
        ({"咨询人数": "很多人"}, [("D7 咨询人数", "很多人")]),
        ({"咨询人数": -3}, [("D7 咨询人数", "-3")]),
        ({"听众": 99_999_999}, [("D7 听众", "99999999")]),
        ({"听众": 1.5}, [("D7 听众", "1.5")]),
        ({"联合单位": "不存在局"}, [("D7 联合单位", "不存在局")]),
        ({"资料": "没有的册子 3"}, [("D7 资料", "没有的册子 3")]),
        ({"资料": "宣传册"}, [("D7 资料", "宣传册")]),
        ({"份数": 50}, [("D7 份数", "50")]),
        ({"资料": "宣传册 10", "份数": 50}, [("E7 份数", "50")]),
        ({"讲师": "查无此人"}, [("D7 讲师", "查无此人")]),
        ({"主题": "下棋"}, [("D7 主题", "下棋")]),
        ({"听众": 10, "家长": 3}, [("D7 听众", "10")]),
        ({"主办单位": "白沙县妇联"}, [("D7 主办单位", "白沙县妇联")]),
        ({"日期": "2025-2-30", "咨询人数": "x"}, [("A7 日期", "2025-2-30"), ("D7 咨询人数", "x")]),
    ],
)
def test_every_bad_cell_is_named_with_what_was_read(read, cells, where):
    row = read(**cells)
    assert row.state == "bad"
    assert said(row) == where
    assert all(error.sentence for error in row.errors)


def test_an_excel_date_and_an_excel_number_are_read(read):
    assert read(日期="2025-03-08", 听众=600).draft.heads == 600
    assert read(日期=20250308).draft.day == date(2025, 3, 8)


def test_what_is_recorded_already_is_known_and_not_only_by_its_row(read, actor):
    lin = actor("lin_he")
    recorded = activity(lin, day=date(2025, 3, 8), title="维权周宣传", venue="县城广场", kind="campaign")
    row = read(活动名称="维权周宣传")
    assert (row.state, row.known) == ("known", recorded.pk)
    assert read(活动名称="另一场").state == "good"


def test_the_same_row_twice_in_one_sheet_is_one_activity(actor):
    lin = actor("lin_he")
    headings = dict(zip(LETTERS, HEADINGS, strict=False))
    cells = {"A": "2025-3-8", "B": "宣传", "C": "广场", "D": "宣传日"}
    with within(lin.scope):
        one, two = ActivityReader().check([(3, cells), (4, dict(cells))], headings, office=lin.office, by=lin)
    assert (one.state, two.state) == ("good", "known")
    assert "3" in two.errors[0].sentence


def test_a_unit_of_ones_own_county_is_meant_before_a_neighbours(read, cast):
    assert read(联合单位="司法局").draft.coorganisers == (cast.justice.pk,)
    assert read(联合单位="qingxixiansifaju").draft.coorganisers == (cast.justice.pk,)


def test_many_rows_cost_as_many_queries_as_three(actor, django_assert_num_queries):
    lin = actor("lin_he")
    headings = dict(zip(LETTERS, HEADINGS, strict=False))

    def rows(many: int):
        return [
            (n, {"A": "2025-3-8", "B": f"第{n}场", "C": "广场", "D": "讲座", "E": "县司法局", "I": n})
            for n in range(3, 3 + many)
        ]

    with within(lin.scope):
        for many in (3, 300):
            with django_assert_num_queries(2):
                ActivityReader().check(rows(many), headings, office=lin.office, by=lin)


def test_headings_and_words_mean_one_thing_each():
    assert len(field_of_heading()) == sum(len(names) for names in FIELDS.values())
    for choices in (ActivityKind, Topic, Festival):
        assert set(WORDS[choices]) == set(choices.values)
        words = [word for some in WORDS[choices].values() for word in some]
        assert len(words) == len(set(words))
        assert set(meanings(choices).values()) == set(choices.values)


def test_a_sheet_without_its_columns_is_told_which():
    assert ActivityReader().missing({"A": "日期", "B": "备注"}) == ["种类", "地点"]
    assert ActivityReader().missing({"A": "活动时间", "B": "活动形式", "C": "活动地点"}) == []


def test_a_moment_in_a_cell_is_a_day(read):
    assert read(日期=datetime(2025, 3, 8).date().isoformat()).draft.day == date(2025, 3, 8)
