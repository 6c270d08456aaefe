"""What the page of a person asks of the cases."""

from tonghu.access.actor import Actor
from tonghu.cases.models import Case, Party
from tonghu.people.models import Person

MOST = 50


def cases_of(actor: Actor, person: Person) -> list[Case]:
    """Cases of a person that are open to the actor, the latest first."""
    if not actor.may("cases.view"):
        return []
    return list(Case.objects.visible_to(actor).filter(party__person=person).order_by("-day", "-pk")[:MOST])


def beside(actor: Actor, person: Person) -> list[Person]:
    """Other people of the same cases, as far as those are open to the actor."""
    if not actor.may("cases.view"):
        return []
    cases = Party.objects.visible_to(actor).filter(person=person).values("case")
    others = Party.objects.visible_to(actor).filter(case__in=cases).exclude(person=person).values("person")
    return list(Person.objects.visible_to(actor).served().filter(pk__in=others).order_by("pk")[:MOST])
