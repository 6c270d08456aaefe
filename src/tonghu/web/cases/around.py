"""What stands around a case: cases joined to it, repeated ones, those of the same people, its contacts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.models import Case, Contact, Incident, Party
from tonghu.cases.rules.kinds import Talk

MOST = 30
FEW = ("pk", "year", "serial", "day", "title", "state", "people", "merged_into_id", "split_from_id", "repeats_id")
WORDLESS = (Talk.SILENT, Talk.WRONG_NUMBER)


@dataclass(frozen=True)
class Related:
    """Another case, and what it has to do with this one."""

    case: Case
    why: str


@dataclass(frozen=True)
class Counts:
    """件, 起, 人 and 人次 of a case with those joined to it, as its slip counts them (``cases.sql_slips``)."""

    cases: int
    incidents: int
    people: int
    person_times: int


def neighbours(case: Case, by: Actor) -> list[Case]:
    """Joined, repeated and split cases that are open to her; one query, another where cases are joined to it."""
    linked = Q(merged_into=case) | Q(repeats=case) | Q(split_from=case)
    named = [pk for pk in (case.merged_into_id, case.split_from_id, case.repeats_id) if pk]
    if named:
        linked |= Q(pk__in=named)
    if case.repeats_id:
        linked |= Q(repeats=case.repeats_id)
    open_to_her = Case.objects.visible_to(by).exclude(pk=case.pk).only(*FEW).order_by("-day", "-pk")
    found = list(open_to_her.filter(linked)[:MOST])
    # asked for by their ids: across a join no index bounds the statement above, and it reads the whole county
    joined = [one.pk for one in found if one.merged_into_id == case.pk]
    if joined:
        further = open_to_her.filter(merged_into__in=joined).exclude(pk__in=[one.pk for one in found])[:MOST]
        found = sorted([*found, *further], key=lambda one: (one.day, one.pk), reverse=True)[:MOST]
    return found


def merged_into(case: Case, by: Actor) -> Case | None:
    """The case that this one is joined to, where that is open to her; a query only where there is one."""
    if case.merged_into_id is None:
        return None
    return Case.objects.visible_to(by).filter(pk=case.merged_into_id).only(*FEW).first()


def family(case: Case, linked: Sequence[Case]) -> list[Case]:
    """The case and those joined to it."""
    joined = {case.pk}
    for _round in range(2):
        joined |= {one.pk for one in linked if one.merged_into_id in joined}
    return [case, *(one for one in linked if one.pk in joined)]


def related(case: Case, linked: Sequence[Case], parties: Sequence[Party], by: Actor) -> list[Related]:
    """Every other case with its reason; one query more, for those of the same people."""
    found = {one.pk: Related(one, _why(case, one)) for one in linked}
    persons = [party.person_id for party in parties]
    others = (
        Party.objects.visible_to(by).filter(person__in=persons).exclude(case=case)
        .select_related("case").order_by("-case_id")[:MOST]
    )  # fmt: skip
    for party in others:
        found.setdefault(party.case_id, Related(party.case, _("the same person is in it")))
    return list(found.values())


def counts(cases: Sequence[Case], incidents: Sequence[Incident], contacts: Sequence[Contact]) -> Counts:
    """How many cases, occurrences, persons and person-times."""
    people = sum(one.people for one in cases)
    talks = sum(one.people for one in contacts if not one.opened_case and one.talk not in WORDLESS)
    return Counts(1, max(len(incidents), len(cases)), people, people + talks)


def _why(case: Case, other: Case) -> str:
    if other.merged_into_id == case.pk or (other.merged_into_id and case.merged_into_id is None):
        return _("joined to this case")
    if case.merged_into_id == other.pk:
        return _("this case is joined to it")
    if other.split_from_id == case.pk:
        return _("split off from this case")
    if case.split_from_id == other.pk:
        return _("this case was split off from it")
    return _("the same people and matter came before") if case.repeats_id == other.pk else _("came again")
