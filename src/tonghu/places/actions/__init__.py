"""Verbs on divisions, offices and their people."""

from .contacts import add_contact, add_contacts, change_contact, reach_contact, remove_contact, unmask_contact
from .divisions import add_places, rename_places
from .duties import add_duties, write_duties
from .offices import add_office, add_offices, change_office, close_office

__all__ = [
    "add_contact",
    "add_contacts",
    "add_duties",
    "add_office",
    "add_offices",
    "add_places",
    "change_contact",
    "change_office",
    "close_office",
    "reach_contact",
    "remove_contact",
    "rename_places",
    "unmask_contact",
    "write_duties",
]
