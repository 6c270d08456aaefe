"""Statement triggers that append signed deltas for every change of what outreach figures count.

Updating cells in the saving transaction deadlocks under eight writers; appending does not. Each
trigger sums its statement first, so that one COPY of a million rows appends no more rows than it
touches cells. Facts of an activity's parts move with it when its day, kind, place or standing changes.
"""

_KEY = "place, date_trunc('month', day)::date, kind"

_ACTIVITY_FACTS = f"""
select 'activity', {_KEY}, '', sum(w) from c group by 1, 2, 3, 4
union all select 'consulted', {_KEY}, '', sum(w * consulted) from c where consulted is not null group by 1, 2, 3, 4
union all select 'audience', {_KEY}, '', sum(w * audience) from c where audience is not null group by 1, 2, 3, 4
union all select 'festival', {_KEY}, festival, sum(w) from c where festival <> '' group by 1, 2, 3, 4, 5
union all select 'topic', {_KEY}, topic, sum(w) from c cross join unnest(topics) as topic group by 1, 2, 3, 4, 5
"""

_PARTS = {
    "outreach_handout": ("copies", "p.material_id::text", "p.copies"),
    "outreach_audience": ("people", "p.sort", "p.people"),
    "outreach_coorganiser": ("coorganiser", "p.office_id::text", "1"),
    "outreach_lecturer": ("lecturer", "p.person_id::text", "1"),
}

_PART_FACTS = "\n".join(
    f"""union all select '{fact}', {_KEY}, sub, sum(w * n)
    from (select c.place, c.day, c.kind, {sub} as sub, c.w, {n} as n from c join {table} p on p.activity_id = c.id) x
    group by 1, 2, 3, 4, 5"""
    for table, (fact, sub, n) in _PARTS.items()
)

_CHANGES = {
    "insert": "select n.*, 1 as w from new_rows n where n.withdrawn_at is null",
    "delete": "select o.*, -1 as w from old_rows o where o.withdrawn_at is null",
    "update": """select o.*, -1 as w from old_rows o where o.withdrawn_at is null
        union all select n.*, 1 as w from new_rows n where n.withdrawn_at is null""",
}

_TRANSITIONS = {
    "insert": "new table as new_rows",
    "delete": "old table as old_rows",
    "update": "old table as old_rows new table as new_rows",
}


def _trigger(table: str, event: str, facts: str) -> str:
    name = f"figures_{table}_{event}"
    return f"""
create function {name}() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
    insert into figures_delta (fact, place, month, kind, sub, n)
    select f.* from ({facts}) as f (fact, place, month, kind, sub, n) where f.n <> 0;
    return null;
end $$;
create trigger figures_{event} after {event} on {table} referencing {_TRANSITIONS[event]}
    for each statement execute function {name}();
"""


def _activity(event: str) -> str:
    # a deleted activity's parts are gone before it, an inserted one's come after it
    facts = _ACTIVITY_FACTS + (_PART_FACTS if event == "update" else "")
    return _trigger(
        "outreach_activity",
        event,
        f"with c as ({_CHANGES[event]}) select * from ({facts}) as all_facts (fact, place, month, kind, sub, n)"
        if event != "update"
        else f"""with c as ({_CHANGES[event]}) select fact, place, month, kind, sub, sum(n)
            from ({facts}) as all_facts (fact, place, month, kind, sub, n) group by 1, 2, 3, 4, 5""",
    )


def _part(table: str, event: str) -> str:
    fact, sub, n = _PARTS[table]
    signed = {
        "insert": "select p.*, 1 as w from new_rows p",
        "delete": "select p.*, -1 as w from old_rows p",
        "update": "select p.*, -1 as w from old_rows p union all select p.*, 1 as w from new_rows p",
    }[event]
    return _trigger(
        table,
        event,
        f"""select '{fact}', a.place, date_trunc('month', a.day)::date, a.kind, {sub}, sum(p.w * {n})
        from ({signed}) p join outreach_activity a on a.id = p.activity_id
        where a.withdrawn_at is null group by 1, 2, 3, 4, 5""",
    )


TRIGGERS = "\n".join(
    [_activity(event) for event in _CHANGES] + [_part(table, event) for table in _PARTS for event in _CHANGES]
)

FOLD = """
create function figures_fold() returns bigint language plpgsql security definer
set search_path = public, pg_temp as $$
declare folded bigint;
begin
    if not pg_try_advisory_xact_lock(hashtext('figures_fold')) then
        return 0;
    end if;
    create temporary table folding on commit drop as
        with taken as (delete from figures_delta returning fact, place, month, kind, sub, n)
        select * from taken;
    get diagnostics folded = row_count;
    insert into figures_cell as c (grain, fact, place, month, kind, sub, n)
    select g.grain, f.fact, case g.grain when 0 then f.place else f.place / 1000000 * 1000000 end,
        f.month, f.kind, f.sub, sum(f.n)
    from folding f cross join (values (0), (1)) as g (grain)
    group by 1, 2, 3, 4, 5, 6 having sum(f.n) <> 0
    on conflict (grain, place, month, fact, kind, sub) do update set n = c.n + excluded.n;
    drop table folding;
    return folded;
end $$;
grant execute on function figures_fold() to tonghu_app;
revoke insert, update, delete, truncate on figures_cell, figures_delta from tonghu_app;
"""
