"""What runs by the clock for cases."""

from django.db import transaction

from tonghu.cases.actions.glass import end_what_is_over


def end_openings() -> int:
    """End emergency openings whose time is over; returns how many."""
    with transaction.atomic():
        return end_what_is_over()
