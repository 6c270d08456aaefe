from django.urls import path

from tonghu.web.places import contacts, network, offices

urlpatterns = [
    path("network/", network.network, name="network"),
    path("network/export/", network.network_export, name="network-export"),
    path("network/offices/new/", offices.office_new, name="office-new"),
    path("network/offices/<int:pk>/", offices.office, name="office"),
    path("network/offices/<int:pk>/edit/", offices.office_edit, name="office-edit"),
    path("network/offices/<int:pk>/close/", offices.office_close, name="office-close"),
    path("network/offices/<int:pk>/contacts/new/", contacts.contact_new, name="contact-new"),
    path("network/contacts/<int:pk>/edit/", contacts.contact_edit, name="contact-edit"),
    path("network/contacts/<int:pk>/unmask/", contacts.contact_unmask, name="contact-unmask"),
]
