"""What runs by the clock: each twice a day is as good as once."""

from django.utils import timezone

from tonghu.work.actions import climb, remind

AWAKE = range(8, 20)
"""Hours of the house's day in which somebody may be reminded."""


def climb_late() -> int:
    """Let climb what is late today; returns how many."""
    return climb(timezone.localdate())


def remind_people() -> int:
    """Remind of today's, by day; returns how many messages left."""
    if timezone.localtime().hour not in AWAKE:
        return 0
    return remind(timezone.localdate())
