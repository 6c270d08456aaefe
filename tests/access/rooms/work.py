"""What is late, the terms, reminders."""

from tests.access.example import Example, fixed, pk

EXAMPLES = {
    "late": Example("cases.view"),
    "late-rows": Example("cases.view", data={"what": "late"}),
    "late-export": Example("cases.export", data={"what": "late"}),
    "terms": Example("cases.settings", shared=True),
    "term": Example("cases.settings", fixed(desk="followup", name="high"), shared=True),
    "closed-days": Example("cases.close_days"),
    "closed-day-remove": Example("cases.close_days", pk("work_closedday"), "POST", shared=True),
    "reminders": Example("cases.view"),
    "reminder-remove": Example("cases.view", fixed(pk=4711), "POST", shared=True),
}
