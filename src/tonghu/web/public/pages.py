"""The public page: in danger 110 first; file, report, follow. It keeps nothing and sets no session."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tonghu.cases.models import FilingState
from tonghu.cases.public import NotFiled, file, follow
from tonghu.web.public.forms import FilingForm, FollowForm, ReportForm

STATES: dict[str, Any] = dict(FilingState.choices)


@never_cache
def help_page(request: HttpRequest) -> HttpResponse:
    """Where to turn."""
    return _page(request, "public/help.html", {})


@never_cache
@require_http_methods(["GET", "POST"])
def petition(request: HttpRequest) -> HttpResponse:
    """A petition or a request for help."""
    return _filing(request, FilingForm(request.POST or None), report=False)


@never_cache
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """A mandatory report of harm to a minor."""
    return _filing(request, ReportForm(request.POST or None), report=True)


@never_cache
@require_http_methods(["GET", "POST"])
def follow_page(request: HttpRequest) -> HttpResponse:
    """Where it stands, for whoever has the code; a wrong code and an unknown one sound alike."""
    form = FollowForm(request.POST or None)
    found = follow(form.cleaned_data["code"]) if form.is_bound and form.is_valid() else None
    if form.is_bound and form.is_valid() and found is None:
        form.add_error("code", _("Nothing is known under this code. Please compare it with what you wrote down."))
    context = {
        "form": FollowForm() if found else form,
        "found": found,
        "state": STATES.get(found.state, "") if found else "",
    }
    return _page(request, "public/follow.html", context, status=422 if form.is_bound and not found else 200)


def _filing(request: HttpRequest, form: FilingForm, *, report: bool) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "report": report}
    if not form.is_bound or not form.is_valid():
        return _page(request, "public/file.html", context, status=422 if form.is_bound else 200)
    try:
        code, again = file(form.draft(report=report))
    except NotFiled as error:
        full = error.why == "full"
        form.add_error(
            None,
            _("Very many have written to this office within the hour. Please call 12338, or send it again later.")
            if full
            else _("This office takes nothing here any more. Please choose another one."),
        )
        return _page(request, "public/file.html", context, status=503 if full else 422)
    filed = {"code": code, "again": again, "office": form.cleaned_data["office"], "report": report}
    return _page(request, "public/filed.html", filed)


def _page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    response = render(request, template, context, status=status)
    # the address of this page says where somebody was: it goes to nobody
    response.headers["Referrer-Policy"] = "same-origin"
    return response
