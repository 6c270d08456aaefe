from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.kit.codes import level_of, parent_of
from tonghu.kit.text import normal
from tonghu.places.acting import Acting, must_keep
from tonghu.places.drafts import PlaceDraft
from tonghu.places.models import Place
from tonghu.trail.actions import note
from tonghu.trail.models import Verb

MOST_LISTED = 500


def add_places(*, drafts: Sequence[PlaceDraft], by: Acting) -> list[Place]:
    """Add divisions (GB/T 2260, statistical code of 12 digits); those already there stay as they are.

    Parents may stand in the same list, in any order.

    Raises:
        PermissionDenied: not her task, or a code outside her area.
        ValidationError: a code without 12 digits, a blank name, a division whose parent is missing.
    """
    ordered = sorted(drafts, key=lambda draft: draft.code)
    for draft in ordered:
        _check(draft)
        must_keep(by, draft.code)
    with transaction.atomic():
        known = set(Place.objects.in_bulk([draft.code for draft in ordered]))
        _check_parents(ordered)
        fresh = [_place(draft) for draft in ordered if draft.code not in known]
        Place.objects.bulk_create(fresh, batch_size=1000)
        if fresh:
            _noted("added", fresh)
        return list(Place.objects.filter(code__in=[draft.code for draft in ordered]))


def rename_places(*, drafts: Sequence[PlaceDraft], by: Acting) -> int:
    """Give registered divisions the names of these drafts; a blank English name leaves the one there.

    Returns:
        How many were renamed.

    Raises:
        PermissionDenied: not her task, or a code outside her area.
        ValidationError: a code without 12 digits, a blank name.
    """
    wanted = {draft.code: draft for draft in drafts}
    for draft in wanted.values():
        _check(draft)
        must_keep(by, draft.code)
    with transaction.atomic():
        there = Place.objects.select_for_update().filter(code__in=wanted)
        renamed = [place for place in there if _rename(place, wanted[place.code])]
        Place.objects.bulk_update(renamed, ["name", "name_en", "pinyin", "initials"], batch_size=1000)
        if renamed:
            _noted("renamed", renamed)
    return len(renamed)


def _rename(place: Place, draft: PlaceDraft) -> bool:
    before = (place.name, place.name_en)
    place.name, place.name_en = normal(draft.name), draft.name_en.strip() or place.name_en
    place.spell()
    return before != (place.name, place.name_en)


def _noted(what: str, places: Sequence[Place]) -> None:
    """The table's key is the code, which the trail's triggers do not know: the decision is noted instead."""
    codes = [place.code for place in places]
    note(
        Verb.DECIDE,
        table="places_place",
        object_id=codes[0],
        label=places[0].name,
        place=codes[0],
        detail={what: len(codes), "codes": codes[:MOST_LISTED]},
    )


def _check(draft: PlaceDraft) -> None:
    if not 10**11 <= draft.code < 10**12:
        raise ValidationError({"code": _("A statistical code has 12 digits: %(code)s.") % {"code": draft.code}})
    if not normal(draft.name):
        raise ValidationError({"name": _("The division needs a name.")})


def _check_parents(drafts: Sequence[PlaceDraft]) -> None:
    wanted = {draft.code: parent_of(draft.code) for draft in drafts}
    above = {code for code in wanted.values() if code is not None}
    there = set(Place.objects.in_bulk(above)) | set(wanted)
    for code, parent in wanted.items():
        if parent is not None and parent not in there:
            raise ValidationError(
                {
                    "code": _("The division %(code)s needs %(parent)s above it, which is not registered yet.")
                    % {"code": code, "parent": parent}
                }
            )


def _place(draft: PlaceDraft) -> Place:
    place = Place(code=draft.code, level=level_of(draft.code), name=normal(draft.name), name_en=draft.name_en.strip())
    place.spell()
    return place
