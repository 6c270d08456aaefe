"""Letters, transfers and documents."""

from typing import Any

from tests.access.example import Example, fixed, pk
from tests.factories.records import Records


def letter(records: Records) -> dict[str, Any]:
    return {"pk": records["cases_case"].pk, "letter_pk": records["cases_letter"].pk}


def step(records: Records) -> dict[str, Any]:
    return {**letter(records), "step": "remind"}


def document(records: Records) -> dict[str, Any]:
    return {"pk": records["cases_case"].pk, "document_pk": records["cases_document"].pk}


def offer(records: Records) -> dict[str, Any]:
    return {"pk": records["cases_transfer"].pk, "step": "revoke"}


EXAMPLES = {
    "letters": Example("referrals.answer"),
    "letter": Example("referrals.answer", fixed(code="ABCD-2345")),
    "letter-reply": Example("referrals.answer", fixed(code="ABCD-2345", step="accept"), "POST"),
    "case-letter": Example("cases.view", letter),
    "case-letter-edit": Example("cases.handle", letter),
    "case-letter-document": Example("cases.handle", letter, "POST"),
    "case-letter-step": Example("cases.handle", step, "POST"),
    "case-receipt": Example("cases.view", pk("cases_case")),
    "case-document": Example("cases.view", document),
    "case-document-issue": Example("cases.handle", document, "POST"),
    "case-document-docx": Example("cases.view", document),
    "case-document-print": Example("cases.view", document),
    "transfers": Example("cases.view"),
    "transfer-ask": Example("cases.handle"),
    "transfer-step": Example("cases.view", offer, "POST", own=True),
}
