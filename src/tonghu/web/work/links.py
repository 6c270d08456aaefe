"""Where a record that something is owed on is opened."""

from django.urls import reverse

from tonghu.work.models import Obligation

ROOMS = {"cases_case": "web:case", "cases_contact": "web:contact", "cases_receptionday": "web:reception-day"}
"""The address of a record, by its table."""


def address(owed: Obligation) -> str:
    """The page of what an obligation is about; the list of what is due where it has none."""
    name = ROOMS.get(owed.subject_table)
    return reverse(name, args=[owed.subject_id]) if name else reverse("web:late")
