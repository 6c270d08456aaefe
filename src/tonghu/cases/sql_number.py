"""Case numbers: the next one of an office's year, counted over cases that the asking officer may not see.

It numbers for offices of the acting area alone. Sealed cases and those transferred away keep theirs; it answers a
number and nothing else, and holds the year of the office until the transaction ends, so that no two cases get the same.
"""

from tonghu.kit.scope import COUNTY
from tonghu.kit.sql import CASEWORK, INSIDE

NUMBERS = f"""
create function cases_next_serial(office_of bigint, year_of int) returns int language plpgsql security definer
set search_path = public, pg_temp as $$
begin
    if not ({CASEWORK}) then
        raise exception 'numbers are given to cases alone';
    end if;
    if not exists (select from (select place_id as place, place_id / {COUNTY} as county from places_office
            where id = office_of) numbered where {INSIDE}) then
        raise insufficient_privilege using message = 'this office lies outside the area';
    end if;
    perform pg_advisory_xact_lock(hashtextextended(format('cases_next_serial %s %s', office_of, year_of), 0));
    return (select coalesce(max(serial), 0) + 1 from cases_case where numbered_id = office_of and year = year_of);
end $$;
revoke execute on function cases_next_serial(bigint, int) from public;
grant execute on function cases_next_serial(bigint, int) to tonghu_app;
"""  # noqa: S608  names of our own

NO_NUMBERS = "drop function cases_next_serial(bigint, int);"
