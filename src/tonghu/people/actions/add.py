from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.people.drafts import PersonDraft
from tonghu.people.filling import fill
from tonghu.people.models import Person, Service
from tonghu.places.models import Office


def add_person(*, draft: PersonDraft, by: Actor) -> Person:
    """Register one person; see :func:`add_people`."""
    return add_people(drafts=[draft], by=by)[0]


def add_people(*, drafts: Sequence[PersonDraft], by: Actor) -> list[Person]:
    """Register people who serve, all of them or none; a token that was used gives the first record.

    Raises:
        PermissionDenied: not her task, or an office outside her scope.
        ValidationError: by field, what is wrong with the first that cannot be saved.
    """
    by.must("people.change")
    places = dict(Office.objects.filter(pk__in={d.office_id for d in drafts}).values_list("pk", "place_id"))
    for draft in drafts:
        must_hold(by, places.get(draft.office_id, 0))
    try:
        with transaction.atomic():
            return _added(drafts, places, by)
    except IntegrityError:
        # the same form was sent twice at once: by now the other one is saved
        return _sent_before(drafts, by)


def must_hold(by: Actor, place: int) -> None:
    """Raises PermissionDenied where a 12-digit place code lies outside the actor's scope."""
    if not by.scope.holds(place):
        raise PermissionDenied(_("This place lies outside the area of your office. Nothing was saved."))


def _sent_before(drafts: Sequence[PersonDraft], by: Actor) -> list[Person]:
    known = _known(drafts, by)
    if any(draft.token not in known for draft in drafts):
        raise PermissionDenied(_("This form was already used. Please open a new one."))
    return [known[draft.token] for draft in drafts]


def _known(drafts: Sequence[PersonDraft], by: Actor) -> dict[UUID, Person]:
    tokens = [draft.token for draft in drafts]
    return {person.token: person for person in Person.objects.visible_to(by).filter(token__in=tokens)}


def _added(drafts: Sequence[PersonDraft], places: dict[int, int], by: Actor) -> list[Person]:
    known = _known(drafts, by)
    fresh = [draft for draft in drafts if draft.token not in known]
    people = [fill(Person(token=draft.token), draft, place=places[draft.office_id]) for draft in fresh]
    Person.objects.bulk_create(people, batch_size=1000)
    Service.objects.bulk_create(
        [
            Service(person=person, place=person.place, role=service.role, since=service.since, until=service.until)
            for person, draft in zip(people, fresh, strict=True)
            for service in draft.services
        ],
        batch_size=1000,
    )
    known |= {person.token: person for person in people}
    return [known[draft.token] for draft in drafts]
