"""Ownership of a case goes to another office: offered or asked for, accepted or declined, revoked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.frame import begin, locked, sent_before, write_step
from tonghu.cases.actions.letters import refuse_complained_of
from tonghu.cases.models import Case, Transfer
from tonghu.cases.queries.disclosing import parties_of
from tonghu.cases.queries.transfers import concerning, is_below
from tonghu.cases.rules.kinds import Matter
from tonghu.cases.rules.steps import TransferKind, TransferState
from tonghu.files import storage
from tonghu.kit.crypto import field_cipher
from tonghu.kit.text import tidy
from tonghu.places.models import Office
from tonghu.places.rules import OfficeKind
from tonghu.work.actions import drop

DOWN = frozenset({TransferKind.FORWARD, TransferKind.ASSIGN})


class TooMany(Exception):
    """She asked too often within the hour; the message is a sentence to show."""


def offer_case(
    *, case: Case, kind: str, to_office: Office, why: str, by: Actor, report_by: date | None = None,
    seen: int | None = None, token: UUID | None = None,
) -> Transfer:  # fmt: skip
    """Offer a case to another office of the federation; it is ours until that office accepts.

    Args:
        kind: transfer, or handed down (forward, or assign with the day by which the result is reported back).
        why: the other office reads it before it accepts, so without names.

    Raises:
        ValidationError: not a federation, not below where it is handed down, ours already, complained of (Art 30),
            an offer stands already. PermissionDenied, Overtaken: as ``frame.begin``.
    """
    before = sent_before(token, by)
    if before is not None:
        return Transfer.objects.visible_to(by).get(pk=before.about_id or 0)
    verb = "hand_down" if kind in DOWN else "transfer"
    with transaction.atomic():
        case = begin(case, verb, by=by, seen=seen)
        _check_offer(case, kind, to_office, why, by)
        _check_return(kind, report_by)
        refuse_complained_of(to_office, to_office.name, parties_of(case, by), "to_office")
        offer = Transfer.objects.create(
            case=case, place=case.place, kind=kind, from_office=case.office, to_office=to_office,
            case_number=case.number, matter=case.matter, why=why.strip(), report_by=report_by,
            entered_by=by.user.pk, entered_name=by.user.name,
        )  # fmt: skip
        data = {"step": "offer", "kind": kind, "to": to_office.name, "from": case.office.name}
        write_step(case, verb, by=by, data=data, about=offer, token=token)
        clocks.start(case, "transfer.answer", since=clocks.today(), ordinal=offer.pk, by=by)
        if kind == TransferKind.ASSIGN:
            clocks.start(case, "handing_down.answer", since=clocks.today(), due=report_by, ordinal=offer.pk, by=by)
        return offer


def revoke_offer(*, offer: Transfer, by: Actor, why: str = "") -> Transfer:
    """Take an offer back before it is answered.

    Raises:
        PermissionDenied: not in her role. Case.DoesNotExist: not open to her. ValidationError: answered meanwhile.
    """
    by.must("cases.handle")
    with transaction.atomic():
        case = locked(offer.case, by)
        current = Transfer.objects.visible_to(by).select_for_update(of=("self",)).get(pk=offer.pk)
        if current.state != TransferState.OFFERED:
            raise ValidationError(_("It was answered meanwhile: %(state)s.") % {"state": current.get_state_display()})
        if by.office is None or by.office.pk not in (current.from_office_id, current.to_office_id):
            raise PermissionDenied(_("Only the office that offered it takes it back."))
        current.state, current.answered_on, current.answered_by = TransferState.REVOKED, clocks.today(), by.user.name
        current.answer = why.strip()
        current.save(update_fields=["state", "answered_on", "answered_by", "answer"])
        for kind in ("transfer.answer", "handing_down.answer"):
            drop(subject=clocks.subject_of(case), kind=kind, ordinal=offer.pk, by=by, why="")
        write_step(case, "transfer", by=by, words=why, data={"step": "revoke"}, about=current)
        return current


def accept_offer(*, offer: Transfer, by: Actor, words: str = "", token: UUID | None = None) -> Case | None:
    """Take a case over (or, where another office asked for it, give it away): ownership moves in this step.

    Persons, obligations and files go with it; the former office no longer sees it unless its area covers it.

    Returns:
        The case as it stands, None where it was given away to an office of another area.

    Raises:
        PermissionDenied: not in her role. Transfer.DoesNotExist: not for her office to answer.
        ValidationError: answered or revoked meanwhile, or the case is sealed or ended by now.
    """
    _must_answer(by)
    with transaction.atomic():
        answer = _call("cases_move", offer, [words.strip(), _sealed(words), token])
        if answer["state"] == "accepted" and token is not None and sent_before(token, by):
            return _seen(offer, by)
        if answer["state"] != "moved":
            raise _overtaken(answer)
        _carry(answer["files"], answer["place"])
        return _seen(offer, by)


def decline_offer(*, offer: Transfer, why: str, by: Actor, token: UUID | None = None) -> Transfer:
    """Say no, with a reason. Raises as :func:`accept_offer`, and ValidationError without a reason."""
    _must_answer(by)
    if not tidy(why):
        raise ValidationError({"words": _("Say why: the other office has to find another way.")})
    with transaction.atomic():
        answer = _call("cases_decline", offer, [why.strip(), _sealed(why), token])
        if answer["state"] != "declined" or "by" in answer:
            raise _overtaken(answer)
        offer.refresh_from_db()
        return offer


def report_back(*, offer: Transfer, words: str, by: Actor, token: UUID | None = None) -> None:
    """Report the result of what was handed down to the office that asked for it.

    Raises:
        ValidationError: no words, or it was reported before. PermissionDenied: not in her role.
        Transfer.DoesNotExist: the case is not with her office.
    """
    by.must("cases.handle")
    if not tidy(words):
        raise ValidationError({"words": _("Please say it in a few words.")})
    if sent_before(token, by):
        return
    with transaction.atomic():
        if _call("cases_report_back", offer, [_sealed(words), token])["state"] != "reported":
            raise ValidationError(_("The result was reported before."))


def ask_for_case(
    *, office: Office, year: int, serial: int, why: str, by: Actor, back: bool = False, token: UUID | None = None
) -> None:
    """Ask the office that has a case for it, by the number it was given; or take that request back.

    Nothing tells whether there is such a case: the office that has it answers, or does not.

    Args:
        office: that gave the number; why: the other office reads it, so without names.

    Raises:
        PermissionDenied: not in her role. ValidationError: no reason, or not a federation. TooMany.
    """
    by.must("cases.handle")
    if not tidy(why):
        raise ValidationError({"why": _("Say why your office should have it.")})
    if by.office is None or by.office.kind != OfficeKind.FEDERATION:
        raise ValidationError(_("Cases go from one office of the federation to another."))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select cases_ask(%s, %s, %s, %s, %s, %s)", [office.pk, year, serial, why.strip(), back, token])
        row = cursor.fetchone()
    if row is None or not row[0]:
        raise TooMany(_("You have asked often within this hour. Please wait, or call the other office."))


def _check_offer(case: Case, kind: str, to: Office, why: str, by: Actor) -> None:
    today = clocks.today()
    if kind not in TransferKind.values or kind == TransferKind.REQUEST:
        raise ValidationError({"kind": _("Choose how it is handed over.")})
    if by.office is None or by.office.pk != case.office_id:
        raise ValidationError(_("Only the office that handles a case offers it. Ask that office for it instead."))
    if not tidy(why):
        raise ValidationError({"why": _("Say why it should go there; the other office reads this, so without names.")})
    if to.kind != OfficeKind.FEDERATION or to.pk == case.office_id or (to.closed_on and to.closed_on <= today):
        raise ValidationError({"to_office": _("Choose another office of the federation that is open.")})
    if kind in DOWN and not is_below(to, case.office):
        raise ValidationError({"to_office": _("It can be handed down only to an office below yours.")})


def _check_return(kind: str, report_by: date | None) -> None:
    if kind == TransferKind.ASSIGN and (report_by is None or report_by < clocks.today()):
        raise ValidationError({"report_by": _("Say by which day the result is to be reported back.")})


def _seen(offer: Transfer, by: Actor) -> Case | None:
    return Case.objects.visible_to(by).select_related("office").filter(pk=offer.case_id).first()


def _must_answer(by: Actor) -> None:
    if not (by.may("cases.handle") or by.may("cases.approve")):
        by.must("cases.handle")


def _call(function: str, offer: Transfer, values: Sequence[Any]) -> dict[str, Any]:
    listed = ", ".join(["%s"] * (len(values) + 2))
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}({listed})", [offer.pk, clocks.today(), *values])
        row = cursor.fetchone()
    if row is None or row[0] is None:
        raise Transfer.DoesNotExist
    found = json.loads(row[0]) if isinstance(row[0], str) else row[0]
    return dict(found)


def _overtaken(answer: dict[str, Any]) -> ValidationError:
    if answer["state"] == "gone":
        return ValidationError(_("The case was sealed, ended or given elsewhere meanwhile. Nothing was moved."))
    state = TransferState(answer["state"]).label
    return ValidationError(
        _("It was answered meanwhile by %(who)s: %(state)s.") % {"who": answer.get("by", ""), "state": state}
    )


def _sealed(words: str) -> bytes:
    return field_cipher().encrypt(words.strip().encode())


def _carry(files: Sequence[dict[str, Any]], place: int) -> None:
    """Bring the contents of moved files along; one that the data folder has lost does not hold the case back."""
    for one in files:
        old = storage.path_of(one["place"], one["sha256"])
        if not old.exists():
            continue
        storage.write(place, one["sha256"], old.read_bytes())
        if one["alone"]:
            transaction.on_commit(partial(old.unlink, missing_ok=True))


def matter_of(offer: Transfer) -> str:
    """The kind of matter, in words: with the number and the reason all that is seen before it is accepted."""
    return str(dict(Matter.choices).get(offer.matter, offer.matter))


def offer_for(by: Actor, pk: int) -> Transfer | None:
    """An offer from or to the acting office, its own request too where it sees the case; None where it is none."""
    found = concerning(by).filter(pk=pk).first()
    if found is not None or by.office is None:
        return found
    return Transfer.objects.visible_to(by).filter(pk=pk, to_office=by.office).first()
