from copy import copy
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.kit.changes import save_changed
from tonghu.people.drafts import PersonDraft, ServiceDraft
from tonghu.people.filling import fill
from tonghu.people.models import Person, Service
from tonghu.places.models import Office
from tonghu.trail.reasons import explain

from .add import must_hold


def change_person(*, person: Person, draft: PersonDraft, by: Actor) -> Person:
    """Correct a person. A service that is not in the draft any more ends today; none is deleted.

    Raises:
        PermissionDenied: not her task, or a person or office outside her scope.
        ValidationError: by field, what is wrong; nothing was changed.
    """
    by.must("people.change")
    with transaction.atomic():
        person = Person.objects.visible_to(by).select_for_update().get(pk=person.pk)
        before = copy(person)
        place = Office.objects.values_list("place_id", flat=True).get(pk=draft.office_id)
        must_hold(by, place)
        save_changed(fill(person, draft, place=place), before=before)
        _change_services(person, {service.role: service for service in draft.services})
    return person


def leave(*, person: Person, on: date, by: Actor, why: str = "") -> Person:
    """Note that a person stopped serving; her services end that day and her past work stays counted.

    Raises:
        PermissionDenied: not her task.
        ValidationError: a day still to come.
    """
    by.must("people.change")
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day is still to come. Please check the date.")})
    with transaction.atomic(), explain(why):
        person = Person.objects.visible_to(by).select_for_update().get(pk=person.pk)
        person.left_on = on
        person.save(update_fields=["left_on"])
        for service in person.services.filter(until=None):
            # one that begins later than she left never began
            service.until = max(on, service.since) if service.since else on
            service.save(update_fields=["until"])
    return person


def _change_services(person: Person, wanted: dict[str, ServiceDraft]) -> None:
    today = timezone.localdate()
    for service in person.services.all():
        draft = wanted.pop(service.role, None)
        since, until = (draft.since, draft.until) if draft else (service.since, service.until or today)
        if (since, until) != (service.since, service.until):
            service.since, service.until = since, until
            service.save(update_fields=["since", "until"])
    for draft in wanted.values():
        Service.objects.create(person=person, place=person.place, role=draft.role, since=draft.since, until=draft.until)
