"""Rows of a model as COPY takes them: a template gives every column, a row says what differs."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import connections, models

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def copy_rows(model: type[models.Model], template: models.Model, rows: Iterable[Mapping[str, Any]]) -> None:
    """Load rows as the owner, in force what triggers are in force.

    Args:
        template: an unsaved instance whose values stand wherever a row is silent.
        rows: by column name; encrypted columns as ciphertext made by ``sealed``.
    """
    columns = {f.column: _plain(f, template) for f in model._meta.concrete_fields if not f.generated}
    columns.pop("id", None)
    first = next(iter(rows := iter(rows)), None)
    if first is None:
        return
    names = [*columns, *(name for name in first if name not in columns)]
    quoted = ", ".join(f'"{name}"' for name in names)
    with connections["owner"].cursor() as cursor:
        copying = f"copy {model._meta.db_table} ({quoted}) from stdin (format csv, null '\\N')"
        with cursor.copy(copying) as copy:
            text = io.StringIO()
            write = csv.writer(text).writerow
            write([_cell((columns | dict(first))[name]) for name in names])
            for n, row in enumerate(rows):
                merged = {**columns, **row}
                write([_cell(merged[name]) for name in names])
                if n % 5000 == 0:
                    copy.write(text.getvalue())
                    text.seek(0)
                    text.truncate()
            copy.write(text.getvalue())
        if "id" in first:
            cursor.execute(
                f"select setval(pg_get_serial_sequence('{model._meta.db_table}', 'id'),"
                f" (select max(id) from {model._meta.db_table}))"
            )


def sealed(field: str, model: type[models.Model], text: str) -> str:
    """A text as it stands encrypted in a column; one ciphertext may serve many rows."""
    prepared = model._meta.get_field(field).get_db_prep_value(text, connections["owner"])
    return "\\x" + bytes(prepared.obj if hasattr(prepared, "obj") else prepared).hex()


def _plain(field: Any, template: models.Model) -> Any:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return MOMENT
    value = getattr(template, field.attname)
    if field.get_internal_type() == "BinaryField":
        return None if value is None else sealed(field.name, type(template), value)
    return value


def _cell(value: Any) -> Any:
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, list | tuple):
        return "{" + ",".join(map(str, value)) + "}"
    if isinstance(value, dict):
        return "{}"
    return value
