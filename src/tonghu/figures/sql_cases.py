"""Statement triggers that append signed deltas for every change of the slips of casework."""
# ruff: noqa: S608  every word in these statements is our own

from .facts import COLUMNS
from .facts_cases import SLIPS, slip_facts

_SIGNED = {
    "insert": "select s.*, 1 as w from new_rows s",
    "delete": "select s.*, -1 as w from old_rows s",
    "update": "select s.*, -1 as w from old_rows s union all select s.*, 1 as w from new_rows s",
}
_TRANSITIONS = {
    "insert": "new table as new_rows",
    "delete": "old table as old_rows",
    "update": "old table as old_rows new table as new_rows",
}


def _trigger(table: str, event: str) -> str:
    name = f"figures_{table}_{event}"
    facts = slip_facts(table, when="date_trunc('month', v.day)::date", source=f"({_SIGNED[event]})")
    return f"""
create function {name}() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
    insert into figures_delta ({COLUMNS})
    select f.* from ({facts}) as f ({COLUMNS}) where f.n <> 0 or f.records <> 0;
    return null;
end $$;
create trigger figures_{event} after {event} on {table} referencing {_TRANSITIONS[event]}
    for each statement execute function {name}();
"""


CASE_TRIGGERS = "\n".join(_trigger(table, event) for table in SLIPS for event in _SIGNED)
"""Their cells are folded as those of activities are."""

NO_CASE_TRIGGERS = "\n".join(
    f"drop trigger figures_{event} on {table}; drop function figures_{table}_{event}();"
    for table in SLIPS
    for event in _SIGNED
)
