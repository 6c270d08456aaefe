from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions.frame import begin, sent_before, write_step
from tonghu.cases.actions.register import register_case
from tonghu.cases.drafts import CaseDraft, PartyDraft
from tonghu.cases.models import BreakGlass, Case, Party
from tonghu.cases.rules.kinds import Role


def split_case(
    *,
    case: Case,
    matter: str,
    title: str,
    words: str = "",
    parties: Sequence[int] = (),
    by: Actor,
    seen: int | None = None,
    token: UUID | None = None,
) -> Case:
    """Make one matter of a case a case of its own, with the people chosen; both stay as confidential as it was.

    Args:
        matter: a further kind of the case, which it loses, or one it had not; not its leading one.
        parties: ids of parties of the case who are in the new one too, in the same roles.

    Raises:
        ValidationError: by field, or what bars the step. Others as ``frame.begin``.
    """
    if before := sent_before(token, by):
        return Case.objects.visible_to(by).get(pk=before.about_id or 0)
    with transaction.atomic():
        case = begin(case, "split", by=by, seen=seen)
        if matter == case.matter:
            raise ValidationError({"matter": _("The leading kind stays with the case. Please choose another.")})
        persons = _persons(case, parties)
        # who is in by an emergency is in this case for a while, and in no other
        glass = BreakGlass.objects.filter(case=case, ended_at=None).values_list("user", flat=True)
        readers = tuple(sorted(set(case.readers) - set(glass)))
        minor = any(Role.MINOR in one.roles for one in persons)
        draft = CaseDraft(
            office_id=case.office_id, day=case.day, channel=case.channel, title=title, matter=matter, words=words,
            people=0, minor=minor, persons=persons, level=case.level, readers=readers,
        )  # fmt: skip
        made = register_case(draft=draft, by=by)
        made.split_from = case
        made.save(update_fields=["split_from"])
        case.also = [one for one in case.also if one != matter]
        write_step(case, "split", by=by, data={"into": made.number, "matter": matter}, about=made, token=token)
        return made


def _persons(case: Case, parties: Sequence[int]) -> list[PartyDraft]:
    found = list(Party.objects.filter(case=case, pk__in=list(parties)))
    if len(found) != len(set(parties)):
        raise ValidationError({"parties": _("Please choose people of this case.")})
    return [PartyDraft(person_id=one.person_id, roles=tuple(one.roles), relation=one.relation) for one in found]
