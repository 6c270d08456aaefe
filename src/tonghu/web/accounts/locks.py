"""Names locked after repeated failures (django-axes), and for how long still."""

from math import ceil
from typing import Any

from axes.helpers import get_client_username, get_cool_off, get_failure_limit
from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone


def minutes_left(username: str, request: HttpRequest | None = None) -> int:
    """Minutes until a name may try again, rounded up; 0 where it is not locked."""
    cool_off = get_cool_off(request)
    last = (
        AccessAttempt.objects.filter(username=username, failures_since_start__gte=settings.AXES_FAILURE_LIMIT)
        .order_by("-attempt_time")
        .first()
    )
    if last is None or cool_off is None:
        return 0
    seconds: float = (last.attempt_time + cool_off - timezone.now()).total_seconds()
    return max(0, ceil(seconds / 60))


def locked(request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None) -> HttpResponse:
    """The answer to a locked name, with the time that is left (``AXES_LOCKOUT_CALLABLE``)."""
    username = get_client_username(request, credentials) or ""
    context = {
        "failure_limit": get_failure_limit(request, credentials),
        "minutes": max(1, minutes_left(username, request)),
    }
    return render(request, "accounts/locked.html", context, status=429)
