from django.urls import path

from tonghu.web.cases import state_export

urlpatterns = [
    path("cases/state-export/", state_export.state_export, name="state-export"),
    path("cases/state-export/columns/", state_export.state_export_columns, name="state-export-columns"),
]
