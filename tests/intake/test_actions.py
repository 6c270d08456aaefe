import subprocess
import sys
from datetime import date, datetime
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections

from tests.factories.activities import activity
from tests.factories.sheets import sheet
from tonghu.intake import queries
from tonghu.intake.actions import check_sheet, confirm, drop
from tonghu.intake.models import Batch, Row
from tonghu.kit.errors import Unreadable
from tonghu.kit.scope import within
from tonghu.outreach.models import Activity
from tonghu.outreach.sheets import ActivityReader

MAY = "outreach.import"
READER = ActivityReader()
GOOD = [
    (date(2025, 3, 8), "维权周宣传", "县城广场", "宣传日", "县司法局", None, None, 86, 640),
    (datetime(2025, 6, 1), "六一宣传", "中心广场", "宣传日", None, None, None, None, "1.2万"),
    ("2025年11月25日", "反家暴讲座", "县一中", "讲座", None, None, None, None, 300),
]
BAD = [
    ("2025-2-30", "坏日期", "广场", "宣传日", None, None, None, None, None),
    (date(2025, 5, 1), "坏种类", "广场", "茶话会", None, None, None, None, None),
    (date(2025, 5, 2), "坏人数", "广场", "宣传日", None, None, None, -1, "许多"),
]


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def upload(by, content=None, office=None) -> tuple[Batch, bool]:
    with within(by.scope):
        return check_sheet(
            reader=READER, name="去年.xlsx", content=content or sheet([*GOOD, *BAD]), office=office or by.office,
            by=by, permission=MAY,
        )  # fmt: skip


def test_a_sheet_is_checked_and_nothing_is_written_before_a_word(actor):
    lin = actor("lin_he")
    batch, new = upload(lin)
    assert new
    with within(lin.scope):
        assert not Activity.objects.exists()
        assert queries.tally(lin, batch) == queries.Tally(good=3, bad=3, known=0)
        bad = list(queries.rows(lin, batch, "bad"))
        assert [row.number for row in bad] == [6, 7, 8]
        assert [(e["column"], e["read"]) for e in bad[2].errors] == [("H", "-1"), ("I", "许多")]


def test_confirming_writes_the_good_rows_once(actor):
    lin = actor("lin_he")
    batch, _new = upload(lin)
    with within(lin.scope):
        for _again in range(2):
            written = confirm(batch=batch, reader=READER, by=lin, permission=MAY)
            assert (written.state, written.written) == ("written", 3)
        assert sorted(Activity.objects.values_list("title", "audience")) == [
            ("六一宣传", 12000), ("反家暴讲座", 300), ("维权周宣传", 640),
        ]  # fmt: skip
        assert set(Activity.objects.values_list("batch_row", flat=True)) == {3, 4, 5}
        became = set(queries.rows(lin, batch, "good").values_list("became", flat=True))
        assert became == set(Activity.objects.values_list("pk", flat=True))


def test_the_same_file_again_adds_nothing(actor):
    lin, content = actor("lin_he"), sheet(GOOD).read()
    first, _new = upload(lin, BytesIO(content))
    with within(lin.scope):
        confirm(batch=first, reader=READER, by=lin, permission=MAY)
    second, new = upload(lin, BytesIO(content))
    assert (second.pk, new) == (first.pk, False)
    with within(lin.scope):
        assert Activity.objects.count() == 3
        assert Batch.objects.count() == 1


def test_the_same_rows_in_another_file_are_known(actor):
    lin = actor("lin_he")
    first, _new = upload(lin, sheet(GOOD))
    with within(lin.scope):
        confirm(batch=first, reader=READER, by=lin, permission=MAY)
    second, new = upload(lin, sheet([*GOOD, (date(2025, 7, 1), "新的", "广场", "宣传日")], title="另存一份"))
    assert new
    with within(lin.scope):
        assert queries.tally(lin, second) == queries.Tally(good=1, bad=0, known=3)
        confirm(batch=second, reader=READER, by=lin, permission=MAY)
        assert Activity.objects.count() == 4


def test_what_was_recorded_between_check_and_word_is_not_written_twice(actor):
    lin = actor("lin_he")
    batch, _new = upload(lin)
    recorded = activity(lin, day=date(2025, 3, 8), title="维权周宣传", venue="县城广场", kind="campaign")
    with within(lin.scope):
        assert confirm(batch=batch, reader=READER, by=lin, permission=MAY).written == 2
        assert queries.rows(lin, batch, "known").get().became == recorded.pk
        assert Activity.objects.filter(title="维权周宣传").count() == 1


def test_a_dropped_sheet_is_gone_and_may_come_again(actor):
    lin, content = actor("lin_he"), sheet(GOOD).read()
    batch, _new = upload(lin, BytesIO(content))
    with within(lin.scope):
        drop(batch=batch, by=lin, permission=MAY)
        assert not Row.objects.exists()
        with pytest.raises(Unreadable):
            confirm(batch=batch, reader=READER, by=lin, permission=MAY)
    again, new = upload(lin, BytesIO(content))
    assert new
    with within(lin.scope):
        confirm(batch=again, reader=READER, by=lin, permission=MAY)
        with pytest.raises(Unreadable):
            drop(batch=again, by=lin, permission=MAY)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (sheet([], headings=("日期", "种类", "地点")), r"表头|headings"),
        (sheet([("x", "y")], headings=("日期", "备注")), "种类"),
    ],
)
def test_a_sheet_that_cannot_be_read_gets_a_sentence_and_leaves_nothing(actor, content, word):
    lin = actor("lin_he")
    with pytest.raises(Unreadable, match=word):
        upload(lin, content)
    with within(lin.scope):
        assert not Batch.objects.exists()


def test_who_may_not_import(actor, cast):
    for username in ("zhou_sui", "gu_xin", "shen_mei", "xi_yuan", "ning_zhou", "mu_qing"):
        with pytest.raises(PermissionDenied):
            upload(actor(username), office=cast.county)
    with pytest.raises(PermissionDenied):
        upload(actor("lin_he"), office=cast.neighbour)
    batch, _new = upload(actor("lin_he"))
    tian = actor("tian_yuan")
    with within(tian.scope):
        assert not Batch.objects.exists()
        assert not Row.objects.exists()
        for verb in (lambda: confirm(batch=batch, reader=READER, by=tian, permission=MAY),
                     lambda: drop(batch=batch, by=tian, permission=MAY)):  # fmt: skip
            with pytest.raises(PermissionDenied):
                verb()


KILLED = """
import os, sys, time
import django
django.setup()
from tonghu.access.actor import actor_for
from tonghu.accounts.models import User
from tonghu.intake import actions
from tonghu.intake.models import Batch, Row
from tonghu.kit.scope import within
from tonghu.outreach.models import Activity
from tonghu.outreach.sheets import ActivityReader

def halt(*args, **kwargs):
    print("half", Activity.objects.count(), flush=True)
    sys.stdin.read()

Row.objects.bulk_update = halt
lin = actor_for(User.objects.get(username="lin_he"))
with within(lin.scope):
    actions.confirm(batch=Batch.objects.get(), reader=ActivityReader(), by=lin, permission="outreach.import")
"""


@pytest.mark.django_db(transaction=True)
def test_a_program_killed_in_the_middle_leaves_nothing_half_written(actor, elsewhere):
    lin = actor("lin_he")
    batch, _new = upload(lin)
    with subprocess.Popen(
        [sys.executable, "-c", KILLED], env=elsewhere, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout.readline().split() == ["half", "3"]
        program.kill()
        program.wait()
    with within(lin.scope):
        # waits for the killed program's lock to be let go
        written = confirm(batch=batch, reader=READER, by=lin, permission=MAY)
        assert (written.state, written.written) == ("written", 3)
        assert Activity.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_connection_lost_in_the_middle_leaves_the_sheet_to_be_confirmed_again(actor, client_of, monkeypatch):
    lin = actor("lin_he")
    batch, _new = upload(lin)
    client = client_of("lin_he")
    client.raise_request_exception = False

    def lost(*args, **kwargs):
        with connections["aside"].cursor() as other:
            other.execute("select pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
        Row.objects.count()

    with monkeypatch.context() as patched:
        patched.setattr(Row.objects, "bulk_update", lost)
        assert client.post(f"/activities/imports/{batch.pk}/confirm/").status_code == 500
    connection.close()
    with within(lin.scope):
        assert Batch.objects.get().state == "checked"
        assert not Activity.objects.exists()
    assert client.post(f"/activities/imports/{batch.pk}/confirm/").status_code == 302
    with within(lin.scope):
        assert Activity.objects.count() == 3
    connections["aside"].close()
