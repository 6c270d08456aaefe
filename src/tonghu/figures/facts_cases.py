"""What slips of casework contribute to counts, as SQL: one text for triggers, for the days at the edges, for checking.

A fact's name says what is counted, of which cases (all, those concerning minors, those of lawyer reception days) and
by what its lines are told apart: ``cases.closed.minor/outcome``. Its kind is the kind of the case.
"""
# ruff: noqa: S608  every word in these statements is our own; values are bound

from __future__ import annotations

from dataclasses import dataclass

from tonghu.figures.facts import COLUMNS

ALL_CASES = ("",)
WITH_MINORS = ("", "minor")
WITH_RECEPTION = ("", "minor", "reception")
"""Which cases: all of them, those where a column of that name is true."""


@dataclass(frozen=True, slots=True)
class Base:
    """One thing that is counted of a slip.

    Attributes:
        n: what a slip adds; day: the column by whose month it counts; where: of which slips.
        groups: of which cases apart; dims: columns by which its lines are told apart, "" for none.
    """

    name: str
    n: str = "1"
    day: str = "day"
    where: str = "true"
    groups: tuple[str, ...] = ALL_CASES
    dims: tuple[str, ...] = ("",)


OF_CASES = (
    Base("case", groups=WITH_RECEPTION, dims=("matter", "channel")),
    Base("people", "people", groups=WITH_MINORS, dims=("channel",)),
    Base("times", "person_times", groups=WITH_MINORS, dims=("channel",)),
    Base("incident", "incidents", groups=WITH_MINORS, dims=("matter",)),
    Base("minor", "minors", where="minors > 0", dims=("", "sex", "age")),
    Base("done", where="ended_on is not null", groups=WITH_MINORS, dims=("matter",)),
    Base("closed", day="closed_on", where="closed_on is not null", groups=WITH_MINORS, dims=("outcome", "matter")),
    Base("timed", day="closed_on", where="in_time is not null"),
    Base("in_time", day="closed_on", where="in_time"),
    Base("overdue", day="closed_on", where="not in_time"),
    Base("goals", "goals", where="goals > 0"),
    Base("reached", "goals_reached", where="goals > 0"),
)
OF_CONTACTS = (
    Base("contact", groups=WITH_MINORS, dims=("channel", "talk")),
    Base("contact_times", "people", dims=("channel", "talk")),
    Base("received", "minors", where="reception and minors > 0"),
)
OF_EVENTS = tuple(
    Base(sort, "n", where=f"sort = '{sort}'", dims=("sub",))
    for sort in ("referred", "answered", "reported", "returned", "track", "granted", "visit")
)
SLIPS = {"cases_caseslip": OF_CASES, "cases_contactslip": OF_CONTACTS, "cases_eventslip": OF_EVENTS}
"""Table of slips: what is counted of it."""

LISTED = {"sex": "minor_sexes", "age": "minor_ages"}
"""Dimensions of which a slip has several: one line for each member of the array."""


def name_of(base: str, group: str, dim: str) -> str:
    """The name of a fact as it stands in cells and deltas."""
    return f"cases.{base}{'.' if group else ''}{group}/{dim}"


def slip_facts(table: str, *, when: str, source: str, where: str = "true") -> str:
    """Facts of a table of slips, summed.

    Args:
        when: SQL expression over ``v.day`` by which facts are grouped.
        source: relation of slips with a weight ``w`` (1 as it stands, -1 as it stood).
        where: further condition over ``v.day`` and ``v.fact``.
    """
    plain, listed = [], []
    for base in SLIPS[table]:
        for group in base.groups:
            holds = f"({base.where}){f' and {group}' if group else ''}"
            for dim in base.dims:
                name = name_of(base.name, group, dim)
                if dim in LISTED:
                    listed.append(f"select '{name}', c.{base.day}, x::text, 1, {holds} from unnest(c.{LISTED[dim]}) x")
                else:
                    sub = f"c.{dim}" if dim else "''"
                    plain.append(f"('{name}', c.{base.day}, {sub}, {base.n}, {holds})")
    lines = " union all ".join([f"values {', '.join(plain)}", *listed])
    return f"""select v.fact, c.place, {when}, c.kind, v.sub, sum(c.w * v.n), sum(c.w)
        from {source} c cross join lateral ({lines}) as v (fact, day, sub, n, holds)
        where v.holds and v.day is not null and {where} group by 1, 2, 3, 4, 5"""


def edge_facts(start: str, end: str, inside: str) -> str:
    """Facts of the slips of some days, each under its own day, under the names of COLUMNS.

    Args:
        start, end: placeholders of the first and the last day; inside: condition for the area.
    """
    days = f"between {start} and {end}"
    parts = []
    for table in SLIPS:
        ended = f" or closed_on {days}" if table == "cases_caseslip" else ""
        rows = f"(select s.*, 1 as w from {table} s where {inside} and (day {days}{ended}))"
        parts.append(slip_facts(table, when="v.day", source=rows, where=f"v.day {days}"))
    return f"select {COLUMNS} from ({' union all '.join(parts)}) as f ({COLUMNS})"
