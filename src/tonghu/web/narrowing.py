"""What the filters above every list have in common: a place as typed, an office, and the address of the list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from tonghu.access.actor import Actor
from tonghu.outreach import naming
from tonghu.places.models import Office


class NarrowingForm(forms.Form):
    """A form that is the address of a list. Its fields ``place`` and ``office`` are read here."""

    def __init__(self, data: QueryDict, *, by: Actor) -> None:
        super().__init__(data)
        self.by, self.query = by, data
        self.unit: Office | None = None

    def clean_place(self) -> Any:
        typed = self.cleaned_data["place"]
        if not typed:
            return None
        try:
            return naming.places_named([typed], by=self.by).get(typed)
        except LookupError as error:
            raise forms.ValidationError(str(error.args[0])) from error

    def clean_office(self) -> Any:
        pk = self.cleaned_data["office"]
        self.unit = Office.objects.filter(pk=pk).first() if pk else None
        return pk

    def address(self, *, without: str = "", **more: str) -> str:
        """The query of this list, the page left out."""
        query = self.query.copy()
        for name in ("after", without):
            query.pop(name, None)
        for name in [name for name, value in query.items() if not value]:
            query.pop(name)
        for name, value in more.items():
            query[name] = value
        return query.urlencode()
