"""The walls before people, and the one sight across offices.

``people_match`` runs as the owner and answers which offices know somebody, never whom nor how many. A sealed
person looks exactly like an unknown one: what differs is one row that only those named on her will read.
"""

from tonghu.kit.sql import AUDITS, GUARDED, INSIDE, within_whole

from .rules import ASKS_A_DAY, ASKS_AN_HOUR, MOST_KEYS, STRONG

PERSON = f"{INSIDE} and (serves or ({GUARDED}))"
PART = f"{INSIDE} and {within_whole('people_person', 'person_id')}"
TIE = f"{INSIDE} and {within_whole('people_person', 'child_id')} and {within_whole('people_person', 'person_id')}"
OWN = "user_id = (select nullif(current_setting('tonghu.user', true), '')::bigint)"

_TRAIL = within_whole("people_person", "root_id")
TRAIL = f"""
create policy trail_entry_of_people on trail_entry as restrictive for select
    using ({AUDITS} or root_table <> 'people_person' or root_id is null or {_TRAIL});
create policy trail_personal_of_people on trail_personal as restrictive for select
    using (root_table <> 'people_person' or root_id is null or {_TRAIL});
"""
"""The trail of a person is read where the person is: a sealed name must not stand open in her history."""
UNTRAIL = """
drop policy trail_entry_of_people on trail_entry; drop policy trail_personal_of_people on trail_personal;
"""

TOO_MANY = "TG429"
"""SQLSTATE of a question beyond the limit; the classes of letters T to Z are free for applications."""

MATCH = f"""
create function people_match(keys text[]) returns table (office_id bigint, office text)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
    me constant bigint := nullif(current_setting('tonghu.user', true), '')::bigint;
    mine constant bigint := nullif(current_setting('tonghu.office', true), '')::bigint;
    counties constant bigint[] := nullif(current_setting('tonghu.counties', true), '')::bigint[];
    lo constant bigint := nullif(current_setting('tonghu.lo', true), '')::bigint;
    hi constant bigint := nullif(current_setting('tonghu.hi', true), '')::bigint;
    moment constant timestamptz := clock_timestamp();
    asked bigint;
    offices bigint[];
begin
    if me is null or coalesce(cardinality(counties), 0) = 0
        or coalesce(current_setting('tonghu.casework', true), '') <> 'on' then
        raise insufficient_privilege using message = 'only who does casework may ask';
    end if;
    perform pg_advisory_xact_lock(hashtext('people_ask'), (me % 2147483647)::integer);
    delete from people_ask a where a.user_id = me and a.at < moment - interval '2 days';
    if cardinality(keys) > {MOST_KEYS}
        or (select count(*) from people_ask a where a.user_id = me and a.at > moment - interval '1 hour') >= {ASKS_AN_HOUR}
        or (select count(*) from people_ask a where a.user_id = me and a.at > moment - interval '1 day') >= {ASKS_A_DAY}
    then
        raise exception 'too many questions' using errcode = '{TOO_MANY}';
    end if;
    insert into people_ask (user_id, office_id, at) values (me, mine, moment) returning id into asked;
    with known as materialized (
        select distinct p.id, p.office_id, p.level, p.place, p.county, me = any(p.readers) as named
        from people_matchkey k join people_person p on p.id = k.person_id
        where k.key = any(keys) and k.sort in ({", ".join(f"'{sort}'" for sort in STRONG)}) and not p.serves
        limit 1000
    ), sighted as (
        insert into people_sighting (person_id, place, user_id, user_name, office_id, at, day)
        select id, place, me, coalesce(current_setting('tonghu.actor', true), ''), mine, moment, moment::date
        from known where level = 2 and not named and mine is not null
        on conflict do nothing
    )
    select array_agg(distinct known.office_id) into offices from known
    where level < 2 and not (county = any(counties) and (lo is null or place between lo and hi)
        and (level = 0 or known.office_id = mine or named));
    perform trail_note('ask', 'people_ask', asked, '', (select o.place_id from places_office o where o.id = mine),
        jsonb_build_object('offices', offices), '');
    return query select o.id, o.name from places_office o where o.id = any(offices) order by o.place_id, o.id limit 10;
end $$;
grant execute on function people_match(text[]) to tonghu_app;
"""  # noqa: S608  names of our own
UNMATCH = "drop function people_match(text[]);"
