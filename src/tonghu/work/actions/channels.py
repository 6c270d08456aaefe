from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.work.models import Channel, ChannelKind
from tonghu.work.sending import service_at

MOST = 5


def add_channel(*, kind: str, address: str, by: Actor) -> Channel:
    """Be reminded at an address of one's own, from the next reminder on.

    Args:
        kind: of ``ChannelKind``; address: a mail address, or that of a service of TONGHU_REMINDER_SERVICES
            (``wecombot://...``).

    Raises:
        ValidationError: nobody can be reached at such an address, its service is not allowed, it is on the list, or
            there are five already.
    """
    address = address.strip()
    _check(kind, address)
    held = list(Channel.objects.filter(user=by.user))
    if any(channel.address == address for channel in held):
        raise ValidationError({"address": _("This address is on your list already.")})
    if len(held) >= MOST:
        raise ValidationError(_("Five addresses are enough; take one off first."))
    with transaction.atomic():
        return Channel.objects.create(user=by.user, kind=kind, address=address)


def _check(kind: str, address: str) -> None:
    if kind == ChannelKind.MAIL:
        try:
            validate_email(address)
        except ValidationError as error:
            raise ValidationError({"address": _("This is not a mail address.")}) from error
        return
    if service_at(address) is None:
        named = "、".join(f"{one}://" for one in sorted(settings.TONGHU_REMINDER_SERVICES))
        raise ValidationError(
            {
                "address": _("Only these services can be reached, by an address that begins so: %(names)s")
                % {"names": named}
            }
        )


def remove_channel(*, channel: Channel, by: Actor) -> None:
    """Be reminded there no more. Raises PermissionDenied for somebody else's."""
    if channel.user_id != by.user.pk:
        raise PermissionDenied(_("This address is not yours."))
    with transaction.atomic():
        channel.delete()
