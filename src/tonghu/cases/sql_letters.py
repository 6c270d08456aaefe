"""What the office a letter is addressed to may do with it: say that it came, accept, send back, answer.

It reads the letter's row and nothing else of the case; it writes none. This function writes for it: the letter's
state and answer, a line in the case's timeline, the end of what was owed. Disclosed content it cannot touch.
"""

_USER = "nullif(current_setting('tonghu.user', true), '')::bigint"
_OFFICE = "nullif(current_setting('tonghu.office', true), '')::bigint"
_ACTOR = "coalesce(current_setting('tonghu.actor', true), '')"

REPLY = f"""
create function cases_letter_reply(letter_of bigint, step_of text, day_of date, said bytea, token_of uuid) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare given cases_letter; whole cases_case; ends text[];
begin
    if abs(day_of - now()::date) > 1 then
        raise exception 'not today';
    end if;
    select * into given from cases_letter
        where id = letter_of and by_account and state <> 'draft' and to_office_id = {_OFFICE};
    if given.id is null then
        return null;
    end if;
    select * into whole from cases_case where id = given.case_id for update;
    select * into given from cases_letter where id = letter_of for update;
    if not (case step_of
        when 'receive' then given.state = 'sent'
        when 'accept' then given.state in ('sent', 'received')
        when 'return' then given.state in ('sent', 'received', 'accepted')
        when 'answer' then given.state in ('sent', 'received', 'accepted')
        else false end) then
        return given.state;
    end if;
    update cases_letter set version = version + 1, received_on = coalesce(received_on, day_of),
        state = case step_of when 'receive' then 'received' when 'accept' then 'accepted'
            when 'return' then 'returned' else 'answered' end,
        ended_on = case when step_of in ('return', 'answer') then day_of end,
        answer = case when step_of in ('return', 'answer') then said else answer end,
        answered_by = case when step_of in ('return', 'answer') then {_ACTOR} else answered_by end
        where id = given.id;
    ends := case when step_of in ('return', 'answer')
        then array['referral.receipt', 'referral.answer', 'referral.urge', 'referral.supervise', 'report.result']
        else array['referral.receipt'] end;
    update work_obligation set state = case when step_of = 'return' and kind <> 'referral.receipt' then 'dropped'
            else 'done' end,
        in_time = case when step_of = 'return' and kind <> 'referral.receipt' then null else due >= day_of end,
        ended_at = now(), ended_on = day_of, ended_by = {_USER}
        where subject_table = 'cases_case' and subject_id = given.case_id and ordinal = given.id and state = 'open'
            and kind = any(ends);
    insert into cases_step (case_id, place, entered_at, entered_by, entered_name, verb, day, words, start, "to", data,
        about_table, about_id, token)
    values (given.case_id, whole.place, now(), {_USER}, {_ACTOR}, 'refer', day_of, said, whole.state, whole.state,
        jsonb_build_object('step', step_of, 'code', given.code, 'body', given.to_name, 'account', true),
        'cases_letter', given.id, token_of);
    return 'done';
end $$;
grant execute on function cases_letter_reply(bigint, text, date, bytea, uuid) to tonghu_app;
"""  # noqa: S608  names of our own

UNREPLY = "drop function cases_letter_reply(bigint, text, date, bytea, uuid);"
