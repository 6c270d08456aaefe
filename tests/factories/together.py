"""Two at once: what a test waits for before it lets the first go on."""

from django.db import connection


def until_somebody_waits() -> None:
    """Return once another connection waits for a lock.

    Raises:
        AssertionError: nobody did, after far more looks than it can take.
    """
    for _ in range(100_000):
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from pg_locks where not granted")
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waited")
