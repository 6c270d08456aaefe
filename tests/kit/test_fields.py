from collections.abc import Iterator

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from django.db.models.functions import Length
from django.test import override_settings

from tonghu.kit.crypto import WrongKey, new_key
from tonghu.kit.fields import EncryptedTextField

pytestmark = pytest.mark.django_db


class Letter(models.Model):
    """A table of these tests only."""

    phone = EncryptedTextField(null=True)

    class Meta:
        app_label = "kit_tests"
        db_table = "kit_letter"
        managed = False

    def __str__(self) -> str:
        return str(self.pk)


@pytest.fixture(autouse=True)
def letters(db: None) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("create temporary table kit_letter (id bigserial primary key, phone bytea) on commit drop")
    yield
    with connection.cursor() as cursor:
        cursor.execute("drop table kit_letter")


def stored() -> list[bytes | None]:
    with connection.cursor() as cursor:
        cursor.execute("select phone from kit_letter order by id")
        return [None if phone is None else bytes(phone) for (phone,) in cursor.fetchall()]


def test_every_way_of_saving_encrypts() -> None:
    one = Letter.objects.create(phone="13900000001")
    Letter.objects.bulk_create([Letter(phone="13900000002"), Letter(phone=None)])
    one.phone = "13900000003"
    Letter.objects.bulk_update([one], ["phone"])
    assert list(Letter.objects.order_by("id").values_list("phone", flat=True)) == ["13900000003", "13900000002", None]
    Letter.objects.filter(pk=one.pk).update(phone="13900000004")
    one.refresh_from_db()
    assert one.phone == "13900000004"
    assert not any(b"139" in phone for phone in stored() if phone)
    assert [phone is None for phone in stored()] == [False, False, True]


def test_only_presence_can_be_asked() -> None:
    Letter.objects.bulk_create([Letter(phone="13900000001"), Letter(phone=None)])
    assert Letter.objects.filter(phone__isnull=True).count() == 1
    with pytest.raises(FieldError, match="phone"):
        Letter.objects.filter(phone="13900000001").exists()
    with pytest.raises(FieldError):
        Letter.objects.annotate(size=Length("phone")).filter(phone__gt="1").exists()


def test_another_key_says_so_and_changes_nothing() -> None:
    Letter.objects.create(phone="13900000001")
    before = stored()
    with override_settings(TONGHU_FIELDS_KEY=new_key()), pytest.raises(WrongKey, match=r"\S"):
        Letter.objects.get()
    assert stored() == before
    assert Letter.objects.get().phone == "13900000001"
