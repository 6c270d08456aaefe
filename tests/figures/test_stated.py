"""The figures that five summaries state: carried whole, judged with their hedges, pending only where no desk is."""

from decimal import Decimal

import pytest

from tonghu.figures.catalogue import ALL
from tonghu.figures.stated import Stated, check, stated, total
from tonghu.kit.periods import Period

PENDING = [
    "1-01", "1-09", "1-10", "1-11", "1-15", "1-16", "1-17", "1-18",
    "2-01", "2-02", "2-03", "2-04", "2-05", "2-06", "2-07", "2-08", "2-12", "2-13", "2-14",
    "4-05", "4-06", "4-07", "4-08", "4-09",
    "5-11", "5-12", "5-13", "5-14", "5-15", "5-16", "5-17", "5-18", "5-21",
]  # fmt: skip
"""Rows of desks that are not built yet. This list can only shrink."""


def fact(hedge="=", value="1200", **changes):
    facts = {
        "id": "1-05", "article": 1, "desk": "outreach", "key": "", "place": 990103000000, "unit": "本",
        "period": Period.year(2023), "value": Decimal(value), "hedge": hedge, "state": "stated", "what": "handbooks",
    }  # fmt: skip
    return Stated(**{**facts, **changes})


def test_every_row_is_carried():
    rows = stated()
    assert len(rows) == 66
    assert len({row.id for row in rows}) == 66


def test_what_is_pending_is_this_and_no_more():
    assert [row.id for row in stated() if not row.key and row.state != "damaged"] == PENDING


def test_only_the_damaged_row_is_called_damaged():
    assert [row.id for row in stated() if row.state == "damaged"] == ["2-15"]


def test_every_row_of_a_built_desk_has_a_figure_of_that_desk():
    built = {"cases", "outreach", "places"}
    for row in stated():
        assert bool(row.key) == (row.desk in built), row.id
        if row.key:
            assert row.key in ALL
        if row.key.startswith("places."):
            assert row.key.partition(".")[2] in ("panels", "stations", "legal_aid", "parent_schools")


@pytest.mark.parametrize(
    ("hedge", "computed", "holds"),
    [
        ("=", 1200, True), ("=", 1201, False), ("=", None, False),
        ("+", 1200, True), ("+", 1499, True), ("+", 1500, False), ("+", 1199, False),
        ("≥", 5000, True), ("≥", 1199, False),
    ],
)  # fmt: skip
def test_a_hedge_is_kept(hedge, computed, holds):
    assert fact(hedge).holds(computed) is holds


@pytest.mark.django_db
def test_verdicts_without_a_demonstration():
    assert check(fact(state="damaged")).verdict == "damaged"
    assert check(fact()).verdict == "pending"
    assert check(fact(key="outreach.copies_handbook")).verdict == "wrong"


@pytest.mark.django_db
def test_a_damaged_figure_is_shown_with_what_its_parts_add_up_to():
    [row] = [row for row in stated() if row.state == "damaged"]
    found = check(row)
    assert (found.verdict, found.parts, found.stated.value) == ("damaged", 10, 1)


def test_verdicts_of_the_cast(cast):
    none = check(fact(key="outreach.publicity", place=990101000000, value="0"))
    assert (none.verdict, none.computed, none.records) == ("ok", 0, 0)
    one = check(fact(key="places.panels", place=990100000000, value="1"))
    assert (one.verdict, one.computed, one.records) == ("ok", 1, 1)
    assert total([none, one])["ok"] == 2
