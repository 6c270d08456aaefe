"""The list of cases: narrowed, ordered, read on, counted, searched; the same statements for any number."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.cases import accepted, case_draft, days_ago, party_draft, registered
from tonghu.cases.actions.merge import merge_case
from tonghu.cases.actions.register import register_cases
from tonghu.cases.queries.cases import Cursor, count, exported, page
from tonghu.cases.queries.wanted import Sort, Wanted, number_of
from tonghu.cases.rules.kinds import Channel, Kind, Matter
from tonghu.cases.rules.states import State
from tonghu.work.models import Obligation


def numbers(by, **wanted):
    rows, _next = page(by, Wanted(**wanted), after=None)
    return [row.number for row in rows]


def test_each_filter_finds_its_own(actor, scoped, cast):
    lin = actor("lin_he")
    with scoped(lin):
        plain = registered(lin, day=days_ago(3))
        child = registered(lin, matter=Matter.BULLYING, also=(Matter.INJURY,), minor=True, channel=Channel.CALL)
        town = registered(lin, office_id=cast.town.pk, repeats_id=plain.pk)
        found = {
            "minor": {"minor": True}, "matter": {"matter": Matter.INJURY}, "kind": {"kind": Kind.PERSONAL},
            "channel": {"channel": Channel.CALL},
        }  # fmt: skip
        for wanted in found.values():
            assert numbers(lin, **wanted) == [child.number], wanted
        assert numbers(lin, office=cast.town.pk) == numbers(lin, repeat=True) == [town.number]
        assert numbers(lin, place=cast.places[cast.town.place_id]) == [town.number]
        assert len(numbers(lin, mine=True)) == 2
        assert numbers(lin, last=days_ago(2)) == [plain.number]
        assert len(numbers(lin, state=State.REGISTERED, year=timezone.localdate().year, open=True)) == 3


def test_pages_follow_each_other_without_gap_or_repeat(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        register_cases(drafts=[case_draft(day=days_ago(n // 3)) for n in range(11)], by=lin)
        for sort in Sort:
            seen, after = [], None
            while True:
                rows, after = page(lin, Wanted(sort=sort), after=after, size=4)
                seen += [row.pk for row in rows]
                if after is None:
                    break
                after = Cursor.read(str(after))
            assert len(seen) == len(set(seen)) == 11, sort


def test_what_is_due_first_stands_first_with_its_day(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        late = accepted(lin, day=days_ago(100))
        fresh = registered(lin)
        quiet = registered(lin, persons=())
        rows, _next = page(lin, Wanted(sort=Sort.DUE), after=None)
        assert [row.pk for row in rows] == [late.pk, fresh.pk]
        assert rows[0].due_kind == "petition.notice"
        assert [row.number for row in page(lin, Wanted(late=True), after=None)[0]] == [late.number]
        assert {row.pk: row.due for row in page(lin, Wanted(), after=None)[0]}[quiet.pk] is None
        assert count(lin, Wanted(sort=Sort.DUE)).number == 2


def test_people_are_found_by_name_sound_initials_and_number(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin, persons=(party_draft(name="单雨荷", phone="139-0000-0044"),), state_number="XF2026-9")
        registered(lin, persons=(party_draft(name="石敏", phone="13900000045"),))
        for q in ("单雨荷", "单雨", "善雨荷", "shanyu", "syh", "13900000044", case.number, "xf2026-9".upper()):
            assert case.number in numbers(lin, q=q), q
        assert numbers(lin, q="shanyu") == [case.number]
        assert numbers(lin, q="nobody") == numbers(lin, q="13900009999") == []
        assert number_of("2026-38") == number_of("2026－0038".replace("－", "-")) == (2026, 38)


def test_joined_cases_stand_with_the_one_that_is_kept(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        kept, case = registered(lin), registered(lin)
        merge_case(case=case, into=kept, by=lin)
        assert numbers(lin) == [kept.number]
        assert numbers(lin, state=State.MERGED) == numbers(lin, q=case.number) == [case.number]


def test_what_is_confidential_is_in_no_list_search_count_or_export(actor, scoped):
    lin, gu = actor("lin_he"), actor("gu_xin")
    with scoped(lin):
        registered(lin, level=2, readers=(lin.user.pk,))
        registered(lin, level=1)
        assert (len(numbers(lin)), count(lin, Wanted()).number) == (2, 2)
        assert [row.level for row in exported(lin, Wanted())] == [1]
    for who, seen in ((gu, 1), (actor("shen_mei"), 0), (actor("zhou_sui"), 0), (actor("he_qing"), 0)):
        with scoped(who):
            assert count(who, Wanted()).number == len(numbers(who)) == len(numbers(who, q="单雨荷")) == seen
            assert len(numbers(who, sort=Sort.DUE)) == seen


@pytest.mark.parametrize(
    "wanted", [Wanted(), Wanted(sort=Sort.DUE), Wanted(late=True), Wanted(q="单雨荷"), Wanted(mine=True, minor=True)]
)
def test_three_and_three_hundred_cost_the_same_statements(actor, scoped, wanted):
    lin = actor("lin_he")
    cost = []
    with scoped(lin):
        for number in (3, 297):
            register_cases(drafts=[case_draft(day=days_ago(20 + n % 40)) for n in range(number)], by=lin)
            with CaptureQueriesContext(connection) as asked:
                page(lin, wanted, after=None)
                count(lin, wanted)
            cost.append(len(asked))
    assert cost[0] == cost[1] <= 7


def test_registering_many_costs_statements_by_the_hundred(actor, scoped):
    lin = actor("lin_he")
    cost = []
    with scoped(lin):
        for number in (2, 60):
            with CaptureQueriesContext(connection) as asked:
                register_cases(drafts=[case_draft() for _n in range(number)], by=lin)
            cost.append(len(asked))
    assert cost[0] == cost[1]


@pytest.mark.parametrize("text", ["", "2026-13-01~4", "2026-01-01~", "x~4", "2026-01-01~" + "9" * 30])
def test_a_cursor_that_was_tampered_with_is_none(text):
    assert Cursor.read(text) is None


def test_a_cursor_is_read_as_it_was_written():
    assert Cursor.read(str(Cursor(date(2026, 2, 28), 7))) == Cursor(date(2026, 2, 28), 7)


def test_what_has_ended_is_not_late(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        accepted(lin, day=days_ago(100))
        Obligation.objects.update(state="done", ended_at=timezone.now())
        assert numbers(lin, late=True) == []
