"""How a figure of activities reads facts: which fact, of which kinds, told apart by what."""

from __future__ import annotations

from dataclasses import dataclass

from tonghu.figures.figure import Condition, Count, Distinct, Figure, Sum

FACTS = {
    ("outreach.Activity", ""): "activity",
    ("outreach.Activity", "consulted"): "consulted",
    ("outreach.Activity", "audience"): "audience",
    ("outreach.Handout", "copies"): "copies",
    ("outreach.Handout", "material"): "copies",
    ("outreach.Audience", "people"): "people",
    ("outreach.CoOrganiser", "office"): "coorganiser",
    ("outreach.Lecturer", "person"): "lecturer",
}
SUBS = {"topics": "topic", "festival": "festival"}
"""Columns of an activity by which it is a fact of its own."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Conditions on facts; None admits all.

    Attributes:
        fact: name of the fact. kinds: of activities. subs: what tells lines apart (a sort, a topic).
        forms: forms of material. distinct: count different subs, not their sum.
    """

    fact: str
    kinds: frozenset[str] | None = None
    subs: frozenset[str] | None = None
    forms: frozenset[str] | None = None
    distinct: bool = False

    def admits(self, fact: str, kind: str, sub: str, form: str) -> bool:
        return fact == self.fact and all(
            wanted is None or found in wanted
            for wanted, found in ((self.kinds, kind), (self.subs, sub), (self.forms, form))
        )


def reading_of(figure: Figure) -> Reading | None:
    """The reading of a figure; None where it counts no activities.

    Raises:
        ValueError: its conditions cannot be read from facts, or a distinct count asks for more than kinds.
    """
    if not isinstance(figure.measure, Count | Sum | Distinct):
        return None
    column = "" if isinstance(figure.measure, Count) else figure.measure.column
    fact = FACTS[figure.source, column]
    found: dict[str, frozenset[str]] = {}
    for condition in figure.where:
        name, values = _wanted(condition)
        if condition[0] in SUBS:
            fact = SUBS[condition[0]]
        found[name] = values
    reading = Reading(fact, distinct=isinstance(figure.measure, Distinct), **found)
    if reading.distinct and (reading.subs or reading.forms):
        raise ValueError(f"{figure.key}: a distinct count is read by kind only")
    return reading


def _wanted(condition: Condition) -> tuple[str, frozenset[str]]:
    column, operator, value = condition
    values = frozenset(value) if operator == "in" else frozenset({value})
    if column.removeprefix("activity__") == "kind":
        return "kinds", values
    if column == "material__form":
        return "forms", values
    if column in SUBS or column == "sort":
        return "subs", values
    raise ValueError(f"no fact knows the column {column}")
