"""A letter is written, looked at, consented to, sent. What follows stands in ``letter_steps``."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.documents import issue_for, paper_for
from tonghu.cases.actions.frame import begin, locked, sent_before, write_step
from tonghu.cases.letter_drafts import LetterDraft
from tonghu.cases.models import Case, Letter, Party
from tonghu.cases.queries.disclosing import called, complained_of, names_of, offered, parties_of, whom
from tonghu.cases.queries.letters import has_account, needs_override
from tonghu.cases.rules.bodies import body_of
from tonghu.cases.rules.disclosing import Offered, missing_consent, same_unit
from tonghu.cases.rules.steps import Consent, DocumentKind, LetterKind, LetterState
from tonghu.kit.text import tidy
from tonghu.places.models import Office
from tonghu.trail.actions import note
from tonghu.trail.models import Verb

LETTERS_OF_A_CODE = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without those that are read as another."""


def new_code() -> str:
    """A name for a letter that says nothing of its case: eight characters in two groups."""
    one = "".join(secrets.choice(LETTERS_OF_A_CODE) for _place in range(8))
    return f"{one[:4]}-{one[4:]}"


def write_letter(
    *, case: Case, draft: LetterDraft, by: Actor, seen: int | None = None, token: UUID | None = None
) -> Letter:
    """Write a letter; it goes out when it is sent.

    Raises:
        ValidationError: by field. A body complained of, a consent that is missing where one was said to be given.
        PermissionDenied, Overtaken, Case.DoesNotExist: as ``frame.begin``.
    """
    before = sent_before(token, by)
    if before is not None:
        return Letter.objects.visible_to(by).get(pk=before.about_id or 0)
    with transaction.atomic():
        case = begin(case, "refer", by=by, seen=seen)
        letter = Letter(
            case=case,
            place=case.place,
            code=new_code(),
            from_office=case.office,
            entered_by=by.user.pk,
            entered_name=by.user.name,
        )
        _fill(letter, draft, parties_of(case, by), by)
        letter.save()
        write_step(case, "refer", by=by, data=facts(letter, "write"), about=letter, token=token)
        return letter


def change_letter(*, letter: Letter, draft: LetterDraft, by: Actor, seen: int | None = None) -> Letter:
    """Write a draft anew. Raises as :func:`write_letter`; ValidationError too where it was sent meanwhile."""
    by.must("cases.handle")
    with transaction.atomic():
        case = locked(letter.case, by)
        current = held(letter, by, seen=seen)
        if current.state != LetterState.DRAFT:
            raise ValidationError(_("This letter was sent: what it says stays as it is."))
        _fill(current, draft, parties_of(case, by), by)
        current.version += 1
        current.save()
        current.documents.filter(issued_on=None).delete()
        return current


def override_consent(*, letter: Letter, why: str, by: Actor, seen: int | None = None) -> Letter:
    """Let a letter disclose something personal without consent; the reason stands in the trail.

    Raises:
        PermissionDenied: not in her role. ValidationError: no reason, or nothing to decide.
    """
    by.must("cases.override")
    if not tidy(why):
        raise ValidationError({"why": _("Say why it has to go out without consent.")})
    with transaction.atomic():
        case = locked(letter.case, by)
        current = held(letter, by, seen=seen)
        if not needs_override(current):
            raise ValidationError(_("This letter needs no decision: it was sent, or somebody agreed."))
        current.consent, current.override_why, current.override_by = Consent.OVERRIDE, why.strip(), by.user.name
        current.version += 1
        current.save()
        note(Verb.DECIDE, table=Letter._meta.db_table, object_id=current.pk, label=case.number, place=case.place,
             detail={"decision": "override"}, why=tidy(why))  # fmt: skip
        write_step(case, "refer", by=by, data=facts(current, "override"), about=current)
        return current


def send_letter(
    *, letter: Letter, by: Actor, looked_at: str, day: date | None = None, seen: int | None = None,
    token: UUID | None = None,
) -> Letter:  # fmt: skip
    """Send a draft: what it discloses is fixed, the terms begin, its document is issued.

    Args:
        looked_at: fingerprint of the preview (:func:`fingerprint`): nothing goes out that she has not read.
        day: on which it went out.

    Raises:
        ValidationError: consent is missing, or what would be disclosed has changed. Others as ``frame.begin``.
    """
    if sent_before(token, by):
        return Letter.objects.visible_to(by).get(pk=letter.pk)
    with transaction.atomic():
        case = begin(letter.case, "refer", by=by)
        current = held(letter, by, seen=seen)
        if current.state != LetterState.DRAFT:
            raise ValidationError(_("This letter was sent or revoked meanwhile."))
        if needs_override(current):
            raise ValidationError(
                _("Nobody has agreed to what it discloses: add a consent, or ask a leader to decide.")
            )
        parties = parties_of(case, by)
        refuse_complained_of(current.to_office, current.to_name, parties)
        chosen = [one for one in offered(case, parties, by) if one.key in set(current.fields)]
        if fingerprint(chosen, current) != looked_at:
            raise ValidationError(_("What would be disclosed has changed since you looked. Please read it again."))
        dispatch(case, current, chosen, by=by, on=day or clocks.today())
        write_step(case, "refer", by=by, day=day, data=facts(current, "send"), about=current, token=token)
        issue_for(current, paper_for(case, current, _kind_of_paper(current), by=by), by=by)
        return current


def dispatch(case: Case, letter: Letter, chosen: Sequence[Offered], *, by: Actor, on: date) -> None:
    """Fix what a letter says and let its terms begin; the step is the caller's."""
    letter.disclosed = json.dumps([one.snapshot() for one in chosen], ensure_ascii=False)
    letter.state, letter.sent_on, letter.sent_at = LetterState.SENT, on, timezone.now()
    letter.version += 1
    letter.save()
    if letter.kind == LetterKind.HARM_REPORT:
        result = clocks.start(case, "report.result", since=on, ordinal=letter.pk, by=by)
        letter.answer_by = result.due
    else:
        receipt = clocks.start(case, "referral.receipt", since=on, due=letter.receive_by, ordinal=letter.pk, by=by)
        answer = clocks.start(case, "referral.answer", since=on, due=letter.answer_by, ordinal=letter.pk, by=by)
        letter.receive_by, letter.answer_by = receipt.due, answer.due
    letter.save(update_fields=["receive_by", "answer_by"])


def fingerprint(chosen: Sequence[Offered], letter: Letter) -> str:
    """A hash of exactly what a letter would say, so that what is sent is what was read."""
    said = [[one.key, one.value] for one in chosen]
    whole = json.dumps([said, letter.to_name, letter.asks, letter.by_account], ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()


def held(letter: Letter, by: Actor, *, seen: int | None = None) -> Letter:
    """The letter as it stands, held after its case; raises ValidationError where it changed since she looked."""
    rows = Letter.objects.visible_to(by).filter(case=letter.case_id)
    current = rows.select_for_update(of=("self",)).select_related("to_office", "case__office").get(pk=letter.pk)
    if seen is not None and seen != current.version:
        raise ValidationError(
            _("Somebody else did a step on this letter meanwhile (now: %(state)s). Look at it, then go on.")
            % {"state": current.get_state_display()}
        )
    return current


def facts(letter: Letter, step: str) -> dict[str, str]:
    """What the timeline keeps of a letter's step: which letter, to which body; nothing of a person."""
    return {"step": step, "code": letter.code, "body": letter.to_name, "kind": letter.kind}


def refuse_complained_of(office: Office | None, name: str, parties: Sequence[Party], field: str = "to_name") -> None:
    """Raises ValidationError for the unit complained of, and where its liaison is the person (信访工作条例 Art 30)."""
    accused = complained_of(parties)
    if not accused:
        return
    names = [name, *(names_of(office) if office else called(name, parties[0].place))]
    accused += [other for one in accused for other in called(one, parties[0].place)]
    if any(same_unit(one, accused) for one in names):
        raise ValidationError(
            {field: _("The complaint is about this body or somebody there: it must not be passed to them (Art 30).")}
        )


def _fill(letter: Letter, draft: LetterDraft, parties: Sequence[Party], by: Actor) -> None:
    office = Office.objects.filter(pk=draft.to_office_id).first() if draft.to_office_id else None
    name = office.name if office else tidy(draft.to_name)
    if not name:
        raise ValidationError({"to_name": _("Say to which body it goes.")})
    if not tidy(draft.asks):
        raise ValidationError({"asks": _("Say what is asked of this body.")})
    refuse_complained_of(office, name, parties)
    if draft.by_account and (office is None or not has_account(office)):
        raise ValidationError(
            {"by_account": _("Nobody there has an account. Send it on paper; enter the answer here.")}
        )
    if draft.kind not in (LetterKind.REFERRAL, LetterKind.POLICE_LEAD, LetterKind.URGENT):
        raise ValidationError({"kind": _("A mandatory report has a page of its own.")})
    today = clocks.today()
    for field in ("receive_by", "answer_by"):
        end = getattr(draft, field)
        if end is not None and end < today:
            raise ValidationError({field: _("This day is over. Please choose a later one.")})
    letter.kind, letter.to_office, letter.to_name = draft.kind, office, name
    letter.to_kind = draft.to_kind or body_of(name)
    letter.by_account, letter.asks = draft.by_account, draft.asks.strip()
    letter.receive_by, letter.answer_by = draft.receive_by, draft.answer_by
    _set_consent(letter, draft, parties, by)


def _set_consent(letter: Letter, draft: LetterDraft, parties: Sequence[Party], by: Actor) -> None:
    able = {one.key: one for one in offered(letter.case, parties, by)}
    if not set(draft.fields) <= set(able):
        raise ValidationError({"fields": _("One of these fields is empty now. Please choose again.")})
    chosen = [able[key] for key in able if key in set(draft.fields)]
    people = whom(parties)
    if not set(draft.agreed) <= set(people):
        raise ValidationError({"agreed": _("Only people of this case can agree.")})
    letter.fields = [one.key for one in chosen]
    letter.consent, letter.consent_by, letter.consent_on = "", "", None
    letter.override_why, letter.override_by = "", ""
    if any(one.masked for one in chosen) and not by.may("cases.unmask"):
        raise PermissionDenied(_("Your role does not include showing numbers and addresses in full."))
    note_unmasked(letter, chosen)
    if not draft.agreed:
        return
    missing = missing_consent(chosen, draft.agreed, people, minor=letter.case.minor)
    if missing:
        raise ValidationError({"agreed": missing})
    if not tidy(draft.agreed_how):
        raise ValidationError({"agreed_how": _("Say how they agreed: in writing, by word, by phone.")})
    on = draft.agreed_on or clocks.today()
    if on > clocks.today():
        raise ValidationError({"agreed_on": _("This day is still to come. Please check the date.")})
    named = [f"{one.person}（{one}）" for one in parties if one.pk in set(draft.agreed)]
    letter.consent, letter.consent_on = Consent.GIVEN, on
    letter.consent_by = f"{'、'.join(named)}：{tidy(draft.agreed_how)}"


def note_unmasked(letter: Letter, chosen: Sequence[Offered]) -> None:
    """Choosing a number or an address for a letter shows it in full: that stands in the trail, with why."""
    case = letter.case
    keys = sorted({one.key.rpartition(".")[2] for one in chosen if one.masked})
    if keys:
        note(Verb.UNMASK, table=Case._meta.db_table, object_id=case.pk, label=case.number, place=case.place,
             detail={"fields": keys, "letter": letter.code}, why=_("Letter to another body"))  # fmt: skip


def _kind_of_paper(letter: Letter) -> str:
    return DocumentKind.HARM_REPORT if letter.kind == LetterKind.HARM_REPORT else DocumentKind.LETTER
