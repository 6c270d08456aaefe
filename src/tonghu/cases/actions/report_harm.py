from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.documents import issue_for, paper_for
from tonghu.cases.actions.frame import begin, sent_before, write_step
from tonghu.cases.actions.letters import dispatch, facts, new_code, note_unmasked, refuse_complained_of
from tonghu.cases.letter_drafts import HarmReport
from tonghu.cases.models import Case, Letter, Step
from tonghu.cases.queries.disclosing import offered, parties_of
from tonghu.cases.queries.letters import has_account
from tonghu.cases.rules.steps import Consent, DocumentKind, LetterKind
from tonghu.cases.rules.ways import Situation
from tonghu.kit.text import tidy
from tonghu.places.models import Office


def report_harm(
    *, case: Case, report: HarmReport, by: Actor, seen: int | None = None, token: UUID | None = None
) -> list[Letter]:
    """Report harm to a minor, or danger of it, at once and without anyone's approval (未成年人保护法 Art 11).

    To every body goes a letter of its own with its document; the law is the ground, so no consent is asked. The
    term in which a result is asked for begins with each; it stays owed until the result is written down.

    Raises:
        ValidationError: no body, none of the nine situations, a body complained of, days that cannot be.
        PermissionDenied, Overtaken, Case.DoesNotExist: as ``frame.begin``.
    """
    before = sent_before(token, by)
    if before is not None:
        return list(Letter.objects.visible_to(by).filter(pk__in=before.data["letters"]).order_by("id"))
    with transaction.atomic():
        case = begin(case, "report", by=by, seen=seen)
        _check(case, report)
        parties = parties_of(case, by)
        _complete(case, report)
        wanted = set(report.fields)
        chosen = [one for one in offered(case, parties, by) if one.key in wanted]
        letters = []
        for name, sort in report.bodies:
            letter = _letter(case, report, tidy(name), sort, by)
            refuse_complained_of(letter.to_office, letter.to_name, parties, "bodies")
            letter.fields = [one.key for one in chosen]
            letter.save()
            note_unmasked(letter, chosen)
            dispatch(case, letter, chosen, by=by, on=report.sent_on or clocks.today())
            issue_for(letter, paper_for(case, letter, DocumentKind.HARM_REPORT, by=by), by=by)
            letters.append(letter)
        _write(case, report, letters, by, token)
        clocks.end(case, "report.harm", by=by, on=letters[0].sent_on)
        return letters


def delay_of(letter: Letter, case: Case) -> int | None:
    """Days from the day harm was noticed to the report; None where no day is known."""
    if case.noticed_on is None or letter.sent_on is None:
        return None
    return (letter.sent_on - case.noticed_on).days


def _check(case: Case, report: HarmReport) -> None:
    today, sent = clocks.today(), report.sent_on or clocks.today()
    if not [name for name, _sort in report.bodies if tidy(name)]:
        raise ValidationError({"bodies": _("Say to which body it goes: police, civil affairs or education.")})
    if not report.situations or not set(report.situations) <= set(Situation.values):
        raise ValidationError({"situations": _("Choose at least one of the nine situations.")})
    if report.noticed_on > today:
        raise ValidationError({"noticed_on": _("This day is still to come. Please check the date.")})
    if not report.noticed_on <= sent <= today:
        raise ValidationError({"sent_on": _("It is sent on the day it was noticed or later, and not after today.")})
    if report.called_110_at is not None and report.called_110_at > timezone.now():
        raise ValidationError({"called_110_at": _("This moment is still to come. Please check it.")})


def _complete(case: Case, report: HarmReport) -> None:
    case.situations = sorted({*case.situations, *report.situations})
    if case.noticed_on is None or report.noticed_on < case.noticed_on:
        case.noticed_on = report.noticed_on


def _letter(case: Case, report: HarmReport, name: str, sort: str, by: Actor) -> Letter:
    office = Office.objects.filter(name=name).first() or Office.objects.filter(short=name).first()
    asks = report.asks.strip() or _("Please protect the minor, look into the matter and tell us the result.")
    return Letter(
        case=case,
        place=case.place,
        kind=LetterKind.HARM_REPORT,
        code=new_code(),
        from_office=case.office,
        to_office=office,
        to_name=office.name if office else name,
        to_kind=sort,
        by_account=bool(office and has_account(office)),
        asks=asks,
        consent=Consent.DUTY,
        situations=sorted(set(report.situations)),
        called_110_at=report.called_110_at,
        entered_by=by.user.pk,
        entered_name=by.user.name,
    )


def _write(case: Case, report: HarmReport, letters: list[Letter], by: Actor, token: UUID | None) -> Step:
    data = {
        **facts(letters[0], "send"),
        "body": "、".join(letter.to_name for letter in letters),
        "letters": [letter.pk for letter in letters],
        "days": delay_of(letters[0], case),
    }
    return write_step(case, "report", by=by, day=letters[0].sent_on, data=data, about=letters[0], token=token)
