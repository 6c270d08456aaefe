"""What an activity contributes to counts, as SQL: one text for triggers, for reading rows and for checking.

A fact is (fact, place, when, kind, sub, n, records): ``n`` adds up to the figure, ``records`` counts the
entries that state it, so that "nobody came" (n 0, records 1) is not "nobody wrote it down".
"""
# ruff: noqa: S608  every word in these statements is our own; values are bound

PARTS = {
    "outreach_handout": ("copies", "p.material_id::text", "p.copies"),
    "outreach_audience": ("people", "p.sort", "p.people"),
    "outreach_coorganiser": ("coorganiser", "p.office_id::text", "1"),
    "outreach_lecturer": ("lecturer", "p.person_id::text", "1"),
}
"""Table of an activity's parts: its fact, what tells its lines apart, and what a line adds."""

COLUMNS = "fact, place, month, kind, sub, n, records"

MONTH = "date_trunc('month', day)::date"


def activity_facts(*, when: str = MONTH, source: str = "c") -> str:
    """Facts that stand on the activity itself.

    Args:
        when: SQL expression over ``day`` by which facts are grouped.
        source: relation of activities with a weight ``w`` (1 as it stands, -1 as it stood).
    """
    key = f"place, {when}, kind"
    return f"""
select 'activity', {key}, '', sum(w), sum(w) from {source} group by 1, 2, 3, 4
union all select 'consulted', {key}, '', sum(w * consulted), sum(w) from {source} where consulted is not null
    group by 1, 2, 3, 4
union all select 'audience', {key}, '', sum(w * audience), sum(w) from {source} where audience is not null
    group by 1, 2, 3, 4
union all select 'festival', {key}, festival, sum(w), sum(w) from {source} where festival <> '' group by 1, 2, 3, 4, 5
union all select 'topic', {key}, topic, sum(w), sum(w) from {source} cross join unnest(topics) as topic
    group by 1, 2, 3, 4, 5
"""


def part_facts(*, when: str = MONTH, source: str = "c") -> str:
    """Facts that stand on the activity's parts, as they are now; arguments as in ``activity_facts``."""
    return "\n".join(
        f"""union all select '{fact}', place, {when}, kind, sub, sum(w * n), sum(w)
        from (select c.place, c.day, c.kind, {sub} as sub, c.w, {n} as n
            from {source} c join {table} p on p.activity_id = c.id) x
        group by 1, 2, 3, 4, 5"""
        for table, (fact, sub, n) in PARTS.items()
    )
