"""Tracks: begun, led on step by step as ``rules.tracks`` says, ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.frame import begin, locked, sent_before, write_step
from tonghu.cases.actions.parts import come, held, owed
from tonghu.cases.models import Case, Step, Track, TrackStep
from tonghu.cases.rules.steps import TrackKind, TrackState
from tonghu.cases.rules.tracks import TRACKS, Ask, AskKind, Clock, TrackStepRule, barred_step, moved
from tonghu.kit.text import tidy
from tonghu.work.actions import ObligationDraft, discharge, drop, oblige_all
from tonghu.work.clocks import deadline
from tonghu.work.models import Obligation
from tonghu.work.queries import about

OPENED = "opened"
"""The first line of every track: that it began."""
Facts = Mapping[str, Any]


def begin_track(
    *, case: Case, kind: str, by: Actor, body: str = "", facts: Facts | None = None, words: str = "",
    day: date | None = None, token: UUID | None = None, seen: int | None = None,
) -> Step:  # fmt: skip
    """Begin a track at its first stage.

    Args:
        kind: of ``rules.steps.TrackKind``; body: court, police or body that decides; facts: what the kind asks for
            at its beginning, by the keys of its ``asks``.

    Raises:
        ValidationError: no such kind, a fact missing or wrong, a day ahead, or what bars the verb.
        PermissionDenied, Overtaken, Case.DoesNotExist: as ``frame.begin``.
    """
    with transaction.atomic():
        locked(case, by)
        if (step := sent_before(token, by)) is not None:
            return step
        current = begin(case, "track", by=by, seen=seen)
        if kind not in TrackKind.values:
            raise ValidationError({"kind": _("Choose one of the tracks.")})
        rule = TRACKS[TrackKind(kind)]
        on = come(day)
        known = checked(rule.asks, facts or {}, on=on, office_id=current.office_id)
        track = Track.objects.create(
            case=current,
            place=current.place,
            kind=kind,
            day=on,
            body=tidy(body),
            stage=rule.first,
            facts=known,
            entered_by=by.user.pk,
            entered_name=by.user.name,
        )
        line = _line(track, OPENED, on, words=words, facts=known, by=by)
        data = {"kind": kind, "step": OPENED}
        step = write_step(current, "track", by=by, day=on, words=words, data=data, about=track, token=token)
        oblige_all(drafts=_clocks(current, rule.clocks, known, on, line), by=by)
    return step


def take_step(
    *, track: Track, step: str, by: Actor, facts: Facts | None = None, words: str = "", day: date | None = None,
    token: UUID | None = None,
) -> Track:  # fmt: skip
    """Lead a track on by one step. The same form sent twice is one step.

    Args:
        step: key of a step of its kind; facts: what the step asks for; words: required where the step says so.

    Raises:
        ValidationError: what bars the step (another may have come first), a fact missing or wrong, a term run out.
        PermissionDenied, Case.DoesNotExist: as ``parts.held``.
    """
    rule = TRACKS[TrackKind(track.kind)]
    asked = rule.by_key.get(step)
    if asked is None:
        raise ValidationError(_("This track has no such step."))
    with transaction.atomic():
        case = held(track.case, by, needs=asked.needs)
        current = Track.objects.visible_to(by).select_for_update(of=("self",)).get(pk=track.pk)
        lines = list(current.steps.values_list("step", "pk", "token", "day"))
        if token is not None and token in {line[2] for line in lines}:
            return current
        taken = [line[0] for line in lines]
        why = barred_step(asked, rule, stage=current.stage, state=current.state, taken=taken, may=True)
        if why:
            raise ValidationError(why)
        if asked.words and not tidy(words):
            raise ValidationError({"words": _("Say in a few words how it was.")})
        on = come(day, since=lines[-1][3] if lines else current.day)
        known = checked(asked.asks, facts or {}, on=on, office_id=case.office_id)
        ordinals = [line[1] for line in lines]
        _in_time(case, asked, ordinals, on, by)
        line = _line(current, step, on, words=words, facts=known, by=by, token=token)
        _go_on(current, asked, known, on)
        write_step(case, "track_step", by=by, day=on, words=words, data={"kind": current.kind, "step": step},
                   about=current)  # fmt: skip
        _stop(case, asked, ordinals, on, by)
        oblige_all(drafts=_clocks(case, asked.clocks, known, on, line), by=by)
    return current


def checked(asks: Iterable[Ask], facts: Facts, *, on: date, office_id: int | None = None) -> dict[str, Any]:
    """The facts a step asks for, as they are stored (days and moments in ISO form); others are left out.

    Raises:
        ValidationError: by fact, one that is missing or wrong.
    """
    wrong: dict[str, str] = {}
    known: dict[str, Any] = {}
    for ask in asks:
        value = facts.get(ask.key)
        if value in (None, "", False):
            if ask.required:
                wrong[ask.key] = str(_("Please fill this in."))
            continue
        fault = _fault(ask, value, on, office_id)
        if fault:
            wrong[ask.key] = fault
        known[ask.key] = _stored(value)
    if wrong:
        raise ValidationError(wrong)
    return known


def _stored(value: Any) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _fault(ask: Ask, value: Any, on: date, office_id: int | None) -> str:
    if ask.kind == AskKind.COMING and value < on:
        return _("This lies before the day of the step.")
    if ask.kind == AskKind.MOMENT and value > timezone.now():
        return _("This hour is still to come. Please check it.")
    if ask.kind == AskKind.CHOICE and value not in {key for key, _label in ask.choices}:
        return _("Please choose from the list.")
    if ask.kind == AskKind.NUMBER and not 0 < value <= ask.most:
        return _("Between 1 and %(most)s.") % {"most": ask.most}
    if ask.within:
        # the term's own end: that an office rests on it lets no order last longer
        last = deadline(ask.within, since=on, office_id=office_id)
        last_day = last.moved_from or last.day
        if value > last_day:
            return _("The law allows no longer than until %(day)s.") % {"day": last_day.isoformat()}
    return ""


def _line(
    track: Track, step: str, on: date, *, words: str, facts: Facts, by: Actor, token: UUID | None = None
) -> TrackStep:
    return TrackStep.objects.create(
        case_id=track.case_id,
        place=track.place,
        track=track,
        step=step,
        day=on,
        words=words.strip(),
        facts=dict(facts),
        entered_by=by.user.pk,
        entered_name=by.user.name,
        token=token,
    )


def _go_on(track: Track, step: TrackStepRule, facts: Facts, on: date) -> None:
    track.stage, track.state = moved(step, track.stage)
    if step.valid:
        track.valid_until = date.fromisoformat(facts[step.valid])
    if track.state != TrackState.UNDER_WAY:
        track.ended_on = on
    track.facts = {**track.facts, **facts}
    track.save(update_fields=["stage", "state", "valid_until", "ended_on", "facts"])


def _clocks(case: Case, started: Iterable[Clock], facts: Facts, on: date, line: TrackStep) -> list[ObligationDraft]:
    """The clocks of a step; each has the line's number, so that the next of its kind is another."""
    drafts = []
    for clock in started:
        if (clock.when and not facts.get(clock.when)) or (clock.unless and facts.get(clock.unless)):
            continue
        since: date = datetime.fromisoformat(facts[clock.since]) if clock.since else on
        drafts.append(
            owed(case, clock.kind, label=clock.label, since=since, due=_due(clock, facts, on), ordinal=line.pk)
        )
    return drafts


def _due(clock: Clock, facts: Facts, on: date) -> date | None:
    if clock.due:
        return max(on, date.fromisoformat(facts[clock.due]) - timedelta(days=clock.before))
    return on + timedelta(days=clock.days) if clock.kind.startswith("task") else None


def _running(case: Case, ordinals: list[int], by: Actor) -> list[Obligation]:
    kinds = sorted({kind for rule in TRACKS.values() for kind in rule.kinds})
    rows = about(clocks.subject_of(case), by=by).open().filter(kind__in=kinds, ordinal__in=ordinals)
    return list(rows)


def _in_time(case: Case, step: TrackStepRule, ordinals: list[int], on: date, by: Actor) -> None:
    if not step.within:
        return
    for row in _running(case, ordinals, by):
        if row.kind == step.within and row.due < on:
            raise ValidationError(
                _("The term for this ended on %(day)s (%(source)s).") % {"day": row.due, "source": step.source}
            )


def _stop(case: Case, step: TrackStepRule, ordinals: list[int], on: date, by: Actor) -> None:
    """End the clocks that the step ends: done, or fallen away where the track is given up."""
    if not step.stops:
        return
    subject = clocks.subject_of(case)
    for row in _running(case, ordinals, by):
        if "*" not in step.stops and row.kind not in step.stops:
            continue
        if step.ends == TrackState.DROPPED:
            drop(subject=subject, kind=row.kind, ordinal=row.ordinal, by=by, why="")
        else:
            discharge(subject=subject, kind=row.kind, ordinal=row.ordinal, by=by, on=on)
