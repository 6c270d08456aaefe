"""All activities that stand, whatever their day: what a list without conditions states above itself."""

from __future__ import annotations

from django.db import connection

from tonghu.figures.models.cell import Grain
from tonghu.kit.scope import Scope

_READ = """
select fact, coalesce(sum(n), 0)::bigint from (
    select fact, n from figures_cell where grain = %(grain)s and fact = any(%(facts)s) and {inside}
    union all
    select fact, n from figures_delta where fact = any(%(facts)s) and {inside}
) as x group by fact
"""


def standing(scope: Scope, *facts: str) -> dict[str, int]:
    """Sums of facts over all time, from the roll-up: counting the rows of a city costs nine bare pages.

    Args:
        scope: the area; facts: names as the triggers write them (``activity``, ``audience``).
    """
    inside = "county = any(%(counties)s)"
    inside += "" if scope.lo is None else " and place between %(lo)s and %(hi)s"
    values = {
        "grain": Grain.EVER if scope.lo is None else Grain.PLACE,
        "facts": list(facts), "counties": list(scope.counties), "lo": scope.lo, "hi": scope.hi,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_READ.format(inside=inside), values)
        found = dict(cursor.fetchall())
    return {fact: int(found.get(fact, 0)) for fact in facts}
