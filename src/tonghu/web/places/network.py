"""The network as a page: a tree one can fold, counts by kind and level, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tonghu.access.actor import Actor
from tonghu.places import network as net
from tonghu.places.models import Office, Place
from tonghu.places.queries import above, after, offices
from tonghu.places.rules import Level, OfficeKind
from tonghu.web.base import ActorRequest, needs
from tonghu.web.exports import workbook
from tonghu.web.listing import address, page, pages, words
from tonghu.web.places.forms import NetworkFilters

HEADINGS = (
    gettext_lazy("Place"),
    gettext_lazy("Place code"),
    gettext_lazy("Kind"),
    gettext_lazy("Name"),
    gettext_lazy("Belongs to"),
    gettext_lazy("Address"),
    gettext_lazy("Opened on"),
    gettext_lazy("Closed on"),
)


@dataclass(frozen=True)
class KindRow:
    """One line of the table of kinds: how many at each level, and in all."""

    label: str
    url: str
    levels: list[int]
    total: int


@needs("places.view")
def network(request: ActorRequest) -> HttpResponse:
    """The tree of the actor's area or of a division in it; with filters, the offices that fit."""
    form, place, asked = _asked(request)
    found = offices(request.actor, place=place, **asked)
    if request.headers.get("HX-Request"):
        rows, more = page(found)
        return render(request, "places/offices_fragment.html", {"rows": rows, "more": more, "place": place})
    tree = net.network(request.actor, place, **asked)
    # without a filter a wide area lists what stands at its own level; its branches hold the rest
    whole = any(asked.values()) or place.level >= Level.TOWN
    listed = found if whole else found.filter(place=place)
    rows, more = page(after(listed, request.GET.get("after", "")))
    context = {
        "filters": form,
        "words": words(request, form),
        "clear": request.path,
        "place": place,
        "above": above(request.actor, place),
        "root": tree.root,
        "kinds": kinds(request, tree),
        "levels": [Level(level).label for level in _levels(tree)],
        "filtered": any(asked.values()),
        "filter_query": urlencode({name: value for name, value in asked.items() if value}),
        "may_keep": request.actor.may("places.change"),
        "rows": rows,
        "whole": whole,
        "export": address(request, after=None).replace(request.path, reverse("web:network-export"), 1),
        "pages": pages(request, after=f"{rows[-1].place_id}~{rows[-1].pk}" if more else None),
        **_missing(request.actor, place),
    }
    return render(request, "places/network.html", context)


@needs("places.view")
def network_export(request: ActorRequest) -> HttpResponseBase:
    """The offices of a division that fit the filters, as a workbook."""
    form, place, asked = _asked(request)
    said = " · ".join([str(place), *(word for word, _url in words(request, form))])
    found = offices(request.actor, place=place, **asked).select_related("place", "parent")
    return workbook(
        actor=request.actor,
        table="places_office",
        title=_("Network"),
        scope_line=said,
        headings=HEADINGS,
        rows=_cells(found),
    )


def kinds(request: ActorRequest, tree: net.Network) -> list[KindRow]:
    """Offices by kind and level of division, the network's own kinds first."""
    order = [*net.FIRST, *(kind for kind in OfficeKind if kind not in net.FIRST)]
    rows = []
    for kind in order:
        if kind in tree.by_level:
            levels = [tree.by_level[kind][level] for level in _levels(tree)]
            url = address(request, kind=kind.value, after=None)
            rows.append(KindRow(str(kind.label), url, levels, sum(levels)))
    return rows


def _asked(request: ActorRequest) -> tuple[NetworkFilters, Place, dict[str, Any]]:
    form = NetworkFilters(request.GET)
    form.is_valid()
    facts = form.cleaned_data
    own = request.actor.office
    if own is None:
        raise Http404
    code = facts.get("place") or own.place_id
    place = Place.objects.visible_to(request.actor).filter(code=code).first()
    if place is None:
        raise Http404
    return form, place, {"kind": facts.get("kind", ""), "q": facts.get("q", "")}


def _levels(tree: net.Network) -> list[int]:
    return sorted({level for counts in tree.by_level.values() for level in counts})


def _missing(actor: Actor, place: Place) -> dict[str, net.Missing]:
    return {
        "without_station": net.first_of(net.towns_without_station(actor, place)),
        "without_legal_aid": net.first_of(net.counties_without_legal_aid(actor, place)),
        "without_contact": net.first_of(net.stations_without_contact(actor, place)),
    }


def _cells(found: Any) -> Iterator[list[Any]]:
    office: Office
    for office in found.iterator(chunk_size=2000):
        yield [
            str(office.place),
            str(office.place_id),
            str(office.get_kind_display()),
            str(office),
            str(office.parent or ""),
            office.address,
            office.opened_on,
            office.closed_on,
        ]
