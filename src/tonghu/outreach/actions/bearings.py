"""What a draft points at must exist, and lie where the acting person may write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.outreach.checks import Fault, Wrong, faults_of
from tonghu.outreach.drafts import ActivityDraft
from tonghu.outreach.models import Material
from tonghu.people.models import Person
from tonghu.places.models import Office, Place
from tonghu.places.rules import LISTED_ONLY


def check_drafts(drafts: Sequence[ActivityDraft], *, by: Actor, today: date) -> dict[int, Office]:
    """The offices that the drafts name, by id, after every rule has been checked.

    Four queries however many drafts there are. Raises :class:`~tonghu.outreach.checks.Wrong` for the
    first draft that is wrong and PermissionDenied for an office outside the actor's scope.
    """
    offices = Office.objects.in_bulk({i for d in drafts for i in (d.office_id, *d.coorganisers)})
    materials = set(
        Material.objects.filter(pk__in={m for d in drafts for m, _copies in d.handouts}).values_list("pk", flat=True)
    )
    people = set(
        Person.objects.visible_to(by)
        .serving()
        .filter(pk__in={i for d in drafts for i in d.lecturers})
        .values_list("pk", flat=True)
    )
    places = set(
        Place.objects.filter(pk__in={d.held_at_id for d in drafts if d.held_at_id}).values_list("pk", flat=True)
    )
    for index, draft in enumerate(drafts):
        _check_office(offices.get(draft.office_id), by)
        faults = faults_of(draft, today=today)
        faults += _missing(draft, offices, materials, people, places)
        if faults:
            raise Wrong(faults, index)
    return offices


def _check_office(office: Office | None, by: Actor) -> None:
    if office is None or not by.scope.holds(office.place_id):
        raise PermissionDenied(_("This unit lies outside the area you work for."))


def _missing(
    draft: ActivityDraft, offices: dict[int, Office], materials: set[int], people: set[int], places: set[int]
) -> list[Fault]:
    faults = []
    if offices[draft.office_id].kind in LISTED_ONLY:
        faults.append(Fault("office", _("A collegial panel belongs to its court and does not hold activities here.")))
    if not offices.keys() >= set(draft.coorganisers):
        faults.append(Fault("coorganisers", _("One of these units no longer exists. Please choose again.")))
    if not materials >= {material for material, _copies in draft.handouts}:
        faults.append(Fault("handouts", _("One of these materials no longer exists. Please choose again.")))
    if not people >= set(draft.lecturers):
        faults.append(Fault("lecturers", _("One of these people is not on your list. Please choose again.")))
    if draft.held_at_id and draft.held_at_id not in places:
        faults.append(Fault("held_at", _("There is no such division. Please choose again.")))
    return faults
