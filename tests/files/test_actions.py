import os
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import transaction
from PIL import Image

from tonghu.files import storage
from tonghu.files.actions import discard, keep_pending, move, open_file, pending_of, store_file, store_photo
from tonghu.files.models import FileKind, Pending, Stored
from tonghu.kit.errors import Unreadable
from tonghu.kit.scope import within


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def photo(colour: str = "green") -> BytesIO:
    out = BytesIO()
    Image.new("RGB", (8, 8), colour).save(out, "PNG")
    return out


def test_a_photo_is_kept_under_its_place_and_hash(actor, folder):
    zhou = actor("zhou_sui")
    with within(zhou.scope):
        stored = store_photo(name="C:\\pictures\\广场.png", content=photo(), office=zhou.office, by=zhou)
        path = open_file(stored)
    assert stored.name == "广场.png"
    assert path.relative_to(folder).parts[0] == str(zhou.office.place_id)
    assert len(path.read_bytes()) == stored.size
    assert [p.name for p in path.parent.iterdir()] == [stored.sha256]


def test_a_sheet_is_kept_byte_by_byte(actor):
    lin = actor("lin_he")
    with within(lin.scope):
        stored = store_file(
            name="表.xlsx", content=BytesIO(b"bytes"), kind=FileKind.SHEET, media_type="x/y", office=lin.office, by=lin
        )
        assert open_file(stored).read_bytes() == b"bytes"


def test_a_write_that_breaks_off_leaves_no_half_file(folder, monkeypatch):
    def broken(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="space"):
        storage.write(1, "ab" * 32, b"content")
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_content_goes_with_its_last_holder(actor, django_capture_on_commit_callbacks):
    zhou = actor("zhou_sui")
    with within(zhou.scope):
        one, two = (store_photo(name="a", content=photo(), office=zhou.office, by=zhou) for _ in range(2))
        path = open_file(one)
        with django_capture_on_commit_callbacks(execute=True):
            discard(stored=one, by=zhou)
        assert path.exists()
        with django_capture_on_commit_callbacks(execute=True):
            discard(stored=two, by=zhou)
        assert not path.exists()
        with pytest.raises(Unreadable):
            open_file(two)


def test_a_file_moves_with_its_record(actor, cast, django_capture_on_commit_callbacks):
    lin = actor("lin_he")
    with within(lin.scope):
        stored = store_photo(name="a", content=photo(), office=lin.office, by=lin)
        before = open_file(stored)
        with django_capture_on_commit_callbacks(execute=True):
            move(stored=stored, office=cast.town, by=lin)
        assert open_file(stored).exists()
        assert not before.exists()
    zhou = actor("zhou_sui")
    with within(zhou.scope):
        assert Stored.objects.visible_to(zhou).filter(pk=stored.pk).exists()


def test_pending_photos_are_their_persons_alone_and_are_let_go_after_a_week(actor):
    zhou, lin, token = actor("zhou_sui"), actor("lin_he"), uuid4()
    with within(zhou.scope):
        kept = keep_pending(token=token, name="a", content=photo(), office=zhou.office, by=zhou)
        assert [p.pk for p in pending_of(token=token, by=zhou)] == [kept.pk]
    with within(lin.scope):
        assert pending_of(token=token, by=lin) == []
    with within(zhou.scope), transaction.atomic():
        Pending.objects.update(at="2020-01-01T00:00Z")
        keep_pending(token=uuid4(), name="b", content=photo("red"), office=zhou.office, by=zhou)
        assert Pending.objects.count() == 1
        assert Stored.objects.count() == 1


def test_the_neighbour_finds_no_file(actor):
    zhou, tian = actor("zhou_sui"), actor("tian_yuan")
    with within(zhou.scope):
        store_photo(name="a", content=photo(), office=zhou.office, by=zhou)
    with within(tian.scope):
        assert not Stored.objects.exists()
        assert not Stored.objects.visible_to(tian).exists()
