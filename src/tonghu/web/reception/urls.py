from django.urls import path, re_path

from tonghu.web.reception import day, roster, slots

urlpatterns = [
    path("reception/", roster.roster, name="reception"),
    path("reception/new/", roster.day_new, name="reception-new"),
    path("reception/<int:pk>/", day.day, name="reception-day"),
    path("reception/<int:pk>/phones/", day.day_phones, name="reception-phones"),
    path("reception/<int:pk>/called/", day.day_called, name="reception-called"),
    re_path(r"^reception/(?P<pk>[0-9]+)/(?P<how>stand-in|move|cancel)/$", day.day_change, name="reception-change"),
    path("reception/<int:pk>/book/", slots.slot_new, name="slot-book"),
    path("reception/<int:pk>/walk-in/", slots.slot_walk_in, name="slot-walk-in"),
    path("reception/<int:pk>/slots/<int:slot>/", slots.slot_record, name="slot-record"),
    path("reception/<int:pk>/slots/<int:slot>/remove/", slots.slot_remove, name="slot-remove"),
    path("reception/<int:pk>/slots/<int:slot>/petition/", slots.slot_petition, name="slot-petition"),
]
