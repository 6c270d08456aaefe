"""Break-glass: opening a confidential case in an emergency, its end and its review."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions.frame import locked
from tonghu.cases.models import BreakGlass
from tonghu.kit.text import tidy
from tonghu.places.models import Office
from tonghu.work.actions import discharge, oblige
from tonghu.work.drafts import Subject

MOST_HOURS = 24


class TooMany(Exception):
    """She tried too often within the hour; the message is a sentence to show."""


def break_glass(*, office: Office, year: int, serial: int, why: str, hours: int, by: Actor) -> BreakGlass:
    """Open a confidential case of the actor's area for a few hours; its supervisor is asked to review it.

    Args:
        office: that gave the case its number; year, serial: the number. hours: 1 to 24.

    Raises:
        PermissionDenied: not in her role.
        ValidationError: no reason, too long, or nothing that could be opened so: no such number, open to her
            anyway, or outside her area, all three in the same words.
        TooMany: more than ten attempts within an hour.
    """
    by.must("cases.break_glass")
    if not tidy(why):
        raise ValidationError({"why": _("Say what the emergency is.")})
    if not 1 <= hours <= MOST_HOURS:
        raise ValidationError({"hours": _("Choose between 1 and 24 hours.")})
    made = _opened(office.pk, year, serial, tidy(why), hours)
    if made == -1:
        raise TooMany(_("You have tried ten times within an hour. Please wait, or call the handling office."))
    if made is None:
        raise ValidationError({"serial": _("No case with this number can be opened in this way.")})
    with transaction.atomic():
        glass = BreakGlass.objects.visible_to(by).select_related("case__office").get(pk=made)
        case = glass.case
        oblige(
            subject=Subject("cases_case", case.pk, case.number),
            office=case.office,
            kind="breakglass.review",
            label=_("Review an emergency opening"),
            since=timezone.localdate(),
            by=by,
            level=case.level,
            readers=tuple(case.readers),
            ordinal=glass.pk,
        )
    return glass


def end_glass(*, glass: BreakGlass, by: Actor) -> None:
    """Give up what was opened before its time is over. Raises PermissionDenied where it is not her own."""
    if glass.user != by.user.pk:
        raise PermissionDenied(_("Only the person who opened it ends it."))
    end_what_is_over(glass.pk)


def end_what_is_over(glass: int = 0) -> int:
    """End every opening whose time is over, and the acting person's own ``glass``; returns how many ended."""
    with connection.cursor() as cursor:
        cursor.execute("select cases_end_glass(%s)", [glass])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def review_glass(*, glass: BreakGlass, justified: bool, words: str, by: Actor) -> BreakGlass:
    """Say whether an opening was justified.

    Raises:
        PermissionDenied: her own opening, or neither a leader nor named on the sealed case.
        ValidationError: no words, or reviewed before.
    """
    if glass.user == by.user.pk:
        raise PermissionDenied(_("Somebody else reviews what you opened."))
    with transaction.atomic():
        case = locked(glass.case, by)
        if not by.may("cases.approve") and by.user.pk not in case.readers:
            raise PermissionDenied(_("A leader, or somebody named on the case, reviews an emergency opening."))
        current = BreakGlass.objects.visible_to(by).select_for_update(of=("self",)).get(pk=glass.pk)
        if current.reviewed_at:
            raise ValidationError(_("It was reviewed already by %(name)s.") % {"name": current.reviewed_by})
        if not tidy(words):
            raise ValidationError({"review": _("Say in a sentence what you found.")})
        current.reviewed_at, current.reviewed_by = timezone.now(), by.user.name
        current.justified, current.review = justified, tidy(words)
        current.save(update_fields=["reviewed_at", "reviewed_by", "justified", "review"])
        discharge(
            subject=Subject("cases_case", case.pk, case.number), kind="breakglass.review", ordinal=glass.pk, by=by
        )
    return current


def _opened(office: int, year: int, serial: int, why: str, hours: int) -> int | None:
    until = timezone.now() + timedelta(hours=hours) - timedelta(seconds=1)
    with connection.cursor() as cursor:
        cursor.execute("select cases_break_glass(%s, %s, %s, %s, %s)", [office, year, serial, why, until])
        row = cursor.fetchone()
    return None if row is None or row[0] is None else int(row[0])
