"""What somebody without an account may do: file, and read by her code where it stands.

Both run as the owner, because there is no scope to enter. ``cases_file`` writes one row at a federation's office and
answers nothing about others; ``cases_follow`` answers one row's state for the keyed hash of its code, and for any other
hash nothing.
"""

MOST_AN_HOUR = 300
"""Filings of one office within an hour; beyond it the page asks to call instead."""

PUBLIC = f"""
create function cases_file(office_of bigint, is_report boolean, code_of text, words_of bytea, name_of bytea,
    phone_of bytea, place_of bytea, unit_of bytea, situations_of jsonb, minor_of boolean, empty_of bytea, token_of uuid)
returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare office_place bigint; lately int;
begin
    select place_id into office_place from places_office
        where id = office_of and kind = 'federation' and (closed_on is null or closed_on > current_date);
    if office_place is null then
        return 'no office';
    end if;
    if exists (select 1 from cases_filing where token = token_of and code_index = code_of) then
        return 'again';
    end if;
    select count(*) into lately from cases_filing where office_id = office_of and filed_at > now() - interval '1 hour';
    if lately >= {MOST_AN_HOUR} then
        return 'full';
    end if;
    insert into cases_filing (place, office_id, report, code_index, words, contact_name, contact_phone, "where",
        reporter_unit, situations, minor, state, public_note, filed_at, taken_name, token)
    values (office_place, office_of, is_report, code_of, words_of, name_of, phone_of, place_of, unit_of, situations_of,
        minor_of, 'received', empty_of, clock_timestamp(), '', token_of)
    on conflict do nothing;
    return 'filed';
end $$;

create function cases_follow(code_of text) returns table (office text, filed_on date, state text, until date, body text,
    note bytea) language sql stable security definer set search_path = public, pg_temp as $$
    select o.name, f.filed_at::date,
        case when c.state = 'directed' or f.state = 'directed' then 'directed'
            when c.state in ('closed', 'withdrawn') or f.state = 'done' then 'done'
            when c.id is not null or f.state = 'taken' then 'taken' else 'received' end,
        (select max(w.due) from work_obligation w where w.subject_table = 'cases_case' and w.subject_id = c.id
            and w.state = 'open' and w.kind in ('petition.finish', 'petition.notice')),
        coalesce(nullif(c.directed_to, ''), ''), f.public_note
    from cases_filing f join places_office o on o.id = f.office_id
        left join cases_contact t on t.filing_id = f.id left join cases_case c on c.id = t.case_id
    where f.code_index = code_of
$$;
grant execute on function
    cases_file(bigint, boolean, text, bytea, bytea, bytea, bytea, bytea, jsonb, boolean, bytea, uuid),
    cases_follow(text) to tonghu_app;
"""  # noqa: S608  names of our own

UNPUBLIC = """
drop function cases_file(bigint, boolean, text, bytea, bytea, bytea, bytea, bytea, jsonb, boolean, bytea, uuid);
drop function cases_follow(text);
"""
