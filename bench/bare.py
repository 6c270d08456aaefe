"""The yardstick: one indexed query for as many rows as our list shows, printed as a bare table."""

import os

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

ROWS = 50
COUNTY = 990101


def rows(request: HttpRequest, county: int | None = None) -> HttpResponse:
    from tonghu.outreach.models import Activity

    found = Activity.objects.order_by("-day", "-id")
    if county:
        found = found.filter(county=county)
    columns = ("day", "title", "venue", "kind", "copies", "consulted", "audience", "entered_name")
    return render(request, "bare.html", {"rows": found.values_list(*columns)[:ROWS]})


def cases(request: HttpRequest) -> HttpResponse:
    from tonghu.cases.models import Case

    columns = ("day", "title", "state", "kind", "people", "matter", "office_id", "officer_name")
    found = Case.objects.filter(county=COUNTY).order_by("-day", "-id").values_list(*columns)
    return render(request, "bare.html", {"rows": found[:ROWS]})


urlpatterns = [path("", rows), path("<int:county>/", rows), path("cases/", cases)]


def application(environ: object, start_response: object) -> object:
    return _wsgi(environ, start_response)


if os.environ.get("DJANGO_SETTINGS_MODULE") == "bench.bare_settings":
    from django.core.wsgi import get_wsgi_application

    _wsgi = get_wsgi_application()
