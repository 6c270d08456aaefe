"""The contact log as somebody may see it; list, count and export share these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from tonghu.access.actor import Actor
from tonghu.cases.models import Contact
from tonghu.cases.queries.cases import MOST_COUNTED, MOST_EXPORTED, PAGE, Counted, Cursor
from tonghu.kit.scope import Confidentiality
from tonghu.people.filling import index_of


@dataclass(frozen=True, kw_only=True)
class ContactsWanted:
    """Conditions of the log, all of them optional.

    Attributes:
        q: a whole phone number, or the number of a work order.
        channel, talk, matter: values of ``rules.kinds``; mine: those the acting user wrote.
        waiting: to be answered by a day and not answered; overdue: that day is past.
        opened: whether a case was opened from it; repeat: the same phone or case came before.
        first, last: earliest and latest day, both included.
    """

    q: str = ""
    channel: str = ""
    talk: str = ""
    matter: str = ""
    office: int | None = None
    minor: bool = False
    mine: bool = False
    waiting: bool = False
    overdue: bool = False
    opened: bool | None = None
    repeat: bool = False
    first: date | None = None
    last: date | None = None

    @property
    def narrows(self) -> bool:
        """Whether any condition is set."""
        return self != ContactsWanted()

    def conditions(self, by: Actor) -> Q:
        """All of them as a filter."""
        named = {"channel": self.channel, "talk": self.talk, "matter": self.matter, "office": self.office}
        days = {"day__gte": self.first, "day__lte": self.last}
        found = Q(**{name: value for name, value in (named | days).items() if value})
        if self.minor:
            found &= Q(minor=True)
        if self.mine:
            found &= Q(entered_by=by.user.pk)
        if self.waiting or self.overdue:
            found &= Q(due__isnull=False, answered_on=None)
        if self.overdue:
            found &= Q(due__lt=timezone.localdate())
        if self.opened is not None:
            found &= Q(opened_case=self.opened)
        if self.repeat:
            found &= Q(repeats__isnull=False)
        return found & _called(self.q.strip()) if self.q.strip() else found


def contacts(by: Actor, wanted: ContactsWanted, *, after: Cursor | None = None) -> QuerySet[Contact]:
    """What is wanted of the log, newest first, after a page's last row, with office and case."""
    found = Contact.objects.visible_to(by).filter(wanted.conditions(by))
    if after is not None:
        found = found.filter(Q(day__lte=after.day) & (Q(day__lt=after.day) | Q(day=after.day, pk__lt=after.pk)))
    return found.select_related("office", "case").order_by("-day", "-pk")


def contacts_page(
    by: Actor, wanted: ContactsWanted, *, after: Cursor | None, size: int = PAGE
) -> tuple[list[Contact], Cursor | None]:
    """One screen, and where the next begins; one statement for any number of rows."""
    rows = list(contacts(by, wanted, after=after)[: size + 1])
    following = Cursor(rows[size - 1].day, rows[size - 1].pk) if len(rows) > size else None
    return rows[:size], following


def count_contacts(by: Actor, wanted: ContactsWanted, *, all_of_them: bool = False) -> Counted:
    """How many are wanted; no further than ten thousand, unless somebody asks for ``all_of_them``."""
    most = MOST_EXPORTED if all_of_them else MOST_COUNTED
    number = Contact.objects.visible_to(by).filter(wanted.conditions(by)).order_by()[: most + 1].count()
    return Counted(min(number, most), exact=number <= most)


def contacts_exported(by: Actor, wanted: ContactsWanted) -> list[Contact]:
    """All that an export may hold: none of a sealed case, of restricted ones those of the acting office."""
    allowed = Q(level=Confidentiality.ORDINARY) | Q(level=Confidentiality.RESTRICTED, office=by.office)
    return list(contacts(by, wanted).filter(allowed)[:MOST_EXPORTED])


def firsts(rows: Sequence[Contact], by: Actor) -> dict[UUID, int]:
    """For contacts not saved yet, by token: the id of the first with the same phone or about the same case."""
    phones = {row.phone_index for row in rows if row.phone_index}
    cases = {row.case_id for row in rows if row.case_id}
    if not phones and not cases:
        return {}
    known = Contact.objects.visible_to(by).filter(Q(phone_index__in=phones) | Q(case__in=cases))
    first: dict[str | int, int] = {}
    for pk, phone, case in known.order_by("day", "pk").values_list("pk", "phone_index", "case_id"):
        for key in (phone, case):
            if key:
                first.setdefault(key, pk)
    found = {row.token: first.get(row.case_id or 0) or first.get(row.phone_index) for row in rows}
    return {token: pk for token, pk in found.items() if pk is not None}


def _called(q: str) -> Q:
    found = Q(order_number=q)
    if sum(character.isdigit() for character in q) >= 5:
        found |= Q(phone_index=index_of("phone", q))
    return found
