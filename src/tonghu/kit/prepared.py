"""A statement that the database plans once for a connection instead of at every call.

Behind the walls planning is most of what a small question costs: every table in it brings its policy, and a
statement over a dozen tables is planned for 8 ms and run for half of one. The plan reads the scope when it runs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

ARGUMENT = RawSQL("$1::bigint", ())
"""Stands in the queryset for the number that is given at each call."""

# a pool lends the same connection to many threads, one after the other
_known: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


class Prepared:
    """One row of values for a number.

    Args:
        name: of the statement, once in the whole application.
        made: makes the queryset with ``values``, in which ``ARGUMENT`` stands; called once a connection.
    """

    def __init__(self, name: str, made: Callable[[], QuerySet[Any, Any]]) -> None:
        self.name, self.made = f"tonghu_{name}", made

    def get(self, argument: int) -> dict[str, Any] | None:
        """The first row's values by their names, None where there is no row."""
        with connection.cursor() as cursor:
            self._prepare()
            cursor.execute(f"execute {self.name} (%s)", [argument])
            row = cursor.fetchone()
            return None if row is None else dict(zip((one.name for one in cursor.description), row, strict=True))

    def _prepare(self) -> None:
        raw = connection.connection
        known = _known.setdefault(raw, set())
        if self.name not in known:
            sql, params = self.made().query.sql_with_params()
            # past Django's count of statements: it belongs to the connection, not to what is asked
            with raw.cursor() as cursor:
                cursor.execute(f"prepare {self.name} (bigint) as {sql}", params)
            known.add(self.name)
