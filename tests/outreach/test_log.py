from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.factories.activities import activity, draft, material
from tonghu.kit.scope import within
from tonghu.outreach.actions import log_activities, log_activity
from tonghu.outreach.checks import Wrong
from tonghu.outreach.models import Activity
from tonghu.trail.models import Entry


def test_a_township_chair_logs_an_event_and_the_county_sees_it_at_once(actor, cast):
    reader, letter = material(), material("致家长的一封信", "letter")
    logged = activity(
        actor("zhou_sui"),
        handouts=((reader.pk, 1200), (letter.pk, 300)),
        audiences=(("parents", 200), ("pupils", 312)),
        coorganisers=(cast.justice.pk, cast.police.pk),
        consulted=86,
    )
    assert (logged.place, logged.copies, logged.audience) == (cast.town.place_id, 1500, 512)
    lin = actor("lin_he")
    with within(lin.scope):
        seen = Activity.objects.visible_to(lin).get(pk=logged.pk)
        assert (seen.entered_name, seen.consulted) == ("周穗", 86)
        assert seen.coorganisers.count() == 2
        assert sorted(seen.handouts.values_list("copies", flat=True)) == [300, 1200]


def test_the_neighbouring_county_sees_nothing_of_it(actor):
    logged = activity(actor("zhou_sui"))
    tian = actor("tian_yuan")
    with within(tian.scope):
        assert not Activity.objects.filter(pk=logged.pk).exists()
        assert not Activity.objects.visible_to(tian).exists()


def test_the_same_token_twice_is_one_activity(actor):
    token, zhou = uuid4(), actor("zhou_sui")
    first = activity(zhou, token=token, consulted=5)
    second = activity(zhou, token=token, consulted=6)
    assert first.pk == second.pk
    with within(zhou.scope):
        assert Activity.objects.count() == 1
        assert Activity.objects.get().consulted == 5


def test_a_token_of_another_county_neither_shows_nor_changes_its_activity(actor):
    token = uuid4()
    activity(actor("tian_yuan"), token=token, title="白沙县的活动")
    with pytest.raises(PermissionDenied, match=r"已|used"):
        activity(actor("zhou_sui"), token=token)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"day": timezone.localdate() + timedelta(days=1)}, "day"),
        ({"day": date(1900, 1, 1)}, "day"),
        ({"last_day": date(2026, 3, 7)}, "last_day"),
        ({"last_day": timezone.localdate() + timedelta(days=1)}, "last_day"),
        ({"day": date(2020, 1, 1), "last_day": date(2024, 1, 1)}, "last_day"),
        ({"venue": "  "}, "venue"),
        ({"kind": "party"}, "kind"),
        ({"title": "长" * 201}, "title"),
        ({"note": "长" * 5001}, "note"),
        ({"festival": "new_moon"}, "festival"),
        ({"topics": ("law", "chess")}, "topics"),
        ({"consulted": -1}, "consulted"),
        ({"consulted": 10_000_001}, "consulted"),
        ({"audience": -1}, "audience"),
        ({"audience": 10, "audiences": (("parents", 4), ("pupils", 5))}, "audience"),
        ({"audiences": (("parents", 0),)}, "audiences"),
        ({"audiences": (("parents", 1), ("parents", 2))}, "audiences"),
        ({"audiences": (("ghosts", 1),)}, "audiences"),
        ({"handouts": ((999_999, 5),)}, "handouts"),
        ({"coorganisers": (999_999,)}, "coorganisers"),
        ({"lecturers": (999_999,)}, "lecturers"),
        ({"held_at_id": 991234000000}, "held_at"),
    ],
)
def test_what_cannot_have_been_is_refused_with_a_sentence_at_its_field(actor, facts, field):
    zhou = actor("zhou_sui")
    with within(zhou.scope), pytest.raises(Wrong) as wrong:
        log_activity(draft=draft(zhou.office.pk, **facts), by=zhou)
    assert [fault.field for fault in wrong.value.faults] == [field]
    assert wrong.value.faults[0].sentence
    with within(zhou.scope):
        assert not Activity.objects.exists()


@pytest.mark.parametrize("copies", [0, -3, 100_000_001])
def test_copies_lie_in_bounds(actor, copies):
    with pytest.raises(Wrong, match="1"):
        activity(actor("zhou_sui"), handouts=((material().pk, copies),))


def test_the_organiser_is_no_co_organiser_and_a_panel_never_organises(actor, cast):
    lin = actor("lin_he")
    with pytest.raises(Wrong):
        activity(lin, coorganisers=(lin.office.pk,))
    with pytest.raises(Wrong):
        activity(lin, office_id=cast.panel.pk)


@pytest.mark.parametrize("username", ["gu_xin", "ning_zhou", "ji_xue", "mu_qing", "xi_yuan", "an_ran", "ding_shu"])
def test_who_may_not_log(actor, cast, username):
    by = actor(username)
    with within(by.scope), pytest.raises(PermissionDenied):
        log_activity(draft=draft(cast.town.pk), by=by)


def test_nobody_logs_for_an_office_outside_her_area(actor, cast):
    for office in (cast.neighbour, cast.county, cast.other_town):
        with pytest.raises(PermissionDenied):
            activity(actor("zhou_sui"), office_id=office.pk)


def test_a_title_left_blank_is_made_of_venue_and_kind(actor):
    assert activity(actor("zhou_sui"), title="").title.startswith("河湾乡中心广场")


def test_many_cost_as_many_statements_as_three(actor, cast, django_assert_num_queries):
    lin, reader = actor("lin_he"), material()

    def drafts(many: int):
        return [
            draft(
                cast.town.pk, title=f"第{n}场", handouts=((reader.pk, 5),), coorganisers=(cast.justice.pk,),
                audiences=(("parents", 9),),
            )
            for n in range(many)
        ]  # fmt: skip

    with within(lin.scope):
        assert len(log_activities(drafts=drafts(1), by=lin)) == 1
        for many in (3, 30):
            with django_assert_num_queries(11):
                assert len(log_activities(drafts=drafts(many), by=lin)) == many


def test_one_wrong_draft_among_many_writes_none_and_says_which(actor):
    lin = actor("lin_he")
    with within(lin.scope), pytest.raises(Wrong) as wrong:
        log_activities(drafts=[draft(lin.office.pk), draft(lin.office.pk, venue="")], by=lin)
    assert wrong.value.index == 1
    with within(lin.scope):
        assert not Activity.objects.exists()


def test_the_trail_says_who_recorded_it(actor):
    zhou = actor("zhou_sui")
    logged = activity(zhou)
    with within(zhou.scope):
        entry = Entry.objects.visible_to(zhou).about("outreach_activity", logged.pk).get(verb="insert")
        assert (entry.actor, entry.office, entry.label) == ("周穗", "河湾乡妇女联合会", "维权周送法下乡")
