"""For every address of the project: who may open it, and an object to open it with.

A new URL without a line here fails the matrix (tests/access/test_matrix.py). ``opens`` is a permission of
``access.rules.MAY``, or PUBLIC (no account needed), or ANYBODY (every signed-in person).
"""

from typing import Any

from tests.access import rooms
from tests.access.example import ANYBODY, PUBLIC, Example, fixed, pk
from tests.factories.records import Records


def photo(records: Records) -> dict[str, Any]:
    return {"pk": records["outreach_activity"].pk, "file_pk": records["outreach_attachment"].pk}


def history(records: Records) -> dict[str, Any]:
    return {"table": "outreach_activity", "pk": records["outreach_activity"].pk}


def office(records: Records) -> dict[str, Any]:
    return {"pk": records.office.pk}


def section(records: Records) -> dict[str, Any]:
    return {"pk": records["reports_report"].pk, "section_pk": records["reports_section"].pk}


def figure(records: Records) -> dict[str, Any]:
    return {"pk": records["reports_report"].pk, "key": "outreach.publicity"}


def user(records: Records) -> dict[str, Any]:
    return {"pk": records.by.pk}


def grant(records: Records) -> dict[str, Any]:
    return {"pk": records.by.grants.get_or_create(office=records.office, role="chair")[0].pk}


FRAME = {
    "home": Example(ANYBODY),
    "waiting": Example(ANYBODY),
    "search": Example(ANYBODY, data={"q": "标记"}),
    "choose-office": Example(ANYBODY, method="POST", data={"office": "0"}),
    "language": Example(PUBLIC, method="POST", data={"language": "en"}),
    "sign-in": Example(PUBLIC),
    "sign-out": Example(ANYBODY, method="POST"),
    "password": Example(ANYBODY),
    "undertaking": Example(ANYBODY),
    "second-factor": Example(ANYBODY),
    "second-factor-setup": Example(ANYBODY),
    "recovery-codes": Example(ANYBODY),
}

OUTREACH = {
    "activities": Example("outreach.view", data={"q": "标记"}),
    "activities-export": Example("outreach.view"),
    "activities-print": Example("outreach.view"),
    "activity-new": Example("outreach.log"),
    "activity-names": Example("outreach.view", fixed(sort="people"), data={"q": "标记"}, shared=True),
    "activity": Example("outreach.view", pk("outreach_activity")),
    "activity-edit": Example("outreach.correct", pk("outreach_activity")),
    "activity-withdraw": Example("outreach.correct", pk("outreach_activity"), "POST", {"why": "登记有误"}),
    "attachment-add": Example("outreach.log", pk("outreach_activity"), "POST"),
    "attachment": Example("outreach.view", photo),
    "attachment-remove": Example("outreach.correct", photo, "POST"),
    "materials": Example("outreach.materials"),
    "material-new": Example("outreach.materials"),
    "material-edit": Example("outreach.materials", pk("outreach_material"), shared=True),
}

IMPORTS = {
    "imports": Example("outreach.import"),
    "import-new": Example("outreach.import"),
    "import-sheet": Example("outreach.import"),
    "import": Example("outreach.import", pk("intake_batch")),
    "import-confirm": Example("outreach.import", pk("intake_batch"), "POST"),
    "import-drop": Example("outreach.import", pk("intake_batch"), "POST"),
    "import-bad": Example("outreach.import", pk("intake_batch")),
}

PLACES = {
    "network": Example("places.view"),
    "network-export": Example("places.view"),
    "office-new": Example("places.change"),
    "office": Example("places.view", office, offices=True),
    "office-edit": Example("places.change", office, offices=True),
    "office-close": Example("places.change", office, "POST", {"on": "2026-01-01", "why": "撤并"}, offices=True),
    "contact-new": Example("places.contacts", office),
    "contact-edit": Example("places.contacts", pk("places_contact")),
    "contact-unmask": Example("places.contacts", pk("places_contact"), "POST", {"why": "联系接案"}),
}

PEOPLE = {
    "people": Example("people.view"),
    "people-export": Example("people.view"),
    "person-new": Example("people.change"),
    "person": Example("people.view", pk("people_person")),
    "person-edit": Example("people.change", pk("people_person")),
    "person-leave": Example("people.change", pk("people_person"), "POST", {"on": "2026-01-01"}),
    "person-unmask": Example("people.unmask", pk("people_person"), "POST", {"field": "phone", "why": "联系授课"}),
    "person-forget": Example("people.unmask", pk("people_person"), "POST", {"why": "本人书面要求"}),
}

ACCOUNTS = {
    "users": Example("accounts.change"),
    "users-export": Example("accounts.change"),
    "user-new": Example("accounts.change"),
    "user": Example("accounts.change", user, shared=True),
    "grant-add": Example("accounts.change", user, "POST", shared=True),
    "grant-end": Example("accounts.change", grant, "POST", shared=True),
    "user-password": Example("accounts.change", user, "POST", shared=True),
    "user-unlock": Example("accounts.change", user, "POST", shared=True),
    "user-close": Example("accounts.change", user, "POST", {"why": "调离"}, shared=True),
    "user-open": Example("accounts.change", user, "POST", shared=True),
}

FIGURES = {
    "figures": Example("figures.view"),
    "figures-export": Example("figures.view"),
    "figure": Example("figures.view", fixed(key="outreach.audience"), shared=True),
    "figure-records": Example("figures.view", fixed(key="outreach.audience"), shared=True),
    "figure-export": Example("figures.view", fixed(key="outreach.audience"), shared=True),
}

REPORTS = {
    "reports": Example("reports.view"),
    "reports-export": Example("reports.view"),
    "report-new": Example("reports.draft"),
    "report": Example("reports.view", pk("reports_report")),
    "report-head": Example("reports.draft", pk("reports_report"), own=True),
    "report-section-add": Example("reports.draft", pk("reports_report"), own=True),
    "report-section": Example("reports.draft", section, own=True),
    "report-section-remove": Example("reports.draft", section, "POST", own=True),
    "report-section-move": Example("reports.draft", section, "POST", {"position": "2"}, own=True),
    "report-check": Example("reports.check", pk("reports_report"), "POST", own=True),
    "report-return": Example("reports.check", pk("reports_report"), "POST", {"why": "数字再核"}, own=True),
    "report-sign": Example("reports.sign", pk("reports_report"), own=True),
    "report-revise": Example("reports.draft", pk("signed"), "POST", own=True),
    "report-number": Example("reports.draft", pk("signed"), "POST", {"document_number": "1号"}, own=True),
    "report-drop": Example("reports.draft", pk("reports_report"), "POST", own=True),
    "report-docx": Example("reports.view", pk("reports_report")),
    "report-print": Example("reports.view", pk("reports_report")),
    "report-figure": Example("reports.view", figure),
    "report-changes": Example("reports.view", pk("signed")),
    "templates": Example("reports.templates"),
    "template-new": Example("reports.templates"),
    "template": Example("reports.templates", pk("reports_template")),
}

TRAIL = {
    "trail": Example("trail.audit", tells_all=True),
    "trail-export": Example("trail.audit", tells_all=True),
    "trail-verify": Example("trail.audit", method="POST"),
    "record-trail": Example("trail.record", history),
}

EXAMPLES: dict[str, Example] = {
    **FRAME,
    **OUTREACH,
    **IMPORTS,
    **PLACES,
    **PEOPLE,
    **FIGURES,
    **REPORTS,
    **TRAIL,
    **ACCOUNTS,
    **rooms.EXAMPLES,
}
