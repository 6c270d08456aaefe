"""What triggers cannot know: reads, refusals and decisions; sealing and checking the chain."""

import json
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from tonghu.kit.scope import Scope, within

from .models import Verb


def note(
    verb: Verb,
    *,
    table: str,
    object_id: int | None,
    label: str = "",
    place: int | None = None,
    detail: dict[str, Any] | None = None,
    why: str = "",
    using: str = DEFAULT_DB_ALIAS,
) -> None:
    """Write one entry in the name of the transaction's scope.

    Args:
        verb: what happened; inserts, updates and deletes are written by triggers alone.
        table: database table of the record; object_id its id.
        label: the record's name as it was.
        place: 12-digit place code of the record, which decides who may read the entry.
        detail: further facts, as JSON.
        why: the reason given, where one is asked for.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select trail_note(%s, %s, %s, %s, %s, %s, %s)",
            [verb, table, object_id, label, place, json.dumps(detail or {}), why],
        )


def note_aside(scope: Scope, verb: Verb, **facts: Any) -> None:
    """The same on a connection of its own, for what must survive the rollback of the request."""
    with within(scope, "aside"):
        note(verb, using="aside", **facts)


def forget(*, table: str, object_id: int, why: str) -> int:
    """Erase the personal values the trail keeps of one record; returns how many entries lost them."""
    return int(_scalar("select trail_forget(%s, %s, %s)", [table, object_id, why]))


def seal() -> str:
    """Close all committed entries under the next hash; returns the head of the chain."""
    return str(_scalar("select trail_seal()", []))


def verify() -> int | None:
    """Recompute the chain; returns the id of the first broken seal, or None where it holds."""
    broken = _scalar("select trail_verify()", [])
    return None if broken is None else int(broken)


def _scalar(sql: str, values: list[Any]) -> Any:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    return row[0] if row else None
