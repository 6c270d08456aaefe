"""Entries of the trail as sentences: who, when, what was before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from .models import Entry, Verb
from .values import Names, Shown, shown, told

VERBS: dict[str, Promise] = {
    Verb.INSERT: gettext_lazy("Added"),
    Verb.UPDATE: gettext_lazy("Changed"),
    Verb.DELETE: gettext_lazy("Removed"),
    Verb.OPEN: gettext_lazy("Opened the file"),
    Verb.REFUSED: gettext_lazy("Was refused"),
    Verb.DECIDE: gettext_lazy("Decided"),
    Verb.EXPORT: gettext_lazy("Exported"),
    Verb.UNMASK: gettext_lazy("Saw in clear"),
    Verb.GLASS: gettext_lazy("Opened in an emergency"),
    Verb.ASK: gettext_lazy("Asked other offices"),
    Verb.SIGN_IN: gettext_lazy("Signed in"),
}
CHANGES = frozenset({Verb.INSERT, Verb.UPDATE, Verb.DELETE})


@dataclass(frozen=True)
class Line:
    """One thing that happened to one row.

    Attributes:
        verb: the word for it; subject: what kind of row, blank for the record itself.
        changes: label, before and after of each column, as people read them.
        erased: personal values belonged to it and were erased since.
    """

    verb: str
    subject: str
    changes: Sequence[Shown]
    erased: bool = False


@dataclass(frozen=True)
class Event:
    """What one person did in one step."""

    at: datetime
    actor: str
    office: str
    request: str
    why: str
    lines: list[Line] = field(default_factory=list)


def events(entries: Iterable[Entry], *, subjects: Mapping[str, str | Promise]) -> list[Event]:
    """Entries of one record, those of one request together, in the order given.

    Args:
        entries: with ``personal`` selected where it may be shown.
        subjects: what a row of a table is called, by the table's name.
    """
    entries = list(entries)
    tables = {model._meta.db_table: model for model in apps.get_models()}
    names = Names(entries, tables)
    found = []
    for (request, why, _who), group in groupby(entries, key=lambda e: (e.request or e.pk, e.why, e.actor)):
        together = list(group)
        lines = [line for entry in together if (line := _line(entry, tables, names, subjects))]
        if lines:
            first = together[0]
            found.append(Event(first.at, first.actor, first.office, str(request), why, lines))
    return found


def _line(
    entry: Entry, tables: Mapping[str, type[models.Model]], names: Names, subjects: Mapping[str, str | Promise]
) -> Line | None:
    model = tables.get(entry.table_name)
    personal = getattr(entry, "personal", None)
    before, after = dict(entry.before or {}), dict(entry.after or {})
    if personal is not None:
        before |= personal.before or {}
        after |= personal.after or {}
    changes = shown(model, before, after, root=entry.root_table, names=names) if model else told(after)
    erased = bool(entry.personal_digest) and personal is None
    if entry.verb == Verb.UPDATE and not changes and not erased:
        return None
    subject = "" if entry.table_name == entry.root_table else str(subjects.get(entry.table_name, entry.table_name))
    if subject and entry.verb == Verb.UPDATE and (name := names.of(entry)):
        subject = f"{subject} {name}"
    return Line(str(VERBS[entry.verb]), subject, changes, erased)
