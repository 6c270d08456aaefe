"""Why a change is made, told to the triggers that record it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections


@contextmanager
def explain(why: str, *, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Changes inside carry ``why`` in the trail. Needs an open transaction; the reason ends with the block."""
    before = _set(why, using)
    yield
    # after an error the transaction rolls back, and its settings with it
    _set(before, using)


def _set(why: str, using: str) -> str:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select coalesce(current_setting('tonghu.why', true), ''), set_config('tonghu.why', %s, true)", [why]
        )
        row = cursor.fetchone()
    return str(row[0]) if row else ""
