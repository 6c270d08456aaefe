"""What figures may count, kept by statement triggers: one slip a case, a contact, a day's work in a case.

The triggers hand the touched cases and contacts to two functions that compute their slips anew and write only what
differs. The touched cases are held first: whoever saves a part of the same case meanwhile is waited for, or waits,
and so each computes from what the other committed. Rows of this transaction need no holding. All of it works on
sets: a COPY of 300,000 rows computes each slip once a statement.
"""
# ruff: noqa: S608  every word in these statements is our own

from django.conf import settings

from tonghu.cases.rules.kinds import KIND_OF, Channel, Role, Talk
from tonghu.cases.rules.states import State
from tonghu.cases.rules.steps import LetterKind, LetterState

COLUMNS = (
    "case_id", "place", "office_id", "day", "closed_on", "ended_on", "due", "entered_at", "kind", "matter", "matters",
    "channel", "classed", "way", "state", "outcome", "satisfaction", "minor", "reception", "danger", "people",
    "person_times", "incidents", "minors", "minor_sexes", "minor_ages", "in_time", "days_open", "delay_days", "goals",
    "goals_reached",
)  # fmt: skip
EVENT_COLUMNS = ("case_id", "sort", "sub", "day", "place", "office_id", "kind", "minor", "n")
CONTACT_COLUMNS = (
    "contact_id", "place", "office_id", "day", "channel", "talk", "kind", "people", "minors", "minor", "again",
    "reception", "entered_at",
)  # fmt: skip

UNKNOWN_AGE = "unknown"
AGES = (("0-5", 6), ("6-13", 14), ("14-15", 16), ("16-17", 18))
"""Age groups of minors on the day the case was brought, and the age at which each ends."""
GROWN = "18"
"""Registered as a minor, though 18 by then."""

_AGE = "case when p.born is null then '{unknown}' {steps} else '{grown}' end".format(
    unknown=UNKNOWN_AGE,
    grown=GROWN,
    steps=" ".join(f"when c.day < (p.born + interval '{end} years') then '{name}'" for name, end in AGES),
)
_KINDS = " ".join(f"when '{matter}' then '{kind}'" for matter, kind in KIND_OF.items())
_KIND = f"case k.matter {_KINDS} else '' end"
_TALKS = f"k.talk not in ('{Talk.SILENT}', '{Talk.WRONG_NUMBER}')"
_GONE_OUT = f"l.sent_on is not null and l.state not in ('{LetterState.DRAFT}', '{LetterState.REVOKED}')"


def _merge(table: str, key: str, columns: tuple[str, ...], rest: tuple[str, ...]) -> str:
    """Insert or change, and leave alone what is as it was."""
    changed = [column for column in columns if column not in rest]
    before, after = (", ".join(f"{rows}.{column}" for column in changed) for rows in ("s", "excluded"))
    return f"""on conflict ({key}) do update set {", ".join(f"{column} = excluded.{column}" for column in changed)}
        where ({before}) is distinct from ({after})"""


_FRESH = f"""
select c.id, c.place, c.office_id, c.day, c.closed_on,
    case when c.state = '{State.CLOSED}' then c.closed_on
        when c.state in ('{State.DIRECTED}', '{State.WITHDRAWN}') then coalesce(
            (select max(t.day) from cases_step t where t.case_id = c.id and t."to" = c.state and t.start <> t."to"),
            (c.changed_at at time zone '{settings.TIME_ZONE}')::date) end,
    o.due, c.entered_at, c.kind, c.matter,
    array(select distinct m from unnest(c.matter || c.also) m order by m), c.channel, c.classed, c.way, c.state,
    c.outcome, c.satisfaction, c.minor, c.reception, c.danger, f.people, f.people + coalesce(k.people, 0),
    greatest(i.n, f.n), greatest(y.n, c.minor::int),
    case when y.n = 0 and c.minor then array[0] else y.sexes end,
    case when y.n = 0 and c.minor then array['{UNKNOWN_AGE}'] else y.ages end,
    case when c.closed_on is not null then c.closed_on <= o.due end, c.closed_on - c.day,
    case when l.sent - coalesce(c.noticed_on, i.noticed) < 0 then 0 else l.sent - coalesce(c.noticed_on, i.noticed) end,
    g.n, g.reached
from (select root, array_agg(id) as ids, count(*) as n, sum(people) as people from family group by root) f
join cases_case c on c.id = f.root
left join lateral (select due from work_obligation where subject_table = 'cases_case' and subject_id = c.id
    and kind = 'petition.finish' and state <> 'dropped' order by id desc limit 1) o on true
cross join lateral (select sum(k.people) as people from cases_contact k
    where k.case_id = any(f.ids) and not k.opened_case and {_TALKS}) k
cross join lateral (select count(*)::int as n, min(noticed_on) as noticed from cases_incident
    where case_id = any(f.ids)) i
cross join lateral (select count(*)::int as n, coalesce(array_agg(x.sex order by x.sex), '{{}}') as sexes,
        coalesce(array_agg(x.age order by x.age), '{{}}') as ages
    from (select distinct on (p.id) p.sex, {_AGE} as age from cases_party y join people_person p on p.id = y.person_id
        where y.case_id = any(f.ids) and '{Role.MINOR}' = any(y.roles)) x) y
cross join lateral (select min(l.sent_on) as sent from cases_letter l
    where l.case_id = any(f.ids) and l.kind = '{LetterKind.HARM_REPORT}' and {_GONE_OUT}) l
cross join lateral (select count(*)::int as n, (count(*) filter (where state = 'reached'))::int as reached
    from cases_goal where case_id = any(f.ids)) g
"""

_EVENTS = f"""
select c.id, e.sort, e.sub, e.day, c.place, c.office_id, c.kind, c.minor, count(*)::int
from family f join cases_case c on c.id = f.root
cross join lateral (
    select case l.kind when '{LetterKind.HARM_REPORT}' then 'reported' else 'referred' end as sort,
        coalesce(nullif(l.to_kind, ''), 'other') as sub, l.sent_on as day
        from cases_letter l where l.case_id = f.id and {_GONE_OUT}
    union all
    select case l.kind when '{LetterKind.HARM_REPORT}' then 'returned' else 'answered' end,
        coalesce(nullif(l.to_kind, ''), 'other'), l.ended_on
        from cases_letter l where l.case_id = f.id and l.state = '{LetterState.ANSWERED}' and l.ended_on is not null
    union all
    select 'track', t.kind, t.day from cases_track t where t.case_id = f.id
    union all
    select 'granted', t.kind, x.day from cases_trackstep x join cases_track t on t.id = x.track_id
        where x.case_id = f.id and x.step in ('granted', 'issued')
    union all
    select 'visit', 'scene', t.day from cases_step t where t.case_id = f.id and t.verb = 'scene'
    union all
    select 'visit', 'track', x.day from cases_trackstep x where x.case_id = f.id and x.step = 'visit'
    union all
    select 'visit', 'follow_up', u.day from cases_followup u where u.case_id = f.id and u.how = 'visit'
) e group by 1, 2, 3, 4
"""

_CONTACTS = f"""
select k.id, k.place, k.office_id, k.day, k.channel, k.talk, {_KIND}, k.people, coalesce(t.minors_present, 0),
    k.minor, k.repeats_id is not null, k.slot_id is not null or k.channel = '{Channel.LAWYER_DAY}',
    k.entered_at
from cases_contact k left join cases_case c on c.id = k.case_id left join cases_slot t on t.id = k.slot_id
where k.id = any(touched) and k.level < 2 and coalesce(c.level, 0) < 2
"""

FUNCTIONS = f"""
create function cases_slips(touched bigint[]) returns void language plpgsql security definer
set search_path = public, pg_temp as $$
declare kept bigint[];
begin
    if coalesce(cardinality(touched), 0) = 0 then
        return;
    end if;
    kept := array(with recursive up as (
        select id, merged_into_id from cases_case where id = any(touched)
        union select c.id, c.merged_into_id from cases_case c join up on c.id = up.merged_into_id
    ) select id from up union select unnest(touched));
    perform 1 from cases_case where id = any(kept) and xmin <> pg_current_xact_id()::xid order by id for no key update;
    delete from cases_caseslip where case_id = any(kept) and not exists (select from cases_case c
        where c.id = case_id and c.level < 2 and c.merged_into_id is null);
    insert into cases_caseslip as s ({", ".join(COLUMNS)})
    with recursive family as (
        select id as root, id, people from cases_case
            where id = any(kept) and level < 2 and merged_into_id is null
        union all select f.root, c.id, c.people from cases_case c join family f on c.merged_into_id = f.id
    ) {_FRESH} {_merge("cases_caseslip", "case_id", COLUMNS, ("case_id",))};
    with recursive family as (
        select id as root, id from cases_case where id = any(kept) and level < 2 and merged_into_id is null
        union all select f.root, c.id from cases_case c join family f on c.merged_into_id = f.id
    ), fresh ({", ".join(EVENT_COLUMNS)}) as ({_EVENTS}), gone as (
        delete from cases_eventslip s where case_id = any(kept) and not exists (select from fresh f
            where (f.case_id, f.sort, f.sub, f.day) = (s.case_id, s.sort, s.sub, s.day))
    )
    insert into cases_eventslip as s ({", ".join(EVENT_COLUMNS)}) select * from fresh
    {_merge("cases_eventslip", "case_id, sort, sub, day", EVENT_COLUMNS, EVENT_COLUMNS[:4])};
end $$;

create function cases_contactslips(touched bigint[]) returns void language plpgsql security definer
set search_path = public, pg_temp as $$
begin
    if coalesce(cardinality(touched), 0) = 0 then
        return;
    end if;
    delete from cases_contactslip s where contact_id = any(touched) and not exists (select from cases_contact k
        left join cases_case c on c.id = k.case_id
        where k.id = s.contact_id and k.level < 2 and coalesce(c.level, 0) < 2);
    insert into cases_contactslip as s ({", ".join(CONTACT_COLUMNS)}) {_CONTACTS}
    {_merge("cases_contactslip", "contact_id", CONTACT_COLUMNS, ("contact_id",))};
end $$;
revoke execute on function cases_slips(bigint[]), cases_contactslips(bigint[]) from public, tonghu_app;
"""

_ROWS = {"insert": ("new",), "delete": ("old",), "update": ("old", "new")}


def _both(event: str, column: str, where: str = "true") -> str:
    """Ids of a column in the rows as they were and as they are."""
    return " union ".join(f"select {column} as id from {rows}_rows where {where}" for rows in _ROWS[event])


def _trigger(table: str, event: str, calls: str) -> str:
    transitions = " ".join(f"{rows} table as {rows}_rows" for rows in _ROWS[event])
    name = f"cases_slips_{table}_{event}"
    return f"""
create function {name}() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
    {calls}
    return null;
end $$;
create trigger slips_{event} after {event} on {table} referencing {transitions}
    for each statement execute function {name}();
"""


def _cases(found: str) -> str:
    return f"perform cases_slips(array(select x.id from ({found}) x where x.id is not null));"


def _contacts(found: str) -> str:
    return f"perform cases_contactslips(array(select x.id from ({found}) x where x.id is not null));"


_OF_CASE = [
    "place", "office_id", "day", "closed_on", "state", "matter", "also", "channel", "classed", "way", "outcome",
    "satisfaction", "minor", "reception", "danger", "people", "merged_into_id", "level", "noticed_on",
]  # fmt: skip
"""Columns of a case that a slip knows: a change of others costs nothing."""


def _differs(columns: list[str]) -> str:
    pairs = (", ".join(f"{rows}.{column}" for column in columns) for rows in ("o", "n"))
    return " is distinct from ".join(f"({pair})" for pair in pairs)


def _changed(columns: list[str], ids: str = "unnest(array[o.id, o.merged_into_id, n.merged_into_id])") -> str:
    return f"select {ids} as id from old_rows o join new_rows n on n.id = o.id where {_differs(columns)}"


_WITH_CASE = "select id from cases_contact where case_id in ({})"
_PARTS = ("incident", "goal", "letter", "track", "trackstep", "followup", "party")
_EVERY = tuple(_ROWS)


def _triggers() -> list[str]:
    levels = _WITH_CASE.format(_changed(["level"], "o.id"))
    born = f"select case_id as id from cases_party where person_id in ({_changed(['born', 'sex'], 'o.id')})"
    came = f"select id from cases_contact where slot_id in ({_changed(['minors_present'], 'o.id')})"
    finish = "subject_table = 'cases_case' and kind = 'petition.finish'"
    found = [
        _trigger("cases_case", "insert", _cases(_both("insert", "unnest(array[id, merged_into_id])"))),
        _trigger("cases_case", "delete", _cases(_both("delete", "unnest(array[id, merged_into_id])"))),
        _trigger("cases_case", "update", f"{_cases(_changed(_OF_CASE))} {_contacts(levels)}"),
        _trigger("cases_step", "insert", _cases(_both("insert", "case_id", "start <> \"to\" or verb = 'scene'"))),
        _trigger("people_person", "update", _cases(born)),
        _trigger("cases_slot", "update", _contacts(came)),
    ]
    found += [_trigger(f"cases_{part}", e, _cases(_both(e, "case_id"))) for part in _PARTS for e in _EVERY]
    found += [
        _trigger("cases_contact", e, f"{_contacts(_both(e, 'id'))} {_cases(_both(e, 'case_id'))}") for e in _EVERY
    ]
    found += [_trigger("work_obligation", e, _cases(_both(e, "subject_id", finish))) for e in _EVERY]
    return found


TRIGGERS = "\n".join(_triggers())

_TABLES = {
    "cases_case": _EVERY, "cases_step": ("insert",), "people_person": ("update",), "cases_slot": ("update",),
    **{f"cases_{part}": _EVERY for part in _PARTS}, "cases_contact": _EVERY, "work_obligation": _EVERY,
}  # fmt: skip
NO_SLIPS = "\n".join(
    [
        f"drop trigger slips_{event} on {table}; drop function cases_slips_{table}_{event}();"
        for table, events in _TABLES.items()
        for event in events
    ]
    + ["drop function cases_slips(bigint[]); drop function cases_contactslips(bigint[]);"]
)
