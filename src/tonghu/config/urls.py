from django.urls import include, path

urlpatterns = [
    path("", include("tonghu.web.urls")),
]
