"""Searching activities by what people type, behind the walls.

Containment of letters and LIKE are not leakproof: under a policy PostgreSQL may not use their index.
This function runs as the owner, applies the scope of the transaction itself, and answers ids only.
Constants stand in the statement, so that the planner sees whether a word is rare (it takes the letters'
index) or common (it walks the newest first). The letters alone tell it: "<> 0" has an estimate of nearly one, where
LIKE multiplies the letters' into "one row" and reads all of a common word's (316 ms against 1). Where rows
are only counted, no order is asked for, and they are taken as they lie.
"""

SEARCH = """
create index outreach_letters on outreach_activity using gin (letters);
create index outreach_pinyin on outreach_activity (county, pinyin text_pattern_ops);
create index outreach_initials on outreach_activity (county, initials text_pattern_ops);

create function outreach_search(wanted jsonb, most bigint) returns setof bigint
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    counties bigint[] := nullif(current_setting('tonghu.counties', true), '')::bigint[];
    lo bigint := nullif(current_setting('tonghu.lo', true), '')::bigint;
    hi bigint := nullif(current_setting('tonghu.hi', true), '')::bigint;
    sorts constant text[] := array['day', 'audience', 'consulted'];
    sort text := wanted ->> 'sort';
    tail text := '';
    word jsonb;
begin
    if coalesce(cardinality(counties), 0) = 0 or not sort = any(sorts) then
        return;
    end if;
    tail := case when cardinality(counties) = 1 then format('a.county = %s', counties[1])
        else format('a.county = any(%L::bigint[])', counties) end;
    if lo is not null then tail := tail || format(' and a.place between %s and %s', lo, hi); end if;
    for word in select * from jsonb_array_elements(wanted -> 'words') loop
        tail := tail || format($q$ and (a.letters @> %L::text[]
            and strpos(lower(normalize(a.title || ' ' || a.venue, nfkc)), %L) <> 0$q$,
            array(select jsonb_array_elements_text(word -> 'letters')), word ->> 'infix');
        if word ? 'prefix' then
            tail := tail || format(' or a.pinyin like %1$L or a.initials like %1$L', word ->> 'prefix');
        end if;
        tail := tail || ')';
    end loop;
    if wanted ? 'kind' then tail := tail || format(' and a.kind = %L', wanted ->> 'kind'); end if;
    if wanted ? 'topic' then tail := tail || format(' and a.topics @> array[%L]', wanted ->> 'topic'); end if;
    if wanted ? 'office' then tail := tail || format(' and a.office_id = %s', (wanted ->> 'office')::bigint); end if;
    if wanted ? 'lo' then
        tail := tail || format(' and a.place between %s and %s', (wanted ->> 'lo')::bigint, (wanted ->> 'hi')::bigint);
    end if;
    if wanted ? 'first' then tail := tail || format(' and a.day >= %L', (wanted ->> 'first')::date); end if;
    if wanted ? 'last' then tail := tail || format(' and a.day <= %L', (wanted ->> 'last')::date); end if;
    if wanted ? 'after_id' then
        tail := tail || case
            when wanted ->> 'after' is null
                then format(' and a.%1$I is null and a.id < %2$s', sort, (wanted ->> 'after_id')::bigint)
            when sort = 'day' then format(' and (a.day, a.id) < (%L, %s)', (wanted ->> 'after')::date,
                (wanted ->> 'after_id')::bigint)
            else format(' and (a.%1$I is null or (a.%1$I, a.id) < (%2$s, %3$s))', sort,
                (wanted ->> 'after')::bigint, (wanted ->> 'after_id')::bigint) end;
    end if;
    if not wanted ? 'counted' then
        tail := tail || format(' order by a.%I desc %s, a.id desc', sort,
            case when sort = 'day' then '' else 'nulls last' end);
    end if;
    return query execute format('select a.id from outreach_activity a where a.withdrawn_at is null and %s limit %s',
        tail, most);
end $$;
grant execute on function outreach_search(jsonb, bigint) to tonghu_app;
"""

UNSEARCH = """
drop function outreach_search(jsonb, bigint);
drop index outreach_letters; drop index outreach_pinyin; drop index outreach_initials;
"""
