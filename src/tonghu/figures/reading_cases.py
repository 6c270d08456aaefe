"""How a figure of casework reads facts: what is counted, of which cases, told apart by what."""

from __future__ import annotations

from tonghu.figures.facts_cases import SLIPS, Base, name_of
from tonghu.figures.figure import By, Condition, Count, Figure, Sum
from tonghu.figures.reading import Reading

CASES, CONTACTS, EVENTS = "cases.CaseSlip", "cases.ContactSlip", "cases.EventSlip"

COLUMN_OF: dict[By, str] = {
    "matter": "matter", "channel": "channel", "talk": "talk", "outcome": "outcome", "sex": "sex", "age": "age",
    "agency": "sub", "track": "sub", "visit": "sub",
}  # fmt: skip
"""Breakdowns of casework that are told apart within a fact, and the column that does."""

_BASES: dict[tuple[str, str, str, frozenset[Condition]], str] = {
    (CASES, "", "day", frozenset()): "case",
    (CASES, "people", "day", frozenset()): "people",
    (CASES, "person_times", "day", frozenset()): "times",
    (CASES, "incidents", "day", frozenset()): "incident",
    (CASES, "minors", "day", frozenset()): "minor",
    (CASES, "", "day", frozenset({("ended_on", "set", True)})): "done",
    (CASES, "", "closed_on", frozenset()): "closed",
    (CASES, "", "closed_on", frozenset({("in_time", "set", True)})): "timed",
    (CASES, "", "closed_on", frozenset({("in_time", "eq", True)})): "in_time",
    (CASES, "", "closed_on", frozenset({("in_time", "eq", False)})): "overdue",
    (CASES, "goals", "day", frozenset()): "goals",
    (CASES, "goals_reached", "day", frozenset()): "reached",
    (CONTACTS, "", "day", frozenset()): "contact",
    (CONTACTS, "people", "day", frozenset()): "contact_times",
    (CONTACTS, "minors", "day", frozenset({("reception", "eq", True)})): "received",
    **{
        (EVENTS, "n", "day", frozenset({("sort", "eq", sort)})): sort
        for sort in ("referred", "answered", "reported", "returned", "track", "granted", "visit")
    },
}
_KNOWN: dict[str, Base] = {base.name: base for bases in SLIPS.values() for base in bases}
_DIMS = frozenset(COLUMN_OF.values())


def reading_of_cases(figure: Figure, by: By | None = None) -> Reading | None:
    """The reading of a figure of casework, divided by ``by``; None where it is not read from facts or not divided so.

    Raises:
        ValueError: its conditions cannot be read from facts.
    """
    if not isinstance(figure.measure, Count | Sum) or not figure.source.startswith("cases."):
        return None
    within = [c for c in figure.where if c[0] in _DIMS]
    groups = [c[0] for c in figure.where if c in (("minor", "eq", True), ("reception", "eq", True))]
    column = "" if isinstance(figure.measure, Count) else figure.measure.column
    base = _base(figure, column, groups)
    group = next((name for name in groups if name in base.groups), "")
    dim = within[0][0] if within else base.dims[0]
    if by is not None and by in COLUMN_OF:
        dim = COLUMN_OF[by]
    if dim not in base.dims or len(within) > 1 or (within and within[0][0] != dim):
        return None
    return Reading(name_of(base.name, group, dim), subs=_values(within[0]) if within else None)


def _base(figure: Figure, column: str, groups: list[str]) -> Base:
    rest = frozenset(c for c in figure.where if c[0] not in _DIMS)
    plain = frozenset(c for c in rest if c[0] not in groups)
    for conditions in (rest, plain):
        name = _BASES.get((figure.source, column, figure.day, conditions))
        if name is not None:
            return _KNOWN[name]
    raise ValueError(f"{figure.key}: no fact knows these conditions")


def _values(condition: Condition) -> frozenset[str]:
    _column, operator, value = condition
    return frozenset(value) if operator == "in" else frozenset({value})
