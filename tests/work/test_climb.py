"""What is late climbs: two days, again two days, up to the city, and a sealed one never."""

from datetime import date

import pytest

from tests.factories.work import owe, subject
from tonghu.kit.scope import Confidentiality, within
from tonghu.trail.models import Entry
from tonghu.work.actions import climb, discharge, drop
from tonghu.work.models import Obligation, Term
from tonghu.work.queries import chosen


def at(actor, number=1):
    with within(actor.scope):
        row = Obligation.objects.get(subject_id=number)
        return row.climbed_to and row.climbed_to.name


def test_it_climbs_from_the_village_to_the_city(actor, cast):
    wei = actor("wei_lan")
    owe(wei)  # due 2026-03-24
    seen = []
    for day in (25, 26, 26, 27, 28, 29, 30, 31):
        climb(date(2026, 3, day))
        seen.append(at(wei))
    town, county, city = cast.town.name, cast.county.name, cast.city.name
    assert seen == [None, town, town, town, county, county, city, city]
    assert climb(date(2026, 4, 30)) == 0


def test_a_level_without_a_federation_is_passed_over(actor, cast):
    cast.neighbour_town.closed_on = date(2026, 1, 1)
    cast.neighbour_town.save()
    liang = actor("liang_mo")
    owe(liang)
    climb(date(2026, 3, 26))
    assert at(liang) == cast.neighbour.name


def test_how_many_days_is_a_term(actor, cast):
    Term.objects.create(key="late.climb", number=5, unit="days", since=date(2026, 1, 1))
    lin = actor("lin_he")
    owe(lin)
    assert [climb(date(2026, 3, day)) for day in (28, 29)] == [0, 1]


def test_the_superior_sees_a_restricted_one_once_it_has_climbed(actor, cast):
    lin, shen, gu = actor("lin_he"), actor("shen_mei"), actor("gu_xin")
    owe(lin, level=Confidentiality.RESTRICTED)
    with within(shen.scope):
        assert not chosen(shen, "late", today=date(2026, 3, 26)).exists()
    climb(date(2026, 3, 26))
    with within(shen.scope):
        [row] = chosen(shen, "climbed", today=date(2026, 3, 26))
        assert row.office == cast.county
    with within(gu.scope):
        assert chosen(gu, "late", today=date(2026, 3, 26)).count() == 1
    neighbour = actor("pei_yue")
    with within(neighbour.scope):
        assert not Obligation.objects.exists()


def test_a_sealed_one_never_climbs(actor, cast):
    lin = actor("lin_he")
    owe(lin, level=Confidentiality.SEALED, readers=[cast["lin_he"].pk])
    assert climb(date(2026, 4, 30)) == 0


def test_the_trail_says_that_it_climbed(actor):
    lin = actor("lin_he")
    row = owe(lin)
    climb(date(2026, 3, 26))
    with within(lin.scope):
        entry = Entry.objects.filter(table_name="work_obligation", object_id=row.pk, verb="update").get()
        assert entry.after["climbed_to_id"]
        assert entry.label == row.subject_label


@pytest.mark.parametrize("ended", ["done", "dropped"])
def test_what_has_ended_stays_where_it_is(actor, ended):
    lin = actor("lin_he")
    row = owe(lin)
    with within(lin.scope):
        if ended == "done":
            discharge(subject=subject(), by=lin)
        else:
            drop(subject=subject(), by=lin, why="并案")
    assert climb(date(2026, 4, 30)) == 0
    assert row.climbed_to_id is None
