"""The page of a case: who and what in one line, its clocks, its verbs, its people, its timeline."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tonghu.access.actor import Actor
from tonghu.cases.models import Case, Contact, Incident, Party
from tonghu.cases.queries.facts import facts_of
from tonghu.cases.rules.kinds import CRIMES, Matter, Role
from tonghu.cases.rules.ways import Situation
from tonghu.kit.scope import Confidentiality
from tonghu.web.base import ActorRequest, needs
from tonghu.web.cases import around
from tonghu.web.cases.clocks import clocks_of
from tonghu.web.cases.finding import opened
from tonghu.web.cases.sections import sections_of
from tonghu.web.cases.timeline import timeline
from tonghu.web.cases.verbs import offered


@needs("cases.view")
def case(request: ActorRequest, pk: int) -> HttpResponse:
    """One case. That it was opened stands in the trail."""
    by = request.actor
    found = opened(by, pk)
    facts = facts_of(found)
    clocks = clocks_of(found, by)
    context = {
        "case": found,
        "facts": facts,
        "kinds": [Matter(one).label for one in found.kinds],
        "situations": [Situation(one).label for one in found.situations],
        "crime": bool(CRIMES.intersection(found.kinds)),
        "restricted": found.level == Confidentiality.RESTRICTED,
        "sealed": found.level == Confidentiality.SEALED,
        "clock": clocks[0] if clocks else None,
        "clocks": clocks[1:],
        "verbs": offered(found, facts, by),
        "sections": sections_of(found, by),
        "may_log": by.may("cases.log"),
        "may_read_trail": by.may("trail.record"),
        "registered_now": request.GET.get("registered") == "1",
        **_around(found, by, everything=request.GET.get("steps") == "all"),
    }
    return render(request, "cases/case.html", context)


def _around(found: Case, by: Actor, *, everything: bool) -> dict[str, Any]:
    linked = around.neighbours(found, by)
    cases = around.family(found, linked)
    ids = [one.pk for one in cases]
    parties = list(Party.objects.visible_to(by).filter(case__in=ids).select_related("person").order_by("id"))
    incidents = list(Incident.objects.visible_to(by).filter(case__in=ids).order_by("-day", "-id"))
    contacts = list(Contact.objects.visible_to(by).filter(case__in=ids).order_by("-day", "-id"))
    return {
        "merged": around.merged_into(found, by),
        "parties": [_party(one) for one in parties],
        "incidents": incidents,
        "again": len(incidents) > 1 or any(one.words or one.noticed_on for one in incidents),
        "contacts": contacts,
        "counts": around.counts(cases, incidents, contacts),
        "related": around.related(found, linked, parties, by),
        "timeline": timeline(cases, by, everything=everything),
    }


def _party(party: Party) -> dict[str, Any]:
    person = party.person
    return {
        "party": party,
        "person": person,
        "roles": [Role(role).label for role in party.roles],
        "age": person.age,
        "minor": person.is_minor(timezone.localdate()),
    }
