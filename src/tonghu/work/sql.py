"""The wall before obligations, and what climbs."""

from tonghu.kit.sql import CASEWORK, GUARDED, INSIDE

_OFFICE = "(select nullif(current_setting('tonghu.office', true), '')::bigint)"
OWED = f"({GUARDED}) or ({INSIDE} and {CASEWORK} and level = 1 and climbed_to_id = {_OFFICE})"
"""As a case is seen; of restricted ones also those that climbed to the acting office."""

HERS = "user_id = (select nullif(current_setting('tonghu.user', true), '')::bigint)"
"""Rows of the acting user herself."""

# whatever day is asked for, nothing climbs before it is late by the database's own day
_LATE = "least(today, current_date + 1) - greatest(after_days, 1)"
# Levels of a division by its digits: a federation of the city has 4, of a county 6, of a township 9.
CLIMB = """
create function work_climb(today date, after_days int) returns bigint language sql security definer
set search_path = public, pg_temp as $$
    with late as (
        select o.id, coalesce(o.climbed_to_id, o.office_id) as at
        from work_obligation o
        where o.state = 'open' and o.level < 2 and o.due <= {late}
            and (o.climbed_on is null or o.climbed_on <= {late})
        order by o.id for update skip locked
    ), step as (
        select late.id, above.id as superior
        from late
        join places_office here on here.id = late.at
        join places_place at_place on at_place.code = here.place_id
        cross join lateral (
            select f.id from places_office f join places_place p on p.code = f.place_id
            where f.kind = 'federation' and p.level >= 4 and p.level < at_place.level
                and at_place.code / (10 ^ (12 - p.level))::bigint = p.code / (10 ^ (12 - p.level))::bigint
                and f.opened_on <= today and (f.closed_on is null or f.closed_on > today)
            order by p.level desc, f.id limit 1
        ) above
    ), climbed as (
        update work_obligation o set climbed_to_id = step.superior, climbed_on = today
        from step where step.id = o.id returning o.id
    )
    select count(*) from climbed;
$$;
revoke execute on function work_climb(date, int) from public;
grant execute on function work_climb(date, int) to tonghu_app;
""".replace("{late}", _LATE)
