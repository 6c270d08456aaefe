"""Break-glass: the one way into a confidential case that one is not named on.

It opens nothing outside the acting person's area, and what it answers for a number that does not exist, for a
case that stands open to her anyway and for one of another area is the same: nothing.
"""

from tonghu.kit.sql import CASEWORK, INSIDE

MOST_AN_HOUR = 10
_USER = "nullif(current_setting('tonghu.user', true), '')::bigint"
_OFFICE = "nullif(current_setting('tonghu.office', true), '')::bigint"

# whatever hangs on a case carries its readers
_FOLLOW = """
    update cases_case set readers = {change} where id = {case};
    update cases_contact set readers = {change} where case_id = {case};
    update people_person p set readers = {change} where p.level > 0
        and exists (select 1 from cases_party t where t.case_id = {case} and (t.person_id = p.id or exists
            (select 1 from people_guardian g where g.child_id = t.person_id and g.person_id = p.id)));
    update work_obligation set readers = {change} where subject_table = 'cases_case' and subject_id = {case};
"""
_ADD = _FOLLOW.format(change=f"array_append(array_remove(readers, {_USER}), {_USER})", case="found.id")
_TAKE = _FOLLOW.format(change="array_remove(readers, glass.user_id)", case="glass.case_id")

GLASS = f"""
create function cases_break_glass(office_of bigint, year_of int, serial_of int, why_of text, until_of timestamptz)
returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare found cases_case; asked int; made bigint;
begin
    if coalesce(why_of, '') = '' or until_of > now() + interval '24 hours' or until_of <= now() or not ({CASEWORK}) then
        raise exception 'a reason and an end within a day are required';
    end if;
    perform pg_advisory_xact_lock(hashtext('cases_break_glass'), {_USER}::int);
    select count(*) into asked from trail_entry
        where verb = 'glass' and user_id = {_USER} and at > now() - interval '1 hour';
    if asked >= {MOST_AN_HOUR} then
        return -1;
    end if;
    select * into found from cases_case
        where numbered_id = office_of and year = year_of and serial = serial_of and level > 0 and {INSIDE}
        and not (level = 1 and office_id = {_OFFICE}) and not ({_USER} = any(readers));
    perform trail_note('glass', 'cases_case', found.id, year_of || '-' || lpad(serial_of::text, 4, '0'), found.place,
        jsonb_build_object('found', found.id is not null), why_of);
    if found.id is null then
        return null;
    end if;
    {_ADD}
    insert into cases_breakglass (case_id, place, entered_at, entered_by, entered_name, "user", user_name,
        user_office_id, why, until, reviewed_by, review)
    values (found.id, found.place, now(), {_USER}, current_setting('tonghu.actor', true), {_USER},
        current_setting('tonghu.actor', true), {_OFFICE}, why_of, until_of, '', '') returning id into made;
    return made;
end $$;

create function cases_end_glass(glass_of bigint) returns int language plpgsql security definer
set search_path = public, pg_temp as $$
declare glass record; ended int := 0;
begin
    for glass in select g.id, g.case_id, g."user" as user_id from cases_breakglass g
        where g.ended_at is null and (g.until <= now() or (g.id = glass_of and g."user" = {_USER})) for update
    loop
        if not exists (select 1 from cases_breakglass o where o.case_id = glass.case_id and o."user" = glass.user_id
                and o.ended_at is null and o.id <> glass.id and o.until > now()) then
            {_TAKE}
        end if;
        update cases_breakglass set ended_at = now() where id = glass.id;
        ended := ended + 1;
    end loop;
    return ended;
end $$;
grant execute on function cases_break_glass(bigint, int, int, text, timestamptz), cases_end_glass(bigint) to tonghu_app;
"""  # noqa: S608  names of our own

UNGLASS = """
drop function cases_break_glass(bigint, int, int, text, timestamptz);
drop function cases_end_glass(bigint);
"""
