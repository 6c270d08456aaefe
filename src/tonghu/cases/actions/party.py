from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.frame import begin, sent_before, write_step
from tonghu.cases.actions.persons import Guard, fitting, guard_alone
from tonghu.cases.checks import faults_of_persons, must_be_right
from tonghu.cases.drafts import PartyDraft
from tonghu.cases.models import Case, Party
from tonghu.cases.rules.kinds import CAME, Role
from tonghu.cases.rules.states import OPEN
from tonghu.people.models import Person

BATCH = 500


def add_party(*, case: Case, draft: PartyDraft, by: Actor, seen: int | None = None, token: UUID | None = None) -> Party:
    """Add a person to a case, known already or new; a petitioner who can be told starts the notice's clock.

    Raises:
        PermissionDenied: not in her role, or the person is not open to her.
        ValidationError: by field, what is wrong, or she is in the case already. Others as ``frame.begin``.
    """
    if before := sent_before(token, by):
        return Party.objects.visible_to(by).select_related("person").get(pk=before.about_id or 0)
    must_be_right(faults_of_persons([draft]))
    with transaction.atomic():
        case = begin(case, "party", by=by, seen=seen)
        if draft.person_id is not None and Party.objects.filter(case=case, person=draft.person_id).exists():
            raise ValidationError({"persons": _("This person is in the case already.")})
        [made] = write_parties([(case, [draft])], by=by)[case.pk]
        _concern(case, made, by=by)
        write_step(case, "party", by=by, data={"roles": made.roles}, about=made, token=token)
        return made


def change_party(
    *, case: Case, party: Party, roles: Sequence[str], relation: str = "", by: Actor, token: UUID | None = None
) -> Party:
    """Correct what a person is in a case. Raises as :func:`add_party`."""
    if sent_before(token, by):
        return party
    must_be_right(faults_of_persons([PartyDraft(roles=roles, person_id=party.person_id)]))
    with transaction.atomic():
        case = begin(case, "party", by=by)
        found = Party.objects.filter(case=case).select_related("person").get(pk=party.pk)
        found.roles, found.relation = list(dict.fromkeys(roles)), relation.strip()
        found.save(update_fields=["roles", "relation"])
        _concern(case, found, by=by)
        write_step(case, "party", by=by, data={"roles": found.roles, "changed": True}, about=found, token=token)
        return found


def remove_party(*, case: Case, party: Party, why: str, by: Actor, token: UUID | None = None) -> Case:
    """Take somebody out of a case who was entered by mistake; the person herself stays known.

    Raises:
        ValidationError: no reason. Others as ``frame.begin``.
    """
    if sent_before(token, by):
        return case
    if not why.strip():
        raise ValidationError({"why": _("Please say why.")})
    with transaction.atomic():
        case = begin(case, "party", by=by)
        Party.objects.filter(case=case, pk=party.pk).delete()
        write_step(case, "party", by=by, words=why, data={"removed": True}, token=token)
        return case


def write_parties(pairs: Sequence[tuple[Case, Sequence[PartyDraft]]], *, by: Actor) -> dict[int, list[Party]]:
    """Write who is in some cases, by case id; statements grow with thousands of people, not with each.

    Raises:
        PermissionDenied: a person is not open to her. ValidationError: something about one is wrong.
    """
    wanted = [(case, draft) for case, drafts in pairs for draft in drafts]
    persons = fitting([(Guard.of(case), draft) for case, draft in wanted], by=by)
    rows = [_row(case, draft, person, by) for (case, draft), person in zip(wanted, persons, strict=True)]
    Party.objects.bulk_create(rows, batch_size=BATCH)
    made: dict[int, list[Party]] = {case.pk: [] for case, _drafts in pairs}
    for row in rows:
        made[row.case_id].append(row)
    return made


def guard_parties(case: Case, *, by: Actor) -> None:
    """Let the people of a case be as confidential as it is; who is in another case too is kept there as she was."""
    parties = Party.objects.filter(case=case).select_related("person")
    guard_alone(list(parties), Guard.of(case), by=by)


def can_be_told(parties: Sequence[Party]) -> bool:
    """Whether somebody who came can be told in writing: not where name or address is unclear (Art 23)."""
    came = [party.person for party in parties if set(party.roles) & CAME]
    return any(person.name and (person.address or person.phone) for person in came)


def _row(case: Case, draft: PartyDraft, person: Person, by: Actor) -> Party:
    return Party(
        case=case, place=case.place, person=person, roles=list(dict.fromkeys(draft.roles)),
        relation=draft.relation.strip(), entered_by=by.user.pk, entered_name=by.user.name,
    )  # fmt: skip


def _concern(case: Case, party: Party, *, by: Actor) -> None:
    if Role.MINOR in party.roles:
        case.minor = True
    if case.state in OPEN and case.told_on is None and can_be_told([party]):
        clocks.start(case, "petition.notice", since=clocks.today(), by=by)
