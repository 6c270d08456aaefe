"""People, assessments, goals, safety plans, agreements, promises and tracks of a case."""

from collections.abc import Callable
from typing import Any

from tests.access.example import Example
from tests.factories.records import Records


def part(name: str, table: str, **more: Any) -> Callable[[Records], dict[str, Any]]:
    return lambda records: {"pk": records["cases_case"].pk, name: records[table].pk, **more}


EXAMPLES = {
    "case-assessment": Example("cases.view", part("assessment", "cases_assessment")),
    "case-assessment-seen": Example("cases.approve", part("assessment", "cases_assessment"), "POST"),
    "case-party": Example("cases.log", part("party", "cases_party")),
    "case-goal": Example("cases.handle", part("goal", "cases_goal")),
    "case-safety": Example("cases.view", part("plan", "cases_safetyplan")),
    "case-agreement": Example("cases.view", part("agreement", "cases_agreement")),
    "case-promise": Example("cases.handle", part("promise", "cases_promise")),
    "case-track": Example("cases.view", part("track", "cases_track")),
    "case-track-step": Example("cases.handle", part("track", "cases_track", step="drop")),
}
