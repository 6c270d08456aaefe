from django.urls import path

from tonghu.web.cases import glass

urlpatterns = [
    path("cases/break-glass/", glass.glass_new, name="break-glass"),
    path("cases/<int:pk>/glass/<int:glass>/end/", glass.glass_end, name="glass-end"),
    path("cases/<int:pk>/glass/<int:glass>/review/", glass.glass_review, name="glass-review"),
]
