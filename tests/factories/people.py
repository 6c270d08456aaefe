"""Drafts of the people in stories; every value can be changed by name."""

from typing import Any
from uuid import uuid4

from tonghu.people.drafts import PersonDraft, ServiceDraft
from tonghu.people.rules import ServiceRole

IDENTITY = "110101199003070046"


def person_draft(office_id: int, **changes: Any) -> PersonDraft:
    """A lecturer with a phone; her number is nobody's."""
    values: dict[str, Any] = {
        "office_id": office_id,
        "name": "单雨",
        "phone": "13900000001",
        "unit": "云溪师范学校",
        "skills": "家庭教育",
        "services": (ServiceDraft(role=ServiceRole.LECTURER),),
        "token": uuid4(),
    }
    return PersonDraft(**{**values, **changes})
