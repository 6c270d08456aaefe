from __future__ import annotations

from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from tonghu.kit.scope import Scope, within
from tonghu.work.clocks import term_for
from tonghu.work.terms import CLIMBING


def climb(today: date) -> int:
    """What is late climbs to the next federation office above, and after as many days again, up to the city.

    A function of the owner does it and answers how many climbed, nothing of what: whom it concerns lies in every
    office's scope, and no person's scope holds them all. What is sealed never climbs. Twice a day is once.

    Args:
        today: the day; how many days late is a term (``late.climb``).
    """
    days = term_for(CLIMBING, on=today).number
    with within(Scope(actor=_("Tonghu"))), connection.cursor() as cursor:
        cursor.execute("select work_climb(%s, %s)", [today, days])
        row = cursor.fetchone()
    return int(row[0]) if row else 0
