"""What goes with a case that moves: its people and its files. Called by ``cases_move`` alone."""

# A person who is in no other case moves; of others the new office gets a row of its own, for two offices
# that know the same person keep two files. Columns are read from the catalogue, so that none is forgotten.
_COLUMNS = """
    (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
     where attrelid = '{table}'::regclass and attnum > 0 and not attisdropped and attgenerated = ''
       and attname <> all (array['id', 'place', {own}]))
"""
_PERSON = _COLUMNS.format(table="people_person", own="'office_id', 'token', 'readers', 'serves'")
_CHILD = _COLUMNS.format(table="people_child", own="'person_id'")
_KEY = _COLUMNS.format(table="people_matchkey", own="'person_id'")

CARRY = f"""
create function cases_copy_person(person_of bigint, office_to bigint, place_to bigint) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare twin bigint; columns text;
begin
    columns := {_PERSON};
    execute format('insert into people_person (office_id, place, token, readers, serves, %1$s)
        select $2, $3, gen_random_uuid(), ''{{}}'', false, %1$s from people_person where id = $1 returning id', columns)
        into twin using person_of, office_to, place_to;
    columns := {_CHILD};
    execute format('insert into people_child (person_id, place, %1$s)
        select $2, $3, %1$s from people_child where person_id = $1', columns) using person_of, twin, place_to;
    columns := {_KEY};
    execute format('insert into people_matchkey (person_id, place, %1$s)
        select $2, $3, %1$s from people_matchkey where person_id = $1', columns) using person_of, twin, place_to;
    return twin;
end $$;

create function cases_move_people(cases bigint[], office_from bigint, office_to bigint, place_to bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare one record; twins jsonb := '{{}}'; twin bigint;
begin
    for one in
        with named as (
            select person_id as id from cases_party where case_id = any(cases)
            union select g.person_id from people_guardian g join cases_party t on t.person_id = g.child_id
                where t.case_id = any(cases) and g.until is null
        )
        select p.id, p.serves or p.office_id <> office_from
            or exists (select from cases_party t where t.person_id = p.id and t.case_id <> all(cases))
            or exists (select from people_guardian g where g.person_id = p.id
                and g.child_id not in (select n.id from named n)) as needed
        from people_person p join named on named.id = p.id
        where p.office_id <> office_to or p.serves order by p.id for update of p
    loop
        if one.needed then
            twin := cases_copy_person(one.id, office_to, place_to);
            update people_person set level = (select max(c.level) from cases_case c where c.id = any(cases))
                where id = twin;
            twins := twins || jsonb_build_object(one.id::text, twin);
            update cases_party set person_id = twin where case_id = any(cases) and person_id = one.id;
        else
            update people_person set office_id = office_to, place = place_to, readers = '{{}}' where id = one.id;
        end if;
    end loop;
    insert into people_guardian (child_id, person_id, place, kinship, since, until, lives_with)
        select (twins ->> g.child_id::text)::bigint, coalesce((twins ->> g.person_id::text)::bigint, g.person_id),
            place_to, g.kinship, g.since, g.until, g.lives_with
        from people_guardian g where twins ? g.child_id::text
            and (twins ? g.person_id::text or exists (select from people_person p where p.id = g.person_id
                and p.office_id = office_to));
    update people_guardian g set person_id = (twins ->> g.person_id::text)::bigint
        where twins ? g.person_id::text and not twins ? g.child_id::text
            and exists (select from people_person c where c.id = g.child_id and c.office_id = office_to);
end $$;

create function cases_move_files(cases bigint[], office_to bigint, place_to bigint) returns void
language sql security definer set search_path = public, pg_temp as $$
    update files_stored f set office_id = office_to, place = place_to
    from cases_attachment a where a.file_id = f.id and a.case_id = any(cases)
        and not exists (select from cases_attachment b where b.file_id = f.id and b.case_id <> all(cases));
$$;
revoke execute on function cases_copy_person(bigint, bigint, bigint) from public, tonghu_app;
revoke execute on function cases_move_people(bigint[], bigint, bigint, bigint) from public, tonghu_app;
revoke execute on function cases_move_files(bigint[], bigint, bigint) from public, tonghu_app;
"""  # noqa: S608  names of our own

UNCARRY = """
drop function cases_move_files(bigint[], bigint, bigint);
drop function cases_move_people(bigint[], bigint, bigint, bigint);
drop function cases_copy_person(bigint, bigint, bigint);
"""
