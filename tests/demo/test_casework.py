"""Casework in the demonstration: a case in every state, work for everybody of the cast, nobody real."""

import re

from tests.demo.town import Town
from tonghu.cases.rules.states import State
from tonghu.demo.names import GIVEN, SURNAMES

CURRENT = "day >= '2025-01-01' and place / 100000000 = 9901"


def test_there_is_a_case_in_every_state_but_the_passing_one(town: Town) -> None:
    states = {state for (state,) in town.ask(f"select distinct state from cases_case where {CURRENT}")}
    assert states == set(State.values) - {State.CLASSIFIED}


def test_something_is_late_and_has_climbed(town: Town) -> None:
    rows = town.ask(
        "select kind, climbed_to_id is not null from work_obligation where state = 'open' and due < '2025-10-01'"
    )
    assert ("petition.finish", True) in rows


def test_confidential_cases_are_there_with_their_readers(town: Town) -> None:
    rows = town.ask("select level, cardinality(readers) from cases_case where level > 0 order by level")
    assert rows == [(1, 0), (2, 2)]
    assert town.ask("select reviewed_at is null, ended_at is not null from cases_breakglass") == [(True, True)]


def test_letters_transfers_and_promises_wait_for_somebody(town: Town) -> None:
    letters = dict(town.ask("select state, count(*) from cases_letter where by_account group by 1"))
    assert letters["answered"] == 1
    assert letters["sent"] >= 1
    assert set(town.ask("select kind, state from cases_transfer")) == {
        ("transfer", "accepted"), ("transfer", "offered"), ("assign", "offered"),
    }  # fmt: skip
    assert town.ask("select count(*) filter (where kept_on is null), count(*) from cases_promise") == [(1, 2)]
    reports = town.ask("select count(*) from cases_letter where kind = 'harm_report' and state = 'sent'")
    assert reports[0][0] >= 1


def test_protection_and_reception_are_under_way(town: Town) -> None:
    tracks = {(kind, stage) for kind, stage in town.ask("select kind, stage from cases_track")}
    assert {("protection_order", "granted"), ("warning_letter", "in_force"), ("guidance", "running")} <= tracks
    assert town.ask("select count(*) from cases_receptionday where day > '2025-10-15'") == [(2,)]
    came = "select count(*) from cases_slot s join cases_receptionday d on d.id = s.reception_id where s.came and d.day"
    assert town.ask(f"{came} between '2025-01-01' and '2025-10-15'") == [(4,)]


def test_filings_wait_and_one_is_answered(town: Town) -> None:
    rows = town.ask("select report, state from cases_filing order by id")
    assert sorted(rows) == [(False, "directed"), (False, "received"), (True, "received")]


def test_sealed_cases_have_no_slip_and_every_other_one_has(town: Town) -> None:
    missing = (
        "select level, state from cases_case c where not exists (select from cases_caseslip s where s.case_id = c.id)"
    )
    assert set(town.ask(missing)) == {(2, "registered"), (0, "merged")}


def test_served_people_have_invented_names(town: Town) -> None:
    names = [name for (name,) in town.ask("select name from people_person where not serves")]
    assert len(names) > 40
    assert all(re.fullmatch(f"[{SURNAMES}][{GIVEN}]+", name) for name in names)
