from django.urls import path

from tonghu.web.figures import views

urlpatterns = [
    path("figures/", views.figures, name="figures"),
    path("figures/export/", views.figures_export, name="figures-export"),
    path("figures/<str:key>/", views.figure, name="figure"),
    path("figures/<str:key>/records/", views.figure_records, name="figure-records"),
    path("figures/<str:key>/export/", views.figure_export, name="figure-export"),
]
