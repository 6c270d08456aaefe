from typing import Any

from tests.access.example import Example
from tests.factories.records import Records


def glass(records: Records) -> dict[str, Any]:
    return {"pk": records["cases_case"].pk, "glass": records["cases_breakglass"].pk}


EXAMPLES = {
    "break-glass": Example("cases.break_glass"),
    "glass-end": Example("cases.view", glass, "POST", own=True),
    "glass-review": Example("cases.view", glass, "POST", {"review": "已核", "justified": "yes"}, own=True),
}
