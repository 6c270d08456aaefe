"""Whether the people of a registration are known: inside one's own scope, with the reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tonghu.access.actor import Actor
from tonghu.cases.models import Case, Party
from tonghu.kit.text import normal, person_pinyin
from tonghu.people.filling import index_of
from tonghu.people.models import Person
from tonghu.web.base import ActorRequest, needs
from tonghu.web.cases.parties import PartySet

MOST = 8


@dataclass(frozen=True)
class Known:
    """Somebody known already: why she may be the same, and the cases she is in."""

    person: Person
    why: str
    cases: list[Case]


@dataclass(frozen=True)
class HintRow:
    """What is known for one row of the form; ``chosen`` is the person picked, ``prefix`` the row's own."""

    prefix: str
    called: str
    known: list[Known]
    chosen: str


@require_POST
@needs("cases.log")
def case_known(request: ActorRequest) -> HttpResponse:
    """The hint as a fragment, for what stands in the form; nothing is saved."""
    rows = hint_rows(PartySet(request.POST, prefix="who"), request.actor)
    return render(
        request, "cases/known.html", {"known": rows, "looking": True, "repeats": request.POST.get("repeats", "")}
    )


def hint_rows(parties: Iterable[Any], by: Actor) -> list[HintRow]:
    """Who is known of each row that says something; two queries for any number of rows."""
    asked = [(form, form.typed) for form in parties]
    conditions = Q(pk__in=())
    for _form, typed in asked:
        conditions |= _looks_like(typed)
    found = list(Person.objects.visible_to(by).served().filter(conditions).order_by("-pk")[: MOST * 10])
    cases: dict[int, list[Case]] = defaultdict(list)
    for party in Party.objects.visible_to(by).filter(person__in=found).select_related("case").order_by("-case_id"):
        cases[party.person_id].append(party.case)
    rows = []
    for form, typed in asked:
        same = [(person, _why(person, typed)) for person in found]
        known = [Known(person, why, cases[person.pk]) for person, why in same if why][:MOST]
        if known:
            rows.append(HintRow(form.prefix, typed["name"], known, str(form["person"].value() or "")))
    return rows


def _looks_like(typed: dict[str, str]) -> Q:
    found = Q(pk__in=())
    if index_of("phone", typed["phone"]):
        found |= Q(phone_index=index_of("phone", typed["phone"]))
    if normal(typed["identity"]):
        found |= Q(identity_index=index_of("identity", normal(typed["identity"]).upper()))
    if len(normal(typed["name"])) > 1:
        found |= Q(pinyin=person_pinyin(typed["name"]))
    return found


def _why(person: Person, typed: dict[str, str]) -> str:
    """The reasons, in words; empty where nothing is alike."""
    reasons = []
    if person.identity_index and person.identity_index == index_of("identity", normal(typed["identity"]).upper()):
        reasons.append(_("the same identity number"))
    if person.phone_index and person.phone_index == index_of("phone", typed["phone"]):
        reasons.append(_("the same phone"))
    name = normal(typed["name"])
    if name and person.name == name:
        reasons.append(_("the same name"))
    elif name and person.pinyin and person.pinyin == person_pinyin(name):
        reasons.append(_("a name that sounds the same"))
    return "、".join(reasons)
