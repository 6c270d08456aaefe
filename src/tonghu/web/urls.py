"""One namespace; every room brings its own addresses."""

from django.urls import include, path

app_name = "web"
urlpatterns = [
    path("", include("tonghu.web.frame.urls")),
    path("", include("tonghu.web.public.urls")),
    path("", include("tonghu.web.work.urls")),
    path("", include("tonghu.web.cases.glass_urls")),
    path("", include("tonghu.web.cases.urls")),
    path("", include("tonghu.web.referrals.urls")),
    path("", include("tonghu.web.reception.urls")),
    path("", include("tonghu.web.outreach.urls")),
    path("", include("tonghu.web.places.urls")),
    path("", include("tonghu.web.people.urls")),
    path("", include("tonghu.web.figures.urls")),
    path("", include("tonghu.web.reports.urls")),
    path("", include("tonghu.web.trail.urls")),
    path("", include("tonghu.web.accounts.urls")),
]
