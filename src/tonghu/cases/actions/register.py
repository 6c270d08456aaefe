from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.entering import entered, office_id, offices_of
from tonghu.cases.actions.party import can_be_told, write_parties
from tonghu.cases.checks import concerns_minor, faults_of_case, is_grave, must_be_right
from tonghu.cases.drafts import CaseDraft, Particulars
from tonghu.cases.models import Case, Contact, Incident, Party, Step
from tonghu.cases.queries.known import firsts_of
from tonghu.cases.rules.kinds import Channel
from tonghu.cases.rules.ways import Danger
from tonghu.kit.scope import Confidentiality
from tonghu.kit.text import normal, tidy
from tonghu.places.models import Office
from tonghu.work.actions import ObligationDraft, oblige_all

BATCH = 500


def register_case(*, draft: CaseDraft, by: Actor) -> Case:
    """Register a case; the same token again returns the one registered already.

    Its clocks start: the notice to the petitioner (信访工作条例 Art 23) where she can be told, the mandatory report
    where a minor is harmed or in danger (未成年人保护法 Art 11).

    Raises:
        PermissionDenied: not in her role, or the office lies outside her area.
        ValidationError: by field, what is wrong; nothing was saved.
    """
    return register_cases(drafts=[draft], by=by)[0]


def register_cases(*, drafts: Sequence[CaseDraft], by: Actor) -> list[Case]:
    """Register many, all or none, by the rules of :func:`register_case`, in their order."""
    by.must("cases.handle")
    if not drafts:
        return []
    return entered(drafts, write=lambda fresh: _registered(fresh, by), known=lambda ones: _known(ones, by))


def _registered(drafts: Sequence[CaseDraft], by: Actor) -> dict[UUID, Case]:
    offices = _open_offices(drafts, by)
    for one in drafts:
        must_be_right(faults_of_case(one, today=clocks.today()))
        _check_guard(one, by)
    contacts = _contacts(drafts, by)
    first = firsts_of(by, [one.repeats_id for one in drafts if one.repeats_id is not None])
    cases = [_row(one, offices[office_id(one, by)], by) for one in drafts]
    for case in cases:
        case.repeats_id = first.get(case.repeats_id or 0)
    _number(cases)
    Case.objects.bulk_create(cases, batch_size=BATCH)
    _write_parts(list(zip(cases, drafts, strict=True)), contacts, by)
    return {case.token: case for case in cases}


def _known(drafts: Sequence[CaseDraft], by: Actor) -> dict[UUID, Case]:
    rows = Case.objects.visible_to(by).filter(token__in=[one.token for one in drafts])
    return {case.token: case for case in rows.select_related("office")}


def _open_offices(drafts: Sequence[CaseDraft], by: Actor) -> dict[int, Office]:
    found = offices_of(drafts, by)
    for office in found.values():
        if not office.acts or (office.closed_on and office.closed_on <= clocks.today()):
            raise ValidationError({"office": _("This office is closed or takes no cases. Please choose another.")})
    return found


def _check_guard(draft: CaseDraft, by: Actor) -> None:
    if by.user.pk in draft.readers:
        return
    elsewhere = by.office is None or office_id(draft, by) != by.office.pk
    if draft.level == Confidentiality.RESTRICTED and elsewhere:
        raise ValidationError({"level": _("Restricted to another office, this case would be closed to you.")})
    if draft.level == Confidentiality.SEALED:
        raise ValidationError({"readers": _("Name yourself among those who may read it.")})


def _contacts(drafts: Sequence[CaseDraft], by: Actor) -> dict[int, Contact]:
    wanted = [one.contact_id for one in drafts if one.contact_id is not None]
    rows = Contact.objects.visible_to(by).select_for_update(of=("self",)).filter(pk__in=wanted)
    found = {contact.pk: contact for contact in rows} if wanted else {}
    for pk in wanted:
        if pk not in found:
            raise PermissionDenied(_("This contact is not open to you."))
        if found[pk].case_id is not None:
            raise ValidationError(_("A case was opened from this contact already."))
    return found


def _row(draft: CaseDraft, office: Office, by: Actor) -> Case:
    own = by.office is not None and office.pk == by.office.pk
    case = Case(
        office=office,
        place=office.place_id,
        numbered=office,
        year=draft.day.year,
        level=draft.level,
        readers=sorted(set(draft.readers)) if draft.level else [],
        officer=by.user.pk if own else None,
        officer_name=by.user.name if own else "",
        reception=draft.reception,
        entered_by=by.user.pk,
        entered_name=by.user.name,
        token=draft.token,
    )
    fill(case, draft)
    return case


def fill(case: Case, draft: Particulars) -> None:
    """Give a case the particulars of a draft."""
    case.day, case.channel, case.title = draft.day, draft.channel, tidy(draft.title)
    case.words, case.matter = draft.words.strip(), draft.matter
    case.also = [one for one in dict.fromkeys(draft.also) if one != draft.matter]
    case.people, case.minor, case.danger = draft.people, concerns_minor(draft), draft.danger
    case.situations, case.noticed_on = sorted(set(draft.situations)), draft.noticed_on
    case.repeats_id, case.state_number = draft.repeats_id, normal(draft.state_number)
    case.settle()


def _number(cases: Sequence[Case]) -> None:
    following: dict[tuple[int, int], int] = {}
    for key in sorted({(case.numbered_id, case.year) for case in cases}):
        with connection.cursor() as cursor:
            cursor.execute("select cases_next_serial(%s, %s)", key)
            row = cursor.fetchone()
        following[key] = int(row[0]) if row else 1
    for case in cases:
        key = (case.numbered_id, case.year)
        case.serial = following[key]
        following[key] += 1


def _write_parts(pairs: Sequence[tuple[Case, CaseDraft]], contacts: dict[int, Contact], by: Actor) -> None:
    for case, draft in pairs:
        if draft.contact_id is not None:
            _join(contacts[draft.contact_id], case)
    Incident.objects.bulk_create([_incident(case, draft, by) for case, draft in pairs], batch_size=BATCH)
    Step.objects.bulk_create([_step(case, draft, by) for case, draft in pairs], batch_size=BATCH)
    parties = write_parties([(case, draft.persons) for case, draft in pairs], by=by)
    owed = [one for case, draft in pairs for one in first_clocks(case, draft, parties.get(case.pk, []))]
    oblige_all(drafts=owed, by=by)


def _join(contact: Contact, case: Case) -> None:
    contact.case, contact.opened_case = case, True
    contact.level, contact.readers = case.level, case.readers
    contact.save(update_fields=["case", "opened_case", "level", "readers"])


def _incident(case: Case, draft: CaseDraft, by: Actor) -> Incident:
    day = draft.happened_on or draft.noticed_on or draft.day
    return Incident(
        case=case, place=case.place, day=day, noticed_on=draft.noticed_on, entered_by=by.user.pk,
        entered_name=by.user.name,
    )  # fmt: skip


def _step(case: Case, draft: CaseDraft, by: Actor) -> Step:
    return Step(
        case=case, place=case.place, verb="register", day=case.day, to=case.state, token=draft.token,
        data={"channel": case.channel, "people": case.people}, entered_by=by.user.pk, entered_name=by.user.name,
    )  # fmt: skip


def first_clocks(case: Case, draft: CaseDraft, parties: Sequence[Party]) -> list[ObligationDraft]:
    """What is owed from the registration on."""
    owed = []
    if can_be_told(parties):
        owed.append(clocks.draft(case, "petition.notice", since=case.day))
    if draft.from_outside and case.channel in (Channel.HANDED_DOWN, Channel.LINE_12345, Channel.INSTRUCTION):
        owed.append(clocks.draft(case, "petition.object", since=case.day))
    if harm_to_report(case):
        owed.append(clocks.draft(case, "report.harm", since=clocks.today()))
    if draft.urgent:
        owed.append(clocks.draft(case, "petition.urgent", since=clocks.today()))
    return owed


def harm_to_report(case: Case) -> bool:
    """Whether harm or danger to a minor was noticed, which is to be reported at once (未成年人保护法 Art 11)."""
    return case.minor and (is_grave(case.kinds, case.situations) or case.danger >= Danger.HIGH)
