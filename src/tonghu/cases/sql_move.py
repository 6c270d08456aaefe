"""Transfers: ownership of a case moves to another office, with all that hangs on it, when that office accepts.

The receiver does not see the case before, nor the giver after; so the move itself runs as the owner. Each function
asks again what the page asked: whether the acting office is the one that may answer, and whether it still can.
"""

from tonghu.kit.sql import CASEWORK

MOST_AN_HOUR = 20
_USER = "nullif(current_setting('tonghu.user', true), '')::bigint"
_OFFICE = "nullif(current_setting('tonghu.office', true), '')::bigint"
_ACTOR = "coalesce(current_setting('tonghu.actor', true), '')"
_SANE_DAY = "if abs(day_of - now()::date) > 1 then raise exception 'not today'; end if;"
_ANSWERS = f"case given.kind when 'request' then given.from_office_id else given.to_office_id end = {_OFFICE}"
_STANDS = "('registered', 'classified', 'handling', 'closing')"

# the case before its parts, as every action of the desk holds them
_HOLD = f"""
    select * into given from cases_transfer where id = transfer_of;
    if given.id is null or not ({_ANSWERS}) or not ({CASEWORK}) then
        return null;
    end if;
    select * into whole from cases_case where id = given.case_id for update;
    select * into given from cases_transfer where id = transfer_of for update;
    if given.state <> 'offered' then
        return jsonb_build_object('state', given.state, 'by', given.answered_by);
    end if;
"""  # noqa: S608  names of our own
_STEP = f"""
    insert into cases_step (case_id, place, entered_at, entered_by, entered_name, verb, day, words, start, "to", data,
        about_table, about_id, token)
    values (given.case_id, {{place}}, now(), {_USER}, {_ACTOR}, 'transfer', day_of, said, whole.state, whole.state,
        jsonb_build_object('step', '{{step}}', 'from', {{giver}}, 'to', {{taker}}),
        'cases_transfer', given.id, token_of);
"""  # noqa: S608  names of our own
_GIVER = "(select name from places_office where id = given.from_office_id)"
_TAKER = "(select name from places_office where id = given.to_office_id)"
_END = f"""
    update work_obligation set state = '{{state}}', ended_at = now(), ended_on = day_of, ended_by = {_USER},
        in_time = {{in_time}}
    where subject_table = 'cases_case' and subject_id = given.case_id and kind = '{{kind}}' and ordinal = given.id
        and state = 'open';
"""  # noqa: S608  names of our own
_ANSWERED = _END.format(state="done", kind="transfer.answer", in_time="due >= day_of")
_NO_RETURN = _END.format(state="dropped", kind="handing_down.answer", in_time="null")

# Cases joined to the one that moves go with it.
MOVE = f"""
create function cases_move(transfer_of bigint, day_of date, answer_of text, said bytea, token_of uuid) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare given cases_transfer; whole cases_case; place_to bigint; files jsonb; moved bigint[];
begin
    {_SANE_DAY}
    {_HOLD}
    if whole.state not in {_STANDS} or whole.level > 1 or whole.office_id <> given.from_office_id then
        return jsonb_build_object('state', 'gone');
    end if;
    moved := array[whole.id] || array(select id from cases_case
        where merged_into_id = whole.id and office_id = whole.office_id and level < 2 order by id for update);
    select place_id into place_to from places_office where id = given.to_office_id;
    select jsonb_agg(distinct jsonb_build_object('place', f.place, 'sha256', f.sha256)) into files
        from cases_attachment a join files_stored f on f.id = a.file_id
        where a.case_id = any(moved) and f.place <> place_to;
    update cases_transfer set state = 'accepted', answered_on = day_of, answered_by = {_ACTOR}, answer = answer_of
        where id = given.id;
    perform cases_move_people(moved, whole.office_id, given.to_office_id, place_to);
    update cases_case set office_id = given.to_office_id, place = place_to, officer = null, officer_name = '',
        readers = '{{}}', version = version + 1, changed_at = now() where id = any(moved);
    perform cases_move_files(moved, given.to_office_id, place_to);
    {_ANSWERED}
    update work_obligation set office_id = given.to_office_id, place = place_to, readers = '{{}}',
        climbed_to_id = null, climbed_on = null, assigned_id = case when state = 'open' then null else assigned_id end
        where subject_table = 'cases_case' and subject_id = any(moved) and kind <> 'handing_down.answer';
    {_STEP.format(place="place_to", step="accept", giver=_GIVER, taker=_TAKER)}
    select coalesce(jsonb_agg(one || jsonb_build_object('alone', not exists (select from files_stored f
        where f.place = (one ->> 'place')::bigint and f.sha256 = one ->> 'sha256'))), '[]') into files
        from jsonb_array_elements(coalesce(files, '[]')) one;
    return jsonb_build_object('state', 'moved', 'files', files, 'place', place_to);
end $$;
grant execute on function cases_move(bigint, date, text, bytea, uuid) to tonghu_app;
"""  # noqa: S608  names of our own

DECLINE = f"""
create function cases_decline(transfer_of bigint, day_of date, answer_of text, said bytea, token_of uuid) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare given cases_transfer; whole cases_case;
begin
    {_SANE_DAY}
    {_HOLD}
    update cases_transfer set state = 'declined', answered_on = day_of, answered_by = {_ACTOR}, answer = answer_of
        where id = given.id;
    {_ANSWERED}
    {_NO_RETURN}
    {_STEP.format(place="whole.place", step="decline", giver=_GIVER, taker=_TAKER)}
    return jsonb_build_object('state', 'declined');
end $$;

create function cases_report_back(transfer_of bigint, day_of date, said bytea, token_of uuid) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare given cases_transfer; whole cases_case;
begin
    {_SANE_DAY}
    select * into given from cases_transfer where id = transfer_of and state = 'accepted' and kind = 'assign';
    select * into whole from cases_case where id = given.case_id and office_id = {_OFFICE} for update;
    if whole.id is null or not ({CASEWORK}) then
        return null;
    end if;
    {_END.format(state="done", kind="handing_down.answer", in_time="due >= day_of")}
    if not found then
        return jsonb_build_object('state', 'gone');
    end if;
    {_STEP.format(place="whole.place", step="report", giver=_GIVER, taker=_TAKER)}
    return jsonb_build_object('state', 'reported');
end $$;
grant execute on function cases_decline(bigint, date, text, bytea, uuid), cases_report_back(bigint, date, bytea, uuid)
    to tonghu_app;
"""  # noqa: S608  names of our own

# Whether the number exists, is open to transfer or is sealed: the answer is the same, and the limit counts them all.
ASK = f"""
create function cases_ask(office_of bigint, year_of int, serial_of int, why_of text, back boolean, token_of uuid)
returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare whole cases_case; asked int;
    place_of constant bigint := (select place_id from places_office where id = {_OFFICE});
begin
    if coalesce(why_of, '') = '' or not ({CASEWORK}) or not exists (select from places_office
            where id = {_OFFICE} and kind = 'federation') then
        raise exception 'only a federation asks, with a reason';
    end if;
    perform pg_advisory_xact_lock(hashtext('cases_ask'), ({_USER} % 2147483647)::int);
    select count(*) into asked from trail_entry where verb = 'decide' and table_name = 'cases_transfer'
        and user_id = {_USER} and at > now() - interval '1 hour' and after ? 'asked';
    if asked >= {MOST_AN_HOUR} then
        return false;
    end if;
    perform trail_note('decide', 'cases_transfer', null, year_of || '-' || lpad(serial_of::text, 4, '0'), place_of,
        jsonb_build_object('asked', not back, 'office', office_of), why_of);
    select * into whole from cases_case where numbered_id = office_of and year = year_of and serial = serial_of
        and level < 2 and office_id <> {_OFFICE} and state in {_STANDS} for update;
    if back then
        update cases_transfer set state = 'revoked', answered_on = now()::date, answered_by = {_ACTOR}
            where case_id = whole.id and kind = 'request' and to_office_id = {_OFFICE} and state = 'offered';
    elsif whole.id is not null then
        insert into cases_transfer (case_id, place, entered_at, entered_by, entered_name, token, kind, from_office_id,
            to_office_id, case_number, matter, why, state, answered_by, answer)
        values (whole.id, whole.place, now(), {_USER}, {_ACTOR}, token_of, 'request', whole.office_id, {_OFFICE},
            year_of || '-' || lpad(serial_of::text, 4, '0'), whole.matter, why_of, 'offered', '', '')
        on conflict do nothing;
    end if;
    return true;
end $$;
grant execute on function cases_ask(bigint, int, int, text, boolean, uuid) to tonghu_app;
"""  # noqa: S608  names of our own

GONE = """
drop function cases_move(bigint, date, text, bytea, uuid);
drop function cases_decline(bigint, date, text, bytea, uuid);
drop function cases_report_back(bigint, date, bytea, uuid);
drop function cases_ask(bigint, int, int, text, boolean, uuid);
"""

CONCERNS = f"""({CASEWORK}) and (from_office_id = (select {_OFFICE})
    or (to_office_id = (select {_OFFICE}) and not (kind = 'request' and state in ('offered', 'revoked'))))"""
"""Offers from and to the acting office. One that it asked for itself shows only when it was answered."""
