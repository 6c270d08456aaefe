from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.kit.text import tidy
from tonghu.places.acting import Acting, must_keep
from tonghu.places.drafts import DutyDraft
from tonghu.places.models import Duty, Office


def add_duties(*, drafts: Sequence[DutyDraft], by: Acting) -> list[Duty]:
    """Write down what offices have to do.

    Raises:
        PermissionDenied: not her task, or an office outside her area.
        ValidationError: a blank line.
    """
    with transaction.atomic():
        places = dict(Office.objects.filter(pk__in={draft.office_id for draft in drafts}).values_list("pk", "place_id"))
        for draft in drafts:
            must_keep(by, places.get(draft.office_id, -1))
            if not tidy(draft.text):
                raise ValidationError({"text": _("The duty is blank.")})
        duties = [
            Duty(
                office_id=draft.office_id,
                place=places[draft.office_id],
                text=tidy(draft.text),
                since=draft.since,
            )
            for draft in drafts
        ]
        return Duty.objects.bulk_create(duties, batch_size=1000)


def write_duties(*, office: Office, texts: Sequence[str], by: Acting) -> None:
    """Make these lines the office's duties: new ones are added, missing ones taken off; the trail keeps them.

    Raises:
        PermissionDenied: not her task, or an office outside her area.
    """
    must_keep(by, office.place_id)
    wanted = list(dict.fromkeys(text for line in texts if (text := tidy(line))))
    with transaction.atomic():
        there = {duty.text: duty for duty in office.duties.select_for_update()}
        Duty.objects.filter(pk__in=[duty.pk for text, duty in there.items() if text not in wanted]).delete()
        fresh = [DutyDraft(office_id=office.pk, text=text) for text in wanted if text not in there]
        add_duties(drafts=fresh, by=by)
