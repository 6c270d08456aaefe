"""Encryption of single values, their blind index, and their masks on a page."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets
from functools import lru_cache
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from .text import normal

KEY_BYTES = 32
NONCE_BYTES = 12


class WrongKey(Exception):
    """Encrypted values cannot be read with this key; the message is a sentence to show."""


class Cipher(Protocol):
    """What encrypts fields. The first byte of every ciphertext names the cipher that made it."""

    def encrypt(self, plain: bytes) -> bytes:
        """``plain`` encrypted; the same input gives another output every time."""
        ...

    def decrypt(self, sealed: bytes) -> bytes:
        """The plain bytes; raises :class:`WrongKey` where key or content do not fit."""
        ...


class AesGcm:
    """AES-256-GCM (GB/T 36624 and NIST SP 800-38D) with a random nonce of 12 bytes a value."""

    version = b"\x01"

    def __init__(self, key: bytes) -> None:
        self._aead = AESGCM(_derived(key, "encryption"))

    def encrypt(self, plain: bytes) -> bytes:
        """Version byte, nonce, ciphertext with its tag."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return self.version + nonce + self._aead.encrypt(nonce, plain, self.version)

    def decrypt(self, sealed: bytes) -> bytes:
        """The plain bytes; raises :class:`WrongKey`."""
        body = sealed[1:]
        if sealed[:1] != self.version or len(body) < NONCE_BYTES:
            raise WrongKey(_("This value was encrypted in a way that this version cannot read."))
        try:
            return self._aead.decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], self.version)
        except InvalidTag as error:
            raise WrongKey(
                _(
                    "Encrypted values cannot be read with this key. Nothing was changed. "
                    "Put back the key file that belongs to this data."
                )
            ) from error


def new_key() -> str:
    """A fresh random key as url-safe base64 of 32 bytes."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def field_cipher() -> Cipher:
    """The cipher of encrypted fields under ``settings.TONGHU_FIELDS_KEY``."""
    return _cipher(_settings_key())


def blind_index(value: str, *, purpose: str) -> str:
    """A keyed fingerprint for exact search: HMAC-SHA256 of the normal form, 32 hex digits.

    ``purpose`` (such as ``"phone"``) separates columns, so that equal values in two of them do not
    show as equal.
    """
    key = _derived(_settings_key(), f"index:{purpose}")
    return hmac.new(key, normal(value).upper().encode(), hashlib.sha256).hexdigest()[:32]


def mask_phone(phone: str) -> str:
    """First three and last four characters of a phone number: ``138****5678``."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 11 else f"****{phone[-2:] if len(phone) > 6 else ''}"


def mask_id(number: str) -> str:
    """Last four characters of an identity number: place and birth day stay hidden."""
    return f"{'*' * 14}{number[-4:]}" if len(number) >= 15 else "*" * 14


def mask_address(address: str) -> str:
    """An address down to its township or street; nothing where none is named."""
    found = re.match(r".*?(?:街道|[乡镇])", address)
    return f"{found[0] if found else ''}****"


def _settings_key() -> bytes:
    try:
        key = base64.urlsafe_b64decode(settings.TONGHU_FIELDS_KEY)
    except (binascii.Error, ValueError) as error:
        raise ImproperlyConfigured(_("The key of encrypted fields is damaged.")) from error
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured(_("The key of encrypted fields must have 32 bytes."))
    return key


@lru_cache(maxsize=4)
def _cipher(key: bytes) -> Cipher:
    return AesGcm(key)


@lru_cache(maxsize=32)
def _derived(key: bytes, purpose: str) -> bytes:
    return HKDFExpand(SHA256(), KEY_BYTES, f"tonghu:{purpose}".encode()).derive(key)
