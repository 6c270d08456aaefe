"""People whom cases are about."""

from typing import Any

from tests.access.example import Example
from tests.factories.records import Records

FACTS = {"name": "某人", "sex": "9"}


def served(records: Records) -> dict[str, Any]:
    return {"pk": records["served"].pk}


EXAMPLES = {
    "people-served": Example("cases.view"),
    "served-edit": Example("cases.log", served, "POST", FACTS),
    "guardian-add": Example("cases.log", served, "POST", {"person": "0"}),
}
