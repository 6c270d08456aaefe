"""For every address of the project: who may open it, and an object to open it with.

A new URL without a line here fails the matrix (tests/access/test_matrix.py). ``opens`` is a permission of
``access.rules.MAY``, or PUBLIC (no account needed), or ANYBODY (every signed-in person).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.factories.records import Records

PUBLIC, ANYBODY = "public", "anybody"


@dataclass(frozen=True)
class Example:
    """One address.

    Attributes:
        opens: permission, PUBLIC or ANYBODY.
        of: the arguments of the address out of an office's records; None where it has no object.
        method: GET or POST; data: what is sent, or what asks for it out of the records.
        shared: the object belongs to no place: whoever has the permission may open it.
        tells_all: labels of every place are its purpose (the auditor's trail).
    """

    opens: str
    of: Callable[[Records], dict[str, Any]] | None = None
    method: str = "GET"
    data: dict[str, Any] = field(default_factory=dict)
    shared: bool = False
    tells_all: bool = False


def pk(table: str) -> Callable[[Records], dict[str, Any]]:
    return lambda records: {"pk": records[table].pk}


def fixed(**kwargs: Any) -> Callable[[Records], dict[str, Any]]:
    return lambda records: kwargs


def photo(records: Records) -> dict[str, Any]:
    return {"pk": records["outreach_activity"].pk, "file_pk": records["outreach_attachment"].pk}


def history(records: Records) -> dict[str, Any]:
    return {"table": "outreach_activity", "pk": records["outreach_activity"].pk}


FRAME = {
    "home": Example(ANYBODY),
    "waiting": Example(ANYBODY),
    "search": Example(ANYBODY, data={"q": "标记"}),
    "choose-office": Example(ANYBODY, method="POST", data={"office": "0"}),
    "language": Example(PUBLIC, method="POST", data={"language": "en"}),
    "sign-in": Example(PUBLIC),
    "sign-out": Example(ANYBODY, method="POST"),
    "password": Example(ANYBODY),
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

FIGURES = {
    "figures": Example("figures.view"),
    "figures-export": Example("figures.view"),
    "figure": Example("figures.view", fixed(key="outreach.audience"), shared=True),
    "figure-records": Example("figures.view", fixed(key="outreach.audience"), shared=True),
    "figure-export": Example("figures.view", fixed(key="outreach.audience"), shared=True),
}

TRAIL = {
    "trail": Example("trail.audit", tells_all=True),
    "trail-export": Example("trail.audit", tells_all=True),
    "trail-verify": Example("trail.audit", method="POST"),
    "record-trail": Example("trail.record", history),
}

EXAMPLES: dict[str, Example] = {**FRAME, **OUTREACH, **FIGURES, **TRAIL}
