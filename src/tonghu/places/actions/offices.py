from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.kit.changes import save_changed
from tonghu.kit.text import normal, tidy
from tonghu.places.acting import Acting, must_keep
from tonghu.places.checks import check_office
from tonghu.places.drafts import OfficeDraft
from tonghu.places.models import Office, Place
from tonghu.trail.reasons import explain


def add_office(*, draft: OfficeDraft, by: Acting) -> Office:
    """Open one office; see :func:`add_offices`."""
    return add_offices(drafts=[draft], by=by)[0]


def add_offices(*, drafts: Sequence[OfficeDraft], by: Acting) -> list[Office]:
    """Open offices in one step: all of them or none.

    Raises:
        PermissionDenied: not her task, or a place outside her area.
        ValidationError: by field, what is wrong with the first one that cannot be saved.
    """
    for draft in drafts:
        must_keep(by, draft.place_id)
    with transaction.atomic():
        today = timezone.localdate()
        places = Place.objects.in_bulk({draft.place_id for draft in drafts})
        parents = _parents(drafts)
        for draft in drafts:
            check_office(draft, places=places, parents=parents, today=today)
        _refuse_twice(drafts)
        offices = [_filled(Office(), draft) for draft in drafts]
        return Office.objects.bulk_create(offices, batch_size=1000)


def change_office(*, office: Office, draft: OfficeDraft, by: Acting) -> Office:
    """Correct an office. Its place stays: records count at the place where their office stood.

    Raises:
        PermissionDenied: not her task, or an office outside her area.
        ValidationError: by field, what is wrong; nothing was changed.
    """
    must_keep(by, office.place_id)
    if draft.place_id != office.place_id:
        raise ValidationError(
            {"place": _("An office keeps its place. Close this one and add another where it moved to.")}
        )
    with transaction.atomic():
        office = Office.objects.select_for_update().get(pk=office.pk)
        check_office(
            draft,
            places=Place.objects.in_bulk([draft.place_id]),
            parents=_parents([draft]),
            today=timezone.localdate(),
        )
        _refuse_circle(office, draft.parent_id)
        _refuse_twice([draft], but=office.pk)
        before = copy(office)
        save_changed(_filled(office, draft), before=before)
    return office


def close_office(*, office: Office, on: date, by: Acting, why: str = "") -> Office:
    """Close an office on a day; its records stay and keep counting.

    Raises:
        PermissionDenied: not her task, or an office outside her area.
        ValidationError: a day before it opened or still to come, or offices that still belong to it.
    """
    must_keep(by, office.place_id)
    with transaction.atomic(), explain(why):
        office = Office.objects.select_for_update().get(pk=office.pk)
        if not office.opened_on <= on <= timezone.localdate():
            raise ValidationError({"on": _("The last day lies between the opening and today.")})
        if office.parts.filter(closed_on=None).exists():
            raise ValidationError(
                _("Other offices still belong to this one. Close them or change whom they belong to first.")
            )
        office.closed_on = on
        office.save(update_fields=["closed_on"])
    return office


def _parents(drafts: Iterable[OfficeDraft]) -> dict[int, Office]:
    return Office.objects.in_bulk({draft.parent_id for draft in drafts if draft.parent_id})


def _filled(office: Office, draft: OfficeDraft) -> Office:
    office.place_id, office.kind, office.parent_id = draft.place_id, draft.kind, draft.parent_id
    office.name, office.name_en = normal(draft.name), draft.name_en.strip()
    office.short, office.address = normal(draft.short), tidy(draft.address)
    office.opened_on, office.closed_on = draft.opened_on, draft.closed_on
    office.spell()
    return office


def _refuse_twice(drafts: Sequence[OfficeDraft], *, but: int | None = None) -> None:
    wanted = [(draft.place_id, str(draft.kind), normal(draft.name)) for draft in drafts]
    there = set(
        Office.objects.filter(place_id__in={place for place, _kind, _name in wanted})
        .exclude(pk=but or 0)
        .values_list("place_id", "kind", "name")
    )
    for key in wanted:
        if key in there:
            raise ValidationError(
                {"name": _("“%(name)s” is already registered at this place, as the same kind.") % {"name": key[2]}}
            )
        there.add(key)


def _refuse_circle(office: Office, parent_id: int | None) -> None:
    above = parent_id
    while above is not None:
        if above == office.pk:
            raise ValidationError({"parent": _("An office cannot belong to itself, not even through others.")})
        above = Office.objects.values_list("parent_id", flat=True).get(pk=above)
