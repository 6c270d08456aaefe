"""Whether the same people came before (重信重访): earlier cases open to the actor, with the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.models import Case, Party


@dataclass(frozen=True)
class Earlier:
    """An earlier case of somebody in a case, and why she is taken for the same.

    ``same_matter``: it is about the same kind, so that the later one repeats it.
    """

    case: Case
    reasons: tuple[str, ...]
    same_matter: bool


def earlier(
    by: Actor, persons: Mapping[int, Sequence[str]], *, matter: str = "", but: int | None = None
) -> list[Earlier]:
    """Cases of people who may be the same, those of the same matter first, then the oldest; one statement.

    Args:
        persons: ids of people, each with the reasons as words; ``people.matching.match_all`` answers them.
        matter: of the case at hand; but: its id, where it is saved already.
    """
    parties = Party.objects.visible_to(by).filter(person__in=list(persons)).exclude(case=but or 0)
    reasons: dict[int, dict[str, None]] = {}
    cases: dict[int, Case] = {}
    for party in parties.select_related("case__office").order_by("case__day", "case_id"):
        cases[party.case_id] = party.case
        reasons.setdefault(party.case_id, {}).update(dict.fromkeys(persons[party.person_id]))
    found = [Earlier(case, tuple(reasons[pk]), matter in case.kinds) for pk, case in cases.items()]
    return sorted(found, key=lambda one: (not one.same_matter, one.case.day, one.case.pk))


def firsts_of(by: Actor, cases: Iterable[int]) -> dict[int, int]:
    """For cases that others are said to repeat: the first of each row of repeats; one statement.

    Raises:
        ValidationError: one of them is not open to her.
    """
    wanted = set(cases)
    if not wanted:
        return {}
    rows = Case.objects.visible_to(by).filter(pk__in=wanted).values_list("pk", "repeats_id")
    found = {pk: first or pk for pk, first in rows}
    if wanted - set(found):
        raise ValidationError({"repeats": _("This case is not open to you.")})
    return found
