"""Statement triggers that append signed deltas for every change of what outreach figures count.

Updating cells in the saving transaction deadlocks under eight writers; appending does not. Each
trigger sums its statement first, so that one COPY of a million rows appends no more rows than it
touches cells. Facts of an activity's parts move with it when its day, kind, place or standing changes.
"""
# ruff: noqa: S608  every word in these statements is our own; values are bound

from .facts import COLUMNS, PARTS, activity_facts, part_facts

_CHANGES = {
    "insert": "select n.*, 1 as w from new_rows n where n.withdrawn_at is null",
    "delete": "select o.*, -1 as w from old_rows o where o.withdrawn_at is null",
    "update": """select o.*, -1 as w from old_rows o where o.withdrawn_at is null
        union all select n.*, 1 as w from new_rows n where n.withdrawn_at is null""",
}

_SIGNED = {
    "insert": "select p.*, 1 as w from new_rows p",
    "delete": "select p.*, -1 as w from old_rows p",
    "update": "select p.*, -1 as w from old_rows p union all select p.*, 1 as w from new_rows p",
}

_TRANSITIONS = {
    "insert": "new table as new_rows",
    "delete": "old table as old_rows",
    "update": "old table as old_rows new table as new_rows",
}


def _trigger(table: str, event: str, facts: str, *, first: str = "") -> str:
    name = f"figures_{table}_{event}"
    return f"""
create function {name}() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
    {first}
    insert into figures_delta ({COLUMNS})
    select f.* from ({facts}) as f ({COLUMNS}) where f.n <> 0 or f.records <> 0;
    return null;
end $$;
create trigger figures_{event} after {event} on {table} referencing {_TRANSITIONS[event]}
    for each statement execute function {name}();
"""


def _activity(event: str) -> str:
    # the parts of a new activity come after it and count themselves
    facts = activity_facts() + ("" if event == "insert" else part_facts())
    return _trigger(
        "outreach_activity",
        event,
        f"""with c as ({_CHANGES[event]}) select fact, place, month, kind, sub, sum(n), sum(records)
            from ({facts}) as all_facts ({COLUMNS}) group by 1, 2, 3, 4, 5""",
    )


def _part(table: str, event: str) -> str:
    fact, sub, n = PARTS[table]
    # Someone may be moving the activity to another month at this moment: wait for her, or let her wait,
    # or the line would be counted where the activity no longer stands. Rows of this transaction need none.
    lock = f"""perform 1 from outreach_activity a
        where a.id in (select activity_id from ({_SIGNED[event]}) p) and a.xmin <> pg_current_xact_id()::xid
        order by a.id for no key update;"""
    return _trigger(
        table,
        event,
        f"""select '{fact}', a.place, date_trunc('month', a.day)::date, a.kind, {sub}, sum(p.w * {n}), sum(p.w)
        from ({_SIGNED[event]}) p join outreach_activity a on a.id = p.activity_id
        where a.withdrawn_at is null group by 1, 2, 3, 4, 5""",
        first=lock,
    )


TRIGGERS = "\n".join(
    [_activity(event) for event in _CHANGES] + [_part(table, event) for table in PARTS for event in _CHANGES]
)

FOLD = """
create function figures_fold() returns bigint language plpgsql security definer
set search_path = public, pg_temp as $$
declare folded bigint;
begin
    if not pg_try_advisory_xact_lock(hashtext('figures_fold')) then
        return 0;
    end if;
    with taken as (
        delete from figures_delta returning fact, place, month, kind, sub, n, records
    ), kept as (
        insert into figures_cell as c (grain, fact, place, month, kind, sub, n, records)
        select g.grain, f.fact, case g.grain when 0 then f.place else f.place / 1000000 * 1000000 end,
            case g.grain when 2 then date '1949-10-01' else f.month end,
            case g.grain when 2 then '' else f.kind end, case g.grain when 2 then '' else f.sub end,
            sum(f.n), sum(f.records)
        from taken f cross join (values (0), (1), (2)) as g (grain)
        group by 1, 2, 3, 4, 5, 6 having sum(f.n) <> 0 or sum(f.records) <> 0
        on conflict (grain, place, month, fact, kind, sub)
            do update set n = c.n + excluded.n, records = c.records + excluded.records
    )
    select count(*) into folded from taken;
    return folded;
end $$;
grant execute on function figures_fold() to tonghu_app;
revoke insert, update, delete, truncate on figures_cell, figures_delta from tonghu_app;
"""
