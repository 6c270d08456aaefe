from django.urls import include, path

from tonghu.web.cases import contacts, entry, files, hand_over, known, lists, record, step, talk

urlpatterns = [
    path("cases/", lists.cases, name="cases"),
    path("cases/export/", lists.cases_export, name="cases-export"),
    path("cases/print/", lists.cases_print, name="cases-print"),
    path("cases/new/", entry.case_new, name="case-new"),
    path("cases/hand-over/", hand_over.cases_hand_over, name="cases-hand-over"),
    path("cases/known/", known.case_known, name="case-known"),
    path("cases/<int:pk>/", record.case, name="case"),
    path("cases/<int:pk>/do/<slug:verb>/", step.case_step, name="case-step"),
    path("cases/<int:pk>/files/<int:file_pk>/", files.case_file, name="case-file"),
    path("cases/<int:pk>/files/<int:file_pk>/remove/", files.case_file_remove, name="case-file-remove"),
    path("contacts/", contacts.contacts, name="contacts"),
    path("contacts/export/", contacts.contacts_export, name="contacts-export"),
    path("contacts/new/", talk.contact_new, name="contact-new-talk"),
    path("contacts/<int:pk>/", talk.contact, name="contact"),
    path("contacts/<int:pk>/edit/", talk.contact_edit, name="contact-correct"),
    path("contacts/<int:pk>/answer/", talk.contact_answer, name="contact-answer"),
    path("contacts/<int:pk>/link/", talk.contact_link, name="contact-link"),
    path("", include("tonghu.web.cases.parts.urls")),
    path("", include("tonghu.web.cases.state_urls")),
]
