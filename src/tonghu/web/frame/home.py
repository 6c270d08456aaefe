"""The desk: what to do first, and the year so far in six figures."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from tonghu.access.actor import Actor
from tonghu.figures.area import Area
from tonghu.figures.catalogue import ALL
from tonghu.figures.evaluate import evaluate_all
from tonghu.figures.value import Value
from tonghu.kit.periods import Period
from tonghu.web.base import ActorRequest
from tonghu.web.frame.lines import waiting
from tonghu.web.frame.words import headline, since_january

SIX = (
    "outreach.publicity",
    "outreach.lectures",
    "outreach.copies",
    "outreach.consulted",
    "outreach.audience",
    "places.stations",
)


def home(request: ActorRequest) -> HttpResponse:
    today = timezone.localdate()
    lines = waiting(request.actor)
    remember(request, len(lines))
    context = {
        "headline": headline(today, get_language() or ""),
        "lines": lines,
        "so_far": since_january(today, get_language() or ""),
        "values": six(request.actor, today),
    }
    return render(request, "frame/home.html", context)


def waiting_count(request: ActorRequest) -> HttpResponse:
    """The number beside "waiting", asked for by pages that do not know it yet."""
    number = len(waiting(request.actor))
    remember(request, number)
    return render(request, "frame/waiting.html", {"waiting": number})


def remember(request: ActorRequest, number: int) -> None:
    """Keep the number for the other pages; what has not changed is not written again."""
    if request.session.get("waiting") != number:
        request.session["waiting"] = number


def six(actor: Actor, today: date) -> list[Value]:
    """The year so far beside the same days of last year, for those who may see figures."""
    if actor.office is None or not actor.may("figures.view"):
        return []
    period = Period.between(today.replace(month=1, day=1), today)
    found = evaluate_all([ALL[key] for key in SIX], area=Area.of(actor.office), period=period)
    return [found[key] for key in SIX]
