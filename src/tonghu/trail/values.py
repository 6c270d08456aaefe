"""Single values of the trail as people read them: choices, dates, names behind ids, masked numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.contrib.auth import get_user_model
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tonghu.kit.crypto import WrongKey, field_cipher, mask_id, mask_phone
from tonghu.kit.fields import EncryptedTextField

from .models import Entry, Verb

NOTHING = "—"
MASKS = {"phone": mask_phone, "identity": mask_id}
DETAILS = {
    "field": gettext_lazy("what"),
    "rows": gettext_lazy("rows"),
    "which": gettext_lazy("list"),
    "forgotten": gettext_lazy("entries that lost personal values"),
    "added": gettext_lazy("divisions added"),
    "decision": gettext_lazy("decision"),
    "state": gettext_lazy("state"),
    "version": gettext_lazy("version"),
    "number": gettext_lazy("number of the document"),
}
"""Names of what actions note; what is not here is an id or a hash and tells a reader nothing."""
READERS = "readers"
"""The column that holds ids of people in an array (``kit.scope.Guarded``)."""
Model = type[models.Model]
Column: TypeAlias = "models.Field[Any, Any]"


@dataclass(frozen=True)
class Shown:
    """One column: its label, and both values in words; a blank one was not there."""

    label: str
    before: str
    after: str


class Names:
    """The names behind the ids in some entries, fetched at once a table; what a reader may not see has none."""

    def __init__(self, entries: Iterable[Entry], tables: Mapping[str, Model]) -> None:
        wanted: dict[Model, set[Any]] = defaultdict(set)
        parts: dict[Model, set[int]] = defaultdict(set)
        for entry in entries:
            model = tables.get(entry.table_name)
            if model is None:
                continue
            for column, value in _references(model, entry):
                wanted[column.related_model].add(value)  # type: ignore[index]
            for side in (entry.before, entry.after):
                wanted[get_user_model()].update((side or {}).get(READERS) or ())
            if entry.verb == Verb.UPDATE and entry.table_name != entry.root_table and entry.object_id:
                parts[model].add(entry.object_id)
        self._rows = {model: model._base_manager.in_bulk(ids) for model, ids in wanted.items()}
        self._parts = {model: _with_names(model).in_bulk(ids) for model, ids in parts.items()}
        self._tables = tables

    def at(self, model: Model, key: Any) -> str:
        """The name of a row; a sentence where it is gone or not the reader's to see."""
        found = self._rows.get(model, {}).get(key)
        return str(found) if found is not None else _("(not open to you)")

    def of(self, entry: Entry) -> str:
        """What the changed part of a record is called today; blank where it is gone."""
        model = self._tables[entry.table_name]
        found = self._parts.get(model, {}).get(entry.object_id or 0)
        return str(found) if found is not None else ""


def shown(model: Model, before: Mapping[str, Any], after: Mapping[str, Any], *, root: str, names: Names) -> list[Shown]:
    """The columns that people filled in, in the order of the model; equal pairs and keys of the house left out.

    Args:
        root: table of the record on whose page this stands: a part's reference to it says nothing.
    """
    columns = {str(column.column): column for column in model._meta.concrete_fields}
    found = []
    for name, column in columns.items():
        if (name not in before and name not in after) or not _tells(column, root):
            continue
        old, new = before.get(name), after.get(name)
        if isinstance(column, EncryptedTextField):
            old, new = _clear(old), _clear(new)
        if old != new:
            found.append(Shown(label_of(column), _text(column, old, names), _text(column, new, names)))
    fields = {str(column.name): label_of(column) for column in columns.values()}
    others = {key: fields.get(str(after[key]), str(after[key])) for key in after if key not in columns}
    return found + told(others)


def told(details: Mapping[str, Any]) -> list[Shown]:
    """What an action noted beside its verb, under names that readers know; the rest is for the auditor's search."""
    return [Shown(str(DETAILS[key]), "", str(value)) for key, value in details.items() if key in DETAILS]


def label_of(column: Column) -> str:
    """The column's name to a reader; one that the model does not name is looked up in the catalogue."""
    return _(str(column.verbose_name))


def _tells(column: Column, root: str) -> bool:
    if column.primary_key or column.generated:
        return False
    related = column.related_model
    if isinstance(related, type) and related._meta.db_table == root:
        return related._meta.db_table == column.model._meta.db_table
    # what the house fills in by itself tells a reader something only where the model gives it a name
    return column.editable or str(column.verbose_name) != column.name.replace("_", " ")


def _text(column: Column, value: Any, names: Names) -> str:
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(column, EncryptedTextField):
        return MASKS.get(str(column.name), _stars)(value)
    if column.is_relation:
        return names.at(column.related_model, value)  # type: ignore[arg-type]
    if isinstance(column, ArrayField):
        people = column.name == READERS
        return "、".join(
            names.at(get_user_model(), one) if people else _chosen(column.base_field, one) for one in value
        )
    if isinstance(column, models.DateTimeField):
        moment = parse_datetime(value)
        return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else str(value)
    return _chosen(column, value)


def _chosen(column: Column, value: Any) -> str:
    if isinstance(value, dict):
        return "、".join(str(one) for one in value.values() if one not in (None, ""))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    choices = dict(column.flatchoices)
    if value in choices:
        return str(choices[value])
    return number_format(value, force_grouping=True) if isinstance(value, int) else str(value)


def _clear(sealed: str | None) -> str:
    """The plain text of a column as the trail holds it: bytes in hexadecimal digits."""
    if not sealed:
        return ""
    try:
        return field_cipher().decrypt(bytes.fromhex(sealed.removeprefix("\\x"))).decode()
    except (WrongKey, ValueError):
        return "****"


def _stars(value: str) -> str:
    return "****"


def _references(model: Model, entry: Entry) -> Iterator[tuple[Column, Any]]:
    personal = getattr(entry, "personal", None)
    sides = [entry.before, entry.after, *((personal.before, personal.after) if personal else ())]
    for column in model._meta.concrete_fields:
        if column.is_relation and _tells(column, entry.root_table):
            for side in sides:
                if side and side.get(column.column) is not None:
                    yield column, side[column.column]


def _with_names(model: Model) -> models.QuerySet[models.Model]:
    related = [column.name for column in model._meta.concrete_fields if column.is_relation and not column.null]
    return model._base_manager.select_related(*related)
