"""What the trail shows of confidential records: exactly what their own walls show."""

from tonghu.kit.sql import AUDITS, CASEWORK, INSIDE

_GUARDED = ("cases_case", "cases_contact", "cases_filing", "cases_letter", "cases_transfer", "work_obligation")
_LOGGED = ("cases_receptionday", "cases_slot")

# plpgsql, so that it may name tables of rooms that are made later
_OPEN = "\n".join(
    f"when '{table}' then return exists (select 1 from {table} r where r.id = subject_id);"  # noqa: S608
    for table in _GUARDED
)

OPEN_TO_READER = f"""
create function cases_trail_open(subject text, subject_id bigint) returns boolean language plpgsql stable as $$
#variable_conflict use_variable
begin
    if subject_id is null then
        return true;
    end if;
    case subject
    {_OPEN}
    {" ".join(f"when '{table}' then return {CASEWORK};" for table in _LOGGED)}
    else return true;
    end case;
end $$;
drop policy trail_entry_read on trail_entry;
create policy trail_entry_read on trail_entry for select
    using (({AUDITS}) or ({INSIDE} and cases_trail_open(root_table, root_id)));
drop policy trail_personal_read on trail_personal;
create policy trail_personal_read on trail_personal for select
    using ({INSIDE} and cases_trail_open(root_table, root_id));
"""

SHUT_AGAIN = f"""
drop policy trail_entry_read on trail_entry;
create policy trail_entry_read on trail_entry for select using (({AUDITS}) or ({INSIDE}));
drop policy trail_personal_read on trail_personal;
create policy trail_personal_read on trail_personal for select using ({INSIDE});
drop function cases_trail_open(text, bigint);
"""
