"""The trail's functions. They run as the owner; the application may call, never write the tables.

A statement's transition tables can be named only in a trigger of its own event, so there is one
function an event, all from one body. They are statement-level because a row-level trigger makes
a COPY of a million rows ten times slower.
"""

from tonghu.kit.sql import INSIDE

_BODY = """
create function trail_record_{event}() returns trigger language plpgsql security definer
set search_path = public, pg_temp set timezone = 'UTC' as $$
declare
    label_column text := tg_argv[0];
    root_of text := tg_argv[1];
    root_column text := tg_argv[2];
    personal text[] := string_to_array(tg_argv[3], ',');
    left_out text[] := string_to_array(tg_argv[4], ',') || array['county', 'town'];
begin
    with change as materialized (
        {change}
    ), kept as (
        {kept}
    ), numbered as (
        select nextval(pg_get_serial_sequence('trail_entry', 'id')) as id, kept.*, pb is not null or pa is not null as p
        from kept
    ), written as (
        insert into trail_entry (id, at, user_id, actor, office_id, office, request, verb, table_name, object_id,
            root_table, root_id, label, place, before, after, why, personal_digest)
        overriding system value
        select id, clock_timestamp(),
            nullif(current_setting('tonghu.user', true), '')::bigint,
            coalesce(current_setting('tonghu.actor', true), ''),
            nullif(current_setting('tonghu.office', true), '')::bigint,
            coalesce(current_setting('tonghu.office_name', true), ''),
            coalesce(current_setting('tonghu.request', true), ''),
            '{event}', tg_table_name, (r ->> 'id')::bigint, root_of, (r ->> root_column)::bigint,
            coalesce(r ->> nullif(label_column, ''), ''), coalesce(r ->> 'place', r ->> 'place_id')::bigint, b, a,
            coalesce(current_setting('tonghu.why', true), ''),
            case when p then encode(sha256(convert_to(jsonb_build_array(pb, pa)::text, 'UTF8')), 'hex') else '' end
        from numbered returning id
    )
    insert into trail_personal (entry_id, root_table, root_id, place, before, after)
    select id, root_of, (r ->> root_column)::bigint, coalesce(r ->> 'place', r ->> 'place_id')::bigint, pb, pa
    from numbered where p and exists (select from written);
    return null;
end $$;
"""

_CHANGES = {
    "insert": "select null::jsonb as earlier, to_jsonb(n) as later from new_rows n",
    "update": "select to_jsonb(o) as earlier, to_jsonb(n) as later from old_rows o join new_rows n on n.id = o.id",
    "delete": "select to_jsonb(o) as earlier, null::jsonb as later from old_rows o",
}

# A new or removed row is kept whole; of a changed one only the columns that differ.
_WHOLE = """select coalesce(later, earlier) as r, earlier - personal - left_out as b, later - personal - left_out as a,
            case when personal <> '{}' then (select jsonb_object_agg(k, earlier -> k) from unnest(personal) as k
                where earlier is not null) end as pb,
            case when personal <> '{}' then (select jsonb_object_agg(k, later -> k) from unnest(personal) as k
                where later is not null) end as pa
        from change"""
_DIFFERENCE = """select later as r, d.*
        from change cross join lateral (
            select jsonb_object_agg(k, earlier -> k) filter (where not k = any(personal)) as b,
                   jsonb_object_agg(k, later -> k) filter (where not k = any(personal)) as a,
                   jsonb_object_agg(k, earlier -> k) filter (where k = any(personal)) as pb,
                   jsonb_object_agg(k, later -> k) filter (where k = any(personal)) as pa
            from jsonb_object_keys(later) as k
            where earlier -> k is distinct from later -> k and not k = any(left_out)
        ) as d
        where d.a is not null or d.pa is not null"""

RECORD = "\n".join(
    _BODY.format(event=event, change=change, kept=_DIFFERENCE if event == "update" else _WHOLE)
    for event, change in _CHANGES.items()
)

NOTE = """
create function trail_note(verb_of text, table_of text, object_of bigint, label_of text, place_of bigint,
    detail jsonb, why_of text) returns bigint language sql security definer
set search_path = public, pg_temp as $$
    insert into trail_entry (at, user_id, actor, office_id, office, request, verb, table_name, object_id,
        root_table, root_id, label, place, after, why, personal_digest)
    select clock_timestamp(), nullif(current_setting('tonghu.user', true), '')::bigint,
        coalesce(current_setting('tonghu.actor', true), ''),
        nullif(current_setting('tonghu.office', true), '')::bigint,
        coalesce(current_setting('tonghu.office_name', true), ''),
        coalesce(current_setting('tonghu.request', true), ''),
        verb_of, table_of, object_of, table_of, object_of, label_of, place_of,
        nullif(detail, '{}'::jsonb), coalesce(nullif(why_of, ''), current_setting('tonghu.why', true), ''), ''
    where verb_of not in ('insert', 'update', 'delete')
    returning id
$$;
"""

FORGET = """
create function trail_forget(table_of text, object_of bigint, why_of text) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare lost bigint; place_of bigint;
begin
    if coalesce(why_of, '') = '' then
        raise exception 'a reason is required';
    end if;
    with gone as (
        delete from trail_personal p where p.root_table = table_of and p.root_id = object_of and {inside} returning p.place
    ) select count(*), max(place) into lost, place_of from gone;
    perform trail_note('decide', table_of, object_of, '', place_of, jsonb_build_object('forgotten', lost), why_of);
    return lost;
end $$;
"""

SEAL = """
create function trail_canonical(e trail_entry) returns text language sql stable
set search_path = public, pg_temp set timezone = 'UTC' as $$
    select encode(sha256(convert_to((to_jsonb(e) - 'seal_id')::text, 'UTF8')), 'hex')
$$;

create function trail_head() returns text language sql stable security definer
set search_path = public, pg_temp as $$
    select coalesce((select hash from trail_seal order by id desc limit 1), '')
$$;

create function trail_seal() returns text language plpgsql security definer
set search_path = public, pg_temp set timezone = 'UTC' as $$
declare head text; body text; many bigint; number bigint;
begin
    perform pg_advisory_xact_lock(hashtext('trail_seal'));
    head := trail_head();
    create temporary table sealing on commit drop as
        select e.id, trail_canonical(e) as line from trail_entry e where e.seal_id is null order by e.id;
    select count(*), string_agg(line, '' order by id) into many, body from sealing;
    if many = 0 then
        drop table sealing;
        return head;
    end if;
    insert into trail_seal (at, entries, previous, hash) values (clock_timestamp(), many, head,
        encode(sha256(convert_to(head || many || body, 'UTF8')), 'hex')) returning id, hash into number, head;
    update trail_entry e set seal_id = number from sealing s where s.id = e.id;
    drop table sealing;
    return head;
end $$;

create function trail_verify() returns bigint language plpgsql stable security definer
set search_path = public, pg_temp set timezone = 'UTC' as $$
declare s record; head text := ''; body text; many bigint;
begin
    for s in select * from trail_seal order by id loop
        select count(*), coalesce(string_agg(trail_canonical(e), '' order by e.id), '') into many, body
            from trail_entry e where e.seal_id = s.id;
        if many <> s.entries or s.previous <> head
            or s.hash <> encode(sha256(convert_to(head || many || body, 'UTF8')), 'hex') then
            return s.id;
        end if;
        head := s.hash;
    end loop;
    return (select -p.entry_id from trail_personal p join trail_entry e on e.id = p.entry_id
        where e.personal_digest <> encode(sha256(convert_to(jsonb_build_array(p.before, p.after)::text, 'UTF8')), 'hex')
        limit 1);
end $$;
"""

FUNCTIONS = RECORD + NOTE + FORGET.replace("{inside}", INSIDE) + SEAL

CLOSE = """
revoke insert, update, delete, truncate on trail_entry, trail_personal, trail_seal from tonghu_app;
alter table trail_entry enable row level security;
create policy trail_entry_read on trail_entry for select using (({audits}) or ({inside}));
alter table trail_personal enable row level security;
create policy trail_personal_read on trail_personal for select using ({inside});
grant execute on function trail_note(text, text, bigint, text, bigint, jsonb, text), trail_forget(text, bigint, text),
    trail_seal(), trail_head(), trail_verify() to tonghu_app;
revoke execute on function trail_canonical(trail_entry) from tonghu_app;
"""
