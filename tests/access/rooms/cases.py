"""Cases and the contact log."""

from typing import Any

from tests.access.example import Example, pk
from tests.factories.records import Records


def step(records: Records) -> dict[str, Any]:
    return {"pk": records["cases_case"].pk, "verb": "note"}


def file(records: Records) -> dict[str, Any]:
    return {"pk": records["cases_case"].pk, "file_pk": records["cases_attachment"].pk}


EXAMPLES = {
    "cases": Example("cases.view", data={"q": "标记"}),
    "cases-export": Example("cases.export"),
    "cases-print": Example("cases.view"),
    "cases-hand-over": Example("cases.handover"),
    "case-new": Example("cases.handle"),
    "case-known": Example("cases.log", None, "POST", {"who-TOTAL_FORMS": "0", "who-INITIAL_FORMS": "0"}),
    "case": Example("cases.view", pk("cases_case")),
    "case-step": Example("cases.log", step),
    "case-file": Example("cases.view", file),
    "case-file-remove": Example("cases.log", file, "POST", {"why": "传错了"}),
    "contacts": Example("cases.view"),
    "contacts-export": Example("cases.export"),
    "contact-new-talk": Example("cases.log"),
    "contact": Example("cases.view", pk("cases_contact")),
    "contact-correct": Example("cases.log", pk("cases_contact")),
    "contact-answer": Example("cases.log", pk("cases_contact"), "POST", {"answer": "已答复"}),
    "contact-link": Example("cases.log", pk("cases_contact"), "POST", {"case": "2026-0901"}),
}
