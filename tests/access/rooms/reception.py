"""The lawyer reception day."""

from collections.abc import Callable
from typing import Any

from tests.access.example import Example, pk
from tests.factories.records import Records

MAY = "cases.reception"
DAY = pk("cases_receptionday")


def slot(records: Records) -> dict[str, Any]:
    return {"pk": records["cases_receptionday"].pk, "slot": records["cases_slot"].pk}


def change(how: str) -> Callable[[Records], dict[str, Any]]:
    return lambda records: {"pk": records["cases_receptionday"].pk, "how": how}


EXAMPLES = {
    "reception": Example("cases.view", data={"month": "2026-03"}),
    "reception-new": Example(MAY),
    "reception-day": Example("cases.view", DAY),
    "reception-phones": Example(MAY, DAY, "POST"),
    "reception-called": Example(MAY, DAY, "POST"),
    "reception-change": Example(MAY, change("move")),
    "slot-book": Example(MAY, DAY),
    "slot-walk-in": Example(MAY, DAY),
    "slot-record": Example(MAY, slot),
    "slot-remove": Example(MAY, slot, "POST"),
    "slot-petition": Example(MAY, slot, "POST"),
}
