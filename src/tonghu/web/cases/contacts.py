"""The contact log: one line to write, the talks of the day beneath."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tonghu.access.actor import Actor
from tonghu.cases.models import Contact
from tonghu.cases.queries.cases import Counted, Cursor
from tonghu.cases.queries.contacts import contacts_exported, contacts_page, count_contacts
from tonghu.kit.numbers import grouped
from tonghu.kit.workdays import days_left
from tonghu.kit.workdays import words as left_in_words
from tonghu.web.base import ActorRequest, needs
from tonghu.web.cases.clocks import tag
from tonghu.web.cases.fields import offered_matters
from tonghu.web.cases.talk_forms import ContactFilters, ContactForm
from tonghu.web.exports import workbook
from tonghu.web.listing import address, pages, words

HEADINGS = (
    gettext_lazy("Date"),
    gettext_lazy("Channel"),
    gettext_lazy("What it was"),
    gettext_lazy("Kind"),
    gettext_lazy("Persons who came"),
    gettext_lazy("A minor is concerned"),
    gettext_lazy("Work order or instruction number"),
    gettext_lazy("To be answered by"),
    gettext_lazy("Answered on"),
    gettext_lazy("Case"),
    gettext_lazy("came before"),
    gettext_lazy("Office"),
    gettext_lazy("Recorded by"),
)


@needs("cases.view")
def contacts(request: ActorRequest) -> HttpResponse:
    """The log, newest first, with the form for the next talk above it."""
    by = request.actor
    filters = ContactFilters(request.GET)
    wanted = filters.wanted()
    after = Cursor.read(request.GET.get("after", ""))
    rows, following = contacts_page(by, wanted, after=after)
    whole = after is None and following is None
    everything = request.GET.get("count") == "all"
    counted = Counted(len(rows), exact=True) if whole else count_contacts(by, wanted, all_of_them=everything)
    context = {
        "form": ContactForm(by=by),
        "matters": offered_matters(),
        "filters": filters,
        "words": words(request, filters),
        "clear": request.path,
        "rows": [_line(row) for row in rows],
        "sub": _scope(by, counted),
        "recount": "" if counted.exact else address(request, count="all", after=None),
        "export": address(request, after=None, count=None).replace(request.path, ""),
        "may_log": by.may("cases.log"),
        "may_export": by.may("cases.export"),
        **pages(request, after=following),
    }
    return render(request, "cases/contacts.html", context)


@needs("cases.export")
def contacts_export(request: ActorRequest) -> HttpResponseBase:
    """The log as .xlsx: no words, nobody's name or phone."""
    by = request.actor
    filters = ContactFilters(request.GET)
    rows = contacts_exported(by, filters.wanted())
    said = [sentence for sentence, _address in words(request, filters)]
    plain = [sentence for sentence, _address in words(request, filters, but="q")]
    return workbook(
        actor=by,
        table="cases_contact",
        title=_("Contact log"),
        scope_line=" · ".join([_scope(by), *said]),
        noted=" · ".join([_scope(by), *plain]),
        headings=HEADINGS,
        rows=_cells(rows),
    )


def _scope(by: Actor, counted: Counted | None = None) -> str:
    assert by.office is not None
    parts = [_("%(place)s and below") % {"place": by.office.place}]
    if counted is not None:
        number = grouped(counted.number) + ("" if counted.exact else "+")
        parts.append(ngettext("%(number)s contact", "%(number)s contacts", counted.number) % {"number": number})
    return " · ".join(parts)


def _line(contact: Contact) -> dict[str, Any]:
    waits = contact.due is not None and contact.answered_on is None
    left = days_left(timezone.localdate(), contact.due) if waits and contact.due else 0
    return {
        "contact": contact,
        "left": left_in_words(timezone.localdate(), contact.due) if waits and contact.due else "",
        "tag": tag(left),
    }


def _cells(rows: Sequence[Contact]) -> Iterator[list[Any]]:
    for one in rows:
        yield [
            one.day,
            str(one.get_channel_display()),
            str(one.get_talk_display()),
            str(one.get_matter_display()) if one.matter else "",
            one.people,
            _("yes") if one.minor else "",
            one.order_number,
            one.due,
            one.answered_on,
            one.case.number if one.case else "",
            _("yes") if one.repeats_id else "",
            one.office.called,
            one.entered_name,
        ]
