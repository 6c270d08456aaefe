"""The second factor: an authenticator app (TOTP, RFC 6238) and recovery codes, kept by django-otp."""

from base64 import b32encode
from dataclasses import dataclass
from math import ceil
from typing import Any

import segno
from django.db import transaction
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tonghu.access.actor import Actor
from tonghu.accounts.models import User
from tonghu.trail.actions import note
from tonghu.trail.models import Verb

RECOVERY_CODES = 8


@dataclass(frozen=True)
class Answer:
    """What a code came to: the device that knew it, or None and the seconds to wait before the next try."""

    device: Device | None
    wait: int = 0


def has_device(user: User) -> bool:
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def new_device(user: User, pk: int | None) -> Any:
    """An authenticator that waits to be proved: the one that this session was shown before, or a new one.

    Another session's is never shown: who knows the password alone would see the secret that its owner adopts.
    """
    shown = TOTPDevice.objects.filter(user=user, confirmed=False, pk=pk).first()
    return shown or TOTPDevice.objects.create(user=user, confirmed=False, name="app")


def secret(device: Any) -> str:
    """The secret as people type it: base32 in groups of four."""
    text = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def drawing(device: Any) -> SafeString:
    """The QR code as inline SVG: a data: image would be stopped by the Content-Security-Policy."""
    code = segno.make(device.config_url, error="m")
    return mark_safe(code.svg_inline(border=3, light="#fff", omitsize=True))  # noqa: S308  segno's own drawing


@transaction.atomic
def check(*, user: User, code: str) -> Answer:
    """Try a code on the authenticator, or among the recovery codes where it is none of six digits.

    Wrong codes make the next try wait 1, 2, 4, 8 ... seconds.
    """
    kind = TOTPDevice if code.isdigit() else StaticDevice
    device = kind.objects.select_for_update().filter(user=user, confirmed=True).first()
    if device is None:
        return Answer(None)
    allowed, why = device.verify_is_allowed()
    if not allowed:
        return Answer(None, max(1, ceil((why["locked_until"] - timezone.now()).total_seconds())))
    return Answer(device if device.verify_token(code) else None)


@transaction.atomic
def adopt(device: Any, *, code: str, by: Actor) -> bool:
    """Take the authenticator into use once a code proves that the app has it; an older one ends."""
    if not device.verify_token(code):
        return False
    TOTPDevice.objects.filter(user=by.user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    _noted(by.user, "second factor set up")
    return True


@transaction.atomic
def new_recovery_codes(*, by: Actor) -> list[str]:
    """Eight codes, each good for one sign-in; those before them end."""
    StaticDevice.objects.filter(user=by.user).delete()
    device = StaticDevice.objects.create(user=by.user, name="recovery", confirmed=True)
    codes = [StaticToken.random_token() for _code in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    _noted(by.user, "recovery codes made")
    return codes


def take_away(user: User) -> None:
    """Remove a user's authenticator and recovery codes; at her next sign-in she sets up new ones."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def _noted(user: User, decision: str) -> None:
    note(Verb.DECIDE, table="accounts_user", object_id=user.pk, label=user.name, detail={"decision": decision})
