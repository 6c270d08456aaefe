from django.urls import include, path

urlpatterns = [
    path("", include("tonghu.web.urls")),
]

handler400 = "tonghu.web.errors.bad_request"
handler403 = "tonghu.web.errors.forbidden"
handler404 = "tonghu.web.errors.not_found"
handler500 = "tonghu.web.errors.broken"
