from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from PIL import Image

from tests.factories.activities import activity, material
from tonghu.files.actions import open_file
from tonghu.kit.errors import Unreadable
from tonghu.kit.scope import within
from tonghu.outreach.actions import (
    Overtaken,
    attach_file,
    correct_activity,
    remove_attachment,
    withdraw_activity,
)
from tonghu.outreach.checks import Wrong
from tonghu.outreach.drafts import draft_of
from tonghu.outreach.models import Activity, Attachment, Handout
from tonghu.outreach.queries import activities
from tonghu.trail.models import Entry


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def photo() -> BytesIO:
    out = BytesIO()
    Image.new("RGB", (8, 8), "green").save(out, "PNG")
    return out


def test_the_county_corrects_a_count_and_the_trail_says_who_and_from_what_to_what(actor):
    logged = activity(actor("zhou_sui"), audience=38, consulted=3)
    lin = actor("lin_he")
    with within(lin.scope):
        changed = replace(draft_of(logged), audience=42)
        saved = correct_activity(activity=logged, draft=changed, by=lin, seen_version=1, why="漏了后排")
        assert (saved.audience, saved.version) == (42, 2)
        entry = Entry.objects.visible_to(lin).about("outreach_activity", logged.pk).filter(verb="update").first()
        assert (entry.actor, entry.why) == ("林禾", "漏了后排")
        assert (entry.before["audience"], entry.after["audience"]) == (38, 42)
        assert set(entry.before) == {"audience", "version"}


def test_the_reason_of_one_correction_does_not_stick_to_the_next(actor):
    logged, lin = activity(actor("lin_he")), actor("lin_he")
    with within(lin.scope):
        first = correct_activity(
            activity=logged, draft=replace(draft_of(logged), note="一"), by=lin, seen_version=1, why="原因"
        )
        correct_activity(activity=first, draft=replace(draft_of(first), note="二"), by=lin, seen_version=2)
        whys = Entry.objects.about("outreach_activity", logged.pk).filter(verb="update").values_list("why", flat=True)
        assert sorted(whys) == ["", "原因"]


def test_lines_are_changed_where_they_differ_and_left_where_not(actor, cast):
    reader, letter = material(), material("致家长的一封信", "letter")
    lin = actor("lin_he")
    logged = activity(
        lin, handouts=((reader.pk, 100), (letter.pk, 5)), audiences=(("parents", 9),), coorganisers=(cast.justice.pk,)
    )
    with within(lin.scope):
        kept = Handout.objects.get(activity=logged, material=letter).pk
        draft = replace(
            draft_of(logged), handouts=((letter.pk, 5), (reader.pk, 120)), audiences=(("pupils", 9),),
            coorganisers=(cast.police.pk,),
        )  # fmt: skip
        saved = correct_activity(activity=logged, draft=draft, by=lin, seen_version=1)
        assert saved.copies == 125
        assert Handout.objects.get(activity=logged, material=letter).pk == kept
        assert draft_of(Activity.objects.get(pk=logged.pk)).coorganisers == (cast.police.pk,)
        handout = Entry.objects.about("outreach_activity", logged.pk).filter(table_name="outreach_handout")
        assert [(e.before["copies"], e.after["copies"]) for e in handout.filter(verb="update")] == [(100, 120)]


def test_saving_without_a_change_changes_nothing(actor):
    logged, lin = activity(actor("lin_he"), topics=("law", "net")), actor("lin_he")
    with within(lin.scope):
        same = replace(draft_of(logged), topics=("net", "law"))
        assert correct_activity(activity=logged, draft=same, by=lin, seen_version=1).version == 1


def test_two_people_at_once_the_second_is_told_and_nothing_is_lost(actor):
    logged = activity(actor("zhou_sui"), audience=38)
    zhou, lin = actor("zhou_sui"), actor("lin_he")
    with within(lin.scope):
        correct_activity(activity=logged, draft=replace(draft_of(logged), audience=42), by=lin, seen_version=1)
    with within(zhou.scope):
        mine = replace(draft_of(logged), audience=40)
        with pytest.raises(Overtaken) as overtaken:
            correct_activity(activity=logged, draft=mine, by=zhou, seen_version=1)
        assert overtaken.value.activity.audience == 42
        assert correct_activity(activity=logged, draft=mine, by=zhou, seen_version=2).audience == 40


def test_who_may_not_correct(actor):
    logged = activity(actor("zhou_sui"))
    for username in ("gu_xin", "shen_mei", "tian_yuan", "wei_lan", "ning_zhou", "ding_shu"):
        by = actor(username)
        with within(by.scope), pytest.raises(PermissionDenied):
            correct_activity(activity=logged, draft=draft_of(logged), by=by, seen_version=1)
        with within(by.scope), pytest.raises(PermissionDenied):
            withdraw_activity(activity=logged, by=by, why="试试")


def test_it_cannot_be_moved_out_of_ones_area(actor, cast):
    zhou = actor("zhou_sui")
    logged = activity(zhou)
    with within(zhou.scope), pytest.raises(PermissionDenied):
        correct_activity(
            activity=logged, draft=replace(draft_of(logged), office_id=cast.neighbour.pk), by=zhou, seen_version=1
        )


def test_a_withdrawn_activity_leaves_lists_and_stays_on_record(actor):
    lin = actor("lin_he")
    logged = activity(lin)
    with within(lin.scope):
        with pytest.raises(Wrong):
            withdraw_activity(activity=logged, by=lin, why="  ")
        withdrawn = withdraw_activity(activity=logged, by=lin, why="记重了")
        assert not activities(lin).exists()
        assert Activity.objects.get(pk=logged.pk).withdrawn_why == "记重了"
        assert Entry.objects.about("outreach_activity", logged.pk).filter(verb="update").get().why == "记重了"
        with pytest.raises(Wrong):
            withdraw_activity(activity=withdrawn, by=lin, why="再撤")
        with pytest.raises(Wrong):
            correct_activity(activity=withdrawn, draft=draft_of(withdrawn), by=lin, seen_version=2)


def test_a_photo_moves_with_its_activity_to_another_office(actor, cast):
    lin, zhou = actor("lin_he"), actor("zhou_sui")
    logged = activity(lin, day=date(2026, 3, 8))
    with within(lin.scope):
        attach_file(activity=logged, name="广场.png", content=photo(), by=lin)
        assert attach_file(activity=logged, name="again.png", content=photo(), by=lin).file.name == "广场.png"
        moved = replace(draft_of(logged), office_id=cast.town.pk)
        assert correct_activity(activity=logged, draft=moved, by=lin, seen_version=1).place == cast.town.place_id
    with within(zhou.scope):
        attachment = Attachment.objects.visible_to(zhou).select_related("file").get(activity=logged.pk)
        assert open_file(attachment.file).exists()
        remove_attachment(attachment=attachment, by=zhou)
        assert not Attachment.objects.exists()


def test_what_is_no_photo_is_not_attached(actor):
    lin = actor("lin_he")
    logged = activity(lin)
    with within(lin.scope), pytest.raises(Unreadable):
        attach_file(activity=logged, name="x.jpg", content=BytesIO(b"not a picture"), by=lin)
