from django.urls import path

from tonghu.web.trail import views

urlpatterns = [
    path("trail/", views.trail, name="trail"),
    path("trail/export/", views.trail_export, name="trail-export"),
    path("trail/verify/", views.trail_verify, name="trail-verify"),
    path("trail/<str:table>/<int:pk>/", views.record_trail, name="record-trail"),
]
