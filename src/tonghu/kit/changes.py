"""Writing only what changed: encrypted columns differ at every write, and the trail would call that a change."""

from __future__ import annotations

from django.db import models


def save_changed(row: models.Model, *, before: models.Model) -> list[str]:
    """Save the fields in which ``row`` differs from ``before`` (a copy of it), and return their names."""
    names = [
        field.name
        for field in row._meta.concrete_fields
        if not field.generated and getattr(row, field.attname) != getattr(before, field.attname)
    ]
    if names:
        row.save(update_fields=names)
    return names
