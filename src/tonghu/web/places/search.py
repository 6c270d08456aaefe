from django.urls import reverse

from tonghu.access.actor import Actor
from tonghu.places.queries import offices
from tonghu.web.hits import Hit


def find(actor: Actor, q: str, limit: int) -> list[Hit]:
    """Offices of the actor's area by name, pinyin or initials."""
    if not actor.may("places.view"):
        return []
    return [
        Hit(str(office.get_kind_display()), str(office), str(office.place), reverse("web:office", args=[office.pk]))
        for office in offices(actor, q=q)[:limit]
    ]
