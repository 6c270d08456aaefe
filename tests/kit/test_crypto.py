import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection, models
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from tonghu.kit.crypto import (
    AesGcm,
    WrongKey,
    blind_index,
    field_cipher,
    mask_address,
    mask_id,
    mask_phone,
    new_key,
)
from tonghu.kit.fields import EncryptedTextField

ONE, OTHER = AesGcm(b"1" * 32), AesGcm(b"2" * 32)


@given(st.binary(max_size=200))
def test_what_is_sealed_opens_with_its_key_only(plain: bytes) -> None:
    sealed = ONE.encrypt(plain)
    assert ONE.decrypt(sealed) == plain
    assert sealed != ONE.encrypt(plain)
    with pytest.raises(WrongKey):
        OTHER.decrypt(sealed)


@given(st.integers(min_value=0, max_value=38), st.integers(min_value=1, max_value=255))
def test_a_changed_byte_is_noticed(position: int, change: int) -> None:
    sealed = bytearray(ONE.encrypt(b"13900000000"))
    sealed[position] ^= change
    with pytest.raises(WrongKey):
        ONE.decrypt(bytes(sealed))


@pytest.mark.parametrize("sealed", [b"", b"\x01short", b"\x02" + b"0" * 40])
def test_what_another_version_sealed_is_refused(sealed: bytes) -> None:
    with pytest.raises(WrongKey):
        ONE.decrypt(sealed)


def test_blind_index_is_keyed_and_separated() -> None:
    with override_settings(TONGHU_FIELDS_KEY=new_key()):
        phone = blind_index("139 0000 0000", purpose="phone")
        assert phone == blind_index(" 139  0000 ００００", purpose="phone")
        assert phone != blind_index("139 0000 0000", purpose="identity")
        assert len(phone) == 32
    with override_settings(TONGHU_FIELDS_KEY=new_key()):
        assert phone != blind_index("139 0000 0000", purpose="phone")


@pytest.mark.parametrize("key", ["c2hvcnQ=", "=", "密"])
def test_a_damaged_key_is_said(key: str) -> None:
    with override_settings(TONGHU_FIELDS_KEY=key), pytest.raises(ImproperlyConfigured):
        field_cipher()


def test_masks() -> None:
    assert mask_phone("13900001234") == "139****1234"
    assert mask_phone("8661234") == "****34"
    assert mask_phone("110") == "****"
    assert mask_id("990101201503080027") == "**************0027"
    assert mask_id("9901") == "**************"
    assert mask_address("云溪市永安县青石镇河湾村3组12号") == "云溪市永安县青石镇****"
    assert mask_address("河湾村3组") == "****"


@given(st.text(min_size=1, max_size=40))
def test_the_field_stores_no_plain_text(text: str) -> None:
    field = EncryptedTextField()
    with override_settings(TONGHU_FIELDS_KEY=new_key()):
        stored = bytes(getattr(field.get_db_prep_save(text, connection), "obj", b""))
        assert stored
        assert text.encode() not in stored or len(text.encode()) < 4
        assert field.from_db_value(stored, None, connection) == text
    with override_settings(TONGHU_FIELDS_KEY=new_key()), pytest.raises(WrongKey, match=r"\S"):
        field.from_db_value(stored, None, connection)


def test_the_field_in_a_model() -> None:
    field = EncryptedTextField(null=True, blank=True)
    field.set_attributes_from_name("phone")
    assert field.get_internal_type() == "BinaryField"
    assert field.get_db_prep_save(None, connection) is None
    assert field.from_db_value(None, None, connection) is None
    assert field.get_lookup("isnull") is models.lookups.IsNull
    path, kwargs = field.deconstruct()[1], field.deconstruct()[3]
    assert (path, kwargs) == ("tonghu.kit.fields.EncryptedTextField", {"null": True, "blank": True})
    for lookup in ("exact", "in", "contains", "gt"):
        with pytest.raises(FieldError, match="phone"):
            field.get_lookup(lookup)
