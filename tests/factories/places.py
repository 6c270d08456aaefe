"""Drafts of offices and contacts in stories."""

from datetime import date
from typing import Any

from tonghu.places.drafts import ContactDraft, OfficeDraft
from tonghu.places.rules import OfficeKind


def office_draft(place: int, **changes: Any) -> OfficeDraft:
    """A station opened in 2020."""
    values: dict[str, Any] = {
        "place_id": place,
        "kind": OfficeKind.STATION,
        "name": "杏花维权工作站",
        "opened_on": date(2020, 3, 8),
    }
    return OfficeDraft(**{**values, **changes})


def contact_draft(office_id: int, **changes: Any) -> ContactDraft:
    """Somebody with a phone."""
    return ContactDraft(**{"office_id": office_id, "name": "江雪", "post": "站长", "phone": "13800000002", **changes})
