"""What hangs on a case is never more open than the case, also where the hand that closes it does not reach.

A contact stays with the office that wrote it when its case is transferred, and so does the clock of a superior who
handed the case down: both lie outside the area of whoever seals it later. The trigger follows for them.
"""

from tonghu.kit.sql import CASEWORK, INSIDE, within_whole

_CHANGED = """
    select n.id, n.level, n.readers from old_rows o join new_rows n on n.id = o.id
    where (o.level, o.readers) is distinct from (n.level, n.readers)
"""
FOLLOW = f"""
create function cases_follow_case() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
    with changed as ({_CHANGED}), talks as (
        update cases_contact k set level = c.level, readers = c.readers from changed c
        where k.case_id = c.id and (k.level, k.readers) is distinct from (c.level, c.readers)
    )
    update work_obligation w set level = c.level, readers = c.readers from changed c
    where (w.level, w.readers) is distinct from (c.level, c.readers)
        and ((w.subject_table = 'cases_case' and w.subject_id = c.id)
            or (w.subject_table = 'cases_contact' and w.subject_id in (select k.id from cases_contact k
                where k.case_id = c.id)));
    return null;
end $$;
create trigger follow_update after update on cases_case referencing old table as old_rows new table as new_rows
    for each statement execute function cases_follow_case();
"""  # noqa: S608  names of our own
UNFOLLOW = "drop trigger follow_update on cases_case; drop function cases_follow_case();"

# Whoever can see a person may put her into a case: a row that names a hidden one would have her copied by a transfer
# of the case, or opened by an emergency in it.
_SEEN = within_whole("people_person", "person_id")
SEEN_PARTY = f"""
create policy cases_party_seen_insert on cases_party as restrictive for insert with check ({_SEEN});
create policy cases_party_seen_update on cases_party as restrictive for update using (true) with check ({_SEEN});
"""
UNSEEN_PARTY = "drop policy cases_party_seen_insert on cases_party; drop policy cases_party_seen_update on cases_party;"

UNLOGGED = """
create function cases_unlogged(filing bigint) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$ select not exists (select from cases_contact k where k.filing_id = filing) $$;
grant execute on function cases_unlogged(bigint) to tonghu_app;
"""
LOGGED_AGAIN = "drop function cases_unlogged(bigint);"
FILED = f"""{INSIDE} and {CASEWORK} and (taken_at is null
    or exists (select from cases_contact k where k.filing_id = cases_filing.id) or cases_unlogged(id))"""
"""What was filed is as open as the contact it became; what was answered without one stays open to the area."""
