from django.urls import path

from tonghu.web.public import inbox, pages

urlpatterns = [
    path("help/", pages.help_page, name="help"),
    path("help/petition/", pages.petition, name="help-petition"),
    path("help/report/", pages.report, name="help-report"),
    path("help/follow/", pages.follow_page, name="help-follow"),
    path("cases/filings/", inbox.filings, name="filings"),
    path("cases/filings/<int:pk>/", inbox.filing, name="filing"),
    path("cases/filings/<int:pk>/take/", inbox.filing_take, name="filing-take"),
]
