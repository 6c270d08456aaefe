from django.urls import path

from tonghu.web.people import entry, lists, record, served

urlpatterns = [
    path("people/", lists.people, name="people"),
    path("people/export/", lists.people_export, name="people-export"),
    path("people/new/", entry.person_new, name="person-new"),
    path("people/served/", served.people_served, name="people-served"),
    path("people/<int:pk>/", record.person, name="person"),
    path("people/<int:pk>/served/", served.served_edit, name="served-edit"),
    path("people/<int:pk>/guardians/", served.guardian_add, name="guardian-add"),
    path("people/<int:pk>/edit/", entry.person_edit, name="person-edit"),
    path("people/<int:pk>/unmask/", record.person_unmask, name="person-unmask"),
    path("people/<int:pk>/leave/", entry.person_leave, name="person-leave"),
    path("people/<int:pk>/forget/", entry.person_forget, name="person-forget"),
]
