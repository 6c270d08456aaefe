"""A reminder on its way: mail by Django, everything else by Apprise. Numbers, kinds and a link; never a name."""

from __future__ import annotations

import smtplib
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tonghu.work.models import Channel, ChannelKind, Obligation

if TYPE_CHECKING:
    from apprise import NotifyBase


class Undeliverable(Exception):
    """The service did not take the message; it is tried again with the next run."""


def subject_line(rows: Sequence[Obligation], today: date) -> str:
    """``3 things are late, 2 fall due soon``."""
    behind = sum(row.due < today for row in rows)
    soon = len(rows) - behind
    parts = []
    if behind:
        parts.append(ngettext("%(n)s thing is late", "%(n)s things are late", behind) % {"n": behind})
    if soon:
        parts.append(ngettext("%(n)s thing falls due soon", "%(n)s things fall due soon", soon) % {"n": soon})
    return _(", ").join(parts)


def body(rows: Sequence[Obligation], today: date) -> str:
    """Kinds with their numbers, and where to look."""
    kinds = Counter(row.kind_label for row in rows)
    lines = [f"{kind}: {number}" for kind, number in kinds.most_common()]
    return "\n".join([subject_line(rows, today), "", *lines, "", settings.TONGHU_SITE])


def send(channel: Channel, rows: Sequence[Obligation], today: date) -> None:
    """Hand one message to the channel's service; returns when the service has taken it.

    Raises:
        Undeliverable: it did not.
    """
    if channel.kind == ChannelKind.MAIL:
        _mail(channel, rows, today)
        return
    service = service_at(channel.address)
    if service is None or not service.notify(title=subject_line(rows, today), body=body(rows, today)):
        raise Undeliverable


def service_at(address: str) -> NotifyBase | None:
    """The service of an address; None where it is none, or none of those the house has allowed.

    Apprise also calls any address of the network and runs programs of the machine: what a person types must lead
    to the chat services named in the settings alone. What follows a question mark (waiting times, checks of
    certificates switched off) is not read.
    """
    sort, _colon, _rest = address.partition("://")
    if sort.lower() not in settings.TONGHU_REMINDER_SERVICES:
        return None
    from apprise import Apprise  # noqa: PLC0415  a second to load, and only where such an address is used

    return Apprise.instantiate(address.partition("?")[0])


def _mail(channel: Channel, rows: Sequence[Obligation], today: date) -> None:
    # the same number for the same message: a mail server that has it already drops a second
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
    number = f"<{today:%Y%m%d}.{channel.pk}.{min(row.pk for row in rows)}@{host}>"
    message = EmailMessage(
        subject_line(rows, today), body(rows, today), to=[channel.address], headers={"Message-ID": number}
    )
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as error:
        raise Undeliverable from error
