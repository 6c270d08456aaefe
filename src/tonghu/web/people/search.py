from django.urls import reverse
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.people.queries import people, served
from tonghu.web.hits import Hit


def find(actor: Actor, q: str, limit: int) -> list[Hit]:
    """People of the actor's scope by name, pinyin, initials or a whole number."""
    if not actor.may("people.view"):
        return []
    found = people(actor, q=q).select_related("office").defer("phone", "identity")[:limit]
    hits = [
        Hit(_("Person"), person.name, str(person.office), reverse("web:person", args=[person.pk])) for person in found
    ]
    if actor.may("cases.view"):
        hits += [
            Hit(_("Person served"), str(one), str(one.office), reverse("web:person", args=[one.pk]))
            for one in served(actor, q=q).select_related("office").defer("phone", "identity", "address")[:limit]
        ]
    return hits
