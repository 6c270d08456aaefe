"""Assessing need and danger: the answers, what they come to, and the tasks that follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.frame import begin, locked, sent_before, write_step
from tonghu.cases.actions.parts import owed
from tonghu.cases.models import Assessment, Case, Step
from tonghu.cases.queries.facts import facts_of
from tonghu.cases.rules.instruments import CURRENT, Answer, Finding, judge
from tonghu.cases.rules.states import OPEN, State
from tonghu.cases.rules.ways import Danger
from tonghu.kit.text import tidy
from tonghu.work.actions import discharge, oblige_all
from tonghu.work.clocks import deadline

LOOK_WITHIN = 3
"""Calendar days for a leader to look at an assessment that was set lower than its answers."""
AGAIN = {Danger.NONE: "reassess.low", Danger.LOW: "reassess.low", Danger.MEDIUM: "reassess.medium",
         Danger.HIGH: "reassess.high"}  # fmt: skip
LOWERED = gettext_noop("Look at an assessment that was set lower")
PLAN_SAFETY = gettext_noop("Make a safety plan")


def assess(
    *,
    case: Case,
    answers: Mapping[str, str],
    by: Actor,
    day: date | None = None,
    danger: int | None = None,
    why: str = "",
    words: str = "",
    token: UUID | None = None,
    seen: int | None = None,
) -> Step:
    """Fill in the instrument, set the case's danger by it, start what follows from it.

    Args:
        answers: question to a value of ``rules.instruments.Answer``; what is missing counts as not known.
        danger: another danger than the answers come to, with ``why``; a lower one is shown to a leader.
        token, seen: of the form, as in ``actions.frame``.

    Raises:
        ValidationError: an unknown question or answer, no reason for another danger, or what bars the verb.
        PermissionDenied, Overtaken, Case.DoesNotExist: as :func:`begin`.
    """
    with transaction.atomic():
        locked(case, by)
        if (step := sent_before(token, by)) is not None:
            return step
        current = begin(case, "assess", by=by, seen=seen)
        finding = judge(_checked(answers))
        level = finding.danger if danger is None else _danger(danger)
        if level != finding.danger and not tidy(why):
            raise ValidationError({"why": _("Say why the danger is set otherwise than the answers come to.")})
        on = day or timezone.localdate()
        made = _made(current, answers, finding, level, on=on, why=why, by=by)
        before, current.danger = current.danger, level
        data = {"score": finding.score, "danger": int(level), "found": int(finding.danger), "before": before}
        step = write_step(current, "assess", by=by, day=on, words=words, data=data, about=made, token=token)
        _follow(current, made, finding, step, by)
    return step


def look_at(*, assessment: Assessment, by: Actor) -> None:
    """A leader has looked at an assessment that was set lower than its answers. Done before, nothing happens.

    Raises:
        PermissionDenied: not in her role, or she assessed it herself.
    """
    by.must("cases.approve")
    if assessment.entered_by == by.user.pk:
        raise PermissionDenied(_("Somebody else looks at what you assessed."))
    with transaction.atomic():
        case = locked(assessment.case, by)
        if discharge(subject=clocks.subject_of(case), kind="task", ordinal=assessment.pk, by=by):
            write_step(case, "assessment_seen", by=by, about=assessment)


def _made(
    case: Case, answers: Mapping[str, str], finding: Finding, danger: Danger, *, on: date, why: str, by: Actor
) -> Assessment:
    otherwise = danger != finding.danger
    return Assessment.objects.create(
        case=case,
        place=case.place,
        instrument=CURRENT.key,
        edition=CURRENT.edition,
        day=on,
        answers=dict(answers),
        score=finding.score,
        danger=danger,
        overridden=otherwise,
        why=tidy(why) if otherwise else "",
        needs=list(finding.needs),
        next_on=deadline(AGAIN[danger], since=on, office_id=case.office_id).day,
        entered_by=by.user.pk,
        entered_name=by.user.name,
    )


def _checked(answers: Mapping[str, str]) -> Mapping[str, str]:
    known = {question.key for question in CURRENT.questions}
    if set(answers) - known or set(answers.values()) - set(Answer.values):
        raise ValidationError(_("These answers belong to another edition of the questions. Please answer them anew."))
    return answers


def _danger(danger: int) -> Danger:
    try:
        return Danger(danger)
    except ValueError:
        raise ValidationError({"danger": _("Please choose the danger from the list.")}) from None


def _follow(case: Case, made: Assessment, finding: Finding, step: Step, by: Actor) -> None:
    """The next look, the next assessment, and what cannot wait."""
    danger, on = Danger(made.danger), made.day
    clocks.end(case, *sorted(set(AGAIN.values())), by=by, on=on)
    drafts = []
    if case.state in OPEN:
        drafts.append(clocks.draft(case, AGAIN[danger], since=on, ordinal=made.pk))
    if case.state in OPEN or case.state == State.CLOSED:
        clocks.watch(case, since=on, ordinal=step.pk, by=by)
    facts = facts_of(case)
    if danger == Danger.HIGH and not facts.safety_plan and case.state in OPEN:
        drafts.append(owed(case, "task.safety", label=PLAN_SAFETY, since=on, due=on, ordinal=made.pk))
    if danger < finding.danger:
        by_then = on + timedelta(days=LOOK_WITHIN)
        look = owed(case, "task", label=LOWERED, since=on, due=by_then, ordinal=made.pk)
        drafts.append(replace(look, assigned=None))  # a leader's, not the officer's own
    if finding.reports and case.minor and not facts.reported:
        drafts.append(clocks.draft(case, "report.harm", since=on))
    oblige_all(drafts=drafts, by=by)
