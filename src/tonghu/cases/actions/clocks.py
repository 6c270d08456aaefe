"""The clocks of a case: when they start, run out of sight, and end. Terms and their articles stand in ``work``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from tonghu.access.actor import Actor
from tonghu.cases.models import Case
from tonghu.cases.rules.ways import TIMED, Danger
from tonghu.work.actions import ObligationDraft, Subject, discharge, drop, oblige_all
from tonghu.work.models import Obligation

LOOKS = {
    Danger.NONE: "followup.low",
    Danger.LOW: "followup.low",
    Danger.MEDIUM: "followup.medium",
    Danger.HIGH: "followup.high",
}
"""The interval of follow-up that a danger asks for."""

OWN = ("petition.", "followup.", "reassess.", "closure.", "report.harm", "task")
"""Clocks of the case itself, which end with it; those of letters, tracks and reports go on till these end."""

FINISH = "petition.finish"
TABLE = "cases_case"


def subject_of(case: Case) -> Subject:
    """The case as ``work`` names it: by its number."""
    return Subject(TABLE, case.pk, case.number)


def draft(
    case: Case,
    kind: str,
    *,
    since: date,
    due: date | None = None,
    ordinal: int = 0,
    label: str = "",
    assigned: int | None = None,
    unassigned: bool = False,
) -> ObligationDraft:
    """A clock of a case, under the case's confidentiality, in its officer's hands unless somebody else is named
    (``assigned``) or it waits for whoever may do it (``unassigned``)."""
    return ObligationDraft(
        subject=subject_of(case),
        office=case.office,
        kind=kind,
        since=since,
        label=label,
        due=due,
        assigned=None if unassigned else assigned or case.officer,
        level=case.level,
        readers=tuple(case.readers),
        ordinal=ordinal,
    )


def start(
    case: Case,
    kind: str,
    *,
    since: date,
    by: Actor,
    due: date | None = None,
    ordinal: int = 0,
    label: str = "",
    unassigned: bool = False,
) -> Obligation:
    """Start one clock; asked again for the same ordinal, the first stays as it is."""
    one = draft(case, kind, since=since, due=due, ordinal=ordinal, label=label, unassigned=unassigned)
    return oblige_all(drafts=[one], by=by)[0]


def end(case: Case, *kinds: str, by: Actor, on: date | None = None, why: str = "") -> None:
    """What was owed is done."""
    for kind in kinds:
        discharge(subject=subject_of(case), kind=kind, by=by, on=on, why=why)


def let_go(case: Case, *kinds: str, by: Actor, why: str) -> None:
    """What was owed falls away."""
    for kind in kinds:
        drop(subject=subject_of(case), kind=kind, by=by, why=why)


def watch(case: Case, *, since: date, ordinal: int, by: Actor) -> Obligation:
    """Set the next follow-up by the danger there is; the one before it has ended by now or falls away."""
    let_go(case, *sorted(set(LOOKS.values())), by=by, why="")
    return start(case, LOOKS[Danger(case.danger)], since=since, ordinal=ordinal, by=by)


def run_on(case: Case, *, since: date, ordinal: int, by: Actor) -> Obligation:
    """The clock of handling: sixty days for petition procedure (Arts 31(6), 34), else the next look at it."""
    if case.way == TIMED:
        return start(case, FINISH, since=since, ordinal=ordinal, by=by)
    return watch(case, since=since, ordinal=ordinal, by=by)


def record(case: Case, kind: str, *, since: date, ordinal: int, by: Actor) -> Obligation:
    """Keep the end of a term that is not the office's to keep (the petitioner's to ask for a review).

    It stands with the case for its last day, and is owed, late and climbing nowhere.
    """
    kept = start(case, kind, since=since, ordinal=ordinal, by=by)
    drop(subject=subject_of(case), kind=kind, ordinal=ordinal, by=by, why="")
    return kept


def stop(case: Case, *, by: Actor, but: Sequence[str] = ()) -> None:
    """Let the case's own clocks fall away; those that begin with one of ``but`` go on."""
    let_go(case, *sorted({row.kind for row in own_rows(case, by, but=but)}), by=by, why="")


def own_rows(case: Case, by: Actor, *, but: Sequence[str] = ()) -> list[Obligation]:
    """The case's own clocks that run, without those that begin with one of ``but``."""
    return [row for row in open_rows(case, by) if row.kind.startswith(OWN) and not row.kind.startswith(tuple(but))]


def open_rows(case: Case, by: Actor) -> list[Obligation]:
    """The clocks of a case that run."""
    rows = Obligation.objects.visible_to(by).filter(subject_table=TABLE, subject_id=case.pk, state="open")
    return list(rows.select_related("term").order_by("due", "pk"))


def today() -> date:
    """The day by the house's clock."""
    return timezone.localdate()
