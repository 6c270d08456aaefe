"""What every list needs: filters as removable words, a count that does not cost a scan, the next page by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import number_format

COUNTED = 10_000
PAGE = 50


def counted(queryset: QuerySet[Any]) -> str:
    """The number of rows, exact up to 10,000, then "10,000+"."""
    found = queryset.order_by()[: COUNTED + 1].count()
    number = number_format(min(found, COUNTED), force_grouping=True)
    return f"{number}+" if found > COUNTED else number


def address(request: HttpRequest, **changes: Any) -> str:
    """This page's address with some parameters set, and those set to None or "" gone."""
    query = request.GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def words(request: HttpRequest, form: forms.Form, *, but: str = "") -> list[tuple[str, str]]:
    """Each filter in force, ``but`` left out, as a sentence, with the address of the list without it."""
    found = []
    for name, value in form.cleaned_data.items():
        if name == but or value in (None, "", [], False) or isinstance(form.fields[name].widget, forms.HiddenInput):
            continue
        found.append(
            (f"{form[name].label} {_said(form.fields[name], value)}", address(request, **{name: None, "after": None}))
        )
    return found


def _said(field: forms.Field, value: Any) -> str:
    choices: Any = getattr(field, "choices", ()) if not isinstance(field, forms.ModelChoiceField) else ()
    return str(dict(choices).get(value, value))


def page(queryset: QuerySet[Any], *, size: int = PAGE) -> tuple[Sequence[Any], bool]:
    """The first rows and whether more follow, in one query."""
    rows = list(queryset[: size + 1])
    return rows[:size], len(rows) > size


def pages(request: HttpRequest, *, after: Any) -> Mapping[str, str]:
    """Addresses for ``parts/pages.html``: ``after`` is the key of the last row shown, None on the last page."""
    first = address(request, after=None) if request.GET.get("after") else ""
    return {"first": first, "next": address(request, after=after) if after else ""}
