"""Where the record behind a figure is read."""

from __future__ import annotations

from django.urls import reverse

PAGES = {
    "outreach_activity": "web:activity",
    "places_office": "web:office",
    "cases_case": "web:case",
    "cases_contact": "web:contact",
}


def record_url(source: str, pk: int) -> str:
    """The page of a record by its table and id; empty where it has none of its own."""
    return reverse(PAGES[source], args=[pk]) if source in PAGES else ""
