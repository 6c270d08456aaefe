"""A track: what was done, what can be done now, what bars the rest."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions.clocks import subject_of
from tonghu.cases.actions.tracks import OPENED, take_step
from tonghu.cases.models import Case, Track, TrackStep
from tonghu.cases.rules.steps import TrackKind, TrackState
from tonghu.cases.rules.tracks import TRACKS, Ask, TrackRule, TrackStepRule, barred_step
from tonghu.web.base import ActorRequest, needs
from tonghu.web.cases.parts.asking import facts_in, field_of
from tonghu.web.cases.parts.asking import shown as said
from tonghu.web.cases.parts.base import PartForm, done, part_of, shown
from tonghu.web.cases.steps.base import day_field, words_field
from tonghu.work.queries import about


class TrackStepForm(PartForm):
    """One step: its day, the facts it asks for, words."""

    day = day_field()

    def __init__(self, *args: Any, rule: TrackStepRule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for ask in rule.asks:
            self.fields[ask.key] = field_of(ask)
        self.fields["words"] = words_field(required=rule.words)


@needs("cases.view")
def track(request: ActorRequest, pk: int, track: int) -> HttpResponse:
    """The page of a track."""
    case, found = part_of(Track, request.actor, pk, track)
    rule = TRACKS[TrackKind(found.kind)]
    lines = list(found.steps.order_by("day", "id"))
    context = {
        "case": case,
        "track": found,
        "rule": rule,
        "stage": rule.stages.get(found.stage, found.stage),
        "lines": [_line(one, rule) for one in reversed(lines)],
        "offers": _offers(found, rule, lines, request.actor),
        "clocks": _clocks(case, lines, request.actor),
        "running": found.state == TrackState.UNDER_WAY,
    }
    return shown(request, "cases/parts/track.html", None, **context)


@needs("cases.log")
def track_step(request: ActorRequest, pk: int, track: int, step: str) -> HttpResponse:
    """One step of a track: GET asks, POST takes it."""
    case, found = part_of(Track, request.actor, pk, track)
    rule = TRACKS[TrackKind(found.kind)]
    asked = rule.by_key.get(step)
    if asked is None:
        raise Http404
    request.actor.must(asked.needs)
    form = TrackStepForm(request.POST or None, rule=asked)

    def take() -> str:
        facts = form.cleaned_data
        take_step(
            track=found,
            step=step,
            facts=facts_in(asked.asks, facts),
            words=facts["words"],
            day=facts["day"],
            by=request.actor,
            token=form.sent,
        )
        return _("Saved. What follows from it stands among the clocks of the case.")

    then = reverse("web:case-track", args=[pk, track])
    sent = done(request, form, take, then) if request.method == "POST" else None
    if sent is not None:
        return sent
    taken = list(found.steps.values_list("step", flat=True))
    why = [] if form.is_bound else _why(found, rule, asked, taken, request.actor)
    return shown(request, "cases/parts/track_step.html", form, case=case, track=found, rule=rule, step=asked, why=why)


def _why(track: Track, rule: TrackRule, step: TrackStepRule, taken: list[str], by: Actor) -> list[str]:
    return barred_step(step, rule, stage=track.stage, state=track.state, taken=taken, may=by.may(step.needs))


def _offers(track: Track, rule: TrackRule, lines: list[TrackStep], by: Actor) -> list[dict[str, Any]]:
    taken = [line.step for line in lines]
    offers = [{"step": step, "why": _why(track, rule, step, taken, by)} for step in rule.by_key.values()]
    return sorted(offers, key=lambda offer: bool(offer["why"]))


def _line(line: TrackStep, rule: TrackRule) -> dict[str, Any]:
    asked = rule.by_key.get(line.step)
    asks: tuple[Ask, ...] = rule.asks if line.step == OPENED else asked.asks if asked else ()
    label = _("Begun") if line.step == OPENED else str(asked.label) if asked else line.step
    return {"line": line, "label": label, "facts": said(asks, line.facts)}


def _clocks(case: Case, lines: list[TrackStep], by: Actor) -> list[Any]:
    rows = about(subject_of(case), by=by).open().filter(ordinal__in=[line.pk for line in lines])
    kinds = {kind for rule in TRACKS.values() for kind in rule.kinds}
    return [row for row in rows.select_related("term").order_by("due", "id") if row.kind in kinds]
