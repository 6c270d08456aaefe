from django.db import transaction
from django.utils import timezone

from tonghu.access.actor import Actor
from tonghu.people.models import Person, Sighting


def read_sightings(*, person: Person, by: Actor) -> int:
    """Note that somebody named on a sealed person has read who asked about her; returns how many were new."""
    with transaction.atomic():
        unread = Sighting.objects.visible_to(by).filter(person=person, seen_at=None)
        return unread.update(seen_at=timezone.now(), seen_by=by.user.pk)
