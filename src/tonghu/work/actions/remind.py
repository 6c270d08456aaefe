from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import translation

from tonghu.access.actor import Actor, actor_for
from tonghu.access.models import Grant
from tonghu.access.rules import MAY
from tonghu.accounts.models import User
from tonghu.kit.scope import within
from tonghu.work.models import Channel, Obligation, Reminder
from tonghu.work.queries import open_for
from tonghu.work.rules import REMIND_BEFORE
from tonghu.work.sending import Undeliverable, send

log = logging.getLogger(__name__)
MOST = 500


def remind(today: date) -> int:
    """Tell everybody by her channels what is late or falls due soon; returns how many messages left.

    Each person's own scope is entered for her message, office by office, so that a reminder counts nothing she
    could not open, and no function of the owner has to see everybody's work.

    A message and the rows that say it left stand in one transaction, which commits when the service has taken it:
    a worker killed before that leaves no rows and the next run sends; one that comes second waits for the first's
    rows, finds them and sends nothing.
    """
    return sum(_remind(actor, today) for actor in _people())


def _people() -> Iterator[Actor]:
    roles = MAY["cases.view"]
    held = Grant.objects.current().filter(role__in=roles, user__is_active=True)
    pairs = list(held.values_list("user_id", "office_id").distinct().order_by("user_id", "office_id"))
    users = User.objects.in_bulk({user for user, _office in pairs})
    for user, office in pairs:
        yield actor_for(users[user], office_id=office)


def _remind(actor: Actor, today: date) -> int:
    with within(actor.scope):
        channels = list(Channel.objects.filter(user=actor.user))
    return sum(_by(channel, actor, today) for channel in channels)


def _by(channel: Channel, actor: Actor, today: date) -> int:
    try:
        with within(actor.scope), translation.override(actor.user.language or settings.LANGUAGE_CODE):
            told = _sent(channel, actor, today)
    except Undeliverable:
        log.warning("reminders by channel %s could not be delivered; the next run tries again", channel.pk)
        with within(actor.scope):
            Channel.objects.filter(pk=channel.pk).update(failed_on=today)
        return 0
    # apart: nobody who works on one of these waits for a mail server
    with within(actor.scope):
        Obligation.objects.filter(pk__in=told).update(reminded_on=today)
    return 1 if told else 0


def _sent(channel: Channel, actor: Actor, today: date) -> list[int]:
    # the row of the channel is the claim: a second worker waits here, and then finds what the first has written
    held = Channel.objects.select_for_update().filter(pk=channel.pk).first()
    if held is None:
        return []
    told = set(Reminder.objects.filter(channel=held, day=today).values_list("obligation_id", flat=True))
    rows = [row for row in due_for(actor, today) if row.pk not in told]
    if not rows:
        return []
    Reminder.objects.bulk_create(Reminder(user=actor.user, channel=held, obligation=row, day=today) for row in rows)
    Channel.objects.filter(pk=held.pk, failed_on__isnull=False).update(failed_on=None)
    send(held, rows, today)
    return [row.pk for row in rows]


def due_for(actor: Actor, today: date) -> Sequence[Obligation]:
    """What somebody is to be reminded of at the office she acts for.

    Hers; what nobody has in hand, where she handles cases; for those who approve, what is late there or climbed.
    """
    theirs = Q(assigned=actor.user)
    if actor.may("cases.handle"):
        theirs |= Q(assigned=None, office=actor.office)
    if actor.may("cases.approve"):
        theirs |= Q(due__lt=today)
    return list(open_for(actor, until=today + timedelta(days=REMIND_BEFORE)).filter(theirs)[:MOST])
