"""What is done to the roll-up; figures themselves never write."""

from django.db import connection, transaction


def fold() -> int:
    """Add the unfolded deltas to the cells; values stay the same. Returns how many deltas were folded.

    While another folds, nothing is done. Savers never wait for it, and it never waits for them.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select figures_fold()")
        row = cursor.fetchone()
    return int(row[0]) if row else 0
