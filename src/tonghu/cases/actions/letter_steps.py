"""What follows a letter: receipt, acceptance, return, answer; reminding, urging, supervision; revoking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.documents import paper_for
from tonghu.cases.actions.frame import locked, sent_before, write_step
from tonghu.cases.actions.letters import facts, held
from tonghu.cases.models import Case, Letter
from tonghu.cases.queries.letters import allowed
from tonghu.cases.rules.steps import LETTER_STEPS, DocumentKind
from tonghu.kit.crypto import field_cipher
from tonghu.kit.text import tidy
from tonghu.work.actions import discharge, drop

ANSWERS = ("referral.receipt", "referral.answer", "referral.urge", "referral.supervise", "report.result")
"""Everything that ends with an answer."""

WITH_WORDS = {"answer", "return", "revoke"}
"""Steps that are nothing without words."""


def step_letter(
    *, letter: Letter, step: str, by: Actor, words: str = "", day: date | None = None, seen: int | None = None,
    token: UUID | None = None,
) -> Letter:  # fmt: skip
    """Do a step of a letter that was sent, as the office that wrote it: an answer on paper is entered by hand.

    Args:
        step: of ``rules.steps.LETTER_STEPS`` but ``send``; words: the answer, or why it is returned or revoked.
        day: when it happened.

    Raises:
        PermissionDenied: not in her role. Case.DoesNotExist: the case is not open to her.
        ValidationError: the step is not offered now, words are missing, or a day that cannot be.
    """
    by.must("cases.handle")
    if sent_before(token, by):
        return Letter.objects.visible_to(by).get(pk=letter.pk)
    if step in WITH_WORDS and not tidy(words):
        raise ValidationError({"words": _("Please say it in a few words.")})
    with transaction.atomic():
        case = locked(letter.case, by)
        current = held(letter, by, seen=seen)
        if step not in allowed(current) or step == "send":
            raise ValidationError(
                _("This step is not possible now (the letter is: %(state)s).") % {"state": current.get_state_display()}
            )
        on = day or clocks.today()
        if current.sent_on is not None and on < current.sent_on:
            raise ValidationError({"day": _("This day lies before the letter was sent.")})
        DO[step](case, current, words.strip(), on, by)
        to = LETTER_STEPS[step][1]
        if to is not None:
            current.state = to
        current.version += 1
        current.save()
        write_step(case, "refer", by=by, day=on, words=words, data=facts(current, step), about=current, token=token)
        return current


def reply(*, letter: Letter, step: str, by: Actor, words: str = "", token: UUID | None = None) -> Letter:
    """Do a step as the body the letter is addressed to: receive, accept, return, answer.

    Raises:
        PermissionDenied: not in her role. Letter.DoesNotExist: not addressed to her office.
        ValidationError: words are missing, or it was answered or revoked meanwhile.
    """
    by.must("referrals.answer")
    said = words.strip()
    if step in WITH_WORDS and not said:
        raise ValidationError({"words": _("Please say it in a few words.")})
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select cases_letter_reply(%s, %s, %s, %s, %s)",
            [letter.pk, step, clocks.today(), field_cipher().encrypt(said.encode()), token],
        )
        row = cursor.fetchone()
    if row is None or row[0] is None:
        raise Letter.DoesNotExist
    current: Letter = Letter.objects.addressed_to(by).get(pk=letter.pk)
    if row[0] != "done":
        if token is not None and current.state == (LETTER_STEPS[step][1] if step in LETTER_STEPS else None):
            return current
        raise ValidationError(
            _("This step is not possible any more (the letter is: %(state)s).") % {"state": current.get_state_display()}
        )
    return current


def _receive(case: Case, letter: Letter, _words: str, on: date, by: Actor) -> None:
    letter.received_on = letter.received_on or on
    _end(case, letter, "referral.receipt", by=by, on=on)


def _end_it(case: Case, letter: Letter, words: str, on: date, by: Actor) -> None:
    _receive(case, letter, words, on, by)
    letter.ended_on, letter.answer, letter.answered_by = on, words, by.user.name


def _answer(case: Case, letter: Letter, words: str, on: date, by: Actor) -> None:
    _end_it(case, letter, words, on, by)
    for kind in ANSWERS[1:]:
        _end(case, letter, kind, by=by, on=on)


def _return(case: Case, letter: Letter, words: str, on: date, by: Actor) -> None:
    _end_it(case, letter, words, on, by)
    _let_go(case, letter, by)


def _revoke(case: Case, letter: Letter, words: str, on: date, by: Actor) -> None:
    letter.ended_on, letter.answer = on, words
    _let_go(case, letter, by)


def _remind(_case: Case, letter: Letter, _words: str, on: date, _by: Actor) -> None:
    letter.reminded_on = on


def _urge(case: Case, letter: Letter, _words: str, on: date, by: Actor) -> None:
    letter.urged_on = on
    clocks.start(case, "referral.urge", since=on, ordinal=letter.pk, by=by)
    paper_for(case, letter, DocumentKind.URGING, by=by)


def _supervise(case: Case, letter: Letter, _words: str, on: date, by: Actor) -> None:
    letter.supervised_on = on
    clocks.start(case, "referral.supervise", since=on, ordinal=letter.pk, by=by)
    paper_for(case, letter, DocumentKind.SUPERVISION, by=by)


def _end(case: Case, letter: Letter, kind: str, *, by: Actor, on: date) -> None:
    discharge(subject=clocks.subject_of(case), kind=kind, ordinal=letter.pk, by=by, on=on)


def _let_go(case: Case, letter: Letter, by: Actor) -> None:
    for kind in ANSWERS:
        drop(subject=clocks.subject_of(case), kind=kind, ordinal=letter.pk, by=by, why="")


DO: dict[str, Callable[[Case, Letter, str, date, Actor], None]] = {
    "receive": _receive,
    "accept": _receive,
    "return": _return,
    "answer": _answer,
    "remind": _remind,
    "urge": _urge,
    "supervise": _supervise,
    "revoke": _revoke,
}
