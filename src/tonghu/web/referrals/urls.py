from django.urls import path

from tonghu.web.referrals import documents, inbox, letters, transfers

urlpatterns = [
    path("letters/", inbox.letters, name="letters"),
    path("letters/<str:code>/", inbox.letter, name="letter"),
    path("letters/<str:code>/<slug:step>/", inbox.letter_reply, name="letter-reply"),
    path("cases/<int:pk>/letters/<int:letter_pk>/", letters.case_letter, name="case-letter"),
    path("cases/<int:pk>/letters/<int:letter_pk>/edit/", letters.case_letter_edit, name="case-letter-edit"),
    path("cases/<int:pk>/letters/<int:letter_pk>/document/", letters.case_letter_document, name="case-letter-document"),
    path("cases/<int:pk>/letters/<int:letter_pk>/do/<slug:step>/", letters.case_letter_step, name="case-letter-step"),
    path("cases/<int:pk>/receipt/", documents.case_receipt, name="case-receipt"),
    path("cases/<int:pk>/documents/<int:document_pk>/", documents.case_document, name="case-document"),
    path(
        "cases/<int:pk>/documents/<int:document_pk>/issue/", documents.case_document_issue, name="case-document-issue"
    ),
    path("cases/<int:pk>/documents/<int:document_pk>/docx/", documents.case_document_docx, name="case-document-docx"),
    path(
        "cases/<int:pk>/documents/<int:document_pk>/print/", documents.case_document_print, name="case-document-print"
    ),
    path("transfers/", transfers.transfers, name="transfers"),
    path("transfers/ask/", transfers.transfer_ask, name="transfer-ask"),
    path("transfers/<int:pk>/<slug:step>/", transfers.transfer_step, name="transfer-step"),
]
