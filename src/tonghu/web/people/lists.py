"""Volunteers and professionals as a list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tonghu.people import queries
from tonghu.people.models import Person
from tonghu.web.base import ActorRequest, needs
from tonghu.web.exports import workbook
from tonghu.web.listing import address, counted, page, pages, words
from tonghu.web.people.forms import PeopleFilters

HEADINGS = (
    pgettext_lazy("person", "Name"),
    gettext_lazy("Sex"),
    gettext_lazy("Serves as"),
    gettext_lazy("Office"),
    gettext_lazy("Works at"),
    gettext_lazy("Skills"),
    gettext_lazy("Left on"),
)


@needs("people.view")
def people(request: ActorRequest) -> HttpResponse:
    """Those who serve, by service, office and name; numbers masked."""
    form = PeopleFilters(request.GET, actor=request.actor)
    asked = form.asked()
    found = queries.people(request.actor, **asked)
    shown = _whole(queries.after(found, request.GET.get("after", ""), sort=asked["sort"]))
    rows, more = page(shown)
    context = {
        "filters": form,
        "words": words(request, form),
        "clear": request.path,
        "rows": [(person, serving(person)) for person in rows],
        "count": counted(found),
        "export": address(request, after=None).replace(request.path, reverse("web:people-export"), 1),
        "may_change": request.actor.may("people.change"),
        "pages": pages(request, after=queries.key_of(rows[-1], sort=asked["sort"]) if more else None),
    }
    return render(request, "people/people.html", context)


@needs("people.view")
def people_export(request: ActorRequest) -> HttpResponseBase:
    """The same people as a workbook, without phones and identity numbers."""
    form = PeopleFilters(request.GET, actor=request.actor)
    asked = form.asked()
    said, noted = (
        " · ".join([str(request.actor.office or ""), *(word for word, _url in words(request, form, but=but))])
        for but in ("", "q")
    )
    found = _whole(queries.people(request.actor, **asked))
    return workbook(
        actor=request.actor,
        table="people_person",
        title=_("People"),
        scope_line=said,
        noted=noted,
        headings=HEADINGS,
        rows=_cells(found),
    )


def serving(person: Person) -> str:
    """What a person serves as today, in words; of somebody who has left, what she served as."""
    today = timezone.localdate()
    services = [s for s in person.services.all() if person.left_on or s.until is None or s.until > today]
    return "、".join(str(service.get_role_display()) for service in services)


def _whole(found: QuerySet[Person]) -> QuerySet[Person]:
    # a list shows no number: decrypting what it does not show would cost more than the query
    return found.select_related("office").prefetch_related("services").defer("identity")


def _cells(found: QuerySet[Person]) -> Iterator[list[Any]]:
    for person in found.defer("phone", "identity").iterator(chunk_size=2000):
        yield [
            person.name,
            str(person.get_sex_display()),
            serving(person),
            str(person.office),
            person.unit,
            person.skills,
            person.left_on,
        ]
