"""What the stories of a case ask of it."""

from __future__ import annotations

from datetime import date

from tonghu.cases.models import Case, Step
from tonghu.work.models import Obligation


def owed(case: Case) -> dict[str, date]:
    """What runs in a case: its kinds and their last days."""
    rows = Obligation.objects.filter(subject_table="cases_case", subject_id=case.pk, state="open")
    return dict(rows.values_list("kind", "due"))


def told(case: Case) -> list[str]:
    """Its timeline as verbs, the first first."""
    return list(Step.objects.filter(case=case).order_by("pk").values_list("verb", flat=True))
