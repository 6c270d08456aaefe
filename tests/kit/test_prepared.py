"""A statement planned once for a connection: its plan reads the scope and the rows when it runs."""

import pytest

from tests.factories.cases import registered
from tonghu.cases.models import Case, Incident
from tonghu.cases.queries.facts import facts_of
from tonghu.kit.prepared import ARGUMENT, Prepared
from tonghu.kit.scope import NOBODY, within

OFTEN = 12
"""Beyond the five calls after which the database may keep one plan for every argument."""


def test_a_kept_plan_shows_nothing_outside_the_scope(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin)
        for _ in range(OFTEN):
            assert facts_of(case).goals == 0
        with within(NOBODY):
            for _ in range(OFTEN):
                with pytest.raises(Case.DoesNotExist):
                    facts_of(case)
        assert facts_of(case).goals == 0


def test_a_kept_plan_reads_the_row_as_it_stands(actor, scoped):
    lin = actor("lin_he")
    asked = Prepared("test_people", lambda: Incident.objects.filter(case=ARGUMENT).values("people"))
    with scoped(lin):
        case = registered(lin)
        for people in range(1, OFTEN):
            Incident.objects.filter(case=case).update(people=people)
            assert asked.get(case.pk) == {"people": people}
        assert asked.get(0) is None
